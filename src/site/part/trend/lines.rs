//! Other lines of a chart: targets, tolerances and benchmarks.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Series;
use crate::assess::rating::goal_in;
use crate::chart::{Benchmark as BenchmarkLine, Goal as GoalLine, GoalStep, Level, Line};
use crate::model::{Goal, PeriodKind, Polarity, Quarter, Unit, Year};
use crate::site::phrases::{figures, names};
use crate::site::words::fill;

/// A line of a goal: its target and tolerance. `None` if a goal does not have the line.
type GoalLevels = fn(Goal, Polarity) -> Option<(Decimal, Option<Decimal>)>;

/// The lines of goals: the only one, and the two edges of a band.
const LINES: [GoalLevels; 3] = [
    |goal, polarity| match goal {
        Goal::One { target, .. } => Some((target, goal.tolerance_bound(polarity))),
        Goal::Band { .. } => None,
    },
    |goal, _| match goal {
        Goal::Band { low, outer, .. } => Some((low, outer.map(|outer| outer.0))),
        Goal::One { .. } => None,
    },
    |goal, _| match goal {
        Goal::Band { high, outer, .. } => Some((high, outer.map(|outer| outer.1))),
        Goal::One { .. } => None,
    },
];

impl Series<'_> {
    /// Returns one line for a target or two for the edges of a band. Each has a step where the target changed.
    pub(super) fn goals(&self) -> Vec<GoalLine> {
        let mut steps: Vec<(Option<Goal>, Range<usize>)> = Vec::new();
        for (index, quarter) in self.quarters.iter().enumerate() {
            let goal = goal_in(self.measure, *quarter);
            match steps.last_mut() {
                Some((last, range)) if *last == goal => range.end = index + 1,
                _ => steps.push((goal, index..index + 1)),
            }
        }
        let lines = LINES.into_iter().map(|levels| GoalLine {
            steps: steps
                .iter()
                .filter_map(|(goal, periods)| self.step(levels, (*goal)?, periods.clone()))
                .collect(),
        });
        lines.filter(|line| !line.steps.is_empty()).collect()
    }

    fn step(&self, levels: GoalLevels, goal: Goal, periods: Range<usize>) -> Option<GoalStep> {
        let words = self.context.words;
        let (target, tolerance) = levels(goal, self.measure.judgement.polarity())?;
        let line = |template, slot: &str, value| {
            let shown = self.short(value);
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

    /// Returns the benchmarks without a year, and those of a year that the chart shows.
    pub(super) fn benchmarks(&self) -> Vec<BenchmarkLine> {
        let benchmarks = self.measure.benchmarks.iter().filter_map(|benchmark| {
            let value = benchmark.value?;
            let periods = match benchmark.year {
                Some(year) => Some(self.periods_of(year)?),
                None => None,
            };
            let (name, shown) = (
                names::benchmark_name(self.context, benchmark),
                self.short(value),
            );
            let line = Line {
                level: Level::from(value),
                label: format!("{name}: {shown}"),
                short: shown,
            };
            Some(BenchmarkLine { periods, line })
        });
        benchmarks.collect()
    }

    /// Formats a value for the label of a line. The base of a rate is in the chart's title and not repeated on each
    /// line.
    fn short(&self, value: Decimal) -> String {
        let unit = match self.measure.unit {
            Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months => Unit::Score,
            other => other,
        };
        figures::value(self.context.words, value, unit)
    }

    /// Returns the periods in a year, or `None` if there are none.
    fn periods_of(&self, year: Year) -> Option<Range<usize>> {
        // An annual figure is for a financial year, and is shown for the calendar year in which that starts.
        let holds = |quarter: &Quarter| match (year, self.measure.period) {
            (Year::Calendar(year), PeriodKind::Annual) => quarter.year() == year,
            _ => year.holds(*quarter),
        };
        let first = self.quarters.iter().position(holds)?;
        let last = self.quarters.iter().rposition(holds)?;
        Some(first..last + 1)
    }

    /// Returns the most decimals of any figure or target.
    pub(super) fn decimals(&self) -> u32 {
        let figures = self.figures().into_iter().map(|(_, figure)| figure.shown());
        let goals = self
            .quarters
            .iter()
            .filter_map(|quarter| goal_in(self.measure, *quarter));
        let goals = goals.flat_map(|goal| match goal {
            Goal::One { target, .. } => vec![target],
            Goal::Band { low, high, .. } => vec![low, high],
        });
        let all = figures.chain(goals).map(|value| value.normalize().scale());
        all.max().unwrap_or(0)
    }
}
