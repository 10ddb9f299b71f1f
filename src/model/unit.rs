//! Units: what a figure counts, and how people write it.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{MoneyUnit, Rating};

/// What a figure counts. The base of a rate is the 100,000 in "0.02 per 100,000".
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Unit {
    Percent,
    Count,
    Rate {
        per: u32,
    },
    Days,
    Weeks,
    Months,
    /// Figures are typed in pounds, in thousands or in millions.
    Pounds(MoneyUnit),
    Score,
    Ratio,
    /// Time in hours, minutes and seconds. The figure counts the smallest part.
    Duration(Smallest),
    /// A unit of the council's own.
    Own(Arc<OwnUnit>),
    /// A word of a list. The figure is its place in the list, counted from the worst.
    Results(Arc<[ResultWord]>),
}

/// The smallest part of a duration that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Smallest {
    Seconds,
    Minutes,
    Hours,
}

/// The name of a unit of the council's own: "1 tonne", "1,200 tonnes".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnUnit {
    pub(crate) one: String,
    pub(crate) many: String,
    /// Written after each figure instead of the names: "kWh".
    pub(crate) short: Option<String>,
}

/// A result in words, with the rating that it counts as. `None` if results are not rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultWord {
    pub(crate) text: String,
    pub(crate) rating: Option<Rating>,
}

impl Unit {
    /// Whether its figures are numbers of things, so that a running total of them can only be a sum.
    pub(crate) fn is_count(&self) -> bool {
        matches!(self, Self::Count | Self::Pounds(_))
    }

    /// Returns whether a figure below zero is a mistake, unless the measure has a range that says otherwise.
    pub(crate) fn starts_at_zero(&self) -> bool {
        matches!(
            self,
            Self::Count
                | Self::Days
                | Self::Weeks
                | Self::Months
                | Self::Rate { .. }
                | Self::Duration(_)
        )
    }

    /// Returns the result of a figure.
    pub(crate) fn result(&self, figure: Decimal) -> Option<&ResultWord> {
        let Self::Results(words) = self else {
            return None;
        };
        let from_worst = usize::try_from(figure).ok()?;
        words.iter().rev().nth(from_worst)
    }

    /// Returns the figure of a result, as it is typed.
    pub(crate) fn figure_of_result(&self, typed: &str) -> Option<Decimal> {
        let Self::Results(words) = self else {
            return None;
        };
        let is_meant = |word: &ResultWord| word.text.eq_ignore_ascii_case(typed.trim());
        words.iter().rev().position(is_meant).map(Decimal::from)
    }

    /// Returns whether figures are on a scale, so that a chart can show them.
    pub(crate) fn has_scale(&self) -> bool {
        !matches!(self, Self::Results(_))
    }
}

impl Smallest {
    /// The parts of a duration from the largest, with how many of the smallest each has. Days are written if hours are the
    /// smallest.
    pub(crate) fn parts(self) -> &'static [(DurationPart, i64)] {
        use DurationPart::{Days, Hours, Minutes, Seconds};
        match self {
            Self::Seconds => &[(Hours, 3600), (Minutes, 60), (Seconds, 1)],
            Self::Minutes => &[(Hours, 60), (Minutes, 1)],
            Self::Hours => &[(Days, 24), (Hours, 1)],
        }
    }

    pub(crate) fn last(self) -> DurationPart {
        match self {
            Self::Seconds => DurationPart::Seconds,
            Self::Minutes => DurationPart::Minutes,
            Self::Hours => DurationPart::Hours,
        }
    }

    /// Reads a duration: "4m 40s", "12:35", "12 days 4 hours", "6h41". The last of the numbers between colons is the
    /// smallest part, and so is a number without a word after another part.
    ///
    /// # Errors
    /// Returns what is wrong with it.
    pub(crate) fn read(self, typed: &str) -> Result<Decimal, DurationError> {
        let (sign, text) = match typed.trim().strip_prefix('-') {
            Some(rest) => (Decimal::NEGATIVE_ONE, rest),
            None => (Decimal::ONE, typed.trim()),
        };
        if text.contains(':') {
            return Ok(sign * self.clock(text)?);
        }
        let mut total = Decimal::ZERO;
        let mut last: Option<usize> = None;
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let digits = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            let number: Decimal = rest[..digits]
                .parse()
                .map_err(|_| DurationError::NotATime)?;
            rest = rest[digits..].trim_start();
            let letters = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let word = &rest[..letters];
            rest = rest[letters..].trim_start_matches([' ', ',']);
            rest = rest.strip_prefix("and ").unwrap_or(rest).trim_start();
            let at = self.place_of(word, last, rest.is_empty())?;
            if last.is_some_and(|last| at <= last) {
                return Err(DurationError::NotATime);
            }
            total += self.amount(number, at, last)?;
            last = Some(at);
        }
        last.map(|_| sign * total).ok_or(DurationError::NotATime)
    }

    /// Returns which part a word names. A last number without one is the part after the one before.
    fn place_of(
        self,
        word: &str,
        last: Option<usize>,
        is_end: bool,
    ) -> Result<usize, DurationError> {
        let parts = self.parts();
        if word.is_empty() {
            let next = last
                .map(|last| last + 1)
                .filter(|at| is_end && *at < parts.len());
            return next.ok_or(DurationError::WhichPart);
        }
        let named = DurationPart::named(word).ok_or(DurationError::NotATime)?;
        let at = parts.iter().position(|(part, _)| *part == named);
        at.ok_or(DurationError::OtherPart(named))
    }

    /// Returns a number of one part in the smallest. Only the smallest can have decimals, and a part after a larger one
    /// must be less than one of that.
    fn amount(
        self,
        number: Decimal,
        at: usize,
        last: Option<usize>,
    ) -> Result<Decimal, DurationError> {
        let parts = self.parts();
        let (part, size) = parts[at];
        if !number.is_integer() && at + 1 < parts.len() {
            let whole = number.checked_mul(Decimal::from(size));
            let whole = whole.filter(|whole| last.is_none() && whole.is_integer());
            return Err(whole.map_or(DurationError::NotATime, DurationError::Decimals));
        }
        let larger = last.map(|_| Decimal::from(parts[at - 1].1 / size));
        if larger.is_some_and(|larger| number >= larger) {
            return Err(DurationError::TooMany(part, number));
        }
        number
            .checked_mul(Decimal::from(size))
            .ok_or(DurationError::NotATime)
    }

    /// Reads "12:35" or "1:02:35".
    fn clock(self, text: &str) -> Result<Decimal, DurationError> {
        let parts = self.parts();
        if self == Self::Hours {
            return Err(DurationError::OtherPart(DurationPart::Minutes));
        }
        let numbers: Vec<&str> = text.split(':').collect();
        let start = parts
            .len()
            .checked_sub(numbers.len())
            .ok_or(DurationError::NotATime)?;
        let mut total = Decimal::ZERO;
        for (n, number) in numbers.iter().enumerate() {
            let is_padded = n == 0
                || number
                    .split('.')
                    .next()
                    .is_some_and(|whole| whole.len() == 2);
            let number: Decimal = number.parse().map_err(|_| DurationError::NotATime)?;
            if number.is_sign_negative() || !is_padded {
                return Err(DurationError::NotATime);
            }
            let last = n.checked_sub(1);
            total += self.amount(number, start + n, last)?;
        }
        Ok(total)
    }
}

/// A part of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as people write it")]
pub enum DurationPart {
    Days,
    Hours,
    Minutes,
    Seconds,
}

impl DurationPart {
    fn named(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "d" | "day" | "days" => Some(Self::Days),
            "h" | "hr" | "hrs" | "hour" | "hours" => Some(Self::Hours),
            "m" | "min" | "mins" | "minute" | "minutes" => Some(Self::Minutes),
            "s" | "sec" | "secs" | "second" | "seconds" => Some(Self::Seconds),
            _ => None,
        }
    }
}

/// Why a text is not a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationError {
    /// It cannot be read.
    NotATime,
    /// It is a number without a part: of what?
    WhichPart,
    /// The unit does not have this part.
    OtherPart(DurationPart),
    /// It has more of a part than the next larger part holds: "4m 75s".
    TooMany(DurationPart, Decimal),
    /// A larger part has decimals: "1.5h". Holds the duration.
    Decimals(Decimal),
}
