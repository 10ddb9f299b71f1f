//! A measure.

use rust_decimal::Decimal;

use super::comparison;
use super::target::{TargetDraft, allowance, target};
use crate::model::{
    Baseline, Benchmark, Break, Comparison, InFigure, MeasureId, Outturn, Part, PeriodKind,
    Polarity, Quarter, QuarterNumber, Text, Tolerance,
};
use crate::parse::fields::{Fields, at, each};
use crate::parse::file::{At, File, Legible};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::{NodeId, SourcePath};

/// What a unit is called; a rate's base is a field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as it is typed")]
pub enum UnitWord {
    Percent,
    Count,
    Rate,
    Days,
    Weeks,
    Months,
    Pounds,
    Score,
    Ratio,
}

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

const UNITS: &[(&str, UnitWord)] = &[
    ("percent", UnitWord::Percent),
    ("count", UnitWord::Count),
    ("rate", UnitWord::Rate),
    ("days", UnitWord::Days),
    ("weeks", UnitWord::Weeks),
    ("months", UnitWord::Months),
    ("pounds", UnitWord::Pounds),
    ("score", UnitWord::Score),
    ("ratio", UnitWord::Ratio),
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
    /// Its path.
    pub path: SourcePath,
    /// Where it stands in its file: its first name.
    pub node: NodeId,
    /// Whether all of it could be read.
    pub legible: Legible,
    /// The name of its file, or of the member.
    pub id: MeasureId,
    /// What reports print.
    pub reference: Option<String>,
    /// Other references.
    pub also: Vec<String>,
    /// As printed.
    pub title: Option<Text>,
    /// Objectives.
    pub objectives: Vec<At<String>>,
    /// Row of the summary table.
    pub group: Option<At<String>>,
    /// Set.
    pub set: Option<String>,
    /// Unit; a member may leave it to its measure.
    pub unit: Option<At<UnitWord>>,
    /// Base of a rate.
    pub per: Option<At<u32>>,
    /// Decimals of computed figures.
    pub decimals: Option<At<u32>>,
    /// Which way is better.
    pub better: Option<At<Polarity>>,
    /// What figures cover.
    pub period: Option<At<PeriodKind>>,
    /// First and last quarter.
    pub reported: Option<At<FirstAndLast>>,
    /// Quarters of the year.
    pub due: Vec<QuarterNumber>,
    /// By which rule.
    pub rule: Option<At<RuleWord>>,
    /// Of the improvement rule.
    pub allow: Option<At<Tolerance>>,
    /// Targets as typed, with the name they stand under.
    pub targets: Option<At<Vec<TargetDraft>>>,
    /// Why there is none.
    pub no_target: Option<At<Text>>,
    /// Other bodies.
    pub benchmarks: Vec<Benchmark>,
    /// Own years.
    pub outturns: Vec<Outturn>,
    /// Points of departure.
    pub baselines: Vec<Baseline>,
    /// Breaks.
    pub breaks: Vec<At<Break>>,
    /// Which comparison leads.
    pub compare_with: Option<At<Comparison>>,
    /// Dead band.
    pub meaningful_change: Option<At<Decimal>>,
    /// Notes.
    pub notes: Vec<Text>,
    /// What is counted.
    pub definition: Option<Text>,
    /// Where figures come from.
    pub source: Option<Text>,
    /// By role.
    pub owner: Option<Text>,
    /// A voice.
    pub rated_by: Option<At<String>>,
    /// Suppression threshold.
    pub suppress_below: Option<u32>,
    /// Recalculation of limits.
    pub rebase: Option<Quarter>,
    /// Members, in order.
    pub members: Vec<(At<String>, MeasureDraft)>,
    /// Parts, in order.
    pub parts: Vec<(At<String>, Part)>,
}

impl MeasureDraft {
    /// Reads it.
    pub fn read(file: &File, node: &Node, id: &str) -> Option<Self> {
        let before = file.so_far();
        let mut fields = Fields::of(file, node, "a measure")?;
        let title = fields.required(
            "title",
            "\"Single assessments completed on time\"",
            leaf::title,
        );
        let mut draft = Self {
            title,
            ..Self::own_fields(file, &mut fields, id)
        };
        draft.read_judgement(&mut fields);
        draft.read_context(&mut fields);
        draft.members = fields.named("members", |file, id, node| Self::read(file, node, id));
        draft.parts = fields.named("parts", part);
        fields.finish();
        draft.legible = file.since(before);
        Some(draft)
    }

    fn own_fields(file: &File, fields: &mut Fields, id: &str) -> Self {
        Self {
            path: file.path().clone(),
            node: fields.first_key(),
            legible: Legible::Whole,
            id: MeasureId::new(id),
            reference: fields.optional("ref", leaf::plain),
            also: fields.list("also", leaf::plain),
            title: None,
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
            rule: None,
            allow: None,
            targets: None,
            no_target: None,
            benchmarks: Vec::new(),
            outturns: Vec::new(),
            baselines: Vec::new(),
            breaks: Vec::new(),
            compare_with: None,
            meaningful_change: None,
            notes: Vec::new(),
            definition: None,
            source: None,
            owner: None,
            rated_by: None,
            suppress_below: None,
            rebase: None,
            members: Vec::new(),
            parts: Vec::new(),
        }
    }

    fn read_judgement(&mut self, fields: &mut Fields) {
        self.rule = fields.optional_at("rule", leaf::word(RULES));
        self.allow = fields.optional_at("allow", allowance);
        self.targets = fields.optional_at("targets", |file, node| Some(each(file, node, target)));
        self.no_target = fields.optional_at("no_target", leaf::text);
        self.compare_with = fields.optional_at("compare_with", leaf::word(COMPARISONS));
        self.meaningful_change = fields.optional_at("meaningful_change", leaf::decimal);
        self.rated_by = fields.optional_at("rated_by", leaf::id);
        self.suppress_below = fields.optional("disclosure", disclosure);
        self.rebase = fields.optional("rebase", leaf::quarter);
    }

    fn read_context(&mut self, fields: &mut Fields) {
        self.benchmarks = fields.list("benchmarks", comparison::benchmark);
        self.outturns = fields.list("outturns", comparison::outturn);
        self.baselines = fields.list("baselines", comparison::baseline);
        self.breaks = fields.list("breaks", at(break_in_series));
        self.notes = fields.list("notes", leaf::text);
        self.definition = fields.optional("definition", leaf::text);
        self.source = fields.optional("source", leaf::text);
        self.owner = fields.optional("owner", leaf::title);
    }
}

/// First and last quarter.
type FirstAndLast = (Option<At<Quarter>>, Option<At<Quarter>>);

fn reported(file: &File, node: &Node) -> Option<FirstAndLast> {
    let mut fields = Fields::of(file, node, "`reported`")?;
    let from = fields.optional_at("from", leaf::quarter);
    let until = fields.optional_at("until", leaf::quarter);
    fields.finish();
    Some((from, until))
}

fn disclosure(file: &File, node: &Node) -> Option<u32> {
    let mut fields = Fields::of(file, node, "`disclosure`")?;
    let below = fields.required("suppress_below", "5", leaf::count);
    fields.finish();
    below
}

fn break_in_series(file: &File, node: &Node) -> Option<Break> {
    let mut fields = Fields::of(file, node, "a break in the series")?;
    let from = fields.required("from", "2015-16 Q4", leaf::quarter);
    let because = fields.required("because", "\"counted in another way\"", leaf::text);
    fields.finish();
    Some(Break {
        from: from?,
        because: because?,
    })
}

fn part(file: &File, id: &At<String>, node: &Node) -> Option<Part> {
    let id = id.value.clone();
    let in_figure = InFigure::Apart;
    if !matches!(node.content, Content::Map(_)) {
        let title = leaf::title(file, node)?;
        return Some(Part {
            id,
            title,
            in_figure,
        });
    }
    let mut fields = Fields::of(file, node, "a part")?;
    let title = fields.required("title", "Good", leaf::title);
    let counted = fields.optional("in_figure", leaf::yes_or_no);
    fields.finish();
    Some(Part {
        id,
        title: title?,
        in_figure: if counted == Some(true) {
            InFigure::Counted
        } else {
            in_figure
        },
    })
}
