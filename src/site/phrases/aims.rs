//! The text of a tile below its picture: the target in words, and the most useful remark.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::{self, Subject, verdict};
use super::{Arrow, MeasureInQuarter};
use crate::assess::rating::{Arithmetic, Outcome, RatedBy, Relation, Unrated, Verdict, relation};
use crate::model::{Goal, Judgement, Polarity, Rule};
use crate::site::words::fill;

/// The most useful remark on a measure in a quarter.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Remark {
    /// "Hard to shift". `None` if it is not.
    pub lead: Option<String>,
    /// "2 percentage points outside tolerance". Empty if the rating and the target say everything.
    pub text: String,
}

impl MeasureInQuarter<'_> {
    /// Returns the most useful remark: that the measure is hard to shift, or else how far it is from the target if a
    /// rule rates it, which way it moved if it is not rated, or who rated it, or why it is not rated.
    pub(crate) fn remark(&self) -> Remark {
        let (words, current) = (self.context.words, &self.judged.current);
        let distance = || self.subject.distance(current.arithmetic.as_ref()?);
        if let Some(run) = self.judged.hard_to_shift() {
            let distance = distance();
            let slots = [
                ("distance", distance.as_deref().unwrap_or_default()),
                ("count", &run.quarters.to_string()),
            ];
            let template = match distance {
                Some(_) => words.worth_hard_by,
                None => words.worth_hard,
            };
            return Remark {
                lead: Some(words.hard_to_shift.to_owned()),
                text: fill(template, &slots),
            };
        }
        let sentence = || verdict(&self.subject, current).sentence;
        let text = match (&current.outcome, &current.by) {
            (Outcome::Rated(_), RatedBy::Rule) => distance().unwrap_or_else(sentence),
            (Outcome::Unrated(Unrated::Context | Unrated::NoTargetSet), _) => {
                let moved = self.direction();
                match (moved.arrow, &self.subject.measure.judgement) {
                    // The tile says elsewhere that there is no target.
                    (Arrow::None, Judgement::NoTarget { because, .. }) => because.as_str().into(),
                    (Arrow::None, _) => String::new(),
                    _ => moved.sentence,
                }
            }
            (Outcome::Unrated(Unrated::ByMembers), _) => String::new(),
            _ => sentence(),
        };
        Remark { lead: None, text }
    }
}

impl Subject<'_> {
    /// Returns the target in words: "Target 92% or more, tolerance 90%".
    pub(crate) fn aim(&self, verdict: &Verdict) -> String {
        let words = self.words;
        let Some(goal) = verdict.goal else {
            let none = match verdicts::rule_of(self.measure) {
                Some(Rule::Editorial) => words.aim_not_stated,
                _ => words.aim_none,
            };
            return none.to_owned();
        };
        let template = match (goal, self.measure.judgement.polarity()) {
            (Goal::Band { .. }, _) | (_, Polarity::Between | Polarity::Neither) => words.aim_plain,
            (_, Polarity::Higher) => words.aim_or_more,
            (_, Polarity::Lower) => words.aim_or_less,
        };
        let mut aim = fill(template, &[("target", &self.target(Some(goal)))]);
        if let Some(tolerance) = self.tolerance(Some(goal)) {
            let slots = [("target", &*aim), ("tolerance", &*tolerance)];
            aim = fill(words.aim_with_tolerance, &slots);
        }
        match verdict.outcome {
            Outcome::Unrated(Unrated::YearEndTarget) => {
                fill(words.aim_by_year_end, &[("aim", &aim)])
            }
            _ => aim,
        }
    }

    /// Returns how far the figure is from the value that decided its rating, by printed figures. `None` if that takes a
    /// sentence, or if the printed figures are the same and only unrounded figures differ.
    fn distance(&self, compared: &Arithmetic) -> Option<String> {
        let (words, figure) = (self.words, compared.figure);
        let polarity = self.measure.judgement.polarity();
        let (template, from) = match (compared.allowed, compared.target) {
            (Some(_), _) => return None,
            (None, None) => (words.worth_outside, compared.tolerance?),
            (None, Some(target)) => match relation(polarity, figure.value, target) {
                Relation::Equal => return Some(words.worth_equal.to_owned()),
                Relation::Better => (words.worth_better, target),
                Relation::Worse => (words.worth_worse, target),
            },
        };
        let by = (figure.shown() - from).normalize();
        (!by.is_zero()).then(|| fill(template, &[("by", &self.change(by))]))
    }
}
