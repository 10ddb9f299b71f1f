//! The source files of a page in a preview, so that editors find where to change it.

use std::collections::BTreeSet;

use super::Page;
use crate::model::{ObjectiveId, Quarter, QuarterReport};
use crate::site::choose::long_lists;
use crate::site::context::Context;
use crate::site::part::LinkView;
use crate::site::route::{Route, edit};
use crate::site::words::counted;
use crate::source::SourcePath;

/// Adds to a page of a preview the files that it is made from: first those of its subject, then the comments on it.
/// Other pages are returned unchanged.
pub(super) fn add_source_files(context: &Context, mut page: Page) -> Page {
    if context.report.preview.is_none() {
        return page;
    }
    let comments: BTreeSet<&SourcePath> = page.collected.comments.iter().collect();
    let files = files_of(context, &page.route).into_iter();
    let links = files.chain(comments.into_iter().cloned());
    let links = links.map(|path| LinkView {
        label: path.as_str().to_owned(),
        href: edit::edit_address(&context.report.site, &path).unwrap_or_default(),
    });
    let links: Vec<LinkView> = links.collect();
    let label = counted(context.words, context.words.made_from, links.len(), &[]);
    page.frame.made_from_label = Some(label);
    page.frame.made_from = links;
    page
}

fn files_of(context: &Context, route: &Route) -> Vec<SourcePath> {
    let report = context.report;
    let settings = || vec![SourcePath::new("content/site.yaml")];
    match route {
        Route::Home => match report.latest() {
            Some(latest) => files_of_quarter(context, latest),
            None => settings(),
        },
        Route::Quarter(quarter) | Route::Paper(quarter) | Route::Section(quarter, _) => {
            files_of_quarter(context, *quarter)
        }
        Route::Quarters | Route::Reporting => files_of_quarters(context, |_| true),
        Route::Objectives => {
            let plans = report.plans.keys();
            plans.map(|id| in_folder("plans", id)).collect()
        }
        Route::Objective(id) => {
            let rated = |quarter: &QuarterReport| quarter.objectives.contains_key(id);
            [plan_of(context, id), files_of_quarters(context, rated)].concat()
        }
        Route::ObjectiveIn(quarter, id) => {
            [plan_of(context, id), files_of_quarter(context, *quarter)].concat()
        }
        Route::Measures => {
            let shown = long_lists::part_here(context).wholes();
            shown.iter().map(|id| in_folder("measures", id)).collect()
        }
        Route::Part(list, _) => files_of(context, list),
        Route::Measure(id) | Route::Embed(id, _) => {
            let own = vec![in_folder("measures", id)];
            let reported = |quarter: &QuarterReport| report.entry(quarter.quarter, id).is_some();
            [own, files_of_quarters(context, reported)].concat()
        }
        Route::Reports => {
            let all = report.committee_reports.iter();
            all.map(|one| one.path.clone()).collect()
        }
        Route::Report(id) => {
            let found = report.committee_report(id).into_iter();
            found.map(|one| one.path.clone()).collect()
        }
        Route::Page(id) => {
            let found = report.page(id).into_iter();
            found.map(|page| page.path.clone()).collect()
        }
        Route::Accessibility | Route::Methods | Route::Search | Route::NotFound => settings(),
    }
}

fn files_of_quarter(context: &Context, quarter: Quarter) -> Vec<SourcePath> {
    let report = context.report.quarters.get(&quarter);
    report.map_or_else(Vec::new, |report| report.files.clone())
}

/// Returns the files of some quarters, latest quarter first.
fn files_of_quarters(
    context: &Context,
    wanted: impl Fn(&QuarterReport) -> bool,
) -> Vec<SourcePath> {
    let quarters = context.report.quarters.values().rev();
    quarters
        .filter(|quarter| wanted(quarter))
        .flat_map(|quarter| quarter.files.clone())
        .collect()
}

fn plan_of(context: &Context, id: &ObjectiveId) -> Vec<SourcePath> {
    let plan = context.report.objective(id);
    let plans = plan.into_iter();
    plans
        .map(|(plan, _)| in_folder("plans", &plan.id))
        .collect()
}

/// Returns the path of a file that is named by an id.
fn in_folder(folder: &str, id: &impl std::fmt::Display) -> SourcePath {
    SourcePath::new(&format!("content/{folder}/{id}.yaml"))
}
