//! What a figure is: durations, units of the council's own, money in thousands, results in words, and what is not exact.

use jiff::civil::date;
use quarterdeck::assess::direction::Directions;
use quarterdeck::build::{self, JudgedSite};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::site::route::LinkStyle;
use quarterdeck::site::{self, Options};
use serde_json::Value;

use crate::Answers;
use crate::site::{BEFORE, NOW, Site, of, target};
use crate::table::Row;
use crate::words;

/// What pages say of the measure now.
fn shown(judged: &JudgedSite) -> Value {
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let pages = site::plan(&judged.report, &judged.assessment, &options);
    let page = pages
        .page("2016-17/q1/measures/index.html")
        .expect("a page");
    let view = serde_json::to_value(&page.view).expect("a view");
    row_in(&view).expect("a row").clone()
}

/// The first row of a measure in a view.
fn row_in(view: &Value) -> Option<&Value> {
    match view {
        Value::Object(fields)
            if fields.contains_key("brief") && fields.contains_key("headline") =>
        {
            Some(view)
        }
        Value::Object(fields) => fields.values().find_map(row_in),
        Value::Array(items) => items.iter().find_map(row_in),
        _ => None,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The figure and the sentence of a measure in a unit, with a target that it may not be above.
fn lower(row: &Row, unit: &str) -> (String, String, Value) {
    let mut site = Site::new();
    let goal = target(NOW, row.cell("target"), None);
    site.measure("m", &format!("unit: {unit}; better: lower; {goal}"));
    site.reports(NOW, Some(row.cell("typed")));
    match site.judged() {
        Ok(judged) => {
            let shown = shown(&judged);
            (text(&shown["figure"]), text(&shown["brief"]), shown)
        }
        Err(refused) => (refused, String::new(), Value::Null),
    }
}

pub(crate) fn durations(row: &Row) -> Answers {
    let unit = format!("{{ duration: {} }}", row.cell("smallest part"));
    let (shown, sentence, _) = lower(row, &unit);
    vec![("shown", shown), ("sentence", sentence)]
}

pub(crate) fn own(row: &Row) -> Answers {
    let (shown, sentence, _) = lower(row, &format!("{{ {} }}", row.cell("unit")));
    vec![("shown", shown), ("sentence", sentence)]
}

pub(crate) fn thousands(row: &Row) -> Answers {
    let (shown, sentence, view) = lower(row, "{ pounds: thousands }");
    let [number, unit] = ["number", "unit"].map(|part| text(&view["headline"][part]));
    let large = format!("{number} {unit}").trim_end().to_owned();
    vec![("shown", shown), ("large", large), ("sentence", sentence)]
}

pub(crate) fn results(row: &Row) -> Answers {
    let results = row.cell("results");
    let results = if results.contains(':') {
        format!("{{ {results} }}")
    } else {
        format!("[{results}]")
    };
    let mut site = Site::new();
    let lines = ["title: A measure", "period: in_quarter"].join("\n");
    let unit = format!("unit: {{ results: {results} }}");
    site.file("measures/m.yaml", &format!("{lines}\n{unit}\n"));
    site.knows(BEFORE, Some(row.cell("before")));
    site.reports(NOW, Some(row.cell("now")));
    let (rating, since) = match site.judged() {
        Ok(judged) => {
            let outcome = of(&judged, NOW, "m").current.outcome;
            let since = text(&shown(&judged)["direction"]["sentence"]);
            (words::outcome(outcome), since)
        }
        Err(refused) => (refused, String::new()),
    };
    vec![("rating", rating), ("since the quarter before", since)]
}

pub(crate) fn not_told(row: &Row) -> Answers {
    let better = row.cell("better");
    let (better, goal) = match row.optional("target") {
        Some(goal) => (better, goal),
        None => ("between", better),
    };
    let goal = target(NOW, goal, row.optional("tolerance"));
    let limit = row.optional("suppress below");
    let limit = limit.map(|limit| format!("disclosure: {{ suppress_below: {limit} }}; "));
    let limit = limit.unwrap_or_default();
    let mut site = Site::new();
    site.measure(
        "m",
        &format!("unit: count; better: {better}; {limit}{goal}"),
    );
    site.reports(NOW, Some(row.cell("figure")));
    let rating = match site.judged() {
        Ok(judged) => words::outcome(of(&judged, NOW, "m").current.outcome),
        Err(refused) => refused,
    };
    vec![("rating", rating)]
}

pub(crate) fn as_printed(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure("m", &format!("unit: score; {}", target(NOW, "85", None)));
    let entry = |cell: &str| format!("{{ {cell} }}");
    site.knows(BEFORE, Some(&entry(row.cell("before"))));
    site.reports(NOW, Some(&entry(row.cell("now"))));
    let (figure, rating, since) = match site.judged() {
        Ok(judged) => {
            let measure = of(&judged, NOW, "m");
            let Directions { previous, .. } = &measure.direction;
            let rating = words::outcome(measure.current.outcome);
            (
                text(&shown(&judged)["figure"]),
                rating,
                words::travel(previous),
            )
        }
        Err(refused) => (refused, String::new(), String::new()),
    };
    vec![
        ("shown", figure),
        ("rating", rating),
        ("since the quarter before", since),
    ]
}

pub(crate) fn range(row: &Row) -> Answers {
    let range = row
        .optional("range")
        .and_then(|range| range.split_once(" to "));
    let range = range.map(|(low, high)| format!("range: {{ low: {low}, high: {high} }}; "));
    let mut site = Site::new();
    let lines = format!(
        "unit: {}; {}set: context",
        row.cell("unit"),
        range.unwrap_or_default()
    );
    site.measure("m", &lines);
    site.reports(NOW, Some(row.cell("typed")));
    let edition = Edition {
        as_of: date(2018, 1, 1),
        drafts: DraftContent::LeftOut,
    };
    let reading = build::read(site.tree(), &edition);
    let codes: Vec<&str> = reading
        .problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    vec![("message", codes.join(", "))]
}
