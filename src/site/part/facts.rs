//! Small tables: each row has a label and a text. Among them revised figures: the figure before, the figure now, the day
//! and the reason; and forecasts with their outcomes.
//!
//! Source: Code of Practice for Statistics, on revisions and corrections, which must be shown to readers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::forecasts::Forecast;
use crate::model::{Measure, MeasureId, Quarter, Revision};
use crate::site::context::Context;
use crate::site::phrases::{covers, figures, forecasts, periods, revisions, verdicts};
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

/// Returns a table. Labels that several rows have are numbered from the second on, because each names one row.
pub(crate) fn table(heading: &str, lede: Option<&str>, mut rows: Vec<Fact>) -> FactTable {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &mut rows {
        let count = seen.entry(row.label.clone()).or_default();
        *count += 1;
        if *count > 1 {
            row.label = format!("{} ({count})", row.label);
        }
    }
    FactTable {
        heading: heading.to_owned(),
        lede: lede.map(str::to_owned),
        rows,
    }
}

/// Returns the revisions of a measure: latest quarter first, and for each quarter the latest revision first.
fn revisions_of<'a>(context: &Context<'a>, id: &MeasureId) -> Vec<&'a Revision> {
    let mut own: Vec<&Revision> = context.assessment.revisions_of(id).collect();
    own.sort_by_key(|revision| Reverse((revision.period, revision.on)));
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
    let rows = all.clone().flat_map(|one| {
        let own = revisions_of(context, &one.id).into_iter();
        own.map(move |revision| {
            let day = periods::day(words, revision.on);
            Fact {
                label: quarter_of(context, (one, measure), revision.period),
                text: sentence(context, words.revised_from, one, revision),
                detail: Some(format!("{day}. {}", revision.reason.because.as_str())),
            }
        })
    });
    let usual = all.filter_map(|one| {
        let usual = revisions::usual(context, &verdicts::subject(context, one))?;
        let sentence = if one.id == measure.id {
            words.usual_is
        } else {
            words.usual_is_of
        };
        let slots = [("member", one.title.as_str()), ("usual", &usual)];
        Some(fill(sentence, &slots))
    });
    let lede = std::iter::once(words.revisions_note.to_owned()).chain(usual);
    let lede: Vec<String> = lede.collect();
    table(words.revisions, Some(&lede.join(" ")), rows.collect())
}

/// Returns the forecasts of a measure and its members with their outcomes, the latest first.
pub(crate) fn forecasts(context: &Context, measure: &Measure) -> FactTable {
    let words = context.words;
    let mut all = Vec::new();
    for one in measure.with_members() {
        let own = context.assessment.forecasts(&one.id).into_iter();
        all.extend(own.map(|forecast| (one, forecast)));
    }
    all.sort_by_key(|(_, forecast)| Reverse(forecast.made_in));
    let rows = all.iter().map(|(one, forecast)| {
        let subject = verdicts::subject(context, one);
        let view = forecasts::forecast(context, &subject, forecast);
        Fact {
            label: quarter_of(context, (one, measure), forecast.made_in),
            detail: Some(view.outcome(context)),
            text: view.expected,
        }
    });
    let counted: Vec<Forecast> = all.iter().map(|(_, forecast)| *forecast).collect();
    let tally = forecasts::tally(context, &counted);
    table(words.forecasts, Some(&tally), rows.collect())
}

/// Returns a quarter, with the title of a member of a composite before it.
fn quarter_of(context: &Context, (one, whole): (&Measure, &Measure), quarter: Quarter) -> String {
    let quarter = covers::period(context, one, quarter);
    if one.id == whole.id {
        quarter
    } else {
        format!("{}, {quarter}", one.title.as_str())
    }
}

fn sentence(context: &Context, sentence: &str, measure: &Measure, revision: &Revision) -> String {
    let value = |value| figures::value(context.words, value, &measure.unit);
    let slots = [
        ("day", &*periods::day(context.words, revision.on)),
        ("was", &value(revision.was)),
        ("now", &value(revision.now)),
        ("because", revision.reason.because.as_str()),
    ];
    fill(sentence, &slots)
}
