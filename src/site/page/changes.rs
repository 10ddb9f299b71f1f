//! The page of all changes of what is measured: by quarter, what is new, removed and amended, and which ratings follow from a
//! change of target.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::earlier::InForce;
use crate::assess::ledger::{self, ChangeKind, LedgerChange};
use crate::assess::rating::{Outcome, Unrated};
use crate::model::Quarter;
use crate::site::choose::addresses;
use crate::site::context::Context;
use crate::site::part::changes::{ChangeRow, row};
use crate::site::part::{LinkView, PageTitle, links};
use crate::site::phrases::{Tone, changes, periods, verdicts};
use crate::site::route::Route;
use crate::site::words::{Words, counted};

/// The changes of one kind in a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChangeList {
    /// The heading: "2 new measures".
    pub heading: String,
    /// The changes.
    pub rows: Vec<ChangeRow>,
}

/// A rating that would be different under an earlier target.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct OtherRating {
    /// A link to the measure.
    pub measure: LinkView,
    /// Shape and colour of the symbol of its rating.
    pub tone: Tone,
    /// Its rating: "On target".
    pub label: String,
    /// What it would be: "Under last year's target of 90%, this would be off target."
    pub sentences: Vec<String>,
}

/// The changes that take effect in a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterChanges {
    /// The anchor for links to it: "2016-17-q1".
    pub id: String,
    /// The quarter: "April to June 2016". The address is empty if it has no page.
    pub quarter: LinkView,
    /// What is new, removed and amended. Empty if only ratings follow from earlier changes.
    pub lists: Vec<ChangeList>,
    /// How many ratings of the quarter would be different under the targets of a year ago. `None` if none would.
    pub owed: Option<String>,
    /// These ratings.
    pub others: Vec<OtherRating>,
}

/// The page of all changes.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChangesView {
    /// What the page lists.
    pub lede: String,
    /// Whether ratings under earlier targets are shown.
    pub earlier: &'static str,
    /// The quarters with changes, the latest first. Empty if nothing has changed.
    pub quarters: Vec<QuarterChanges>,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let all = ledger::ledger(context.report);
    let kinds = KINDS.map(|(kind, _)| all.iter().filter(|one| one.kind == kind).count());
    let lede = match kinds.iter().sum::<usize>() {
        0 => words.ledger_none.to_owned(),
        _ => counts(context, kinds),
    };
    let mut quarters: BTreeSet<Quarter> = all.iter().map(|change| change.quarter).collect();
    if context.report.site.earlier_targets {
        quarters.extend(context.report.published().map(|report| report.quarter));
    }
    let quarters = quarters.into_iter().rev();
    let quarters = quarters.map(|quarter| of_quarter(context, &all, quarter));
    let head = PageTitle::new(words.ledger, &*lede);
    let view = View::Changes(ChangesView {
        lede,
        earlier: if context.report.site.earlier_targets {
            words.ledger_earlier
        } else {
            words.ledger_earlier_off
        },
        quarters: quarters
            .filter(|quarter| !quarter.lists.is_empty() || quarter.owed.is_some())
            .collect(),
    });
    Page::new(context, head, view)
}

type Sentence = fn(&Words) -> &'static str;

/// The kinds of changes in the order of the page, each with the sentence that counts them.
const KINDS: [(ChangeKind, Sentence); 3] = [
    (ChangeKind::New, |words| words.ledger_new),
    (ChangeKind::Removed, |words| words.ledger_removed),
    (ChangeKind::Amended, |words| words.ledger_amended),
];

/// Says how many changes of each kind there are: "2 new measures, 1 measure removed, 6 amendments."
fn counts(context: &Context, kinds: [usize; 3]) -> String {
    let parts = KINDS.iter().zip(kinds).filter(|(_, count)| *count > 0);
    let parts = parts
        .map(|((_, sentence), count)| counted(context.words, sentence(context.words), count, &[]));
    format!("{}.", parts.collect::<Vec<_>>().join(", "))
}

fn of_quarter(context: &Context, all: &[LedgerChange], quarter: Quarter) -> QuarterChanges {
    let words = context.words;
    let own: Vec<&LedgerChange> = all.iter().filter(|one| one.quarter == quarter).collect();
    let lists = KINDS.iter().map(|(kind, sentence)| {
        let own = own.iter().filter(|change| change.kind == *kind);
        let rows: Vec<ChangeRow> = own.map(|change| row(context, change)).collect();
        ChangeList {
            heading: counted(words, sentence(words), rows.len(), &[]),
            rows,
        }
    });
    let (others, rated) = others(context, quarter);
    let owed = others
        .iter()
        .filter(|(_, is_of_last_year)| *is_of_last_year);
    let slots = [("rated", &*rated.to_string())];
    let owed = match owed.count() {
        0 => None,
        count => Some(counted(words, words.ledger_owed, count, &slots)),
    };
    QuarterChanges {
        id: changes::anchor(quarter),
        quarter: if addresses::has(context, &Route::Quarter(quarter)) {
            links::quarter_link(context, quarter)
        } else {
            LinkView {
                label: periods::quarter(words, quarter),
                href: String::new(),
            }
        },
        lists: lists.filter(|list| !list.rows.is_empty()).collect(),
        owed,
        others: others.into_iter().map(|(other, _)| other).collect(),
    }
}

/// Returns the ratings of a quarter that would be different under an earlier target, each with whether that is the target of a
/// year ago, and how many ratings by a rule there are.
fn others(context: &Context, quarter: Quarter) -> (Vec<(OtherRating, bool)>, usize) {
    let mut others = Vec::new();
    let mut rated = 0;
    if !context.report.site.earlier_targets {
        return (others, rated);
    }
    let judged = context.assessment.in_quarter(quarter);
    for one in judged.counted() {
        let current = &one.judged.current;
        let waits = current.outcome == Outcome::Unrated(Unrated::YearEndTarget);
        rated += usize::from(!waits && current.arithmetic.is_some());
        let earlier = judged.by_earlier_targets(&one.measure.id);
        if earlier.is_empty() {
            continue;
        }
        let is_of_last_year = earlier
            .iter()
            .any(|other| other.in_force == InForce::LastYear);
        let subject = verdicts::subject(context, one.measure);
        let other = OtherRating {
            measure: links::measure_link(context, one.measure),
            tone: verdicts::tone(one.judged.current.outcome),
            label: subject.label(&one.judged.current),
            sentences: changes::under_earlier_targets(&subject, &earlier),
        };
        others.push((other, is_of_last_year));
    }
    (others, rated)
}
