//! How long each stage takes, beside a reference in the same run.
//!
//! The reference is what no program of this kind can avoid: reading the same YAML with the same crate into its own
//! value type. Machines are noisy, so read the ratio of medians, not the times. `cargo bench` runs it.
#![allow(clippy::disallowed_methods, reason = "a benchmark is at the edge")]

mod site;

use std::sync::Arc;

use divan::Bencher;
use quarterdeck::assess::assess;
use quarterdeck::build::{self, JudgedSite};
use quarterdeck::check::{DraftContent, Edition, check};
use quarterdeck::parse::parse;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::site::{Options, plan};
use quarterdeck::source::{SourcePath, SourceTree};

const SIZES: [usize; 2] = [100, 1000];

fn main() {
    divan::main();
}

/// An invented council: so many measures, twenty quarters, a comment on every tenth measure of the last quarter.
fn site(measures: usize) -> SourceTree {
    let mut tree = SourceTree::default();
    for (path, text) in site::files(measures, 10) {
        tree.insert(SourcePath::new(&path), text.into_bytes());
    }
    tree
}

fn edition() -> Edition {
    Edition {
        as_of: jiff::civil::date(2020, 1, 1),
        drafts: DraftContent::LeftOut,
    }
}

fn options() -> Options {
    Options {
        base_url: None,
        links: LinkStyle::Folder,
    }
}

fn judged(tree: &SourceTree) -> Arc<JudgedSite> {
    let reading = build::read(tree, &edition());
    assert!(
        reading.problems.is_empty(),
        "{:?}",
        reading.problems.first()
    );
    reading.judged.expect("a report")
}

/// The reference: the same YAML, by the same crate, into its own value type.
#[divan::bench(args = SIZES)]
fn reference_yaml_values(bencher: Bencher, measures: usize) {
    let tree = site(measures);
    bencher.bench(|| {
        let yaml = tree
            .iter()
            .filter(|(path, _)| path.as_str().ends_with(".yaml"));
        yaml.map(|(_, bytes)| serde_yaml::from_slice::<serde_yaml::Value>(bytes).expect("YAML"))
            .collect::<Vec<_>>()
    });
}

#[divan::bench(args = SIZES)]
fn parse_files(bencher: Bencher, measures: usize) {
    let tree = site(measures);
    bencher.bench(|| parse(&tree));
}

#[divan::bench(args = SIZES)]
fn check_drafts(bencher: Bencher, measures: usize) {
    let (drafts, _) = parse(&site(measures));
    bencher.bench(|| check(&drafts, &edition()));
}

#[divan::bench(args = SIZES)]
fn assess_report(bencher: Bencher, measures: usize) {
    let judged = judged(&site(measures));
    bencher.bench(|| assess(&judged.report.figures, edition().as_of));
}

#[divan::bench(args = SIZES)]
fn plan_pages(bencher: Bencher, measures: usize) {
    let judged = judged(&site(measures));
    let options = options();
    bencher.bench(|| {
        let pages = plan(&judged.report, &judged.assessment, &options);
        pages.files().filter_map(|file| pages.page(&file)).count()
    });
}

#[divan::bench(args = SIZES)]
fn render_every_page(bencher: Bencher, measures: usize) {
    let tree = site(measures);
    let (judged, options) = (judged(&tree), options());
    let output = build::output(&judged, &options);
    bencher.bench(|| {
        output
            .paths()
            .map(|path| output.render(&path).expect("a page").bytes.len())
            .sum::<usize>()
    });
}
