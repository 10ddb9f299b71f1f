//! When reports come.

use std::collections::BTreeMap;

use jiff::civil::Date;
use quarterdeck::assess::reporting::{
    Announced, PublishedReport, Reporting, Stretch, Timing, Wait,
};
use quarterdeck::build::JudgedSite;
use quarterdeck::check::DraftContent;
use quarterdeck::model::Quarter;
use quarterdeck::site::page::Page;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::site::{Options, plan};

use crate::Answers;
use crate::site::{NOW, Site, entry, quarter};
use crate::table::Row;

fn one(entry: &str) -> Vec<(String, String)> {
    vec![("m".to_owned(), entry.to_owned())]
}

/// A site with the row's rule and its announced day.
fn site(due_days: Option<&str>, announced: Option<&str>) -> Site {
    let due = due_days.map(|days| format!("due_days: {days}"));
    let next = announced.map(|day| format!("next: {day}"));
    let fields: Vec<String> = due.into_iter().chain(next).collect();
    let mut site = Site::with_settings(&format!("reporting: {{ {} }}\n", fields.join(", ")));
    site.measure("m", "set: context; reported: { from: 2016-17 Q1 }");
    site
}

fn reporting(site: &Site, as_of: Date) -> Reporting {
    let judged = site
        .judged_on(as_of, DraftContent::LeftOut)
        .expect("a site");
    judged.assessment.reporting.clone()
}

fn as_of(row: &Row) -> Date {
    row.cell("as of").parse().expect("a day")
}

fn came(reporting: &Reporting, quarter: Quarter) -> &PublishedReport {
    let mut reports = reporting
        .stretches
        .iter()
        .filter_map(|stretch| match stretch {
            Stretch::Report(came) => Some(came),
            _ => None,
        });
    let found = reports.find(|came| came.quarter == quarter);
    found.expect("a report")
}

fn wait(wait: Wait) -> String {
    let word = match wait {
        Wait::Running => "running",
        Wait::Ended => "ended",
        Wait::Overdue => "overdue",
    };
    word.to_owned()
}

pub(crate) fn days(row: &Row) -> Answers {
    let mut site = Site::with_settings(&match row.optional("due days") {
        Some(days) => format!("reporting: {{ due_days: {days} }}\n"),
        None => String::new(),
    });
    site.measure("m", "set: context");
    let published = row.cell("published").replace(' ', "_");
    let key = row.cell("quarter");
    site.quarter(key, &format!("publish_on: {published}"), &one("88"));
    let reporting = reporting(&site, "2018-01-01".parse().expect("a day"));
    let came = came(&reporting, quarter(key));
    let timing = match came.timing {
        Timing::InTime => "in time",
        Timing::Late => "late",
        Timing::NotJudged => "not judged",
    };
    let days = came.days.map_or("-".to_owned(), |days| days.to_string());
    vec![("days after", days), ("timing", timing.to_owned())]
}

pub(crate) fn next(row: &Row) -> Answers {
    let mut site = site(row.optional("due days"), row.optional("announced"));
    site.quarter(NOW, "publish_on: 2016-09-27", &one("88"));
    let next = reporting(&site, as_of(row)).next.expect("a quarter");
    assert_eq!(next.quarter, quarter(NOW).next());
    let due = next.due.map_or("-".to_owned(), |day| day.to_string());
    let announced = match next.announced {
        None => "-",
        Some(Announced::Ahead(_)) => "ahead",
        Some(Announced::Passed(_)) => "passed",
    };
    vec![
        ("wait", wait(next.wait)),
        ("due", due),
        ("announced day", announced.to_owned()),
    ]
}

pub(crate) fn without_a_report(row: &Row) -> Answers {
    let mut site = site(Some("90"), None);
    site.quarter("2015-16 Q2", "background: true", &[]);
    site.quarter("2015-16 Q4", "publish_on: already_public", &[]);
    site.quarter("2016-17 Q2", "publish_on: 2016-12-06", &one("88"));
    let asked = quarter(row.cell("quarter"));
    let stands = |stretch: &Stretch| match stretch {
        Stretch::Report(came) => (came.quarter == asked).then(|| "reported".to_owned()),
        Stretch::InProgress(quarter, how) => {
            (*quarter == asked).then(|| format!("in progress, {}", wait(*how)))
        }
        Stretch::Background(run) => (run.from..=run.to)
            .contains(&asked)
            .then(|| "background".to_owned()),
        Stretch::Nothing(run, how) => (run.from..=run.to).contains(&asked).then(|| wait(*how)),
    };
    let reporting = reporting(&site, as_of(row));
    let found = reporting.stretches.iter().find_map(stands);
    vec![("stands as", found.unwrap_or_else(|| "not told".to_owned()))]
}

pub(crate) fn figures(row: &Row) -> Answers {
    let cell = row.cell("entry");
    let mut site = Site::new();
    let entry = if let Some(members) = cell.strip_prefix("members ") {
        site.measure(
            "m",
            "set: context; members: { a: { title: A }, b: { title: B } }",
        );
        let entries = members.split(", ").filter_map(entry);
        let named = ["a", "b"].into_iter().zip(entries);
        let named: Vec<String> = named.map(|(id, entry)| format!("{id}: {entry}")).collect();
        format!("{{ members: {{ {} }} }}", named.join(", "))
    } else {
        site.measure("m", "rule: editorial");
        let entry = entry(&format!("{cell}, because")).expect("an entry");
        entry.replace("because: Late, ", "")
    };
    site.quarter(NOW, "publish_on: 2016-09-27", &one(&entry));
    let judged = site.judged().expect("a site");
    let figures = &judged.assessment.quarter(quarter(NOW)).figures;
    vec![
        ("expected", figures.expected.to_string()),
        ("reported", figures.reported().to_string()),
    ]
}

pub(crate) fn release(row: &Row) -> Answers {
    let mut site = site(row.optional("due days"), row.optional("announced"));
    site.measure("m", "set: context; reported: { from: 2015-16 Q4 }");
    site.quarter("2015-16 Q4", "publish_on: 2016-06-27", &one("87"));
    site.quarter(NOW, "publish_on: 2016-09-27", &one("88"));
    let judged = site
        .judged_on(as_of(row), DraftContent::LeftOut)
        .expect("a site");
    let pages = pages(&judged);
    let next = |file: &str| {
        let parts = pages[file].frame.release.iter();
        let mut parts = parts.map(|part| part.before.as_str());
        let next = parts.find(|text| text.starts_with("Next: "));
        next.unwrap_or("-").to_owned()
    };
    let of_latest = [
        "index.html",
        "2016-17/q1/index.html",
        "2016-17/q1/measures/index.html",
        "measures/m/index.html",
    ]
    .map(next);
    assert!(of_latest.iter().all(|one| *one == of_latest[0]), "{row}");
    assert_eq!(next("2015-16/q4/index.html"), "-", "{row}");
    assert!(
        pages["methods/index.html"].frame.release.is_empty(),
        "{row}"
    );
    vec![("the line says", of_latest[0].clone())]
}

fn pages(judged: &JudgedSite) -> BTreeMap<String, Page> {
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let pages = plan(&judged.report, &judged.assessment, &options);
    pages
        .files()
        .filter_map(|file| Some((file.clone(), pages.page(&file)?)))
        .collect()
}

pub(crate) fn day_to_day(row: &Row) -> Answers {
    let mut site = site(Some("90"), Some("2017-01-10"));
    site.quarter(NOW, "publish_on: 2016-09-27", &one("88"));
    let page = |column: &str| {
        let day = row.cell(column).parse().expect("a day");
        let judged = site.judged_on(day, DraftContent::LeftOut).expect("a site");
        pages(&judged)
            .remove("status/index.html")
            .expect("the page")
    };
    let same = page("one day") == page("another day");
    let word = if same { "the same" } else { "not the same" };
    vec![("the page is", word.to_owned())]
}
