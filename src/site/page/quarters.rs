//! A quarter's page, and the list of quarters by financial year.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{Quarter, QuarterReport, Subject};
use crate::site::choose::records;
use crate::site::context::Context;
use crate::site::part::objective_rows::objective_rows;
use crate::site::part::{
    Collected, Glance, LinkView, ObjectiveRow, PageTitle, QuarterComments, QuarterStack,
    SectionCard, comments, findings, glance, links, stacks,
};
use crate::site::phrases::{counts, names, periods, publication};
use crate::site::route::{Route, Section};
use crate::site::words::{counted, fill};

/// A quarter's page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterView {
    /// The quarter: "April to June 2016 (Quarter 1, 2016/17)".
    pub title: String,
    /// The quarter at a glance.
    pub glance: Glance,
    /// Comments on the quarter as a whole.
    pub overview: QuarterComments,
    /// The objectives that the quarter rates.
    pub objectives: Vec<ObjectiveRow>,
    /// Finance, governance, risks, actions and challenges in brief.
    pub cards: Vec<SectionCard>,
    /// A link to all measures of the quarter. `None` if it has none.
    pub measures: Option<LinkView>,
    /// A link to the changes that take effect in the quarter: "2 changes to what we measure". `None` if nothing changed.
    pub changes: Option<LinkView>,
    /// A link to the revisions: "2 figures for this quarter have been revised". `None` if none has.
    pub revisions: Option<LinkView>,
    /// A link to the whole report on one page.
    pub paper: Option<LinkView>,
    /// A link to the report as it was published. `None` if it has none.
    pub as_published: Option<LinkView>,
    /// A link to the source of the figures. `None` if none is given.
    pub source: Option<LinkView>,
    /// A link to the published quarter before. `None` if there is none.
    pub previous: Option<LinkView>,
    /// A link to the published quarter after. `None` if there is none.
    pub next: Option<LinkView>,
}

/// A quarter in the list of quarters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterItem {
    /// A link to the quarter's page.
    pub quarter: LinkView,
    /// Its main finding in few words: "16 of 29 measures are on target".
    pub finding: String,
    /// When it was published.
    pub published: String,
}

/// The quarters of a financial year.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterYear {
    /// The year: "2016/17".
    pub heading: String,
    /// Its quarters, latest first.
    pub quarters: Vec<QuarterItem>,
}

/// The list of quarters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuartersView {
    /// The ratings of all quarters as a picture with its table. `None` if few have a rated
    /// measure.
    pub stack: Option<QuarterStack>,
    /// The financial years, latest first.
    pub years: Vec<QuarterYear>,
    /// A link to the status of reporting. `None` if nothing has been published.
    pub status: Option<LinkView>,
}

pub(super) fn page(context: &Context, report: &QuarterReport) -> Page {
    let (words, quarter) = (context.words, report.quarter);
    let glance = glance::glance(context, quarter);
    let title = glance.period.clone();
    let head = PageTitle::new(&title, format!("{title}: {}.", glance.finding))
        .below(vec![(words.quarters.to_owned(), Route::Quarters)])
        .published(context, Some(quarter));
    let mut collected = Collected::default();
    let overview = comments::comments(context, quarter, &Subject::Overview, &mut collected);
    let neighbour = |quarter| Some(links::quarter_link(context, quarter));
    let (previous, next) = links::neighbours(context, quarter, neighbour);
    let measures = names::section_in_quarter(context, quarter, Section::Measures);
    let view = View::Quarter(Box::new(QuarterView {
        title,
        glance,
        overview,
        objectives: objective_rows(context, quarter),
        cards: findings::cards(context, quarter),
        measures: links::section_link(context, quarter, Section::Measures, &measures),
        changes: links::changes_in(context, quarter),
        revisions: revisions_link(context, quarter),
        paper: links::paper_link(context, quarter),
        as_published: links::as_published_link(context, quarter),
        source: report.source.as_ref().map(|source| LinkView {
            label: fill(words.source, &[("title", source.title.as_str())]),
            href: source.url.clone().unwrap_or_default(),
        }),
        previous,
        next,
    }));
    Page::new(context, head, view).with(collected)
}

fn revisions_link(context: &Context, quarter: Quarter) -> Option<LinkView> {
    let words = context.words;
    let revised = records::revised_in(context, quarter);
    (revised > 0).then(|| {
        let label = counted(words, words.revisions_in_quarter, revised, &[]);
        links::link(context, label, &Route::Revisions)
    })
}

pub(super) fn list(context: &Context) -> Page {
    let words = context.words;
    let published: Vec<&QuarterReport> = context.report.published().rev().collect();
    let years = published.chunk_by(|a, b| a.quarter.year() == b.quarter.year());
    let years = years.map(|reports| QuarterYear {
        heading: periods::financial_year(reports[0].quarter.year()),
        quarters: reports
            .iter()
            .map(|report| quarter_item(context, report))
            .collect(),
    });
    let view = View::Quarters(QuartersView {
        stack: stacks::stack(context),
        years: years.collect(),
        status: links::status_link(context),
    });
    let head = PageTitle::new(words.quarters, words.earlier_quarters);
    Page::new(context, head, view)
}

fn quarter_item(context: &Context, report: &QuarterReport) -> QuarterItem {
    QuarterItem {
        quarter: links::quarter_link(context, report.quarter),
        finding: counts::brief(context, report.quarter),
        published: publication::published(context, report),
    }
}
