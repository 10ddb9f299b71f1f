//! Targets, tolerances and ranges in words.

use rust_decimal::Decimal;

use super::figures;
use super::verdicts::Subject;
use crate::model::{Aim, Goal, Quarter, Target, Tolerance};
use crate::site::words::fill;

impl Subject<'_> {
    /// Formats what the target of a quarter asks for, or that there is none.
    pub(crate) fn target_in(&self, quarter: Quarter, goal: Option<Goal>) -> String {
        match self.measure.judgement.target_in(quarter) {
            Some(target) => self.asked(target, goal),
            None => self.target(goal),
        }
    }

    /// Formats what a target asks for. `goal` is what it asks for in a quarter, if that can be compared with a figure.
    pub(crate) fn asked(&self, target: &Target, goal: Option<Goal>) -> String {
        let words = self.words;
        match (&target.aim, goal) {
            (Aim::Words(text), _) => text.as_str().to_owned(),
            (Aim::LastYear { better_by, .. }, None) => match better_by {
                None => words.better_than_last_year.to_owned(),
                Some(Tolerance::Percent(percent)) => {
                    let by = format!("{}%", figures::grouped(*percent));
                    fill(words.better_by_than_last_year, &[("by", &by)])
                }
                Some(Tolerance::Points(by) | Tolerance::Bound(by)) => {
                    fill(words.better_by_than_last_year, &[("by", &self.change(*by))])
                }
            },
            (_, goal) => self.target(goal),
        }
    }

    /// Formats a tolerance: "90%", "80% to 98%". `None` if there is none.
    pub(crate) fn tolerance(&self, goal: Option<Goal>) -> Option<String> {
        match goal? {
            Goal::Band { outer, .. } => outer.map(|outer| self.band(outer)),
            goal @ Goal::One { .. } => {
                let bound = goal.tolerance_bound(self.measure.judgement.polarity());
                bound.map(|bound| self.value(bound))
            }
        }
    }

    /// Formats a range: "85% to 95%".
    pub(super) fn band(&self, (low, high): (Decimal, Decimal)) -> String {
        self.range(&self.value(low), &self.value(high))
    }

    /// Joins two limits: "85% to 95%".
    pub(super) fn range(&self, low: &str, high: &str) -> String {
        fill(self.words.band, &[("low", low), ("high", high)])
    }
}
