//! The text of a tile below its picture: the target in words, and the most useful remark.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::directions::{self, Arrow};
use super::figures;
use super::verdicts::{self, Subject, verdict};
use crate::assess::JudgedEntry;
use crate::assess::held::Held;
use crate::assess::rating::{Arithmetic, Outcome, RatedBy, Relation, Unrated, Verdict};
use crate::model::{Figure, Goal, Judgement, Measure, Polarity, Quarter, Rule};
use crate::site::context::Context;
use crate::site::words::fill;

/// The most useful remark on a measure in a quarter.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Remark {
    /// "Hard to shift". `None` if it is not.
    pub lead: Option<String>,
    /// "2 percentage points outside tolerance". Empty if the rating and the target say everything.
    pub text: String,
}

/// Returns the most useful remark: that the measure is hard to shift, or else how far it is from the target if a rule
/// rates it, which way it moved if it is not rated, or who rated it, or why it is not rated.
pub(crate) fn remark(
    context: &Context,
    measure: &Measure,
    judged: &JudgedEntry,
    quarter: Quarter,
) -> Remark {
    let subject = verdicts::subject(context, measure);
    if let Some(run) = judged.hard_to_shift() {
        return subject.hard_to_shift(&judged.current.arithmetic, run);
    }
    let sentence = || verdict(&subject, &judged.current).sentence;
    let text = match (&judged.current.outcome, &judged.current.by) {
        (Outcome::Rated(_), RatedBy::Rule) => subject
            .distance(&judged.current.arithmetic)
            .unwrap_or_else(sentence),
        (Outcome::Unrated(Unrated::Context | Unrated::NoTargetSet), _) => {
            let moved = directions::leading(context, measure, &judged.direction, quarter);
            match moved.arrow {
                Arrow::None => subject.why_no_target(),
                _ => moved.sentence,
            }
        }
        (Outcome::Unrated(Unrated::ByMembers), _) => String::new(),
        _ => sentence(),
    };
    Remark { lead: None, text }
}

impl Subject<'_> {
    /// Returns the target in words: "Target 92% or more, tolerance 90%".
    pub(crate) fn aim(&self, verdict: &Verdict) -> String {
        let words = self.words;
        let Some(goal) = verdict.goal else {
            return match &self.measure.judgement {
                Judgement::Judged {
                    rule: Rule::Editorial,
                    ..
                } => words.aim_not_stated.to_owned(),
                _ => words.aim_none.to_owned(),
            };
        };
        let target = self.aimed_at(goal);
        let aim = match self.tolerance(Some(goal)) {
            Some(tolerance) => {
                let slots = [("target", &*target), ("tolerance", &*tolerance)];
                fill(words.aim_with_tolerance, &slots)
            }
            None => target,
        };
        match verdict.outcome {
            Outcome::Unrated(Unrated::YearEndTarget) => {
                fill(words.aim_by_year_end, &[("aim", &aim)])
            }
            _ => aim,
        }
    }

    fn aimed_at(&self, goal: Goal) -> String {
        let words = self.words;
        let target = self.target(Some(goal));
        let template = match (goal, self.measure.judgement.polarity()) {
            (Goal::Band { .. }, _) | (_, Polarity::Between | Polarity::Neither) => words.aim_plain,
            (_, Polarity::Higher) => words.aim_or_more,
            (_, Polarity::Lower) => words.aim_or_less,
        };
        fill(template, &[("target", &target)])
    }

    /// Returns why there is no target, if known. The tile says elsewhere that there is none.
    fn why_no_target(&self) -> String {
        match &self.measure.judgement {
            Judgement::NoTarget { because, .. } => because.as_str().to_owned(),
            _ => String::new(),
        }
    }

    fn hard_to_shift(&self, arithmetic: &Arithmetic, run: Held) -> Remark {
        let words = self.words;
        let count = run.quarters.to_string();
        Remark {
            lead: Some(words.hard_to_shift.to_owned()),
            text: match self.distance(arithmetic) {
                Some(distance) => {
                    let slots = [("distance", distance.as_str()), ("count", &count)];
                    fill(words.worth_hard_by, &slots)
                }
                None => fill(words.worth_hard, &[("count", &count)]),
            },
        }
    }

    /// Returns how far the figure is from the value that decided its rating, by printed figures. `None` if that takes a
    /// sentence.
    fn distance(&self, arithmetic: &Arithmetic) -> Option<String> {
        let words = self.words;
        let (template, figure, from) = match arithmetic {
            Arithmetic::MetTarget {
                relation: Relation::Equal,
                ..
            } => return Some(words.worth_equal.to_owned()),
            Arithmetic::MetTarget { figure, target, .. } => (words.worth_better, figure, target),
            Arithmetic::WithinTolerance { figure, target, .. }
            | Arithmetic::MissedTarget { figure, target } => (words.worth_worse, figure, target),
            Arithmetic::OutsideTolerance { figure, tolerance } => {
                (words.worth_outside, figure, tolerance)
            }
            _ => return None,
        };
        self.by(figure, *from)
            .map(|by| fill(template, &[("by", &by)]))
    }

    /// Returns a difference between printed figures. `None` if they are the same and only unrounded figures differ.
    fn by(&self, figure: &Figure, from: Decimal) -> Option<String> {
        let by = (figure.shown() - from).normalize();
        (!by.is_zero()).then(|| figures::change(self.words, by, self.unit()))
    }
}
