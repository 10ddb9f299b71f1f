//! The home page.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::Quarter;
use crate::site::context::Context;
use crate::site::part::objective_rows::objective_rows;
use crate::site::part::{
    Glance, LinkView, ObjectiveRow, PageTitle, SectionCard, SummaryView, comments, findings,
    glance, links, questions,
};
use crate::site::phrases::{counts, names};
use crate::site::route::Route;
use crate::site::words::{counted, fill};

/// The home page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct HomeView {
    /// The main finding of the latest quarter, or that nothing has been published yet.
    pub heading: String,
    /// The latest quarter at a glance. `None` if nothing has been published.
    pub glance: Option<Glance>,
    /// The objectives that the quarter rates.
    pub objectives: Vec<ObjectiveRow>,
    /// The first words of what the organisation says of the quarter. `None` without a comment on the whole.
    pub summary: Option<SummaryView>,
    /// Finance, governance, risks, actions and challenges in brief.
    pub cards: Vec<SectionCard>,
    /// A link to the latest quarter's page. `None` if nothing has been published.
    pub quarter: Option<LinkView>,
    /// A link to the quarter in progress: "July and August 2016 so far". `None` if there is none.
    pub in_progress: Option<LinkView>,
    /// A link to the changes that take effect in the latest quarter. `None` if nothing changed.
    pub changes: Option<LinkView>,
    /// A link to the questions of committees: "Questions from committees: 1 overdue". `None` if no answer is overdue.
    pub overdue: Option<LinkView>,
    /// A link to the list of all quarters. `None` if this is the only one.
    pub all_quarters: Option<LinkView>,
}

/// Returns the quarter in progress.
fn in_progress(context: &Context) -> Option<Quarter> {
    let mut latest_first = context.report.published().rev();
    let open = latest_first.find(|report| report.in_progress().is_some())?;
    Some(open.quarter)
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let latest = context.report.latest();
    let glance = latest.map(|quarter| glance::glance(context, quarter));
    let finding = glance.as_ref().map(|glance| glance.heading.clone());
    let heading = finding.unwrap_or_else(|| words.finding_no_quarter.to_owned());
    let description = match &glance {
        Some(glance) => format!("{}: {heading}.", glance.period),
        None => heading.clone(),
    };
    let head = PageTitle::new(&heading, description).published(context, latest);
    let count = context.report.published().count();
    let view = View::Home(Box::new(HomeView {
        heading,
        objectives: latest.map_or_else(Vec::new, |quarter| objective_rows(context, quarter)),
        cards: latest.map_or_else(Vec::new, |quarter| findings::cards(context, quarter)),
        summary: latest.and_then(|quarter| comments::summary(context, quarter)),
        quarter: latest.map(|quarter| links::quarter_link_as(context, quarter, words.see_quarter)),
        in_progress: in_progress(context)
            .filter(|open| Some(*open) != latest)
            .map(|open| {
                let slots = [
                    ("quarter", &*names::quarter(context, open)),
                    ("finding", &counts::brief(context, open)),
                ];
                let label = fill(words.in_progress_link, &slots);
                links::link(context, label, &Route::Quarter(open))
            }),
        changes: latest.and_then(|quarter| links::changes_in(context, quarter)),
        overdue: questions::overdue_link(context),
        all_quarters: (count > 1).then(|| {
            let label = counted(words, words.all_of_quarters, count, &[]);
            links::link(context, label, &Route::Quarters)
        }),
        glance,
    }));
    Page::new(context, head, view)
}
