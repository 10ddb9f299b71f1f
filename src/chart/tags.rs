//! What the lines and months of a trend are called.

use super::ink::Ink;
use super::labels::Side;
use super::lettering::Face;
use super::lines;
use super::plot::Plot;
use super::shapes::At;
use super::sheet::{GAP, NOW, STRONG, TEXT};
use super::spec::{GoalStep, Line};

pub(super) struct Tag<'a> {
    pub(super) text: &'a str,
    /// Its figure alone.
    pub(super) short: &'a str,
    /// Where what it names starts; the middle of a point.
    pub(super) start: At,
    pub(super) end: At,
    pub(super) side: Side,
    pub(super) rank: Rank,
}

/// How important a label is: those placed first have the most room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Now,
    Note,
    LatestMonth,
    Target,
    Tolerance,
    EarlierStep,
    Benchmark,
    EarlierMonth,
}

impl Rank {
    /// Returns the ink of what such a label names, and its own ink and face.
    pub(super) fn look(self) -> (Ink, Ink, Face) {
        match self {
            Self::Now => (Ink::Run, Ink::NowText, NOW),
            Self::Note => (Ink::Run, Ink::NoteText, TEXT),
            Self::LatestMonth | Self::EarlierMonth => (Ink::Month, Ink::MonthText, TEXT),
            Self::Target => (Ink::Target, Ink::TargetText, STRONG),
            Self::EarlierStep => (Ink::Target, Ink::EarlierText, TEXT),
            Self::Tolerance => (Ink::Tolerance, Ink::ToleranceText, TEXT),
            Self::Benchmark => (Ink::Benchmark, Ink::BenchmarkText, TEXT),
        }
    }
}

/// Returns every label of a line or a month, in the order in which the page names them.
pub(super) fn of<'a>(plot: &Plot<'a>) -> Vec<Tag<'a>> {
    let mut tags = Vec::new();
    let goals = &plot.spec.goals;
    for (n, goal) in goals.iter().enumerate() {
        // The upper edge of a range has its label above, the lower one below.
        let is_last = n + 1 == goals.len();
        let usual = if is_last { Side::Above } else { Side::Below };
        goal_tags(plot, goal, usual, &mut tags);
    }
    for benchmark in &plot.spec.benchmarks {
        let edges = lines::benchmark_edges(plot, benchmark);
        let tag = line_tag(plot, &benchmark.line, edges, Rank::Benchmark, Side::Above);
        tags.push(tag);
    }
    let ranks = (1..plot.spec.latest.len()).map(|_| Rank::EarlierMonth);
    let months = plot.spec.latest.iter().zip(plot.months());
    let months = months.zip(ranks.chain([Rank::LatestMonth]));
    tags.extend(months.map(|((month, at), rank)| point(plot, &month.label, at, rank)));
    tags
}

pub(super) fn point<'a>(plot: &Plot<'_>, text: &'a str, at: At, rank: Rank) -> Tag<'a> {
    Tag {
        text,
        short: text,
        start: at,
        end: (at.0 + plot.reach() + GAP / 2.0, at.1),
        side: Side::Above,
        rank,
    }
}

fn goal_tags<'a>(plot: &Plot<'a>, goal: &'a [GoalStep], usual: Side, tags: &mut Vec<Tag<'a>>) {
    for (n, step) in goal.iter().enumerate() {
        let edges = lines::edges(plot, step);
        let is_last = n + 1 == goal.len();
        // Both labels are outside the band between target and tolerance.
        let (side, other) = match &step.tolerance {
            Some(tolerance) if tolerance.level > step.target.level => (Side::Below, Side::Above),
            Some(_) => (Side::Above, Side::Below),
            None => (usual, usual),
        };
        let rank = if is_last {
            Rank::Target
        } else {
            Rank::EarlierStep
        };
        tags.push(line_tag(plot, &step.target, edges, rank, side));
        let tolerance = step.tolerance.as_ref().filter(|_| is_last);
        let tolerance = tolerance.filter(|line| plot.scale.holds(line));
        tags.extend(tolerance.map(|line| line_tag(plot, line, edges, Rank::Tolerance, other)));
    }
}

fn line_tag<'a>(
    plot: &Plot<'a>,
    line: &'a Line,
    (left, right): (f64, f64),
    rank: Rank,
    side: Side,
) -> Tag<'a> {
    let at = |x| plot.at((x, line.level.0));
    Tag {
        text: &line.label,
        short: &line.short,
        start: at(left),
        end: at(right),
        side,
        rank,
    }
}
