//! Figures that a measure is compared with and that are not in quarter files: other bodies' figures, the body's own
//! figures for years, and baselines.

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Text;
use super::period::year_key;

/// A calendar or a financial year of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Year {
    /// `2015`.
    Calendar(i32),
    /// `2014-15`, by the year in which it starts.
    Financial(i32),
}

impl Year {
    /// Returns the calendar year in which it starts.
    pub(crate) fn first_year(self) -> i32 {
        let (Self::Calendar(year) | Self::Financial(year)) = self;
        year
    }
}

impl fmt::Display for Year {
    /// `2014-15` or `2015`, as editors type it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Calendar(year) => write!(f, "{year}"),
            Self::Financial(year) => f.write_str(&year_key(*year)),
        }
    }
}

/// The figure of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComparedFigure {
    /// In the measure's unit.
    Figure(Decimal),
    /// What the source prints instead of a figure: "85-95%".
    AsPrinted(Text),
}

impl ComparedFigure {
    /// Returns the figure, if it is one.
    pub(crate) fn figure(&self) -> Option<Decimal> {
        match self {
            Self::Figure(value) => Some(*value),
            Self::AsPrinted(_) => None,
        }
    }

    /// Returns it in words: a figure as `value` formats it, or as printed.
    pub(crate) fn shown(&self, value: impl Fn(Decimal) -> String) -> String {
        match self {
            Self::Figure(figure) => value(*figure),
            Self::AsPrinted(text) => text.as_str().to_owned(),
        }
    }
}

/// Another body's figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// "England".
    pub(crate) name: Text,
    pub(crate) year: Option<Year>,
    /// Some reports print only a rank or a quartile.
    pub(crate) value: Option<ComparedFigure>,
    /// This body's rank among `of` bodies.
    pub(crate) rank: Option<u32>,
    pub(crate) of: Option<u32>,
    /// This body's quarter of the ranking: "upper", "lower".
    pub(crate) quartile: Option<String>,
    /// The first day on which it is public, if it has its own.
    pub(crate) publish_on: Option<Date>,
}

/// This body's own figure for a year. Of an annual measure it is a figure like those of quarters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outturn {
    pub(crate) year: Year,
    pub(crate) value: ComparedFigure,
    /// The position among other bodies, in words.
    pub(crate) standing: Option<Text>,
    /// The first day on which it is public, if it has its own.
    pub(crate) publish_on: Option<Date>,
}

/// A figure from which change is measured: "At transfer to the trust".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    pub(crate) name: Text,
    pub(crate) value: ComparedFigure,
    /// The first day on which it is public, if it has its own.
    pub(crate) publish_on: Option<Date>,
}
