//! Pages, one file for each kind of page.
//!
//! A layer of [`site`](crate::site). It may use every layer below it: `words`, `route`, `context`, `phrases`, `choose` and
//! `part`. [`View`] names the view of each page and each page makes a [`Page`], which is the only cycle of imports in
//! the site.

pub mod accessibility;
pub mod embed;
pub mod governance;
pub mod home;
pub mod measure;
pub mod measure_details;
pub mod measure_tables;
pub mod measures;
pub mod methods;
pub mod not_found;
pub mod objective;
pub mod objectives;
pub mod paper;
pub mod plain;
pub mod quarter;
pub mod quarters;
pub mod report;
pub mod reports;
pub mod search;
pub mod section;
pub mod source_files;
pub mod status;
pub mod status_rows;
mod view;

pub use view::{Page, View};

use super::choose::addresses;
use super::context::Context;
use super::route::Route;

/// Returns the page of a route. `None` if the report has nothing for it.
pub(super) fn build(context: &Context, route: &Route) -> Option<Page> {
    match route {
        Route::Part(list, number) => part_page(context, &list.page(), *number),
        route => part_page(context, route, 1),
    }
}

/// Returns a page, or the page of a further part of its list.
fn part_page(context: &Context, route: &Route, number: usize) -> Option<Page> {
    let report = context.report;
    Some(match route {
        Route::Home => home::page(context),
        Route::Quarters => quarters::page(context),
        Route::Quarter(quarter) => quarter::page(context, report.quarters.get(quarter)?),
        Route::Paper(quarter) => paper::page(context, report.quarters.get(quarter)?),
        Route::Section(quarter, section) => section::page(context, (*quarter, *section), number),
        Route::Objectives => objectives::page(context),
        Route::Objective(id) => {
            let (plan, objective) = report.objective(id)?;
            objective::page(context, (plan, objective), None, number)
        }
        Route::ObjectiveIn(quarter, id) => {
            let (plan, objective) = report.objective(id)?;
            objective::page(context, (plan, objective), Some(*quarter), number)
        }
        Route::Measures => measures::page(context, number),
        Route::Measure(id) => return measure::page(context, report.measures.get(id)?),
        Route::Embed(id, kind) => return embed::page(context, id, *kind),
        Route::Reports => reports::page(context),
        Route::Report(id) => {
            let mut reports = report.committee_reports.iter();
            report::page(context, reports.find(|known| known.id == *id)?)
        }
        Route::Methods => methods::page(context),
        Route::Reporting => status::page(context),
        Route::Search => search::page(context, number),
        Route::Accessibility if addresses::own_statement(context).is_some() => {
            plain::page(context, addresses::own_statement(context)?)
        }
        Route::Accessibility => accessibility::page(context, report.site.accessibility.as_ref()?),
        Route::Page(id) => {
            let mut pages = report.pages.iter();
            plain::page(context, pages.find(|known| known.id == *id)?)
        }
        Route::NotFound => not_found::page(context),
        Route::Part(..) => return None,
    })
}
