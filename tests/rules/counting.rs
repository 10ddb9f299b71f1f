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

/// A measure that moved as the words say: its lines, and its entries before and now.
fn mover(words: &str) -> (&str, Option<&str>, Option<&str>) {
    const NO_TARGET: &str = "no_target: To be set";
    let missing = "{ missing: not_available, because: Late }";
    match words {
        "better" => (NO_TARGET, Some("80"), Some("88")),
        "worse" => (NO_TARGET, Some("88"), Some("80")),
        "same" => (NO_TARGET, Some("88"), Some("88")),
        "small" => (
            "no_target: To be set; meaningful_change: 2",
            Some("87"),
            Some("88"),
        ),
        "up" => ("better: neither", Some("80"), Some("88")),
        "down" => ("better: neither", Some("88"), Some("80")),
        "context" => ("set: context", Some("80"), Some("88")),
        "printed better" => (NO_TARGET, None, Some("{ value: 88, direction: improved }")),
        "printed same" => (NO_TARGET, None, Some("{ value: 88, direction: no_change }")),
        "new" => (NO_TARGET, None, Some("88")),
        "of three results" => (
            "compare_with: latest_three_results; no_target: To be set",
            Some("80"),
            Some("88"),
        ),
        "broken" => (
            "no_target: To be set; breaks: [ { from: 2016-17 Q1, because: Counted anew } ]",
            Some("80"),
            Some("88"),
        ),
        "missing" => (NO_TARGET, Some("80"), Some(missing)),
        "not due" => ("due: [Q4]; no_target: To be set", Some("80"), None),
        "members better and worse" => (
            "members: { a: { title: A, no_target: To be set }, b: { title: B, no_target: To be set } }",
            Some("{ members: { a: 80, b: 88 } }"),
            Some("{ members: { a: 88, b: 80 } }"),
        ),
        "waits for a target" => (
            "period: year_to_date_total; targets: [ { from: 2016-17 Q1, target: 400 } ]",
            None,
            Some("88"),
        ),
        "rated" => (
            "targets: [ { from: 2016-17 Q1, target: 90 } ]",
            None,
            Some("88"),
        ),
        other => panic!("no such measure: {other}"),
    }
}

pub(crate) fn what_moved(row: &Row) -> Answers {
    let mut site = Site::new();
    let (mut now, mut before) = (Vec::new(), Vec::new());
    for (id, words) in numbered(row.cell("measures")) {
        let (lines, earlier, entry) = mover(&words);
        site.measure(&id, lines);
        now.extend(entry.map(|entry| (id.clone(), entry.to_owned())));
        before.extend(earlier.map(|entry| (id, entry.to_owned())));
    }
    site.quarter(BEFORE, "publish_on: already_public", &before);
    site.quarter(NOW, "publish_on: already_public", &now);
    let judged = site.judged().expect("a site");
    let moved = judged.assessment.moved(quarter(NOW));
    let counts = moved.as_ref().map(|moved| {
        let groups = moved.groups.iter();
        let counts = groups.map(|(way, own)| format!("{} {}", own.len(), words::movement(*way)));
        counts.collect::<Vec<_>>().join(", ")
    });
    let all = moved.map(|moved| moved.total().to_string());
    let or_none = |cell: Option<String>| cell.unwrap_or("-".to_owned());
    vec![("all", or_none(all)), ("counts", or_none(counts))]
}
