//! Mistakes that performance officers make, one small file each, with the exact words that they are answered with.
//!
//! Every case changes the small valid site in `base/`; `case.rs` says how a case is written. After a change of words,
//! `UPDATE=1 cargo test --test mistakes` writes the expected parts anew: read them, and never edit them by hand.
#![allow(clippy::disallowed_methods, reason = "a test reads its cases")]

mod case;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use case::Case;
use quarterdeck::build::{self, Reading};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::text::{Colours, render};
use quarterdeck::diag::{Code, Diagnostic};
use quarterdeck::source::{At, SourceTree};
use rayon::prelude::*;

/// Cases here hold several mistakes at once; everywhere else one mistake gives one diagnostic.
const SEVERAL: &str = "several";

/// Codes that no content file can give rise to.
const NOT_OF_CONTENT: [(Code, &str); 2] = [
    (
        Code::UnrecordedRevision,
        "it takes two revisions: tests/changes has its cases",
    ),
    (
        Code::UnrecordedChange,
        "it takes two revisions: tests/changes has its cases",
    ),
];

/// Makes the mistake and reads the site.
fn read(case: &Case, base: &SourceTree) -> Reading {
    let (tree, as_of) = case.done(base);
    let drafts = DraftContent::LeftOut;
    build::read(&tree, &Edition { as_of, drafts })
}

/// Every case and what reading it came to.
fn outcomes() -> &'static [(Case, Reading)] {
    static OUTCOMES: LazyLock<Vec<(Case, Reading)>> = LazyLock::new(|| {
        let base = site::base();
        let answered = |case: Case| {
            let reading = read(&case, &base);
            (case, reading)
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
        Case::all(&folder).into_par_iter().map(answered).collect()
    });
    &OUTCOMES
}

/// Everything the site says, as a terminal shows it.
fn shown(reading: &Reading) -> String {
    let mut shown = String::new();
    for problem in &reading.problems {
        if !shown.is_empty() {
            shown.push('\n');
        }
        for line in render(problem, &reading.sources, Colours::None).lines() {
            shown.push_str(line.trim_end());
            shown.push('\n');
        }
    }
    shown
}

/// Fails with all complaints at once.
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn the_base_site_has_nothing_wrong() {
    let reading = read(&Case::of_nothing(), &site::base());
    assert_eq!(shown(&reading), "");
    assert!(reading.judged.is_some());
}

#[test]
fn every_mistake_is_answered_with_exactly_these_words() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut complaints = Vec::new();
    for (case, reading) in outcomes() {
        let shown = shown(reading);
        if shown == case.expected {
            continue;
        }
        if update {
            case.write_expected(&shown);
        } else {
            complaints.push(format!(
                "{}\n--- expected\n{}--- shown\n{shown}",
                case.name(),
                case.expected
            ));
        }
    }
    assert_none(&complaints);
}

#[test]
fn one_mistake_gives_one_diagnostic() {
    let mut complaints = Vec::new();
    for (case, reading) in outcomes() {
        let several = case.folder() == SEVERAL;
        if (reading.problems.len() == 1) == several {
            complaints.push(format!(
                "{}: {} diagnostics",
                case.name(),
                reading.problems.len()
            ));
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_diagnostic_says_what_to_do_and_stands_inside_its_file() {
    let mut complaints = Vec::new();
    for (case, reading) in outcomes() {
        for problem in &reading.problems {
            if problem.help.is_none() {
                complaints.push(format!("{}: no help: {}", case.name(), problem.message));
            }
            if !is_placed(problem, reading) {
                complaints.push(format!("{}: no place: {}", case.name(), problem.message));
            }
        }
        let errors = reading.errors() > 0;
        if errors == reading.judged.is_some() {
            complaints.push(format!(
                "{}: errors must stop a build, and nothing else",
                case.name()
            ));
        }
    }
    assert_none(&complaints);
}

fn is_placed(problem: &Diagnostic, reading: &Reading) -> bool {
    let places = std::iter::once(&problem.place).chain(problem.related.iter().map(|(p, _)| p));
    places.into_iter().all(|place| match place.at {
        At::File => true,
        At::Node(_) => false,
        At::Bytes { start, end } => reading
            .sources
            .get(&place.path)
            .is_some_and(|text| start <= end && end <= text.as_str().len()),
    })
}

#[test]
fn the_suite_is_broad() {
    let outcomes = outcomes();
    let mut by_code: BTreeMap<Code, BTreeSet<String>> = BTreeMap::new();
    let mut by_message: BTreeMap<String, usize> = BTreeMap::new();
    for problem in outcomes.iter().flat_map(|(_, reading)| &reading.problems) {
        by_code
            .entry(problem.code)
            .or_default()
            .insert(problem.message.clone());
        *by_message.entry(problem.message.clone()).or_default() += 1;
    }
    assert!(outcomes.len() >= 100, "{} cases", outcomes.len());
    assert!(by_message.len() >= 100, "{} messages", by_message.len());
    let mut complaints = Vec::new();
    for (message, count) in by_message.iter().filter(|(_, count)| **count > 8) {
        complaints.push(format!("{count} times the same message: {message}"));
    }
    for (code, messages) in &by_code {
        if messages.len() * 5 > by_message.len() {
            complaints.push(format!("more than a fifth of all messages are `{code}`"));
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_code_is_covered() {
    let covered: BTreeSet<Code> = outcomes()
        .iter()
        .flat_map(|(_, reading)| reading.problems.iter().map(|problem| problem.code))
        .collect();
    let mut complaints = String::new();
    for code in Code::ALL {
        let elsewhere = NOT_OF_CONTENT.iter().find(|(other, _)| other == code);
        match (covered.contains(code), elsewhere) {
            (false, None) => writeln!(complaints, "no mistake gives `{code}`").expect("a string"),
            (true, Some((_, why))) => {
                writeln!(complaints, "`{code}` is given, although {why}").expect("a string");
            }
            _ => {}
        }
    }
    assert_eq!(complaints, "");
}
