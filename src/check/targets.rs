//! Targets and tolerances.

use rust_decimal::Decimal;

use super::FileProblems;
use crate::diag::Code;
use crate::model::{Goal, PeriodKind, Polarity, Reason, Target, Tolerance, Unit};
use crate::parse::draft::{GoalDraft, TargetDraft, ToleranceDraft};
use crate::source::NodeId;

/// The check of a measure's targets, with the fields of the measure that they depend on.
pub(super) struct TargetCheck<'a> {
    pub(super) polarity: Polarity,
    pub(super) period: PeriodKind,
    pub(super) unit: Unit,
    pub(super) file: FileProblems<'a>,
}

impl TargetCheck<'_> {
    /// Checks targets. Returns them in the order of their quarters.
    pub(super) fn targets(&mut self, drafts: &[TargetDraft]) -> Vec<Target> {
        self.check_history(drafts);
        let targets = drafts.iter().filter_map(|draft| self.target(draft));
        let mut targets: Vec<Target> = targets.collect();
        targets.sort_by_key(|target| target.from);
        targets
    }

    fn check_history(&mut self, drafts: &[TargetDraft]) {
        for (index, draft) in drafts.iter().enumerate() {
            let from = draft.from;
            let mut earlier = drafts[..index].iter();
            if let Some(first) = earlier.find(|d| d.from.value == from.value) {
                let message = format!("two targets start in {}", from.value);
                let help = "each target applies until the next one starts: delete one of them";
                let other = (self.file.place(first.from.node), "the other one");
                self.file
                    .error_with(other, Code::Targets, from.node, message, help);
            } else if index > 0 && from.value < drafts[index - 1].from.value {
                let message = format!("this target, from {}, comes after a later one", from.value);
                let help = "put targets in the order of their quarters, the earliest first";
                self.file.error(Code::Targets, from.node, message, help);
            }
        }
    }

    fn target(&mut self, draft: &TargetDraft) -> Option<Target> {
        self.check_period(draft);
        let node = draft.target.node;
        let goal = match (&draft.target.value, self.polarity) {
            (GoalDraft::One(target), Polarity::Higher | Polarity::Lower) => Goal::One {
                target: *target,
                tolerance: self.one_tolerance(*target, draft).ok()?,
            },
            (GoalDraft::Band(low, high), Polarity::Between) => self.band(*low, *high, draft)?,
            (GoalDraft::One(value), Polarity::Between) => {
                let message = "a measure with `better: between` needs a target with two figures";
                let help = format!("write `target: {{ low: {value}, high: ... }}`");
                self.file.error(Code::Polarity, node, message, help);
                return None;
            }
            (GoalDraft::Band(..), _) => {
                let message =
                    "a target with `low` and `high` is for measures with `better: between`";
                let help = "write one figure, or `better: between`";
                self.file.error(Code::Polarity, node, message, help);
                return None;
            }
            (_, Polarity::Neither) => return None,
        };
        self.check_range(&goal, draft);
        let profile = self.profile(draft, &goal).ok()?;
        Some(Target {
            from: draft.from.value,
            goal,
            profile,
            set_by: draft.set_by.clone(),
            reason: draft.because.clone().map(|because| Reason {
                because,
                decided: draft.decided.clone(),
            }),
        })
    }

    /// Warns of a percentage below 0 or above 100.
    fn check_range(&mut self, goal: &Goal, draft: &TargetDraft) {
        let (low, high) = match goal {
            Goal::One { target, .. } => (*target, *target),
            Goal::Band { low, high, .. } => (*low, *high),
        };
        if self.unit == Unit::Percent && (low < Decimal::ZERO || high > Decimal::ONE_HUNDRED) {
            let off = if low < Decimal::ZERO { low } else { high };
            let message = format!("a target of {off}% is not between 0 and 100");
            let help = "check the target. Only a target for a percentage change can be below 0 or above 100";
            self.file
                .warning(Code::Range, draft.target.node, message, help);
        }
    }

    fn check_period(&mut self, draft: &TargetDraft) {
        let own = self.period;
        if let Some(period) = draft.period.filter(|period| period.value != own) {
            let message = "this target is for a different period from the measure's figures";
            let help = "delete the line if the target is for the measure's own period; if not, do not use this target for ratings";
            self.file.error(Code::Period, period.node, message, help);
        }
    }

    /// Returns the tolerance of a single target, which may have none. `Err` if it is wrong.
    fn one_tolerance(
        &mut self,
        target: Decimal,
        draft: &TargetDraft,
    ) -> Result<Option<Tolerance>, ()> {
        let Some(tolerance) = &draft.tolerance else {
            return Ok(None);
        };
        let node = tolerance.node;
        match tolerance.value {
            ToleranceDraft::Band(..) => {
                let message =
                    "a tolerance with `low` and `high` is for measures with `better: between`";
                let file = &mut self.file;
                file.error(Code::Tolerance, node, message, "write one figure");
            }
            ToleranceDraft::One(Tolerance::Percent(_)) if target.is_zero() => {
                let message = "a percentage of a target of 0 is 0, so this tolerance has no effect";
                let help = "write it in points: `{ points: 2 }`";
                self.file.error(Code::Tolerance, node, message, help);
            }
            ToleranceDraft::One(Tolerance::Percent(amount) | Tolerance::Points(amount))
                if amount.is_sign_negative() =>
            {
                let message = "a tolerance cannot be below zero";
                let help = format!("write {}", -amount);
                self.file.error(Code::Tolerance, node, message, help);
            }
            ToleranceDraft::One(Tolerance::Bound(bound)) if self.is_better(bound, target) => {
                let (better, other) = match self.polarity {
                    Polarity::Lower => ("lower", "higher"),
                    _ => ("higher", "lower"),
                };
                let message = format!(
                    "with `better: {better}`, a tolerance of {bound} is stricter than the target of {target}"
                );
                let help = format!(
                    "write `better: {other}` if that is what you mean, or put the tolerance on the worse side of the target"
                );
                self.file.error(Code::Polarity, node, message, help);
            }
            ToleranceDraft::One(tolerance) => return Ok(Some(tolerance)),
        }
        Err(())
    }

    fn is_better(&self, bound: Decimal, target: Decimal) -> bool {
        match self.polarity {
            Polarity::Lower => bound < target,
            _ => bound > target,
        }
    }

    fn band(&mut self, low: Decimal, high: Decimal, draft: &TargetDraft) -> Option<Goal> {
        if low >= high {
            let message = format!("the range is {low} to {high}: `low` must be below `high`");
            self.file.error(
                Code::Targets,
                draft.target.node,
                message,
                "swap the two figures",
            );
            return None;
        }
        let Some(tolerance) = &draft.tolerance else {
            let outer = None;
            return Some(Goal::Band { low, high, outer });
        };
        let (outer_low, outer_high) = match &tolerance.value {
            ToleranceDraft::Band(outer_low, outer_high) => (*outer_low, *outer_high),
            ToleranceDraft::One(Tolerance::Bound(_)) => {
                let message = "a target with `low` and `high` needs a tolerance on both sides";
                let help = "write `{ low: ..., high: ... }`, `{ points: 2 }` or `{ percent: 5 }`";
                self.file
                    .error(Code::Tolerance, tolerance.node, message, help);
                return None;
            }
            ToleranceDraft::One(either) => (
                either.bound(low, Polarity::Higher),
                either.bound(high, Polarity::Lower),
            ),
        };
        if outer_low > low || outer_high < high {
            let message = format!(
                "the tolerance of {outer_low} to {outer_high} does not cover the whole target of {low} to {high}"
            );
            let help = "make the tolerance wider than the target";
            self.file
                .error(Code::Polarity, tolerance.node, message, help);
            return None;
        }
        let outer = Some((outer_low, outer_high));
        Some(Goal::Band { low, high, outer })
    }

    /// Returns the profile of a cumulative target, which may have none. `Err` if it is wrong.
    fn profile(&mut self, draft: &TargetDraft, goal: &Goal) -> Result<Option<[Decimal; 4]>, ()> {
        let Some(profile) = &draft.profile else {
            return Ok(None);
        };
        let is_bound = |tolerance: &Tolerance| matches!(tolerance, Tolerance::Bound(_));
        let mut node = profile.node;
        let (message, help) = match (<[Decimal; 4]>::try_from(&*profile.value), goal) {
            (Err(_), _) => {
                let help = "write `profile: [100, 200, 300, 400]`";
                ("a profile needs four figures, one for each quarter", help)
            }
            (Ok(_), Goal::Band { .. }) => {
                let message = "a target with `low` and `high` cannot have a profile";
                (message, "delete the profile")
            }
            (Ok(shares), Goal::One { target, .. }) if shares[3] != *target => {
                let message = "the profile does not end at the target";
                let help = format!("its last figure is the target: {target}");
                self.file.error(Code::Targets, node, message, help);
                return Err(());
            }
            (Ok(_), Goal::One { tolerance, .. }) if tolerance.as_ref().is_some_and(is_bound) => {
                node = draft.tolerance.as_ref().map_or(node, |t| t.node);
                let help = "write `tolerance: { percent: 5 }` or `{ points: 20 }`, which is applied to each quarter's target";
                ("a profile needs a tolerance in points or per cent", help)
            }
            (Ok(_), _) if self.period != PeriodKind::YearToDate => {
                let message = "a profile is for figures that are running totals for the year";
                let help = "write `period: year_to_date` if figures are running totals for the year, or delete the profile";
                (message, help)
            }
            (Ok(shares), _) => {
                self.check_rises(&shares, node);
                return Ok(Some(shares));
            }
        };
        self.file.error(Code::Targets, node, message, help);
        Err(())
    }

    /// Warns of a profile that falls, because it was probably typed as separate quarters instead of running totals.
    fn check_rises(&mut self, shares: &[Decimal; 4], node: NodeId) {
        let adds_up = matches!(self.unit, Unit::Count | Unit::Pounds | Unit::Rate { .. });
        let falls = |pair: &&[Decimal]| adds_up && pair[1] < pair[0];
        if let Some([before, after]) = shares.windows(2).find(falls) {
            let message = format!(
                "this profile falls from {before} to {after}, and figures that are running totals for the year rise"
            );
            let help =
                "write the target for the end of each quarter, including the quarters before it";
            self.file.warning(Code::Targets, node, message, help);
        }
    }
}
