//! What `check --fix` fixes, and what it leaves to its editor: each row is one line of a measure's file.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the site it changes"
)]

use std::path::Path;

use jiff::civil::date;
use quarterdeck::build::Session;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::disk;
use quarterdeck::source::{SourcePath, SourceTree};

const PATH: &str = "content/measures/delays.yaml";
/// Where the line stands that each row is about.
const LINE: usize = 9;

const FILE: &str = "\
# Counted by the hospital.
title: Days that a move home was delayed
objective: well            # one of the plan's
group: Adults
set: contract
unit: days
better: lower
period: in_quarter
{}
targets:
  # Agreed in March.
  - { from: 2016-17 Q1, target: 20, tolerance: { percent: 10 } }
";

fn site() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/build/sample");
    disk::read(&root).expect("a small site")
}

/// The line after fixing; everything round it must be as it was.
fn fixed(line: &str) -> String {
    let typed = FILE.replace("{}", line);
    let mut tree = site();
    tree.insert(SourcePath::new(PATH), typed.clone().into_bytes());
    let edition = Edition {
        as_of: date(2016, 10, 31),
        drafts: DraftContent::LeftOut,
    };
    let fixed = Session::default().fix(&tree, &edition);
    let bytes = fixed.tree.get(&SourcePath::new(PATH)).expect("the file");
    let text = String::from_utf8(bytes.to_vec()).expect("text");
    let lines = line.lines().count();
    let around = |text: &str| {
        let all: Vec<String> = text.lines().map(str::to_owned).collect();
        [&all[..LINE - 1], &all[LINE - 1 + lines..]].concat()
    };
    assert_eq!(around(&text), around(&typed), "{line}");
    let here: Vec<&str> = text.lines().skip(LINE - 1).take(lines).collect();
    here.join("\n")
}

/// What is typed, and what it is fixed to.
const MENDED: &[(&str, &str)] = &[
    (
        "notes:\n\t- Counted by the week",
        "notes:\n  - Counted by the week",
    ),
    (
        "notes:\n   - Counted by the week",
        "notes:\n  - Counted by the week",
    ),
    (
        "notes:\n  - Counted weekly\n   - Counted twice",
        "notes:\n  - Counted weekly\n  - Counted twice",
    ),
    (
        "notes:\n  -Counted by the week",
        "notes:\n  - Counted by the week",
    ),
    (
        "notes:\n  • Counted by the week",
        "notes:\n  - Counted by the week",
    ),
    (
        "notes\n  - Counted by the week",
        "notes:\n  - Counted by the week",
    ),
    ("decimals:1", "decimals: 1"),
    ("decimals 1", "decimals: 1"),
    ("decimals; 1", "decimals: 1"),
    ("decimals = 1", "decimals: 1"),
    ("decimals =1", "decimals: 1"),
    ("decimals:\u{a0}1", "decimals: 1"),
    (" decimals: 1", "decimals: 1"),
    (
        "reported: { from:2016-17 Q1 }",
        "reported: { from: 2016-17 Q1 }",
    ),
    (
        "reported: { from=2016-17 Q1 }",
        "reported: { from: 2016-17 Q1 }",
    ),
    ("definiton: Days of delay", "definition: Days of delay"),
    ("meaningful-change: 0.5", "meaningful_change: 0.5"),
    ("Owner: Head of wards", "owner: Head of wards"),
    (
        "source: Monthly return: wards",
        "source: \"Monthly return: wards\"",
    ),
    ("source: % of all days", "source: \"% of all days\""),
    (
        "source: \"Monthly\" return",
        "source: \"\\\"Monthly\\\" return\"",
    ),
    ("source: “Monthly return”", "source: \"Monthly return\""),
    ("source: \"Monthly return”", "source: \"Monthly return\""),
    ("source: \"Monthly return", "source: \"Monthly return\""),
    ("source: Monthly return\"", "source: \"Monthly return\""),
    ("source: Monthly return'", "source: \"Monthly return\""),
];

#[test]
fn spacing_quoting_and_misspelt_fields_are_mended() {
    for (typed, expected) in MENDED {
        assert_eq!(fixed(typed), *expected, "{typed}");
    }
}

#[test]
fn curly_quotes_hold_the_commas_and_colons_within_them() {
    let table = [
        (
            "source: “Monthly: of the wards, and others”",
            "source: \"Monthly: of the wards, and others\"",
        ),
        (
            "finance: { title: “Wards, and others: all”, url: x }",
            "finance: { title: \"Wards, and others: all\", url: x }",
        ),
        (
            "finance: { title: ‘The ward’s, and others’ }",
            "finance: { title: \"The ward’s, and others\" }",
        ),
    ];
    for (typed, expected) in table {
        assert_eq!(fixed(typed), expected, "{typed}");
    }
}

#[test]
fn figures_days_ids_and_words_are_left_as_they_are_and_so_is_what_is_not_clear() {
    let table = [
        "meaningful_change: 0,5",
        "meaningful_change: 0.5\"",
        "meaningful_change: “0.5”",
        "reported: { from: 2016/17 Q1 }",
        "reported: { from: 2016-17 Q1\" }",
        "compare_with: previous_quarte",
        "rated_by: providr",
        "rule: editorail",
        "source: Returns of the wards'",
        "source: Return #4 of the wards",
        "source: Return of the wards: 4 in all",
        "notes:\n  -5",
        "finance: { title: “Wards of all, and others }",
        "finance: { title: ‘The wards’, and others, too }",
        "allo: { percent: 10 }",
        "source: \"Monthly return, { all wards }",
    ];
    for typed in table {
        assert_eq!(fixed(typed), typed);
    }
}
