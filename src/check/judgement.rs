//! How a measure is judged: its rule, its polarity and its targets.

use rust_decimal::Decimal;

use super::measures::MeasureCheck;
use super::targets::TargetCheck;
use super::{FileProblems, amounts};
use crate::diag::Code;
use crate::model::{Judgement, PeriodKind, Polarity, ResultWord, Rule, Tolerance, Unit};
use crate::parse::At;
use crate::parse::draft::{AllowanceDraft, GoalDraft, RuleWord, TargetDraft, TargetsDraft};
use crate::parse::leaf::Amount;

impl MeasureCheck<'_, '_> {
    fn is_context(&self) -> bool {
        self.inherited(|d| d.set.clone()).as_deref() == Some("context")
    }

    pub(super) fn judgement(
        &mut self,
        polarity: Polarity,
        period: PeriodKind,
        (unit, range): (&Unit, Option<(Decimal, Decimal)>),
    ) -> Option<Judgement> {
        let draft = self.draft;
        let rule = draft.rule.map_or(RuleWord::Tolerance, |rule| rule.value);
        if let Unit::Results(results) = unit {
            return self.by_results(results);
        }
        if let Some(targets) = &draft.targets {
            self.check_targets_allowed(polarity, targets)?;
            let history = match &targets.value {
                TargetsDraft::History(history) => history.as_slice(),
                TargetsDraft::EachQuarter => &[],
            };
            if rule == RuleWord::Improvement {
                self.check_improvement(polarity, history);
            }
            let months = self.inherited(|d| d.months).map(|months| months.value);
            let mut check = TargetCheck {
                polarity,
                period,
                months,
                is_by_improvement: rule == RuleWord::Improvement,
                unit,
                range,
                file: FileProblems::of(&draft.path, self.file.problems),
            };
            let targets = check.targets(history);
            let rule = self.rule(rule, unit)?;
            return Some(Judgement::Judged {
                polarity,
                rule,
                targets,
            });
        }
        if let Some(because) = &draft.no_target {
            if polarity == Polarity::Neither {
                let message = "a measure with `better: neither` cannot have a target";
                let help = "delete `no_target`, or say which way is better";
                self.file.error(Code::Targets, because.node, message, help);
            }
            let because = because.value.clone();
            return Some(Judgement::NoTarget { polarity, because });
        }
        if rule == RuleWord::Editorial {
            return Some(Judgement::Judged {
                polarity,
                rule: Rule::Editorial,
                targets: Vec::new(),
            });
        }
        if polarity == Polarity::Neither || self.is_context() || !draft.members.is_empty() {
            return Some(Judgement::Context { better: polarity });
        }
        let message = "this measure has no `targets` and no `no_target`";
        let help = "add `targets:`, or `no_target: \"why there is none yet\"`, or `better: neither` if it is for context only, or `rule: editorial` if people rate it, or `targets: each_quarter` if a target is typed with each figure";
        self.missing(message, help);
        None
    }

    /// Returns how results are judged: by their list, which says what each counts as and which are better.
    fn by_results(&mut self, results: &[ResultWord]) -> Option<Judgement> {
        let draft = self.draft;
        let idle = draft
            .targets
            .as_ref()
            .map(|targets| (targets.node, "`targets`"));
        let idle = idle.or(draft.rule.map(|rule| (rule.node, "`rule`")));
        let idle = idle.or(draft
            .no_target
            .as_ref()
            .map(|why| (why.node, "`no_target`")));
        let idle = idle.or(draft.better.map(|better| (better.node, "`better`")));
        if let Some((node, field)) = idle {
            let message =
                format!("the list of results says what each counts as, so {field} has no effect");
            let help = "delete the line; the results are in their order, the best first";
            self.file.error(Code::NoEffect, node, message, help);
            return None;
        }
        let polarity = Polarity::Higher;
        if results.iter().all(|result| result.rating.is_none()) {
            return Some(Judgement::Context { better: polarity });
        }
        Some(Judgement::Judged {
            polarity,
            rule: Rule::Results,
            targets: Vec::new(),
        })
    }

    fn check_targets_allowed(
        &mut self,
        polarity: Polarity,
        targets: &At<TargetsDraft>,
    ) -> Option<()> {
        if let Some(because) = &self.draft.no_target {
            let message = "this measure has both `targets` and `no_target`";
            let other = (self.file.place(targets.node), "the targets");
            let help = "delete one of them";
            self.file
                .error_with(other, Code::Targets, because.node, message, help);
            return None;
        }
        if polarity == Polarity::Neither {
            let message = "a measure with `better: neither` cannot be compared with a target";
            let help = "write `better: higher`, `lower` or `between`, or delete the targets";
            self.file.error(Code::Polarity, targets.node, message, help);
            return None;
        }
        if self.is_context() {
            let message = "measures with `set: context` are not rated, but this one has targets";
            let help = "delete the targets, or put the measure in another set";
            self.file.error(Code::Targets, targets.node, message, help);
        }
        Some(())
    }

    /// Reports fields that the improvement rule does not use. It has a single target, and an allowance instead of a
    /// tolerance.
    fn check_improvement(&mut self, polarity: Polarity, targets: &[TargetDraft]) {
        let mut tolerances = targets
            .iter()
            .filter_map(|target| target.ask.tolerance.as_ref());
        let tolerance = tolerances.next();
        if let Some(rule) = self.draft.rule.filter(|_| polarity == Polarity::Between) {
            let message = "the improvement rule cannot rate a measure with `better: between`";
            let help = "write `better: higher` or `lower`, or delete the rule";
            self.file.error(Code::Polarity, rule.node, message, help);
        } else if let Some(tolerance) = tolerance {
            let message = "the improvement rule does not use a tolerance";
            let help =
                "delete it: `allow` says how far a target may be missed and still be on target";
            self.file
                .error(Code::Tolerance, tolerance.node, message, help);
        }
        let is_zero = |target: &TargetDraft| {
            let target = target.ask.target.as_ref();
            target.is_some_and(|target| matches!(&target.value, GoalDraft::One(Amount::Number(value)) if value.is_zero()))
        };
        if let Some(allow) = &self.draft.allow
            && matches!(allow.value, AllowanceDraft::Percent(_))
            && targets.iter().any(is_zero)
        {
            let message = "a percentage of a target of 0 is 0, so this has no effect";
            let help = "write it in points: `{ points: 2 }`";
            self.file.error(Code::Tolerance, allow.node, message, help);
        }
    }

    fn rule(&mut self, rule: RuleWord, unit: &Unit) -> Option<Rule> {
        match (rule, &self.draft.allow) {
            (RuleWord::Improvement, Some(allow)) => self.improvement(allow, unit),
            (RuleWord::Improvement, None) => {
                let message = "the improvement rule needs `allow`: how far a target may be missed";
                self.missing(message, "add a line such as `allow: { percent: 10 }`");
                None
            }
            (_, Some(allow)) => {
                let message = "`allow` is only for `rule: improvement`";
                let help = "delete it, or add the rule";
                self.file.error(Code::Targets, allow.node, message, help);
                None
            }
            (RuleWord::Tolerance, None) => Some(Rule::Tolerance),
            (RuleWord::Editorial, None) => Some(Rule::Editorial),
        }
    }

    fn improvement(&mut self, allow: &At<AllowanceDraft>, unit: &Unit) -> Option<Rule> {
        let (amount, rule) = match &allow.value {
            AllowanceDraft::Percent(percent) => (*percent, Tolerance::Percent(*percent)),
            AllowanceDraft::Points(points) => {
                let typed = At {
                    value: points.clone(),
                    node: allow.node,
                };
                let points = amounts::figure(&typed, unit, &mut self.file)?;
                (points, Tolerance::Points(points))
            }
            AllowanceDraft::Bound(_) => {
                let message = "`allow` is in points or per cent";
                let help = "write `{ percent: 10 }` or `{ points: 2 }`";
                self.file.error(Code::Tolerance, allow.node, message, help);
                return None;
            }
        };
        if amount.is_sign_negative() {
            let help = format!("write {}", -amount);
            self.file.error(
                Code::Tolerance,
                allow.node,
                "`allow` cannot be below zero",
                help,
            );
        }
        Some(Rule::Improvement { allow: rule })
    }
}
