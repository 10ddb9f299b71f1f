//! The status of reporting: what was published when, what is late, and which figures are missing and why.

use schemars::JsonSchema;
use serde::Serialize;

use super::status_rows::{self, OftenMissing, StatusRow};
use super::{Page, View};
use crate::assess::reporting::{Announced, NextReport, PublishedReport, Timing, Wait};
use crate::assess::rollup::grouped;
use crate::site::context::Context;
use crate::site::part::tallies::bar;
use crate::site::part::{BarPart, LinkView, PageTitle, links};
use crate::site::phrases::{Tone, periods, publication, verdicts};
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

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let reports: Vec<&PublishedReport> = status_rows::came(context).collect();
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
        rows: status_rows::status_rows(context),
        often: status_rows::often_missing(context, &reports),
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
    let came = status_rows::came(context).find(|came| came.quarter == quarter)?;
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
