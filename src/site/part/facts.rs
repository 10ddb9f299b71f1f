//! Small tables: each row has a label and a text. Among them revised figures: the figure before, the figure now, the day
//! and the reason.
//!
//! Source: Code of Practice for Statistics, on revisions and corrections, which must be shown to readers.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Measure, MeasureId, Quarter, Revision};
use crate::site::context::Context;
use crate::site::phrases::{figures, periods};
use crate::site::words::fill;

/// A row of a small table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Fact {
    /// "Target".
    pub label: String,
    /// "92%".
    pub text: String,
    /// More about it: "since April to June 2016". `None` if there is nothing to add.
    pub detail: Option<String>,
}

/// A small table with a heading.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FactTable {
    /// The heading.
    pub heading: String,
    /// A sentence below the heading. `None` for no sentence.
    pub lede: Option<String>,
    /// The rows.
    pub rows: Vec<Fact>,
}

pub(crate) fn fact(label: &str, text: &str) -> Fact {
    Fact {
        label: label.to_owned(),
        text: text.to_owned(),
        detail: None,
    }
}

pub(crate) fn table(heading: &str, lede: Option<&str>, rows: Vec<Fact>) -> FactTable {
    FactTable {
        heading: heading.to_owned(),
        lede: lede.map(str::to_owned),
        rows,
    }
}

/// Returns the revisions of a measure: latest quarter first, and for each quarter the latest revision first.
fn revisions_of<'a>(context: &Context<'a>, id: &MeasureId) -> Vec<&'a Revision> {
    let quarters = context.report.quarters.values();
    let all = quarters.flat_map(|quarter| &quarter.revisions);
    let mut own: Vec<&Revision> = all.filter(|revision| revision.measure == *id).collect();
    own.sort_by_key(|revision| std::cmp::Reverse((revision.period, revision.on)));
    own
}

/// Returns the revisions of a quarter's figure: "Revised on 12 September 2023, from 226 to 232: six records were late."
pub(super) fn revision_notes(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
) -> Vec<String> {
    let own = revisions_of(context, &measure.id).into_iter();
    let own = own.filter(|revision| revision.period == quarter);
    own.map(|revision| sentence(context, context.words.revised, measure, revision))
        .collect()
}

pub(crate) fn revisions(context: &Context, measure: &Measure) -> FactTable {
    let words = context.words;
    let all = measure.with_members();
    let rows = all.flat_map(|one| {
        let own = revisions_of(context, &one.id).into_iter();
        own.map(move |revision| {
            let quarter = periods::quarter(words, revision.period);
            let day = periods::day(words, revision.on);
            Fact {
                label: if one.id == measure.id {
                    quarter
                } else {
                    format!("{}, {quarter}", one.title.as_str())
                },
                text: sentence(context, words.revised_from, one, revision),
                detail: Some(format!("{day}. {}", revision.reason.because.as_str())),
            }
        })
    });
    table(words.revisions, Some(words.revisions_note), rows.collect())
}

fn sentence(context: &Context, sentence: &str, measure: &Measure, revision: &Revision) -> String {
    let value = |value| figures::value(context.words, value, measure.unit);
    let slots = [
        ("day", &*periods::day(context.words, revision.on)),
        ("was", &value(revision.was)),
        ("now", &value(revision.now)),
        ("because", revision.reason.because.as_str()),
    ];
    fill(sentence, &slots)
}
