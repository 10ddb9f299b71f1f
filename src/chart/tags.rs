//! What the lines and months of a trend are called.

use super::ink::Ink;
use super::labels::Side;
use super::lettering::Face;
use super::lines;
use super::plot::Plot;
use super::shapes::At;
use super::sheet::{GAP, STRONG, TEXT};
use super::spec::{Goal, Line};

/// A label of a line or a month.
pub(super) struct Tag<'a> {
    pub(super) text: &'a str,
    /// Its figure alone.
    pub(super) short: &'a str,
    pub(super) ink: Ink,
    pub(super) face: Face,
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
    LatestMonth,
    Target,
    Tolerance,
    EarlierStep,
    Benchmark,
    EarlierMonth,
}

/// Every label of a line or a month, in the order in which the page names them.
pub(super) fn of<'a>(plot: &Plot<'a>) -> Vec<Tag<'a>> {
    let mut tags = Vec::new();
    let goals = &plot.spec.goals;
    for (n, goal) in goals.iter().enumerate() {
        // The upper edge of a range has its label above, the lower one below.
        let usual = if n + 1 == goals.len() {
            Side::Above
        } else {
            Side::Below
        };
        goal_tags(plot, goal, usual, &mut tags);
    }
    for benchmark in &plot.spec.benchmarks {
        let edges = lines::benchmark_edges(&plot.columns, benchmark);
        let kind = (Ink::BenchmarkText, Rank::Benchmark, Side::Above);
        tags.push(line_tag(plot, &benchmark.line, edges, kind));
    }
    for (i, (month, at)) in plot.spec.latest.iter().zip(plot.months()).enumerate() {
        let rank = if i + 1 == plot.spec.latest.len() {
            Rank::LatestMonth
        } else {
            Rank::EarlierMonth
        };
        tags.push(point(plot, &month.label, at, (Ink::MonthText, TEXT, rank)));
    }
    tags
}

/// The label of a point.
pub(super) fn point<'a>(
    plot: &Plot<'_>,
    text: &'a str,
    at: At,
    (ink, face, rank): (Ink, Face, Rank),
) -> Tag<'a> {
    Tag {
        text,
        short: text,
        ink,
        face,
        start: at,
        end: (at.0 + plot.reach() + GAP / 2.0, at.1),
        side: Side::Above,
        rank,
    }
}

fn goal_tags<'a>(plot: &Plot<'a>, goal: &'a Goal, usual: Side, tags: &mut Vec<Tag<'a>>) {
    for (n, step) in goal.steps.iter().enumerate() {
        let edges = lines::edges(&plot.columns, step);
        // Both labels are outside the band between target and tolerance.
        let (side, other) = match &step.tolerance {
            Some(tolerance) if tolerance.level > step.target.level => (Side::Below, Side::Above),
            Some(_) => (Side::Above, Side::Below),
            None => (usual, usual),
        };
        if n + 1 < goal.steps.len() {
            let kind = (Ink::EarlierText, Rank::EarlierStep, side);
            tags.push(line_tag(plot, &step.target, edges, kind));
            continue;
        }
        let kind = (Ink::TargetText, Rank::Target, side);
        tags.push(line_tag(plot, &step.target, edges, kind));
        if let Some(tolerance) = &step.tolerance {
            let kind = (Ink::ToleranceText, Rank::Tolerance, other);
            tags.push(line_tag(plot, tolerance, edges, kind));
        }
    }
}

fn line_tag<'a>(
    plot: &Plot<'a>,
    line: &'a Line,
    (left, right): (f64, f64),
    (ink, rank, side): (Ink, Rank, Side),
) -> Tag<'a> {
    let at = |x| plot.at((x, line.level.get()));
    Tag {
        text: &line.label,
        short: &line.short,
        ink,
        face: if ink == Ink::TargetText { STRONG } else { TEXT },
        start: at(left),
        end: at(right),
        side,
        rank,
    }
}

impl Tag<'_> {
    /// The ink of what it names.
    pub(super) fn stroke(&self) -> Ink {
        match self.ink {
            Ink::TargetText => Ink::Target,
            Ink::ToleranceText => Ink::Tolerance,
            Ink::BenchmarkText => Ink::Benchmark,
            _ => Ink::Month,
        }
    }
}
