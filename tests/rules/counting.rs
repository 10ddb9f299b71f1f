//! Counts by status, and what they suggest of an objective.

use quarterdeck::assess::rollup::{Column, Tally, percent_of};
use quarterdeck::build::JudgedSite;
use quarterdeck::model::ObjectiveId;

use crate::Answers;
use crate::site::{BEFORE, NOW, Site, quarter, target};
use crate::table::Row;
use crate::words;

/// Adds a measure that stands as the words say; answers with its entry now, and its entry before.
fn add(site: &mut Site, id: &str, words: &str, lines: &str) -> (Option<String>, Option<String>) {
    let judged = target("2015-16 Q1", "92", Some("90"));
    let (own, entry) = match words {
        "on" => (judged, "95"),
        "within" => (judged, "91"),
        "outside" => (judged, "80"),
        "missing" => (judged, "{ missing: not_available, because: Late }"),
        "not collected" => (judged, "{ missing: not_collected, because: Stopped }"),
        "target not set" => ("no_target: To be set".to_owned(), "88"),
        "context" => ("set: context".to_owned(), "88"),
        "rated on" => (
            "rule: editorial".to_owned(),
            "{ rating: on_target, because: As printed }",
        ),
        "rated outside" => (
            "rule: editorial".to_owned(),
            "{ rating: outside_tolerance, because: As printed }",
        ),
        "rated green" => (
            "rule: editorial".to_owned(),
            "{ rating: green, because: As printed }",
        ),
        "rated amber" => (
            "rule: editorial".to_owned(),
            "{ rating: amber, because: As printed }",
        ),
        "rated red" => (
            "rule: editorial".to_owned(),
            "{ rating: red, because: As printed }",
        ),
        "members on and outside" => {
            let member = format!("{{ title: Member, {judged} }}");
            (
                format!("members: {{ a: {member}, b: {member} }}"),
                "{ members: { a: 95, b: 80 } }",
            )
        }
        "not due" => {
            site.measure(id, &format!("due: [Q4]; {judged}{lines}"));
            return (None, Some("95".to_owned()));
        }
        other => panic!("no such measure: {other}"),
    };
    site.measure(id, &format!("{own}{lines}"));
    (Some(entry.to_owned()), None)
}

/// A site of measures that stand as the cell says; more lines go into each measure and into the quarter.
pub(crate) fn site_of(measures: &[(String, String)], each: &str, quarter: &str) -> Site {
    let mut site = Site::new();
    let (mut now, mut before) = (Vec::new(), Vec::new());
    for (id, words) in measures {
        let (entry, earlier) = add(&mut site, id, words, each);
        now.extend(entry.map(|entry| (id.clone(), entry)));
        before.extend(earlier.map(|entry| (id.clone(), entry)));
    }
    site.quarter(BEFORE, "publish_on: already_public", &before);
    site.quarter(NOW, &format!("publish_on: already_public\n{quarter}"), &now);
    site
}

/// `on, within` as measures with ids of their own.
fn numbered(cell: &str) -> Vec<(String, String)> {
    let words = cell.split(", ").enumerate();
    words
        .map(|(index, words)| (format!("m{index}"), words.to_owned()))
        .collect()
}

pub(crate) fn roll_up(row: &Row) -> Answers {
    let site = site_of(&numbered(row.cell("measures")), "", "");
    let judged = site.judged().expect("a site");
    let tally = judged.assessment.quarter(quarter(NOW)).rollup.all();
    let rated = |word| share(&tally, word);
    vec![
        ("rated", tally.rated().to_string()),
        ("all", tally.total().to_string()),
        ("on target", rated("on_target")),
        ("within", rated("within_tolerance")),
        ("outside", rated("outside_tolerance")),
        ("by people", by_people(&tally)),
        ("not rated", not_rated(&tally)),
    ]
}

/// `2 (50%)`; without a base there is no percentage.
fn share(tally: &Tally, word: &str) -> String {
    let columns = tally.columns();
    let own =
        columns.filter(|(column, _)| matches!(column, Column::Rated(one) if one.id() == word));
    let count: u32 = own.map(|(_, count)| count).sum();
    match tally.rated() {
        0 => count.to_string(),
        rated => format!("{count} ({}%)", percent_of(count, rated).shown()),
    }
}

fn by_people(tally: &Tally) -> String {
    let colours = ["red", "amber", "green"].into_iter();
    let shares = colours.map(|colour| (colour, share(tally, colour)));
    let shown = shares.filter(|(_, share)| !share.starts_with('0'));
    let shown = shown.map(|(colour, share)| share.replacen(' ', &format!(" {colour} "), 1));
    shown.collect::<Vec<_>>().join(", ")
}

fn not_rated(tally: &Tally) -> String {
    let shown = tally.columns().filter_map(|(column, count)| match column {
        Column::Unrated(reason) => Some(format!("{count} {}", words::unrated(reason))),
        Column::Rated(_) => None,
    });
    shown.collect::<Vec<_>>().join(", ")
}

pub(crate) fn objectives(row: &Row) -> Answers {
    let person = row
        .optional("a person says")
        .map_or(String::new(), |rating| {
            format!(
                "objectives:\n  safe: {{ rating: {} }}",
                rating.replace(' ', "_")
            )
        });
    let mut site = site_of(
        &numbered(row.cell("measures")),
        "\nobjective: safe",
        &person,
    );
    let plan = "title: Plan\nfrom: 2015-16 Q1\nobjectives:\n  safe: { title: Safe }\n";
    site.file("plans/plan.yaml", plan);
    let judged: JudgedSite = site.judged().expect("a site");
    let verdict = &judged.assessment.quarter(quarter(NOW)).objectives[&ObjectiveId::new("safe")];
    let suggestion = verdict
        .suggestion
        .map_or("nothing".to_owned(), words::rating);
    let differs = if verdict.differs() { "yes" } else { "no" };
    vec![
        ("the measures suggest", suggestion),
        ("they differ", differs.to_owned()),
    ]
}

pub(crate) fn shares(row: &Row) -> Answers {
    let number = |column: &str| row.cell(column).parse().expect("a number");
    let share = percent_of(number("count"), number("of"));
    vec![("shown", share.shown().to_string())]
}
