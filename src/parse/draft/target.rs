//! Targets and tolerances.

use rust_decimal::Decimal;

use super::measure::PERIODS;
use crate::diag::Code;
use crate::model::{PeriodKind, Quarter, Text, Tolerance};
use crate::parse::fields::{at, each, map};
use crate::parse::file::{At, File};
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
    /// What it asks for by the end of each quarter.
    pub(crate) profile: Option<At<Vec<Decimal>>>,
    /// The period it says it is for.
    pub(crate) period: Option<At<PeriodKind>>,
    pub(crate) set_by: Option<Text>,
    /// Why it is so far from the measure's own history.
    pub(crate) because: Option<Text>,
}

pub(super) fn target(file: &File, node: &Node) -> Option<TargetDraft> {
    map(file, node, "a target", |fields| {
        let from = fields.required("from", "2016-17 Q1", at(leaf::quarter));
        let target = fields.required("target", "92", at(goal));
        let shares = |file: &File, node: &Node| Some(each(file, node, leaf::decimal));
        Some(TargetDraft {
            tolerance: fields.optional_at("tolerance", tolerance),
            profile: fields.optional_at("profile", shares),
            period: fields.optional_at("period", leaf::word(PERIODS)),
            set_by: fields.optional("set_by", leaf::title),
            because: fields.optional("because", leaf::text),
            from: from?,
            target: target?,
        })
    })
}

fn goal(file: &File, node: &Node) -> Option<GoalDraft> {
    if matches!(node.content, Content::Map(_)) {
        return band(file, node, "a target range").map(|(low, high)| GoalDraft::Band(low, high));
    }
    leaf::decimal(file, node).map(GoalDraft::One)
}

fn band(file: &File, node: &Node, what: &str) -> Option<(Decimal, Decimal)> {
    map(file, node, what, |fields| {
        let low = fields.required("low", "85", leaf::decimal);
        let high = fields.required("high", "95", leaf::decimal);
        low.zip(high)
    })
}

fn tolerance(file: &File, node: &Node) -> Option<ToleranceDraft> {
    let is_edge = |key: &str| key == "low" || key == "high";
    match &node.content {
        Content::Map(entries) if entries.iter().any(|entry| is_edge(&entry.key)) => {
            let (low, high) = band(file, node, "a tolerance range")?;
            Some(ToleranceDraft::Band(low, high))
        }
        _ => allowance(file, node).map(ToleranceDraft::One),
    }
}

/// `90`, `{ points: 2 }` or `{ percent: 5 }`.
pub(super) fn allowance(file: &File, node: &Node) -> Option<Tolerance> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::decimal(file, node).map(Tolerance::Bound);
    }
    let before = file.so_far();
    let (points, percent) = map(file, node, "a tolerance", |fields| {
        let points = fields.optional("points", leaf::decimal);
        Some((points, fields.optional("percent", leaf::decimal)))
    })?;
    match (points, percent) {
        (Some(points), None) => return Some(Tolerance::Points(points)),
        (None, Some(percent)) => return Some(Tolerance::Percent(percent)),
        _ if file.is_whole_since(before) => {
            let message = "put either `points` or `percent` in these { }, not both";
            let help = "write `{ points: 2 }` or `{ percent: 5 }`";
            file.error(node.id, Code::Tolerance, message, help);
        }
        _ => {}
    }
    None
}
