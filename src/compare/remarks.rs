//! What is said about a change: the reason that the files give, who decided it, and which published ratings it turns.

use super::changes::Change;
use super::facts::{ChangedFact, ChangedRating, FactRecord};
use super::revised::{Record, Revised};
use super::{Comparison, names};
use crate::model::Rating;
use crate::model::published::FactKind;
use crate::model::{Holder, Quarter};
use crate::site::statements::About;

#[derive(PartialEq)]
pub(super) enum Remark {
    Wrong(String),
    Known(String),
}

/// Returns the published facts that a change of what the site shows is of.
pub(super) fn own_facts<'c>(comparison: &'c Comparison, change: &Change) -> Vec<&'c ChangedFact> {
    let facts = comparison.facts.iter();
    facts.filter(|fact| is_about(change, fact)).collect()
}

/// Returns what is said about the record of a change, and which published ratings it changes.
pub(super) fn remarks(
    comparison: &Comparison,
    facts: &[&ChangedFact],
    revised: Option<&Revised>,
) -> Vec<Remark> {
    let of_facts = facts.iter().flat_map(|fact| {
        let ratings = fact.ratings.iter().map(|rating| {
            let text = rated_otherwise(comparison, fact, rating);
            if rating.is_recorded {
                Remark::Known(text)
            } else {
                Remark::Wrong(format!("{text}, without an entry under `revisions:`"))
            }
        });
        std::iter::once(fact_remark(fact)).chain(ratings)
    });
    revised.map(remark).into_iter().chain(of_facts).collect()
}

/// Returns a sentence about a rating, in the words of the pages if they show both.
fn rated_otherwise(comparison: &Comparison, fact: &ChangedFact, rating: &ChangedRating) -> String {
    let mut changes = comparison.changes.iter();
    let shown = changes.find(|change| match (&change.about, &rating.holder) {
        (About::Figure(quarter, id), Holder::Measure(own)) => {
            *quarter == rating.quarter && id == own
        }
        _ => false,
    });
    let shown = shown.and_then(|change| change.fields.iter().find(|field| field.what == "rating"));
    let typed = [rating.was, rating.now].map(|one| one.map(Rating::id));
    let [was, now] = typed.map(|one| names::value(one).unwrap_or_else(|| "not rated".to_owned()));
    let (was, now) = match shown.map(|field| (&field.before, &field.after)) {
        Some((Some(before), Some(after))) => (before.clone(), after.clone()),
        _ => (was, now),
    };
    let of = match &rating.holder {
        Holder::Money(name) => format!(" of {name}"),
        Holder::Measure(id) if rating.holder != fact.holder => format!(" of {id}"),
        _ => String::new(),
    };
    format!("rating{of} for {}: {was} -> {now}", rating.quarter)
}

fn fact_remark(fact: &ChangedFact) -> Remark {
    match (&fact.record, names::fault(fact)) {
        (FactRecord::Recorded(reason), _) => {
            let (name, reason) = (names::name_of(fact), names::reason(reason));
            Remark::Known(format!("reason ({name}): {reason}"))
        }
        (_, fault) => Remark::Wrong(fault.unwrap_or_default()),
    }
}

/// Returns whether a change of what the site shows is that of a published fact.
pub(super) fn is_about(change: &Change, fact: &ChangedFact) -> bool {
    let is_target = fact.field == "target";
    let is_result = fact.kind == FactKind::Result;
    let is_of = |quarter: &Quarter| is_result && *quarter == fact.quarter;
    match (&change.about, &fact.holder) {
        (About::Site, Holder::Site) => !is_result,
        (About::Quarter(quarter), Holder::Site) => is_of(quarter) && fact.field == "publish_on",
        (About::Plan(id), Holder::Plan(own)) => id == own,
        (About::Objective(id), Holder::Objective(own)) => id == own && !is_result,
        (About::Measure(id), Holder::Measure(own)) => id == own && !is_result && !is_target,
        (About::Target(id, from), Holder::Measure(own)) => {
            id == own && is_target && *from == fact.quarter
        }
        (About::Figure(quarter, id), Holder::Measure(own)) => id == own && is_of(quarter),
        (About::ObjectiveIn(quarter, id), Holder::Objective(own)) => id == own && is_of(quarter),
        (About::Money(quarter, name), Holder::Money(own)) => {
            is_of(quarter) && name.contains(own.split(" (").next().unwrap_or(own))
        }
        (About::Risk(quarter, name), Holder::Risk(own)) => is_of(quarter) && name == own,
        (About::Action(quarter, name), Holder::Action(own)) => {
            is_of(quarter) && name.ends_with(own.as_str())
        }
        (About::Stated(quarter, _), Holder::Stated(_)) => is_of(quarter),
        _ => false,
    }
}

fn remark(revised: &Revised) -> Remark {
    match &revised.record {
        Record::Revision(on, because) => {
            Remark::Known(format!("recorded as a revision of {on}: {because}"))
        }
        Record::Suppressed(because) => Remark::Known(format!("suppressed: {because}")),
        Record::OtherStart(other_start) => Remark::Wrong(format!(
            "a published figure changes, but the revision of {} starts at a different figure",
            other_start.on
        )),
        Record::Undone(undone) => Remark::Wrong(format!(
            "a published figure changes, and the revision of {} is removed",
            undone.on
        )),
        Record::Unrecorded => Remark::Wrong(
            "a published figure changes without an entry under `revisions:`".to_owned(),
        ),
    }
}
