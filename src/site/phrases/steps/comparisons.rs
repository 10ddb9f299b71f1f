//! The comparisons behind a verdict: the target in force, the tolerance and how it is calculated, and each comparison.

use rust_decimal::Decimal;

use super::{Explainer, Step};
use crate::assess::rating::{Arithmetic, Relation, relation};
use crate::model::{Figure, Goal, Judgement, Polarity, Rule, Target, Tolerance};
use crate::site::phrases::{figures, names, periods, verdicts};
use crate::site::words::fill;

impl Explainer<'_> {
    pub(super) fn target(&self) -> Option<Step> {
        let Judgement::Judged { targets, .. } = &self.measure.judgement else {
            return None;
        };
        let step_words = self.step_words;
        let Some(target) = self.measure.judgement.target_in(self.quarter) else {
            return Some(Step::new(
                step_words.target,
                vec![step_words.no_target.to_owned()],
            ));
        };
        let mut sentences = vec![self.in_force(target)];
        if target.profile.is_some() {
            let subject = verdicts::subject(self.context, self.measure);
            let slots = [
                ("year", &*subject.target(Some(target.goal))),
                ("target", &subject.target(self.goal())),
            ];
            sentences.push(fill(step_words.share, &slots));
        } else if self.measure.is_cumulative() {
            sentences.push(step_words.no_share.to_owned());
        }
        let before = targets
            .iter()
            .rev()
            .find(|before| before.from < target.from);
        sentences.extend(before.map(|before| self.before(before)));
        Some(Step::new(step_words.target, sentences))
    }

    fn in_force(&self, target: &Target) -> String {
        let by = target.set_by.as_ref().map_or(String::new(), |who| {
            fill(self.step_words.set_by, &[("who", who.as_str())])
        });
        let goal = match target.profile {
            Some(_) => Some(target.goal),
            None => self.goal(),
        };
        let slots = [
            (
                "target",
                &*verdicts::subject(self.context, self.measure).target(goal),
            ),
            (
                "quarter",
                &periods::quarter(self.context.words, target.from),
            ),
            ("key", &target.from.to_string()),
            ("by", &by),
        ];
        fill(self.step_words.in_force, &slots)
    }

    fn before(&self, target: &Target) -> String {
        let slots = [
            (
                "target",
                &*verdicts::subject(self.context, self.measure).target(Some(target.goal)),
            ),
            (
                "quarter",
                &periods::quarter(self.context.words, target.from),
            ),
        ];
        fill(self.step_words.before, &slots)
    }

    /// Returns the goal that the figure was compared with. For a cumulative measure, the target so far.
    fn goal(&self) -> Option<Goal> {
        self.judged.current.goal
    }

    pub(super) fn tolerance(&self) -> Option<Step> {
        let step_words = self.step_words;
        let (what, allowed) = match self.rule_of()? {
            Rule::Editorial => return None,
            Rule::Tolerance => (step_words.tolerance, None),
            Rule::Improvement { allow } => (step_words.allowance, Some(*allow)),
        };
        let sentences = match self.goal()? {
            Goal::One { target, tolerance } => match allowed.or(tolerance) {
                Some(tolerance) => self.worked_out(target, tolerance),
                None => step_words.no_tolerance.to_owned(),
            },
            goal @ Goal::Band { .. } => {
                let band = verdicts::subject(self.context, self.measure).tolerance(Some(goal));
                band.map_or(step_words.no_tolerance.to_owned(), |band| {
                    fill(step_words.outer, &[("bound", &band)])
                })
            }
        };
        Some(Step::new(what, vec![sentences]))
    }

    fn worked_out(&self, target: Decimal, tolerance: Tolerance) -> String {
        let step_words = self.step_words;
        let polarity = self.measure.judgement.polarity();
        let bound = tolerance.bound(target, polarity);
        let away = (bound - target).abs();
        let sign = match polarity {
            Polarity::Lower => step_words.plus,
            _ => step_words.minus,
        };
        let (bound, target) = (self.value(bound), self.value(target));
        let slots = [
            ("bound", bound.as_str()),
            ("target", &target),
            ("sign", sign),
        ];
        match tolerance {
            Tolerance::Bound(_) => fill(step_words.bound, &slots[..1]),
            Tolerance::Points(_) => {
                let points = figures::change(self.context.words, away, self.measure.unit);
                fill(
                    step_words.points,
                    &[&slots[..], &[("points", &*points)]].concat(),
                )
            }
            Tolerance::Percent(percent) => {
                let percent = figures::grouped(percent);
                let away = figures::change(self.context.words, away, self.measure.unit);
                let more = [("percent", percent.as_str()), ("away", &away)];
                fill(step_words.percent, &[&slots[..], &more].concat())
            }
        }
    }

    fn value(&self, value: Decimal) -> String {
        figures::value(self.context.words, value, self.measure.unit)
    }

    fn rule_of(&self) -> Option<&Rule> {
        match &self.measure.judgement {
            Judgement::Judged { rule, .. } => Some(rule),
            _ => None,
        }
    }

    pub(super) fn rule(&self) -> Option<Step> {
        let rules = self.context.words.rules;
        let (name, text) = match self.rule_of()? {
            Rule::Tolerance => (rules.tolerance, rules.tolerance_text),
            Rule::Improvement { .. } => (rules.improvement, rules.improvement_text),
            Rule::Editorial => (rules.editorial, rules.editorial_text),
        };
        let better = names::better(self.context, self.measure.judgement.polarity());
        let line = fill(self.step_words.rule_line, &[("name", name), ("text", text)]);
        Some(Step::new(
            self.step_words.rule,
            vec![line, better.to_owned()],
        ))
    }

    /// Returns each comparison that the rule made, in order. For a rating by a person, those that the rule would have
    /// made.
    pub(super) fn comparisons(&self) -> Option<Step> {
        let verdict = &self.judged.current;
        let arithmetic = match verdict.rule_says.as_deref() {
            Some((_, arithmetic)) => arithmetic,
            None => &verdict.arithmetic,
        };
        let sentences = self.compared(arithmetic);
        (!sentences.is_empty()).then(|| Step::new(self.step_words.comparison, sentences))
    }

    fn compared(&self, arithmetic: &Arithmetic) -> Vec<String> {
        use Arithmetic as A;
        let step_words = self.step_words;
        let (figure, target, tolerance) = match arithmetic {
            A::MetTarget { figure, target, .. } | A::MissedTarget { figure, target } => {
                (figure, Some(*target), None)
            }
            A::WithinTolerance {
                figure,
                target,
                tolerance,
                ..
            } => (figure, Some(*target), Some(*tolerance)),
            A::OutsideTolerance { figure, tolerance } => {
                (figure, self.single_target(), Some(*tolerance))
            }
            _ => return self.compared_with_last_year(arithmetic),
        };
        let target = target.map(|target| (step_words.the_target, target));
        let tolerance = tolerance.map(|tolerance| (step_words.the_tolerance, tolerance));
        target
            .into_iter()
            .chain(tolerance)
            .map(|(what, value)| self.against(figure, what, value))
            .collect()
    }

    fn compared_with_last_year(&self, arithmetic: &Arithmetic) -> Vec<String> {
        use Arithmetic as A;
        let step_words = self.step_words;
        let (figure, target, allowed, last_year) = match arithmetic {
            A::MissAllowed {
                figure,
                target,
                allowed,
            }
            | A::MissedWithoutLastYear {
                figure,
                target,
                allowed,
            } => (figure, *target, *allowed, None),
            A::NoWorseThanLastYear {
                figure,
                target,
                allowed,
                last_year,
            }
            | A::WorseThanLastYear {
                figure,
                target,
                allowed,
                last_year,
            } => (figure, *target, *allowed, Some(last_year.value)),
            _ => return self.within_bands(arithmetic),
        };
        let both = [
            (step_words.the_target, target),
            (step_words.the_allowance, allowed),
        ];
        both.into_iter()
            .chain(last_year.map(|value| (step_words.last_year, value)))
            .map(|(what, value)| self.against(figure, what, value))
            .collect()
    }

    fn single_target(&self) -> Option<Decimal> {
        match self.goal()? {
            Goal::One { target, .. } => Some(target),
            Goal::Band { .. } => None,
        }
    }

    /// Compares a figure with a value, before rounding.
    fn against(&self, figure: &Figure, what: &str, value: Decimal) -> String {
        let step_words = self.step_words;
        let polarity = self.measure.judgement.polarity();
        let relation = match relation(polarity, figure.value, value) {
            Relation::Better => step_words.better_than,
            Relation::Equal => step_words.equal_to,
            Relation::Worse => step_words.worse_than,
        };
        let shown = figures::figure(self.context.words, figure, self.measure.unit);
        let slots = [
            ("figure", shown.as_str()),
            ("relation", relation),
            ("what", what),
            ("value", &self.value(value)),
        ];
        fill(step_words.compared, &slots)
    }

    fn within_bands(&self, arithmetic: &Arithmetic) -> Vec<String> {
        use Arithmetic as A;
        let (figure, bands) = match arithmetic {
            A::InBand { figure, low, high } => (figure, vec![(*low, *high)]),
            A::NearBand {
                figure,
                low,
                high,
                outer,
            } => (figure, vec![(*low, *high), *outer]),
            A::OutOfBand {
                figure,
                low,
                high,
                outer,
            } => {
                let inner = std::iter::once((*low, *high));
                (figure, inner.chain(*outer).collect())
            }
            _ => return Vec::new(),
        };
        let words = self.context.words;
        let shown = figures::figure(words, figure, self.measure.unit);
        let sentence = |(low, high): &(Decimal, Decimal)| {
            let slots = [("low", &*self.value(*low)), ("high", &self.value(*high))];
            let band = fill(words.band, &slots);
            let sentence = if (*low..=*high).contains(&figure.value) {
                self.step_words.inside
            } else {
                self.step_words.outside
            };
            fill(sentence, &[("figure", &shown), ("band", &band)])
        };
        bands.iter().map(sentence).collect()
    }
}
