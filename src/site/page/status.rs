//! The status of reporting: what was published when, what is late, and which figures are missing and why.

use schemars::JsonSchema;
use serde::Serialize;

use super::status_rows::{self, OftenMissing, StatusRow};
use super::{Page, View};
use crate::assess::reporting::{Announced, NextReport, PublishedReport, Timing, Wait};
use crate::site::context::Context;
use crate::site::part::bars::{BarPart, bar};
use crate::site::part::frame::PageTitle;
use crate::site::part::links::{self, LinkView};
use crate::site::phrases::verdicts::{self, Tone};
use crate::site::phrases::{periods, publication};
use crate::site::route::{Links, Route};
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

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let head = PageTitle::new(Route::Reporting, words.status, words.status_lede);
    let links = context.links(&Route::Reporting);
    let reports: Vec<&PublishedReport> = status_rows::came(context).collect();
    let view = View::Status(StatusView {
        latest: latest_report(context, &links),
        next: next_report(context),
        rule: publication::due_rule(context),
        bar: timing_bar(context, &reports),
        late: late_reports(context, &reports, &links),
        rows: status_rows::status_rows(context, &links),
        often: status_rows::often_missing(context, &reports, &links),
        methods: LinkView {
            label: words.methods.to_owned(),
            href: format!("{}#reporting", links.to(&Route::Methods)),
        },
    });
    Page::new(context, head, view)
}

fn latest_report(context: &Context, links: &Links) -> Option<ReportStatus> {
    let words = context.words;
    let quarter = context.assessment.reporting.next?.quarter.previous();
    let came = status_rows::came(context).find(|came| came.quarter == quarter)?;
    let (tone, label) = publication::timing_word(context, came.timing);
    let when = match publication::days_after(context, quarter) {
        Some(days) => {
            let slots = [
                ("day", &*publication::published_day(context, quarter)),
                ("days", &days),
            ];
            fill(words.status_published, &slots)
        }
        None => format!("{}.", publication::published_day(context, quarter)),
    };
    let link = links::quarter_link(context, quarter, links, "{quarter}");
    Some(ReportStatus {
        heading: words.status_latest.to_owned(),
        quarter: link,
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
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for (_, absent) in &figures.missing {
        let name = verdicts::absent_name(context, *absent);
        match reasons.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => reasons.push((name, 1)),
        }
    }
    let reasons: Vec<String> = reasons
        .into_iter()
        .map(|(name, count)| {
            let slots = [("count", &*count.to_string()), ("what", name)];
            fill(words.status_reason, &slots)
        })
        .collect();
    let slots = [("due", &*due), ("reasons", &reasons.join(", "))];
    counted(words, words.status_some_figures, figures.reported(), &slots)
}

fn next_report(context: &Context) -> Option<ReportStatus> {
    let words = context.words;
    let next = context.assessment.reporting.next?;
    let (tone, label) = match next.wait {
        Wait::Overdue => (Tone::Bad, Some(words.overdue)),
        Wait::Ended | Wait::Running => (Tone::None, None),
    };
    Some(ReportStatus {
        heading: words.status_next.to_owned(),
        quarter: LinkView {
            label: periods::quarter(words, next.quarter),
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
    let end = match next.wait {
        Wait::Running => words.status_ends,
        Wait::Ended | Wait::Overdue => words.status_ended,
    };
    let due = match next.wait {
        Wait::Overdue => words.status_was_due,
        Wait::Ended | Wait::Running => words.status_due,
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

fn late_reports(context: &Context, reports: &[&PublishedReport], links: &Links) -> Vec<LinkView> {
    let reports = reports.iter().rev();
    reports
        .filter(|came| came.timing == Timing::Late)
        .map(|came| links::quarter_link(context, came.quarter, links, "{quarter}"))
        .collect()
}

fn timing_bar(context: &Context, reports: &[&PublishedReport]) -> Vec<BarPart> {
    if context.report.site.due_days.is_none() {
        return Vec::new();
    }
    let count = |timing| {
        let such = reports.iter().filter(|came| came.timing == timing).count();
        u32::try_from(such).unwrap_or(u32::MAX)
    };
    let (on_time, late) = (count(Timing::InTime), count(Timing::Late));
    if on_time + late == 0 {
        return Vec::new();
    }
    bar(&[
        (context.words.on_time.to_owned(), Tone::Good, on_time),
        (context.words.late.to_owned(), Tone::Bad, late),
        (
            context.words.status_day_unknown.to_owned(),
            Tone::None,
            count(Timing::NotJudged),
        ),
    ])
}
