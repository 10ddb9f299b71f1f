//! Which pages there are.
//!
//! A page is found by its address alone, without listing the others, so that one page of 10,000 is fast.

use super::{latest, long_lists, objectives, sections};
use crate::model::{Publication, Quarter};
use crate::site::context::Context;
use crate::site::route::{EmbedKind, LinkStyle, LongList, Route, Section};

/// Returns every page of the site.
pub(crate) fn routes(context: &Context) -> Vec<Route> {
    let report = context.report;
    let published = || report.published().map(|quarter| quarter.quarter);
    let objectives = || {
        let plans = report.plans.values();
        plans.flat_map(|plan| plan.objectives.iter().map(|objective| &objective.id))
    };
    let lists = [
        Route::Home,
        Route::Quarters,
        Route::Objectives,
        Route::Measures,
        Route::Reports,
        Route::Methods,
        Route::Reporting,
        Route::Search,
        Route::Accessibility,
        Route::NotFound,
    ];
    let of_quarters = published().flat_map(|quarter| {
        let sections = Section::ALL.into_iter();
        let sections = sections.map(move |section| Route::Section(quarter, section));
        let objectives = objectives().map(move |id| Route::ObjectiveIn(quarter, id.clone()));
        [Route::Quarter(quarter), Route::Paper(quarter)]
            .into_iter()
            .chain(sections)
            .chain(objectives)
    });
    let measures = report.measures.keys();
    let reports = report.committee_reports.iter();
    let pages = report.pages.iter();
    let all = lists
        .into_iter()
        .chain(of_quarters)
        .chain(measures.flat_map(|id| {
            let embeds = EmbedKind::ALL.map(|kind| Route::Embed(id.clone(), kind));
            std::iter::once(Route::Measure(id.clone())).chain(embeds)
        }))
        .chain(objectives().map(|id| Route::Objective(id.clone())))
        .chain(reports.map(|report| Route::Report(report.id.clone())))
        .chain(pages.map(|page| Route::Page(page.id.clone())));
    let all = all.filter(|route| has(context, route));
    all.flat_map(|route| {
        let parts = further_parts(context, &route);
        std::iter::once(route).chain(parts)
    })
    .collect()
}

/// Returns the pages of a list's parts after the first.
fn further_parts(context: &Context, route: &Route) -> Vec<Route> {
    let list = LongList::on(route);
    let parts =
        list.map(|list| (2..=long_lists::parts_of(context, &list)).map(move |n| list.part(n)));
    parts.into_iter().flatten().collect()
}

pub(crate) fn has(context: &Context, route: &Route) -> bool {
    let report = context.report;
    let is_published = |quarter: &Quarter| {
        let content = report.quarters.get(quarter);
        content.is_some_and(|content| !content.is_background())
    };
    match route {
        Route::Quarter(quarter) | Route::Paper(quarter) => is_published(quarter),
        Route::Section(quarter, section) => {
            is_published(quarter) && sections::has_section(context, *quarter, *section)
        }
        Route::Objective(id) => report.objective(id).is_some(),
        Route::ObjectiveIn(quarter, id) => {
            let plan = report.objective(id).map(|(plan, _)| plan);
            is_published(quarter)
                && plan.is_some_and(|plan| objectives::judges(context, *quarter, plan, id))
        }
        Route::Measure(id) => report.measures.contains_key(id) && latest::exists(context, id),
        Route::Embed(id, kind) => report.measures.get(id).is_some_and(|measure| {
            let drawn = *kind == EmbedKind::Tile || latest::has_chart(context, measure);
            drawn && latest::exists(context, id)
        }),
        Route::Report(id) => report.committee_reports.iter().any(|known| known.id == *id),
        Route::Accessibility => has_statement(context) || own_statement(context).is_some(),
        Route::Page(id) => report.pages.iter().any(|known| known.id == *id),
        Route::Part(list, number) => {
            *number > 1
                && has(context, &list.page())
                && *number <= long_lists::parts_of(context, list)
        }
        _ => has_page(context, route),
    }
}

/// Returns whether the statement from the settings is shown. A page written by the site replaces it.
pub(super) fn has_statement(context: &Context) -> bool {
    context.report.site.accessibility.is_some() && own_statement(context).is_none()
}

/// Returns the accessibility statement that the site wrote as a plain page.
pub(crate) fn own_statement<'a>(context: &Context<'a>) -> Option<&'a crate::model::Page> {
    let mut pages = context.report.pages.iter();
    pages
        .find(|page| page.id == "accessibility")
        .map(std::convert::AsRef::as_ref)
}

/// Returns whether the site has a page of its own kind, such as a list. Empty lists have no page.
pub(crate) fn has_page(context: &Context, route: &Route) -> bool {
    match route {
        Route::Objectives => context
            .report
            .plans
            .values()
            .any(|plan| !plan.objectives.is_empty()),
        Route::Accessibility => has_statement(context),
        Route::Reports => !context.report.committee_reports.is_empty(),
        Route::Measures => !context.report.measures.is_empty(),
        Route::Quarters | Route::Reporting => context.report.published().next().is_some(),
        _ => true,
    }
}

pub(crate) fn has_feed(context: &Context) -> bool {
    let mut quarters = context.report.published();
    let has_day = quarters.any(|quarter| matches!(quarter.publication, Publication::On(_)));
    context.base_url().is_some() && has_day && context.options.links == LinkStyle::Folder
}
