//! How a measure is judged: its rule, its polarity and its targets.

use rust_decimal::Decimal;

use super::FileProblems;
use super::measures::MeasureCheck;
use super::targets::TargetCheck;
use crate::diag::Code;
use crate::model::{Judgement, PeriodKind, Polarity, Rule, Tolerance, Unit};
use crate::parse::At;
use crate::parse::draft::{GoalDraft, RuleWord, TargetDraft};

impl MeasureCheck<'_, '_> {
    fn is_context(&self) -> bool {
        self.inherited(|d| d.set.clone()).as_deref() == Some("context")
    }

    pub(super) fn judgement(
        &mut self,
        polarity: Polarity,
        period: PeriodKind,
        unit: Unit,
    ) -> Option<Judgement> {
        let draft = self.draft;
        let rule = draft.rule.map_or(RuleWord::Tolerance, |rule| rule.value);
        if let Some(targets) = &draft.targets {
            self.check_targets_allowed(polarity, targets)?;
            if rule == RuleWord::Improvement {
                self.check_improvement(polarity, &targets.value);
            }
            let mut check = TargetCheck {
                polarity,
                period,
                unit,
                file: FileProblems::of(&draft.path, self.file.problems),
            };
            let targets = check.targets(&targets.value);
            let rule = self.rule(rule)?;
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
        let help = "add `targets:`, or `no_target: \"why there is none yet\"`, or `better: neither` if it is for context only, or `rule: editorial` if people rate it";
        self.missing(message, help);
        None
    }

    fn check_targets_allowed(
        &mut self,
        polarity: Polarity,
        targets: &At<Vec<TargetDraft>>,
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
        let tolerance = targets.iter().find_map(|target| target.tolerance.as_ref());
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
        let is_zero = |target: &TargetDraft| target.target.value == GoalDraft::One(Decimal::ZERO);
        if let Some(allow) = self.draft.allow
            && matches!(allow.value, Tolerance::Percent(_))
            && targets.iter().any(is_zero)
        {
            let message = "a percentage of a target of 0 is 0, so this has no effect";
            let help = "write it in points: `{ points: 2 }`";
            self.file.error(Code::Tolerance, allow.node, message, help);
        }
    }

    fn rule(&mut self, rule: RuleWord) -> Option<Rule> {
        match (rule, self.draft.allow) {
            (RuleWord::Improvement, Some(allow)) => self.improvement(allow),
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

    fn improvement(&mut self, allow: At<Tolerance>) -> Option<Rule> {
        let (Tolerance::Percent(amount) | Tolerance::Points(amount)) = allow.value else {
            let message = "`allow` is in points or per cent";
            let help = "write `{ percent: 10 }` or `{ points: 2 }`";
            self.file.error(Code::Tolerance, allow.node, message, help);
            return None;
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
        let allow = allow.value;
        Some(Rule::Improvement { allow })
    }
}
