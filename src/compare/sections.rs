//! A comparison in sections: first the measures, as in the yearly paper on what is measured, then figures, then all else.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, ChangeKind, FieldChange};
use super::facts::ChangedFact;
use super::names;
use super::remarks::{Remark, is_about, own_facts, remarks};
use super::revised::Revised;
use super::{Comparison, PageKind};
use crate::diag::count;
use crate::model::published::FactKind;
use crate::model::{Holder, MeasureId, Quarter, Subject};
use crate::render::theme;
use crate::site::statements::About;

pub(super) struct Section {
    pub(super) heading: String,
    pub(super) items: Vec<Item>,
}

pub(super) struct Item {
    /// The quarter and the id: "2016-17 Q1, a2".
    pub(super) lead: String,
    pub(super) title: String,
    pub(super) kind: ChangeKind,
    pub(super) fields: Vec<Field>,
    pub(super) remarks: Vec<Remark>,
}

/// A text before and after.
pub(super) struct Field {
    /// What it is: "figure", "target from 2016-17 Q1".
    pub(super) what: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// The lines that differ, if it is compared line by line.
    pub(super) lines: Option<Vec<String>>,
}

/// The sections, in their order. Each quarter that is new or gone has its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    NewMeasures,
    RemovedMeasures,
    AmendedMeasures,
    Revised,
    Published,
    Quarter(Quarter),
    Unpublished,
    Plans,
    Money,
    Registers,
    Comments,
    Questions,
    Documents,
    Site,
}

impl Place {
    fn heading(self) -> &'static str {
        match self {
            Self::NewMeasures => "New measures",
            Self::RemovedMeasures => "Removed measures",
            Self::AmendedMeasures => "Amended measures",
            Self::Revised => "Revised figures and ratings",
            Self::Published => "Other changes in published quarters",
            Self::Quarter(_) => "",
            Self::Unpublished => "Figures of quarters that are not public yet",
            Self::Plans => "Plans and objectives",
            Self::Money => "Money",
            Self::Registers => "Risks, actions and challenges",
            Self::Comments => "Comments",
            Self::Questions => "Questions from committees",
            Self::Documents => "Reports and plain pages",
            Self::Site => "The site as a whole",
        }
    }
}

/// Returns the sections that are not empty. Pages are not included.
pub(super) fn sections(comparison: &Comparison) -> Vec<Section> {
    let sorting = Sorting::new(comparison);
    let mut sections: BTreeMap<Place, Section> = BTreeMap::new();
    for change in &comparison.changes {
        let Some(place) = sorting.place_of(change) else {
            continue;
        };
        let own = own_facts(comparison, change);
        let is_amended = place == Place::AmendedMeasures;
        let item = Item {
            lead: if place <= Place::AmendedMeasures {
                change.named().2.unwrap_or_default()
            } else {
                lead(change)
            },
            title: change.title.clone(),
            // A new target amends its measure.
            kind: if is_amended {
                ChangeKind::Changed
            } else {
                change.kind
            },
            fields: if place == Place::RemovedMeasures {
                last_result(change)
            } else {
                fields(change)
            },
            remarks: remarks(comparison, &own, sorting.revised(change)),
        };
        sorting.add(&mut sections, place, item, &own);
    }
    for fact in &comparison.facts {
        let mut changes = comparison.changes.iter();
        if !changes.any(|change| is_about(change, fact) && sorting.place_of(change).is_some()) {
            let item = Item {
                lead: lead_of(fact),
                title: fact.title.clone(),
                kind: ChangeKind::Changed,
                fields: Vec::new(),
                remarks: remarks(comparison, &[fact], None),
            };
            sorting.add(&mut sections, place_of_fact(fact), item, &[fact]);
        }
    }
    for (place, section) in &mut sections {
        if *place <= Place::AmendedMeasures {
            section.items.sort_by(|a, b| a.lead.cmp(&b.lead));
        }
    }
    sections.into_values().collect()
}

/// What decides in which section a change is.
struct Sorting<'c> {
    published: &'c BTreeSet<Quarter>,
    revised: BTreeMap<(Quarter, &'c MeasureId), &'c Revised>,
    /// The quarters that were added or removed as a whole, each with its heading.
    whole: BTreeMap<Quarter, String>,
    /// The measures and members that were added or removed.
    measures: BTreeMap<&'c MeasureId, ChangeKind>,
    /// The last published quarter that each measure reported which was removed.
    last: BTreeMap<&'c MeasureId, Quarter>,
}

impl<'c> Sorting<'c> {
    fn new(comparison: &'c Comparison) -> Self {
        let revised = comparison.revised.iter();
        let changes = comparison.changes.iter();
        let measures = changes.clone().filter_map(|change| match &change.about {
            About::Measure(id) => Some((id, change.kind)),
            _ => None,
        });
        let last = changes.clone().filter_map(|change| match &change.about {
            About::Figure(quarter, id) if change.kind == ChangeKind::Removed => {
                Some((id, *quarter))
            }
            _ => None,
        });
        Self {
            published: &comparison.published,
            last: last.collect(),
            revised: revised
                .map(|one| ((one.quarter, &one.measure), one))
                .collect(),
            whole: changes.filter_map(whole_quarter).collect(),
            measures: measures.collect(),
        }
    }

    /// Returns the section of a change. `None` for what a removed measure reported, other than its last result.
    fn place_of(&self, change: &Change) -> Option<Place> {
        if self.revised(change).is_some() {
            return Some(Place::Revised);
        }
        if let About::Measure(id) | About::Target(id, _) = &change.about {
            return Some(match self.measures.get(id) {
                Some(ChangeKind::Added) => Place::NewMeasures,
                Some(ChangeKind::Removed) => Place::RemovedMeasures,
                _ => Place::AmendedMeasures,
            });
        }
        let quarter = change.quarter();
        if let Some(whole) = quarter.filter(|quarter| self.whole.contains_key(quarter)) {
            return Some(Place::Quarter(whole));
        }
        Some(match &change.about {
            About::Figure(quarter, id) if self.measures.get(id) == Some(&ChangeKind::Removed) => {
                return (self.last.get(id) == Some(quarter)).then_some(Place::RemovedMeasures);
            }
            About::Figure(quarter, id) if self.published.contains(quarter) => {
                let is_result = |field: &FieldChange| ["figure", "rating"].contains(&field.what);
                let is_new = self.measures.contains_key(id) && change.kind == ChangeKind::Added;
                if change.fields.iter().any(is_result) && !is_new {
                    Place::Revised
                } else {
                    Place::Published
                }
            }
            About::Figure(..) => Place::Unpublished,
            About::Plan(_) | About::Objective(_) | About::ObjectiveIn(..) => Place::Plans,
            About::Money(..) => Place::Money,
            About::Risk(..) | About::Action(..) | About::Challenge(..) | About::Stated(..) => {
                Place::Registers
            }
            About::Comment(..) => Place::Comments,
            About::Question(_) => Place::Questions,
            About::Report(_) | About::Page(_) => Place::Documents,
            _ => Place::Site,
        })
    }

    fn revised(&self, change: &Change) -> Option<&'c Revised> {
        let About::Figure(quarter, id) = &change.about else {
            return None;
        };
        self.revised.get(&(*quarter, id)).copied()
    }

    /// Adds an item to its section. What changes of a measure is one item.
    fn add(
        &self,
        sections: &mut BTreeMap<Place, Section>,
        place: Place,
        mut item: Item,
        facts: &[&ChangedFact],
    ) {
        let unseen = facts
            .iter()
            .filter(|fact| names::is_shown_nowhere_else(fact));
        item.fields.extend(unseen.map(|fact| Field {
            what: names::name_of(fact),
            before: names::value(fact.was.as_deref()),
            after: names::value(fact.now.as_deref()),
            lines: None,
        }));
        let heading = match place {
            Place::Quarter(quarter) => self.whole[&quarter].clone(),
            place => place.heading().to_owned(),
        };
        let section = sections.entry(place).or_insert_with(|| Section {
            heading,
            items: Vec::new(),
        });
        let mut items = section.items.iter_mut();
        match items.find(|other| place <= Place::AmendedMeasures && other.lead == item.lead) {
            Some(same) => {
                same.fields.extend(item.fields);
                for remark in item.remarks {
                    if !same.remarks.contains(&remark) {
                        same.remarks.push(remark);
                    }
                }
            }
            None => section.items.push(item),
        }
    }
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

fn place_of_fact(fact: &ChangedFact) -> Place {
    match &fact.holder {
        Holder::Site => Place::Site,
        Holder::Plan(_) | Holder::Objective(_) => Place::Plans,
        Holder::Measure(_) if fact.kind == FactKind::Result => Place::Revised,
        Holder::Measure(_) => Place::AmendedMeasures,
        Holder::Money(_) => Place::Money,
        Holder::Risk(_) | Holder::Action(_) | Holder::Stated(_) => Place::Registers,
    }
}

/// Returns the last figure, target and rating of a removed measure. Empty for its definition and its other targets.
fn last_result(change: &Change) -> Vec<Field> {
    let About::Figure(quarter, _) = &change.about else {
        return Vec::new();
    };
    let fields = change.fields.iter();
    let main = fields.filter(|field| ["figure", "target", "rating"].contains(&field.what));
    let last = main.map(|field| Field {
        what: format!("last {} ({quarter})", field.what),
        before: None,
        after: field.before.clone(),
        lines: None,
    });
    last.collect()
}

/// Returns the texts that are listed. Of something removed, only the main texts are.
fn fields(change: &Change) -> Vec<Field> {
    let main = ["figure", "target", "rating", "text", "answer"];
    let fields = change.fields.iter();
    // The title is next to the id.
    let listed = fields.filter(|field| match change.kind {
        ChangeKind::Added => field.what != "title",
        ChangeKind::Changed => true,
        ChangeKind::Removed => main.contains(&field.what),
    });
    let fields = listed.map(|field| {
        let from = match &change.about {
            About::Target(_, from) => format!(" (from {from})"),
            _ => String::new(),
        };
        Field {
            what: format!("{}{from}", field.what),
            before: field.before.clone(),
            after: field.after.clone(),
            lines: is_long(field).then(|| lines(field)),
        }
    });
    fields.collect()
}

/// Returns the quarter, the id or both.
fn lead(change: &Change) -> String {
    let (_, quarter, id) = change.named();
    match (&change.about, quarter, id) {
        (About::Target(..), _, Some(id)) => id,
        (About::Figure(..) | About::ObjectiveIn(..), Some(quarter), Some(id)) => {
            format!("{quarter}, {id}")
        }
        (About::Comment(quarter, Subject::Measure(id), ..), ..) => format!("{quarter}, {id}"),
        (_, Some(quarter), _) => quarter.to_string(),
        (_, None, id) => id.unwrap_or_else(|| "site.yaml".to_owned()),
    }
}

fn lead_of(fact: &ChangedFact) -> String {
    let id = match &fact.holder {
        Holder::Plan(id) => id.to_string(),
        Holder::Objective(id) => id.to_string(),
        Holder::Measure(id) => id.to_string(),
        Holder::Site if fact.kind != FactKind::Result => "site.yaml".to_owned(),
        _ => String::new(),
    };
    match (fact.kind, id.as_str()) {
        (FactKind::Result, "") => fact.quarter.to_string(),
        (FactKind::Result, id) => format!("{}, {id}", fact.quarter),
        _ => id,
    }
}

/// Returns the lines of a text that differ, each with `-` or `+` before it.
fn lines(field: &FieldChange) -> Vec<String> {
    let text = |side: &Option<String>| side.clone().map_or(String::new(), |text| text + "\n");
    let changes = theme::unified(("", &text(&field.before)), ("", &text(&field.after)));
    // The first two lines name the files.
    let changes = changes.lines().skip(2);
    let differ = changes.filter(|line| line.starts_with(['-', '+']));
    differ.map(str::to_owned).collect()
}

/// Returns whether a text is compared line by line.
fn is_long(field: &FieldChange) -> bool {
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
