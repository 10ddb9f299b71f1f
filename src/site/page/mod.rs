//! Pages, one file for each kind of page.
//!
//! A layer of [`site`](crate::site). It may use every layer below it: `words`, `route`, `context`, `phrases`, `choose` and
//! `part`. [`View`] names the view of each page and each page makes a [`Page`], which is the only cycle of imports in
//! the site.

pub mod accessibility;
pub mod as_published;
pub mod changes;
pub mod embed;
pub mod forecasts;
pub mod home;
pub mod measure_list;
pub mod measure_tables;
pub mod measures;
pub mod methods;
pub mod objectives;
pub mod paper;
pub mod plain;
pub mod quarters;
pub mod reports;
pub mod revisions;
pub mod scrutiny;
pub mod search;
pub mod section;
mod source_files;
pub mod status;
mod view;

pub use view::{Page, View};

use super::choose::addresses;
use super::context::Context;
use super::route::Route;

/// Returns the page of a route. `None` if the report has nothing for it.
pub(super) fn build(context: &Context, route: &Route) -> Option<Page> {
    let report = context.report;
    let own_statement = addresses::own_statement(context).map(|page| &page.id);
    let route = match (route, own_statement) {
        (Route::Accessibility, Some(id)) => &Route::Page(id.clone()),
        (route, _) => route,
    };
    let context = &context.at(route);
    let (subject, _) = route.list_and_number();
    let page = match subject {
        Route::Home => home::page(context),
        Route::Quarters => quarters::list(context),
        Route::Quarter(quarter) => quarters::page(context, report.quarters.get(quarter)?),
        Route::Paper(quarter) => paper::page(context, report.quarters.get(quarter)?),
        Route::AsPublished(quarter) => as_published::page(context, report.quarters.get(quarter)?),
        Route::Section(quarter, section) => section::page(context, *quarter, *section),
        Route::Objectives => objectives::list(context),
        Route::Objective(id) => objectives::page(context, report.objective(id)?, None),
        Route::ObjectiveIn(quarter, id) => {
            objectives::page(context, report.objective(id)?, Some(*quarter))
        }
        Route::Measures | Route::MeasuresByRating => measure_list::page(context),
        Route::Measure(id) => measures::page(context, report.measures.get(id)?)?,
        Route::Embed(id, kind) => embed::page(context, id, *kind)?,
        Route::Reports => reports::list(context),
        Route::Report(id) => reports::page(context, report.committee_report(id)?),
        Route::Scrutiny => scrutiny::page(context),
        Route::Methods => methods::page(context),
        Route::Changes => changes::page(context),
        Route::Revisions => revisions::page(context),
        Route::Forecasts => forecasts::page(context),
        Route::Reporting => status::page(context),
        Route::Search => search::page(context),
        Route::Accessibility => accessibility::page(context, report.site.accessibility.as_ref()?),
        Route::Page(id) => plain::page(context, report.page(id)?),
        Route::NotFound => plain::not_found(context),
        Route::Part(..) => return None,
    };
    Some(source_files::add_source_files(context, page))
}
