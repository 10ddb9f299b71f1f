//! Titles of charts, read from the pages of a small site.

use quarterdeck::build;
use quarterdeck::model::Quarter;
use quarterdeck::site::Options;

use crate::Answers;
use crate::site::{NOW, Site, quarter, target};
use crate::table::Row;

/// Figures up to now, one in so many quarters: each with its quarter, and the quarters of breaks.
fn figures(cell: &str, step: usize) -> (Vec<(Quarter, Option<String>)>, Vec<Quarter>) {
    let count = cell.split(' ').filter(|word| *word != "/").count();
    let before = |quarters: usize| (0..quarters).fold(quarter(NOW), |then, _| then.previous());
    let (mut figures, mut breaks) = (Vec::new(), Vec::new());
    for word in cell.split(' ') {
        let of = before((count - figures.len() - 1) * step);
        match word {
            "/" => breaks.push(of),
            "x" => figures.push((
                of,
                Some("{ missing: not_available, because: Late }".to_owned()),
            )),
            figure => figures.push((of, Some(figure.to_owned()))),
        }
    }
    (figures, breaks)
}

/// The title of the chart of a measure with these lines.
fn title(lines: &str, cell: &str, step: usize) -> Answers {
    let (figures, breaks) = figures(cell, step);
    let breaks: Vec<String> = breaks
        .into_iter()
        .map(|from| format!("{{ from: {from}, because: new definition }}"))
        .collect();
    let mut site = Site::new();
    site.measure("m", &format!("breaks: [ {} ]; {lines}", breaks.join(", ")));
    for (of, figure) in figures {
        if of == quarter(NOW) {
            site.reports(NOW, figure.as_deref());
        } else {
            site.knows(&of.to_string(), figure.as_deref());
        }
    }
    let judged = site.judged().expect("a site");
    let options = Options::default();
    let output = build::output(&judged, &options);
    let page = output
        .render("measures/m/index.html")
        .expect("a page")
        .bytes;
    let page = String::from_utf8(page).expect("text");
    let title = page
        .split("<figcaption><b>")
        .nth(1)
        .and_then(|rest| rest.split("</b>").next());
    let title = title.unwrap_or_default();
    let title = title
        .replace("<span class=\"figure\">", "")
        .replace("</span>", "");
    vec![("title", title)]
}

pub(crate) fn by_quarter(row: &Row) -> Answers {
    let first = "2014-15 Q1";
    let goal = match row.cell("target").split_once(" new") {
        Some((new, _)) => format!(
            "targets: [ {{ from: {first}, target: 85 }}, {{ from: {NOW}, target: {new} }} ]"
        ),
        None => match row.optional("target") {
            Some(goal) => target(first, goal, None),
            None if row.cell("better") == "neither" => "set: context".to_owned(),
            None => "no_target: To be set".to_owned(),
        },
    };
    let change = row.optional("smallest change");
    let change = change.map_or(String::new(), |change| {
        format!("meaningful_change: {change}; ")
    });
    let lines = format!("better: {}; {change}{goal}", row.cell("better"));
    title(&lines, row.cell("figures"), 1)
}

pub(crate) fn by_period(row: &Row) -> Answers {
    let (period, step) = match row.cell("period") {
        "annual" => ("period: annual; due: [Q1]", 4),
        "year to date" => ("period: year_to_date_total", 1),
        "due Q1 and Q3" => ("due: [Q1, Q3]", 2),
        _ => ("compare_with: same_quarter_last_year", 1),
    };
    let goal = match row.cell("better") {
        "neither" => "set: context",
        _ => "no_target: To be set",
    };
    let lines = format!("better: {}; {period}; {goal}", row.cell("better"));
    title(&lines, row.cell("figures"), step)
}
