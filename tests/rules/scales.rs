//! Scales that a council declares.

use quarterdeck::assess::rollup::Column;

use crate::Answers;
use crate::site::{LAST_YEAR, NOW, Site, of, quarter, target};
use crate::table::Row;
use crate::words;

/// The settings for a scale as a cell has it: `Exceeded better by 5%, Met target, Missed otherwise`.
fn settings(cell: &str) -> String {
    let states: Vec<(&str, &str)> = cell.split(", ").map(name_and_condition).collect();
    let last = states.len() - 1;
    let mut lines = "scales:\n  council:\n".to_owned();
    for (at, (name, when)) in states.into_iter().enumerate() {
        let counts_as = match when {
            _ if at == last => "poor",
            _ if when.starts_with("better by") => "beyond",
            _ if at == 0 || when == "target" => "good",
            _ => "watch",
        };
        let id = name.to_lowercase();
        let when = condition(when);
        let state = format!("{{ name: {name}, counts_as: {counts_as}{when} }}");
        lines += &format!("    {id}: {state}\n");
    }
    lines
}

fn name_and_condition(state: &str) -> (&str, &str) {
    state.split_once(' ').unwrap_or((state, ""))
}

/// `, when: { within: { percent: 5 } }` of `within 5%`. Nothing for a state that people give.
fn condition(words: &str) -> String {
    let size = |size: &str| match size.strip_suffix('%') {
        Some(percent) => format!("{{ percent: {percent} }}"),
        None => format!("{{ points: {} }}", size.trim_end_matches(" points")),
    };
    if words.is_empty() {
        return String::new();
    }
    let when = match (
        words.strip_prefix("within "),
        words.strip_prefix("better by "),
    ) {
        (Some(tolerance), _) => format!("{{ within: {} }}", size(tolerance)),
        (_, Some(by)) => format!("{{ better_by: {} }}", size(by)),
        _ => words.replace(' ', "_"),
    };
    format!(", when: {when}")
}

pub(crate) fn states(row: &Row) -> Answers {
    rated(row, "")
}

pub(crate) fn running(row: &Row) -> Answers {
    rated(row, "unit: count; period: year_to_date_total; ")
}

/// The rating of the figure, of a measure with these lines.
fn rated(row: &Row, lines: &str) -> Answers {
    let tolerances = row.optional("site's tolerance");
    let tolerances = tolerances.map(|percent| {
        format!(
            "tolerances: {{ all: {{ percent: {} }} }}\n",
            percent.trim_end_matches('%')
        )
    });
    let settings = settings(row.cell("scale")) + &tolerances.unwrap_or_default();
    let mut site = Site::with_settings(&settings);
    let target = target(LAST_YEAR, row.cell("target"), None);
    site.measure(
        "m",
        &format!("{lines}better: {}; {target}", row.cell("better")),
    );
    let forecast = row.optional("forecast");
    let forecast = forecast.map(|figure| format!(", forecast: {figure}"));
    let forecast = forecast.unwrap_or_default();
    let figure = row.cell("figure");
    site.knows(LAST_YEAR, row.optional("last year"));
    site.reports(NOW, Some(&format!("{{ value: {figure}{forecast} }}")));
    let rating = match site.judged() {
        Ok(judged) => {
            let verdict = &of(&judged, NOW, "m").current;
            let tally = judged.assessment.quarter(quarter(NOW)).rollup.all();
            let counted = tally
                .columns()
                .filter(|(column, _)| matches!(column, Column::Rated(_)));
            assert_eq!(counted.count(), usize::from(verdict.rating().is_some()));
            match verdict.rating() {
                Some(rating) => rating.name().to_owned(),
                None => words::outcome(verdict.outcome),
            }
        }
        Err(refused) => refused,
    };
    vec![("rating", rating)]
}
