//! Ratings of one measure, `m`.

use quarterdeck::assess::rating::{Outcome, Verdict};
use quarterdeck::build::JudgedSite;
use quarterdeck::model::{Figure, MeasureId, Polarity};
use rust_decimal::Decimal;

use crate::Answers;
use crate::site::{LAST_YEAR, NOW, Site, entry, of, quarter, target};
use crate::table::Row;
use crate::words;

/// A site whose measure `m` is judged as these lines say, with one entry.
fn judged(lines: &str, cell: &str) -> Result<JudgedSite, String> {
    let mut site = Site::new();
    site.measure("m", lines);
    site.reports(NOW, entry(cell).as_deref());
    site.judged()
}

fn verdict(judged: &JudgedSite) -> &Verdict {
    &of(judged, NOW, "m").current
}

/// The rating, and what the figure was held against.
fn rated(judged: &Result<JudgedSite, String>) -> Answers {
    let (rating, held) = match judged {
        Ok(judged) => {
            let verdict = verdict(judged);
            let held = words::held_against(verdict.arithmetic.as_ref());
            (words::outcome(verdict.outcome), held)
        }
        Err(refused) => (refused.clone(), String::new()),
    };
    vec![("rating", rating), ("held against", held)]
}

fn by_target(row: &Row, better: &str, column: &str) -> Answers {
    let target = target(NOW, row.cell(column), row.optional("tolerance"));
    rated(&judged(
        &format!("better: {better}; {target}"),
        row.cell("figure"),
    ))
}

pub(crate) fn higher(row: &Row) -> Answers {
    by_target(row, "higher", "target")
}

pub(crate) fn lower(row: &Row) -> Answers {
    by_target(row, "lower", "target")
}

pub(crate) fn between(row: &Row) -> Answers {
    by_target(row, "between", "band")
}

pub(crate) fn computed(row: &Row) -> Answers {
    let lines = format!(
        "unit: percent; decimals: {}; {}",
        row.cell("decimals"),
        target(NOW, "45", Some("40"))
    );
    let judged = judged(&lines, row.cell("figure"));
    let shown = judged.as_ref().map_or(String::new(), shown);
    let mut answers = rated(&judged);
    answers.truncate(1);
    answers.push(("shown", shown));
    answers
}

fn shown(judged: &JudgedSite) -> String {
    let entry = judged.report.entry(quarter(NOW), &MeasureId::new("m"));
    let figure = entry.and_then(|entry| entry.reported.figure());
    figure.map_or(String::new(), |figure| figure.shown().to_string())
}

fn by_improvement(row: &Row, better: &str) -> Answers {
    let allowed = row.cell("allowed miss");
    let allowed = match allowed.split_once(' ') {
        Some((points, "points")) => format!("{{ points: {points} }}"),
        Some((percent, _)) => format!("{{ percent: {percent} }}"),
        None => allowed.to_owned(),
    };
    let target = target(LAST_YEAR, row.cell("target"), None);
    let mut site = Site::new();
    site.measure(
        "m",
        &format!("better: {better}; rule: improvement; allow: {allowed}; {target}"),
    );
    site.knows(LAST_YEAR, entry(row.cell("last year")).as_deref());
    site.reports(NOW, entry(row.cell("figure")).as_deref());
    let mut answers = rated(&site.judged());
    answers.truncate(1);
    answers
}

pub(crate) fn improvement_higher(row: &Row) -> Answers {
    by_improvement(row, "higher")
}

pub(crate) fn improvement_lower(row: &Row) -> Answers {
    by_improvement(row, "lower")
}

/// The unit of what runs on through the year: things that add up, or a percentage.
fn unit(row: &Row, column: &str) -> &'static str {
    if row.cell(column).starts_with("homes") {
        "count"
    } else {
        "percent"
    }
}

/// What figures of the year so far are: a percentage must say whether it adds up.
fn year_to_date(unit: &str) -> &'static str {
    match unit {
        "percent" => "year_to_date_average",
        _ => "year_to_date",
    }
}

/// A target with its profile, where it has one.
fn with_profile(target: &str, row: &Row) -> String {
    match row.optional("profile") {
        Some(profile) => target.replace(" } ]", &format!(", profile: [{profile}] }} ]")),
        None => target.to_owned(),
    }
}

pub(crate) fn through_the_year(row: &Row) -> Answers {
    let target = target("2016-17 Q1", row.cell("target"), row.optional("tolerance"));
    let target = with_profile(&target, row);
    let key = format!("2016-17 {}", row.cell("quarter"));
    let mut site = Site::new();
    site.measure(
        "m",
        &format!(
            "unit: {}; period: {}; {target}",
            unit(row, "counts"),
            year_to_date(unit(row, "counts"))
        ),
    );
    site.reports(&key, Some(row.cell("figure")));
    let judged = site.judged().expect("a site");
    let verdict = &of(&judged, &key, "m").current;
    vec![
        ("rating", words::outcome(verdict.outcome)),
        (
            "held against",
            words::held_against(verdict.arithmetic.as_ref()),
        ),
    ]
}

/// The lines of a measure whose target may be `92, 90`, `not set yet`, or none.
fn with_target(cell: &str) -> String {
    match cell.split_once(", ") {
        Some((target, tolerance)) => self::target(NOW, target, Some(tolerance)),
        None => match cell {
            "none" => String::new(),
            "not set yet" => "no_target: To be set".to_owned(),
            "context" => "set: context".to_owned(),
            only => self::target(NOW, only, None),
        },
    }
}

pub(crate) fn people(row: &Row) -> Answers {
    let rule = match row.cell("rule") {
        "context" => "set: context".to_owned(),
        rule => format!("rule: {rule}"),
    };
    let lines = format!("{rule}; {}", with_target(row.cell("target")));
    let judged = judged(lines.trim_end_matches("; "), row.cell("entry"));
    let (rating, whose, rule_says) = match &judged {
        Ok(judged) => {
            let verdict = verdict(judged);
            let rule_says = verdict
                .rule_says
                .as_ref()
                .map_or(String::new(), |says| words::outcome(says.0));
            (
                words::outcome(verdict.outcome),
                words::by(&verdict.by),
                rule_says,
            )
        }
        Err(refused) => (refused.clone(), "", String::new()),
    };
    vec![
        ("rating", rating),
        ("whose", whose.to_owned()),
        ("the rule says", rule_says),
    ]
}

pub(crate) fn not_rated(row: &Row) -> Answers {
    let cell = row.cell("entry");
    let lines = match row.cell("measure") {
        "context" => "set: context".to_owned(),
        "target not set" => with_target("not set yet"),
        "target from later on" => target("2016-17 Q2", "92", None),
        "target" => with_target("92, 90"),
        "editorial" => "rule: editorial".to_owned(),
        _ => "set: context; members: { a: { title: A }, b: { title: B } }".to_owned(),
    };
    let mut site = Site::new();
    match cell.split_once(" and ") {
        Some((a, b)) => {
            site.measure("m", &lines);
            site.reports(NOW, Some(&format!("{{ members: {{ a: {a}, b: {b} }} }}")));
        }
        None if cell == "- (being collected)" => {
            site.measure("m", &format!("reported: {{ from: {NOW} }}; {lines}"));
            site.quarter(NOW, "", &[("m".to_owned(), String::new())]);
        }
        None if cell.starts_with('-') => {
            site.measure("m", &format!("due: [Q4]; {lines}"));
            site.reports(
                "2015-16 Q4",
                Some("{ missing: not_available, because: Late }"),
            );
            site.reports(NOW, None);
        }
        None => {
            site.measure("m", &lines);
            site.reports(NOW, entry(cell).as_deref());
        }
    }
    let judged = site.judged_with_drafts().expect("a site");
    vec![("outcome", words::outcome(verdict(&judged).outcome))]
}

pub(crate) fn forecast(row: &Row) -> Answers {
    let period = match row.cell("measure").rsplit(", ").next() {
        Some("year to date") => year_to_date(unit(row, "measure")),
        _ => "in_quarter",
    };
    let target = with_profile(&with_target(row.cell("target")), row);
    let lines = format!("unit: {}; period: {period}; {target}", unit(row, "measure"));
    let cell = format!("{}, expected {}", row.cell("now"), row.cell("expected"));
    let judged = judged(&lines, &cell).expect("a site");
    let measure = of(&judged, NOW, "m");
    let expected = measure.forecast.as_ref().expect("a forecast");
    vec![
        ("rating now", words::outcome(measure.current.outcome)),
        ("rating expected", words::outcome(expected.outcome)),
    ]
}

pub(crate) fn typed(row: &Row) -> Answers {
    let judged = judged("set: context", row.cell("typed")).expect("a site");
    vec![("shown", shown(&judged))]
}

pub(crate) fn rounded(row: &Row) -> Answers {
    let lines = format!(
        "unit: ratio; set: context; decimals: {}",
        row.cell("decimals")
    );
    let cell = format!("{} of {}", row.cell("numerator"), row.cell("denominator"));
    let judged = judged(&lines, &cell).expect("a site");
    vec![("shown", shown(&judged))]
}

#[test]
fn a_context_measure_has_no_polarity() {
    let judged = judged("set: context", "88").expect("a site");
    let measure = judged.report.measure(&MeasureId::new("m")).expect("m");
    assert_eq!(measure.judgement.polarity(), Polarity::Neither);
    assert!(matches!(verdict(&judged).outcome, Outcome::Unrated(_)));
    assert_eq!(
        Figure::typed(Decimal::new(885, 1)).shown().to_string(),
        "88.5"
    );
}
