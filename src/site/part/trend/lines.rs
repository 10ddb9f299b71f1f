//! Other lines of a chart: targets, tolerances and benchmarks.

use std::ops::Range;

use rust_decimal::Decimal;

use super::axis::{in_axis_unit, level};
use super::{GoalLevel, Series, levels};
use crate::chart::{Benchmark as BenchmarkLine, Goal as GoalLine, GoalStep, Line};
use crate::model::{Goal, MoneyUnit, PeriodKind, Quarter, Unit, Year};
use crate::site::phrases::{figures, names};
use crate::site::words::fill;

impl Series<'_> {
    /// Returns one line for a target or two for the edges of a band. Each has a step where the target changed.
    pub(super) fn goals(&self) -> Vec<GoalLine> {
        let mut steps: Vec<(Option<Goal>, Range<usize>)> = Vec::new();
        for (index, quarter) in self.quarters.iter().enumerate() {
            let goal = self.goal_in(*quarter);
            match steps.last_mut() {
                Some((last, range)) if *last == goal => range.end = index + 1,
                _ => steps.push((goal, index..index + 1)),
            }
        }
        let polarity = self.measure.judgement.polarity();
        let lines = (0..3).map(|line| {
            let steps = steps.iter().filter_map(|(goal, periods)| {
                let level = levels((*goal)?, polarity)[line]?;
                Some(self.step(level, periods.clone()))
            });
            steps.collect()
        });
        lines.filter(|line: &GoalLine| !line.is_empty()).collect()
    }

    fn step(&self, (target, tolerance): GoalLevel, periods: Range<usize>) -> GoalStep {
        let words = self.context.words;
        let line = |template, slot: &str, value| {
            let shown = self.short(value);
            Line {
                level: level(value, &self.measure.unit),
                label: fill(template, &[(slot, &shown)]),
                short: shown,
            }
        };
        let tolerance = tolerance.map(|limit| line(words.chart_tolerance, "tolerance", limit));
        GoalStep {
            periods,
            target: line(words.chart_target, "target", target),
            tolerance,
        }
    }

    /// Returns the benchmarks without a year, and those of a year that the chart shows.
    pub(super) fn benchmarks(&self) -> Vec<BenchmarkLine> {
        let benchmarks = self.measure.benchmarks.iter().filter_map(|benchmark| {
            let value = benchmark.value?;
            let periods = match benchmark.year {
                Some(year) => Some(self.periods_of(year)?),
                None => None,
            };
            let shown = self.short(value);
            let line = Line {
                level: level(value, &self.measure.unit),
                label: format!(
                    "{}: {shown}",
                    names::benchmark_name(self.context, benchmark)
                ),
                short: shown,
            };
            Some(BenchmarkLine { periods, line })
        });
        benchmarks.collect()
    }

    /// Formats a value for the label of a line. The base of a rate is in the chart's title and not repeated on each
    /// line.
    fn short(&self, value: Decimal) -> String {
        let unit = match &self.measure.unit {
            Unit::Pounds(MoneyUnit::Thousands | MoneyUnit::Millions) => {
                return self.in_sentence(value);
            }
            Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months | Unit::Own(_) => {
                &Unit::Score
            }
            other => other,
        };
        figures::value(self.context.words, value, unit)
    }

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

    pub(super) fn decimals(&self) -> u32 {
        let polarity = self.measure.judgement.polarity();
        let figures = self.figures().into_iter().map(|(_, figure)| figure.shown());
        let goals = self.quarters.iter();
        let goals = goals.filter_map(|quarter| self.goal_in(*quarter));
        let lines = goals.flat_map(|goal| levels(goal, polarity)).flatten();
        let all = figures.chain(lines.map(|(target, _)| target));
        let unit = &self.measure.unit;
        all.map(|value| in_axis_unit(value, unit).normalize().scale())
            .max()
            .unwrap_or(0)
    }
}
