//! Which pages there are.
//!
//! A page is found by its address alone, without listing the others, so that one page of 10,000 is fast.

use super::papers::PaperPages;
use super::{long_lists, papers, records, sections};
use crate::assess::ledger;
use crate::model::{Embeds, MeasureId, Publication, Quarter};
use crate::site::context::Context;
use crate::site::route::{EmbedKind, LinkStyle, Route, Section};

pub(crate) fn routes(context: &Context) -> Vec<Route> {
    let report = context.report;
    let published = || report.published().map(|quarter| quarter.quarter);
    let objectives = || {
        let plans = report.plans.values();
        plans.flat_map(|plan| plan.objectives.iter().map(|objective| &objective.id))
    };
    let of_quarters = published().flat_map(|quarter| {
        let sections = Section::all().map(move |section| Route::Section(quarter, section));
        let objectives = objectives().map(move |id| Route::ObjectiveIn(quarter, id.clone()));
        let reports = [Route::Quarter, Route::Paper, Route::AsPublished];
        reports
            .map(|report| report(quarter))
            .into_iter()
            .chain(sections)
            .chain(objectives)
    });
    let measures = report.measures.keys();
    let reports = report.committee_reports.iter();
    let pages = report.pages.iter();
    let all = Route::general()
        .chain(of_quarters)
        .chain(measures.flat_map(|id| {
            let embeds = EmbedKind::ALL.map(|kind| Route::Embed(id.clone(), kind));
            std::iter::once(Route::Measure(id.clone())).chain(embeds)
        }))
        .chain(objectives().map(|id| Route::Objective(id.clone())))
        .chain(reports.map(|report| Route::Report(report.id.clone())))
        .chain(pages.map(|page| Route::Page(page.id.clone())));
    let all = all.filter(|route| has(context, route));
    all.flat_map(|route| (1..=parts_on(context, &route)).map(move |n| route.part(n)))
        .collect()
}

pub(crate) fn has(context: &Context, route: &Route) -> bool {
    let report = context.report;
    let is_published = |quarter: &Quarter| {
        let content = report.quarters.get(quarter);
        content.is_some_and(|content| !content.is_background())
    };
    match route {
        Route::Quarter(quarter) => is_published(quarter),
        Route::Paper(quarter) => is_published(quarter) && papers::has_paper(context, *quarter),
        // A report on several pages is too long for one page.
        Route::AsPublished(quarter) => {
            let paper = Route::Paper(*quarter);
            has(context, &paper) && PaperPages::of(context, *quarter).count() == 1
        }
        Route::Section(quarter, section) => {
            is_published(quarter) && sections::has_section(context, *quarter, *section)
        }
        Route::Objective(id) => report.objective(id).is_some(),
        Route::ObjectiveIn(quarter, id) => {
            let plan = report.objective(id).map(|(plan, _)| plan);
            is_published(quarter)
                && plan.is_some_and(|plan| sections::judges(context, *quarter, plan, id))
        }
        Route::Measure(id) => report.measures.contains_key(id) && sections::exists(context, id),
        Route::Embed(..) if report.site.embeds == Embeds::None => false,
        Route::Embed(id, kind) => report.measures.get(id).is_some_and(|measure| {
            let drawn = *kind == EmbedKind::Tile || sections::has_chart(context, measure);
            drawn && sections::exists(context, id)
        }),
        Route::Report(id) => report.committee_report(id).is_some(),
        Route::Accessibility => has_statement(context) || own_statement(context).is_some(),
        Route::Page(id) => report.page(id).is_some(),
        Route::Part(list, number) => {
            *number > 1 && has(context, list) && *number <= parts_on(context, list)
        }
        _ => has_page(context, route),
    }
}

/// Returns the number of parts of the list on a page. 1 if the page has no list that can be long.
fn parts_on(context: &Context, route: &Route) -> usize {
    match route {
        Route::Search => long_lists::names(context, route).len(),
        Route::Revisions | Route::Forecasts => records::parts(context, route).len(),
        Route::Paper(quarter) => PaperPages::of(context, *quarter).count(),
        list if list.may_have_parts() => long_lists::measure_parts(context, list).len(),
        _ => 1,
    }
}

/// Returns whether an embed also has a picture file. Embeds with several charts have none.
pub(crate) fn has_picture(context: &Context, id: &MeasureId, kind: EmbedKind) -> bool {
    let measure = context.report.measures.get(id);
    measure.is_some_and(|measure| measure.members().is_empty())
        && has(context, &Route::Embed(id.clone(), kind))
}

/// Returns whether the statement from the settings is shown. A page written by the site replaces it.
pub(super) fn has_statement(context: &Context) -> bool {
    context.report.site.accessibility.is_some() && own_statement(context).is_none()
}

/// Returns the accessibility statement that the site wrote as a plain page.
pub(crate) fn own_statement<'a>(context: &Context<'a>) -> Option<&'a crate::model::Page> {
    context.report.page("accessibility")
}

/// Returns whether the site has a page of its own kind, such as a list. Empty lists have no page.
pub(crate) fn has_page(context: &Context, route: &Route) -> bool {
    match route {
        Route::Objectives => context.report.objectives().next().is_some(),
        Route::Accessibility => has_statement(context),
        Route::Revisions => records::any_revisions(context),
        Route::Forecasts => records::any_forecasts(context),
        Route::Reports => !context.report.committee_reports.is_empty(),
        Route::Scrutiny => !context.report.questions.is_empty(),
        Route::Measures | Route::MeasuresByRating => !context.report.measures.is_empty(),
        Route::Changes => {
            let more_than_one = context.report.published().nth(1).is_some();
            more_than_one || !ledger::ledger(context.report).is_empty()
        }
        Route::Quarters | Route::Reporting => context.report.published().next().is_some(),
        _ => true,
    }
}

/// Returns whether links to the site have a picture: it needs an address and a quarter.
pub(crate) fn has_share_picture(context: &Context) -> bool {
    let is_online = context.options.links == LinkStyle::Folder;
    is_online && context.base_url().is_some() && context.report.latest().is_some()
}

pub(crate) fn has_feed(context: &Context) -> bool {
    let mut quarters = context.report.published();
    let has_day = quarters.any(|quarter| matches!(quarter.publication, Publication::On(_)));
    context.base_url().is_some() && has_day && context.options.links == LinkStyle::Folder
}
