//! The status of reporting: what was published when, what is late, and which figures are missing and why.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::rating::Unrated;
use crate::assess::reporting::{
    Announced, NextReport, PublishedReport, QuarterRange, Stretch, Timing, Wait,
};
use crate::assess::rollup::grouped;
use crate::model::{Measure, MeasureId, Quarter};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::part::tallies::bar;
use crate::site::part::{BarPart, LinkView, PageTitle, links};
use crate::site::phrases::{Tone, names, periods, publication, verdicts};
use crate::site::route::Route;
use crate::site::words::{counted, fill};

/// The status of reporting.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StatusView {
    /// The latest report. `None` if nothing has been published.
    pub latest: Option<ReportStatus>,
    /// The report that is due after it.
    pub next: Option<ReportStatus>,
    /// The deadline for reports in words, or that the site has none.
    pub rule: String,
    /// The number of reports on time and late, as a bar. Empty if the site has no deadline.
    pub bar: Vec<BarPart>,
    /// Links to the late reports, latest first.
    pub late: Vec<LinkView>,
    /// Every quarter, latest first.
    pub rows: Vec<StatusRow>,
    /// The measures with figures missing in more than one quarter.
    pub often: Vec<OftenMissing>,
    /// A link to the rules in words.
    pub methods: LinkView,
}

/// The status of one report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportStatus {
    /// The heading: "Latest report".
    pub heading: String,
    /// A link to the quarter. Its address is empty if it has no page.
    pub quarter: LinkView,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// "On time". `None` if that is not judged.
    pub label: Option<&'static str>,
    /// Sentences on it.
    pub sentences: Vec<String>,
}

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

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let reports: Vec<&PublishedReport> = came(context).collect();
    let late = reports.iter().rev();
    let late = late.filter(|came| came.timing == Timing::Late);
    let view = View::Status(StatusView {
        latest: latest_report(context),
        next: next_report(context),
        rule: publication::due_rule(context),
        bar: timing_bar(context, &reports),
        late: late
            .map(|came| links::quarter_link(context, came.quarter))
            .collect(),
        rows: status_rows(context),
        often: often_missing(context, &reports),
        methods: LinkView {
            label: words.methods.to_owned(),
            href: format!("{}#reporting", context.links.to(&Route::Methods)),
        },
    });
    let head = PageTitle::new(words.status, words.status_lede);
    Page::new(context, head, view)
}

fn latest_report(context: &Context) -> Option<ReportStatus> {
    let words = context.words;
    let quarter = context.assessment.reporting.next?.quarter.previous();
    let came = came(context).find(|came| came.quarter == quarter)?;
    let (tone, label) = publication::timing_word(context, came.timing);
    let day = publication::published_day(context, quarter);
    let when = match publication::days_after(context, quarter) {
        Some(days) => fill(words.status_published, &[("day", &day), ("days", &days)]),
        None => format!("{day}."),
    };
    Some(ReportStatus {
        heading: words.status_latest.to_owned(),
        quarter: links::quarter_link(context, quarter),
        tone,
        label,
        sentences: vec![when, figures_came(context, came)],
    })
}

/// Says how many figures were reported and how many are missing for each reason: "All 40 figures that were due came
/// with it."
fn figures_came(context: &Context, came: &PublishedReport) -> String {
    let words = context.words;
    let figures = &context.assessment.quarter(came.quarter).figures;
    let due = figures.expected.to_string();
    if figures.missing.is_empty() {
        let slots = [("due", &*due)];
        return counted(words, words.status_all_figures, figures.expected, &slots);
    }
    let missing = figures.missing.iter();
    let reasons = missing.map(|(_, absent)| verdicts::unrated_name(context.words, *absent));
    let reasons = grouped(reasons.map(|reason| (reason, ()))).into_iter();
    let reasons = reasons.map(|(name, found)| {
        let slots = [("count", &*found.len().to_string()), ("what", name)];
        fill(words.status_reason, &slots)
    });
    let reasons = reasons.collect::<Vec<_>>().join(", ");
    let slots = [("due", &*due), ("reasons", &reasons)];
    counted(words, words.status_some_figures, figures.reported(), &slots)
}

fn next_report(context: &Context) -> Option<ReportStatus> {
    let next = context.assessment.reporting.next?;
    let (tone, label) = publication::waiting_word(context, next.wait);
    Some(ReportStatus {
        heading: context.words.status_next.to_owned(),
        quarter: LinkView {
            label: periods::quarter(context.words, next.quarter),
            href: String::new(),
        },
        tone,
        label,
        sentences: next_sentences(context, next),
    })
}

fn next_sentences(context: &Context, next: NextReport) -> Vec<String> {
    let words = context.words;
    let on = |sentence: &str, day| fill(sentence, &[("day", &periods::day(words, day))]);
    let (end, due) = match next.wait {
        Wait::Running => (words.status_ends, words.status_due),
        Wait::Ended => (words.status_ended, words.status_due),
        Wait::Overdue => (words.status_ended, words.status_was_due),
    };
    let announced = match next.announced {
        None => words.status_not_announced.to_owned(),
        Some(Announced::Ahead(day)) if next.due.is_some_and(|due| due < day) => {
            on(words.status_announced_late, day)
        }
        Some(Announced::Ahead(day)) => on(words.status_announced, day),
        Some(Announced::Passed(day)) => on(words.status_announced_passed, day),
    };
    std::iter::once(on(end, next.quarter.last_day()))
        .chain(next.due.map(|day| on(due, day)))
        .chain([announced])
        .collect()
}

fn timing_bar(context: &Context, reports: &[&PublishedReport]) -> Vec<BarPart> {
    let words = context.words;
    let count = |timing| {
        let such = reports.iter().filter(|came| came.timing == timing).count();
        u32::try_from(such).unwrap_or(u32::MAX)
    };
    let (on_time, late) = (count(Timing::InTime), count(Timing::Late));
    if context.report.site.due_days.is_none() || on_time + late == 0 {
        return Vec::new();
    }
    let unknown = count(Timing::NotJudged);
    bar(&[
        (words.on_time.to_owned(), Tone::Good, on_time),
        (words.late.to_owned(), Tone::Bad, late),
        (words.status_day_unknown.to_owned(), Tone::None, unknown),
    ])
}

fn status_rows(context: &Context) -> Vec<StatusRow> {
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
        Stretch::InProgress(quarter, wait) => progress_row(context, *quarter, *wait),
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
    let (tone, label) = publication::timing_word(context, came.timing);
    StatusRow {
        quarter: links::quarter_link(context, quarter),
        note: ended(context, quarter, Wait::Ended),
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

fn ended(context: &Context, quarter: Quarter, wait: Wait) -> String {
    let day = periods::day(context.words, quarter.last_day());
    let sentence = match wait {
        Wait::Running => context.words.status_row_ends,
        Wait::Ended | Wait::Overdue => context.words.status_row_ended,
    };
    fill(sentence, &[("day", &day)])
}

/// Returns the row of a quarter of which some months are public.
fn progress_row(context: &Context, quarter: Quarter, wait: Wait) -> StatusRow {
    let day = publication::published_day(context, quarter);
    let slots = [
        ("months", &*names::quarter(context, quarter)),
        ("day", &day),
    ];
    let text = fill(context.words.status_months, &slots);
    let (from, to) = (quarter, quarter);
    StatusRow {
        quarter: links::quarter_link(context, quarter),
        ..run_row(context, QuarterRange { from, to }, &text, wait)
    }
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
            1 => ended(context, run.to, wait),
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
    missing.sort_by_cached_key(|(measure, _)| order::place(context, &measure.id));
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
fn often_missing(context: &Context, reports: &[&PublishedReport]) -> Vec<OftenMissing> {
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
    often.sort_by_cached_key(|(measure, _)| order::place(context, &measure.id));
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
fn came<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a PublishedReport> {
    let stretches = context.assessment.reporting.stretches.iter();
    stretches.filter_map(|stretch| match stretch {
        Stretch::Report(came) => Some(came),
        _ => None,
    })
}
