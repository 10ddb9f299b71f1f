//! What the figure that a quarter reports covers: the measure's own year, and how far behind it is.
//!
//! Files name the quarter whose file has the figure, except for targets: they name the period that a figure is for, and so do
//! the words of pages.

use super::{Comparison, Entry, Figure, Measure, Month, PeriodKind, Quarter, Rates, Target, Year};
use rust_decimal::Decimal;

/// The month in which the financial year starts.
pub(crate) const APRIL: u8 = 4;

impl Measure {
    /// Returns which quarter of the measure's own year the figure of a quarter is for, from 0.
    pub(crate) fn place_in_year(&self, reported: Quarter) -> usize {
        let first = self.covered_quarter(reported).first_month();
        usize::from((first.number() + 12 - self.year_starts) % 12 / 3)
    }

    /// Returns which month of the measure's own year a month is, from 0.
    pub(crate) fn month_in_year(&self, month: Month) -> usize {
        usize::from((month.number() + 12 - self.year_starts) % 12)
    }

    /// Returns the quarter that reports the end of the year of a figure: for annual figures, of the year that the quarter
    /// is in.
    pub(crate) fn year_end(&self, reported: Quarter) -> Quarter {
        if self.period == PeriodKind::Annual {
            return self.quarter_of(self.year_running_in(reported));
        }
        let left = 3 - self.place_in_year(reported);
        (0..left).fold(reported, |quarter, _| quarter.next())
    }

    /// Returns the quarter that a reported figure is for, which is an earlier one if figures come late.
    pub(crate) fn covered_quarter(&self, reported: Quarter) -> Quarter {
        (0..self.lag).fold(reported, |quarter, _| quarter.previous())
    }

    /// Returns the quarter whose target a reported figure is compared with: the one that it is for, or the last one of the
    /// year that it is for. In a quarter in which an annual measure is not due, it is that quarter.
    pub(crate) fn target_quarter(&self, reported: Quarter) -> Quarter {
        let due = &self.expected.due;
        let is_due = due.is_empty() || due.contains(&reported.number());
        match self.period {
            PeriodKind::Annual if is_due => self.end_of(self.year_covered(reported)),
            _ => self.covered_quarter(reported),
        }
    }

    /// Returns the target that a figure is compared with, by the quarter that reports it.
    pub fn target_in(&self, reported: Quarter) -> Option<&Target> {
        self.judgement.target_for(self.target_quarter(reported))
    }

    /// Returns the target that a forecast is compared with: the one of the period in which it is made.
    pub(crate) fn target_of_forecast(&self, reported: Quarter) -> Option<&Target> {
        self.judgement.target_for(self.covered_quarter(reported))
    }

    /// Returns the year that an annual figure is for: the last one of the measure's own years that has ended by the end of
    /// the quarter. A year that starts in January is a calendar year; others are named by both of their years.
    pub(crate) fn year_covered(&self, reported: Quarter) -> Year {
        let end = self.covered_quarter(reported).last_month();
        self.year_named(self.first_month_by(end.after(1)).after(-12))
    }

    /// Returns the measure's own year that the figure of a quarter is in.
    pub(crate) fn year_running_in(&self, reported: Quarter) -> Year {
        self.year_named(self.first_month_by(self.covered_quarter(reported).last_month()))
    }

    /// Returns whether each figure is of the year so far.
    pub(crate) fn is_of_year_so_far(&self) -> bool {
        matches!(
            self.period,
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage
        )
    }

    /// Returns whether figures are for other periods than the quarters that report them, or one of two is rated.
    pub(crate) fn covers_other_periods(&self) -> bool {
        self.lag > 0 || self.year_starts != APRIL || self.rates != Rates::Quarter
    }

    /// Returns whether the measure's own year is not the financial year.
    pub(crate) fn year_starts_elsewhere(&self) -> bool {
        self.period == PeriodKind::Annual && self.year_starts != APRIL
    }

    /// Returns the first month of the own year that a month is in.
    fn first_month_by(&self, month: Month) -> Month {
        let since = (i32::from(month.number()) + 12 - i32::from(self.year_starts)) % 12;
        month.after(-since)
    }

    /// Returns the name of the own year that starts in a month.
    pub(crate) fn year_named(&self, first: Month) -> Year {
        match self.year_starts {
            1 => Year::Calendar(first.year()),
            _ => Year::Financial(first.year()),
        }
    }

    /// Returns the first and the last month of a year. One that is named by two years is the measure's own, or the financial
    /// year if the measure's own is the calendar year.
    pub(crate) fn months_of(&self, year: Year) -> (Month, Month) {
        let first = match (year, self.year_starts) {
            (Year::Calendar(year), _) => Month::new(year, 1),
            (Year::Financial(year), 1) => Month::new(year, APRIL),
            (Year::Financial(year), starts) => Month::new(year, starts),
        };
        (first, first.after(11))
    }

    /// Returns whether the figure of a quarter is for a part of a year, or for an annual measure for the year that starts
    /// in the same calendar year.
    pub(crate) fn is_in_year(&self, reported: Quarter, year: Year) -> bool {
        if self.period == PeriodKind::Annual {
            return self.year_covered(reported).first_year() == year.first_year();
        }
        let (first, last) = self.months_of(year);
        (first..=last).contains(&self.covered_quarter(reported).last_month())
    }

    /// Returns the quarter in which a year ends.
    pub(crate) fn end_of(&self, year: Year) -> Quarter {
        Quarter::of(self.months_of(year).1.last_day())
    }

    /// Returns the quarter that reports the figure of a year: the one in which the year ends, or the first in which the
    /// measure is due after that.
    pub(crate) fn quarter_of(&self, year: Year) -> Quarter {
        let end = (0..self.lag).fold(self.end_of(year), |quarter, _| quarter.next());
        let mut later = std::iter::successors(Some(end), |quarter| Some(quarter.next())).take(4);
        let due = later.find(|quarter| {
            let due = &self.expected.due;
            due.is_empty() || due.contains(&quarter.number())
        });
        due.unwrap_or(end)
    }

    /// Returns the same quarter of the last year that had a figure.
    pub(crate) fn a_year_before(&self, quarter: Quarter) -> Quarter {
        let years = self.expected.every.max(1);
        (0..years).fold(quarter, |quarter, _| quarter.last_year())
    }

    /// Returns the last quarter before this one in which the measure was due: the quarter before, for most measures.
    pub(crate) fn due_before(&self, quarter: Quarter) -> Quarter {
        let before = std::iter::successors(Some(quarter.previous()), |then| Some(then.previous()));
        let most = 4 * self.expected.every.max(1);
        let mut before = before.take(usize::try_from(most).unwrap_or(4));
        before
            .find(|then| self.expected.is_due(*then))
            .unwrap_or(quarter.previous())
    }

    /// Returns the quarter of the result before: of figures that grow or cover a year, the same quarter of the year before.
    pub(crate) fn result_before(&self, quarter: Quarter) -> Quarter {
        match self.period {
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage | PeriodKind::Annual => {
                self.a_year_before(quarter)
            }
            _ => self.due_before(quarter),
        }
    }

    /// Returns whether a figure is compared with the one before, which covers a part of the same year or of another one. A
    /// new year always starts below the total that the old one ended with, and its first average is of fewer months than
    /// the last one of the year before.
    pub(crate) fn is_compared_with_before(&self, is_same_year: bool) -> bool {
        match self.period {
            PeriodKind::YearToDateTotal | PeriodKind::Annual => false,
            PeriodKind::YearToDateAverage => {
                is_same_year && self.compare_with == Comparison::PreviousQuarter
            }
            _ => true,
        }
    }

    /// Returns the main comparison, by whether there is a figure before that it is compared with.
    pub(crate) fn leads(&self, is_compared_with_before: bool) -> Comparison {
        if is_compared_with_before || self.compare_with == Comparison::LatestThreeResults {
            self.compare_with
        } else {
            Comparison::SameQuarterLastYear
        }
    }

    /// Returns what a target requires on the way, by the end of a month.
    pub(crate) fn share_of_month(&self, target: &Target, month: Month) -> Option<Decimal> {
        let profile = target.profile.as_ref()?;
        profile.in_month(month, self.month_in_year(month))
    }

    /// Returns whether the day of a target comes after the figures that a quarter reports.
    pub(crate) fn is_before_day(&self, target: &Target, quarter: Quarter) -> bool {
        let last = self.target_quarter(quarter).last_day();
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
        profile.in_quarter(self.target_quarter(quarter), self.place_in_year(quarter))
    }

    /// Returns the figure of an entry that is rated: the quarter's own, or that of the year so far. In the first quarter of
    /// a year both are the same. Where an average is not stated before the end of the year, the quarter's own is.
    pub(crate) fn rated_figure(&self, reported: Quarter, entry: &Entry) -> Option<Figure> {
        let own = entry.reported.figure();
        match self.rates {
            Rates::Quarter => own,
            rates => {
                let place = self.place_in_year(reported);
                let is_rated = place == 0 || (rates == Rates::YearToDateAverage && place < 3);
                entry.year_to_date.or(own.filter(|_| is_rated))
            }
        }
    }
}
