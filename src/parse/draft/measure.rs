//! A measure, its targets, and what its figures are compared with.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::change::{self, ChangeDraft};
use crate::diag::Code;
use crate::model::{
    Baseline, Benchmark, Break, Comparison, Decision, MeasureId, Outturn, Part, PeriodKind,
    Polarity, Quarter, QuarterNumber, Text, Tolerance, Unit, Year,
};
use crate::parse::fields::{Fields, at, each, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::{NodeId, SourcePath};

/// The rule by which a measure is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RuleWord {
    Tolerance,
    Improvement,
    Editorial,
}

/// The base of a rate is a field of its own.
const UNITS: &[(&str, Unit)] = &[
    ("percent", Unit::Percent),
    ("count", Unit::Count),
    ("rate", Unit::Rate { per: 0 }),
    ("days", Unit::Days),
    ("weeks", Unit::Weeks),
    ("months", Unit::Months),
    ("pounds", Unit::Pounds),
    ("score", Unit::Score),
    ("ratio", Unit::Ratio),
];

/// What a file under `measures/` says, or a member within one.
#[derive(Debug)]
pub(crate) struct MeasureDraft {
    pub(crate) path: SourcePath,
    pub(crate) node: NodeId,
    pub(crate) is_whole: bool,
    pub(crate) id: MeasureId,
    pub(crate) reference: Option<String>,
    pub(crate) also: Vec<String>,
    pub(crate) title: Option<Text>,
    pub(crate) objectives: Vec<At<String>>,
    pub(crate) group: Option<At<String>>,
    pub(crate) set: Option<String>,
    pub(crate) unit: Option<At<Unit>>,
    pub(crate) per: Option<At<u32>>,
    pub(crate) decimals: Option<At<u32>>,
    pub(crate) better: Option<At<Polarity>>,
    pub(crate) period: Option<At<PeriodKind>>,
    pub(crate) reported: Option<At<ReportedDraft>>,
    pub(crate) due: Vec<QuarterNumber>,
    pub(crate) rule: Option<At<RuleWord>>,
    pub(crate) allow: Option<At<Tolerance>>,
    /// Targets as typed, with the name they stand under.
    pub(crate) targets: Option<At<Vec<TargetDraft>>>,
    pub(crate) no_target: Option<At<Text>>,
    pub(crate) benchmarks: Vec<Benchmark>,
    pub(crate) outturns: Vec<Outturn>,
    pub(crate) baselines: Vec<Baseline>,
    pub(crate) breaks: Vec<At<Break>>,
    pub(crate) compare_with: Option<At<Comparison>>,
    pub(crate) meaningful_change: Option<At<Decimal>>,
    pub(crate) notes: Vec<Text>,
    pub(crate) definition: Option<Text>,
    pub(crate) source: Option<Text>,
    pub(crate) owner: Option<Text>,
    pub(crate) rated_by: Option<At<String>>,
    pub(crate) suppress_below: Option<u32>,
    pub(crate) rebase: Option<Quarter>,
    pub(crate) members: Vec<(At<String>, MeasureDraft)>,
    pub(crate) parts: Vec<(At<String>, Part)>,
    pub(crate) changes: Vec<ChangeDraft>,
}

impl MeasureDraft {
    pub(crate) fn read(file: &File, node: &Node, id: &str) -> Option<Self> {
        let mut fields = Fields::of(file, node, "a measure")?;
        let title = fields.required("title", leaf::title);
        let mut draft = Self {
            path: file.path().clone(),
            node: fields.first_key(),
            is_whole: false,
            id: MeasureId::new(id),
            title,
            reference: fields.optional("ref", leaf::plain),
            also: fields.list("also", leaf::plain),
            objectives: fields.list("objective", at(leaf::id)),
            group: fields.optional_at("group", leaf::plain),
            set: fields.optional("set", leaf::plain),
            unit: fields.optional_at("unit", leaf::word(UNITS)),
            per: fields.optional_at("per", leaf::count),
            decimals: fields.optional_at("decimals", leaf::count),
            better: fields.optional_at("better", leaf::choice),
            period: fields.optional_at("period", leaf::choice),
            reported: fields.optional_at("reported", reported),
            due: fields.list("due", leaf::choice),
            rule: fields.optional_at("rule", leaf::choice),
            allow: fields.optional_at("allow", allowance),
            targets: fields.optional_at("targets", |file, node| Some(each(file, node, target))),
            no_target: fields.optional_at("no_target", leaf::text),
            compare_with: fields.optional_at("compare_with", leaf::choice),
            meaningful_change: fields.optional_at("meaningful_change", leaf::decimal),
            rated_by: fields.optional_at("rated_by", leaf::id),
            suppress_below: fields.optional("disclosure", disclosure),
            rebase: fields.optional("rebase", leaf::quarter),
            benchmarks: fields.list("benchmarks", benchmark),
            outturns: fields.list("outturns", outturn),
            baselines: fields.list("baselines", baseline),
            breaks: fields.list("breaks", at(break_in_series)),
            notes: fields.list("notes", leaf::text),
            definition: fields.optional("definition", leaf::text),
            source: fields.optional("source", leaf::text),
            owner: fields.optional("owner", leaf::title),
            members: fields.named("members", |file, id, node| Self::read(file, node, id)),
            parts: fields.named("parts", part),
            changes: fields.list("changes", change::of_measure),
        };
        draft.is_whole = fields.finish();
        Some(draft)
    }
}

/// `reported: { from: 2015-16 Q4, until: 2024-25 Q4, because: "..." }`.
#[derive(Debug, Clone)]
pub(crate) struct ReportedDraft {
    pub(crate) from: Option<At<Quarter>>,
    pub(crate) until: Option<At<Quarter>>,
    /// Why it ended, or without `until` why it was added.
    pub(crate) because: Option<Text>,
    pub(crate) decided: Option<Decision>,
}

fn reported(file: &File, node: &Node) -> Option<ReportedDraft> {
    map(file, node, "`reported`", |fields| {
        Some(ReportedDraft {
            from: fields.optional_at("from", leaf::quarter),
            until: fields.optional_at("until", leaf::quarter),
            because: fields.optional("because", leaf::text),
            decided: fields.optional("decided", change::decided),
        })
    })
}

fn disclosure(file: &File, node: &Node) -> Option<u32> {
    map(file, node, "`disclosure`", |fields| {
        fields.required("suppress_below", leaf::count)
    })
}

fn break_in_series(file: &File, node: &Node) -> Option<Break> {
    map(file, node, "a break in the series", |fields| {
        let from = fields.required("from", leaf::quarter);
        let because = fields.required("because", leaf::text);
        Some(Break {
            from: from?,
            because: because?,
        })
    })
}

fn part(file: &File, id: &At<String>, node: &Node) -> Option<Part> {
    let (title, in_figure) = match node.content {
        Content::Map(_) => map(file, node, "a part", |fields| {
            let title = fields.required("title", leaf::title);
            let counted = fields.optional("in_figure", leaf::yes_or_no);
            Some((title?, counted == Some(true)))
        })?,
        _ => (leaf::title(file, node)?, false),
    };
    Some(Part {
        id: id.value.clone(),
        title,
        in_figure,
    })
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GoalDraft {
    One(Decimal),
    /// `target: { low: 85, high: 95 }`.
    Band(Decimal, Decimal),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ToleranceDraft {
    /// A bound, points or per cent.
    One(Tolerance),
    /// `tolerance: { low: 80, high: 98 }`.
    Band(Decimal, Decimal),
}

#[derive(Debug)]
pub(crate) struct TargetDraft {
    pub(crate) from: At<Quarter>,
    pub(crate) target: At<GoalDraft>,
    pub(crate) tolerance: Option<At<ToleranceDraft>>,
    /// What it asks for by the end of each quarter.
    pub(crate) profile: Option<At<Vec<Decimal>>>,
    pub(crate) period: Option<At<PeriodKind>>,
    pub(crate) set_by: Option<Text>,
    /// Why it differs from the one before, or is so far from the measure's own history.
    pub(crate) because: Option<Text>,
    pub(crate) decided: Option<Decision>,
}

fn target(file: &File, node: &Node) -> Option<TargetDraft> {
    map(file, node, "a target", |fields| {
        let from = fields.required("from", at(leaf::quarter));
        let target = fields.required("target", at(goal));
        let shares = |file: &File, node: &Node| Some(each(file, node, leaf::decimal));
        Some(TargetDraft {
            tolerance: fields.optional_at("tolerance", tolerance),
            profile: fields.optional_at("profile", shares),
            period: fields.optional_at("period", leaf::choice),
            set_by: fields.optional("set_by", leaf::title),
            because: fields.optional("because", leaf::text),
            decided: fields.optional("decided", change::decided),
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

fn band(file: &File, node: &Node, what: &'static str) -> Option<(Decimal, Decimal)> {
    map(file, node, what, |fields| {
        let low = fields.required("low", leaf::decimal);
        let high = fields.required("high", leaf::decimal);
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
fn allowance(file: &File, node: &Node) -> Option<Tolerance> {
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

fn benchmark(file: &File, node: &Node) -> Option<Benchmark> {
    let mut fields = Fields::of(file, node, "a benchmark")?;
    let name = fields.required("name", leaf::title);
    let rank = fields.optional_at("rank", leaf::count);
    let publish_on = fields.optional_at("publish_on", leaf::date);
    let benchmark = Benchmark {
        name: name.unwrap_or_else(|| Text::new("")),
        year: fields.optional("period", leaf::year),
        value: fields.optional("value", leaf::decimal),
        rank: rank.map(|rank| rank.value),
        of: fields.optional("of", leaf::count),
        quartile: fields.optional("quartile", leaf::plain),
        publish_on: publish_on.map(|day| day.value),
    };
    let is_whole = fields.finish();
    check_day(file, "this benchmark", benchmark.year, publish_on);
    if is_whole {
        check_benchmark(file, node, &benchmark, rank);
    }
    Some(benchmark)
}

/// A comparison says something, and a rank lies among those that were ranked.
fn check_benchmark(file: &File, node: &Node, benchmark: &Benchmark, rank: Option<At<u32>>) {
    if benchmark.value.is_none() && rank.is_none() && benchmark.quartile.is_none() {
        let message = "this benchmark has neither a value, a rank nor a quartile";
        let help = "add `value:`, or `rank:` and `of:`, or `quartile:`";
        file.error(node.id, Code::MissingField, message, help);
    }
    if let Some((At { value: rank, node }, of)) = rank.zip(benchmark.of)
        && !(1..=of).contains(&rank)
    {
        let message = format!("rank {rank} is not between 1 and {of}");
        let help = "`rank` is this body's place, `of` how many were ranked";
        file.error(node, Code::Range, message, help);
    }
}

fn outturn(file: &File, node: &Node) -> Option<Outturn> {
    let mut fields = Fields::of(file, node, "an outturn")?;
    let year = fields.required("year", leaf::year);
    let value = fields.required("value", leaf::decimal);
    let standing = fields.optional("standing", leaf::text);
    let publish_on = fields.optional_at("publish_on", leaf::date);
    fields.finish();
    check_day(file, "this outturn", year, publish_on);
    Some(Outturn {
        year: year?,
        value: value?,
        standing,
        publish_on: publish_on.map(|day| day.value),
    })
}

fn baseline(file: &File, node: &Node) -> Option<Baseline> {
    map(file, node, "a baseline", |fields| {
        let name = fields.required("name", leaf::title);
        let value = fields.required("value", leaf::decimal);
        Some(Baseline {
            publish_on: fields.optional("publish_on", leaf::date),
            name: name?,
            value: value?,
        })
    })
}

/// A figure of a whole year cannot be published before the year has ended.
fn check_day(file: &File, what: &str, year: Option<Year>, publish_on: Option<At<Date>>) {
    let Some((year, At { value: day, node })) = year.zip(publish_on) else {
        return;
    };
    let quarter = year.last_quarter();
    let end = quarter.last_day();
    if day <= end {
        let message =
            format!("{what} of {year} cannot be published on {day}: the year ends on {end}");
        let help = format!(
            "check the day and the year; without `publish_on` it is published with {quarter}"
        );
        file.error(node, Code::Publication, message, help);
    }
}
