//! Two editions of a fictional district council's site, a quarter apart: targets have moved six times, three figures were
//! revised without a word, and measures came and went. A councillor who compares them finds all of it, by name.

use std::path::Path;

use jiff::civil::{Date, date};
use quarterdeck::build::Session;
use quarterdeck::compare::{self, json, markdown, text};
use quarterdeck::source::{SourcePath, SourceTree};
use serde_json::Value;
use walkdir::WalkDir;

use crate::Read;

const AS_OF: Date = date(2024, 11, 20);

fn here() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/changes/district")
}

fn tree(name: &str) -> SourceTree {
    let root = here().join(name);
    let files = WalkDir::new(&root).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("a file").into_path());
    let files = files.filter(|path| path.is_file()).map(|path| {
        let below = path.strip_prefix(&root).expect("below the root");
        let bytes = std::fs::read(&path).expect("a file");
        (SourcePath::new(&below.to_string_lossy()), bytes)
    });
    let mut tree = SourceTree::default();
    for (path, bytes) in files {
        tree.insert(path, bytes);
    }
    tree
}

/// Returns the comparison as text, Markdown and JSON.
fn shown() -> [String; 3] {
    let mut session = Session::default();
    let before = Read::new(&mut session, &tree("before"), AS_OF);
    let after = Read::new(&mut session, &tree("after"), AS_OF);
    let comparison = compare::content(Some(before.editions()), after.editions(), AS_OF);
    let compared = json::Compared {
        before: "0123456789".to_owned(),
        after: None,
        as_of: AS_OF.to_string(),
        drafts: false,
    };
    [
        text::render(&comparison, "/"),
        markdown::render(&comparison, None),
        json::render(&comparison, &compared, "/"),
    ]
}

#[test]
fn what_a_councillor_reads_is_as_expected() {
    for (name, shown) in ["expected.txt", "expected.md"].into_iter().zip(shown()) {
        let path = here().join(name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &shown).expect("written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(expected, shown, "{name}");
    }
}

/// The section, the measure, and what must be said of it there.
const FOUND: &[(&str, &str, &str)] = &[
    ("New measures", "damp", "95%"),
    ("New measures", "air", "Days of poor air quality"),
    ("Removed measures", "calls", "no reason is recorded"),
    ("Removed measures", "calls", "Off target"),
    (
        "Removed measures",
        "visits",
        "The centres are run by a trust now.",
    ),
    ("Amended measures", "rent", "98%"),
    (
        "Amended measures",
        "rent",
        "Decided by Cabinet on 10 September 2024",
    ),
    ("Amended measures", "voids", "27 days"),
    ("Amended measures", "affordable", "20, 50, 85, 120"),
    ("Amended measures", "flytips", "85%"),
    ("Amended measures", "vacancy", "4% to 11%"),
    ("Amended measures", "recycling", "42%"),
    ("Amended measures", "major", "or with an extension"),
    ("Amended measures", "appeals", "P4"),
    (
        "Amended measures",
        "complaints",
        "Most complaints are about repairs.",
    ),
    ("Amended measures", "bins", "per 100,000"),
    ("Revised figures and ratings", "2024-25 Q1, rent", "97.6%"),
    ("Revised figures and ratings", "2024-25 Q1, homeless", "61%"),
    ("Revised figures and ratings", "2024-25 Q1, bins", "48"),
    (
        "Revised figures and ratings",
        "2024-25 Q1, voids",
        "On target",
    ),
];

/// Returns what is said of a thing in a section of a list.
fn said<'t>(text: &'t str, heading: &str, lead: &str, start: &str, item: &str) -> &'t str {
    let from = text.find(&format!("{start}{heading}\n"));
    let section = &text[from.unwrap_or_else(|| panic!("no {heading}: {text}"))..];
    let section = section.split("\n\n").take(2).map(str::len).sum::<usize>() + 2;
    let section = &text[from.unwrap_or(0)..][..section.min(text.len() - from.unwrap_or(0))];
    let own = section.find(lead);
    let own = own.unwrap_or_else(|| panic!("{heading} has no {lead}: {section}"));
    let rest = &section[own..];
    rest.split(item).next().unwrap_or(rest)
}

#[test]
fn everything_is_found_by_name() {
    let [text, markdown, json] = shown();
    for (heading, id, words) in FOUND {
        let own = said(&text, heading, &format!(" {id}  "), "", "\n  ~");
        assert!(own.contains(words), "{heading}, {id}: {own}");
        let own = said(&markdown, heading, &format!("**{id}**"), "### ", "\n- ");
        assert!(own.contains(words), "{heading}, {id}: {own}");
    }
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let all = |list: &str, field: &str| -> Vec<String> {
        let items = json[list].as_array().expect("a list").iter();
        let texts = items.map(|item| item[field].as_str().unwrap_or_default().to_owned());
        texts.collect()
    };
    assert_eq!(all("revisions", "measure"), ["bins", "homeless", "rent"]);
    let facts = all("facts", "id").into_iter().zip(all("facts", "field"));
    let facts: Vec<String> = facts.map(|(id, field)| format!("{id} {field}")).collect();
    let expected = [
        "affordable target",
        "bins target",
        "bins unit",
        "calls title",
        "complaints group",
        "flytips target",
        "major title",
        "recycling target",
        "rent target",
        "vacancy target",
        "visits title",
        "voids target",
    ];
    let mut sorted = facts.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
}
