//! The comparisons behind a verdict: the target in force, the tolerance and how it is calculated, and each comparison.

use rust_decimal::Decimal;

use super::{Step, Way};
use crate::assess::rating::{Arithmetic, Relation, relation};
use crate::model::{Figure, Goal, Judgement, Polarity, Rule, Target, Tolerance};
use crate::site::say::{figures, names, periods, verdicts};
use crate::site::words::fill;

impl Way<'_> {
    pub(super) fn target(&self) -> Option<Step> {
        let Judgement::Judged { targets, .. } = &self.measure.judgement else {
            return None;
        };
        let said = self.said;
        let Some(target) = self.measure.judgement.target_in(self.quarter) else {
            return Some(Step::new(said.target, vec![said.no_target.to_owned()]));
        };
        let mut says = vec![self.in_force(target)];
        if target.profile.is_some() {
            let subject = verdicts::subject(self.context, self.measure);
            let slots = [
                ("year", &*subject.target(Some(target.goal))),
                ("target", &subject.target(self.goal())),
            ];
            says.push(fill(said.share, &slots));
        } else if self.measure.is_cumulative() {
            says.push(said.no_share.to_owned());
        }
        let before = targets
            .iter()
            .rev()
            .find(|before| before.from < target.from);
        says.extend(before.map(|before| self.before(before)));
        Some(Step::new(said.target, says))
    }

    fn in_force(&self, target: &Target) -> String {
        let by = target.set_by.as_ref().map_or(String::new(), |who| {
            fill(self.said.set_by, &[("who", who.as_str())])
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
        fill(self.said.in_force, &slots)
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
        fill(self.said.before, &slots)
    }

    /// Returns the goal that the figure was compared with. For a cumulative measure, the target so far.
    fn goal(&self) -> Option<Goal> {
        self.judged.current.goal
    }

    pub(super) fn tolerance(&self) -> Option<Step> {
        let said = self.said;
        let (what, allowed) = match self.rule_of()? {
            Rule::Editorial => return None,
            Rule::Tolerance => (said.tolerance, None),
            Rule::Improvement { allow } => (said.allowance, Some(*allow)),
        };
        let says = match self.goal()? {
            Goal::One { target, tolerance } => match allowed.or(tolerance) {
                Some(tolerance) => self.worked_out(target, tolerance),
                None => said.no_tolerance.to_owned(),
            },
            goal @ Goal::Band { .. } => {
                let band = verdicts::subject(self.context, self.measure).tolerance(Some(goal));
                band.map_or(said.no_tolerance.to_owned(), |band| {
                    fill(said.outer, &[("bound", &band)])
                })
            }
        };
        Some(Step::new(what, vec![says]))
    }

    fn worked_out(&self, target: Decimal, tolerance: Tolerance) -> String {
        let said = self.said;
        let polarity = self.measure.judgement.polarity();
        let bound = tolerance.bound(target, polarity);
        let away = (bound - target).abs();
        let sign = match polarity {
            Polarity::Lower => said.plus,
            _ => said.minus,
        };
        let (bound, target) = (self.value(bound), self.value(target));
        let slots = [
            ("bound", bound.as_str()),
            ("target", &target),
            ("sign", sign),
        ];
        match tolerance {
            Tolerance::Bound(_) => fill(said.bound, &slots[..1]),
            Tolerance::Points(_) => {
                let points = figures::change(self.context.words, away, self.measure.unit);
                fill(said.points, &[&slots[..], &[("points", &*points)]].concat())
            }
            Tolerance::Percent(percent) => {
                let percent = figures::grouped(percent);
                let away = figures::change(self.context.words, away, self.measure.unit);
                let more = [("percent", percent.as_str()), ("away", &away)];
                fill(said.percent, &[&slots[..], &more].concat())
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
        let line = fill(self.said.rule_line, &[("name", name), ("text", text)]);
        Some(Step::new(self.said.rule, vec![line, better.to_owned()]))
    }

    /// Returns each comparison that the rule made, in order. For a rating by a person, those that the rule would have
    /// made.
    pub(super) fn comparisons(&self) -> Option<Step> {
        let verdict = &self.judged.current;
        let arithmetic = match verdict.rule_says.as_deref() {
            Some((_, arithmetic)) => arithmetic,
            None => &verdict.arithmetic,
        };
        let says = self.compared(arithmetic);
        (!says.is_empty()).then(|| Step::new(self.said.comparison, says))
    }

    fn compared(&self, arithmetic: &Arithmetic) -> Vec<String> {
        use Arithmetic as A;
        let said = self.said;
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
        let target = target.map(|target| (said.the_target, target));
        let tolerance = tolerance.map(|tolerance| (said.the_tolerance, tolerance));
        target
            .into_iter()
            .chain(tolerance)
            .map(|(what, value)| self.against(figure, what, value))
            .collect()
    }

    fn compared_with_last_year(&self, arithmetic: &Arithmetic) -> Vec<String> {
        use Arithmetic as A;
        let said = self.said;
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
        let both = [(said.the_target, target), (said.the_allowance, allowed)];
        both.into_iter()
            .chain(last_year.map(|value| (said.last_year, value)))
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
        let said = self.said;
        let polarity = self.measure.judgement.polarity();
        let relation = match relation(polarity, figure.value, value) {
            Relation::Better => said.better_than,
            Relation::Equal => said.equal_to,
            Relation::Worse => said.worse_than,
        };
        let shown = figures::figure(self.context.words, figure, self.measure.unit);
        let slots = [
            ("figure", shown.as_str()),
            ("relation", relation),
            ("what", what),
            ("value", &self.value(value)),
        ];
        fill(said.compared, &slots)
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
                self.said.inside
            } else {
                self.said.outside
            };
            fill(sentence, &[("figure", &shown), ("band", &band)])
        };
        bands.iter().map(sentence).collect()
    }
}
