//! A measure.

use rust_decimal::Decimal;

use super::comparison;
use super::target::{TargetDraft, allowance, target};
use crate::model::{
    Baseline, Benchmark, Break, Comparison, MeasureId, Outturn, Part, PeriodKind, Polarity,
    Quarter, QuarterNumber, Text, Tolerance, Unit,
};
use crate::parse::fields::{Fields, at, each, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::{NodeId, SourcePath};

/// By which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleWord {
    /// Target and tolerance.
    Tolerance,
    /// Against last year.
    Improvement,
    /// A person's.
    Editorial,
}

/// The words for periods.
pub const PERIODS: &[(&str, PeriodKind)] = &[
    ("in_quarter", PeriodKind::InQuarter),
    ("year_to_date", PeriodKind::YearToDate),
    ("rolling_12_months", PeriodKind::Rolling12Months),
    ("snapshot", PeriodKind::Snapshot),
    ("monthly_average", PeriodKind::MonthlyAverage),
    ("annual", PeriodKind::Annual),
];

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

const BETTER: &[(&str, Polarity)] = &[
    ("higher", Polarity::Higher),
    ("lower", Polarity::Lower),
    ("between", Polarity::Between),
    ("neither", Polarity::Neither),
];

const RULES: &[(&str, RuleWord)] = &[
    ("tolerance", RuleWord::Tolerance),
    ("improvement", RuleWord::Improvement),
    ("editorial", RuleWord::Editorial),
];

const DUE: &[(&str, QuarterNumber)] = &[
    ("Q1", QuarterNumber::Q1),
    ("Q2", QuarterNumber::Q2),
    ("Q3", QuarterNumber::Q3),
    ("Q4", QuarterNumber::Q4),
];

const COMPARISONS: &[(&str, Comparison)] = &[
    ("previous_quarter", Comparison::PreviousQuarter),
    ("same_quarter_last_year", Comparison::SameQuarterLastYear),
];

/// What a file under `measures/` says, or a member within one.
#[derive(Debug)]
pub struct MeasureDraft {
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
    pub(crate) reported: Option<At<FirstAndLast>>,
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
}

impl MeasureDraft {
    pub(crate) fn read(file: &File, node: &Node, id: &str) -> Option<Self> {
        let before = file.so_far();
        let mut fields = Fields::of(file, node, "a measure")?;
        let example = "\"Single assessments completed on time\"";
        let title = fields.required("title", example, leaf::title);
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
            better: fields.optional_at("better", leaf::word(BETTER)),
            period: fields.optional_at("period", leaf::word(PERIODS)),
            reported: fields.optional_at("reported", reported),
            due: fields.list("due", leaf::word(DUE)),
            rule: fields.optional_at("rule", leaf::word(RULES)),
            allow: fields.optional_at("allow", allowance),
            targets: fields.optional_at("targets", |file, node| Some(each(file, node, target))),
            no_target: fields.optional_at("no_target", leaf::text),
            compare_with: fields.optional_at("compare_with", leaf::word(COMPARISONS)),
            meaningful_change: fields.optional_at("meaningful_change", leaf::decimal),
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
            members: fields.named("members", |file, id, node| Self::read(file, node, id)),
            parts: fields.named("parts", part),
        };
        fields.finish();
        draft.is_whole = file.is_whole_since(before);
        Some(draft)
    }
}

/// First and last quarter.
type FirstAndLast = (Option<At<Quarter>>, Option<At<Quarter>>);

fn reported(file: &File, node: &Node) -> Option<FirstAndLast> {
    map(file, node, "`reported`", |fields| {
        let from = fields.optional_at("from", leaf::quarter);
        Some((from, fields.optional_at("until", leaf::quarter)))
    })
}

fn disclosure(file: &File, node: &Node) -> Option<u32> {
    map(file, node, "`disclosure`", |fields| {
        fields.required("suppress_below", "5", leaf::count)
    })
}

fn break_in_series(file: &File, node: &Node) -> Option<Break> {
    map(file, node, "a break in the series", |fields| {
        let from = fields.required("from", "2015-16 Q4", leaf::quarter);
        let because = fields.required("because", "\"counted in another way\"", leaf::text);
        Some(Break {
            from: from?,
            because: because?,
        })
    })
}

fn part(file: &File, id: &At<String>, node: &Node) -> Option<Part> {
    let (title, in_figure) = match node.content {
        Content::Map(_) => map(file, node, "a part", |fields| {
            let title = fields.required("title", "Good", leaf::title);
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
