//! A quarter's page.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{Quarter, QuarterReport, Subject};
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::comments::{self, QuarterComments};
use crate::site::part::findings::{self, SectionCard};
use crate::site::part::frame::PageTitle;
use crate::site::part::glance::{self, Glance};
use crate::site::part::links::{self, LinkView};
use crate::site::part::objective_rows::{self, ObjectiveRow};
use crate::site::phrases::names;
use crate::site::phrases::publication::published;
use crate::site::route::{Links, Route, Section};
use crate::site::words::fill;

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
    /// A link to the whole report on one page.
    pub paper: LinkView,
    /// A link to the source of the figures. `None` if none is given.
    pub source: Option<LinkView>,
    /// A link to the published quarter before. `None` if there is none.
    pub previous: Option<LinkView>,
    /// A link to the published quarter after. `None` if there is none.
    pub next: Option<LinkView>,
}

pub(super) fn page(context: &Context, report: &QuarterReport) -> Page {
    let quarter = report.quarter;
    let route = Route::Quarter(quarter);
    let links = context.links(&route);
    let glance = glance::glance(context, quarter, &links);
    let title = glance.period.clone();
    let head = PageTitle::new(route, &title, format!("{title}: {}.", glance.finding))
        .below(vec![(context.words.quarters.to_owned(), Route::Quarters)])
        .published(Some(published(context, report)));
    let mut collected = Collected::default();
    let overview = comments::comments(context, quarter, &Subject::Overview, &links, &mut collected);
    let (previous, next) = neighbours(context, quarter, &links);
    let view = View::Quarter(Box::new(QuarterView {
        title,
        glance,
        overview,
        objectives: objective_rows::objective_rows(context, quarter, &links),
        cards: findings::cards(context, quarter, &links),
        measures: links::section_link(
            context,
            quarter,
            Section::Measures,
            &names::section_in_quarter(context, quarter, Section::Measures),
            &links,
        ),
        paper: LinkView {
            label: context.words.whole_report_link.to_owned(),
            href: links.to(&Route::Paper(quarter)),
        },
        source: report.source.as_ref().map(|source| LinkView {
            label: fill(context.words.source, &[("title", source.title.as_str())]),
            href: source.url.clone().unwrap_or_default(),
        }),
        previous,
        next,
    }));
    Page::new(context, head, view).with(collected)
}

fn neighbours(
    context: &Context,
    quarter: Quarter,
    links: &Links,
) -> (Option<LinkView>, Option<LinkView>) {
    let shown: Vec<Quarter> = context
        .report
        .published()
        .map(|report| report.quarter)
        .collect();
    let before = shown.iter().rev().find(|other| **other < quarter);
    let after = shown.iter().find(|other| **other > quarter);
    let link = |found: Option<&Quarter>| {
        found.map(|quarter| links::quarter_link(context, *quarter, links, "{quarter}"))
    };
    (link(before), link(after))
}
