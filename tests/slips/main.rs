//! Slips of one character, by the thousand, in every sample site: what is told of them, and where.
//!
//! A slip in a key, an id, a date, a reference, a quote or the indentation is to be told, and the first line that
//! `check` prints is to lead to it. `SLIPS=all cargo test --test slips -- --nocapture` takes every slip in place of a
//! sample, and `SHOW=dates` lists those of a kind that were not told, or elsewhere.
#![allow(clippy::disallowed_methods, reason = "a test reads the sample sites")]

mod cases;
mod fixing;
mod keyboard;
mod leftovers;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use keyboard::{Dice, Slip};
use quarterdeck::build::{Reading, Session};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::{Code, Diagnostic, Listing, SiteFolder};
use quarterdeck::disk;
use quarterdeck::parse;
use quarterdeck::source::{SourcePath, SourceTree};
use rayon::prelude::*;
use tokens::Kind;

const SITES: [&str; 4] = [
    ".",
    "tests/sites/cardiff",
    "tests/sites/example",
    "tests/sites/harbour",
];

/// So many of each kind in each site, drawn.
const SAMPLE: usize = 45;
/// So many of figures and texts, which are only tried for what they might break.
const FEW: usize = 20;

/// In per cent: of the slips that are judged, at least so many are told.
const TOLD: f64 = 98.0;
/// Of what is told, at least so much is told first on the slip's own line.
const FIRST: f64 = 95.0;

/// What was told of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// First on its line.
    Here,
    /// First somewhere else.
    Elsewhere,
    /// Not at all.
    Nowhere,
    /// The file says the same with it as without it.
    Harmless,
}

/// A slip in a file of a site, and what came of it.
struct Outcome {
    site: &'static str,
    path: SourcePath,
    slip: Slip,
    line: String,
    number: usize,
    told: Told,
    said: String,
    /// The file before the slip and with it, and what `check --fix` made of it.
    texts: Texts,
}

/// A file in three states.
struct Texts {
    before: String,
    slipped: String,
    fixed: String,
    /// Edits that a second run would still make.
    again: usize,
}

fn edition() -> Edition {
    Edition {
        as_of: date(2024, 9, 1),
        drafts: DraftContent::LeftOut,
    }
}

fn listing(reading: &Reading) -> Listing {
    Listing::new(
        &reading.problems,
        &reading.sources,
        &SiteFolder::default(),
        &BTreeSet::new(),
    )
}

/// What tells one problem from another when lines have moved.
fn mark(problem: &Diagnostic) -> (Code, SourcePath, String) {
    (
        problem.code,
        problem.place.path.clone(),
        problem.message.clone(),
    )
}

fn line_of(listing: &Listing, problem: &Diagnostic) -> usize {
    listing
        .region(&problem.place)
        .map_or(1, |region| region.start.line)
}

/// What a file says, whatever way it is written.
fn meaning(path: &SourcePath, text: &str) -> String {
    let mut alone = SourceTree::default();
    alone.insert(path.clone(), text.as_bytes().to_vec());
    let (drafts, _) = parse::parse(&alone);
    let words = format!("{drafts:?}");
    // Where a node stands, and the order in which it was counted, is no part of what it says.
    let mut parts = words.split("NodeId(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| {
        said + part.split_once(')').map_or(part, |(_, rest)| rest)
    })
}

fn read_site(root: &str) -> SourceTree {
    disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root)).expect("a sample site")
}

/// Every slip of a site, or a sample of each kind.
fn slips_of(tree: &SourceTree, dice: &mut Dice) -> Vec<(SourcePath, Slip)> {
    let mut by_kind: BTreeMap<Kind, Vec<(SourcePath, Slip)>> = BTreeMap::new();
    for (path, bytes) in tree
        .iter()
        .filter(|(path, _)| path.below("content").is_some())
    {
        let text = std::str::from_utf8(bytes).expect("text");
        for token in tokens::of(path.as_str(), text) {
            for slip in keyboard::slips(text, &token, dice) {
                by_kind
                    .entry(slip.kind)
                    .or_default()
                    .push((path.clone(), slip));
            }
        }
    }
    let all = std::env::var("SLIPS").is_ok_and(|what| what == "all");
    let mut drawn = Vec::new();
    for (kind, mut slips) in by_kind {
        let wanted = match kind.is_judged() {
            true if all => slips.len(),
            true => SAMPLE.min(slips.len()),
            false => FEW.min(slips.len()),
        };
        for at in 0..wanted {
            let other = at + dice.roll(slips.len() - at);
            slips.swap(at, other);
        }
        drawn.extend(slips.into_iter().take(wanted));
    }
    drawn
}

fn outcomes(site: &'static str) -> Vec<Outcome> {
    let tree = read_site(site);
    let mut dice = Dice(2016);
    let slips = slips_of(&tree, &mut dice);
    slips
        .par_chunks(slips.len().div_ceil(2 * rayon::current_num_threads()))
        .flat_map_iter(|slips| {
            let mut session = Session::default();
            let mut tree = tree.clone();
            let reading = session.read(&tree, &edition());
            assert!(reading.judged.is_some(), "{site} has errors");
            let before: BTreeSet<_> = reading.problems.iter().map(mark).collect();
            slips
                .iter()
                .map(|(path, slip)| outcome(site, &mut tree, &mut session, &before, path, slip))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn outcome(
    site: &'static str,
    tree: &mut SourceTree,
    session: &mut Session,
    before: &BTreeSet<(Code, SourcePath, String)>,
    path: &SourcePath,
    slip: &Slip,
) -> Outcome {
    let text = String::from_utf8(tree.get(path).expect("its file").to_vec()).expect("text");
    let slipped = slip.in_text(&text);
    tree.insert(path.clone(), slipped.clone().into_bytes());
    let reading = session.read(tree, &edition());
    let texts = fixing::texts(tree, session, path, &text, &slipped, &reading);
    tree.insert(path.clone(), text.clone().into_bytes());
    let number = text[..slip.range.start].matches('\n').count() + 1;
    let listing = listing(&reading);
    let first = listing
        .problems
        .iter()
        .find(|problem| !before.contains(&mark(problem)));
    let told = match first {
        Some(problem) if problem.place.path == *path && line_of(&listing, problem) == number => {
            Told::Here
        }
        Some(_) => Told::Elsewhere,
        None if meaning(path, &text) == meaning(path, &slipped) => Told::Harmless,
        None => Told::Nowhere,
    };
    let said = first.map_or(String::new(), |problem| {
        let line = line_of(&listing, problem);
        format!(
            "{}:{line}: {} [{}]",
            problem.place.path, problem.message, problem.code
        )
    });
    Outcome {
        site,
        path: path.clone(),
        slip: slip.clone(),
        line: slipped
            .lines()
            .nth(number - 1)
            .unwrap_or_default()
            .to_owned(),
        number,
        told,
        said,
        texts,
    }
}

#[derive(Default)]
struct Tally {
    slips: usize,
    reported: usize,
    here: usize,
    harmless: usize,
}

impl Tally {
    fn add(&mut self, told: Told) {
        match told {
            Told::Harmless => {
                self.harmless += 1;
                return;
            }
            Told::Here => self.here += 1,
            Told::Elsewhere | Told::Nowhere => {}
        }
        self.slips += 1;
        self.reported += usize::from(told != Told::Nowhere);
    }

    #[allow(clippy::cast_precision_loss, reason = "a share of some thousands")]
    fn shares(&self) -> (f64, f64) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        (
            share(self.reported, self.slips),
            share(self.here, self.reported),
        )
    }

    fn row(&self, name: &str) -> String {
        let (reported, here) = self.shares();
        format!(
            "{name:<34} {:>6} {:>6} {reported:>6.1}% {:>6} {here:>6.1}% {:>6}\n",
            self.slips, self.reported, self.here, self.harmless
        )
    }
}

fn tally<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> Tally {
    let mut tally = Tally::default();
    outcomes.for_each(|outcome| tally.add(outcome.told));
    tally
}

fn table(outcomes: &[Outcome]) -> String {
    let mut table = format!(
        "{:<34} {:>6} {:>6} {:>7} {:>6} {:>7} {:>6}\n",
        "", "slips", "told", "", "first", "", "same"
    );
    for kind in Kind::ALL {
        let of_kind = || outcomes.iter().filter(|outcome| outcome.slip.kind == kind);
        table += &tally(of_kind()).row(kind.name());
        let ways: BTreeSet<&str> = of_kind().map(|outcome| outcome.slip.how).collect();
        for how in ways {
            table += &tally(of_kind().filter(|outcome| outcome.slip.how == how))
                .row(&format!("  {how}"));
        }
    }
    for site in SITES {
        let of_site = outcomes.iter().filter(|outcome| outcome.site == site);
        table += &tally(of_site.filter(|outcome| outcome.slip.kind.is_judged())).row(site);
    }
    table += &tally(
        outcomes
            .iter()
            .filter(|outcome| outcome.slip.kind.is_judged()),
    )
    .row("all that is judged");
    table
}

fn show(outcomes: &[Outcome], kind: &str) -> String {
    let mut shown = String::new();
    for outcome in outcomes
        .iter()
        .filter(|outcome| outcome.slip.kind.name() == kind || kind == "all")
    {
        if matches!(outcome.told, Told::Nowhere | Told::Elsewhere) && outcome.slip.kind.is_judged()
        {
            writeln!(
                shown,
                "{:?} {} {}/{}:{}: {}\n      {}",
                outcome.told,
                outcome.slip.how,
                outcome.site,
                outcome.path,
                outcome.number,
                outcome.line,
                outcome.said
            )
            .expect("a string");
        }
    }
    shown
}

/// Fails where too little is told, or too much of it elsewhere.
fn assert_held(name: &str, tally: &Tally) {
    let (told, first) = tally.shares();
    assert!(told >= TOLD, "{name}: {told:.1}% of the slips are told");
    assert!(
        first >= FIRST,
        "{name}: {first:.1}% of what is told is first told on its line"
    );
}

/// Every slip that was drawn, in every site.
static OUTCOMES: LazyLock<Vec<Outcome>> =
    LazyLock::new(|| SITES.into_iter().flat_map(outcomes).collect());

#[test]
fn slips_are_told_on_their_line() {
    let outcomes = &*OUTCOMES;
    println!("{}", table(outcomes));
    if let Ok(kind) = std::env::var("SHOW") {
        println!("{}", show(outcomes, &kind));
    }
    let judged = || {
        outcomes
            .iter()
            .filter(|outcome| outcome.slip.kind.is_judged())
    };
    assert!(judged().count() > 1000, "only {} slips", judged().count());
    assert_held("all sites", &tally(judged()));
    for site in SITES {
        assert_held(
            site,
            &tally(judged().filter(|outcome| outcome.site == site)),
        );
    }
}
