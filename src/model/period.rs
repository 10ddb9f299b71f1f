//! Financial quarters and months. Dates come from `jiff`. The day of the build is passed in, never read from the clock.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;

/// The number of a quarter in its financial year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum QuarterNumber {
    /// April to June.
    Q1,
    /// July to September.
    Q2,
    /// October to December.
    Q3,
    /// January to March.
    Q4,
}

impl QuarterNumber {
    /// All four quarters, in order.
    pub const ALL: [Self; 4] = [Self::Q1, Self::Q2, Self::Q3, Self::Q4];

    /// Returns a number from 1 to 4.
    pub(crate) fn number(self) -> i32 {
        self as i32 + 1
    }
}

/// A financial quarter. The financial year starts in April: `2016-17 Q1` is April to June 2016.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    number: QuarterNumber,
}

impl Quarter {
    /// Creates a quarter of the financial year that starts in April of `year`.
    pub fn new(year: i32, number: QuarterNumber) -> Self {
        Self { year, number }
    }

    /// Returns the calendar year in which its financial year starts.
    pub(crate) fn year(self) -> i32 {
        self.year
    }

    pub(crate) fn number(self) -> QuarterNumber {
        self.number
    }

    /// Returns the number of quarters since the year 0, for calculating differences.
    pub fn ordinal(self) -> i32 {
        self.year * 4 + self.number.number() - 1
    }

    fn from_ordinal(ordinal: i32) -> Self {
        let number = QuarterNumber::ALL[usize::try_from(ordinal.rem_euclid(4)).unwrap_or(0)];
        Self::new(ordinal.div_euclid(4), number)
    }

    /// Returns the one before.
    pub fn previous(self) -> Self {
        Self::from_ordinal(self.ordinal() - 1)
    }

    /// Returns the quarter after.
    pub fn next(self) -> Self {
        Self::from_ordinal(self.ordinal() + 1)
    }

    /// Returns the same quarter of the year before.
    pub fn last_year(self) -> Self {
        Self::from_ordinal(self.ordinal() - 4)
    }

    /// Returns the quarters from this one to `last`, both included.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.ordinal()..=last.ordinal()).map(Self::from_ordinal)
    }

    /// Returns its first month.
    pub fn first_month(self) -> Month {
        Month::new(self.year, 4).after(3 * (self.number.number() - 1))
    }

    /// Returns its last month.
    pub fn last_month(self) -> Month {
        self.first_month().after(2)
    }

    pub(crate) fn last_day(self) -> Date {
        self.last_month().last_day()
    }

    /// Returns the quarter of a day.
    pub fn of(day: Date) -> Self {
        let (year, month) = (i32::from(day.year()), i32::from(day.month()));
        Self::from_ordinal(year * 4 + (month - 1) / 3 - 1)
    }

    /// Returns `2016-17`, as in keys and addresses.
    pub(crate) fn year_key(self) -> String {
        year_key(self.year)
    }

    /// Returns `2016-17-q1`, as in file names and references.
    pub fn slug(self) -> String {
        format!("{}-q{}", self.year_key(), self.number.number())
    }
}

/// Returns `2016-17` for the financial year that starts in 2016.
pub(super) fn year_key(year: i32) -> String {
    format!("{year}-{:02}", (year + 1).rem_euclid(100))
}

impl fmt::Display for Quarter {
    /// `2016-17 Q1`, as editors type it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Q{}", self.year_key(), self.number.number())
    }
}

/// Returns the name of a month, as editors type it, by its number from 1 to 12.
pub(crate) fn month_name(number: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::from(number.clamp(1, 12)) - 1]
}

/// A calendar month: `2016-07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// Creates a month from a calendar year and a number from 1 to 12. A larger number continues into the next year.
    pub fn new(year: i32, month: u8) -> Self {
        Self { year, month: 1 }.after(i32::from(month) - 1)
    }

    /// Reads `2016-07`, as [`published`](super::published) writes it.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let (year, month) = typed.split_once('-')?;
        let month = month
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        Some(Self::new(year.parse().ok()?, month))
    }

    /// Returns the month of a day.
    pub fn of(day: Date) -> Self {
        Self::new(i32::from(day.year()), day.month().unsigned_abs())
    }

    /// Returns the quarter that it is in.
    pub(crate) fn quarter(self) -> Quarter {
        Quarter::of(self.last_day())
    }

    /// Returns the month that is a number of months later.
    pub fn after(self, months: i32) -> Self {
        let total = self.year * 12 + i32::from(self.month) - 1 + months;
        Self {
            year: total.div_euclid(12),
            month: u8::try_from(total.rem_euclid(12) + 1).unwrap_or(1),
        }
    }

    pub(crate) fn year(self) -> i32 {
        self.year
    }

    /// Returns a number from 1 for January to 12 for December.
    pub(crate) fn number(self) -> u8 {
        self.month
    }

    pub(crate) fn first_day(self) -> Date {
        self.last_day().first_of_month()
    }

    pub(crate) fn last_day(self) -> Date {
        let year = i16::try_from(self.year).unwrap_or(i16::MAX);
        let number = i8::try_from(self.month).unwrap_or(12);
        Date::new(year, number, 1).map_or(Date::MAX, Date::last_of_month)
    }
}

impl fmt::Display for Month {
    /// `2016-07`, as editors type it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

/// The period of a figure: a quarter, or a month of a monthly measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as its type")]
pub enum FigurePeriod {
    Month(Month),
    Quarter(Quarter),
}

impl FigurePeriod {
    /// Returns the quarter itself, or the quarter that the month is in.
    pub(crate) fn quarter(self) -> Quarter {
        match self {
            Self::Quarter(quarter) => quarter,
            Self::Month(month) => month.quarter(),
        }
    }

    /// Returns the last month, and whether it is a quarter, which comes after its months.
    pub(crate) fn end(self) -> (Month, bool) {
        match self {
            Self::Quarter(quarter) => (quarter.last_month(), true),
            Self::Month(month) => (month, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_run_from_april_to_march_and_hold_their_last_day() {
        let table = [
            ("2016-17 Q1", "2016-04", "2016-06", "2016-06-30"),
            ("2016-17 Q2", "2016-07", "2016-09", "2016-09-30"),
            ("2016-17 Q3", "2016-10", "2016-12", "2016-12-31"),
            ("2016-17 Q4", "2017-01", "2017-03", "2017-03-31"),
        ];
        for (number, (key, first, last, end)) in QuarterNumber::ALL.into_iter().zip(table) {
            let quarter = Quarter::new(2016, number);
            assert_eq!(quarter.to_string(), key);
            assert_eq!(quarter.first_month().to_string(), first);
            assert_eq!(quarter.last_month().to_string(), last);
            let last_day = quarter.last_day();
            assert_eq!(last_day.to_string(), end);
            assert_eq!(Quarter::of(last_day), quarter);
            let after = last_day.tomorrow().expect("a day");
            assert_eq!(Quarter::of(after), quarter.next());
        }
    }

    #[test]
    fn the_quarter_before_the_first_is_the_last_of_the_year_before() {
        let quarter = Quarter::new(1999, QuarterNumber::Q1);
        assert_eq!(quarter.previous().to_string(), "1998-99 Q4");
        assert_eq!(quarter.to_string(), "1999-00 Q1");
        assert_eq!(quarter.last_year().next().to_string(), "1998-99 Q2");
    }
}
