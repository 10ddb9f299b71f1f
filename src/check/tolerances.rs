//! How far targets may be missed.

use rust_decimal::Decimal;

use super::targets::TargetCheck;
use crate::diag::Code;
use crate::model::{Goal, Polarity, Tolerance};
use crate::parse::draft::{AllowanceDraft, AskDraft, ToleranceDraft};
use crate::source::NodeId;

impl TargetCheck<'_> {
    /// Returns the tolerance of a single target, which may have none. `Err` if it is wrong. The target may not be known
    /// before there are figures.
    pub(super) fn one_tolerance(
        &mut self,
        target: Option<Decimal>,
        ask: &AskDraft,
    ) -> Result<Option<Tolerance>, ()> {
        let Some(tolerance) = &ask.tolerance else {
            return Ok(None);
        };
        let node = tolerance.node;
        let ToleranceDraft::One(typed) = &tolerance.value else {
            let message =
                "a tolerance with `low` and `high` is for measures with `better: between`";
            self.file
                .error(Code::Tolerance, node, message, "write one figure");
            return Err(());
        };
        let (message, help) = match (self.allowance(typed, node).ok_or(())?, target) {
            (Tolerance::Percent(_), Some(target)) if target.is_zero() => {
                let message = "a percentage of a target of 0 is 0, so this tolerance has no effect";
                (
                    message.to_owned(),
                    "write it in points: `{ points: 2 }`".to_owned(),
                )
            }
            (Tolerance::Percent(amount) | Tolerance::Points(amount), _)
                if amount.is_sign_negative() =>
            {
                let message = "a tolerance cannot be below zero";
                (message.to_owned(), format!("write {}", -amount))
            }
            (Tolerance::Bound(bound), Some(target)) if self.is_better(bound, target) => {
                let [bound, target] = [bound, target].map(|value| self.unit.typed(value));
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
                return Err(());
            }
            (Tolerance::Bound(_), None) => {
                let message = "a target without one figure needs a tolerance in points or per cent";
                let help = "write `tolerance: { percent: 5 }` or `{ points: 20 }`";
                (message.to_owned(), help.to_owned())
            }
            (tolerance, _) => return Ok(Some(tolerance)),
        };
        self.file.error(Code::Tolerance, node, message, help);
        Err(())
    }

    fn is_better(&self, bound: Decimal, target: Decimal) -> bool {
        match self.polarity {
            Polarity::Lower => bound < target,
            _ => bound > target,
        }
    }

    pub(super) fn band(
        &mut self,
        low: Decimal,
        high: Decimal,
        ask: &AskDraft,
        at: NodeId,
    ) -> Option<Goal> {
        if low >= high {
            let [low, high] = [low, high].map(|value| self.unit.typed(value));
            let message = format!("the range is {low} to {high}: `low` must be below `high`");
            self.file
                .error(Code::Targets, at, message, "swap the two figures");
            return None;
        }
        let Some(tolerance) = &ask.tolerance else {
            let outer = None;
            return Some(Goal::Band { low, high, outer });
        };
        let node = tolerance.node;
        let (outer_low, outer_high) = match &tolerance.value {
            ToleranceDraft::Band(outer_low, outer_high) => (
                self.amount_at(outer_low, node)?,
                self.amount_at(outer_high, node)?,
            ),
            ToleranceDraft::One(AllowanceDraft::Bound(_)) => {
                let message = "a target with `low` and `high` needs a tolerance on both sides";
                let help = "write `{ low: ..., high: ... }`, `{ points: 2 }` or `{ percent: 5 }`";
                self.file.error(Code::Tolerance, node, message, help);
                return None;
            }
            ToleranceDraft::One(either) => {
                let either = self.allowance(either, node)?;
                (
                    either.bound(low, Polarity::Higher),
                    either.bound(high, Polarity::Lower),
                )
            }
        };
        if outer_low > low || outer_high < high {
            let ends = [outer_low, outer_high, low, high];
            let [outer_low, outer_high, low, high] = ends.map(|value| self.unit.typed(value));
            let message = format!(
                "the tolerance of {outer_low} to {outer_high} does not cover the whole target of {low} to {high}"
            );
            let help = "make the tolerance wider than the target";
            self.file.error(Code::Polarity, node, message, help);
            return None;
        }
        let outer = Some((outer_low, outer_high));
        Some(Goal::Band { low, high, outer })
    }
}
