//! How long each stage takes, beside a reference in the same run.
//!
//! The reference is what no program of this kind can avoid: reading the same YAML with the same crate into its own
//! value type. Machines are noisy, so read the ratio of medians, not the times. `cargo bench` runs it.
#![allow(clippy::disallowed_methods, reason = "a benchmark is at the edge")]

use std::sync::Arc;

use divan::Bencher;
use quarterdeck::assess::assess;
use quarterdeck::build::{self, Judged};
use quarterdeck::check::{DraftContent, Edition, check};
use quarterdeck::parse::parse;
use quarterdeck::site::routes::LinkStyle;
use quarterdeck::site::{Options, plan};
use quarterdeck::source::{SourcePath, SourceTree};

const SIZES: [usize; 2] = [100, 1000];
const QUARTERS: usize = 20;

fn main() {
    divan::main();
}

/// An invented council: so many measures, twenty quarters, a comment on every tenth measure of the last quarter.
fn site(measures: usize) -> SourceTree {
    let mut tree = SourceTree::default();
    let mut add =
        |path: String, text: String| tree.insert(SourcePath::new(&path), text.into_bytes());
    add(
        "content/site.yaml".to_owned(),
        "title: Example\norganisation: Example Council\n".to_owned(),
    );
    for number in 0..measures {
        add(format!("content/measures/m{number}.yaml"), measure(number));
    }
    for index in 0..QUARTERS {
        add(
            format!("content/quarters/{}.yaml", slug(index)),
            quarter(index, measures),
        );
    }
    let last = slug(QUARTERS - 1);
    for number in (0..measures).step_by(10) {
        let text = format!(
            "Figures of [this measure](measure:m{number}) moved as expected.\n\nMore is being done.\n"
        );
        add(
            format!("content/commentary/{last}/measures/m{number}.md"),
            text,
        );
    }
    tree
}

fn slug(index: usize) -> String {
    let year = 2010 + index / 4;
    format!("{year}-{:02}-q{}", (year + 1) % 100, index % 4 + 1)
}

fn measure(number: usize) -> String {
    format!(
        "ref: M{number}\ntitle: Measure number {number}\ngroup: Group {}\nset: contract\nunit: percent\nbetter: higher\n\
         period: in_quarter\nreported: {{ from: 2010-11 Q1 }}\ntargets:\n  - {{ from: 2010-11 Q1, target: 90, tolerance: 85 }}\n\
         definition: \"What is counted, in a sentence that is as long as definitions usually are.\"\n",
        number % 12
    )
}

fn quarter(index: usize, measures: usize) -> String {
    let year = 2010 + index / 4;
    let mut text = format!(
        "quarter: {year}-{:02} Q{}\npublish_on: already_public\nvalues:\n",
        (year + 1) % 100,
        index % 4 + 1
    );
    for number in 0..measures {
        let value = 80 + (number * 7 + index * 3) % 20;
        text.push_str(&format!("  m{number}: {value}.{}\n", (number + index) % 10));
    }
    text
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

fn judged(tree: &SourceTree) -> Arc<Judged> {
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
