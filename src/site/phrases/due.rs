//! A measure that is not due in a quarter: its last figure, and when the next is due.

use super::{MeasureInQuarter, periods, runs};
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{Quarter, Reported};
use crate::site::words::fill;

impl<'a> MeasureInQuarter<'a> {
    /// Returns the last figure before a quarter in which the measure is not due, with its quarter.
    pub(crate) fn last_figure(&self) -> Option<(Quarter, &'a Reported)> {
        if self.judged.current.outcome != Outcome::Unrated(Unrated::NotDue) {
            return None;
        }
        let id = &self.subject.measure.id;
        let before = self.context.assessment.quarters().rev();
        let mut before = before.filter(|then| *then < self.quarter);
        before.find_map(|then| {
            let reported = &self.context.report.entry(then, id)?.reported;
            reported.figure().map(|_| (then, reported))
        })
    }

    /// Returns when the next figure is due: "Next: January to March 2025". `None` for a measure that is due in every
    /// quarter, and for one that a later report up to `now` leaves out although it was due.
    pub(crate) fn next_due(&self, now: Quarter) -> Option<String> {
        let words = self.context.words;
        let last = self.last_figure().map_or(self.quarter, |(last, _)| last);
        let next = self.subject.measure.expected.next_after(last)?;
        let slots = [("quarter", &*periods::quarter(words, next))];
        (next > now).then(|| fill(words.next_due, &slots))
    }

    /// Returns the period of a figure: "in 2015/16".
    pub(crate) fn in_period(&self, quarter: Quarter) -> String {
        let words = self.context.words;
        let period = runs::period(words, self.subject.measure, quarter);
        fill(words.in_period, &[("period", &period)])
    }
}
