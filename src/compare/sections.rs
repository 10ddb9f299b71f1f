//! A comparison in sections, the most important first.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, ChangeKind, FieldChange};
use super::revised::{Record, Revised};
use super::{Comparison, PageKind};
use crate::model::{MeasureId, Quarter, Subject};
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
    pub(super) remark: Option<Remark>,
}

pub(super) enum Remark {
    Wrong(String),
    Known(String),
}

/// Returns the sections that are not empty. Pages are not included.
pub(super) fn sections(comparison: &Comparison) -> Vec<Section<'_>> {
    let all = Sorted::of(comparison);
    let mut sections = vec![
        all.section("Published figures that change", |change| {
            all.revised(change).is_some()
        }),
        all.section(
            "Figures, ratings and directions of published quarters",
            |change| all.is_published_figure(change) && all.revised(change).is_none(),
        ),
    ];
    sections.extend(all.whole_quarters());
    sections.push(
        all.section("Figures of quarters that are not public yet", |change| {
            matches!(change.about, About::Figure(..))
                && !all.is_published_figure(change)
                && !all.is_of_whole_quarter(change)
        }),
    );
    let of: [(&str, IsOf); 8] = [
        ("Targets", |about| matches!(about, About::Target(..))),
        ("Measures", |about| matches!(about, About::Measure(_))),
        ("Plans and objectives", |about| {
            matches!(
                about,
                About::Plan(_) | About::Objective(_) | About::ObjectiveIn(..)
            )
        }),
        ("Money", |about| matches!(about, About::Money(..))),
        ("Risks, actions and challenges", |about| {
            matches!(
                about,
                About::Risk(..) | About::Action(..) | About::Challenge(..) | About::Stated(..)
            )
        }),
        ("Comments", |about| matches!(about, About::Comment(..))),
        ("Reports and plain pages", |about| {
            matches!(about, About::Report(_) | About::Page(_))
        }),
        ("The site as a whole", |about| {
            matches!(about, About::Site | About::Voice(_) | About::Quarter(_))
        }),
    ];
    let of = of.into_iter();
    sections.extend(of.map(|(heading, is_of)| {
        all.section(heading, |change| {
            is_of(&change.about) && !all.is_of_whole_quarter(change)
        })
    }));
    sections.retain(|section| !section.items.is_empty());
    sections
}

type IsOf = fn(&About) -> bool;

struct Sorted<'c> {
    comparison: &'c Comparison,
    revised: BTreeMap<(Quarter, &'c MeasureId), &'c Revised>,
    /// The quarters that were added or removed as a whole.
    whole: BTreeSet<Quarter>,
}

impl<'c> Sorted<'c> {
    fn of(comparison: &'c Comparison) -> Self {
        let revised = comparison.revised.iter();
        let whole = comparison.changes.iter().filter(|change| is_whole(change));
        Self {
            comparison,
            revised: revised
                .map(|one| ((one.quarter, &one.measure), one))
                .collect(),
            whole: whole.filter_map(Change::quarter).collect(),
        }
    }

    fn section(&self, heading: &str, belongs: impl Fn(&Change) -> bool) -> Section<'c> {
        let changes = self.comparison.changes.iter();
        let items = changes.filter(|change| belongs(change));
        Section {
            heading: heading.to_owned(),
            items: items.map(|change| self.item(change)).collect(),
        }
    }

    fn item(&self, change: &'c Change) -> Item<'c> {
        Item {
            lead: lead(&change.about),
            title: &change.title,
            kind: change.kind,
            fields: change
                .fields
                .iter()
                .filter(|field| is_worth(change, field))
                .collect(),
            remark: self.revised(change).map(remark),
        }
    }

    fn revised(&self, change: &Change) -> Option<&'c Revised> {
        let About::Figure(quarter, id) = &change.about else {
            return None;
        };
        self.revised.get(&(*quarter, id)).copied()
    }

    fn is_published_figure(&self, change: &Change) -> bool {
        let is_figure = matches!(change.about, About::Figure(..));
        let quarter = change.quarter();
        is_figure
            && !self.is_of_whole_quarter(change)
            && quarter.is_some_and(|quarter| self.comparison.published.contains(&quarter))
    }

    /// Returns a section for each quarter that was added or removed as a whole.
    fn whole_quarters(&self) -> Vec<Section<'c>> {
        let changes = self.comparison.changes.iter();
        changes
            .filter(|change| is_whole(change))
            .map(|change| {
                let quarter = change.quarter();
                let heading = match change.kind {
                    ChangeKind::Removed => format!("Gone: {}", change.title),
                    _ => format!("New: {}", change.title),
                };
                self.section(&heading, |other| {
                    other.quarter() == quarter && self.revised(other).is_none()
                })
            })
            .collect()
    }

    fn is_of_whole_quarter(&self, change: &Change) -> bool {
        let quarter = change.quarter();
        quarter.is_some_and(|quarter| self.whole.contains(&quarter))
    }
}

fn is_whole(change: &Change) -> bool {
    matches!(change.about, About::Quarter(_)) && change.kind != ChangeKind::Changed
}

/// Returns whether a text is listed. Of something removed, only the main texts are.
fn is_worth(change: &Change, field: &FieldChange) -> bool {
    change.kind != ChangeKind::Removed
        || ["figure", "target", "rating", "text"].contains(&field.what)
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

fn lead(about: &About) -> String {
    match about {
        About::Figure(quarter, id) | About::Comment(quarter, Subject::Measure(id), ..) => {
            format!("{quarter}, {id}")
        }
        About::Target(id, from) => format!("{id}, from {from}"),
        About::Measure(id) => id.to_string(),
        About::ObjectiveIn(quarter, id) => format!("{quarter}, {id}"),
        About::Objective(id) => id.to_string(),
        About::Plan(id) => id.to_string(),
        About::Voice(id) => id.to_string(),
        About::Report(id) | About::Page(id) => id.clone(),
        About::Quarter(quarter)
        | About::Money(quarter, _)
        | About::Risk(quarter, _)
        | About::Action(quarter, _)
        | About::Challenge(quarter, _)
        | About::Stated(quarter, _)
        | About::Comment(quarter, ..) => quarter.to_string(),
        About::Site => "site.yaml".to_owned(),
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

pub(super) fn joined(counts: &[String]) -> String {
    match counts {
        [] => "the same".to_owned(),
        counts => counts.join(", "),
    }
}

/// Returns the counts of pages by change: "12 pages changed".
pub(super) fn page_counts(comparison: &Comparison) -> Vec<String> {
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
            match those.count() {
                0 => {}
                1 => counts.push(format!("1 {name} {word}")),
                count => counts.push(format!("{count} {name}s {word}")),
            }
        }
    }
    counts
}
