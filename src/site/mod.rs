//! `Assessment` to `PageSet`: which pages there are, and what each says, in words that are ready to print.
//!
//! A view is the theme's contract: texts, labels and links, never a figure to reckon with. Charts stay data here.

pub mod accessibility_page;
mod addresses;
pub mod aims;
mod arithmetic;
pub mod bars;
pub mod collected;
mod context;
pub mod directions;
pub mod document_pages;
pub mod embed_page;
pub mod figures;
pub mod findable;
pub mod findings;
pub mod frame;
pub mod glance;
mod governance_page;
pub mod histories;
pub mod list_entries;
pub mod list_pages;
pub mod list_parts;
pub mod lists;
pub mod long_lists;
mod measure_details;
pub mod measure_page;
pub mod measure_tables;
pub mod methods_page;
pub mod money;
pub mod objective_list;
pub mod objective_pages;
pub mod objective_rows;
mod order;
mod origins;
mod outlines;
pub mod page;
mod page_set;
pub mod paper_page;
mod parts;
pub mod periods;
pub mod pictures;
pub mod policy;
pub mod prose;
pub mod quarter_page;
mod revised;
pub mod routes;
pub mod rows;
pub mod search_page;
pub mod section_pages;
mod sections;
pub mod standing;
pub mod statements;
pub mod status_page;
pub mod status_rows;
pub mod steps;
pub mod tallies;
mod titles;
pub mod trend;
pub mod verdicts;
pub mod voices;
pub mod words;

pub use context::Options;
pub use page::{Page, View};
pub use page_set::{FEED, PageSet, plan};

use context::Context;
use routes::Route;

fn page(context: &Context, route: &Route) -> Option<Page> {
    match route {
        Route::Part(list, number) => part_page(context, &list.page(), *number),
        route => part_page(context, route, 1),
    }
}

/// A page, or the page of a further part of the list on it.
fn part_page(context: &Context, route: &Route, number: usize) -> Option<Page> {
    let report = context.report;
    Some(match route {
        Route::Home => quarter_page::home(context),
        Route::Quarters => list_pages::quarters(context),
        Route::Quarter(quarter) => quarter_page::quarter(context, report.quarters.get(quarter)?),
        Route::Paper(quarter) => paper_page::page(context, report.quarters.get(quarter)?),
        Route::Section(quarter, section) => {
            section_pages::page(context, (*quarter, *section), number)
        }
        Route::Objectives => objective_list::page(context),
        Route::Objective(id) => {
            let (plan, objective) = report.objective(id)?;
            objective_pages::page(context, (plan, objective), None, number)
        }
        Route::ObjectiveIn(quarter, id) => {
            let (plan, objective) = report.objective(id)?;
            objective_pages::page(context, (plan, objective), Some(*quarter), number)
        }
        Route::Measures => list_pages::measures(context, number),
        Route::Measure(id) => return measure_page::page(context, report.measures.get(id)?),
        Route::Embed(id, kind) => return embed_page::page(context, id, *kind),
        Route::Reports => document_pages::reports(context),
        Route::Report(id) => {
            let mut reports = report.committee_reports.iter();
            document_pages::report(context, reports.find(|known| known.id == *id)?)
        }
        Route::Methods => methods_page::methods(context),
        Route::Reporting => status_page::page(context),
        Route::Search => search_page::page(context, number),
        Route::Accessibility if frame::own_statement(context).is_some() => {
            document_pages::plain(context, frame::own_statement(context)?)
        }
        Route::Accessibility => {
            accessibility_page::page(context, report.site.accessibility.as_ref()?)
        }
        Route::Page(id) => {
            let mut pages = report.pages.iter();
            document_pages::plain(context, pages.find(|known| known.id == *id)?)
        }
        Route::NotFound => list_pages::not_found(context),
        Route::Part(..) => return None,
    })
}
