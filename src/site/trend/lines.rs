//! The lines of a chart that are not the run itself: what is aimed at, and other bodies.

use super::Run;
use crate::assess::rating::goal_in;
use crate::chart::{Goal as GoalLine, GoalStep, Level, Line};
use crate::model::{Goal, Unit, Year};
use crate::site::figures;
use crate::site::words::fill;

/// Which edge of what is aimed at.
#[derive(Clone, Copy)]
enum Edge {
    Only,
    Low,
    High,
}
impl Run<'_> {
    /// One line for a target, two for the edges of a band; each steps where it changed.
    pub(super) fn goals(&self) -> Vec<GoalLine> {
        let is_band = self
            .measure
            .judgement
            .targets()
            .iter()
            .any(|t| matches!(t.goal, Goal::Band { .. }));
        let edges: &[Edge] = if is_band {
            &[Edge::Low, Edge::High]
        } else {
            &[Edge::Only]
        };
        let lines = edges.iter().map(|edge| GoalLine {
            steps: self.steps(*edge),
        });
        lines.filter(|line| !line.steps.is_empty()).collect()
    }

    fn steps(&self, edge: Edge) -> Vec<GoalStep> {
        let mut steps: Vec<(Option<Goal>, std::ops::Range<usize>)> = Vec::new();
        for (index, quarter) in self.quarters.iter().enumerate() {
            let goal = goal_in(self.measure, *quarter);
            match steps.last_mut() {
                Some((last, range)) if *last == goal => range.end = index + 1,
                _ => steps.push((goal, index..index + 1)),
            }
        }
        let drawn = steps
            .into_iter()
            .filter_map(|(goal, periods)| self.step(edge, goal?, periods));
        drawn.collect()
    }

    fn step(&self, edge: Edge, goal: Goal, periods: std::ops::Range<usize>) -> Option<GoalStep> {
        let words = self.context.words;
        let (target, tolerance) = match (edge, goal) {
            (Edge::Only, Goal::One { target, .. }) => (
                target,
                goal.tolerance_bound(self.measure.judgement.polarity()),
            ),
            (Edge::Low, Goal::Band { low, outer, .. }) => (low, outer.map(|outer| outer.0)),
            (Edge::High, Goal::Band { high, outer, .. }) => (high, outer.map(|outer| outer.1)),
            _ => return None,
        };
        let line = |template, slot: &str, value| {
            let shown = figures::value(words, value, short_unit(self.measure.unit));
            Line {
                level: Level::from(value),
                label: fill(template, &[(slot, &shown)]),
                short: shown,
            }
        };
        Some(GoalStep {
            periods,
            target: line(words.chart_target, "target", target),
            tolerance: tolerance
                .map(|tolerance| line(words.chart_tolerance, "tolerance", tolerance)),
        })
    }

    /// Of the years asked for, and of no year in particular.
    pub(super) fn benchmarks(&self, is_asked_for: impl Fn(Year) -> bool) -> Vec<Line> {
        let benchmarks = self.measure.benchmarks.iter();
        benchmarks
            .filter(|benchmark| benchmark.year.is_none_or(&is_asked_for))
            .filter_map(|benchmark| {
                let value = benchmark.value?;
                let shown =
                    figures::value(self.context.words, value, short_unit(self.measure.unit));
                Some(Line {
                    level: Level::from(value),
                    label: format!("{}: {shown}", self.context.benchmark_name(benchmark)),
                    short: shown,
                })
            })
            .collect()
    }
}

/// The base of a rate stands once, in the chart's title, and not at every line.
fn short_unit(unit: Unit) -> Unit {
    match unit {
        Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months => Unit::Score,
        other => other,
    }
}
