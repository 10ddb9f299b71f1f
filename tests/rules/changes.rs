//! Changes of what is measured, read from the pages of a small site.

use quarterdeck::build;
use quarterdeck::site::Options;

use crate::Answers;
use crate::site::{BEFORE, NOW, Site};
use crate::table::Row;

const FIRST: &str = "2015-16 Q3";

/// The line of targets, each with a tolerance so far below it: "90 from 2015-16 Q3, 80 from 2016-17 Q1".
fn targets(cell: &str, below: Option<u32>) -> String {
    let targets = cell.split(", ").map(|target| {
        let (figure, from) = target
            .split_once(" from ")
            .expect("a target and its quarter");
        let tolerance = below.map(|points| format!(", tolerance: {{ points: {points} }}"));
        format!(
            "{{ from: {from}, target: {figure}{} }}",
            tolerance.unwrap_or_default()
        )
    });
    format!("targets: [ {} ]", targets.collect::<Vec<_>>().join(", "))
}

/// The text of the main part of a page, on one line.
fn text(site: &Site, page: &str) -> String {
    let judged = site.judged().expect("a site");
    let options = Options::default();
    let output = build::output(&judged, &options);
    let bytes = output.render(page).expect("a page").bytes;
    let html = String::from_utf8(bytes).expect("text");
    let main = html
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next());
    let parts = main.expect("a main part").split('<').skip(1);
    let texts = parts.filter_map(|part| Some(part.split_once('>')?.1));
    let text = texts.collect::<Vec<_>>().join(" ").replace("&#39;", "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn listed(row: &Row) -> Answers {
    listed_of(row, "")
}

pub(crate) fn known_before(row: &Row) -> Answers {
    let years = row.cell("years").split(", ");
    let years = years.map(|year| format!("{{ year: {year}, value: 80 }}"));
    let years = years.collect::<Vec<_>>().join(", ");
    let years = format!("period: annual; due: [Q4]; outturns: [{years}]; ");
    listed_of(row, &years)
}

fn listed_of(row: &Row, years: &str) -> Answers {
    let mut site = Site::new();
    let reported = row.optional("reported");
    let reported = reported.map_or(String::new(), |typed| format!("reported: {{ {typed} }}; "));
    site.measure(
        "m",
        &format!("{reported}{years}{}", targets(row.cell("targets"), None)),
    );
    site.measure("other", "set: context; better: neither");
    for (quarter, figure) in [FIRST, BEFORE, NOW]
        .iter()
        .zip(row.cell("figures").split(' '))
    {
        let own = (figure != "-").then(|| ("m".to_owned(), figure.to_owned()));
        let other = ("other".to_owned(), "1".to_owned());
        let entries: Vec<_> = own.into_iter().chain([other]).collect();
        site.quarter(quarter, "publish_on: already_public", &entries);
    }
    let page = text(&site, "changes/index.html")
        .replace(" 1 ", ": 1 ")
        .replace(" A measure ", ". ");
    let after = page
        .split("the measure's own page say so.")
        .nth(1)
        .expect("a first sentence")
        .trim();
    let said = if after.is_empty() { "nothing" } else { after };
    vec![("listed", said.to_owned())]
}

pub(crate) fn earlier(row: &Row) -> Answers {
    let mut site = Site::new();
    if let Some(from) = row.optional("plan") {
        site.file(
            "plans/plan.yaml",
            &format!("title: Plan\nfrom: {from}\nobjectives:\n  o: {{ title: An objective }}"),
        );
    }
    let better = row.cell("better");
    site.measure(
        "m",
        &format!(
            "better: {better}; {}",
            targets(row.cell("targets"), Some(5))
        ),
    );
    site.reports(NOW, Some(row.cell("figure")));
    let page = text(&site, "measures/m/index.html");
    let sentences = page.split_inclusive(". ").map(str::trim);
    let said: Vec<&str> = sentences
        .filter(|said| said.starts_with("Under "))
        .collect();
    let said = if said.is_empty() {
        "nothing".to_owned()
    } else {
        said.join(" ")
    };
    vec![("says", said)]
}
