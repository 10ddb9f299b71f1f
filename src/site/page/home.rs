//! The home page.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::Subject;
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::comments::{self, QuarterComments};
use crate::site::part::findings::{self, SectionCard};
use crate::site::part::frame::PageTitle;
use crate::site::part::glance::{self, Glance};
use crate::site::part::links::{self, LinkView};
use crate::site::part::objective_rows::{self, ObjectiveRow};
use crate::site::phrases::periods;
use crate::site::phrases::publication::published;
use crate::site::route::{Links, Route};
use crate::site::words::counted;

/// The most quarters on the home page: a year and the quarter before.
const RECENT: usize = 5;

/// The home page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct HomeView {
    /// The main finding of the latest quarter, or that nothing has been published yet.
    pub heading: String,
    /// The latest quarter at a glance. `None` if nothing has been published.
    pub glance: Option<Glance>,
    /// The objectives that the quarter rates.
    pub objectives: Vec<ObjectiveRow>,
    /// Comments on the quarter as a whole. `None` if nothing has been published.
    pub overview: Option<QuarterComments>,
    /// Finance, governance, risks, actions and challenges in brief.
    pub cards: Vec<SectionCard>,
    /// A link to the latest quarter's page. `None` if nothing has been published.
    pub quarter: Option<LinkView>,
    /// Links to recent quarters, latest first.
    pub quarters: Vec<LinkView>,
    /// A link to the list of all quarters. `None` if `quarters` has all.
    pub all_quarters: Option<LinkView>,
    /// Links to committee reports, latest first.
    pub reports: Vec<LinkView>,
}

pub(super) fn page(context: &Context) -> Page {
    let route = Route::Home;
    let links = context.links(&route);
    let latest = context.report.latest();
    let report = latest.map(|quarter| &context.report.quarters[&quarter]);
    let glance = latest.map(|quarter| glance::glance(context, quarter, &links));
    let heading = glance
        .as_ref()
        .map_or(context.words.finding_no_quarter.to_owned(), |glance| {
            glance.finding.clone()
        });
    let description = match &glance {
        Some(glance) => format!("{}: {}.", glance.period, glance.finding),
        None => heading.clone(),
    };
    let head = PageTitle::new(route, &heading, &description)
        .published(report.map(|report| published(context, report)));
    let mut collected = Collected::default();
    let overview = latest.map(|quarter| {
        comments::comments(context, quarter, &Subject::Overview, &links, &mut collected)
    });
    let view = View::Home(Box::new(HomeView {
        heading,
        glance,
        objectives: latest.map_or(Vec::new(), |quarter| {
            objective_rows::objective_rows(context, quarter, &links)
        }),
        cards: latest.map_or(Vec::new(), |quarter| {
            findings::cards(context, quarter, &links)
        }),
        overview,
        quarter: latest.map(|quarter| {
            links::quarter_link(context, quarter, &links, context.words.see_quarter)
        }),
        quarters: latest_quarters(context, &links),
        all_quarters: all_quarters(context, &links),
        reports: links::report_links(context, &links),
    }));
    Page::new(context, head, view).with(collected)
}

fn latest_quarters(context: &Context, links: &Links) -> Vec<LinkView> {
    let quarters = context.report.published().rev().take(RECENT);
    quarters
        .map(|report| LinkView {
            label: periods::quarter_in_full(context.words, report.quarter),
            href: links.to(&Route::Quarter(report.quarter)),
        })
        .collect()
}

fn all_quarters(context: &Context, links: &Links) -> Option<LinkView> {
    let count = context.report.published().count();
    (count > RECENT).then(|| LinkView {
        label: counted(context.words, context.words.all_of_quarters, count, &[]),
        href: links.to(&Route::Quarters),
    })
}
