//! Small tables: each row has a label and a text. Among them revised figures: the figure before, the figure now, the day
//! and the reason; and forecasts with their outcomes.
//!
//! Source: Code of Practice for Statistics, on revisions and corrections, which must be shown to readers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::forecasts::Forecast;
use crate::model::{FigurePeriod, Measure};
use crate::site::context::Context;
use crate::site::phrases::{covers, forecasts, periods, revisions, verdicts};
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

/// Returns the revisions of a measure and its members.
pub(crate) fn revisions(context: &Context, measure: &Measure) -> FactTable {
    let words = context.words;
    let all = measure.with_members();
    let rows = all.clone().flat_map(|one| {
        let own = revisions::of_figures(context, &one.id).into_iter();
        own.map(move |revision| {
            let day = periods::day(words, revision.on);
            Fact {
                label: period_of(context, (one, measure), revision.period),
                text: revisions::from(context, one, &revision),
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
            label: period_of(
                context,
                (one, measure),
                FigurePeriod::Quarter(forecast.made_in),
            ),
            detail: Some(view.outcome(context)),
            text: view.expected,
        }
    });
    let counted: Vec<Forecast> = all.iter().map(|(_, forecast)| *forecast).collect();
    let tally = forecasts::tally(context, &counted);
    table(words.forecasts, Some(&tally), rows.collect())
}

/// Returns a period, with the title of a member of a composite before it.
fn period_of(
    context: &Context,
    (one, whole): (&Measure, &Measure),
    period: FigurePeriod,
) -> String {
    let period = covers::figure_period(context, one, period);
    if one.id == whole.id {
        period
    } else {
        format!("{}, {period}", one.title.as_str())
    }
}
