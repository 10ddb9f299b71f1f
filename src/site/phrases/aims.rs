//! The text of a tile below its picture: the target in words, and the most useful remark.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::{Subject, verdict};
use super::{Arrow, directions, figures, verdicts};
use crate::assess::JudgedEntry;
use crate::assess::held::Held;
use crate::assess::rating::{Arithmetic, Outcome, RatedBy, Relation, Unrated, Verdict};
use crate::model::{Goal, Judgement, Measure, Polarity, Quarter, Rule};
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

    /// Returns why there is no target, if known. The tile says elsewhere that there is none.
    fn why_no_target(&self) -> String {
        match &self.measure.judgement {
            Judgement::NoTarget { because, .. } => because.as_str().to_owned(),
            _ => String::new(),
        }
    }

    fn hard_to_shift(&self, arithmetic: &Arithmetic, run: Held) -> Remark {
        let words = self.words;
        let distance = self.distance(arithmetic);
        let template = match distance {
            Some(_) => words.worth_hard_by,
            None => words.worth_hard,
        };
        let slots = [
            ("distance", distance.as_deref().unwrap_or_default()),
            ("count", &run.quarters.to_string()),
        ];
        Remark {
            lead: Some(words.hard_to_shift.to_owned()),
            text: fill(template, &slots),
        }
    }

    /// Returns how far the figure is from the value that decided its rating, by printed figures. `None` if that takes a
    /// sentence, or if the printed figures are the same and only unrounded figures differ.
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
        let by = (figure.shown() - from).normalize();
        let shown = figures::change(words, by, self.measure.unit);
        (!by.is_zero()).then(|| fill(template, &[("by", &shown)]))
    }
}
