//! The published reports of real councils: what their pages must say, in tables that the reports can be held against.
//!
//! Each file of `tests/councils/` names a site under its heading, and lists pages with what stands on them. A line that
//! begins with `not:` must not stand there. `*` is every page of the site.
#![allow(clippy::disallowed_methods, reason = "a test reads its fixtures")]

mod reading;

use std::collections::BTreeMap;
use std::path::Path;

use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::{build, disk};
use reading::main_text;

/// The text of every page of a site, by its address, each stretch of white space as one blank.
fn pages(site: &Path) -> BTreeMap<String, String> {
    let edition = Edition {
        as_of: "2026-01-01".parse().expect("a day"),
        drafts: DraftContent::LeftOut,
    };
    let tree = disk::read(site).expect("the site can be read");
    let judged = build::read(&tree, &edition)
        .judged
        .expect("the site has no errors");
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let output = build::output(&judged, &options);
    let pages = output.paths().filter(|path| path.ends_with(".html"));
    pages
        .map(|path| {
            let page =
                String::from_utf8(output.render(&path).expect("a page").bytes).expect("text");
            let words: Vec<String> = main_text(&page)
                .split_whitespace()
                .map(str::to_owned)
                .collect();
            let address = format!("/{}", path.trim_end_matches("index.html"));
            (address, words.join(" "))
        })
        .collect()
}

/// Lines of a table that do not hold.
fn failures(file: &str, text: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = text
        .lines()
        .find_map(|line| line.strip_prefix("Site: "))
        .unwrap_or_else(|| panic!("{file} names no site"));
    let pages = pages(&root.join(site.trim().trim_matches('`')));
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| /") || line.starts_with("| *"));
    rows.filter_map(|row| {
        let cells: Vec<&str> = row
            .trim_matches('|')
            .splitn(2, '|')
            .map(str::trim)
            .collect();
        failure(&pages, cells[0], cells[1])
            .map(|why| format!("{file}: {}: {why}: {}", cells[0], cells[1]))
    })
    .collect()
}

/// Why a line does not hold.
fn failure(pages: &BTreeMap<String, String>, address: &str, says: &str) -> Option<&'static str> {
    let shown: Vec<&String> = match address {
        "*" => pages.values().collect(),
        address => pages.get(address).into_iter().collect(),
    };
    if shown.is_empty() {
        return Some("there is no such page");
    }
    // A bar parts the cells of a table, here as there, so it is written as a slash of its own.
    let says = says.replace('¦', "|");
    match says.strip_prefix("not: ") {
        Some(absent) => shown
            .iter()
            .any(|page| page.contains(absent))
            .then_some("it does say"),
        None => {
            (!shown.iter().any(|page| page.contains(says.as_str()))).then_some("it does not say")
        }
    }
}

#[test]
fn every_council_is_told_as_its_report_has_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/councils");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/councils")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    assert!(files.len() >= 2, "{files:?}");
    let failures: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).expect("text");
            failures(&path.file_name().expect("a name").to_string_lossy(), &text)
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_line_that_does_not_hold_is_named() {
    let pages = BTreeMap::from([("/a/".to_owned(), "1 of 2".to_owned())]);
    assert_eq!(failure(&pages, "/a/", "1 of 2"), None);
    assert_eq!(failure(&pages, "/a/", "1 of 3"), Some("it does not say"));
    assert_eq!(failure(&pages, "*", "not: 1 of 2"), Some("it does say"));
    assert_eq!(
        failure(&pages, "/b/", "not: 1"),
        Some("there is no such page")
    );
}
