//! What `check` tells other programs: each format against its published schema, and against what there was to tell.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its schemas and writes the documentation"
)]

mod workflow;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::civil::date;
use quarterdeck::build::{self, Reading};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::{
    Code, Listing, Severity, SiteFolder, github, gitlab, json, sarif, short, summary,
};
use quarterdeck::source::{SourcePath, SourceTree};
use serde_json::Value;

const SITE: (&str, &str) = (
    "content/site.yaml",
    "title: Example performance\norganisation: Example Council\n",
);
const MEASURE: (&str, &str) = (
    "content/measures/a2.yaml",
    "title: \"Assessments: on time, 100% of them | <b>\"\nunit: percent\nbetter: higher\nperiod: in_quarter\ntargets:\n  \
     - { from: 2016-17 Q1, target: 92, tolerance: 95 }\n  - { from: 2016-17 Q2, target: 92, tolerance: 96 }\n",
);
const QUARTER: (&str, &str) = (
    "content/quarters/2016-17-q1.yaml",
    "publish_on: 2016-09-27\nvalues:\n  a2: 88\n  a2: 89%\n  \"x, y: 50% | \\n::error::<i>\": 1\n",
);
const STRAY: (&str, &str) = ("content/notes, 100%: a.md", "Of mine\n");
const MISSPELT: (&str, &str) = (
    "content/measures/e1.yaml",
    "title: Contacts\nunit: count\nbettr: neither\nperiod: in_quarter\n",
);
const PAGE: (&str, &str) = (
    "content/pages/about.md",
    "---\ntitle: About\n---\nThe *figures*: <b>bold</b>\nand <i>more\nof it</i>.\n",
);

fn read(files: &[(&str, &str)]) -> Reading {
    let tree: SourceTree = files.iter().copied().collect();
    let edition = Edition {
        as_of: date(2016, 10, 1),
        drafts: DraftContent::LeftOut,
    };
    build::read(&tree, &edition)
}

fn listing_of(files: &[(&str, &str)]) -> Listing {
    let reading = read(files);
    let folder = SiteFolder::new("sites/council");
    Listing::new(
        &reading.problems,
        &reading.sources,
        &folder,
        &BTreeSet::new(),
    )
}

/// Everything that a format may stumble over: places of several lines and of none, second places, signs of its own.
fn listing() -> Listing {
    let listing = listing_of(&[SITE, MEASURE, MISSPELT, QUARTER, STRAY, PAGE]);
    assert!(listing.problems.len() >= 6, "{}", short::render(&listing));
    listing
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display()));
    parsed(&text)
}

/// Fails with everything that the schema refuses.
fn assert_valid(schema: &Value, instance: &Value) {
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .expect("a schema");
    let refused: Vec<String> = validator
        .iter_errors(instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}\n{instance:#}");
}

fn is_valid(schema: &Value, instance: &Value) -> bool {
    jsonschema::is_valid(schema, instance)
}

#[test]
fn errors_come_first_and_changed_files_before_others() {
    let reading = read(&[SITE, MEASURE, QUARTER, STRAY]);
    let changed = SourcePath::new("sites/council/content/quarters/2016-17-q1.yaml");
    let folder = SiteFolder::new("sites/council/");
    let listing = Listing::new(
        &reading.problems,
        &reading.sources,
        &folder,
        &BTreeSet::from([changed.clone()]),
    );
    assert_eq!(listing.problems[0].place.path, changed);
    let kinds: Vec<Severity> = listing.problems.iter().map(|p| p.severity).collect();
    assert!(kinds.is_sorted());
}

#[test]
fn short_is_one_line_a_problem() {
    let listing = listing();
    let text = short::render(&listing);
    assert_eq!(text.lines().count(), listing.problems.len());
    assert!(text.contains(
        "sites/council/content/quarters/2016-17-q1.yaml:4:3: error[duplicate-key]: `a2` appears twice\n"
    ), "{text}");
    assert!(
        text.contains("notes, 100%: a.md:1:1: error[stray-file]"),
        "{text}"
    );
}

#[test]
fn json_is_what_its_schema_says_and_the_schema_is_published() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/problems.schema.json");
    let now = json::schema();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &now).expect("the schema can be written");
    }
    assert_eq!(
        fs::read_to_string(&path).expect("docs/problems.schema.json"),
        now,
        "UPDATE=1 cargo test --test formats writes it; a field that is gone or renamed breaks others' programs"
    );
    let listing = listing();
    let found = parsed(&json::render(&listing));
    assert_valid(&parsed(&now), &found);
    assert_eq!(found["errors"], listing.count(Severity::Error));
    let twice = &found["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|problem| problem["code"] == "duplicate-key")
        .expect("the key that stands twice");
    let misspelt = found["problems"].as_array().expect("a list").iter();
    let edits: Vec<&Value> = misspelt
        .map(|problem| &problem["fix"])
        .filter(|fix| !fix.is_null())
        .collect();
    let [edit] = edits.as_slice() else {
        panic!("one of the problems can be fixed: {edits:?}");
    };
    assert_eq!(
        (&edit["text"], &edit["start"]["line"]),
        (&Value::from("better"), &Value::from(3))
    );
    assert_eq!(
        (&edit["start"]["byte"], &edit["end"]["byte"]),
        (&Value::from(28), &Value::from(33))
    );
    assert_eq!(twice["place"]["start"]["line"], 4);
    assert_eq!(twice["place"]["start"]["column"], 3);
    assert_eq!(twice["place"]["field"], "values.a2");
    assert_eq!(twice["related"][0]["place"]["start"]["line"], 3);
    let start = usize::try_from(twice["place"]["start"]["byte"].as_u64().expect("a byte"));
    assert_eq!(&QUARTER.1[start.expect("small")..][..2], "a2");
}

#[test]
fn gitlab_takes_the_report_and_no_two_findings_are_the_same() {
    let report = parsed(&gitlab::render(&listing()));
    let schema = schema("tests/formats/schemas/gitlab-code-quality.json");
    assert_valid(&schema, &report);
    let findings = report.as_array().expect("a list");
    let names: BTreeSet<&str> = findings
        .iter()
        .filter_map(|finding| finding["fingerprint"].as_str())
        .collect();
    assert_eq!(names.len(), findings.len());
    let mut broken = report.clone();
    broken[0]["severity"] = Value::from("error");
    assert!(!is_valid(&schema, &broken));
}

#[test]
fn a_fingerprint_holds_on_to_the_figure_and_not_to_its_line() {
    let prints = |files: &[(&str, &str)]| -> BTreeMap<String, u64> {
        let report = parsed(&gitlab::render(&listing_of(files)));
        let findings = report.as_array().expect("a list").iter();
        findings
            .map(|finding| {
                let line = finding["location"]["lines"]["begin"].as_u64();
                let print = finding["fingerprint"].as_str().expect("a text");
                (print.to_owned(), line.expect("a line"))
            })
            .collect()
    };
    let before = prints(&[SITE, MEASURE, QUARTER, PAGE]);
    let moved = |file: (&'static str, &'static str), text: &str| (file.0, text.to_owned());
    let measure = moved(
        MEASURE,
        &MEASURE.1.replace(
            "targets:\n",
            "# One more line.\ntargets:\n  - { from: 2015-16 Q1, target: 80 }\n",
        ),
    );
    let quarter = moved(QUARTER, &format!("\n# A remark.\n{}", QUARTER.1));
    let page = moved(PAGE, &PAGE.1.replace("The", "One more line.\n\nThe"));
    let after = prints(&[
        SITE,
        (measure.0, &measure.1),
        (quarter.0, &quarter.1),
        (page.0, &page.1),
    ]);
    let names = |prints: &BTreeMap<String, u64>| prints.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    assert!(
        before.iter().all(|(print, line)| after[print] > *line),
        "every line has moved: {before:#?} {after:#?}"
    );
    let tolerance = "polarity:sites/council/content/measures/a2.yaml:targets[2016-17 Q1].tolerance";
    assert!(before.contains_key(tolerance), "{before:#?}");
}

#[test]
fn sarif_is_what_the_standard_says() {
    let listing = listing();
    let log = parsed(&sarif::render(&listing));
    let schema = schema("tests/formats/schemas/sarif-2.1.0.json");
    assert_valid(&schema, &log);
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), listing.problems.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index"));
        let rule = &run["tool"]["driver"]["rules"][index.expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    let fixes: Vec<&Value> = results
        .iter()
        .map(|result| &result["fixes"][0])
        .filter(|fix| !fix.is_null())
        .collect();
    let [fix] = fixes.as_slice() else {
        panic!("one of the results can be fixed: {fixes:?}");
    };
    let edit = &fix["artifactChanges"][0]["replacements"][0];
    assert_eq!(edit["insertedContent"]["text"], "better");
    assert_eq!(edit["deletedRegion"]["startColumn"], 1);
    assert_eq!(edit["deletedRegion"]["endColumn"], 6);
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] =
        Value::from(0);
    assert!(!is_valid(&schema, &broken));
}

#[test]
fn sarif_names_every_rule_once() {
    let log = parsed(&sarif::render(&Listing::default()));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array();
    let ids: BTreeSet<&str> = rules
        .expect("rules")
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert_eq!(ids, Code::ALL.iter().map(|code| code.as_str()).collect());
}

#[test]
fn github_reads_from_each_command_what_was_to_be_told() {
    let listing = listing();
    let commands = workflow::commands(&github::render(&listing));
    assert_eq!(commands.len(), listing.problems.len());
    let mut columns = 0;
    for (command, problem) in commands.iter().zip(&listing.problems) {
        assert_eq!(command.name, problem.severity.to_string());
        assert_eq!(command.properties["file"], problem.place.path.as_str());
        assert_eq!(command.properties["title"], problem.code.as_str());
        assert!(command.message.starts_with(&problem.message));
        let region = listing.region(&problem.place);
        let one_line = region.is_some_and(|region| region.is_on_one_line());
        assert_eq!(command.properties.contains_key("col"), one_line);
        assert_eq!(command.properties.contains_key("line"), region.is_some());
        columns += usize::from(one_line);
    }
    assert!(columns > 0 && columns < commands.len(), "both kinds");
}

#[test]
fn github_is_given_no_more_than_it_shows_and_told_how_many_there_are() {
    let entry = |n| format!("  z{n}: 1\n");
    let values: String = (0..23).map(entry).collect();
    let quarter = format!("publish_on: 2016-09-27\nvalues:\n  a2: 188\n{values}");
    let measure = MEASURE.1.replace("tolerance: 95", "tolerance: 90");
    let measure = measure.replace("tolerance: 96", "tolerance: 90");
    let listing = listing_of(&[SITE, (MEASURE.0, &measure), (QUARTER.0, &quarter)]);
    assert_eq!(listing.count(Severity::Error), 23);
    let commands = workflow::commands(&github::render(&listing));
    let of = |name: &str| commands.iter().filter(|c| c.name == name).count();
    assert_eq!(
        (of("error"), of("warning")),
        (10, listing.count(Severity::Warning))
    );
    assert!(commands[9].message.ends_with("and 13 more"));
    assert!(!commands[8].message.contains("more"));
}

#[test]
fn the_summary_is_a_table_that_no_text_of_an_editor_can_break() {
    let listing = listing();
    let page = summary::render(&listing, "This would not be published.");
    let errors = listing.count(Severity::Error);
    assert!(page.starts_with(&format!("### {errors} errors")), "{page}");
    assert!(page.ends_with("This would not be published.\n"));
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), listing.problems.len() + 1, "{page}");
    for row in rows {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 5, "{row}");
    }
    let parser = pulldown_cmark::Parser::new_ext(&page, pulldown_cmark::Options::ENABLE_TABLES);
    let markup = parser.filter(|event| {
        matches!(
            event,
            pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_)
        )
    });
    assert_eq!(markup.count(), 0, "{page}");
    let none = summary::render(&Listing::default(), "no problems");
    assert_eq!(none, "### No problems\n\nno problems\n");
}
