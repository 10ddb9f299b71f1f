//! Titles for the browser's tab: each page needs its own, to tell tabs and bookmarks apart.

use crate::model::{Measure, Objective, Page, Plan};
use crate::site::context::Context;
use crate::site::words::fill;

/// Returns an objective's title, with its id if another objective of its plan, a measure or a plain page has the same
/// title.
pub(crate) fn objective_title(context: &Context, plan: &Plan, objective: &Objective) -> String {
    let title = objective.title.as_str();
    let namesakes = plan
        .objectives
        .iter()
        .filter(|o| o.title == objective.title);
    if namesakes.count() > 1 || is_a_measures(context, title) || is_a_pages(context, title) {
        title_with_id(context, title, objective.id.as_str())
    } else {
        title.to_owned()
    }
}

/// Returns a plain page's title, with its id if another page has the same title.
pub(crate) fn page_title(context: &Context, page: &Page) -> String {
    let words = context.words;
    let lists = [
        words.quarters,
        words.objectives,
        words.measures,
        words.reports,
        words.methods,
        words.status,
        words.search,
        words.a11y_title,
        words.not_found,
    ];
    let title = page.title.as_str();
    let pages = context.report.pages.iter();
    if pages.filter(|other| other.title == title).count() > 1 || lists.contains(&title) {
        title_with_id(context, title, page.id.as_str())
    } else {
        title.to_owned()
    }
}

fn is_a_measures(context: &Context, title: &str) -> bool {
    let mut measures = context.report.measures.values();
    measures.any(|measure| measure.title.as_str() == title)
}

fn is_a_pages(context: &Context, title: &str) -> bool {
    let mut pages = context.report.pages.iter();
    pages.any(|page| page.title == title)
}

fn title_with_id(context: &Context, title: &str, id: &str) -> String {
    fill(context.words.title_with_id, &[("title", title), ("id", id)])
}

/// Returns a measure's title, with its id if another measure has the same title.
pub(crate) fn distinct_title(context: &Context, measure: &Measure) -> String {
    let all = context.report.measures.values();
    let same = all.filter(|other| other.title == measure.title);
    if same.count() > 1 {
        format!("{} ({})", measure.title.as_str(), measure.id)
    } else {
        measure.title.as_str().to_owned()
    }
}

/// Returns an objective's title with its plan's.
pub(crate) fn objective_label(plan: &Plan, objective: &Objective) -> String {
    format!("{} ({})", objective.title.as_str(), plan.title.as_str())
}
