//! `check`, and the formats that it writes.

use std::fs;

use crate::site::{QUARTER, Site, program};

const DAY: [&str; 2] = ["--as-of", "2016-10-01"];

fn broken() -> Site {
    let site = Site::new();
    let quarter = QUARTER.replace("a2: 88", "a2: 8,8");
    site.write("content/quarters/2016-17-q1.yaml", &quarter);
    site
}

#[test]
fn every_format_is_written_to_the_standard_output_and_ends_as_check_does() {
    let site = broken();
    for (format, begins) in [
        (
            "short",
            "content/quarters/2016-17-q1.yaml:4:7: error[not-a-figure]",
        ),
        ("json", "{\n  \"version\": 1"),
        ("github", "::error file=content/quarters"),
        ("gitlab", "[\n  {"),
        ("sarif", "{\n  \"$schema\""),
    ] {
        let (code, given) = site.given(&["check", "--format", format, DAY[0], DAY[1]]);
        assert_eq!(code, 1, "{format}");
        assert!(given.starts_with(begins), "{format}: {given}");
    }
    let (code, given) = site.given(&["check", DAY[0], DAY[1]]);
    assert_eq!(
        (code, given.as_str()),
        (1, ""),
        "text is for the error stream"
    );
    assert_eq!(site.run(&["check", "--format", "xml"]).0, 2);
}

/// Not with the public edition, nor with the drafts: nobody waits for a day.
#[test]
fn a_measure_that_no_quarter_reports_is_named() {
    let measure =
        "title: Reading age\nunit: percent\nbetter: higher\nperiod: annual\nno_target: None yet\n";
    let past = format!("{measure}outturns: [{{ year: 2014-15, value: 71 }}]\n");
    let background = "background: true\nvalues:\n  reading: 70\n";
    let draft = "values:\n  a2: 91\n  reading: 72\n";
    let cases = [
        // An annual measure that is known by its years has its page.
        (past.clone(), None, false),
        (past.replace("annual", "in_quarter"), None, true),
        (measure.to_owned(), None, true),
        (
            measure.to_owned() + "due: [Q4]\n",
            Some(("2015-16-q4", background)),
            true,
        ),
        (
            past.clone() + "reported: { from: 2016-17 Q4 }\n",
            None,
            false,
        ),
        (past, Some(("2016-17-q2", draft)), false),
    ];
    for (measure, quarter, is_named) in cases {
        let site = Site::new();
        site.write("content/measures/reading.yaml", &measure);
        if let Some((name, text)) = quarter {
            site.write(&format!("content/quarters/{name}.yaml"), text);
        }
        for command in [&["check"][..], &["build"], &["check", "--drafts"]] {
            let (code, said) = site.run(&[command, &DAY[..]].concat());
            let named = said.contains("content/measures/reading.yaml: no quarter reports it yet");
            assert_eq!(
                (code, named),
                (0, is_named),
                "{command:?} {measure}: {said}"
            );
        }
    }
}

/// Measures that start after the last quarter are named together.
#[test]
fn measures_that_start_later_are_named() {
    let site = Site::new();
    for name in ["reading", "writing"] {
        let text = format!(
            "title: {name}\nunit: percent\nbetter: higher\nperiod: in_quarter\nreported: {{ from: 2016-17 Q4 }}\nno_target: None yet\n"
        );
        site.write(&format!("content/measures/{name}.yaml"), &text);
    }
    let (code, said) = site.run(&[&["check"][..], &DAY[..]].concat());
    let named = "content/measures/reading.yaml, content/measures/writing.yaml: first reported in 2016-17 Q4, which is not public yet";
    assert!(code == 0 && said.contains(named), "{said}");
}

/// Figures of years are public with a quarter, which a site of years only does not have yet.
#[test]
fn years_without_a_quarter_say_which_file_they_need() {
    let site = Site::new();
    let text = "title: Cost\nunit: percent\nbetter: higher\nperiod: annual\nno_target: None yet\noutturns: [{ year: 2016-17, value: 71 }]\n";
    site.write("content/measures/cost.yaml", text);
    let (code, said) = site.run(&[&["check"][..], &DAY[..]].concat());
    let named = "content/measures/cost.yaml: no public quarter reaches the end of its years, so it has no page (add the file of one, such as 2016-17 Q4, with `publish_on`; it needs no figures)";
    assert!(code == 0 && said.contains(named), "{said}");
}

/// Each kind of measure, with each entry that has a reason: the reason is on the measure's page.
#[test]
fn the_reason_of_an_arrow_a_rating_or_a_figure_is_on_its_page() {
    let site = Site::new();
    let target = "targets: [{ from: 2016-17 Q1, target: 92, tolerance: 90 }]\n";
    let kinds = [
        ("target", "percent", "higher", "in_quarter", target),
        (
            "none",
            "percent",
            "higher",
            "in_quarter",
            "no_target: None yet\n",
        ),
        (
            "context",
            "percent",
            "higher",
            "in_quarter",
            "set: context\n",
        ),
        ("neither", "count", "neither", "in_quarter", ""),
        (
            "people",
            "percent",
            "higher",
            "in_quarter",
            "rule: editorial\n",
        ),
        ("year", "percent", "higher", "year_to_date_average", target),
        ("annual", "percent", "higher", "annual", target),
    ];
    let entries = [
        ("arrow", "direction: worsened"),
        ("figure-arrow", "value: 88, direction: worsened"),
        ("figure", "value: 88"),
        ("rating", "rating: red"),
        ("rating-arrow", "rating: red, direction: improved"),
    ];
    let mut quarter = "publish_on: 2016-09-27\nvalues:\n  a2: 88\n".to_owned();
    let mut reasons = Vec::new();
    for (kind, unit, better, period, judged) in kinds {
        for (entry, says) in entries {
            if ["context", "neither"].contains(&kind) && says.contains("rating") {
                continue;
            }
            let id = format!("{kind}-{entry}");
            let measure =
                format!("title: {id}\nunit: {unit}\nbetter: {better}\nperiod: {period}\n{judged}");
            site.write(&format!("content/measures/{id}.yaml"), &measure);
            let reason = format!("Because of {id}.");
            quarter.push_str(&format!("  {id}: {{ {says}, because: \"{reason}\" }}\n"));
            reasons.push((id, reason));
        }
    }
    site.write("content/quarters/2016-17-q1.yaml", &quarter);
    let (code, said) = site.run(&[&["build"][..], &DAY].concat());
    assert_eq!(code, 0, "{said}");
    for (id, reason) in reasons {
        let page = fs::read_to_string(site.path(&format!("public/measures/{id}/index.html")));
        // A long word may end a line anywhere, and is marked so.
        let page = page.expect("a page").replace("<span class=\"long\">", "");
        assert!(page.contains(&reason), "{id}");
    }
}

#[test]
fn a_site_without_problems_gives_whole_documents_too() {
    let site = Site::new();
    for (format, whole) in [
        ("short", ""),
        ("github", ""),
        ("gitlab", "[]\n"),
        (
            "json",
            "{\n  \"version\": 1,\n  \"errors\": 0,\n  \"warnings\": 0,\n  \"problems\": []\n}\n",
        ),
    ] {
        let given = site.given(&["check", "--format", format, DAY[0], DAY[1]]);
        assert_eq!(given, (0, whole.to_owned()), "{format}");
    }
}

#[test]
fn the_format_can_be_set_for_all_of_a_pipeline() {
    let site = broken();
    let run = |args: &[&str]| {
        let mut program = program(site.root());
        program.args(args).env("QUARTERDECK_FORMAT", "short");
        String::from_utf8(program.output().expect("it runs").stdout).expect("text")
    };
    assert!(run(&["check"]).starts_with("content/quarters/"));
    assert!(run(&["check", "--format", "gitlab"]).starts_with("[\n"));
}

#[test]
fn other_programs_words_for_it_work_too() {
    let site = broken();
    for name in ["validate", "lint"] {
        assert_eq!(site.run(&[name, DAY[0], DAY[1]]).0, 1, "{name}");
    }
}

#[test]
fn paths_begin_at_the_repository_wherever_the_command_runs() {
    let site = broken();
    let root = site.root();
    let repository = tempfile::TempDir::new().expect("a folder");
    let moved = repository.path().join("sites/council");
    fs::create_dir_all(&moved).expect("a folder");
    fs::rename(root.join("content"), moved.join("content")).expect("the site moves");
    let told = "sites/council/content/quarters/2016-17-q1.yaml:4:7: error";
    let first = |from: &str, args: &[&str]| {
        let mut program = program(&repository.path().join(from));
        let output = program
            .args(args)
            .args(["check", "--format", "short"])
            .output();
        String::from_utf8(output.expect("it runs").stdout).expect("text")
    };
    assert!(
        first("", &["-r", "sites/council"]).starts_with(told),
        "from where it runs"
    );
    assert!(first("sites/council", &[]).starts_with("content/quarters/"));
    fs::create_dir(repository.path().join(".git")).expect("a repository");
    for (from, args) in [
        ("", ["-r", "sites/council"]),
        ("sites/council", ["-r", "."]),
        ("sites/council/content", ["-r", ".."]),
    ] {
        assert!(first(from, &args).starts_with(told), "from {from:?}");
    }
}

#[test]
fn a_workflow_that_has_a_page_for_it_is_given_a_summary() {
    let site = broken();
    let page = site.path("summary.md");
    fs::write(&page, "Before.\n").expect("a file");
    let mut program = program(site.root());
    program
        .args(["check", DAY[0], DAY[1]])
        .env("GITHUB_STEP_SUMMARY", &page);
    assert_eq!(program.output().expect("it runs").status.code(), Some(1));
    let page = fs::read_to_string(page).expect("the page");
    assert!(page.starts_with("Before.\n### 1 error\n"), "{page}");
    assert!(
        page.contains("| error | `content/quarters/2016-17-q1.yaml:4:7` |"),
        "{page}"
    );
    assert!(
        page.ends_with("1 error; this would not be published\n"),
        "{page}"
    );
}

/// The example of docs/formats.md is what the program writes.
#[test]
fn the_documentation_shows_what_is_written() {
    let site = Site::new();
    let measure = "title: Potholes fixed\nunit: percent\nbetter: higher\nperiod: in_quarter\n\
                   targets: [{ from: 2024-25 Q1, target: 90 }]\n";
    site.write("content/measures/potholes.yaml", measure);
    fs::remove_file(site.path("content/quarters/2016-17-q1.yaml")).expect("a file");
    let quarter = "quarter: 2024-25 Q1\npublish_on: 2024-07-30\nvalues:\n  potholes: 1,843\n";
    site.write("content/quarters/2024-25-q1.yaml", quarter);
    let (_, given) = site.given(&["check", "--format", "json", "--as-of", "2024-08-01"]);
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
    let docs = fs::read_to_string(docs).expect("the documentation");
    let (_, after) = docs.split_once("```json\n").expect("the example");
    let (example, _) = after.split_once("```").expect("its end");
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(value(example), value(&given));
}

#[test]
fn every_shell_is_given_what_completes_commands() {
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let mut program = program(elsewhere.path());
        let output = program.args(["completions", shell]).output();
        let script = String::from_utf8(output.expect("it runs").stdout).expect("text");
        for word in ["quarterdeck", "explain", "as-of"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}
