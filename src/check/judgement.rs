//! How a measure is judged: its rule, its polarity and its targets.

use rust_decimal::Decimal;

use super::measures::MeasureCheck;
use super::targets::TargetCheck;
use super::{FileProblems, amounts};
use crate::diag::Code;
use crate::model::{
    COLOURS, Condition, Judgement, PeriodKind, Polarity, ResultWord, Rule, Scale, Tolerance, Unit,
    Yardstick,
};
use crate::parse::At;
use crate::parse::draft::{
    AllowanceDraft, GoalDraft, MeasureDraft, RuleWord, TargetDraft, TargetsDraft,
};
use crate::parse::leaf::Amount;

/// Returns what messages call the rule by which a scale rates.
fn name(scale: &Scale) -> String {
    match scale.id.as_str() {
        COLOURS => "the improvement rule".to_owned(),
        id => format!("the scale `{id}`"),
    }
}

/// Returns the draft that says how a measure is judged. The targets of a whole, or why it has none, hold for its members that
/// do not say.
pub(super) fn judged_by<'d>(
    draft: &'d MeasureDraft,
    whole: Option<&'d MeasureDraft>,
) -> &'d MeasureDraft {
    let has_goal = |one: &MeasureDraft| one.targets.is_some() || one.no_target.is_some();
    let is_context = draft.set.as_deref() == Some("context")
        || (draft.better.as_ref()).is_some_and(|better| better.value == Polarity::Neither);
    let is_silent = !has_goal(draft) && draft.rule.is_none() && !is_context;
    whole
        .filter(|whole| is_silent && has_goal(whole))
        .unwrap_or(draft)
}

impl<'d> MeasureCheck<'_, 'd> {
    fn judged_by(&self) -> &'d MeasureDraft {
        judged_by(self.draft, self.whole)
    }

    pub(super) fn yardstick(&self) -> Yardstick {
        let typed = self.inherited(|d| d.targets_are);
        typed.map(|typed| typed.value).unwrap_or_default()
    }

    pub(super) fn has_targets_in_quarters(&self) -> bool {
        let targets = self.judged_by().targets.as_ref();
        targets.is_some_and(|targets| matches!(targets.value, TargetsDraft::EachQuarter))
    }

    /// Returns which way is better. A list of results is in order, the best first.
    pub(super) fn polarity(&mut self, unit: Option<&Unit>) -> Option<Polarity> {
        match unit {
            Some(Unit::Results(_)) => Some(Polarity::Higher),
            _ => self.required(|d| d.better, "better", "higher"),
        }
    }

    fn is_context(&self) -> bool {
        self.inherited(|d| d.set.clone()).as_deref() == Some("context")
    }

    pub(super) fn judgement(
        &mut self,
        polarity: Polarity,
        period: PeriodKind,
        (unit, range): (&Unit, Option<(Decimal, Decimal)>),
        scale: &Scale,
    ) -> Option<Judgement> {
        let draft = self.judged_by();
        let rule = draft.rule.map(|rule| rule.value);
        let is_by_people = rule == Some(RuleWord::Editorial) || !scale.has_rule();
        if let Unit::Results(results) = unit {
            return self.by_results(results);
        }
        if let Some(targets) = &draft.targets {
            self.check_targets_allowed(polarity, targets)?;
            let history = match &targets.value {
                TargetsDraft::History(history) => history.as_slice(),
                TargetsDraft::EachQuarter => &[],
            };
            if !is_by_people {
                self.check_scale_fits(polarity, history, scale);
            }
            let months = self.inherited(|d| d.months).map(|months| months.value);
            let mut check = TargetCheck {
                polarity,
                period,
                months,
                is_by_last_year: scale.uses(Condition::LastYear),
                unit,
                range,
                file: FileProblems::of(&draft.path, self.file.problems),
            };
            let targets = check.targets(history);
            let rule = if is_by_people {
                Rule::Editorial
            } else {
                self.rule(scale, unit)?
            };
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
        if is_by_people {
            return Some(Judgement::Judged {
                polarity,
                rule: Rule::Editorial,
                targets: Vec::new(),
            });
        }
        if polarity == Polarity::Neither || self.is_context() || !self.draft.members.is_empty() {
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
        if let Some(because) = &self.judged_by().no_target {
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

    /// Reports fields that do not go with the scale: a comparison with an allowance or with last year needs a single target,
    /// and a tolerance a condition that asks for it.
    fn check_scale_fits(&mut self, polarity: Polarity, targets: &[TargetDraft], scale: &Scale) {
        let is_by_improvement = scale.uses(Condition::Allowance) || scale.uses(Condition::LastYear);
        let rule = name(scale);
        let mut tolerances = targets
            .iter()
            .filter_map(|target| target.ask.tolerance.as_ref());
        let tolerance = tolerances
            .next()
            .filter(|_| !scale.uses(Condition::Tolerance));
        let draft = self.judged_by();
        let chosen = draft.rule.map(|rule| rule.node);
        let chosen = chosen.or(draft.scale.as_ref().map(|scale| scale.node));
        // A tolerance that the site's first scale does not use is reported there, for all measures at once.
        let tolerance = tolerance.filter(|_| chosen.is_some());
        let is_between = polarity == Polarity::Between && is_by_improvement;
        if let Some(chosen) = chosen.filter(|_| is_between) {
            let message = format!("{rule} cannot rate a measure with `better: between`");
            let help = "write `better: higher` or `lower`, or delete the rule";
            self.file.error(Code::Polarity, chosen, message, help);
        } else if let Some(tolerance) = tolerance {
            let message = format!("{rule} does not use a tolerance");
            let help = if scale.uses(Condition::Allowance) {
                "delete it: `allow` says how far a target may be missed and still be on target"
            } else {
                "delete it: the conditions of the scale say how far a target may be missed"
            };
            self.file
                .error(Code::Tolerance, tolerance.node, message, help);
        }
        let is_zero = |target: &TargetDraft| {
            let target = target.ask.target.as_ref();
            target.is_some_and(|target| matches!(&target.value, GoalDraft::One(Amount::Number(value)) if value.is_zero()))
        };
        if let Some(allow) = &self.judged_by().allow
            && matches!(allow.value, AllowanceDraft::Percent(_))
            && targets.iter().any(is_zero)
        {
            let message = "a percentage of a target of 0 is 0, so this has no effect";
            let help = "write it in points: `{ points: 2 }`";
            self.file.error(Code::Tolerance, allow.node, message, help);
        }
    }

    fn rule(&mut self, scale: &Scale, unit: &Unit) -> Option<Rule> {
        match &self.judged_by().allow {
            Some(allow) if scale.uses(Condition::Allowance) => self.improvement(allow, unit),
            None if scale.uses(Condition::Allowance) => {
                let rule = name(scale);
                let message = format!("{rule} needs `allow`: how far a target may be missed");
                self.missing(&message, "add a line such as `allow: { percent: 10 }`");
                None
            }
            Some(allow) => {
                let message = "`allow` is only for `rule: improvement`";
                let help = "delete it, or add the rule";
                self.file.error(Code::Targets, allow.node, message, help);
                None
            }
            None => Some(Rule::Scale { allow: None }),
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
        Some(Rule::Scale { allow: Some(rule) })
    }
}
