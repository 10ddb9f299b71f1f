//! What is public on a day.

use jiff::civil::Date;
use quarterdeck::build::JudgedSite;
use quarterdeck::check::DraftContent;
use quarterdeck::model::{Aim, Goal, MeasureId};

use crate::Answers;
use crate::site::{BEFORE, NOW, Site, quarter, target};
use crate::table::Row;

fn yes_or_no(yes: bool) -> String {
    let word = if yes { "yes" } else { "no" };
    word.to_owned()
}

fn m() -> MeasureId {
    MeasureId::new("m")
}

/// The site on the row's day.
fn on_the_day(site: &Site, row: &Row) -> JudgedSite {
    let day: Date = row.cell("as of").parse().expect("a day");
    site.judged_on(day, DraftContent::LeftOut).expect("a site")
}

/// The same, with drafts for a preview.
fn on_the_day_or_preview(site: &Site, row: &Row) -> JudgedSite {
    let day: Date = row.cell("as of").parse().expect("a day");
    let drafts = match row.cell("preview") {
        "yes" => DraftContent::Included,
        _ => DraftContent::LeftOut,
    };
    site.judged_on(day, drafts).expect("a site")
}

fn values(entries: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = entries
        .iter()
        .map(|(id, entry)| ((*id).to_owned(), (*entry).to_owned()));
    owned.collect()
}

pub(crate) fn quarters(row: &Row) -> Answers {
    let lines = match row.cell("publish on") {
        "-" => String::new(),
        "already public" => "publish_on: already_public".to_owned(),
        "background" => "background: true".to_owned(),
        cell => match cell.strip_prefix("background on ") {
            Some(day) => format!("background: true\npublish_on: {day}"),
            None => format!("publish_on: {cell}"),
        },
    };
    let mut site = Site::new();
    site.measure("m", "set: context");
    site.quarter(NOW, &lines, &values(&[("m", "88")]));
    let judged = on_the_day_or_preview(&site, row);
    let now = quarter(NOW);
    let has_page = judged
        .report
        .published()
        .any(|content| content.quarter == now);
    vec![
        ("has a page", yes_or_no(has_page)),
        (
            "feeds trends",
            yes_or_no(judged.report.quarters.contains_key(&now)),
        ),
    ]
}

pub(crate) fn targets(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure("m", &target(row.cell("target from"), "95", None));
    site.quarter(
        "2016-17 Q1",
        "publish_on: 2016-09-27",
        &values(&[("m", "88")]),
    );
    site.quarter(
        "2016-17 Q2",
        "publish_on: 2016-12-06",
        &values(&[("m", "89")]),
    );
    let judged = on_the_day(&site, row);
    let latest = judged.report.latest().expect("a public quarter");
    let measure = judged.report.measure(&m()).expect("a public measure");
    let target = measure.target_in(latest);
    let target = match target.map(|target| &target.aim) {
        Some(Aim::Goal(Goal::One { target, .. })) => target.to_string(),
        _ => "none".to_owned(),
    };
    vec![("target of the latest quarter", target)]
}

/// A site whose figure of 2015-16 Q4 is revised in the file of 2016-17 Q1.
fn revised(revisions: &[String]) -> Site {
    let mut site = Site::new();
    site.measure("m", "set: context");
    site.quarter(
        "2015-16 Q3",
        "publish_on: already_public",
        &values(&[("m", "80")]),
    );
    site.quarter(BEFORE, "background: true", &values(&[("m", "84")]));
    let lines = format!(
        "publish_on: 2016-09-27\nrevisions: [ {} ]",
        revisions.join(", ")
    );
    site.quarter(NOW, &lines, &values(&[("m", "88")]));
    site
}

fn revision(was: u32, now: u32, on: &str) -> String {
    format!("{{ measure: m, period: {BEFORE}, was: {was}, now: {now}, on: {on}, because: Late }}")
}

fn figure_before(judged: &JudgedSite) -> String {
    let entry = judged.report.entry(quarter(BEFORE), &m());
    let figure = entry.and_then(|entry| entry.reported.figure());
    figure.expect("a figure").shown().to_string()
}

fn listed(judged: &JudgedSite) -> usize {
    let quarters = judged.report.quarters.values();
    quarters.map(|quarter| quarter.revisions.len()).sum()
}

pub(crate) fn revisions(row: &Row) -> Answers {
    let site = revised(&[revision(85, 84, row.cell("revised on"))]);
    let judged = on_the_day(&site, row);
    vec![
        ("figure", figure_before(&judged)),
        ("listed", yes_or_no(listed(&judged) > 0)),
    ]
}

pub(crate) fn two_revisions(row: &Row) -> Answers {
    let site = revised(&[
        revision(86, 85, row.cell("first on")),
        revision(85, 84, row.cell("second on")),
    ]);
    let judged = on_the_day(&site, row);
    vec![
        ("figure", figure_before(&judged)),
        ("listed", listed(&judged).to_string()),
    ]
}

/// Path and text of a document.
fn document(words: &str) -> (&'static str, String) {
    let comment = "commentary/2016-17-q1/measures/m.md";
    let (report, page) = ("reports/scrutiny.md", "pages/about.md");
    match words {
        "comment on a public quarter" | "comment on a quarter still hidden" => {
            (comment, "A comment.\n".to_owned())
        }
        "comment marked as a draft" => (comment, "---\ndraft: true\n---\nA comment.\n".to_owned()),
        "page" => (page, "---\ntitle: About\n---\nA page.\n".to_owned()),
        "page marked as a draft" => (
            page,
            "---\ntitle: About\ndraft: true\n---\nA page.\n".to_owned(),
        ),
        words => {
            let head =
                |title: &str, field: &str| format!("---\ntitle: {title}\n{field}\n---\n1. One.\n");
            if let Some(date) = words.strip_prefix("report of ") {
                (report, head("Report", &format!("date: {date}")))
            } else {
                let day = words
                    .strip_prefix("page published on ")
                    .expect("a document");
                (page, head("About", &format!("publish_on: {day}")))
            }
        }
    }
}

pub(crate) fn documents(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure("m", "set: context");
    site.quarter(NOW, "publish_on: 2016-09-27", &values(&[("m", "88")]));
    let (path, text) = document(row.cell("document"));
    site.file(path, &text);
    let report = on_the_day_or_preview(&site, row).report;
    let count = report.comments.len() + report.committee_reports.len() + report.pages.len();
    vec![("in the output", yes_or_no(count == 1))]
}

pub(crate) fn measures(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure("m", "set: context");
    match row.cell("reported in") {
        NOW => site.quarter(NOW, "publish_on: 2016-09-27", &values(&[("m", "88")])),
        _ => site.quarter(BEFORE, "background: true", &values(&[("m", "88")])),
    }
    let judged = on_the_day(&site, row);
    vec![("public", yes_or_no(judged.report.measure(&m()).is_some()))]
}
