//! `Assessment` to `PageSet`: which pages there are, and what each says, in words that are ready to print.
//!
//! A view is the theme's contract: texts, labels and links, never a figure to reckon with. Charts stay data here.

pub mod aims;
mod arithmetic;
pub mod bars;
mod context;
pub mod directions;
pub mod document_pages;
pub mod figures;
pub mod findings;
pub mod frame;
pub mod glance;
pub mod histories;
pub mod list_pages;
pub mod lists;
mod measure_details;
pub mod measure_page;
pub mod measure_tables;
pub mod methods_page;
pub mod money;
pub mod objective_list;
pub mod objective_pages;
pub mod objective_rows;
mod order;
pub mod page;
pub mod periods;
pub mod pictures;
pub mod prose;
pub mod quarter_page;
pub mod routes;
pub mod rows;
pub mod section_pages;
mod sections;
pub mod standing;
pub mod status_page;
pub mod status_rows;
pub mod tallies;
pub mod trend;
pub mod verdicts;
pub mod voices;
pub mod words;

pub use context::Options;
pub use page::{Page, PageSet, View};

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::assess::Assessment;
use crate::model::{MeasureId, Objective, Plan, Quarter, Report};
use context::Context;
use routes::{Route, Section};

/// Plans every page of a site.
pub fn plan(report: &Report, assessment: &Assessment, options: &Options) -> PageSet {
    let context = Context::new(report, assessment, options);
    let pages: Vec<Page> = tasks(&context)
        .into_par_iter()
        .filter_map(|task| task.page(&context))
        .collect();
    let pages: BTreeMap<String, Page> = pages
        .into_iter()
        .map(|page| (page.route.file(), page))
        .collect();
    PageSet { pages }
}

/// A page to be planned: each can be planned alone.
enum Task<'a> {
    Home,
    Quarters,
    Quarter(Quarter),
    Section(Quarter, Section),
    Objectives,
    Objective(&'a Plan, &'a Objective, Option<Quarter>),
    Measures,
    Measure(&'a MeasureId),
    Reports,
    Report(usize),
    Methods,
    Reporting,
    Plain(usize),
    NotFound,
}

fn tasks<'a>(context: &Context<'a>) -> Vec<Task<'a>> {
    let report = context.report;
    let mut tasks = vec![Task::Home, Task::Methods, Task::NotFound];
    let lists = [
        (Route::Quarters, Task::Quarters),
        (Route::Objectives, Task::Objectives),
        (Route::Measures, Task::Measures),
        (Route::Reports, Task::Reports),
        (Route::Reporting, Task::Reporting),
    ];
    tasks.extend(
        lists
            .into_iter()
            .filter(|(route, _)| frame::has_page(context, route))
            .map(|(_, task)| task),
    );
    tasks.extend(
        report
            .published()
            .map(|quarter| Task::Quarter(quarter.quarter)),
    );
    for quarter in report.published().map(|quarter| quarter.quarter) {
        let sections = Section::ALL.into_iter();
        let sections = sections.filter(|section| context.has_section(quarter, *section));
        tasks.extend(sections.map(|section| Task::Section(quarter, section)));
    }
    tasks.extend(report.measures.keys().map(Task::Measure));
    for plan in report.plans.values() {
        for objective in &plan.objectives {
            tasks.push(Task::Objective(plan, objective, None));
            let quarters = context.quarters_of(plan, &objective.id).into_iter();
            tasks.extend(quarters.map(|quarter| Task::Objective(plan, objective, Some(quarter))));
        }
    }
    tasks.extend((0..report.committee_reports.len()).map(Task::Report));
    tasks.extend((0..report.pages.len()).map(Task::Plain));
    tasks
}

impl Task<'_> {
    fn page(&self, context: &Context) -> Option<Page> {
        let report = context.report;
        Some(match self {
            Self::Home => quarter_page::home(context),
            Self::Quarters => list_pages::quarters(context),
            Self::Quarter(quarter) => quarter_page::quarter(context, &report.quarters[quarter]),
            Self::Section(quarter, section) => section_pages::page(context, *quarter, *section),
            Self::Objectives => objective_list::page(context),
            Self::Objective(plan, objective, of) => {
                objective_pages::page(context, plan, objective, *of)
            }
            Self::Measures => list_pages::measures(context),
            Self::Measure(id) => return measure_page::page(context, &report.measures[*id]),
            Self::Reports => document_pages::reports(context),
            Self::Report(index) => {
                document_pages::report(context, &report.committee_reports[*index])
            }
            Self::Methods => methods_page::methods(context),
            Self::Reporting => status_page::page(context),
            Self::Plain(index) => document_pages::plain(context, &report.pages[*index]),
            Self::NotFound => list_pages::not_found(context),
        })
    }
}
