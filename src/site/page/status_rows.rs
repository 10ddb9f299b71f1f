//! The table of the status of reporting: a row for each quarter, and one for each series of quarters without a report.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::rating::Unrated;
use crate::assess::reporting::{PublishedReport, QuarterRange, Stretch, Wait};
use crate::assess::rollup::grouped;
use crate::model::{Measure, MeasureId, Quarter};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::part::{LinkView, links};
use crate::site::phrases::publication::timing_word;
use crate::site::phrases::{Tone, periods, publication, verdicts};
use crate::site::words::{counted, fill};

/// A quarter, or a series of quarters without a report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StatusRow {
    /// A link to the quarter, or the name of the series. The address is empty if there is no page.
    pub quarter: LinkView,
    /// "ended on 30 June 2016", or the number of quarters in the series.
    pub note: String,
    /// When it was published: "27 September 2016", or why there is no day.
    pub published: String,
    /// The days from the quarter's end to publication. `None` if the day is not known, and for a series.
    pub days: Option<DaysView>,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// "On time". `None` if that is not judged.
    pub label: Option<&'static str>,
    /// "36 of 40 figures". `None` for a series.
    pub figures: Option<String>,
    /// The missing figures, by reason.
    pub missing: Vec<MissingFigures>,
}

/// The days from the quarter's end to publication, as text and as a bar.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct DaysView {
    /// "89 days". Before the quarter's end, the text says so.
    pub text: String,
    /// Their share of the line: "74.1%".
    pub width: String,
    /// The position of the deadline on the line: "74.1%". `None` if the site has no deadline.
    pub due: Option<String>,
}

/// Figures missing for one reason.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MissingFigures {
    /// The reason: "Not available: The national data were not yet available."
    pub reason: String,
    /// Links to the measures.
    pub measures: Vec<LinkView>,
}

/// A measure with figures missing in more than one quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct OftenMissing {
    /// A link to the measure.
    pub measure: LinkView,
    /// The quarters: "2 quarters: April to June 2016, January to March 2016".
    pub quarters: String,
}

pub(super) fn status_rows(context: &Context) -> Vec<StatusRow> {
    let words = context.words;
    let longest = came(context).filter_map(|came| came.days).max();
    let due = context.report.site.due_days;
    let due = due.and_then(|days| i32::try_from(days).ok());
    let longest = longest.max(due).unwrap_or(1).max(1);
    // The position of a day on the line: "74.1%".
    let position = |days: i32| {
        let tenths = days.max(0) * 1000 / longest;
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    let due = due.map(position);
    let days_view = |days: i32| {
        let sentence = if days < 0 {
            words.status_days_before
        } else {
            words.status_days
        };
        DaysView {
            text: counted(words, sentence, days.unsigned_abs() as usize, &[]),
            width: position(days),
            due: due.clone(),
        }
    };
    // A report is still expected only after the latest one.
    let nothing = |run: QuarterRange| match context.report.latest() {
        Some(last) if last < run.from => words.status_nothing_yet,
        _ => words.status_nothing,
    };
    let stretches = context.assessment.reporting.stretches.iter().rev();
    let rows = stretches.map(|stretch| match stretch {
        Stretch::Report(came) => report_row(context, came, came.days.map(days_view)),
        Stretch::Background(run) => run_row(context, *run, words.status_background, Wait::Ended),
        Stretch::Nothing(run, wait) => run_row(context, *run, nothing(*run), *wait),
    });
    rows.collect()
}

fn report_row(context: &Context, came: &PublishedReport, days: Option<DaysView>) -> StatusRow {
    let words = context.words;
    let quarter = came.quarter;
    let figures = &context.assessment.quarter(quarter).figures;
    let reported = figures.reported().to_string();
    let (tone, label) = timing_word(context, came.timing);
    StatusRow {
        quarter: links::quarter_link(context, quarter),
        note: ended(context, quarter),
        published: publication::published_day(context, quarter),
        days,
        tone,
        label,
        figures: Some(match figures.expected {
            0 => words.status_no_figures.to_owned(),
            expected => {
                let slots = [("reported", &*reported)];
                counted(words, words.status_figures, expected, &slots)
            }
        }),
        missing: missing_figures(context, came),
    }
}

fn ended(context: &Context, quarter: Quarter) -> String {
    let day = periods::day(context.words, quarter.last_day());
    fill(context.words.status_row_ended, &[("day", &day)])
}

fn run_row(context: &Context, run: QuarterRange, text: &str, wait: Wait) -> StatusRow {
    let words = context.words;
    let (tone, label) = publication::waiting_word(context, wait);
    StatusRow {
        quarter: LinkView {
            label: periods::quarters(words, run.from, run.to),
            href: String::new(),
        },
        note: match run.from.through(run.to).count() {
            1 => ended(context, run.to),
            quarters => counted(words, words.status_quarters, quarters, &[]),
        },
        published: text.to_owned(),
        days: None,
        tone,
        label,
        figures: None,
        missing: Vec::new(),
    }
}

fn missing_figures(context: &Context, came: &PublishedReport) -> Vec<MissingFigures> {
    let words = context.words;
    let figures = &context.assessment.quarter(came.quarter).figures;
    let missing = figures.missing.iter();
    let mut missing: Vec<(&Measure, Unrated)> = missing
        .filter_map(|(id, absent)| Some((context.report.measure(id)?, *absent)))
        .collect();
    missing.sort_by_cached_key(|(measure, _)| order::sort_key(context, measure));
    let missing = missing.into_iter().map(|(measure, absent)| {
        let name = verdicts::unrated_name(context.words, absent);
        let entry = context.report.entry(came.quarter, &measure.id);
        let reason = match entry.and_then(|entry| entry.because.as_ref()) {
            Some(because) => {
                let slots = [("what", name), ("because", because.as_str())];
                fill(words.status_because, &slots)
            }
            None => name.to_owned(),
        };
        (reason, links::measure_link(context, measure))
    });
    let by_reason = grouped(missing).into_iter();
    by_reason
        .map(|(reason, measures)| MissingFigures { reason, measures })
        .collect()
}

/// Returns the measures with figures missing in more than one report, in the order of the site's list, each with its
/// quarters, latest first.
pub(super) fn often_missing(context: &Context, reports: &[&PublishedReport]) -> Vec<OftenMissing> {
    let words = context.words;
    let mut quarters: BTreeMap<&MeasureId, Vec<String>> = BTreeMap::new();
    for came in reports.iter().rev() {
        for (id, _) in &context.assessment.quarter(came.quarter).figures.missing {
            let named = periods::quarter(words, came.quarter);
            quarters.entry(id).or_default().push(named);
        }
    }
    let often = quarters.into_iter().filter(|(_, own)| own.len() > 1);
    let mut often: Vec<(&Measure, Vec<String>)> = often
        .filter_map(|(id, own)| Some((context.report.measure(id)?, own)))
        .collect();
    often.sort_by_cached_key(|(measure, _)| order::sort_key(context, measure));
    let often = often.into_iter().map(|(measure, own)| {
        let slots = [("quarters", &*own.join(", "))];
        OftenMissing {
            measure: links::measure_link(context, measure),
            quarters: counted(words, words.status_often_in, own.len(), &slots),
        }
    });
    often.collect()
}

/// Returns the published reports, earliest first.
pub(super) fn came<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a PublishedReport> {
    let stretches = context.assessment.reporting.stretches.iter();
    stretches.filter_map(|stretch| match stretch {
        Stretch::Report(came) => Some(came),
        _ => None,
    })
}
