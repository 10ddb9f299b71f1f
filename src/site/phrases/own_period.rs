//! The period of a measure's figure in a quarter, where that is not the quarter itself.

use super::MeasureInQuarter;
use super::covers::{period, so_far};
use super::verdicts::Subject;
use super::{names, periods};
use crate::assess::rating::Arithmetic;
use crate::model::{PeriodKind, Quarter};
use crate::site::words::fill;

impl MeasureInQuarter<'_> {
    /// Returns whether the figure is for another period than its quarter.
    fn is_for_other_period(&self) -> bool {
        let measure = self.subject.measure;
        let is_of_year = measure.period == PeriodKind::Annual;
        self.entry.is_some_and(|entry| {
            entry.covers.is_some() || entry.so_far.is_some() || is_of_year || measure.lag > 0
        })
    }

    /// Formats the period of the figure, or the quarter that reports it if that is what it is for.
    pub(crate) fn period_name(&self) -> String {
        if self.is_for_other_period() {
            period(self.context, self.subject.measure, self.quarter)
        } else {
            periods::quarter(self.subject.words, self.quarter)
        }
    }

    /// Returns the period of the figure, if that is not the quarter that reports it: "in January to March 2024", "in April to
    /// December 2024".
    pub(crate) fn in_other_period(&self) -> Option<String> {
        let measure = self.subject.measure;
        let is_of_more = measure.is_of_year_so_far() && measure.place_in_year(self.quarter) > 0;
        (self.is_for_other_period() || is_of_more).then(|| self.in_period(self.quarter))
    }

    /// Formats the period of the figure for a page, and the quarter that reports it if that is another one.
    pub(crate) fn period_in_full(&self) -> String {
        let words = self.subject.words;
        if !self.is_for_other_period() || self.so_far().is_some() {
            return names::quarter_in_full(self.context, self.quarter);
        }
        let slots = [
            (
                "period",
                &*period(self.context, self.subject.measure, self.quarter),
            ),
            ("quarter", &periods::quarter(words, self.quarter)),
        ];
        fill(words.reported_with, &slots)
    }

    /// Returns what the figure of the year so far is called, which at the end of a year is that of the whole year.
    pub(crate) fn name_of_year_so_far(&self) -> &'static str {
        match self.subject.measure.place_in_year(self.quarter) {
            3 => self.subject.words.whole_year,
            _ => self.subject.words.year_so_far,
        }
    }

    /// Returns the figure of the year so far: "April to December 2024: 90.4%."
    pub(crate) fn year_so_far(&self) -> Option<String> {
        let figure = self.entry?.year_to_date?;
        let words = self.subject.words;
        let slots = [
            (
                "period",
                &*so_far(words, self.subject.measure, self.quarter),
            ),
            ("figure", &self.subject.alone_in_sentence(&figure)),
        ];
        Some(fill(words.year_so_far_is, &slots))
    }
}

impl Subject<'_> {
    /// Adds to a sentence on a rating which figure is rated, if a quarter has two.
    pub(super) fn of_rated_figure(
        &self,
        compared: &Arithmetic,
        quarter: Quarter,
        sentence: String,
    ) -> String {
        let which = match self.measure.place_in_year(quarter) {
            _ if !compared.is_of_year_so_far => return sentence,
            3 => self.words.whole_year_rated,
            _ => self.words.year_so_far_rated,
        };
        fill(which, &[("sentence", &sentence)])
    }
}
