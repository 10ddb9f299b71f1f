//! Figures that a measure is compared with and that belong to no quarter's file: of other bodies, of this body's own years,
//! and baselines.

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::period::year_key;
use super::{Quarter, QuarterNumber, Text};

/// A calendar or a financial year, as reports name the years of comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Year {
    /// `2015`.
    Calendar(i32),
    /// `2014-15`, by the year in which it begins.
    Financial(i32),
}

impl Year {
    /// Whether a quarter lies in it.
    pub fn holds(self, quarter: Quarter) -> bool {
        match self {
            Self::Calendar(year) => year == quarter.last_month().year(),
            Self::Financial(year) => year == quarter.year(),
        }
    }

    /// Whether its first day lies in this quarter or before it.
    pub fn has_begun_by(self, quarter: Quarter) -> bool {
        match self {
            Self::Calendar(year) => year <= quarter.last_month().year(),
            Self::Financial(year) => year <= quarter.year(),
        }
    }

    /// The quarter with which it ends.
    pub fn last_quarter(self) -> Quarter {
        match self {
            Self::Calendar(year) => Quarter::new(year, QuarterNumber::Q3),
            Self::Financial(year) => Quarter::new(year, QuarterNumber::Q4),
        }
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

/// Another body's figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// Whose: "England".
    pub name: Text,
    /// Of when.
    pub year: Option<Year>,
    /// In the measure's unit; some reports print a rank or a quartile only.
    pub value: Option<Decimal>,
    /// This body's place among `of`.
    pub rank: Option<u32>,
    /// How many bodies were ranked.
    pub of: Option<u32>,
    /// "upper", "lower": this body's quarter of the ranking.
    pub quartile: Option<String>,
    /// The first day on which it is public, where it has one of its own.
    pub publish_on: Option<Date>,
}

/// This body's own figure of a year: context, never compared, rated or charted as a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outturn {
    /// Of when.
    pub year: Year,
    /// In the measure's unit.
    pub value: Decimal,
    /// How it stood among others, in words.
    pub standing: Option<Text>,
    /// The first day on which it is public, where it has one of its own.
    pub publish_on: Option<Date>,
}

/// A figure from which things are seen to have moved: "At transfer to the trust".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// What it was taken at.
    pub name: Text,
    /// In the measure's unit.
    pub value: Decimal,
    /// The first day on which it is public, where it has one of its own.
    pub publish_on: Option<Date>,
}
