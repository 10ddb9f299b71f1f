//! The home page.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::Subject;
use crate::site::context::Context;
use crate::site::part::objective_rows::objective_rows;
use crate::site::part::{
    Collected, Glance, LinkView, ObjectiveRow, PageTitle, QuarterComments, SectionCard, comments,
    findings, glance, links,
};
use crate::site::phrases::periods;
use crate::site::route::Route;
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
    let words = context.words;
    let latest = context.report.latest();
    let glance = latest.map(|quarter| glance::glance(context, quarter));
    let finding = glance.as_ref().map(|glance| glance.finding.clone());
    let heading = finding.unwrap_or_else(|| words.finding_no_quarter.to_owned());
    let description = match &glance {
        Some(glance) => format!("{}: {heading}.", glance.period),
        None => heading.clone(),
    };
    let head = PageTitle::new(&heading, description).published(context, latest);
    let mut collected = Collected::default();
    let count = context.report.published().count();
    let recent = context.report.published().rev().take(RECENT);
    let recent = recent.map(|report| {
        let name = periods::quarter_in_full(words, report.quarter);
        links::link(context, name, &Route::Quarter(report.quarter))
    });
    let view = View::Home(Box::new(HomeView {
        heading,
        objectives: latest.map_or_else(Vec::new, |quarter| objective_rows(context, quarter)),
        cards: latest.map_or_else(Vec::new, |quarter| findings::cards(context, quarter)),
        overview: latest.map(|quarter| {
            comments::comments(context, quarter, &Subject::Overview, &mut collected)
        }),
        quarter: latest.map(|quarter| links::quarter_link_as(context, quarter, words.see_quarter)),
        quarters: recent.collect(),
        all_quarters: (count > RECENT).then(|| {
            let label = counted(words, words.all_of_quarters, count, &[]);
            links::link(context, label, &Route::Quarters)
        }),
        reports: links::report_links(context),
        glance,
    }));
    Page::new(context, head, view).with(collected)
}
