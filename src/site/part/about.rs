//! About measures: what kind of thing they are of, who has checked them, what they cost and whom to ask.

use super::facts::{fact, table};
use super::release::linked_contact;
use super::{Fact, FactTable, LineView};
use crate::assess::objectives::belongs;
use crate::model::{Measure, MeasureKind, Objective, Quarter};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::words::{Words, counted, fill};

/// Says what a kind of measure is.
pub(crate) fn kind(words: &Words, kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Outcome => words.kind_outcome,
        MeasureKind::Output => words.kind_output,
        MeasureKind::Input => words.kind_input,
        MeasureKind::UsersView => words.kind_users_view,
    }
}

/// Returns who has checked a measure and its members, and what they cost.
pub(crate) fn facts(context: &Context, measure: &Measure) -> Vec<Fact> {
    let words = context.words;
    let all = measure.with_members().flat_map(|one| {
        let texts = [(words.assurance, &one.assurance), (words.cost, &one.cost)];
        texts.map(|(label, text)| {
            let text = names::text(text.as_ref())?;
            if one.id == measure.id {
                return Some(fact(label, &text));
            }
            let label = format!("{}: {label}", one.title.as_str());
            Some(fact(&label, &text))
        })
    });
    all.flatten().collect()
}

/// Returns whom to ask about a measure and its members.
pub(crate) fn contacts(context: &Context, measure: &Measure) -> Vec<LineView> {
    let words = context.words;
    let all = measure.with_members().filter_map(|one| {
        let contact = one.contact.as_ref()?;
        if one.id == measure.id {
            return Some(linked_contact(words.measure_contact, contact));
        }
        let slots = [("member", one.title.as_str()), ("contact", "{contact}")];
        let sentence = fill(words.member_contact, &slots);
        Some(linked_contact(&sentence, contact))
    });
    all.collect()
}

/// Returns how many measures of each kind an objective has in a quarter, and which kind it has none of. `None` without measures,
/// and on a site that names no kinds.
pub(crate) fn kinds(
    context: &Context,
    quarter: Quarter,
    objective: &Objective,
) -> Option<FactTable> {
    let words = context.words;
    let mut all = context.report.measures.values();
    if !all.any(|whole| whole.with_members().any(|one| one.kind.is_some())) {
        return None;
    }
    let own = context.assessment.in_quarter(quarter).counted();
    let own = own.filter(|one| belongs(context.report, one.measure, &objective.id));
    let own: Vec<Option<MeasureKind>> = own.map(|one| one.measure.kind).collect();
    let count = |kind| own.iter().filter(|one| **one == kind).count();
    let text = |count| counted(words, words.kind_count, count, &[]);
    let unknown = count(None);
    let none = if unknown == 0 {
        words.kind_not_measured
    } else {
        words.kind_none_of_known
    };
    let rows = MeasureKind::ALL.into_iter().map(|one| {
        let text = match count(Some(one)) {
            0 => none.to_owned(),
            count => text(count),
        };
        fact(kind(words, one), &text)
    });
    let unknown = (unknown > 0).then(|| fact(words.kind_unknown, &text(unknown)));
    let rows = rows.chain(unknown).collect();
    (!own.is_empty()).then(|| table(words.kinds, None, rows))
}
