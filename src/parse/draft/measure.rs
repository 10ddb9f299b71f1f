//! A measure, its targets, and what its figures are compared with.

use serde::Deserialize;

use super::change::{self, ChangeDraft};
use super::comparison::{self, Beside};
use super::target::{self, AllowanceDraft, TargetsDraft, allowance};
use super::unit::{self, UnitDraft};
use crate::diag::Code;
use crate::model::{
    Baseline, Benchmark, Break, Comparison, Decision, MeasureId, MeasureKind, MonthsMake, Outturn,
    Part, PeriodKind, Polarity, Quarter, QuarterNumber, Text, Yardstick,
};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf::{self, Amount};
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

/// Which figure is rated, as typed. Whether those of a year to date add up follows from the unit, or is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RatesWord {
    Quarter,
    YearToDate,
    YearToDateTotal,
    YearToDateAverage,
}

/// What a figure covers, as typed. What a year to date is follows from the unit, or is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PeriodWord {
    InQuarter,
    YearToDate,
    YearToDateTotal,
    YearToDateAverage,
    #[serde(rename = "rolling_12_months")]
    Rolling12Months,
    Snapshot,
    MonthlyAverage,
    Annual,
}

impl PeriodWord {
    /// Returns the kind that it names. `None` if the word does not tell.
    pub(crate) fn kind(self) -> Option<PeriodKind> {
        Some(match self {
            Self::YearToDate => return None,
            Self::InQuarter => PeriodKind::InQuarter,
            Self::YearToDateTotal => PeriodKind::YearToDateTotal,
            Self::YearToDateAverage => PeriodKind::YearToDateAverage,
            Self::Rolling12Months => PeriodKind::Rolling12Months,
            Self::Snapshot => PeriodKind::Snapshot,
            Self::MonthlyAverage => PeriodKind::MonthlyAverage,
            Self::Annual => PeriodKind::Annual,
        })
    }
}

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
    pub(crate) kind: Option<MeasureKind>,
    pub(crate) targets_are: Option<At<Yardstick>>,
    pub(crate) unit: Option<At<UnitDraft>>,
    pub(crate) per: Option<At<u32>>,
    pub(crate) decimals: Option<At<u32>>,
    pub(crate) better: Option<At<Polarity>>,
    pub(crate) period: Option<At<PeriodWord>>,
    pub(crate) rates: Option<At<RatesWord>>,
    pub(crate) months: Option<At<MonthsMake>>,
    pub(crate) lag: Option<At<u32>>,
    pub(crate) year_starts: Option<At<u8>>,
    pub(crate) every: Option<At<u32>>,
    pub(crate) range: Option<At<(Amount, Amount)>>,
    pub(crate) reported: Option<At<ReportedDraft>>,
    pub(crate) due: Vec<QuarterNumber>,
    pub(crate) rule: Option<At<RuleWord>>,
    pub(crate) scale: Option<At<String>>,
    pub(crate) allow: Option<At<AllowanceDraft>>,
    /// Targets as typed, with the name they stand under.
    pub(crate) targets: Option<At<TargetsDraft>>,
    pub(crate) no_target: Option<At<Text>>,
    pub(crate) benchmarks: Vec<Beside<Benchmark>>,
    pub(crate) outturns: Vec<Beside<Outturn>>,
    pub(crate) baselines: Vec<Beside<Baseline>>,
    pub(crate) breaks: Vec<At<Break>>,
    pub(crate) compare_with: Option<At<Comparison>>,
    pub(crate) meaningful_change: Option<At<Amount>>,
    pub(crate) notes: Vec<Text>,
    pub(crate) definition: Option<Text>,
    pub(crate) source: Option<Text>,
    pub(crate) owner: Option<Text>,
    pub(crate) contact: Option<String>,
    pub(crate) assurance: Option<Text>,
    pub(crate) cost: Option<Text>,
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
            kind: fields.optional("kind", leaf::choice),
            targets_are: fields.optional_at("targets_are", leaf::choice),
            unit: fields.optional_at("unit", unit::unit),
            per: fields.optional_at("per", leaf::count),
            decimals: fields.optional_at("decimals", leaf::count),
            better: fields.optional_at("better", leaf::choice),
            period: fields.optional_at("period", leaf::choice),
            rates: fields.optional_at("rates", leaf::choice),
            months: fields.optional_at("months", leaf::choice),
            lag: fields.optional_at("lag", leaf::count),
            year_starts: fields.optional_at("year_starts", leaf::month_word),
            every: fields.optional_at("every", leaf::count),
            range: fields.optional_at("range", |file, node| target::band(file, node, "a range")),
            reported: fields.optional_at("reported", reported),
            due: fields.list("due", leaf::choice),
            rule: fields.optional_at("rule", leaf::choice),
            scale: fields.optional_at("scale", leaf::id),
            allow: fields.optional_at("allow", allowance),
            targets: fields.optional_at("targets", target::targets),
            no_target: fields.optional_at("no_target", leaf::text),
            compare_with: fields.optional_at("compare_with", leaf::choice),
            meaningful_change: fields.optional_at("meaningful_change", leaf::amount),
            rated_by: fields.optional_at("rated_by", leaf::id),
            suppress_below: fields.optional("disclosure", disclosure),
            rebase: fields.optional("rebase", leaf::quarter),
            benchmarks: fields.list("benchmarks", comparison::benchmark),
            outturns: fields.list("outturns", comparison::outturn),
            baselines: fields.list("baselines", comparison::baseline),
            breaks: fields.list("breaks", at(break_in_series)),
            notes: fields.list("notes", leaf::text),
            definition: fields.optional("definition", leaf::text),
            source: fields.optional("source", leaf::text),
            owner: fields.optional("owner", leaf::title),
            contact: fields.optional("contact", leaf::team_or_contact),
            assurance: fields.optional("assurance", leaf::text),
            cost: fields.optional("cost", cost),
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

/// A cost in words. A number alone does not say of what it is.
fn cost(file: &File, node: &Node) -> Option<Text> {
    let text = leaf::text(file, node)?;
    let is_number = |c: char| c.is_ascii_digit() || " ,.".contains(c);
    if text.as_str().chars().all(is_number) {
        let message = format!("`{}` does not say what this cost is of", text.as_str());
        let help = "write it as readers should see it: \"£1.2 million a year\"";
        file.error(node.id, Code::WrongShape, message, help);
        return None;
    }
    Some(text)
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
