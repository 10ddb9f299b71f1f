//! The value axis: where it starts and ends, and the round numbers printed along it.

mod durations;

use super::sheet::{Sheet, TEXT};
use super::spec::{Axis, AxisUnit, Level, Levels, Line};

/// How many steps an axis aims for: more only where fewer leave too much of the height empty.
const STEPS: [f64; 3] = [5.0, 8.0, 11.0];

/// The least part of the height that the figures take, as far as their targets allow. With a hair of slack: 1.8 of 4.5 is as much.
const LEAST_USE: f64 = 0.4 - 1e-9;

/// Figures that differ by less than this part of their size are not spread over the whole height: noise should
/// not look like news.
const LEAST_SPREAD: f64 = 0.02;

/// The least clearance under the lowest figure, as a part of the height, where the axis leaves zero out: a point
/// on the floor would look like none at all.
const CLEARANCE: f64 = 0.08;

/// The most of the width that the labels of an axis take, and the most lines of one. Numbers take less.
const WIDEST: f64 = 0.3;
const MOST_LINES: usize = 3;

/// A value axis: at least two round numbers, the first at the bottom and the last at the top.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) ticks: Vec<Tick>,
    pub(super) low: f64,
    pub(super) high: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// Where it is, in the measure's unit.
    pub(super) at: f64,
    pub(super) label: String,
}

impl Tick {
    /// Returns the label in lines: a result in words may take several.
    pub(super) fn lines(&self, sheet: &Sheet) -> Vec<String> {
        let words = self.label.split(' ').map(|word| TEXT.width(word));
        let room = words.fold(sheet.width * WIDEST, f64::max);
        TEXT.wrap(&self.label, room, MOST_LINES)
    }
}

impl Scale {
    /// Returns an axis that holds all figures, and the lines that they are compared with. It starts at zero if the figures
    /// take enough of the height then, or if all are the same. It leaves out tolerances if the figures, or at least
    /// the figures and targets, take enough of the height only then. `None` without a figure.
    pub(super) fn of(axis: &Axis, levels: &Levels) -> Option<Self> {
        let figures = span(&levels.figures)?;
        if axis.unit == AxisUnit::Results {
            return Some(Self::of_results(axis));
        }
        let with = |span: Span, lines| self::span(lines).map_or(span, |lines| hold(span, lines));
        let targets = with(figures, &levels.lines);
        let all = with(targets, &levels.tolerances);
        let from_zero = (all.0.min(0.0), all.1.max(0.0));
        let spans = [from_zero, apart(all, axis.unit), apart(targets, axis.unit)];
        let extents = || {
            let spans = spans.into_iter();
            spans.flat_map(|span| STEPS.into_iter().map(move |steps| (span, steps)))
        };
        let extents = || extents().map(|(span, steps)| Extent::over(axis, span, steps));
        let is_flat = all.0 >= all.1;
        let by_figures = extents().find(|extent| is_flat || extent.use_of(figures) >= LEAST_USE);
        let is_apart = targets.0 < targets.1;
        let mut from_figures = extents().skip(STEPS.len()).filter(|_| is_apart);
        let by_targets = || from_figures.find(|extent| extent.use_of(targets) >= LEAST_USE);
        let extent = by_figures.or_else(by_targets);
        let otherwise = || Extent::over(axis, apart(all, axis.unit), STEPS[0]);
        Some(extent.unwrap_or_else(otherwise).scale(axis))
    }

    /// Returns an axis with all results, whether one has been reported or not.
    fn of_results(axis: &Axis) -> Self {
        let ticks = (0u32..).zip(&axis.results).map(|(at, result)| Tick {
            at: f64::from(at),
            label: result.clone(),
        });
        let ticks: Vec<Tick> = ticks.collect();
        let high = ticks.last().map_or(1.0, |last| last.at);
        Self {
            ticks,
            low: 0.0,
            high,
        }
    }

    /// Returns whether some figures take enough of the height, or no less than on an axis of their own.
    pub(super) fn suits(&self, axis: &Axis, own: &Levels) -> bool {
        let (Some(figures), Some(alone)) = (span(&own.figures), Self::of(axis, own)) else {
            return true;
        };
        self.use_of(figures) >= LEAST_USE.min(alone.use_of(figures))
    }

    fn use_of(&self, span: Span) -> f64 {
        use_of((self.low, self.high), span)
    }

    /// Returns whether a line is on the scale.
    pub(super) fn holds(&self, line: &Line) -> bool {
        (self.low..=self.high).contains(&line.level.0)
    }

    pub(super) fn includes_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

/// The steps of an axis, before its numbers are printed.
struct Extent {
    step: Step,
    first: i64,
    last: i64,
}

impl Extent {
    fn over(axis: &Axis, span: Span, steps: f64) -> Self {
        let span = if span.0 < span.1 {
            span
        } else {
            // Nothing but zeros still needs an axis.
            (span.0.min(0.0), span.1.max(0.0) + 1.0)
        };
        let step = Step::for_span(span, axis, steps);
        let (first, last) = step.range(span);
        Self { step, first, last }
    }

    fn use_of(&self, span: Span) -> f64 {
        use_of(
            (self.step.times(self.first), self.step.times(self.last)),
            span,
        )
    }

    fn scale(&self, axis: &Axis) -> Scale {
        let (step, farthest) = (self.step, self.first.abs().max(self.last.abs()));
        let magnitude = magnitude(axis, step.times(farthest));
        let tick = |n| Tick {
            at: step.times(n),
            label: label(axis, step, magnitude, n),
        };
        Scale {
            ticks: (self.first..=self.last).map(tick).collect(),
            low: step.times(self.first),
            high: step.times(self.last),
        }
    }
}

/// From a lowest to a highest value.
type Span = (f64, f64);

/// Returns the part of a whole that a span takes.
fn use_of(whole: Span, (low, high): Span) -> f64 {
    (high - low) / (whole.1 - whole.0)
}

fn hold(a: Span, b: Span) -> Span {
    (a.0.min(b.0), a.1.max(b.1))
}

fn span(levels: &[Level]) -> Option<Span> {
    let levels = levels.iter().map(|level| (level.0, level.0));
    levels.reduce(hold)
}

/// Returns the span of an axis that need not start at zero.
fn apart((low, high): Span, unit: AxisUnit) -> Span {
    let missing = (low.abs().max(high.abs()) * LEAST_SPREAD - (high - low)).max(0.0);
    let (wide_low, wide_high) = (low - missing / 2.0, high + missing / 2.0);
    // A share is moved down, if need be, to keep under all of it.
    let over = match unit {
        AxisUnit::Percent if high <= 100.0 => (wide_high - 100.0).max(0.0),
        _ => 0.0,
    };
    (wide_low - over, wide_high - over)
}

/// A round step: 1, 2 or 5 times a power of ten.
///
/// Held as decimal digits, so that what is drawn and what is printed come from the same number, and no
/// machine's idea of a logarithm decides either.
#[derive(Debug, Clone, Copy)]
struct Step {
    digit: i64,
    exponent: i32,
}

impl Step {
    /// A step whose numbers have no more decimals than the figures.
    fn for_span(span: Span, axis: &Axis, steps: f64) -> Self {
        let least = (span.1 - span.0) / steps;
        if axis.unit == AxisUnit::Duration && least > 1.0 {
            return durations::step(axis, least);
        }
        let step = Self::at_least(least);
        let least = match axis.unit {
            AxisUnit::Count => 0,
            _ => -i32::try_from(axis.decimals).unwrap_or(i32::MAX),
        };
        if step.exponent >= least {
            return step;
        }
        Self {
            digit: 1,
            exponent: least,
        }
    }

    /// The smallest round step that is no smaller than this.
    fn at_least(size: f64) -> Self {
        let written = format!("{size:e}");
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let mantissa: f64 = mantissa.parse().unwrap_or(1.0);
        let exponent: i32 = exponent.parse().unwrap_or(0);
        match mantissa {
            m if m <= 1.0 => Self { digit: 1, exponent },
            m if m <= 2.0 => Self { digit: 2, exponent },
            m if m <= 5.0 => Self { digit: 5, exponent },
            _ => Self {
                digit: 1,
                exponent: exponent + 1,
            },
        }
    }

    /// So many steps, as the nearest number to their decimal digits.
    fn times(self, n: i64) -> f64 {
        let (digits, decimals) = (n * self.digit, self.exponent.unsigned_abs());
        // Whole numbers up to these are exact, so that one multiplication or division is rounded once, to the nearest.
        let exact = (i32::try_from(digits), 10_i32.checked_pow(decimals));
        if let (Ok(digits), Some(power)) = exact {
            let (digits, power) = (f64::from(digits), f64::from(power));
            return if self.exponent < 0 {
                digits / power
            } else {
                digits * power
            };
        }
        let written = format!("{digits}e{}", self.exponent);
        written.parse().unwrap_or_default()
    }

    /// The first and the last step of an axis that holds the span.
    fn range(self, (low, high): Span) -> (i64, i64) {
        let size = self.times(1);
        // A hair of slack: three steps of 0.1 must be 0.3.
        let mut first = whole((low / size + 1e-9).floor());
        let last = whole((high / size - 1e-9).ceil()).max(first + 1);
        let height = self.times(last) - self.times(first);
        if first > 0 && low - self.times(first) < height * CLEARANCE {
            first -= 1;
        }
        (first, last)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a step is a fair part of its span, which is a fair part of its values: some hundreds of steps"
)]
fn whole(steps: f64) -> i64 {
    steps as i64
}

/// Returns the power of ten that the numbers of an axis are counted in, so that all are printed alike, and its short form.
fn magnitude(axis: &Axis, farthest: f64) -> (i32, &str) {
    match farthest {
        top if top >= 1e9 => (9, &axis.billion),
        top if top >= 1e6 => (6, &axis.million),
        _ => (0, ""),
    }
}

/// Returns so many steps, as the axis prints it.
fn label(axis: &Axis, step: Step, (power, large): (i32, &str), n: i64) -> String {
    let digits = (n * step.digit).abs();
    let minus = if n < 0 { "−" } else { "" };
    if axis.unit == AxisUnit::Duration && n != 0 {
        return format!("{minus}{}", durations::label(axis, digits, step.exponent));
    }
    let number = match step.exponent - power {
        _ if n == 0 => "0".to_owned(),
        // Pence are two digits, as in the figures.
        -1 if axis.unit == AxisUnit::Pounds && power == 0 => decimal(digits * 10, -2),
        exponent => decimal(digits, exponent),
    };
    let large = if n == 0 { "" } else { large };
    let (before, after) = match axis.unit {
        AxisUnit::Percent => ("", "%"),
        AxisUnit::Pounds => ("£", ""),
        _ => ("", ""),
    };
    format!("{minus}{before}{number}{large}{after}")
}

/// Digits times a power of ten, with commas.
fn decimal(digits: i64, exponent: i32) -> String {
    let zeros = usize::try_from(exponent).unwrap_or(0);
    let places = usize::try_from(-exponent).unwrap_or(0);
    let all = format!("{digits:0>width$}{:0<zeros$}", "", width = places + 1);
    let (whole, fraction) = all.split_at(all.len() - places);
    let point = if places > 0 { "." } else { "" };
    format!("{}{point}{fraction}", grouped(whole))
}

fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
