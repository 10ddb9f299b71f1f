//! What holds for any input: nothing panics, every problem stands in its file, and the answer is always the same.
//!
//! The seed is fixed, so that a run says the same today and tomorrow. `PROPTEST_CASES=100000` takes another seed each
//! time and as many cases as it says.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the sites it changes"
)]

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use quarterdeck::build::{self, Reading};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::text::{Colours, render};
use quarterdeck::model::{FigureError, MeasureId, Quarter, QuarterNumber, plain_decimal};
use quarterdeck::parse::{self, leaf};
use quarterdeck::source::{At, SourcePath, SourceTree};
use rayon::{ThreadPool, ThreadPoolBuilder};
use walkdir::WalkDir;

fn cases(cases: u32) -> ProptestConfig {
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return ProptestConfig::default();
    }
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(2016),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The site in a folder.
fn site(root: &str) -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut tree = SourceTree::default();
    for entry in WalkDir::new(root.join("content")).sort_by_file_name() {
        let entry = entry.expect("the site can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&root).expect("below the root");
            let bytes = std::fs::read(entry.path()).expect("a file");
            tree.insert(SourcePath::new(&path.to_string_lossy()), bytes);
        }
    }
    tree
}

/// A small site, into which anything may be put.
static SMALL: LazyLock<SourceTree> = LazyLock::new(|| site("src/build/sample"));
/// The site of this repository, whose files are changed a little.
static REAL: LazyLock<SourceTree> = LazyLock::new(|| site("."));

fn read(tree: &SourceTree) -> Reading {
    let edition = Edition {
        as_of: date(2016, 10, 31),
        drafts: DraftContent::LeftOut,
    };
    build::read(tree, &edition)
}

/// Either a judged report, or errors; each in its place, and each can be shown.
fn assert_sound(reading: &Reading) {
    assert_eq!(reading.judged.is_some(), reading.errors() == 0);
    for problem in &reading.problems {
        let others = problem.related.iter().map(|(place, _)| place);
        for place in std::iter::once(&problem.place).chain(others) {
            let At::Bytes { start, end } = place.at else {
                assert_eq!(place.at, At::File, "{problem:?}");
                continue;
            };
            let text = reading.sources[&place.path].as_str();
            assert!(start <= end && end <= text.len(), "{problem:?}");
            assert!(
                text.is_char_boundary(start) && text.is_char_boundary(end),
                "{problem:?}"
            );
        }
        assert!(problem.help.is_some(), "{problem:?}");
        assert!(!render(problem, &reading.sources, Colours::None).is_empty());
    }
}

/// Every kind of file, and some that are none.
const PATHS: [&str; 12] = [
    "content/site.yaml",
    "content/plans/2016-17.yaml",
    "content/plans/other.yaml",
    "content/measures/a2.yaml",
    "content/measures/new.yaml",
    "content/quarters/2016-17-q1.yaml",
    "content/quarters/2016-17-q3.yaml",
    "content/quarters/2015-16-q4/more.yaml",
    "content/commentary/2016-17-q1/measures/a2.council.md",
    "content/reports/2016-09-27-scrutiny.md",
    "content/pages/about.md",
    "content/nothing.txt",
];

/// Pieces of files, put together in any way.
const PIECES: [&str; 60] = [
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    " ",
    ": ",
    ":",
    ", ",
    "{ ",
    " }",
    "[ ",
    " ]",
    "\"",
    "'",
    "#",
    " # ",
    "%",
    "&a ",
    "*a",
    "!x ",
    "|",
    "> ",
    "? ",
    "\t",
    "\r\n",
    "---\n",
    "...",
    "\\",
    "\u{a0}",
    "é",
    "\u{7}",
    "1",
    "1,843",
    "1e3",
    "-5",
    "0.92",
    "n/a",
    "2016-17 Q1",
    "2016-17 Q5",
    "2016-09-27",
    "2016-06",
    "values",
    "a2",
    "value",
    "targets",
    "target",
    "from",
    "title",
    "better",
    "higher",
    "unit",
    "percent",
    "members",
    "parts",
    "because",
    "[88%](value:a2)",
    "![](chart:a2)",
    "<b>",
    "1. ",
];

fn any_text() -> impl Strategy<Value = Vec<u8>> {
    let piece = proptest::sample::select(&PIECES[..]);
    let pieces = proptest::collection::vec(piece, 0..40);
    prop_oneof![
        pieces.prop_map(|pieces| pieces.concat().into_bytes()),
        proptest::collection::vec(any::<u8>(), 0..200),
        ".{0,80}".prop_map(String::into_bytes),
    ]
}

/// A small change of a file.
#[derive(Debug, Clone)]
enum Edit {
    Flip(usize, u8),
    Insert(usize, &'static str),
    Delete(usize, usize),
    Double(usize),
    Swap(usize, usize),
    Cut(usize),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let at = any::<usize>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Edit::Flip(at, byte)),
        (at(), proptest::sample::select(&PIECES[..]))
            .prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (at(), 1..4_usize).prop_map(|(at, lines)| Edit::Delete(at, lines)),
        at().prop_map(Edit::Double),
        (at(), at()).prop_map(|(one, other)| Edit::Swap(one, other)),
        at().prop_map(Edit::Cut),
    ]
}

fn edited(bytes: &[u8], edit: &Edit) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.is_empty() {
        return bytes;
    }
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|b| *b == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let line = |at: usize| at % lines.len();
    match *edit {
        Edit::Flip(at, byte) => {
            let at = at % bytes.len();
            bytes[at] = byte;
            return bytes;
        }
        Edit::Insert(at, piece) => {
            let at = at % (bytes.len() + 1);
            bytes.splice(at..at, piece.bytes());
            return bytes;
        }
        Edit::Cut(at) => {
            bytes.truncate(at % bytes.len());
            return bytes;
        }
        Edit::Delete(at, count) => {
            let start = line(at);
            lines.drain(start..(start + count).min(lines.len()));
        }
        Edit::Double(at) => lines.insert(line(at), lines[line(at)].clone()),
        Edit::Swap(one, other) => {
            let (one, other) = (line(one), line(other));
            lines.swap(one, other);
        }
    }
    lines.concat()
}

/// A site with some of its files changed.
fn with_edits(tree: &SourceTree, edits: &[(usize, Edit)]) -> SourceTree {
    let mut changed = tree.clone();
    let paths: Vec<&SourcePath> = tree.iter().map(|(path, _)| path).collect();
    for (file, edit) in edits {
        let path = paths[file % paths.len()];
        let bytes = edited(changed.get(path).unwrap_or_default(), edit);
        changed.insert(path.clone(), bytes);
    }
    changed
}

fn threads(count: usize) -> ThreadPool {
    let pool = ThreadPoolBuilder::new().num_threads(count);
    pool.build().expect("a pool of threads")
}

static ONE: LazyLock<ThreadPool> = LazyLock::new(|| threads(1));
static MANY: LazyLock<ThreadPool> = LazyLock::new(|| threads(4));

fn any_quarter() -> impl Strategy<Value = Quarter> {
    (
        1971..2098_i32,
        proptest::sample::select(&QuarterNumber::ALL[..]),
    )
        .prop_map(|(year, number)| Quarter::new(year, number))
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_bytes_as_any_file_give_a_report_or_placed_problems(
        path in proptest::sample::select(&PATHS[..]),
        bytes in any_text(),
    ) {
        let mut tree = SMALL.clone();
        tree.insert(SourcePath::new(path), bytes);
        assert_sound(&read(&tree));
    }

    #[test]
    fn any_edits_of_a_small_site_give_a_report_or_placed_problems(
        edits in proptest::collection::vec((any::<usize>(), any_edit()), 1..6),
    ) {
        assert_sound(&read(&with_edits(&SMALL, &edits)));
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_edits_of_the_real_site_give_a_report_or_placed_problems(
        edits in proptest::collection::vec((any::<usize>(), any_edit()), 1..8),
    ) {
        assert_sound(&read(&with_edits(&REAL, &edits)));
    }
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn one_thread_and_many_read_the_same(
        edits in proptest::collection::vec((any::<usize>(), any_edit()), 1..8),
    ) {
        let tree = with_edits(&SMALL, &edits);
        let said = |pool: &ThreadPool| pool.install(|| {
            let drafts = format!("{:?}", parse::parse(&tree));
            let reading = read(&tree);
            (drafts, reading.problems, format!("{:?}", reading.judged))
        });
        prop_assert_eq!(said(&ONE), said(&MANY));
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn quarters_follow_one_another(quarter in any_quarter()) {
        prop_assert_eq!(quarter.next().previous(), quarter);
        prop_assert_eq!(quarter.previous().next(), quarter);
        prop_assert!(quarter.previous() < quarter && quarter < quarter.next());
        prop_assert_eq!(quarter.next().ordinal(), quarter.ordinal() + 1);
        prop_assert_eq!(quarter.last_year().through(quarter).count(), 5);
        prop_assert_eq!(quarter.first_month().after(3), quarter.next().first_month());
        prop_assert_eq!(quarter.last_month().after(1), quarter.next().first_month());
    }

    #[test]
    fn quarters_are_read_as_they_are_written(quarter in any_quarter()) {
        prop_assert_eq!(leaf::quarter_of(&quarter.to_string()), Ok(quarter));
        prop_assert_eq!(leaf::quarter_of_slug(&quarter.slug()), Some(quarter));
        prop_assert_eq!(leaf::quarter_of_slug(&quarter.to_string()), None);
    }

    #[test]
    fn a_figure_is_digits_and_at_most_one_point(text in "[-+0-9.,eE_ %£x\u{663}]{0,16}") {
        let unsigned = text.strip_prefix('-').unwrap_or(&text);
        let parts: Vec<&str> = unsigned.split('.').collect();
        let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        let reads_as_one = digits && parts.len() <= 2;
        match plain_decimal(&text) {
            Ok(value) => {
                prop_assert!(reads_as_one, "{}", text);
                prop_assert_eq!(value.scale(), u32::try_from(parts.get(1).map_or(0, |d| d.len()))?);
            }
            Err(FigureError::TooLong) => {}
            Err(_) => prop_assert!(!reads_as_one, "{}", text),
        }
    }

    #[test]
    fn what_one_is_told_to_write_can_be_read(text in "[-+0-9.,eE_ %£−()]{1,12}") {
        if let Err(FigureError::WriteInstead(instead)) = plain_decimal(&text) {
            prop_assert!(plain_decimal(&instead).is_ok(), "{} for {}", instead, text);
        }
    }

    #[test]
    fn days_months_and_quarters_have_one_form(text in "[-+0-9Qq/. ]{1,12}") {
        if let Some(day) = leaf::date_of(&text) {
            prop_assert_eq!(day.to_string(), &*text);
        }
        if let Some(month) = leaf::month_of(&text) {
            prop_assert_eq!(month.to_string(), &*text);
        }
        if let Ok(quarter) = leaf::quarter_of(&text) {
            prop_assert_eq!(quarter.to_string(), text);
        }
    }
}

/// How a measure in this unit is rated in each of three quarters.
fn ratings(unit: &str, better: &str, target: (u32, u32), figures: [u32; 3]) -> Vec<String> {
    let (target, tolerance) = target;
    let mut tree = SourceTree::default();
    let mut file = |path: &str, text: &str| {
        tree.insert(SourcePath::new(path), text.as_bytes().to_vec());
    };
    file(
        "content/site.yaml",
        "title: A\norganisation: Example Council\n",
    );
    let targets = format!(
        "targets: [{{ from: 2015-16 Q3, target: {target}, tolerance: {{ percent: {tolerance} }} }}]"
    );
    let measure =
        format!("title: A\nunit: {unit}\nbetter: {better}\nperiod: in_quarter\n{targets}\n");
    file("content/measures/a.yaml", &measure);
    let quarters = ["2015-16-q3", "2015-16-q4", "2016-17-q1"];
    for (quarter, figure) in quarters.iter().zip(figures) {
        let text = format!("publish_on: already_public\nvalues: {{ a: {figure} }}\n");
        file(&format!("content/quarters/{quarter}.yaml"), &text);
    }
    let judged = read(&tree).judged.expect("a site");
    let id = MeasureId::new("a");
    let quarters = judged.report.quarters.keys();
    let of = |quarter: &Quarter| {
        let judged = judged.assessment.judged(*quarter, &id).expect("judged");
        format!("{:?} {:?}", judged.current.outcome, judged.direction)
    };
    quarters.map(of).collect()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_rating_changes_when_a_unit_is_renamed(
        better in prop::sample::select(vec!["higher", "lower"]),
        target in (1..50_u32, 1..40_u32),
        figures in [0..60_u32, 0..60_u32, 0..60_u32],
    ) {
        let counted = ratings("count", better, target, figures);
        for unit in ["{ one: tonne, many: tonnes }", "{ one: t, many: t, short: t }", "{ pounds: thousands }"] {
            prop_assert_eq!(&ratings(unit, better, target, figures), &counted);
        }
    }
}
