//! What a chart is told: positions to draw, and words that were decided elsewhere.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

/// A place on a value axis. It only says where: what is printed is always a label beside it.
///
/// Finite by construction, and never so large that a drawing could run out of numbers.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Level(pub(super) f64);

impl From<Decimal> for Level {
    fn from(figure: Decimal) -> Self {
        // An exact decimal reaches 8e28 and always has a nearest float.
        Self(figure.to_f64().unwrap_or_default())
    }
}

/// What a trend chart shows, in words and numbers already decided elsewhere: the chart decides only where
/// things go.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendSpec {
    /// Unique on the page: the ids of the title and the description are made from it.
    pub id: String,
    /// The chart's name for those who do not see it.
    pub title: String,
    /// What there is to see, in plain words.
    pub description: String,
    /// How the values are measured, and how the axis prints them.
    pub axis: Axis,
    /// Every period from the first to the last, in order and without holes.
    pub periods: Vec<Period>,
    /// Months after the last period: drawn hollow, never rated.
    pub latest: Vec<LatestMonth>,
    /// What was aimed at: one for most measures, a lower and an upper one where the aim is a range.
    pub goals: Vec<Goal>,
    /// Figures of other bodies.
    pub benchmarks: Vec<Benchmark>,
    /// Where the figures before and after cannot be compared.
    pub breaks: Vec<SeriesBreak>,
    /// The columns in which year-to-date figures start again from nothing: no line leads into them.
    pub restarts: Vec<usize>,
    /// What is said of the last figure, beside it: "lowest in 24 quarters". Often empty.
    pub note: String,
    /// The figures that a person rated, although the site has a rule.
    pub by_person: Vec<RatedByPerson>,
    /// What their sign means. Empty without any.
    pub by_person_label: String,
    /// What is written under the drawing of a tolerance that the scale leaves out: `{line}, off this scale`.
    pub off_scale: String,
    /// The levels of the charts beside it, which share its scale. Empty for a chart on its own.
    pub beside: [Levels; 2],
    /// Whether its wide drawing is as low as four of them are on a printed sheet, each under its heading.
    pub is_low: bool,
}

/// How the values are measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// Decides where the axis may start and what is printed around its numbers.
    pub unit: AxisUnit,
    /// The most decimals that its numbers may have: those of the figures.
    pub decimals: u32,
    /// The short form of "million" after a number, in the page's language: `m`.
    pub million: String,
    /// The short form of "thousand million" after a number: `bn`.
    pub billion: String,
    /// The parts of a duration, the largest first: how many of the smallest each has, and its short form. Empty for
    /// other units.
    pub parts: Vec<(i64, String)>,
    /// The results in words from the worst, which are 0, 1, 2 and so on. Empty for other units.
    pub results: Vec<String>,
}

/// The unit of an axis, as far as an axis cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisUnit {
    /// Follows the figures when they are far from zero, prints `%`.
    Percent,
    /// Starts at zero, in whole numbers.
    Count,
    /// Starts at zero: rates, days, weeks, months.
    Amount,
    /// Starts at zero, prints `£`.
    Pounds,
    /// Follows the figures when they are far from zero: scores and ratios.
    Score,
    /// Starts at zero, prints its numbers in parts: `1h 30m`.
    Duration,
    /// Prints each of the results.
    Results,
}

/// One column of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Printed under the axis: `Apr–Jun`, or `2014/15` for a year.
    pub short: String,
    /// Printed under the first column shown of each year; empty where [`short`](Self::short) says it.
    pub year: String,
    /// The whole name, shown when a point is hovered over: `April to June 2016`.
    pub long: String,
    /// What is known of it.
    pub point: Point,
}

/// What is known of one period.
#[derive(Debug, Clone, PartialEq)]
pub enum Point {
    /// A figure.
    Value {
        /// Where it is drawn.
        level: Level,
        /// As the site prints it: `88%`.
        label: String,
        /// Its rating, which decides its shape.
        status: Tone,
    },
    /// A published rating without the figure: its shape stands under the axis, since it has no height.
    RatedOnly {
        /// The rating.
        status: Tone,
        /// Why there is no figure.
        reason: String,
    },
    /// Expected and missing: the line breaks, and the shorthand is printed under the axis.
    Gap {
        /// `[x]`, `[c]`, `[z]`.
        shorthand: String,
        /// Why it is missing.
        reason: String,
    },
    /// Nothing is expected here, such as an annual measure outside its quarter: the line goes on.
    NotDue,
}

/// The look of a rating: a shape and a colour, never a colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Star, blue.
    Blue,
    /// Circle with a tick, green.
    Good,
    /// Square, yellow.
    Yellow,
    /// Diamond, amber.
    Near,
    /// Triangle, red.
    Bad,
    /// Pentagon, purple.
    Purple,
    /// Ring, grey.
    None,
}

/// A month after the last period.
#[derive(Debug, Clone, PartialEq)]
pub struct LatestMonth {
    /// Where it is drawn.
    pub level: Level,
    /// `Jul 88%`.
    pub label: String,
    /// Shown when the point is hovered over: `July 2016: 88%`.
    pub long: String,
    /// Whether a line leads to it from the month listed before it.
    pub is_joined: bool,
}

/// One edge of what is aimed at, as it changed over time: in order, without overlap.
pub type Goal = Vec<GoalStep>;

/// A target for as long as it held.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalStep {
    /// The periods it holds for, counted from the first column.
    pub periods: Range<usize>,
    /// The target.
    pub target: Line,
    /// The tolerance. `None` where a target is met or missed and nothing lies between.
    pub tolerance: Option<Line>,
}

/// A level with its label: `target 92%`, `England, 2014/15: 81.5%`.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where it is drawn.
    pub level: Level,
    /// What it says: beside it, or under the drawing where there is no room.
    pub label: String,
    /// Its figure alone, which stands at it where the label stands under the drawing: `81.5%`.
    pub short: String,
}

/// Another body's figure, drawn across the periods that it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// The periods it is for, counted from the first column; `None` where it has no year, and is drawn across them all.
    pub periods: Option<Range<usize>>,
    /// Its level and label.
    pub line: Line,
}

/// The levels that a scale holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Levels {
    /// The figures.
    pub figures: Vec<Level>,
    /// The targets and benchmarks that they are compared with.
    pub lines: Vec<Level>,
    /// The tolerances, which a scale may leave out.
    pub tolerances: Vec<Level>,
}

impl Levels {
    /// Adds the levels of another chart.
    pub(super) fn extend(&mut self, other: &Self) {
        self.figures.extend(&other.figures);
        self.lines.extend(&other.lines);
        self.tolerances.extend(&other.tolerances);
    }
}

/// A figure that a person rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedByPerson {
    /// Its column.
    pub period: usize,
    /// Who rated it and why, shown when the point is hovered over.
    pub reason: String,
}

/// A break in the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first column after it.
    pub before: usize,
    /// What changed, in a few words.
    pub label: String,
}

impl TrendSpec {
    /// The fewest figures for a plot: a line through two shows no run.
    pub const LEAST: usize = 3;

    /// Returns whether there are enough figures for a plot.
    pub fn has_plot(&self) -> bool {
        self.figures().nth(Self::LEAST - 1).is_some()
    }

    /// Returns everything that belongs on the value axis.
    pub(super) fn levels(&self) -> Levels {
        let steps = self.goals.iter().flatten();
        let tolerances = steps.clone().filter_map(|step| step.tolerance.as_ref());
        let benchmarks = self.benchmarks.iter().map(|benchmark| &benchmark.line);
        let lines = steps.map(|step| &step.target).chain(benchmarks);
        let months = self.latest.iter().map(|month| month.level);
        Levels {
            figures: self
                .figures()
                .map(|(_, level, ..)| level)
                .chain(months)
                .collect(),
            lines: lines.map(|line| line.level).collect(),
            tolerances: tolerances.map(|line| line.level).collect(),
        }
    }

    /// Returns the ratings that its points have.
    pub(super) fn tones(&self) -> BTreeSet<Tone> {
        let points = self.periods.iter().map(|period| &period.point);
        let tones = points.filter_map(|point| match point {
            Point::Value { status, .. } | Point::RatedOnly { status, .. } => Some(*status),
            Point::Gap { .. } | Point::NotDue => None,
        });
        tones.collect()
    }

    /// Whether the figures of a period cannot be compared with those before it.
    pub(super) fn breaks_before(&self, period: usize) -> bool {
        self.restarts.contains(&period) || self.breaks.iter().any(|b| b.before == period)
    }

    /// Returns the figures: each with the index of its period, its label and its rating.
    pub(crate) fn figures(&self) -> impl DoubleEndedIterator<Item = (usize, Level, &str, Tone)> {
        let periods = self.periods.iter().enumerate();
        periods.filter_map(|(i, period)| match &period.point {
            Point::Value {
                level,
                label,
                status,
            } => Some((i, *level, &**label, *status)),
            _ => None,
        })
    }

    /// The figures in groups that a line may join, each with its period. A group ends at a missing figure, and before a
    /// period whose figures cannot be compared with those before it.
    pub(super) fn groups(&self) -> Vec<Vec<(usize, Level)>> {
        let mut groups = vec![Vec::new()];
        for (i, period) in self.periods.iter().enumerate() {
            if period.point.is_missing() || self.breaks_before(i) {
                groups.push(Vec::new());
            }
            if let (Point::Value { level, .. }, Some(group)) = (&period.point, groups.last_mut()) {
                group.push((i, *level));
            }
        }
        groups
    }
}

impl Point {
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Gap { .. } | Self::RatedOnly { .. })
    }
}
