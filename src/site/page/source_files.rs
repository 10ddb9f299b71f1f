//! The source files of a page, so that editors find where to change it.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::Page;
use crate::model::{ObjectiveId, Quarter, QuarterReport, Subject};
use crate::site::choose::long_lists;
use crate::site::choose::sections::{comments_on, latest_quarter};
use crate::site::context::Context;
use crate::site::part::LinkView;
use crate::site::route::{Route, edit};
use crate::site::words::counted;
use crate::source::SourcePath;

/// Adds to a page of a preview the files that it is made from: first those of its subject, then the comments on it. A
/// public page has a link to one of them.
pub(super) fn add_source_files(context: &Context, mut page: Page) -> Page {
    if context.report.preview.is_none() {
        let comment = own_comment(context, &page.route);
        let file = comment.or_else(|| files_of(context, &page.route).into_iter().next());
        page.frame.edit = file.and_then(|file| edit::edit_address(&context.report.site, &file));
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

/// Returns the file of the first comment on the subject of a page, in the quarter that it shows.
fn own_comment(context: &Context, route: &Route) -> Option<SourcePath> {
    let (quarter, subject) = match route {
        Route::Home => (context.report.latest()?, Subject::Overview),
        Route::Quarter(quarter) => (*quarter, Subject::Overview),
        Route::Measure(id) => (latest_quarter(context, id)?, Subject::Measure(id.clone())),
        Route::ObjectiveIn(quarter, id) => (*quarter, Subject::Objective(id.clone())),
        _ => return None,
    };
    let comments = comments_on(context, quarter, &subject);
    comments.first().map(|comment| comment.path.clone())
}

fn files_of(context: &Context, route: &Route) -> Vec<SourcePath> {
    let report = context.report;
    let named = |folder: &str, id: &dyn Display| {
        let path = format!("content/{folder}/{id}.yaml");
        SourcePath::new(&path)
    };
    // The latest quarter first.
    let of_quarters = |wanted: &dyn Fn(&QuarterReport) -> bool| -> Vec<SourcePath> {
        let quarters = report.quarters.values().rev();
        let quarters = quarters.filter(|quarter| wanted(quarter));
        quarters.flat_map(|quarter| quarter.files.clone()).collect()
    };
    let of_quarter = |quarter: Quarter| of_quarters(&|own| own.quarter == quarter);
    let of_plan = |id: &ObjectiveId| -> Vec<SourcePath> {
        let plan = report.objective(id).into_iter();
        plan.map(|(plan, _)| named("plans", &plan.id)).collect()
    };
    match route {
        Route::Home => report.latest().map_or_else(settings, of_quarter),
        Route::Quarter(quarter)
        | Route::Paper(quarter)
        | Route::AsPublished(quarter)
        | Route::Section(quarter, _) => of_quarter(*quarter),
        Route::Quarters | Route::Reporting | Route::Forecasts => of_quarters(&|_| true),
        Route::Revisions => of_quarters(&|quarter| {
            !(quarter.revisions.is_empty() && quarter.other_revisions.is_empty())
        }),
        Route::Objectives => report.plans.keys().map(|id| named("plans", id)).collect(),
        Route::Objective(id) => {
            let rated = of_quarters(&|quarter| quarter.objectives.contains_key(id));
            [of_plan(id), rated].concat()
        }
        Route::ObjectiveIn(quarter, id) => [of_plan(id), of_quarter(*quarter)].concat(),
        Route::Measures | Route::MeasuresByRating => {
            let shown = long_lists::part_here(context).wholes();
            shown.iter().map(|id| named("measures", id)).collect()
        }
        Route::Part(list, _) => files_of(context, list),
        Route::Measure(id) | Route::Embed(id, _) => {
            let reported = of_quarters(&|quarter| report.entry(quarter.quarter, id).is_some());
            [vec![named("measures", id)], reported].concat()
        }
        Route::Reports => {
            let all = report.committee_reports.iter();
            all.map(|one| one.path.clone()).collect()
        }
        Route::Report(id) => {
            Vec::from_iter(report.committee_report(id).map(|one| one.path.clone()))
        }
        Route::Scrutiny => {
            let all = report.questions.iter();
            all.map(|one| one.path.clone()).collect()
        }
        Route::Page(id) => Vec::from_iter(report.page(id).map(|page| page.path.clone())),
        Route::Changes => {
            let measures = report.measures.keys();
            measures.map(|id| named("measures", id)).collect()
        }
        Route::Accessibility | Route::Methods | Route::Search | Route::NotFound => settings(),
    }
}

fn settings() -> Vec<SourcePath> {
    vec![SourcePath::new("content/site.yaml")]
}
