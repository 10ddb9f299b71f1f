//! Targets and tolerances.

use rust_decimal::Decimal;

use super::measure::PERIODS;
use crate::diag::{Code, Diagnostic};
use crate::model::{PeriodKind, Quarter, Text, Tolerance};
use crate::parse::fields::{Fields, at, each};
use crate::parse::file::{At, File, Legible};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};

/// A target as typed.
#[derive(Debug, Clone, PartialEq)]
pub enum GoalDraft {
    /// `target: 92`.
    One(Decimal),
    /// `target: { low: 85, high: 95 }`.
    Band(Decimal, Decimal),
}

/// A tolerance as typed.
#[derive(Debug, Clone, PartialEq)]
pub enum ToleranceDraft {
    /// A bound, points or per cent.
    One(Tolerance),
    /// `tolerance: { low: 80, high: 98 }`.
    Band(Decimal, Decimal),
}

/// A target from a quarter on.
#[derive(Debug)]
pub struct TargetDraft {
    pub(crate) from: At<Quarter>,
    pub(crate) target: At<GoalDraft>,
    pub(crate) tolerance: Option<At<ToleranceDraft>>,
    pub(crate) profile: Option<At<Vec<Decimal>>>,
    pub(crate) period: Option<At<PeriodKind>>,
    pub(crate) set_by: Option<Text>,
    /// Why it is so far from the measure's own history.
    pub(crate) because: Option<Text>,
}

pub(super) fn target(file: &File, node: &Node) -> Option<TargetDraft> {
    let mut fields = Fields::of(file, node, "a target")?;
    let from = fields.required("from", "2016-17 Q1", at(leaf::quarter));
    let target = fields.required("target", "92", at(goal));
    let tolerance = fields.optional_at("tolerance", tolerance);
    let profile = fields.optional_at("profile", |file, node| {
        Some(each(file, node, leaf::decimal))
    });
    let period = fields.optional_at("period", leaf::word(PERIODS));
    let set_by = fields.optional("set_by", leaf::title);
    let because = fields.optional("because", leaf::text);
    fields.finish();
    Some(TargetDraft {
        from: from?,
        target: target?,
        tolerance,
        profile,
        period,
        set_by,
        because,
    })
}

fn goal(file: &File, node: &Node) -> Option<GoalDraft> {
    if matches!(node.content, Content::Map(_)) {
        return band(file, node, "a target range").map(|(low, high)| GoalDraft::Band(low, high));
    }
    leaf::decimal(file, node).map(GoalDraft::One)
}

fn band(file: &File, node: &Node, what: &str) -> Option<(Decimal, Decimal)> {
    let mut fields = Fields::of(file, node, what)?;
    let low = fields.required("low", "85", leaf::decimal);
    let high = fields.required("high", "95", leaf::decimal);
    fields.finish();
    Some((low?, high?))
}

fn tolerance(file: &File, node: &Node) -> Option<ToleranceDraft> {
    if let Content::Map(entries) = &node.content
        && entries
            .iter()
            .any(|entry| entry.key == "low" || entry.key == "high")
    {
        let (low, high) = band(file, node, "a tolerance range")?;
        return Some(ToleranceDraft::Band(low, high));
    }
    allowance(file, node).map(ToleranceDraft::One)
}

/// `90`, `{ points: 2 }` or `{ percent: 5 }`.
pub(super) fn allowance(file: &File, node: &Node) -> Option<Tolerance> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::decimal(file, node).map(Tolerance::Bound);
    }
    let mut fields = Fields::of(file, node, "a tolerance")?;
    let before = file.so_far();
    let points = fields.optional("points", leaf::decimal);
    let percent = fields.optional("percent", leaf::decimal);
    fields.finish();
    match (points, percent) {
        (Some(points), None) => Some(Tolerance::Points(points)),
        (None, Some(percent)) => Some(Tolerance::Percent(percent)),
        _ => {
            if file.since(before) == Legible::Whole {
                let message = "put either `points` or `percent` in these { }, not both";
                let place = file.place(node.id);
                file.report(
                    Diagnostic::error(Code::Tolerance, place, message)
                        .help("write `{ points: 2 }` or `{ percent: 5 }`"),
                );
            }
            None
        }
    }
}
