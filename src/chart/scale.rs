//! The value axis: where it starts and ends, and the round numbers printed along it.

use super::spec::{Axis, AxisUnit, Level};

/// How many steps an axis aims for.
const STEPS: f64 = 5.0;

/// Figures that differ by less than this part of their size are not spread over the whole height: noise should
/// not look like news.
const LEAST_SPREAD: f64 = 0.05;

/// The least clearance under the lowest figure, as a part of the height, where the axis leaves zero out: a point
/// on the floor would look like none at all.
const CLEARANCE: f64 = 0.08;

/// A value axis: at least two round numbers, the first at the bottom and the last at the top.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    ticks: Vec<Tick>,
    span: Span,
}

/// A round number on the axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// Where it is, in the measure's unit.
    pub(super) at: f64,
    /// What is printed.
    pub(super) label: String,
}

impl Scale {
    /// An axis that holds all of these levels. `None` when there is no level.
    pub(super) fn of(axis: &Axis, levels: impl Iterator<Item = Level>) -> Option<Self> {
        let span = Span::around(levels)?.for_unit(axis.unit);
        let step = Step::for_span(&span, axis);
        let (first, last) = step.range(&span);
        let printed = Printed::new(axis, step, first.abs().max(last.abs()));
        let ticks: Vec<Tick> = (first..=last)
            .map(|n| Tick {
                at: step.times(n),
                label: printed.label(n),
            })
            .collect();
        let span = Span {
            low: step.times(first),
            high: step.times(last),
        };
        Some(Self { ticks, span })
    }

    /// The bottom, in the measure's unit.
    pub(super) fn low(&self) -> f64 {
        self.span.low
    }

    /// The top, in the measure's unit.
    pub(super) fn high(&self) -> f64 {
        self.span.high
    }

    /// The round numbers, from the bottom up.
    pub(super) fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    pub(super) fn includes_zero(&self) -> bool {
        self.span.low <= 0.0 && self.span.high >= 0.0
    }
}

/// From a lowest to a highest value.
#[derive(Debug, Clone, PartialEq)]
struct Span {
    low: f64,
    high: f64,
}

impl Span {
    fn around(levels: impl Iterator<Item = Level>) -> Option<Self> {
        levels.map(Level::get).fold(None, |span, at| {
            let (low, high) = span.map_or((at, at), |s: Self| (s.low, s.high));
            let (low, high) = (low.min(at), high.max(at));
            Some(Self { low, high })
        })
    }

    fn for_unit(self, unit: AxisUnit) -> Self {
        match unit {
            AxisUnit::Count | AxisUnit::Amount | AxisUnit::Pounds => self.with_zero(),
            AxisUnit::Percent if self.high <= 100.0 => self.near_zero_or_apart().under(100.0),
            AxisUnit::Percent | AxisUnit::Score => self.near_zero_or_apart(),
        }
        .not_empty()
    }

    fn with_zero(self) -> Self {
        Self {
            low: self.low.min(0.0),
            high: self.high.max(0.0),
        }
    }

    /// Starts at zero where that costs the figures less than half of the height.
    fn near_zero_or_apart(self) -> Self {
        let (low, high) = (self.low.abs(), self.high.abs());
        if low.min(high) * 2.0 <= low.max(high) {
            return self.with_zero();
        }
        let least = low.max(high) * LEAST_SPREAD;
        let missing = (least - (self.high - self.low)).max(0.0);
        Self {
            low: self.low - missing / 2.0,
            high: self.high + missing / 2.0,
        }
    }

    /// Moved down, if need be, to keep under a ceiling.
    fn under(self, ceiling: f64) -> Self {
        let over = (self.high - ceiling).max(0.0);
        Self {
            low: self.low - over,
            high: self.high - over,
        }
    }

    /// Nothing but zeros still needs an axis.
    fn not_empty(self) -> Self {
        if self.low < self.high {
            return self;
        }
        Self {
            low: self.low.min(0.0),
            high: self.high.max(0.0) + 1.0,
        }
    }
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
    fn for_span(span: &Span, axis: &Axis) -> Self {
        let step = Self::at_least((span.high - span.low) / STEPS);
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
        let written = format!("{}e{}", n * self.digit, self.exponent);
        written.parse().unwrap_or_default()
    }

    /// The first and the last step of an axis that holds the span.
    fn range(self, span: &Span) -> (i64, i64) {
        let size = self.times(1);
        // A hair of slack: three steps of 0.1 must be 0.3.
        let mut first = whole((span.low / size + 1e-9).floor());
        let last = whole((span.high / size - 1e-9).ceil()).max(first + 1);
        let height = self.times(last) - self.times(first);
        if first > 0 && span.low - self.times(first) < height * CLEARANCE {
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

/// How the numbers of one axis are printed: all of them alike.
struct Printed<'a> {
    axis: &'a Axis,
    step: Step,
    magnitude: Magnitude,
}

/// What the numbers of an axis are counted in.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Magnitude {
    Ones,
    Millions,
    Billions,
}

impl<'a> Printed<'a> {
    fn new(axis: &'a Axis, step: Step, farthest: i64) -> Self {
        let magnitude = match step.times(farthest) {
            top if top >= 1e9 => Magnitude::Billions,
            top if top >= 1e6 => Magnitude::Millions,
            _ => Magnitude::Ones,
        };
        Self {
            axis,
            step,
            magnitude,
        }
    }

    fn label(&self, n: i64) -> String {
        let digits = (n * self.step.digit).abs();
        let exponent = self.step.exponent;
        let (number, large) = match self.magnitude {
            _ if n == 0 => ("0".to_owned(), ""),
            // Pence are two digits, as in the figures.
            Magnitude::Ones if self.axis.unit == AxisUnit::Pounds && exponent == -1 => {
                (decimal(digits * 10, -2), "")
            }
            Magnitude::Ones => (decimal(digits, exponent), ""),
            Magnitude::Millions => (decimal(digits, exponent - 6), &*self.axis.million),
            Magnitude::Billions => (decimal(digits, exponent - 9), &*self.axis.billion),
        };
        let (before, after) = match self.axis.unit {
            AxisUnit::Percent => ("", "%"),
            AxisUnit::Pounds => ("£", ""),
            AxisUnit::Count | AxisUnit::Amount | AxisUnit::Score => ("", ""),
        };
        let minus = if n < 0 { "−" } else { "" };
        format!("{minus}{before}{number}{large}{after}")
    }
}

/// Digits times a power of ten, with commas.
fn decimal(digits: i64, exponent: i32) -> String {
    let digits = digits.to_string();
    let zeros = usize::try_from(exponent).unwrap_or(0);
    let places = usize::try_from(-exponent).unwrap_or(0);
    let all = format!("{:0>width$}{:0<zeros$}", digits, "", width = places + 1);
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

#[cfg(test)]
#[path = "scale_tests.rs"]
mod tests;
