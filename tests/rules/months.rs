//! Monthly figures.

use quarterdeck::model::MeasureId;

use crate::Answers;
use crate::site::{NOW, Site, of, quarter};
use crate::table::Row;
use crate::words;

/// A target as the table writes it: `120, profile 20 50 80 120`.
fn target(cell: &str) -> String {
    let mut parts = cell.split(", ");
    let mut fields = vec![format!("from: {NOW}")];
    fields.push(format!("target: {}", parts.next().expect("a figure")));
    fields.extend(
        parts.map(|part| match part.split_once(' ').expect("a field") {
            ("profile", shares) => format!("profile: [{}]", shares.replace(' ', ", ")),
            ("tolerance", limit) => match limit.split_once(' ') {
                Some((percent, _)) => format!("tolerance: {{ percent: {percent} }}"),
                None => format!("tolerance: {limit}"),
            },
            (field, value) => format!("{field}: {value}"),
        }),
    );
    format!("targets: [{{ {} }}]", fields.join(", "))
}

pub(crate) fn of_a_quarter(row: &Row) -> Answers {
    let mut site = Site::new();
    // Only numbers of things add up.
    let unit = match row.cell("quarter's figure") {
        "sum" => "unit: count; ",
        _ => "",
    };
    let lines = format!(
        "{unit}decimals: 1; months: {}; period: {}; {}",
        row.cell("quarter's figure"),
        row.cell("covers"),
        target(row.cell("target"))
    );
    site.measure("m", &lines);
    let months = [("April", 4), ("May", 5), ("June", 6)];
    let months = months
        .iter()
        .filter_map(|(name, number)| Some(format!("2016-0{number}: {}", row.optional(name)?)));
    let months = months.collect::<Vec<_>>().join(", ");
    let typed = row.optional("typed");
    let typed = typed.map_or(String::new(), |value| format!("value: {value}, "));
    site.reports(NOW, Some(&format!("{{ {typed}months: {{ {months} }} }}")));
    let judged = match site.judged() {
        Ok(judged) => judged,
        Err(refused) => {
            let none = || String::new();
            return vec![
                ("quarter", "none".to_owned()),
                ("rating", refused),
                ("months", none()),
            ];
        }
    };
    let entry = judged.report.entry(quarter(NOW), &MeasureId::new("m"));
    let figure = entry.and_then(|entry| entry.reported.figure());
    let of_quarter = of(&judged, NOW, "m");
    let months = of_quarter.months.iter();
    let months = months.map(|month| words::outcome(month.verdict.outcome));
    vec![
        (
            "quarter",
            figure.map_or("none".to_owned(), |figure| figure.shown().to_string()),
        ),
        ("rating", words::outcome(of_quarter.current.outcome)),
        ("months", months.collect::<Vec<_>>().join(", ")),
    ]
}
