//! A comparison in sections, the most important first.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, ChangeKind, FieldChange};
use super::facts::{ChangedFact, FactRecord};
use super::revised::{Record, Revised};
use super::{Comparison, PageKind};
use crate::diag::count;
use crate::model::published::{self, FactKind};
use crate::model::{Holder, MeasureId, Quarter, Subject};
use crate::render::theme;
use crate::site::statements::About;

pub(super) struct Section<'c> {
    pub(super) heading: String,
    pub(super) items: Vec<Item<'c>>,
}

pub(super) struct Item<'c> {
    /// The quarter and the id: "2016-17 Q1, a2".
    pub(super) lead: String,
    pub(super) title: &'c str,
    pub(super) kind: ChangeKind,
    pub(super) fields: Vec<&'c FieldChange>,
    pub(super) remarks: Vec<Remark>,
}

pub(super) enum Remark {
    Wrong(String),
    Known(String),
}

/// Returns the sections that are not empty. Pages are not included.
pub(super) fn sections(comparison: &Comparison) -> Vec<Section<'_>> {
    let revised = comparison.revised.iter();
    let whole = comparison.changes.iter().filter_map(whole_quarter);
    let sorting = Sorting {
        published: &comparison.published,
        revised: revised
            .map(|one| ((one.quarter, &one.measure), one))
            .collect(),
        whole: whole.collect(),
    };
    let mut sections: BTreeMap<_, Section> = BTreeMap::new();
    for change in &comparison.changes {
        let (order, heading) = sorting.section_of(change);
        let section = sections.entry(order).or_insert_with(|| Section {
            heading: heading.to_owned(),
            items: Vec::new(),
        });
        let fields = change.fields.iter();
        section.items.push(Item {
            lead: lead(change),
            title: &change.title,
            kind: change.kind,
            fields: fields.filter(|field| is_worth(change, field)).collect(),
            remarks: remarks(comparison, change, sorting.revised(change)),
        });
    }
    sections.into_values().collect()
}

/// Returns the quarter that was added or removed as a whole, with the heading of its section.
fn whole_quarter(change: &Change) -> Option<(Quarter, String)> {
    let About::Quarter(quarter) = change.about else {
        return None;
    };
    let heading = match change.kind {
        ChangeKind::Added => format!("New: {}", change.title),
        ChangeKind::Removed => format!("Gone: {}", change.title),
        ChangeKind::Changed => return None,
    };
    Some((quarter, heading))
}

/// What decides in which section a change is.
struct Sorting<'c> {
    published: &'c BTreeSet<Quarter>,
    revised: BTreeMap<(Quarter, &'c MeasureId), &'c Revised>,
    /// The quarters that were added or removed as a whole, each with its heading.
    whole: BTreeMap<Quarter, String>,
}

impl<'c> Sorting<'c> {
    /// Returns the order and the heading of the section of a change.
    fn section_of(&self, change: &Change) -> ((u8, Option<Quarter>), &str) {
        if self.revised(change).is_some() {
            return ((0, None), "Published figures that change");
        }
        let quarter = change.quarter();
        if let Some(heading) = quarter.and_then(|quarter| self.whole.get(&quarter)) {
            return ((2, quarter), heading);
        }
        let (order, heading) = match change.about {
            About::Figure(quarter, _) if self.published.contains(&quarter) => {
                (1, "Figures, ratings and directions of published quarters")
            }
            About::Figure(..) => (3, "Figures of quarters that are not public yet"),
            About::Target(..) => (4, "Targets"),
            About::Measure(_) => (5, "Measures"),
            About::Plan(_) | About::Objective(_) | About::ObjectiveIn(..) => {
                (6, "Plans and objectives")
            }
            About::Money(..) => (7, "Money"),
            About::Risk(..) | About::Action(..) | About::Challenge(..) | About::Stated(..) => {
                (8, "Risks, actions and challenges")
            }
            About::Comment(..) => (9, "Comments"),
            About::Report(_) | About::Page(_) => (10, "Reports and plain pages"),
            About::Site | About::Voice(_) | About::Quarter(_) => (11, "The site as a whole"),
        };
        ((order, None), heading)
    }

    fn revised(&self, change: &Change) -> Option<&'c Revised> {
        let About::Figure(quarter, id) = &change.about else {
            return None;
        };
        self.revised.get(&(*quarter, id)).copied()
    }
}

/// Returns whether a text is listed. Of something removed, only the main texts are.
fn is_worth(change: &Change, field: &FieldChange) -> bool {
    change.kind != ChangeKind::Removed
        || ["figure", "target", "rating", "text"].contains(&field.what)
}

/// Returns what is said about the record of a change, and which published ratings it changes.
fn remarks(comparison: &Comparison, change: &Change, revised: Option<&Revised>) -> Vec<Remark> {
    let own = comparison
        .facts
        .iter()
        .filter(|fact| is_about(change, fact));
    let of_facts = own.flat_map(|fact| {
        let ratings = fact.ratings.iter().map(|rating| {
            let names = [rating.was, rating.now];
            let [was, now] = names.map(|one| one.map_or("not rated", published::rating));
            let of = match &rating.holder {
                Holder::Money(name) => format!("\"{name}\" for {}", rating.quarter),
                Holder::Measure(id) if rating.holder != fact.holder => {
                    format!("{id} for {}", rating.quarter)
                }
                _ => rating.quarter.to_string(),
            };
            let text = format!("rating of {of}: {was} -> {now}");
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

fn fact_remark(fact: &ChangedFact) -> Remark {
    let field = fact.field;
    match &fact.record {
        FactRecord::Recorded(reason) => {
            let because = reason.because.as_str();
            let what = if fact.is_removal() {
                "the removal".to_owned()
            } else {
                format!("the change of `{field}`")
            };
            Remark::Known(format!("reason for {what}: {because}"))
        }
        FactRecord::OtherValues(change) => Remark::Wrong(format!(
            "`{field}` changes, but the change of {} has other values",
            change.on
        )),
        FactRecord::Unrecorded if fact.is_removal() => {
            Remark::Wrong("removed without a reason".to_owned())
        }
        FactRecord::Unrecorded => Remark::Wrong(format!("`{field}` changes without a reason")),
    }
}

/// Returns whether a change of what the site shows is that of a published fact.
fn is_about(change: &Change, fact: &ChangedFact) -> bool {
    let is_target = fact.field == "target";
    match (&change.about, &fact.holder) {
        (About::Site, Holder::Site) => true,
        (About::Plan(id), Holder::Plan(own)) => id == own,
        (About::Objective(id), Holder::Objective(own)) => {
            id == own && fact.kind != FactKind::Result
        }
        (About::Measure(id), Holder::Measure(own)) => {
            id == own && fact.kind != FactKind::Result && !is_target
        }
        (About::Target(id, from), Holder::Measure(own)) => {
            id == own && is_target && *from == fact.quarter
        }
        (About::Figure(quarter, id), Holder::Measure(own)) => {
            id == own && fact.kind == FactKind::Result && *quarter == fact.quarter
        }
        (About::ObjectiveIn(quarter, id), Holder::Objective(own)) => {
            id == own && fact.kind == FactKind::Result && *quarter == fact.quarter
        }
        (About::Money(quarter, name), Holder::Money(own)) => {
            *quarter == fact.quarter && name.contains(own.split(" (").next().unwrap_or(own))
        }
        (About::Risk(quarter, name), Holder::Risk(own)) => *quarter == fact.quarter && name == own,
        (About::Action(quarter, name), Holder::Action(own)) => {
            *quarter == fact.quarter && name.ends_with(own.as_str())
        }
        (About::Stated(quarter, _), Holder::Stated(_)) => *quarter == fact.quarter,
        _ => false,
    }
}

fn remark(revised: &Revised) -> Remark {
    match &revised.record {
        Record::Revision(on, because) => {
            Remark::Known(format!("recorded as a revision of {on}: {because}"))
        }
        Record::Withdrawn(because) => Remark::Known(format!("withdrawn: {because}")),
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

/// Returns the quarter, the id or both.
fn lead(change: &Change) -> String {
    let (_, quarter, id) = change.named();
    match (&change.about, quarter, id) {
        (About::Target(..), Some(from), Some(id)) => format!("{id}, from {from}"),
        (About::Figure(..) | About::ObjectiveIn(..), Some(quarter), Some(id)) => {
            format!("{quarter}, {id}")
        }
        (About::Comment(quarter, Subject::Measure(id), ..), ..) => format!("{quarter}, {id}"),
        (_, Some(quarter), _) => quarter.to_string(),
        (_, None, id) => id.unwrap_or_else(|| "site.yaml".to_owned()),
    }
}

/// Returns the lines of a text that differ, each with `-` or `+` before it.
pub(super) fn lines(field: &FieldChange) -> Vec<String> {
    let text = |side: &Option<String>| side.clone().map_or(String::new(), |text| text + "\n");
    let changes = theme::unified(("", &text(&field.before)), ("", &text(&field.after)));
    // The first two lines name the files.
    let changes = changes.lines().skip(2);
    let differ = changes.filter(|line| line.starts_with(['-', '+']));
    differ.map(str::to_owned).collect()
}

/// Returns whether a text is compared line by line.
pub(super) fn is_long(field: &FieldChange) -> bool {
    let sides = [&field.before, &field.after];
    let has_lines = |side: &&Option<String>| side.as_ref().is_some_and(|text| text.contains('\n'));
    field.what == "text" || sides.iter().any(has_lines)
}

/// Returns the counts of pages by change: "12 pages changed". `None` if neither a page nor the theme changed.
pub(super) fn page_counts(comparison: &Comparison) -> Option<String> {
    let kinds = [
        (ChangeKind::Added, "new"),
        (ChangeKind::Changed, "changed"),
        (ChangeKind::Removed, "gone"),
    ];
    let pages = [(PageKind::Page, "page"), (PageKind::Embed, "embed")];
    let mut counts = Vec::new();
    for (page, name) in pages {
        for (kind, word) in kinds {
            let those = comparison.pages.iter();
            let those = those.filter(|one| one.kind == kind && one.page == page);
            let number = those.count();
            if number > 0 {
                counts.push(count(number, name, &format!("{name}s")) + " " + word);
            }
        }
    }
    if counts.is_empty() {
        return (!comparison.theme.is_empty()).then(|| "the same".to_owned());
    }
    Some(counts.join(", "))
}
