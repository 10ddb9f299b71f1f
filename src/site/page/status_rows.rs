//! The table of the status of reporting: a row for each quarter, and one for each series of quarters without a report.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::reporting::{Absent, PublishedReport, QuarterRange, Stretch, Wait};
use crate::model::{Measure, MeasureId, Quarter};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::part::links::{self, LinkView};
use crate::site::phrases::publication::{self, timing_word};
use crate::site::phrases::verdicts::{self, Tone};
use crate::site::phrases::{names, periods};
use crate::site::route::{Links, Route};
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

pub(super) fn status_rows(context: &Context, links: &Links) -> Vec<StatusRow> {
    let longest = came(context).filter_map(|came| came.days).max();
    let due = context
        .report
        .site
        .due_days
        .and_then(|days| i32::try_from(days).ok());
    let scale = Scale {
        longest: longest.max(due).unwrap_or(1).max(1),
        due,
    };
    let stretches = context.assessment.reporting.stretches.iter().rev();
    stretches
        .map(|stretch| match stretch {
            Stretch::Report(came) => report_row(context, came, scale, links),
            Stretch::Background(run) => {
                run_row(context, *run, context.words.status_background, Wait::Ended)
            }
            Stretch::Nothing(run, wait) => {
                run_row(context, *run, no_report_text(context, *run), *wait)
            }
        })
        .collect()
}

/// Returns the text for quarters without a report. A report is still expected only after the latest one.
fn no_report_text(context: &Context, run: QuarterRange) -> &'static str {
    if context.report.latest().is_some_and(|last| last < run.from) {
        context.words.status_nothing_yet
    } else {
        context.words.status_nothing
    }
}

fn days_shown(context: &Context, days: i32) -> String {
    let words = context.words;
    let sentence = if days < 0 {
        words.status_days_before
    } else {
        words.status_days
    };
    counted(words, sentence, days.unsigned_abs() as usize, &[])
}

fn report_row(context: &Context, came: &PublishedReport, scale: Scale, links: &Links) -> StatusRow {
    let words = context.words;
    let figures = &context.assessment.quarter(came.quarter).figures;
    let quarter = came.quarter;
    let (tone, label) = timing_word(context, came.timing);
    let ended = periods::day(words, quarter.last_day());
    StatusRow {
        quarter: links::quarter_link(context, quarter, links, "{quarter}"),
        note: fill(words.status_row_ended, &[("day", &ended)]),
        published: publication::published_day(context, quarter),
        days: came.days.map(|days| {
            let (width, due) = (
                scale.position(days),
                scale.due.map(|due| scale.position(due)),
            );
            let text = days_shown(context, days);
            DaysView { text, width, due }
        }),
        tone,
        label,
        figures: Some(match figures.expected {
            0 => words.status_no_figures.to_owned(),
            expected => {
                let reported = figures.reported().to_string();
                let slots = [("reported", &*reported)];
                counted(words, words.status_figures, expected, &slots)
            }
        }),
        missing: missing_figures(context, came, links),
    }
}

fn run_row(context: &Context, run: QuarterRange, text: &str, wait: Wait) -> StatusRow {
    let words = context.words;
    let (tone, label) = match wait {
        Wait::Overdue => (Tone::Bad, Some(words.overdue)),
        Wait::Ended | Wait::Running => (Tone::None, None),
    };
    let quarters = run.from.through(run.to).count();
    let ended = periods::day(words, run.to.last_day());
    StatusRow {
        quarter: LinkView {
            label: periods::quarters(words, run.from, run.to),
            href: String::new(),
        },
        note: match quarters {
            1 => fill(words.status_row_ended, &[("day", &ended)]),
            _ => counted(words, words.status_quarters, quarters, &[]),
        },
        published: text.to_owned(),
        days: None,
        tone,
        label,
        figures: None,
        missing: Vec::new(),
    }
}

fn missing_figures(
    context: &Context,
    came: &PublishedReport,
    links: &Links,
) -> Vec<MissingFigures> {
    let figures = &context.assessment.quarter(came.quarter).figures;
    let mut missing: Vec<(&Measure, Absent)> = figures
        .missing
        .iter()
        .filter_map(|(id, absent)| Some((context.report.measure(id)?, *absent)))
        .collect();
    missing.sort_by_cached_key(|(measure, _)| order::sort_key(context, measure));
    let mut by_reason: Vec<MissingFigures> = Vec::new();
    for (measure, absent) in missing {
        let reason = absence(context, came.quarter, &measure.id, absent);
        let link = full_link(context, measure, links);
        match by_reason.iter_mut().find(|known| known.reason == reason) {
            Some(known) => known.measures.push(link),
            None => by_reason.push(MissingFigures {
                reason,
                measures: vec![link],
            }),
        }
    }
    by_reason
}

fn full_link(context: &Context, measure: &Measure, links: &Links) -> LinkView {
    LinkView {
        label: names::title_of(context, measure),
        href: links.to(&Route::of_measure(&measure.id)),
    }
}

fn absence(context: &Context, quarter: Quarter, id: &MeasureId, absent: Absent) -> String {
    let name = verdicts::absent_name(context, absent);
    let because = context
        .report
        .entry(quarter, id)
        .and_then(|entry| entry.because.as_ref());
    match because {
        Some(because) => {
            let slots = [("what", name), ("because", because.as_str())];
            fill(context.words.status_because, &slots)
        }
        None => name.to_owned(),
    }
}

/// Returns the measures with figures missing in more than one report, in the order of the site's list, each with its
/// quarters, latest first.
pub(super) fn often_missing(
    context: &Context,
    reports: &[&PublishedReport],
    links: &Links,
) -> Vec<OftenMissing> {
    let mut quarters: BTreeMap<&MeasureId, Vec<String>> = BTreeMap::new();
    for came in reports.iter().rev() {
        let figures = &context.assessment.quarter(came.quarter).figures;
        for (id, _) in &figures.missing {
            let named = periods::quarter(context.words, came.quarter);
            quarters.entry(id).or_default().push(named);
        }
    }
    let mut often: Vec<(&Measure, Vec<String>)> = quarters
        .into_iter()
        .filter(|(_, quarters)| quarters.len() > 1)
        .filter_map(|(id, quarters)| Some((context.report.measure(id)?, quarters)))
        .collect();
    often.sort_by_cached_key(|(measure, _)| order::sort_key(context, measure));
    often
        .into_iter()
        .map(|(measure, quarters)| OftenMissing {
            measure: full_link(context, measure, links),
            quarters: counted(
                context.words,
                context.words.status_often_in,
                quarters.len(),
                &[("quarters", &quarters.join(", "))],
            ),
        })
        .collect()
}

/// The line on which days are drawn, in days.
#[derive(Clone, Copy)]
struct Scale {
    longest: i32,
    due: Option<i32>,
}

impl Scale {
    /// Returns the position of a day on the line: "74.1%".
    fn position(self, days: i32) -> String {
        let tenths = days.max(0) * 1000 / self.longest;
        format!("{}.{}%", tenths / 10, tenths % 10)
    }
}

/// Returns the published reports, earliest first.
pub(super) fn came<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a PublishedReport> {
    let stretches = context.assessment.reporting.stretches.iter();
    stretches.filter_map(|stretch| match stretch {
        Stretch::Report(came) => Some(came),
        _ => None,
    })
}
