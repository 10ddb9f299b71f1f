//! Directions of travel, and what is hard to shift.

use quarterdeck::assess::JudgedEntry;
use quarterdeck::assess::direction::Directions;
use quarterdeck::assess::held::Held;
use quarterdeck::assess::run::Each;
use quarterdeck::model::Comparison;

use crate::Answers;
use crate::site::{BEFORE, LAST_YEAR, NOW, Site, entry, of, target};
use crate::table::Row;
use crate::words;

/// The directions of a measure with these lines.
fn directions(row: &Row, lines: &str) -> Directions {
    let mut site = Site::new();
    site.measure("m", lines);
    site.knows(LAST_YEAR, entry(row.cell("last year")).as_deref());
    site.knows(BEFORE, entry(row.cell("before")).as_deref());
    site.reports(NOW, entry(row.cell("now")).as_deref());
    let judged = site.judged().expect("a site");
    of(&judged, NOW, "m").direction.clone()
}

fn both(directions: &Directions) -> Answers {
    vec![
        (
            "since the quarter before",
            words::travel(&directions.previous),
        ),
        ("since last year", words::travel(&directions.last_year)),
    ]
}

pub(crate) fn by_polarity(row: &Row) -> Answers {
    both(&directions(row, &polarity(row)))
}

pub(crate) fn by_shown_figures(row: &Row) -> Answers {
    both(&directions(
        row,
        &format!("unit: percent; {}", polarity(row)),
    ))
}

/// The lines of a measure that say which way is better, and which change counts.
fn polarity(row: &Row) -> String {
    let change = row
        .optional("smallest change")
        .map_or(String::new(), |change| {
            format!("; meaningful_change: {change}")
        });
    let lines = match row.cell("better") {
        "neither" => "better: neither".to_owned(),
        "context" => "better: higher; set: context".to_owned(),
        way @ ("higher" | "lower") => format!("better: {way}; no_target: To be set"),
        band => format!("better: between; {}", target(LAST_YEAR, band, None)),
    };
    format!("{lines}{change}")
}

pub(crate) fn cannot_be_told(row: &Row) -> Answers {
    let from = match row.cell("what happened") {
        "the measure breaks now" => Some(NOW),
        "the measure broke the quarter before" => Some(BEFORE),
        _ => None,
    };
    let breaks = from.map_or(String::new(), |from| {
        format!("; breaks: [ {{ from: {from}, because: new definition }} ]")
    });
    both(&directions(
        row,
        &format!("better: higher; no_target: To be set{breaks}"),
    ))
}

pub(crate) fn leads(row: &Row) -> Answers {
    let lines = format!(
        "period: {}; compare_with: {}; no_target: To be set",
        row.cell("period").replace(' ', "_"),
        row.cell("compare with").replace(' ', "_")
    );
    let directions = directions(row, &lines);
    vec![
        ("leads", leading(&directions)),
        ("it says", words::travel(directions.leading())),
    ]
}

fn leading(directions: &Directions) -> String {
    let leads = match directions.leads {
        Comparison::PreviousQuarter => "the quarter before",
        Comparison::SameQuarterLastYear => "last year",
        Comparison::LatestThreeResults => "the latest three",
    };
    leads.to_owned()
}

pub(crate) fn over_three(row: &Row) -> Answers {
    let mut site = Site::new();
    let period = row.cell("period").replace(' ', "_");
    let lines = format!(
        "period: {period}; compare_with: latest_three_results; {}",
        polarity(row)
    );
    site.measure("m", &lines);
    site.knows("2015-16 Q3", entry(row.cell("first")).as_deref());
    site.knows(BEFORE, entry(row.cell("second")).as_deref());
    site.reports(NOW, entry(row.cell("third")).as_deref());
    let judged = site.judged().expect("a site");
    let directions = &of(&judged, NOW, "m").direction;
    let three = directions.three.as_ref().expect("the measure asks for it");
    vec![
        ("direction", words::travel(three)),
        ("leads", leading(directions)),
    ]
}

pub(crate) fn printed_on(row: &Row) -> Answers {
    let directions = directions(row, "better: higher; no_target: To be set");
    let beside = directions.printed.map(words::printed_direction);
    vec![
        ("leads", leading(&directions)),
        ("it says", words::travel(directions.leading())),
        (
            "since the quarter before",
            words::travel(&directions.previous),
        ),
        ("since last year", words::travel(&directions.last_year)),
        (
            "since the whole of last year",
            beside.unwrap_or("-").to_owned(),
        ),
    ]
}

/// The columns of the table, and their quarters.
const QUARTERS: [(&str, &str); 5] = [
    ("15-16 Q1", "2015-16 Q1"),
    ("15-16 Q2", "2015-16 Q2"),
    ("15-16 Q3", "2015-16 Q3"),
    ("15-16 Q4", "2015-16 Q4"),
    ("16-17 Q1", "2016-17 Q1"),
];

/// With a target of 92 and a tolerance of 90.
fn entry_that_is(words: &str) -> Option<String> {
    let entry = match words {
        "-" => return None,
        "on" => "95",
        "within" => "91",
        "outside" => "80",
        "missing" => "{ missing: not_available, because: Late }",
        "rated within" => "{ rating: within_tolerance, because: As printed }",
        "rated outside" => "{ rating: outside_tolerance, because: As printed }",
        "rated red" => "{ rating: red, because: As printed }",
        other => panic!("no such entry: {other}"),
    };
    Some(entry.to_owned())
}

pub(crate) fn hard_to_shift(row: &Row) -> Answers {
    let due = match row.cell("due in") {
        "all" => String::new(),
        quarters => format!("due: [{quarters}]; "),
    };
    let measure = format!("{due}{}", target(LAST_YEAR, "92", Some("90")));
    let judged = judged_now(row, &measure, entry_that_is);
    let before = judged.held.and_then(|held| held.before).map(words::rating);
    let mut answers = runs(&judged);
    answers.push(("before", before.unwrap_or("-".to_owned())));
    answers
}

pub(crate) fn missed_again(row: &Row) -> Answers {
    let measure = row.cell("measure");
    let target = if measure.contains("better: lower") {
        target("2014-15 Q1", "5", Some("6"))
    } else {
        target("2014-15 Q1", "92", Some("90"))
    };
    runs(&judged_now(row, &format!("{measure}; {target}"), entry))
}

/// The measure in the last of the quarters of a row, with an entry for each.
fn judged_now(row: &Row, measure: &str, entry_in: impl Fn(&str) -> Option<String>) -> JudgedEntry {
    let mut site = Site::new();
    site.measure("m", measure);
    for (column, key) in QUARTERS {
        let entry = entry_in(row.cell(column));
        if key == NOW {
            site.reports(key, entry.as_deref());
        } else {
            site.knows(key, entry.as_deref());
        }
    }
    let judged = site.judged().expect("a site");
    of(&judged, NOW, "m").clone()
}

fn runs(judged: &JudgedEntry) -> Answers {
    let run = |held: Held| {
        let each = match held.each {
            Each::Year => "year",
            _ => "quarter",
        };
        match held.quarters {
            1 => format!("1 {each}"),
            count => format!("{count} {each}s, since {}", held.since),
        }
    };
    let hard = judged.hard_to_shift().map_or("no".to_owned(), run);
    let held = judged.held.map_or("-".to_owned(), run);
    vec![("hard to shift", hard), ("rated so for", held)]
}
