//! What the figure that a quarter reports covers: the measure's own year, and how far behind it is.

use rust_decimal::Decimal;

use super::{Measure, Month, Quarter, Target, Year};

impl Measure {
    /// Returns which quarter of the measure's own year a quarter is, from 0.
    pub(crate) fn place_in_year(&self, quarter: Quarter) -> usize {
        let months = quarter.first_month().number() + 12 - self.year_starts;
        usize::from(months % 12 / 3)
    }

    /// Returns which month of the measure's own year a month is, from 0.
    pub(crate) fn month_in_year(&self, month: Month) -> usize {
        usize::from((month.number() + 12 - self.year_starts) % 12)
    }

    /// Returns the last quarter of the measure's own year.
    pub(crate) fn year_end(&self, quarter: Quarter) -> Quarter {
        let left = 3 - self.place_in_year(quarter);
        (0..left).fold(quarter, |quarter, _| quarter.next())
    }

    /// Returns the quarter that a reported figure is for, which is an earlier one if figures come late.
    pub(crate) fn covered_quarter(&self, reported: Quarter) -> Quarter {
        (0..self.lag).fold(reported, |quarter, _| quarter.previous())
    }

    /// Returns the year that an annual figure is for: the last one of the measure's own years that has ended by the end of
    /// the quarter. A year that starts in January is a calendar year; others are named by both of their years.
    pub(crate) fn year_covered(&self, reported: Quarter) -> Year {
        let end = self.covered_quarter(reported).last_month();
        let since_end = (i32::from(end.number()) + 12 - i32::from(self.year_starts) + 1) % 12;
        let first = end.after(-since_end - 11);
        match self.year_starts {
            1 => Year::Calendar(first.year()),
            _ => Year::Financial(first.year()),
        }
    }

    /// Returns the same quarter of the last year that had a figure.
    pub(crate) fn a_year_before(&self, quarter: Quarter) -> Quarter {
        let years = self.expected.every.max(1);
        (0..years).fold(quarter, |quarter, _| quarter.last_year())
    }

    /// Returns what a target requires on the way, by the end of a month.
    pub(crate) fn share_of_month(&self, target: &Target, month: Month) -> Option<Decimal> {
        let profile = target.profile.as_ref()?;
        profile.in_month(month, self.month_in_year(month))
    }

    /// Returns whether the day of a target comes after the figures that a quarter reports.
    pub(crate) fn is_before_day(&self, target: &Target, quarter: Quarter) -> bool {
        let last = self.covered_quarter(quarter).last_day();
        target.by.is_some_and(|by| last < by.last_day())
    }

    /// Returns whether a target with a profile says nothing about a quarter before the end of its year or before its day.
    pub(crate) fn is_between_shares(&self, target: &Target, quarter: Quarter) -> bool {
        let is_on_the_way = match target.by {
            Some(_) => self.is_before_day(target, quarter),
            None => self.place_in_year(quarter) < 3,
        };
        target.profile.is_some() && is_on_the_way && self.share_in(target, quarter).is_none()
    }

    /// Returns what a target requires on the way, by the end of a quarter.
    pub(crate) fn share_in(&self, target: &Target, quarter: Quarter) -> Option<Decimal> {
        let profile = target.profile.as_ref()?;
        profile.in_quarter(quarter, self.place_in_year(quarter))
    }
}
