//! A measure that is not due in a quarter: its last figure, and when the next is due.

use super::verdicts::verdict;
use super::{MeasureInQuarter, covers, periods};
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{Figure, Quarter};
use crate::site::words::fill;

impl MeasureInQuarter<'_> {
    /// Returns the last figure before a quarter for which the measure has none, with its quarter.
    pub(crate) fn last_figure(&self) -> Option<(Quarter, Figure)> {
        let outcome = self.judged.current.outcome;
        let is_older = |reason| outcome == Outcome::Unrated(reason);
        if !is_older(Unrated::NotDue) && !is_older(Unrated::NoNewFigure) {
            return None;
        }
        let measured = self.context.report.measured(self.subject.measure)?;
        let mut before = measured.figures().into_iter().rev();
        before.find(|(then, _)| *then < self.quarter && self.published_later(*then).is_none())
    }

    /// Says that the figure of a measure that is known by its years is not published yet, or was published after the report
    /// that is shown. `None` if the quarter has one or is not one in which the measure is due.
    pub(crate) fn not_published_yet(&self) -> Option<String> {
        let current = &self.judged.current;
        if current.outcome != Outcome::Unrated(Unrated::NoNewFigure) {
            return None;
        }
        let Some(day) = self.published_later(self.quarter) else {
            return Some(verdict(&self.subject, current).sentence);
        };
        let words = self.subject.words;
        let period = covers::usual(words, self.subject.measure, self.quarter);
        let slots = [("period", &*period), ("day", &periods::day(words, day))];
        Some(fill(words.was_published_later, &slots))
    }

    /// Returns the rating of the last figure: "2022/23: Close to target. 4,100 t is ...".
    pub(crate) fn last_rating(&self) -> Option<String> {
        let (last, _) = self.last_figure()?;
        let id = &self.subject.measure.id;
        let judged = self.context.assessment.judged(last, id)?;
        let view = verdict(&self.subject, &judged.current);
        let slots = [
            (
                "period",
                &*covers::period(self.context, self.subject.measure, last),
            ),
            ("rating", &view.label),
            ("sentence", &view.sentence),
        ];
        Some(fill(self.subject.words.last_rating, &slots))
    }

    /// Returns when the next figure is due: "Next: January to March 2025". `None` for a measure that is due in every
    /// quarter, and for one that a later report up to `now` leaves out although it was due.
    pub(crate) fn next_due(&self, now: Quarter) -> Option<String> {
        let words = self.subject.words;
        let last = self.last_figure().map_or(self.quarter, |(last, _)| last);
        let next = self.subject.measure.expected.next_after(last)?;
        let slots = [("quarter", &*periods::quarter(words, next))];
        (next > now).then(|| fill(words.next_due, &slots))
    }

    /// Returns the period of a figure: "in 2015/16".
    pub(crate) fn in_period(&self, quarter: Quarter) -> String {
        let words = self.subject.words;
        let measure = self.subject.measure;
        let period = covers::period(self.context, measure, quarter);
        let sentence = match covers::own_name(self.context, measure, quarter) {
            Some(_) => words.in_named_period,
            None => words.in_period,
        };
        fill(sentence, &[("period", &period)])
    }
}
