//! Actions of plans, and risks.

use std::cmp::Ordering;

use quarterdeck::assess::actions::{is_milestone_overdue, is_overdue};
use quarterdeck::assess::risks::{RiskChange, change};
use quarterdeck::site::route::LinkStyle;
use quarterdeck::site::{self, Options};

use crate::Answers;
use crate::site::{BEFORE, NOW, Site, quarter};
use crate::table::Row;

pub(crate) fn overdue(row: &Row) -> Answers {
    let mut shared = vec!["title: A title".to_owned()];
    if let Some(due) = row.optional("due") {
        shared.push(format!("due: {due}"));
    }
    if let Some(rating) = row.optional("rating") {
        shared.push(format!("rating: {}", rating.replace(' ', "_")));
    }
    let shared = shared.join(", ");
    let complete = row.optional("complete");
    let complete = complete.map_or_else(String::new, |size| format!(", complete: {size}"));
    let lines = format!(
        "publish_on: already_public\nactions: [ {{ plan: Plan, {shared}{complete}, milestones: [ {{ {shared} }} ] }} ]"
    );
    let scale = "scales: { actions: { complete: { name: Complete, counts_as: complete }, started: { name: Started, counts_as: good }, late: { name: Late, counts_as: poor } } }\n";
    let mut site = match row.optional("scale") {
        Some(_) => Site::with_settings(scale),
        None => Site::new(),
    };
    site.quarter(NOW, &lines, &[]);
    let judged = site.judged().expect("a site");
    let action = &judged.report.quarters[&quarter(NOW)].actions[0];
    let scales = &judged.report.site.scales;
    let answer = |is_overdue: bool| if is_overdue { "yes" } else { "no" }.to_owned();
    let milestone = action.milestones().first().expect("a milestone");
    vec![
        ("overdue", answer(is_overdue(scales, action, quarter(NOW)))),
        (
            "milestone",
            answer(is_milestone_overdue(scales, milestone, quarter(NOW))),
        ),
    ]
}

/// A level as files have it: `4 by 5`, `20` or `red amber`.
fn level(cell: &str) -> String {
    match cell.split_once(" by ") {
        Some((likelihood, impact)) => format!("{{ likelihood: {likelihood}, impact: {impact} }}"),
        None => cell.replace(' ', "_"),
    }
}

pub(crate) fn moved(row: &Row) -> Answers {
    let mut site = Site::new();
    for (key, column) in [(BEFORE, "before"), (NOW, "now")] {
        let risk = match row.optional(column) {
            Some("not listed") => "{ title: Another }".to_owned(),
            Some(cell) => format!("{{ title: A risk, residual: {} }}", level(cell)),
            None => "{ title: A risk }".to_owned(),
        };
        site.quarter(
            key,
            &format!("publish_on: already_public\nrisks: [ {risk} ]"),
            &[],
        );
    }
    let judged = site.judged().expect("a site");
    let risks = |key| &judged.report.quarters[&quarter(key)].risks;
    let answer = match change(&judged.report.site, &risks(NOW)[0], risks(BEFORE)) {
        None => "nothing",
        Some(RiskChange::NotListed) => "not listed",
        Some(RiskChange::Size(Ordering::Greater)) => "up",
        Some(RiskChange::Size(Ordering::Less)) => "down",
        Some(RiskChange::Size(Ordering::Equal)) => "no change",
    };
    vec![("moved", answer.to_owned())]
}

/// A matrix as files have it: `4 by 6, red 16, green 1`, or the rows of a grid.
fn matrix(cell: &str) -> String {
    let Some((size, levels)) = cell.split_once(", ") else {
        let rows = cell.split(" / ").map(|row| row.replace(' ', ", "));
        let rows: Vec<String> = rows.map(|row| format!("[{row}]")).collect();
        return format!("risks: {{ grid: [{}] }}", rows.join(", "));
    };
    let (likelihood, impact) = size.split_once(" by ").expect("a size");
    let levels = levels
        .replace(", ", ";")
        .replace(' ', ": ")
        .replace(';', ", ");
    format!("risks: {{ likelihood: {likelihood}, impact: {impact}, levels: {{ {levels} }} }}")
}

pub(crate) fn states(row: &Row) -> Answers {
    let settings = row.optional("matrix").map_or_else(String::new, matrix);
    let mut site = Site::with_settings(&settings);
    let level = level(row.cell("level"));
    let risks = format!("risks: [ {{ title: A risk, residual: {level} }} ]");
    site.quarter(NOW, &format!("publish_on: already_public\n{risks}"), &[]);
    let judged = site.judged().expect("a site");
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let pages = site::plan(&judged.report, &judged.assessment, &options);
    let page = pages.page("2016-17/q1/risks/index.html");
    let view = serde_json::to_value(&page.expect("a page of risks").view).expect("a view");
    let shown = view["groups"][0]["risks"][0]["residual"]["label"].as_str();
    let shown = shown.expect("a level").replace('\u{a0}', " ");
    vec![("shown", shown)]
}
