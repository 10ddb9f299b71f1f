//! Nothing that the file of a measure, a plan or a question says of a later time is in any file of an edition before its day,
//! and all of it is there from that day on.
#![allow(clippy::disallowed_methods, reason = "a test writes its site")]

use std::collections::BTreeMap;

use jiff::civil::Date;
use quarterdeck::build;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::source::{SourcePath, SourceTree};

const FILES: [(&str, &str); 10] = [
    (
        "content/site.yaml",
        "title: Example performance\norganisation: Example Council\nbase_url: https://example.org\n",
    ),
    (
        "content/quarters/2023-24-q4.yaml",
        "quarter: 2023-24 Q4\npublish_on: 2024-05-20\nvalues:\n  whole: 52\n  parts: { members: { one: 53, two: 54 } }\n",
    ),
    (
        "content/quarters/2024-25-q2.yaml",
        "quarter: 2024-25 Q2\npublish_on: 2024-11-20\nvalues:\n  whole: 55\n  parts: { members: { one: 56, two: 57 } }\n",
    ),
    (
        "content/quarters/2024-25-q4.yaml",
        "quarter: 2024-25 Q4\npublish_on: 2025-05-20\nvalues:\n  whole: 58\n  parts: { members: { one: 59, two: 61 } }\n",
    ),
    (
        "content/plans/now.yaml",
        "title: Plan of now\nfrom: 2023-24 Q4\nto: 2024-25 Q3\nobjectives:\n  here: { title: Better now }\n",
    ),
    (
        "content/plans/later.yaml",
        "title: Plan of (Q)\nfrom: 2024-25 Q4\nobjectives:\n  there: { title: Better than (Q) }\n",
    ),
    (
        "content/measures/whole.yaml",
        "title: Whole\nobjective: [here, there]\nunit: count\nbetter: higher\nperiod: in_quarter\ndue: [Q2, Q4]\n\
targets:\n  - { from: 2023-24 Q4, target: 92, tolerance: 90 }\n  - { from: 2024-25 Q4, target: (Q), tolerance: (Q), set_by: \"Board (Q)\" }\n\
breaks:\n  - { from: 2024-25 Q4, because: \"Counted (Q)\" }\nCOMPARISONS",
    ),
    (
        "content/measures/parts.yaml",
        "title: Parts\nunit: count\nbetter: higher\nperiod: in_quarter\ndue: [Q2, Q4]\nmembers:\n  one:\n    title: One\n    OF_A_MEMBER\n    targets: [{ from: 2023-24 Q4, target: 92 }]\n  two:\n    title: Two\n    targets: [{ from: 2023-24 Q4, target: 92 }]\n",
    ),
    (
        "content/scrutiny/later.md",
        "---\nkind: question\ntitle: Why (D)?\nby: Panel (D)\nasked: 2025-07-24\nmeasures: whole\n---\nWhy (D)?\n",
    ),
    (
        "content/scrutiny/answered-later.md",
        "---\nkind: recommendation\ntitle: Do it\nby: Panel\nasked: 2025-03-24\nobjectives: here\nanswered: 2025-07-24\n\
decision: refused\n---\nDo it.\n\n## Answer\nIt would cost (D).\n",
    ),
];

/// Each kind of comparison, with a mark wherever it says something: `(Q)` of what comes with the last quarter, `(D)` of what
/// has a day of its own.
const COMPARISONS: &str = "benchmarks:
  - { name: \"North (Q)\", period: 2024-25, value: (Q), rank: (Q), of: (Q9), quartile: \"part (Q)\" }
  - { name: \"South (Q)\", period: 2024, value: (Q) }
  - { name: \"East (D)\", period: 2023-24, value: (D), publish_on: 2025-07-24 }
  - { name: \"West (D)\", value: (D), publish_on: 2025-07-24 }
outturns:
  - { year: 2024-25, value: (Q), standing: \"place (Q)\" }
  - { year: 2024, value: (Q) }
  - { year: 2022-23, value: (D), standing: \"place (D)\", publish_on: 2025-07-24 }
baselines:
  - { name: \"Start (D)\", value: (D), publish_on: 2025-07-24 }
";

/// What a chart of a member shows.
const OF_A_MEMBER: &str = "benchmarks: [{ name: \"North (Q)\", period: 2024-25, value: (Q) }, \
{ name: \"East (D)\", value: (D), publish_on: 2025-07-24 }]";

/// The site with another number for each mark, and those numbers by the letter of their mark.
fn site() -> (SourceTree, BTreeMap<char, Vec<String>>) {
    let mut numbers: BTreeMap<char, Vec<String>> = BTreeMap::new();
    let mut tree = SourceTree::default();
    let mut next = 7_306_172;
    for (path, text) in FILES {
        let text = text
            .replace("COMPARISONS", COMPARISONS)
            .replace("OF_A_MEMBER", OF_A_MEMBER);
        let mut made = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('(') {
            let (mark, after) = after.split_once(')').expect("the end of a mark");
            next -= 1;
            // What a rank is among is the larger number.
            let number = if mark.ends_with('9') {
                format!("9{next}")
            } else {
                next.to_string()
            };
            made += &format!("{before}{number}");
            let letter = mark.chars().next().expect("a letter");
            numbers.entry(letter).or_default().push(number);
            rest = after;
        }
        made += rest;
        tree.insert(SourcePath::new(path), made.into_bytes());
    }
    (tree, numbers)
}

/// Every file of an edition as text, with the separators of thousands left out, and how much was left out of the edition.
fn published(tree: &SourceTree, as_of: &str, drafts: DraftContent) -> (String, usize) {
    let as_of: Date = as_of.parse().expect("a day");
    let reading = build::read(tree, &Edition { as_of, drafts });
    let errors: Vec<_> = reading
        .problems
        .iter()
        .filter(|one| one.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let judged = reading.judged.expect("a report");
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let output = build::output(&judged, &options);
    let files = output.paths().map(|path| {
        let bytes = output.render(&path).expect("a file").bytes;
        String::from_utf8_lossy(&bytes).replace(',', "")
    });
    (files.collect(), judged.left_out.len())
}

fn held<'a>(files: &str, numbers: &'a [String]) -> Vec<&'a String> {
    numbers
        .iter()
        .filter(|number| files.contains(number.as_str()))
        .collect()
}

#[test]
fn nothing_of_a_later_time_is_published_before_its_day() {
    let (tree, numbers) = site();
    let (with_quarter, with_day) = (&numbers[&'Q'], &numbers[&'D']);
    assert_eq!((with_quarter.len(), with_day.len()), (18, 14));
    let none: Vec<&String> = Vec::new();
    for (day, quarter_is_public, day_is_past) in [
        ("2025-04-01", false, false),
        ("2025-05-19", false, false),
        ("2025-05-20", true, false),
        ("2025-07-23", true, false),
        ("2025-07-24", true, true),
    ] {
        let (files, left_out) = published(&tree, day, DraftContent::LeftOut);
        for (numbers, is_public) in [(with_quarter, quarter_is_public), (with_day, day_is_past)] {
            let expected = if is_public {
                numbers.iter().collect()
            } else {
                none.clone()
            };
            assert_eq!(held(&files, numbers), expected, "on {day}");
        }
        assert_eq!(
            left_out == 0,
            quarter_is_public && day_is_past,
            "on {day}: it says so"
        );
    }
}

#[test]
fn a_preview_holds_all_of_it_and_says_how_much_is_not_public() {
    let (tree, numbers) = site();
    let (files, _) = published(&tree, "2025-06-01", DraftContent::Included);
    let all: Vec<String> = numbers.into_values().flatten().collect();
    assert_eq!(held(&files, &all), all.iter().collect::<Vec<_>>());
    assert!(files.contains("Not public yet: 2 documents 5 comparison figures."));
}
