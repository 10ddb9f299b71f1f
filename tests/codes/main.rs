//! The explanations of the codes: each wrong example gives its code, each right one nothing at all, and the page that
//! shows them is up to date.
#![allow(clippy::disallowed_methods, reason = "a test writes the documentation")]

mod page;
mod site;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::{Date, date};
use quarterdeck::build::{self, Reading};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::compare::{self, SiteEditions};
use quarterdeck::diag::text::{Colours, render};
use quarterdeck::diag::{Code, explain};
use quarterdeck::source::{SourcePath, SourceTree, Unread};
use rayon::prelude::*;

/// Reads the site of an example. A rule about what changes holds it against the site as it should be.
fn read_since(code: Code, tree: &SourceTree) -> Reading {
    let reading = read(tree);
    if ![Code::UnrecordedRevision, Code::UnrecordedChange].contains(&code) {
        return reading;
    }
    let (before, after) = (read(&site::whole()), reading.judged.clone());
    let (Some(before), Some(after)) = (&before.judged, &after) else {
        return reading;
    };
    let complete = |tree: &SourceTree| {
        let drafts = DraftContent::AndAllToCome;
        let reading = build::read(
            tree,
            &Edition {
                drafts,
                as_of: AS_OF,
            },
        );
        reading.comparable
    };
    let (all_before, all_after) = (complete(&site::whole()), complete(tree));
    let [before, after] =
        [(before, &all_before), (after, &all_after)].map(|(public, all)| SiteEditions {
            public,
            complete: all.as_ref().unwrap_or(public),
        });
    let found = compare::unrecorded(before, after, tree, AS_OF);
    reading.with_problems(found, tree)
}

const AS_OF: Date = date(2016, 10, 31);

fn read(tree: &SourceTree) -> Reading {
    let edition = Edition {
        as_of: AS_OF,
        drafts: DraftContent::LeftOut,
    };
    build::read(tree, &edition)
}

fn shown(reading: &Reading) -> String {
    let problems = reading.problems.iter();
    problems
        .map(|problem| render(problem, &reading.sources, Colours::None) + "\n")
        .collect()
}

/// The wrong example made in the site. One of them cannot be shown at its full size, one not as a text.
fn wrong(code: Code) -> SourceTree {
    let example = code.explanation().wrong;
    let mut tree = site::with(&example);
    if code == Code::NotRead {
        // A text cannot show a link.
        let path = SourcePath::new(example.path);
        tree.remove(&path);
        tree.insert_unread(path, Unread::LeadsOut("../../../about.md".to_owned()));
    }
    if code == Code::TooLarge {
        let text = format!(
            "---\ntitle: About\nnote: >\n{}---\n",
            format!("  {}\n", example.text).repeat(100_000)
        );
        tree.insert(SourcePath::new(example.path), text.into_bytes());
    }
    tree
}

fn all(complaint: impl Fn(Code) -> Option<String> + Sync) {
    let complaints: Vec<String> = Code::ALL
        .par_iter()
        .filter_map(|code| complaint(*code))
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn the_site_of_the_examples_has_nothing_wrong() {
    assert_eq!(shown(&read(&site::whole())), "");
}

#[test]
fn each_wrong_example_gives_its_code_and_no_other() {
    all(|code| {
        let reading = read_since(code, &wrong(code));
        let codes: BTreeSet<Code> = reading.problems.iter().map(|p| p.code).collect();
        (codes != BTreeSet::from([code])).then(|| format!("{code}:\n{}", shown(&reading)))
    });
}

#[test]
fn each_right_example_has_nothing_wrong() {
    all(|code| {
        let right = code.explanation().right;
        let reading = read_since(code, &site::with(&right));
        (!reading.problems.is_empty()).then(|| format!("{code}:\n{}", shown(&reading)))
    });
}

#[test]
fn each_explanation_says_more_than_the_sentence_before_it() {
    all(|code| {
        let explanation = code.explanation();
        let more = explanation.more;
        let says_more = more.split(' ').count() >= 12 && !more.contains(code.why());
        let is_sentence =
            more.ends_with(['.', ')']) && more.starts_with(|c: char| !c.is_lowercase());
        let differs = explanation.wrong != explanation.right;
        (!says_more || !is_sentence || !differs).then(|| format!("{code}: {more}"))
    });
}

#[test]
fn a_code_is_found_in_any_case_and_a_misspelt_one_is_met_with_what_was_meant() {
    assert_eq!(explain::find("Cut-Text"), Ok(Code::CutText));
    assert_eq!(explain::find("cutext"), Err(Some("cut-text")));
    assert_eq!(explain::find("a2"), Err(None));
}

#[test]
fn the_page_of_all_codes_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md");
    let page = page::page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let written = std::fs::read_to_string(&path).expect("docs/codes.md");
    assert!(
        written == page,
        "docs/codes.md is behind the program: UPDATE=1 cargo test --test codes"
    );
}
