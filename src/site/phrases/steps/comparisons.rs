//! The comparisons behind a verdict: the target in force, the tolerance and how it is calculated, and each comparison.

use rust_decimal::Decimal;

use super::Step;
use crate::assess::rating::{Relation, relation};
use crate::model::{Aim, Figure, Goal, Judgement, Polarity, Rule, Target, Tolerance};
use crate::site::phrases::{MeasureInQuarter, figures, names, periods, scales, verdicts};
use crate::site::words::fill;

impl MeasureInQuarter<'_> {
    pub(super) fn target(&self) -> Option<Step> {
        let measure = self.subject.measure;
        let Judgement::Judged { targets, rule, .. } = &measure.judgement else {
            return None;
        };
        if *rule == Rule::Results {
            return None;
        }
        let step_words = self.subject.words.steps;
        let Some(target) = measure.target_in(self.quarter) else {
            return Some(Step::new(step_words.target, [step_words.no_target]));
        };
        let by = target.set_by.as_ref();
        let by = by.map(|who| fill(step_words.set_by, &[("who", who.as_str())]));
        let goal = match target.profile {
            Some(_) => target.goal(),
            None => self.goal(),
        };
        let mut sentences = Vec::new();
        if !matches!(target.aim, Aim::Profile { .. }) || target.profile.is_none() {
            let in_force = if target.is_of_quarter {
                step_words.in_force_for
            } else {
                step_words.in_force
            };
            sentences.push(self.of_target(in_force, target, goal, by.as_deref()));
        }
        sentences.extend(self.on_the_way(target));
        let before = targets.iter().rfind(|before| before.from < target.from);
        let before = before.filter(|_| !target.is_of_quarter);
        sentences.extend(
            before.map(|before| self.of_target(step_words.before, before, before.goal(), None)),
        );
        Some(Step::new(step_words.target, sentences))
    }

    /// Says what a target requires in the quarter, if that is not what it asks for in the end, and how it follows from last
    /// year's figure.
    fn on_the_way(&self, target: &Target) -> Vec<String> {
        let (step_words, subject) = (self.subject.words.steps, &self.subject);
        let measure = subject.measure;
        let share = measure.share_in(target, self.quarter);
        let day = target.by.map(|by| periods::due(self.subject.words, by));
        let is_known = !matches!(target.aim, Aim::Profile { .. });
        let sentence = match (share, &day) {
            (Some(_), Some(_)) => Some(step_words.on_the_way),
            (None, Some(_)) if measure.is_before_day(target, self.quarter) => {
                Some(step_words.due_later)
            }
            (_, Some(_)) => Some(step_words.is_due),
            (Some(_), None) if is_known => Some(step_words.share),
            (Some(_), None) => Some(step_words.share_only),
            (None, None) if target.profile.is_some() && measure.place_in_year(self.quarter) < 3 => {
                Some(step_words.not_this_quarter)
            }
            (None, None) => None,
        };
        let is_for_year_end = measure.is_cumulative()
            && !target.is_of_quarter
            && target.profile.is_none()
            && target.by.is_none()
            && target.goal().is_some();
        let sentence = sentence.or(is_for_year_end.then_some(step_words.no_share));
        let slots = [
            ("year", &*subject.asked(target, target.goal())),
            ("target", &subject.target(self.goal())),
            ("day", day.as_deref().unwrap_or_default()),
        ];
        let sentence = sentence.map(|sentence| fill(sentence, &slots));
        sentence
            .into_iter()
            .chain(self.origin_of_target())
            .collect()
    }

    fn of_target(
        &self,
        sentence: &str,
        target: &Target,
        goal: Option<Goal>,
        by: Option<&str>,
    ) -> String {
        let slots = [
            ("target", &*self.subject.asked(target, goal)),
            (
                "quarter",
                &periods::quarter(self.subject.words, target.from),
            ),
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
        let step_words = self.subject.words.steps;
        let (what, allowed) = match verdicts::rule_of(self.subject.measure)? {
            Rule::Editorial | Rule::Results => return None,
            Rule::Scale { allow: None } => (step_words.tolerance, None),
            Rule::Scale { allow } => (step_words.allowance, *allow),
        };
        let sentence = match self.goal()? {
            Goal::One {
                target, tolerance, ..
            } => {
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
        let (step_words, subject) = (self.subject.words.steps, &self.subject);
        let polarity = subject.measure.judgement.polarity();
        let bound = tolerance.bound(target, polarity);
        let away = subject.change(bound - target);
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
            ("bound", &*subject.value(bound)),
            ("target", &subject.value(target)),
            ("sign", sign),
            ("points", &away),
            ("away", &away),
            ("percent", &percent),
        ];
        fill(sentence, &slots)
    }

    pub(super) fn rule(&self) -> Option<Step> {
        let rules = self.subject.words.rules;
        let measure = self.subject.measure;
        let mut rule = verdicts::rule_of(measure)?;
        if !self.subject.is_by_rule(self.quarter) {
            rule = &Rule::Editorial;
        }
        let text = match rule {
            Rule::Scale { .. } => scales::text(self.subject.words, &measure.scale),
            Rule::Results => rules.results_text.to_owned(),
            Rule::Editorial => rules.editorial_text.to_owned(),
        };
        let slots = [
            (
                "name",
                names::rule(self.subject.words, rule, &measure.scale),
            ),
            ("text", &text),
        ];
        let line = fill(self.subject.words.steps.rule_line, &slots);
        let better = names::better(self.context, measure, measure.judgement.polarity());
        Some(Step::new(self.subject.words.steps.rule, [line, better]))
    }

    /// Returns each comparison that the rule made, in order. For a rating by a person, those that the rule would have
    /// made.
    pub(super) fn comparisons(&self) -> Option<Step> {
        let step_words = self.subject.words.steps;
        let verdict = &self.judged.current;
        let by_rule = verdict.rule_says.as_deref().map(|(_, compared)| compared);
        let compared = by_rule.or(verdict.arithmetic.as_ref())?;
        // Of a number that is not told, the rating says what there is to say.
        if compared.fewer_than.is_some() {
            return None;
        }
        let figure = &compared.figure;
        let target = compared.target.or(match self.goal() {
            Some(Goal::One { target, .. }) => Some(target),
            _ => None,
        });
        let values = [
            (step_words.the_target, target),
            (step_words.more_than_target, compared.beyond),
            (step_words.the_tolerance, compared.tolerance),
            (step_words.the_allowance, compared.allowed),
            (
                step_words.last_year,
                compared.last_year.map(|then| then.value),
            ),
        ];
        let values = values.into_iter();
        let against = |(what, value): (_, Option<Decimal>)| {
            let (value, step_words) = (value?, self.subject.words.steps);
            let is_target = what == step_words.the_target;
            let is_missed = compared.reach.is_beyond() && is_target && figure.value == value;
            Some(self.against(figure, (what, value), is_missed))
        };
        let sentences = values.filter_map(against);
        let bands = [compared.band, compared.outer].into_iter().flatten();
        let sentences = sentences.chain(bands.map(|band| self.within(figure, band)));
        Some(Step::new(step_words.comparison, sentences))
    }

    /// Compares a figure with a value, before rounding. A figure that was to be better may only be as good.
    fn against(&self, figure: &Figure, (what, value): (&str, Decimal), is_missed: bool) -> String {
        let (step_words, subject) = (self.subject.words.steps, &self.subject);
        let polarity = subject.measure.judgement.polarity();
        let relation = match relation(polarity, figure.value, value) {
            Relation::Better => step_words.better_than,
            Relation::Equal => step_words.equal_to,
            Relation::Worse => step_words.worse_than,
        };
        let slots = [
            ("figure", &*subject.figure(figure)),
            ("relation", relation),
            ("what", what),
            ("value", &subject.value(value)),
        ];
        let sentence = if is_missed {
            step_words.not_beyond
        } else {
            step_words.compared
        };
        fill(sentence, &slots)
    }

    fn within(&self, figure: &Figure, band: (Decimal, Decimal)) -> String {
        let subject = &self.subject;
        let slots = [
            ("figure", &*subject.figure(figure)),
            ("band", &subject.band(band)),
        ];
        let sentence = if (band.0..=band.1).contains(&figure.value) {
            self.subject.words.steps.inside
        } else {
            self.subject.words.steps.outside
        };
        fill(sentence, &slots)
    }
}
