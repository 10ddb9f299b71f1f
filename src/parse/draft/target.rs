//! Targets: what is asked for, by when, and how far it may be missed.

use rust_decimal::Decimal;

use super::measure::PeriodWord;
use super::{change, entry, register, target_slips};
use crate::diag::Code;
use crate::model::{Decision, Due, Month, Polarity, Quarter, QuarterNumber, Text};
use crate::parse::fields::{at, each, each_named, map};
use crate::parse::file::{At, File};
use crate::parse::leaf::{self, Amount};
use crate::parse::yaml::{Content, Node};

/// What a target asks for, as typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GoalDraft {
    One(Amount),
    /// `target: { low: 85, high: 95 }`.
    Band(Amount, Amount),
    /// `target: { more_than: 50 }`, or `less_than`.
    Strict(Polarity, Amount),
    /// `target: { last_year: better }`, or so many points or per cent better.
    LastYear(Option<AllowanceDraft>),
}

/// How far a target may be missed, as typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ToleranceDraft {
    One(AllowanceDraft),
    /// `tolerance: { low: 80, high: 98 }`.
    Band(Amount, Amount),
}

/// A distance, or the worst figure that it allows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum AllowanceDraft {
    Bound(Amount),
    Points(Amount),
    Percent(Decimal),
}

/// What a target requires by the end of each quarter or month, as typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ProfileDraft {
    /// Four figures, or twelve.
    List(Vec<At<Amount>>),
    /// `{ Q1: 18, Q2: 40 }`: each quarter of the year.
    Quarters(Vec<(QuarterNumber, At<Amount>)>),
    /// `{ 2023-24 Q1: 3 }`: the way to a target with a day.
    Dated(Vec<(Quarter, At<Amount>)>),
}

/// The targets of a measure, as typed.
#[derive(Debug)]
pub(crate) enum TargetsDraft {
    /// A history.
    History(Vec<TargetDraft>),
    /// `each_quarter`: a target is typed with each figure.
    EachQuarter,
}

/// A target as typed.
#[derive(Debug)]
pub(crate) struct TargetDraft {
    pub(crate) from: At<Quarter>,
    pub(crate) ask: AskDraft,
    pub(crate) period: Option<At<PeriodWord>>,
    pub(crate) set_by: Option<Text>,
    /// Why it differs from the one before, or is so far from the measure's own history.
    pub(crate) because: Option<Text>,
    pub(crate) decided: Option<Decision>,
}

/// What a target asks for, wherever it is typed.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct AskDraft {
    /// Whether all of it could be read.
    pub(crate) is_whole: bool,
    pub(crate) target: Option<At<GoalDraft>>,
    pub(crate) in_words: Option<At<Text>>,
    pub(crate) tolerance: Option<At<ToleranceDraft>>,
    pub(crate) profile: Option<At<ProfileDraft>>,
    /// What it requires of single months.
    pub(crate) month: Option<At<MonthTargetsDraft>>,
    pub(crate) by: Option<At<Due>>,
    /// Further lines that are shown and not judged.
    pub(crate) beside: Vec<(At<Text>, LineDraft)>,
}

/// What a target requires of single months, as typed: the same of each, or of each its own.
#[derive(Debug, PartialEq)]
pub(crate) enum MonthTargetsDraft {
    Each(Amount),
    Own(Vec<(At<Month>, At<Amount>)>),
}

/// `month: 100`, or `month: { 2025-04: 3.2, 2025-05: 3.1 }`.
fn month_targets(file: &File, node: &Node) -> Option<MonthTargetsDraft> {
    if file.survey().is_none() && !matches!(node.content, Content::Map(_)) {
        return leaf::amount(file, node).map(MonthTargetsDraft::Each);
    }
    let own = entry::months_with(file, node, "a target of months", at(leaf::amount));
    if file.survey().is_some() {
        leaf::amount(file, node)?;
    }
    Some(MonthTargetsDraft::Own(own))
}

/// Where a line beside a target is, as typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LineDraft {
    Value(At<Amount>),
    Printed(Text),
}

pub(super) fn targets(file: &File, node: &Node) -> Option<TargetsDraft> {
    let Content::Scalar(text) = &node.content else {
        return Some(TargetsDraft::History(each(file, node, target)));
    };
    if file.survey().is_none() && text.starts_with(|c: char| c.is_ascii_digit()) {
        let message = "write a target as `name: value` lines";
        let help = format!(
            "write `- {{ from: 2024-25 Q1, target: {text} }}` below `targets:`; if a target is typed with each figure, write `targets: each_quarter`"
        );
        file.error(node.id, Code::WrongShape, message, help);
        return None;
    }
    leaf::word(&[("each_quarter", ())])(file, node)?;
    Some(TargetsDraft::EachQuarter)
}

fn target(file: &File, node: &Node) -> Option<TargetDraft> {
    let before = file.so_far();
    map(file, node, "a target", |fields| {
        let from = fields.required("from", at(leaf::quarter));
        let ask = AskDraft {
            target: fields.optional_at("target", goal),
            in_words: fields.optional_at("in_words", leaf::title),
            tolerance: fields.optional_at("tolerance", tolerance),
            profile: fields.optional_at("profile", profile),
            month: fields.optional_at("month", month_targets),
            by: fields.optional_at("by", register::due),
            beside: fields.list("beside", line_beside),
            is_whole: file.is_whole_since(before),
        };
        Some(TargetDraft {
            ask,
            period: fields.optional_at("period", leaf::choice),
            set_by: fields.optional("set_by", leaf::title),
            because: fields.optional("because", leaf::text),
            decided: fields.optional("decided", change::decided),
            from: from?,
        })
    })
}

/// A target that is typed with a figure, in the quarter's file, with who set it and why.
#[derive(Debug, PartialEq)]
pub(crate) struct FigureTargetDraft {
    pub(crate) ask: AskDraft,
    pub(crate) set_by: Option<Text>,
    pub(crate) because: Option<Text>,
    pub(crate) decided: Option<Decision>,
}

pub(super) fn with_figure(file: &File, node: &Node) -> Option<FigureTargetDraft> {
    let names = [
        "target",
        "tolerance",
        "in_words",
        "month",
        "beside",
        "set_by",
        "because",
        "decided",
    ];
    if !has_name(node, &names) {
        let target = Some(at(goal)(file, node)?);
        return Some(FigureTargetDraft {
            ask: AskDraft {
                is_whole: true,
                target,
                ..AskDraft::default()
            },
            set_by: None,
            because: None,
            decided: None,
        });
    }
    let before = file.so_far();
    map(file, node, "a target of a quarter", |fields| {
        let ask = AskDraft {
            target: fields.optional_at("target", goal),
            tolerance: fields.optional_at("tolerance", tolerance),
            in_words: fields.optional_at("in_words", leaf::title),
            month: fields.optional_at("month", month_targets),
            beside: fields.list("beside", line_beside),
            is_whole: file.is_whole_since(before),
            ..AskDraft::default()
        };
        Some(FigureTargetDraft {
            ask,
            set_by: fields.optional("set_by", leaf::title),
            because: fields.optional("because", leaf::text),
            decided: fields.optional("decided", change::decided),
        })
    })
}

fn has_name(node: &Node, names: &[&str]) -> bool {
    let Content::Map(entries) = &node.content else {
        return false;
    };
    entries
        .iter()
        .any(|entry| names.contains(&entry.key.as_str()))
}

fn line_beside(file: &File, node: &Node) -> Option<(At<Text>, LineDraft)> {
    let before = file.so_far();
    let (name, value, printed) = map(file, node, "a line beside a target", |fields| {
        let name = fields.required("name", at(leaf::title));
        let value = fields.optional_at("value", leaf::amount);
        let printed = fields.optional("as_printed", leaf::title);
        Some((name?, value, printed))
    })?;
    match (value, printed) {
        (Some(value), None) => return Some((name, LineDraft::Value(value))),
        (None, Some(printed)) => return Some((name, LineDraft::Printed(printed))),
        _ if file.is_whole_since(before) => {
            let message = "a line beside a target has either a value or words";
            let help = "write `value:` with a figure in the measure's unit, which charts draw; or `as_printed: \"9 a day\"`, which is only shown";
            file.error(node.id, Code::MissingField, message, help);
        }
        _ => {}
    }
    None
}

fn goal(file: &File, node: &Node) -> Option<GoalDraft> {
    if !matches!(node.content, Content::Map(_)) {
        if file.survey().is_none() && target_slips::is_sentence(file, node) {
            return None;
        }
        return leaf::amount(file, node).map(GoalDraft::One);
    }
    if has_name(node, &["last_year"]) {
        return map(file, node, "a target from last year's figure", |fields| {
            fields.required("last_year", better_by)
        });
    }
    if file.survey().is_some() {
        strict(file, node);
    } else if has_name(node, &["more_than", "less_than"]) {
        return strict(file, node);
    }
    band(file, node, "a target range").map(|(low, high)| GoalDraft::Band(low, high))
}

/// A target that must be passed: `{ more_than: 50 }` or `{ less_than: 50 }`.
fn strict(file: &File, node: &Node) -> Option<GoalDraft> {
    let before = file.so_far();
    let (more, less) = map(file, node, "a target to be passed", |fields| {
        let more = fields.optional("more_than", leaf::amount);
        Some((more, fields.optional("less_than", leaf::amount)))
    })?;
    match (more, less) {
        (Some(more), None) => return Some(GoalDraft::Strict(Polarity::Higher, more)),
        (None, Some(less)) => return Some(GoalDraft::Strict(Polarity::Lower, less)),
        _ if file.is_whole_since(before) => {
            let message = "put either `more_than` or `less_than` in these { }, not both";
            let help = "write `{ more_than: 50 }`; for a range, write `better: between` and `{ low: 85, high: 95 }`";
            file.error(node.id, Code::Targets, message, help);
        }
        _ => {}
    }
    None
}

/// `better`, `{ percent: 10 }` or `{ points: 2 }`.
fn better_by(file: &File, node: &Node) -> Option<GoalDraft> {
    if matches!(node.content, Content::Map(_)) {
        let by = allowance(file, node)?;
        return Some(GoalDraft::LastYear(Some(by)));
    }
    if file.survey().is_none() && target_slips::is_bare_amount(file, node) {
        return None;
    }
    leaf::word(&[("better", ())])(file, node).map(|()| GoalDraft::LastYear(None))
}

pub(super) fn band(file: &File, node: &Node, what: &'static str) -> Option<(Amount, Amount)> {
    map(file, node, what, |fields| {
        let low = fields.required("low", leaf::amount);
        let high = fields.required("high", leaf::amount);
        low.zip(high)
    })
}

fn tolerance(file: &File, node: &Node) -> Option<ToleranceDraft> {
    if has_name(node, &["low", "high"]) {
        let (low, high) = band(file, node, "a tolerance range")?;
        return Some(ToleranceDraft::Band(low, high));
    }
    allowance(file, node).map(ToleranceDraft::One)
}

/// `90`, `{ points: 2 }` or `{ percent: 5 }`.
pub(super) fn allowance(file: &File, node: &Node) -> Option<AllowanceDraft> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::amount(file, node).map(AllowanceDraft::Bound);
    }
    let before = file.so_far();
    let (points, percent) = map(file, node, "a tolerance", |fields| {
        let points = fields.optional("points", leaf::amount);
        Some((points, fields.optional("percent", leaf::decimal)))
    })?;
    match (points, percent) {
        (Some(points), None) => return Some(AllowanceDraft::Points(points)),
        (None, Some(percent)) => return Some(AllowanceDraft::Percent(percent)),
        _ if file.is_whole_since(before) => {
            let message = "put either `points` or `percent` in these { }, not both";
            let help = "write `{ points: 2 }` or `{ percent: 5 }`";
            file.error(node.id, Code::Tolerance, message, help);
        }
        _ => {}
    }
    None
}

/// `[100, 200, 300, 400]`, twelve figures, `{ Q1: 18, Q2: 40 }` or `{ 2023-24 Q1: 3 }`.
fn profile(file: &File, node: &Node) -> Option<ProfileDraft> {
    if !matches!(node.content, Content::Map(_)) {
        return Some(ProfileDraft::List(each(file, node, at(leaf::amount))));
    }
    let typed = each_named(file, node, "profile", None, |file, _, node| {
        at(leaf::amount)(file, node)
    });
    let number = |key: &str| leaf::quarter_number(key.strip_prefix('Q')?);
    let quarter = |key: &str| leaf::quarter_of(key).ok();
    let is_of_each_year = typed.iter().any(|(key, _)| number(key).is_some());
    let is_other = |key: &str| {
        let is_known = number(key).is_some() == is_of_each_year;
        !is_known || (!is_of_each_year && quarter(key).is_none())
    };
    if let Some((key, _)) = typed.iter().find(|(key, _)| is_other(key)) {
        report_key(file, key);
        return None;
    }
    let shares = typed.into_iter();
    if is_of_each_year {
        let shares = shares.filter_map(|(key, share)| Some((number(&key)?, share)));
        return Some(ProfileDraft::Quarters(shares.collect()));
    }
    let shares = shares.filter_map(|(key, share)| Some((quarter(&key)?, share)));
    Some(ProfileDraft::Dated(shares.collect()))
}

fn report_key(file: &File, key: &At<String>) {
    let message = format!("`{}` is not a quarter of a profile", key.value);
    let help = "write `Q1` to `Q4` for the quarters of each year, or `2023-24 Q1` on the way to a target with a day";
    file.error(key.node, Code::NotAQuarter, message, help);
}
