//! The comparisons behind a verdict: the target in force, the tolerance and how it is calculated, and each comparison.

use rust_decimal::Decimal;

use super::{Explainer, Step};
use crate::assess::rating::{Relation, relation};
use crate::model::{Figure, Goal, Judgement, Polarity, Rule, Target, Tolerance};
use crate::site::phrases::arithmetic::compared;
use crate::site::phrases::{figures, names, periods, verdicts};
use crate::site::words::fill;

impl Explainer<'_> {
    pub(super) fn target(&self) -> Option<Step> {
        let Judgement::Judged { targets, .. } = &self.subject.measure.judgement else {
            return None;
        };
        let step_words = self.step_words;
        let measure = self.subject.measure;
        let Some(target) = measure.judgement.target_in(self.quarter) else {
            return Some(Step::new(step_words.target, [step_words.no_target]));
        };
        let by = target
            .set_by
            .as_ref()
            .map(|who| fill(step_words.set_by, &[("who", who.as_str())]));
        let goal = match target.profile {
            Some(_) => Some(target.goal),
            None => self.goal(),
        };
        let in_force = self.of_target(step_words.in_force, target, goal, by.as_deref());
        let mut sentences = vec![in_force];
        if target.profile.is_some() {
            let slots = [
                ("year", &*self.subject.target(Some(target.goal))),
                ("target", &self.subject.target(self.goal())),
            ];
            sentences.push(fill(step_words.share, &slots));
        } else if measure.is_cumulative() {
            sentences.push(step_words.no_share.to_owned());
        }
        let mut before = targets.iter().rev();
        let before = before.find(|before| before.from < target.from);
        sentences.extend(
            before.map(|before| self.of_target(step_words.before, before, Some(before.goal), None)),
        );
        Some(Step::new(step_words.target, sentences))
    }

    fn of_target(
        &self,
        sentence: &str,
        target: &Target,
        goal: Option<Goal>,
        by: Option<&str>,
    ) -> String {
        let slots = [
            ("target", &*self.subject.target(goal)),
            ("quarter", &periods::quarter(self.words, target.from)),
            ("key", &target.from.to_string()),
            ("by", by.unwrap_or_default()),
        ];
        fill(sentence, &slots)
    }

    /// Returns the goal that the figure was compared with. For a cumulative measure, the target so far.
    fn goal(&self) -> Option<Goal> {
        self.judged.current.goal
    }

    pub(super) fn tolerance(&self) -> Option<Step> {
        let step_words = self.step_words;
        let (what, allowed) = match verdicts::rule_of(self.subject.measure)? {
            Rule::Editorial => return None,
            Rule::Tolerance => (step_words.tolerance, None),
            Rule::Improvement { allow } => (step_words.allowance, Some(*allow)),
        };
        let sentence = match self.goal()? {
            Goal::One { target, tolerance } => {
                let tolerance = allowed.or(tolerance);
                tolerance.map(|tolerance| self.worked_out(target, tolerance))
            }
            goal @ Goal::Band { .. } => {
                let band = self.subject.tolerance(Some(goal));
                band.map(|band| fill(step_words.outer, &[("bound", &band)]))
            }
        };
        let sentence = sentence.unwrap_or_else(|| step_words.no_tolerance.to_owned());
        Some(Step::new(what, [sentence]))
    }

    fn worked_out(&self, target: Decimal, tolerance: Tolerance) -> String {
        let step_words = self.step_words;
        let polarity = self.subject.measure.judgement.polarity();
        let bound = tolerance.bound(target, polarity);
        let away = (bound - target).abs();
        let away = figures::change(self.words, away, self.subject.measure.unit);
        let sign = match polarity {
            Polarity::Lower => step_words.plus,
            _ => step_words.minus,
        };
        let (sentence, percent) = match tolerance {
            Tolerance::Bound(_) => (step_words.bound, String::new()),
            Tolerance::Points(_) => (step_words.points, String::new()),
            Tolerance::Percent(percent) => (step_words.percent, figures::grouped(percent)),
        };
        let slots = [
            ("bound", &*self.subject.value(bound)),
            ("target", &self.subject.value(target)),
            ("sign", sign),
            ("points", &away),
            ("away", &away),
            ("percent", &percent),
        ];
        fill(sentence, &slots)
    }

    pub(super) fn rule(&self) -> Option<Step> {
        let rules = self.words.rules;
        let rule = verdicts::rule_of(self.subject.measure)?;
        let text = match rule {
            Rule::Tolerance => rules.tolerance_text,
            Rule::Improvement { .. } => rules.improvement_text,
            Rule::Editorial => rules.editorial_text,
        };
        let slots = [("name", names::rule(self.words, rule)), ("text", text)];
        let line = fill(self.step_words.rule_line, &slots);
        let better = names::better(self.context, self.subject.measure.judgement.polarity());
        Some(Step::new(self.step_words.rule, [line, better.to_owned()]))
    }

    /// Returns each comparison that the rule made, in order. For a rating by a person, those that the rule would have
    /// made.
    pub(super) fn comparisons(&self) -> Option<Step> {
        let step_words = self.step_words;
        let verdict = &self.judged.current;
        let arithmetic = match verdict.rule_says.as_deref() {
            Some((_, arithmetic)) => arithmetic,
            None => &verdict.arithmetic,
        };
        let (figure, values) = compared(arithmetic, |figure| figure.value)?;
        let value = |slot: &str| {
            let mut values = values.iter();
            values
                .find(|(known, _)| *known == slot)
                .map(|(_, value)| *value)
        };
        let single_target = || match self.goal()? {
            Goal::One { target, .. } => Some(target),
            Goal::Band { .. } => None,
        };
        let values = [
            (
                step_words.the_target,
                value("target").or_else(single_target),
            ),
            (step_words.the_tolerance, value("tolerance")),
            (step_words.the_allowance, value("allowed")),
            (step_words.last_year, value("last_year")),
        ];
        let bands = [
            value("low").zip(value("high")),
            value("outer_low").zip(value("outer_high")),
        ];
        let values = values.into_iter();
        let sentences = values.filter_map(|(what, value)| Some(self.against(figure, what, value?)));
        let bands = bands.into_iter().flatten();
        let sentences = sentences.chain(bands.map(|band| self.within(figure, band)));
        Some(Step::new(step_words.comparison, sentences))
    }

    /// Compares a figure with a value, before rounding.
    fn against(&self, figure: &Figure, what: &str, value: Decimal) -> String {
        let step_words = self.step_words;
        let polarity = self.subject.measure.judgement.polarity();
        let relation = match relation(polarity, figure.value, value) {
            Relation::Better => step_words.better_than,
            Relation::Equal => step_words.equal_to,
            Relation::Worse => step_words.worse_than,
        };
        let slots = [
            ("figure", &*self.shown(figure)),
            ("relation", relation),
            ("what", what),
            ("value", &self.subject.value(value)),
        ];
        fill(step_words.compared, &slots)
    }

    fn within(&self, figure: &Figure, (low, high): (Decimal, Decimal)) -> String {
        let slots = [
            ("figure", &*self.shown(figure)),
            ("band", &self.subject.band(low, high)),
        ];
        let sentence = if (low..=high).contains(&figure.value) {
            self.step_words.inside
        } else {
            self.step_words.outside
        };
        fill(sentence, &slots)
    }

    fn shown(&self, figure: &Figure) -> String {
        figures::figure(self.words, figure, self.subject.measure.unit)
    }
}
