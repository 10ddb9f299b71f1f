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
pub mod steps;
pub mod tallies;
mod titles;
pub mod trend;
pub mod verdicts;
pub mod voices;
pub mod words;

pub use context::Options;
pub use page::{Page, View};

use std::collections::BTreeMap;

use crate::assess::Assessment;
use crate::model::{MeasureId, Objective, Plan, Quarter, Report};
use context::Context;
use routes::{Route, Section};

/// Finds out which pages a site has. Each is planned when it is asked for, and alone.
pub fn plan<'a>(
    report: &'a Report,
    assessment: &'a Assessment,
    options: &'a Options,
) -> PageSet<'a> {
    let context = Context::new(report, assessment, options);
    let pages = tasks(&context)
        .into_iter()
        .map(|task| (task.route(&context).file(), task))
        .collect();
    PageSet { context, pages }
}

/// Every page, each under its own address; what it says follows when it is asked for.
pub struct PageSet<'a> {
    context: Context<'a>,
    /// By file.
    pages: BTreeMap<String, Task<'a>>,
}

impl PageSet<'_> {
    /// The files of the pages, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// A page by its file.
    pub fn page(&self, file: &str) -> Option<Page> {
        self.pages.get(file)?.page(&self.context)
    }
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
    let measures = report.measures.keys();
    let measures = measures.filter(|id| measure_page::exists(context, id));
    tasks.extend(measures.map(Task::Measure));
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
    fn route(&self, context: &Context) -> Route {
        let report = context.report;
        match self {
            Self::Home => Route::Home,
            Self::Quarters => Route::Quarters,
            Self::Quarter(quarter) => Route::Quarter(*quarter),
            Self::Section(quarter, section) => Route::Section(*quarter, *section),
            Self::Objectives => Route::Objectives,
            Self::Objective(_, objective, None) => Route::Objective(objective.id.clone()),
            Self::Objective(_, objective, Some(quarter)) => {
                Route::ObjectiveIn(*quarter, objective.id.clone())
            }
            Self::Measures => Route::Measures,
            Self::Measure(id) => Route::Measure((*id).clone()),
            Self::Reports => Route::Reports,
            Self::Report(index) => Route::Report(report.committee_reports[*index].id.clone()),
            Self::Methods => Route::Methods,
            Self::Reporting => Route::Reporting,
            Self::Plain(index) => Route::Page(report.pages[*index].id.clone()),
            Self::NotFound => Route::NotFound,
        }
    }

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
