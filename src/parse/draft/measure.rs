//! A measure.

use rust_decimal::Decimal;

use crate::model::{
    Baseline, Benchmark, Break, Comparison, InFigure, Outturn, Part, PeriodKind, Polarity, Quarter,
    QuarterNumber, Text, Tolerance,
};
use crate::parse::fields::{Fields, at};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::{NodeId, SourcePath};

/// What a unit is called; a rate's base is a field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Where it stands.
    pub node: NodeId,
    /// Its first quarter.
    pub from: At<Quarter>,
    /// What it asks for.
    pub target: At<GoalDraft>,
    /// How far it may be missed.
    pub tolerance: Option<At<ToleranceDraft>>,
    /// Its shares by quarter.
    pub profile: Option<At<Vec<Decimal>>>,
    /// The period it says it is for.
    pub period: Option<At<PeriodKind>>,
    /// Who set it.
    pub set_by: Option<Text>,
    /// Why it is so far from the measure's own history.
    pub because: Option<Text>,
}

/// What a file under `measures/` says, or a member within one.
#[derive(Debug)]
pub struct MeasureDraft {
    /// Its path.
    pub path: SourcePath,
    /// Where it stands in its file.
    pub node: NodeId,
    /// The name of its file, or of the member.
    pub id: String,
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
    pub reported: Option<At<(Option<Quarter>, Option<Quarter>)>>,
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
    pub compare_with: Option<Comparison>,
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
        let mut fields = Fields::of(file, node, "a measure")?;
        let title = fields.required(
            "title",
            "\"Single assessments completed on time\"",
            leaf::text,
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
        Some(draft)
    }

    fn own_fields(file: &File, fields: &mut Fields, id: &str) -> Self {
        Self {
            path: file.path().clone(),
            node: fields.node(),
            id: id.to_owned(),
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
        self.targets = fields.optional_at("targets", |file, node| {
            Some(crate::parse::fields::each(file, node, target))
        });
        self.no_target = fields.optional_at("no_target", leaf::text);
        self.compare_with = fields.optional("compare_with", leaf::word(COMPARISONS));
        self.meaningful_change = fields.optional_at("meaningful_change", leaf::decimal);
        self.rated_by = fields.optional_at("rated_by", leaf::id);
        self.suppress_below = fields.optional("disclosure", disclosure);
        self.rebase = fields.optional("rebase", leaf::quarter);
    }

    fn read_context(&mut self, fields: &mut Fields) {
        self.benchmarks = fields.list("benchmarks", benchmark);
        self.outturns = fields.list("outturns", outturn);
        self.baselines = fields.list("baselines", baseline);
        self.breaks = fields.list("breaks", at(break_in_series));
        self.notes = fields.list("notes", leaf::text);
        self.definition = fields.optional("definition", leaf::text);
        self.source = fields.optional("source", leaf::text);
        self.owner = fields.optional("owner", leaf::text);
    }
}

type FirstAndLast = (Option<Quarter>, Option<Quarter>);

fn reported(file: &File, node: &Node) -> Option<FirstAndLast> {
    let mut fields = Fields::of(file, node, "`reported`")?;
    let from = fields.optional("from", leaf::quarter);
    let until = fields.optional("until", leaf::quarter);
    fields.finish();
    Some((from, until))
}

fn target(file: &File, node: &Node) -> Option<TargetDraft> {
    let mut fields = Fields::of(file, node, "a target")?;
    let from = fields.required("from", "2016-17 Q1", at(leaf::quarter));
    let target = fields.required("target", "92", at(goal));
    let tolerance = fields.optional_at("tolerance", tolerance);
    let profile = fields.optional_at("profile", |file, node| {
        Some(crate::parse::fields::each(file, node, leaf::decimal))
    });
    let period = fields.optional_at("period", leaf::word(PERIODS));
    let set_by = fields.optional("set_by", leaf::text);
    let because = fields.optional("because", leaf::text);
    fields.finish();
    Some(TargetDraft {
        node: node.id,
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
        return band(file, node, "a target band").map(|(low, high)| GoalDraft::Band(low, high));
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
        let (low, high) = band(file, node, "a tolerance band")?;
        return Some(ToleranceDraft::Band(low, high));
    }
    allowance(file, node).map(ToleranceDraft::One)
}

/// `90`, `{ points: 2 }` or `{ percent: 5 }`.
fn allowance(file: &File, node: &Node) -> Option<Tolerance> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::decimal(file, node).map(Tolerance::Bound);
    }
    let mut fields = Fields::of(file, node, "a tolerance")?;
    let points = fields.optional("points", leaf::decimal);
    let percent = fields.optional("percent", leaf::decimal);
    fields.finish();
    points
        .map(Tolerance::Points)
        .or(percent.map(Tolerance::Percent))
}

fn disclosure(file: &File, node: &Node) -> Option<u32> {
    let mut fields = Fields::of(file, node, "`disclosure`")?;
    let below = fields.required("suppress_below", "5", leaf::count);
    fields.finish();
    below
}

fn benchmark(file: &File, node: &Node) -> Option<Benchmark> {
    let mut fields = Fields::of(file, node, "a benchmark")?;
    let name = fields.required("name", "England", leaf::text);
    let benchmark = Benchmark {
        name: name.unwrap_or_else(|| Text::new("")),
        year: fields.optional("period", leaf::year),
        value: fields.optional("value", leaf::decimal),
        rank: fields.optional("rank", leaf::count),
        of: fields.optional("of", leaf::count),
        quartile: fields.optional("quartile", leaf::plain),
    };
    fields.finish();
    Some(benchmark)
}

fn outturn(file: &File, node: &Node) -> Option<Outturn> {
    let mut fields = Fields::of(file, node, "an outturn")?;
    let year = fields.required("year", "2014-15", leaf::year);
    let value = fields.required("value", "91.7", leaf::decimal);
    let standing = fields.optional("standing", leaf::text);
    fields.finish();
    Some(Outturn {
        year: year?,
        value: value?,
        standing,
    })
}

fn baseline(file: &File, node: &Node) -> Option<Baseline> {
    let mut fields = Fields::of(file, node, "a baseline")?;
    let name = fields.required("name", "\"At transfer\"", leaf::text);
    let value = fields.required("value", "546", leaf::decimal);
    fields.finish();
    Some(Baseline {
        name: name?,
        value: value?,
    })
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
        let title = leaf::text(file, node)?;
        return Some(Part {
            id,
            title,
            in_figure,
        });
    }
    let mut fields = Fields::of(file, node, "a part")?;
    let title = fields.required("title", "Good", leaf::text);
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
