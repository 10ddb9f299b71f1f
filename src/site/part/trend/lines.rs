//! Other lines of a chart: targets, tolerances and benchmarks.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Series;
use super::axis::{in_axis_unit, level};
use crate::chart::{Benchmark as BenchmarkLine, Goal as GoalLine, GoalStep, Line};
use crate::model::{Goal, LineBeside, MoneyUnit, Polarity, Quarter, Reach, Unit, Year};
use crate::site::phrases::{figures, names, periods, verdicts};
use crate::site::words::fill;

impl Series<'_> {
    /// Returns one line for a target or two for the edges of a band. Each has a step where the target changed.
    pub(super) fn goals(&self) -> Vec<GoalLine> {
        if !self.is_rated() {
            return Vec::new();
        }
        let steps = self.steps(|quarter| self.goal_in(quarter));
        let polarity = self.measure.judgement.polarity();
        let lines = (0..3).map(|line| {
            let steps = steps.iter().filter_map(|(goal, periods)| {
                let goal = (*goal)?;
                let level = levels(goal, polarity)[line]?;
                let last = self.quarters[periods.end - 1];
                let asked = self.in_label(goal, &self.short(level.0), last);
                Some(self.step(&asked, level, periods.clone()))
            });
            steps.collect()
        });
        lines.filter(|line: &GoalLine| !line.is_empty()).collect()
    }

    /// Returns the periods in which something is the same.
    fn steps<T: PartialEq>(&self, of: impl Fn(Quarter) -> T) -> Vec<(T, Range<usize>)> {
        let mut steps: Vec<(T, Range<usize>)> = Vec::new();
        for (index, quarter) in self.quarters.iter().enumerate() {
            let own = of(*quarter);
            match steps.last_mut() {
                Some((last, range)) if *last == own => range.end = index + 1,
                _ => steps.push((own, index..index + 1)),
            }
        }
        steps
    }

    /// Returns the lines that are shown beside targets and not judged, across the quarters of each.
    pub(super) fn beside(&self) -> Vec<BenchmarkLine> {
        let lines = self.steps(|quarter| self.lines_beside(quarter));
        let lines = lines.iter().flat_map(|(lines, periods)| {
            lines.iter().filter_map(|one| {
                let value = one.figure()?;
                let short = self.short(value);
                let line = Line {
                    level: level(value, &self.measure.unit),
                    label: format!("{}: {short}", one.name.as_str()),
                    short,
                };
                let periods = Some(periods.clone());
                Some(BenchmarkLine { periods, line })
            })
        });
        lines.collect()
    }

    /// Returns the lines beside the target of a quarter.
    pub(super) fn lines_beside(&self, quarter: Quarter) -> &[LineBeside] {
        let target = self.measure.target_in(quarter);
        target.map_or(&[], |target| &target.beside)
    }

    /// Returns a step of a goal, with what its target asks for in words.
    pub(super) fn step(
        &self,
        asked: &str,
        (target, tolerance): GoalLevel,
        periods: Range<usize>,
    ) -> GoalStep {
        let words = self.words();
        let short = self.short(target);
        let whole = verdicts::subject(self.context, self.measure);
        let whole = |limit| match whole.whole_limits((limit, limit)) {
            (low, _) if limit < target => low,
            (_, high) => high,
        };
        let target = Line {
            level: level(target, &self.measure.unit),
            label: fill(words.chart_target, &[("target", asked)]),
            short,
        };
        let tolerance = tolerance.map(|limit| {
            let short = self.short(whole(limit));
            Line {
                level: level(limit, &self.measure.unit),
                label: fill(words.chart_tolerance, &[("tolerance", &short)]),
                short,
            }
        });
        GoalStep {
            periods,
            target,
            tolerance,
        }
    }

    /// Returns the figure of a target as its label has it: "more than 80%", "5% by 31 March 2024".
    fn in_label(&self, goal: Goal, short: &str, last: Quarter) -> String {
        let words = self.words();
        let subject = verdicts::subject(self.context, self.measure);
        let shown = [("target", short)];
        if let Goal::One {
            reach: Reach::BetterThanTarget | Reach::BetterThanLastYear,
            ..
        } = goal
        {
            let sentence = subject.by_polarity(words.more_than, words.less_than);
            return fill(sentence, &shown);
        }
        let target = self.measure.target_in(last);
        let target = target.filter(|target| {
            self.measure.is_before_day(target, last)
                && self.measure.share_in(target, last).is_none()
        });
        match target.and_then(|target| target.by) {
            Some(by) => {
                let day = periods::due(words, by);
                fill(words.target_by, &[shown[0], ("day", &day)])
            }
            None => short.to_owned(),
        }
    }

    /// Returns the benchmarks without a year, and those of a year that the chart shows.
    pub(super) fn benchmarks(&self) -> Vec<BenchmarkLine> {
        let benchmarks = self.measure.benchmarks.iter().filter_map(|benchmark| {
            let value = benchmark.value.as_ref()?.figure()?;
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
    pub(super) fn short(&self, value: Decimal) -> String {
        let unit = match &self.measure.unit {
            Unit::Pounds(MoneyUnit::Thousands | MoneyUnit::Millions) => {
                return self.in_sentence(value);
            }
            Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months | Unit::Own(_) => {
                &Unit::Score
            }
            other => other,
        };
        figures::value(self.words(), value, unit)
    }

    fn periods_of(&self, year: Year) -> Option<Range<usize>> {
        let holds = |quarter: &Quarter| self.measure.is_in_year(*quarter, year);
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

/// A line of a goal: its target and tolerance.
type GoalLevel = (Decimal, Option<Decimal>);

/// Returns the lines of a goal: the only one, or the two edges of a band.
pub(super) fn levels(goal: Goal, polarity: Polarity) -> [Option<GoalLevel>; 3] {
    match goal {
        Goal::One { target, .. } => [Some((target, goal.tolerance_bound(polarity))), None, None],
        Goal::Band { low, high, outer } => {
            let (outer_low, outer_high) = outer.unzip();
            [None, Some((low, outer_low)), Some((high, outer_high))]
        }
    }
}
