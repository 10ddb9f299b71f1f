//! How verdicts came about: of every measure in every quarter of four sites, the steps are whole and agree with the page.
#![allow(clippy::disallowed_methods, reason = "a test reads its sites")]

use std::path::Path;

use jiff::civil::{Date, date};
use quarterdeck::build::{self, JudgedSite};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::disk;
use quarterdeck::model::{Measure, Quarter};
use quarterdeck::site::phrases::steps::{Step, Steps, steps};
use quarterdeck::site::phrases::verdicts::{Subject, verdict};
use quarterdeck::site::words::EN;
use quarterdeck::source::SourceTree;

const SITES: [(&str, Date); 3] = [
    (".", date(2016, 10, 1)),
    ("tests/sites/cardiff", date(2016, 10, 1)),
    ("tests/sites/example", date(2024, 7, 1)),
];

fn says<'s>(steps: &'s Steps, what: &str) -> Vec<&'s str> {
    let steps = steps.steps.iter().filter(|step| step.heading == what);
    steps
        .flat_map(|step: &Step| step.sentences.iter().map(String::as_str))
        .collect()
}

fn complaints(judged: &JudgedSite, measure: &Measure, quarter: Quarter) -> Option<String> {
    let assessed = judged.assessment.judged(quarter, &measure.id)?;
    let steps = steps(&judged.report, &judged.assessment, &measure.id, quarter)?;
    let sentences = steps.steps.iter().flat_map(|step| &step.sentences);
    let is_whole = |text: &str| !text.trim().is_empty() && !text.contains(['{', '}']);
    let broken: Vec<&String> = sentences.filter(|text| !is_whole(text)).collect();
    if !broken.is_empty() || !is_whole(&steps.title) {
        return Some(format!("{} {quarter}: {broken:?}", measure.id));
    }
    let subject = Subject {
        site: &judged.report.site,
        measure,
        words: &EN,
        distinct_from: None,
    };
    let page = verdict(&subject, &assessed.current);
    let told = format!("{}. {}", page.label, page.sentence);
    (says(&steps, "Rating")[0] != told).then(|| format!("{} {quarter}: {told}", measure.id))
}

#[test]
fn every_verdict_of_every_site_has_its_steps_and_they_say_what_the_page_says() {
    let mut explained = 0;
    let mut all = Vec::new();
    for (root, as_of) in SITES {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let tree = disk::read(&root).expect("a site");
        let drafts = DraftContent::LeftOut;
        let reading = build::read(&tree, &Edition { as_of, drafts });
        let judged = reading.judged.expect("a site without errors");
        for quarter in judged.report.quarters.keys() {
            let measures = judged.report.measures.values();
            for measure in measures.flat_map(|m| std::iter::once(&**m).chain(m.members())) {
                all.extend(complaints(&judged, measure, *quarter));
                explained += 1;
            }
        }
    }
    assert!(explained > 500, "{explained} verdicts");
    assert!(all.is_empty(), "{all:#?}");
}

/// Each kind of tolerance and each kind of arithmetic, in a site that has them all.
fn site_of_all_kinds() -> SourceTree {
    let tree = [
        (
            "content/site.yaml",
            "title: Example\norganisation: Example Council\n",
        ),
        (
            "content/measures/points.yaml",
            &measure(
                "lower",
                "{ from: 2016-17 Q1, target: 20, tolerance: { points: 2 } }",
            ),
        ),
        (
            "content/measures/band.yaml",
            &measure(
                "between",
                "{ from: 2016-17 Q1, target: { low: 5, high: 10 }, tolerance: { points: 2 } }",
            ),
        ),
        (
            "content/measures/alone.yaml",
            &measure("higher", "{ from: 2016-17 Q1, target: 20 }"),
        ),
        (
            "content/measures/improve.yaml",
            &(measure("higher", "{ from: 2015-16 Q1, target: 70 }")
                + "rule: improvement\nallow: { percent: 10 }\n"),
        ),
        (
            "content/measures/better.yaml",
            &measure(
                "higher",
                "{ from: 2016-17 Q1, target: { last_year: better } }",
            ),
        ),
        (
            "content/measures/hours.yaml",
            "title: Hours\nunit: { duration: hours }\nbetter: neither\nperiod: in_quarter\n",
        ),
        (
            "content/measures/calls.yaml",
            "title: Calls\nunit: { duration: seconds }\nbetter: neither\nperiod: in_quarter\nmonths: average\n",
        ),
        (
            "content/measures/visits.yaml",
            "title: Visits\nunit: count\nbetter: neither\nperiod: in_quarter\nmonths: sum\n",
        ),
        (
            "content/quarters/2015-16-q1.yaml",
            "background: true\nvalues:\n  improve: 55\n  better: 60\n",
        ),
        (
            "content/quarters/2016-17-q1.yaml",
            "publish_on: already_public\nvalues:\n  points: 21\n  band: 13\n  alone: 19\n  improve: 60\n  better: 60\n  hours: 955 hours\n  calls: { months: { 2016-04: 5m 48s, 2016-05: 5m 49s, 2016-06: 5m 50s } }\n  visits: { months: { 2016-04: 1, 2016-05: 2, 2016-06: 3 } }\n",
        ),
    ];
    tree.into_iter().collect()
}

/// What the steps of a measure say under a heading.
const TABLE: [(&str, &str, &[&str]); 10] = [
    (
        "better",
        "Comparison",
        &["60% is the same as the target, 60%, and was to be better."],
    ),
    (
        "hours",
        "Figure",
        &["39 days 19 hours: 955 hours, not rounded."],
    ),
    (
        "calls",
        "Figure",
        &[
            "The average of its three months is 349 seconds. It is shown as 5m 49s and rated before rounding.",
        ],
    ),
    ("visits", "Figure", &["6, the sum of its three months."]),
    (
        "points",
        "Tolerance",
        &["22%: the target of 20%, plus 2 percentage points."],
    ),
    (
        "points",
        "Comparison",
        &[
            "21% is worse than the target, 20%.",
            "21% is better than the tolerance, 22%.",
        ],
    ),
    (
        "band",
        "Comparison",
        &["13% is outside 5% to 10%.", "13% is outside 3% to 12%."],
    ),
    ("alone", "Tolerance", &["None: there are two outcomes."]),
    (
        "improve",
        "Allowance",
        &[
            "63%: 10% of the target of 70% is 7 percentage points, and 70% less 7 percentage points is 63%.",
        ],
    ),
    (
        "improve",
        "Comparison",
        &[
            "60% is worse than the target, 70%.",
            "60% is worse than what is allowed, 63%.",
            "60% is better than the same quarter last year, 55%.",
        ],
    ),
];

#[test]
fn each_rule_shows_the_numbers_that_it_used() {
    let edition = Edition {
        as_of: date(2016, 10, 1),
        drafts: DraftContent::LeftOut,
    };
    let judged = build::read(&site_of_all_kinds(), &edition)
        .judged
        .expect("a site");
    let quarter = judged.report.latest().expect("a quarter");
    for (id, what, told) in TABLE {
        let id = quarterdeck::model::MeasureId::new(id);
        let steps = steps(&judged.report, &judged.assessment, &id, quarter).expect("steps");
        assert_eq!(says(&steps, what), told, "{id}");
    }
}

fn measure(better: &str, target: &str) -> String {
    format!(
        "title: Measure\nunit: percent\nbetter: {better}\nperiod: in_quarter\ntargets:\n  - {target}\n"
    )
}
