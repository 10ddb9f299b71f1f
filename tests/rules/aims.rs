//! Targets that are not one figure for every quarter.

use quarterdeck::assess::rating::Outcome;
use quarterdeck::build::JudgedSite;

use crate::Answers;
use crate::site::{LAST_YEAR, NOW, Site, entry, of, target};
use crate::table::Row;
use crate::words;

/// The rating of `m` in a quarter, and what the figure was held against.
fn rated(site: &Site, key: &str) -> Answers {
    let (rating, held) = match site.judged() {
        Ok(judged) => said(&judged, key),
        Err(refused) => (refused, String::new()),
    };
    vec![("rating", rating), ("held against", held)]
}

fn said(judged: &JudgedSite, key: &str) -> (String, String) {
    let verdict = &of(judged, key, "m").current;
    let held = words::held_against(verdict.arithmetic.as_ref());
    (words::outcome(verdict.outcome), held)
}

fn in_year(row: &Row) -> String {
    format!("2016-17 {}", row.cell("quarter"))
}

/// A target from the first quarter of the year with more of its fields.
fn with(more: &str, tolerance: Option<&str>) -> String {
    let with_tolerance = target(NOW, "0", tolerance);
    with_tolerance.replace("target: 0", more)
}

pub(crate) fn before_the_end(row: &Row) -> Answers {
    let unit = match row.cell("counts") {
        "tax collected" => "unit: percent; period: year_to_date_total",
        "savings, can be below 0" => {
            "unit: count; period: year_to_date; range: { low: -100, high: 900 }"
        }
        _ => "unit: count; period: year_to_date",
    };
    let target = target(NOW, row.cell("target"), row.optional("tolerance"));
    let mut site = Site::new();
    site.measure(
        "m",
        &format!("{unit}; better: {}; {target}", row.cell("better")),
    );
    let key = in_year(row);
    site.reports(&key, Some(row.cell("figure")));
    rated(&site, &key)
}

pub(crate) fn partial_profile(row: &Row) -> Answers {
    let profile = format!("profile: {{ {} }}", row.cell("profile"));
    let more = match row.optional("year") {
        Some(year) => format!("target: {year}, {profile}"),
        None => profile,
    };
    let target = with(&more, row.optional("tolerance"));
    let mut site = Site::new();
    site.measure("m", &format!("unit: count; period: year_to_date; {target}"));
    let key = in_year(row);
    site.reports(&key, Some(row.cell("figure")));
    rated(&site, &key)
}

pub(crate) fn with_the_figure(row: &Row) -> Answers {
    let lines = match row.cell("in the measure's file") {
        "each quarter" => "targets: each_quarter".to_owned(),
        "each quarter, a running total" => {
            "unit: count; period: year_to_date; targets: each_quarter".to_owned()
        }
        "target 90" => target(NOW, "90", None),
        "target 90 from Q2" => target("2016-17 Q2", "90", None),
        _ => "no_target: To be set".to_owned(),
    };
    let mut site = Site::new();
    site.measure("m", &lines);
    for (key, column, figure) in [
        (NOW, "with Q1", "10"),
        ("2016-17 Q2", "with Q2", row.cell("figure of Q2")),
    ] {
        let typed = row.optional(column).map(|cell| {
            let (target, tolerance) = cell.split_once(", tolerance ").unwrap_or((cell, ""));
            match tolerance {
                "" => format!(", target: {target}"),
                tolerance => {
                    format!(", target: {{ target: {target}, tolerance: {tolerance} }}")
                }
            }
        });
        let typed = typed.unwrap_or_default();
        site.reports(key, Some(&format!("{{ value: {figure}{typed} }}")));
    }
    rated(&site, "2016-17 Q2")
}

pub(crate) fn in_words(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure(
        "m",
        &with(&format!("in_words: {}", row.cell("target")), None),
    );
    site.reports(NOW, entry(row.cell("entry")).as_deref());
    let judged = site.judged().expect("a site");
    let verdict = &of(&judged, NOW, "m").current;
    vec![
        ("rating", words::outcome(verdict.outcome)),
        ("whose", words::by(&verdict.by).to_owned()),
    ]
}

pub(crate) fn by_a_day(row: &Row) -> Answers {
    let mut more = format!("target: {}, by: {}", row.cell("target"), row.cell("by"));
    if let Some(shares) = row.optional("on the way") {
        more += &format!(", profile: {{ {shares} }}");
    }
    let target = with(&more, row.optional("tolerance"));
    let mut site = Site::new();
    site.measure("m", &format!("better: {}; {target}", row.cell("better")));
    site.reports(row.cell("quarter"), Some(row.cell("figure")));
    rated(&site, row.cell("quarter"))
}

pub(crate) fn from_last_years_outturn(row: &Row) -> Answers {
    let better = match row.cell("target").split_once(" per cent") {
        Some((percent, _)) => format!("{{ percent: {percent} }}"),
        None => "better".to_owned(),
    };
    let target = format!("targets: [{{ from: {NOW}, target: {{ last_year: {better} }} }}]");
    let outturns = format!(
        "outturns: [{{ year: 2015-16, value: {} }}]",
        row.cell("outturn")
    );
    let mut site = Site::new();
    site.measure(
        "m",
        &format!("period: {}; {target}; {outturns}", row.cell("period")),
    );
    let key = in_year(row);
    site.reports(&key, Some(row.cell("figure")));
    rated(&site, &key)
}

pub(crate) fn from_last_year(row: &Row) -> Answers {
    let by = match row.cell("than last year").split_once(' ') {
        Some((points, "points")) => format!("{{ points: {points} }}"),
        Some((percent, _)) => format!("{{ percent: {percent} }}"),
        None => "better".to_owned(),
    };
    let target = with(
        &format!("target: {{ last_year: {by} }}"),
        row.optional("tolerance"),
    );
    let covers = match row.cell("counts") {
        "homes" => "unit: count; period: year_to_date",
        _ => "unit: count",
    };
    let mut site = Site::new();
    site.measure(
        "m",
        &format!("{covers}; better: {}; {target}", row.cell("better")),
    );
    site.knows(LAST_YEAR, entry(row.cell("last year")).as_deref());
    site.reports(NOW, Some(row.cell("figure")));
    rated(&site, NOW)
}

pub(crate) fn beside(row: &Row) -> Answers {
    let line = format!("{{ name: Aspiration, value: {} }}", row.cell("beside"));
    let more = format!("target: {}, beside: [ {line} ]", row.cell("target"));
    let mut site = Site::new();
    site.measure("m", &with(&more, None));
    site.reports(NOW, Some(row.cell("figure")));
    rated(&site, NOW)
}

#[test]
fn an_early_rating_is_that_of_every_figure_that_the_year_can_end_with() {
    const MOST: u32 = 9;
    let mut early = 0;
    for (better, lines) in [
        ("lower", target(NOW, "5", None)),
        ("lower", target(NOW, "5", Some("7"))),
        ("higher", target(NOW, "5", Some("4"))),
        ("between", target(NOW, "3 to 5", Some("2 to 7"))),
    ] {
        let rating = |key: &str, figure: u32| {
            let mut site = Site::new();
            let lines = format!("unit: count; period: year_to_date; better: {better}; {lines}");
            site.measure("m", &lines);
            site.reports(key, Some(&figure.to_string()));
            let judged = site.judged().expect("a site");
            of(&judged, key, "m").current.outcome
        };
        let ends: Vec<Outcome> = (0..=MOST).map(|end| rating("2016-17 Q4", end)).collect();
        for so_far in 0..=MOST {
            let now = rating("2016-17 Q2", so_far);
            if let Outcome::Rated(_) = now {
                early += 1;
                assert!(
                    ends[so_far as usize..].iter().all(|end| *end == now),
                    "{lines}: {so_far}"
                );
            }
        }
    }
    assert!(early > 8, "{early} early ratings");
}
