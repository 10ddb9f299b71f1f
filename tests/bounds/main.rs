//! Bounded time: a file of any shape takes time in proportion to its size: what is read, what is wrong with it, and every format that
//! says so. Each shape is made larger until it takes a measurable time, and then four times as large: that may take four
//! times as long, and not sixteen times.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its files and measures itself"
)]

mod shapes;

#[path = "../mistakes/site.rs"]
mod site;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use quarterdeck::build::Session;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::text::Colours;
use quarterdeck::diag::{Listing, SiteFolder, gitlab, json, sarif, short, summary, text};
use quarterdeck::source::{SourcePath, SourceTree};
use shapes::Shape;

/// What takes less is lost among what every site takes.
const MEASURABLE: Duration = Duration::from_millis(20);
/// In bytes. Four times the last is nearly as much as a file may hold.
const SIZES: [usize; 7] = [4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 250_000];
/// Four times as much takes up to so many times as long.
const GROWTH: u32 = 8;
/// However busy the machine is, and in a build for debugging.
const LONGEST: Duration = Duration::from_secs(60);
/// Other work on the machine only adds time, so the shortest of several times counts.
const TRIES: usize = 40;

/// The time that the processor spent on this thread, where the system says so, and else the time that passed.
fn time_of(work: impl FnOnce()) -> Duration {
    let spent = || {
        let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds = statistics.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    };
    let (before, began) = (spent(), Instant::now());
    work();
    match (before, spent()) {
        (Some(before), Some(after)) if after > before => after.saturating_sub(before),
        _ => began.elapsed(),
    }
}

/// A session that has read the base site, so that only what a shape changes is read again.
struct Bench {
    session: Session,
    base: SourceTree,
}

impl Bench {
    fn new() -> Self {
        let (session, base) = (Session::default(), site::base());
        let mut bench = Self { session, base };
        bench.tell(&bench.base.clone());
        bench
    }

    /// Reads a site and writes what is wrong with it in every format.
    fn tell(&mut self, tree: &SourceTree) {
        let edition = Edition {
            as_of: jiff::civil::date(2017, 1, 1),
            drafts: DraftContent::LeftOut,
        };
        let reading = self.session.read(tree, &edition);
        let listing = Listing::new(
            &reading.problems,
            &reading.sources,
            &SiteFolder::default(),
            &BTreeSet::new(),
        );
        let shown = listing.problems.iter();
        let mut length: usize = shown
            .map(|problem| text::render(problem, &listing.sources, Colours::None).len())
            .sum();
        for render in [short::render, json::render, sarif::render, gitlab::render] {
            length += render(&listing).len();
        }
        length += summary::render(&listing, "").len();
        std::hint::black_box(length);
    }

    fn time_at(&mut self, shape: &Shape, size: usize) -> Duration {
        self.tell(&self.base.clone());
        let mut tree = self.base.clone();
        for (path, text) in (shape.files)(size) {
            tree.insert(SourcePath::new(path), text.into_bytes());
        }
        time_of(|| self.tell(&tree))
    }

    /// What is wrong with the times of a shape.
    fn complaint(&mut self, shape: &Shape) -> Option<String> {
        let sizes = SIZES.into_iter().filter(|size| *size >= shape.least);
        let size = sizes
            .into_iter()
            .find(|size| self.time_at(shape, *size) > MEASURABLE)?;
        let (mut once, mut four_times) = (Duration::MAX, Duration::MAX);
        for _ in 0..TRIES {
            once = once.min(self.time_at(shape, size));
            four_times = four_times.min(self.time_at(shape, 4 * size));
            if four_times < LONGEST && four_times < once.max(MEASURABLE) * GROWTH {
                return None;
            }
        }
        let name = shape.name;
        Some(format!(
            "{name}: {once:?} for {size} bytes, {four_times:?} for four times as many"
        ))
    }
}

/// Each shape alone, on one thread. `QUARTERDECK_SHAPE` names some of them.
fn hold(shapes: fn() -> Vec<Shape>) {
    let wanted = std::env::var("QUARTERDECK_SHAPE").unwrap_or_default();
    let pool = rayon::ThreadPoolBuilder::new();
    let pool = pool.num_threads(1).use_current_thread().build();
    let complaints: Vec<String> = pool.expect("a pool of this thread").install(|| {
        let mut bench = Bench::new();
        let shapes = shapes().into_iter();
        let shapes = shapes.filter(|shape| shape.name.contains(&wanted));
        shapes.filter_map(|shape| bench.complaint(&shape)).collect()
    });
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn lines_take_time_in_proportion() {
    hold(shapes::lines);
}

#[test]
fn repeated_signs_take_time_in_proportion() {
    hold(shapes::signs);
}

#[test]
fn entries_take_time_in_proportion() {
    hold(shapes::entries);
}

#[test]
fn shapes_of_several_files_take_time_in_proportion() {
    hold(shapes::several);
}

#[test]
fn texts_take_time_in_proportion() {
    hold(shapes::texts);
}
