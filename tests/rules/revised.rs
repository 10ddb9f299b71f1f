//! Revised figures: both ratings, and how much is usual.

use quarterdeck::build::JudgedSite;
use quarterdeck::model::MeasureId;

use crate::Answers;
use crate::site::{BEFORE, LAST_YEAR, NOW, Site, of, target};
use crate::table::Row;
use crate::words;

/// The quarters before those that most rows look at, for figures that were revised.
const EARLIER: [&str; 7] = [
    "2013-14 Q1",
    "2013-14 Q2",
    "2013-14 Q3",
    "2013-14 Q4",
    "2014-15 Q1",
    "2014-15 Q2",
    "2014-15 Q3",
];

/// The lines of the revisions of a figure, `80 to 85 then 81`, and the figure now.
fn revisions(key: &str, cell: &str) -> (String, String) {
    let values: Vec<&str> = cell
        .split(" to ")
        .flat_map(|part| part.split(" then "))
        .collect();
    let steps = values.windows(2).zip(1..).map(|(pair, day)| {
        let (was, now) = (pair[0], pair[1]);
        format!(
            "\n  - {{ measure: m, period: {key}, was: {was}, now: {now}, on: 2016-07-0{day}, because: Late }}"
        )
    });
    let now = values.last().copied().unwrap_or_default();
    (steps.collect(), now.to_owned())
}

/// Adds quarters with figures as `80 to 82`. Returns the lines of their revisions.
fn add(site: &mut Site, figures: &[(&str, &str)]) -> String {
    let mut lines = String::new();
    for (key, cell) in figures {
        let (steps, now) = revisions(key, cell);
        site.knows(key, Some(&now));
        lines += &steps;
    }
    lines
}

/// Judges a site whose last quarter has these revisions and this entry.
fn judged(mut site: Site, revisions: &str, now: &str) -> JudgedSite {
    let mut lines = "publish_on: already_public".to_owned();
    if !revisions.is_empty() {
        lines += &format!("\nrevisions:{revisions}");
    }
    site.quarter(NOW, &lines, &[("m".to_owned(), now.to_owned())]);
    site.judged().expect("a site")
}

pub(crate) fn both_ratings(row: &Row) -> Answers {
    let mut site = Site::new();
    let goal = row.cell("target");
    let mut typed = "";
    let lines = match (row.cell("rule"), goal.split_once(", ")) {
        ("improvement, 80", _) => {
            let percent = goal.trim_end_matches(" per cent");
            format!(
                "rule: improvement; allow: {{ percent: {percent} }}; {}",
                target("2012-13 Q1", "80", None)
            )
        }
        (rule, goals) => {
            if rule == "rated by a person" {
                typed = ", rating: amber, because: As printed";
            }
            match goals {
                Some((goal, tolerance)) => target("2012-13 Q1", goal, Some(tolerance)),
                None if goal == "not set yet" => "no_target: To be set".to_owned(),
                None => format!("better: between; {}", target("2012-13 Q1", goal, None)),
            }
        }
    };
    site.measure("m", &lines);
    site.knows("2014-15 Q4", Some("60"));
    let cell = format!("{} to {}", row.cell("first published"), row.cell("now"));
    let (steps, now) = revisions(BEFORE, &cell);
    site.knows(BEFORE, Some(&format!("{{ value: {now}{typed} }}")));
    let judged = judged(site, &steps, "50");
    let revised = judged.assessment.revised();
    assert_eq!(revised.len(), 1);
    let now = of(&judged, BEFORE, "m").current.outcome;
    vec![
        (
            "rating then",
            words::outcome(revised[0].first_verdict.outcome),
        ),
        ("rating now", words::outcome(now)),
    ]
}

pub(crate) fn usual(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure("m", "no_target: To be set");
    let figures: Vec<(&str, &str)> = EARLIER
        .into_iter()
        .zip(row.cell("figures").split(", "))
        .collect();
    let lines = add(&mut site, &figures);
    let judged = judged(site, &lines, "{ missing: not_available, because: Late }");
    let usual = judged.assessment.usual_revision(&MeasureId::new("m"));
    let Some(usual) = usual else {
        let none = "-".to_owned();
        let revision = ("usual revision", "no revision".to_owned());
        return vec![revision, ("revised", none.clone()), ("of", none)];
    };
    let size = usual.size.map(|size| size.normalize().to_string());
    vec![
        ("usual revision", size.unwrap_or("too few".to_owned())),
        ("revised", usual.revised.to_string()),
        ("of", usual.figures.to_string()),
    ]
}

pub(crate) fn within(row: &Row) -> Answers {
    let mut site = Site::new();
    site.measure("m", "no_target: To be set");
    let (count, size) = match row.cell("usual revision") {
        "too few" => (4, "3"),
        size => (5, size),
    };
    let cell = format!("0 to {size}");
    let figures: Vec<(&str, &str)> = EARLIER
        .into_iter()
        .take(count)
        .map(|key| (key, &*cell))
        .collect();
    let lines = add(&mut site, &figures);
    site.knows(LAST_YEAR, Some("80"));
    site.knows(BEFORE, Some(row.cell("before")));
    let judged = judged(site, &lines, row.cell("now"));
    let usual = judged.assessment.usual_revision(&MeasureId::new("m"));
    let travel = &of(&judged, NOW, "m").direction.previous;
    let change = travel.change().expect("a change");
    let is_within = usual.expect("revisions").includes(change);
    let answer = if is_within { "yes" } else { "no" };
    vec![
        ("within it", answer.to_owned()),
        ("since the quarter before", words::travel(travel)),
    ]
}
