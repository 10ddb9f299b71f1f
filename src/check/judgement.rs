//! How a measure is judged: its rule, its polarity and its targets.

use rust_decimal::Decimal;

use super::measures::MeasureCheck;
use super::targets::{self, TargetContext};
use crate::diag::{Code, Problems};
use crate::model::{Judgement, PeriodKind, Polarity, Rule, Tolerance, Unit};
use crate::parse::At;
use crate::parse::draft::{GoalDraft, RuleWord, TargetDraft};
use crate::source::NodeId;

impl MeasureCheck<'_, '_> {
    fn is_context(&self) -> bool {
        let set = self
            .draft
            .set
            .as_deref()
            .or_else(|| self.whole.and_then(|w| w.set.as_deref()));
        set == Some("context")
    }

    pub(super) fn judgement(
        &self,
        polarity: Polarity,
        period: PeriodKind,
        unit: Unit,
        problems: &mut Problems,
    ) -> Option<Judgement> {
        let rule = self
            .draft
            .rule
            .map_or(RuleWord::Tolerance, |rule| rule.value);
        let context = TargetContext {
            path: &self.draft.path,
            polarity,
            period,
            unit,
        };
        if let Some(targets) = &self.draft.targets {
            self.check_targets_allowed(polarity, targets.node, problems)?;
            if self.is_context() {
                let message =
                    "measures with `set: context` are not rated, but this one has targets";
                problems.report(
                    self.error(Code::Targets, targets.node, message)
                        .help("delete the targets, or put the measure in another set"),
                );
            }
            if rule == RuleWord::Improvement {
                self.check_improvement(polarity, &targets.value, problems);
            }
            let targets = targets::check(&targets.value, &context, problems);
            let rule = self.rule(rule, problems)?;
            return Some(Judgement::Judged {
                polarity,
                rule,
                targets,
            });
        }
        if let Some(because) = &self.draft.no_target {
            if polarity == Polarity::Neither {
                let message = "a measure with `better: neither` cannot have a target";
                problems.report(
                    self.error(Code::Targets, because.node, message)
                        .help("delete `no_target`, or say which way is better"),
                );
            }
            let because = because.value.clone();
            return Some(Judgement::NoTarget { polarity, because });
        }
        match rule {
            RuleWord::Editorial => Some(Judgement::Judged {
                polarity,
                rule: Rule::Editorial,
                targets: Vec::new(),
            }),
            _ if self.needs_no_target(polarity) => Some(Judgement::Context { better: polarity }),
            _ => {
                self.no_targets(problems);
                None
            }
        }
    }

    fn needs_no_target(&self, polarity: Polarity) -> bool {
        polarity == Polarity::Neither || self.is_context() || !self.draft.members.is_empty()
    }

    fn no_targets(&self, problems: &mut Problems) {
        let message = "this measure has no `targets` and no `no_target`".to_owned();
        let help = "add `targets:`, or `no_target: \"why there is none yet\"`, or `better: neither` if it is for context only, or `rule: editorial` if people rate it";
        self.missing_as(message, help.to_owned(), problems);
    }

    fn check_targets_allowed(
        &self,
        polarity: Polarity,
        node: NodeId,
        problems: &mut Problems,
    ) -> Option<()> {
        if let Some(because) = &self.draft.no_target {
            let message = "this measure has both `targets` and `no_target`";
            problems.report(
                self.error(Code::Targets, because.node, message)
                    .related(self.place(node), "the targets")
                    .help("delete one of them"),
            );
            return None;
        }
        if polarity == Polarity::Neither {
            let message = "a measure with `better: neither` cannot be compared with a target";
            problems.report(
                self.error(Code::Polarity, node, message)
                    .help("write `better: higher`, `lower` or `between`, or delete the targets"),
            );
            return None;
        }
        Some(())
    }

    /// Reports fields that the improvement rule does not use. It has a single target, and an allowance instead of a
    /// tolerance.
    fn check_improvement(
        &self,
        polarity: Polarity,
        targets: &[TargetDraft],
        problems: &mut Problems,
    ) {
        if let Some(rule) = self.draft.rule.filter(|_| polarity == Polarity::Between) {
            let message = "the improvement rule cannot rate a measure with `better: between`";
            problems.report(
                self.error(Code::Polarity, rule.node, message)
                    .help("write `better: higher` or `lower`, or delete the rule"),
            );
        } else if let Some(tolerance) = targets.iter().find_map(|target| target.tolerance.as_ref())
        {
            let message = "the improvement rule does not use a tolerance";
            problems.report(self.error(Code::Tolerance, tolerance.node, message).help(
                "delete it: `allow` says how far a target may be missed and still be on target",
            ));
        }
        let is_zero = |target: &&TargetDraft| target.target.value == GoalDraft::One(Decimal::ZERO);
        if let (Some(allow), Some(_)) = (self.draft.allow, targets.iter().find(is_zero))
            && matches!(allow.value, Tolerance::Percent(_))
        {
            let message = "a percentage of a target of 0 is 0, so this has no effect";
            problems.report(
                self.error(Code::Tolerance, allow.node, message)
                    .help("write it in points: `{ points: 2 }`"),
            );
        }
    }

    fn rule(&self, rule: RuleWord, problems: &mut Problems) -> Option<Rule> {
        match (rule, self.draft.allow) {
            (RuleWord::Improvement, Some(allow)) => self
                .allowance(allow, problems)
                .map(|allow| Rule::Improvement { allow }),
            (RuleWord::Improvement, None) => {
                let message =
                    "the improvement rule needs `allow`: how far a target may be missed".to_owned();
                let help = "add a line such as `allow: { percent: 10 }`".to_owned();
                self.missing_as(message, help, problems);
                None
            }
            (_, Some(allow)) => {
                let message = "`allow` is only for `rule: improvement`";
                problems.report(
                    self.error(Code::Targets, allow.node, message)
                        .help("delete it, or add the rule"),
                );
                None
            }
            (RuleWord::Tolerance, None) => Some(Rule::Tolerance),
            (RuleWord::Editorial, None) => Some(Rule::Editorial),
        }
    }

    fn allowance(&self, allow: At<Tolerance>, problems: &mut Problems) -> Option<Tolerance> {
        let (Tolerance::Percent(amount) | Tolerance::Points(amount)) = allow.value else {
            let problem = self.error(
                Code::Tolerance,
                allow.node,
                "`allow` is in points or per cent",
            );
            problems.report(problem.help("write `{ percent: 10 }` or `{ points: 2 }`"));
            return None;
        };
        if amount.is_sign_negative() {
            let problem = self.error(Code::Tolerance, allow.node, "`allow` cannot be below zero");
            problems.report(problem.help(format!("write {}", -amount)));
        }
        Some(allow.value)
    }
}
