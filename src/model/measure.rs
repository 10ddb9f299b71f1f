//! A measure: what it is, how it is judged, and where it comes from.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    Baseline, Benchmark, COLOURS, MeasureId, ObjectiveId, Outturn, Quarter, QuarterNumber, Reason,
    RecordedChange, Scale, Target, Text, Tolerance, Unit, VoiceId,
};

/// Which way is better. `Neither` if the figure is for context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Polarity {
    Higher,
    Lower,
    Between,
    Neither,
}

/// The period that a figure of the measure covers. A figure of the year to date adds up from the start of the year, or is
/// the average since. A snapshot is of the last day of the quarter, and an annual figure is of the measure's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum PeriodKind {
    InQuarter,
    #[serde(alias = "year_to_date")]
    YearToDateTotal,
    YearToDateAverage,
    #[serde(rename = "rolling_12_months")]
    Rolling12Months,
    Snapshot,
    MonthlyAverage,
    Annual,
}

/// What kind of thing a measure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// What changes for people and places.
    Outcome,
    /// What the service does.
    Output,
    /// What is put in, such as money and staff.
    Input,
    /// What those who use the service say.
    UsersView,
}

impl MeasureKind {
    pub(crate) const ALL: [Self; 4] = [Self::Outcome, Self::Output, Self::Input, Self::UsersView];

    /// Returns the word that files have for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Output => "output",
            Self::Input => "input",
            Self::UsersView => "users_view",
        }
    }
}

/// The rule by which figures are rated.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as its type")]
pub enum Rule {
    /// By the conditions of a scale.
    Scale {
        /// How far a target may be missed, if a condition of the scale asks for it.
        allow: Option<Tolerance>,
    },
    /// By the list of results.
    Results,
    /// By a person.
    Editorial,
}

/// How a measure is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is named as its type")]
pub enum Judgement {
    /// Not judged: the figure is for context.
    Context {
        /// Which way is better, if the measure says so anyway.
        better: Polarity,
    },
    /// Not judged, because no target has been set yet.
    NoTarget { polarity: Polarity, because: Text },
    Judged {
        polarity: Polarity,
        rule: Rule,
        /// The earliest first. Empty for results, for the editorial rule, and before any quarter has its target.
        targets: Vec<Target>,
    },
}

impl Judgement {
    /// Returns which way is better, or `Neither` for context.
    pub fn polarity(&self) -> Polarity {
        match self {
            Self::Context { .. } => Polarity::Neither,
            Self::NoTarget { polarity, .. } | Self::Judged { polarity, .. } => *polarity,
        }
    }

    /// Returns which way is better according to the measure, even if it is not judged.
    pub(crate) fn better(&self) -> Polarity {
        match self {
            Self::Context { better } => *better,
            _ => self.polarity(),
        }
    }

    /// Returns whether the figure is for context only.
    pub(crate) fn is_context(&self) -> bool {
        matches!(self, Self::Context { .. })
    }

    /// Returns the rule that rates the measure. `None` if it is not judged.
    pub(crate) fn rule(&self) -> Option<&Rule> {
        match self {
            Self::Judged { rule, .. } => Some(rule),
            _ => None,
        }
    }

    /// Returns how far a target may be missed, if a condition of the scale asks for it.
    pub(crate) fn allows(&self) -> Option<Tolerance> {
        match self.rule() {
            Some(Rule::Scale { allow }) => *allow,
            _ => None,
        }
    }

    /// Returns all targets, the earliest first.
    pub(crate) fn targets(&self) -> &[Target] {
        match self {
            Self::Judged { targets, .. } => targets,
            _ => &[],
        }
    }

    /// Returns the target that applies to figures for a quarter.
    pub fn target_for(&self, quarter: Quarter) -> Option<&Target> {
        let mut latest_first = self.targets().iter().rev();
        let target = latest_first.find(|target| target.from <= quarter);
        target.filter(|target| !target.is_of_quarter || target.from == quarter)
    }
}

/// A break in the series: later figures are not comparable with earlier ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    pub(crate) from: Quarter,
    pub(crate) because: Text,
}

/// The main comparison for the direction of travel. Seasonal measures are compared with the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Comparison {
    PreviousQuarter,
    SameQuarterLastYear,
    LatestThreeResults,
}

/// What the figures of a measure are compared with, by the name that the council gives it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Yardstick {
    #[default]
    Targets,
    Forecasts,
    Benchmarks,
    Baselines,
}

impl Yardstick {
    /// Returns its word in files.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Forecasts => "forecasts",
            Self::Benchmarks => "benchmarks",
            Self::Baselines => "baselines",
        }
    }
}

/// Which of the figures of a quarter is rated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Rates {
    #[default]
    Quarter,
    /// Of the year so far, which adds up.
    YearToDateTotal,
    /// Of the year so far, as an average.
    YearToDateAverage,
}

impl Rates {
    /// Returns what the rated figure covers. `None` for the quarter's own figure.
    pub(crate) fn period(self) -> Option<PeriodKind> {
        match self {
            Self::Quarter => None,
            Self::YearToDateTotal => Some(PeriodKind::YearToDateTotal),
            Self::YearToDateAverage => Some(PeriodKind::YearToDateAverage),
        }
    }
}

/// What the quarter's figure of a monthly measure is: its last month, the sum or the average of its months, or a figure that
/// is typed beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum MonthsMake {
    Last,
    Sum,
    Average,
    Typed,
}

/// The quarters in which a figure is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// If not given, the first quarter with an entry.
    pub(crate) from: Option<Quarter>,
    /// Why it was added.
    pub(crate) started: Option<Reason>,
    /// The last quarter, if the measure has ended.
    pub(crate) until: Option<Quarter>,
    /// Why it has ended.
    pub(crate) ended: Option<Reason>,
    /// The quarters of each year. Empty means all four.
    pub(crate) due: Vec<QuarterNumber>,
    /// How many years there are from one year with figures to the next, counted from `from`.
    pub(crate) every: u32,
}

impl Expectation {
    /// Returns whether the measure is due in a quarter, if it is reported by then.
    pub(crate) fn is_due(&self, quarter: Quarter) -> bool {
        let years = |from: Quarter| (quarter.year() - from.year()).unsigned_abs();
        (self.due.is_empty() || self.due.contains(&quarter.number()))
            && self
                .from
                .is_none_or(|from| years(from) % self.every.max(1) == 0)
    }

    /// Returns the next quarter in which the measure is due. `None` if it is due in every quarter.
    pub(crate) fn next_after(&self, quarter: Quarter) -> Option<Quarter> {
        let mut later = std::iter::successors(Some(quarter.next()), |then| Some(then.next()));
        (!self.due.is_empty() || self.every > 1).then(|| later.find(|then| self.is_due(*then)))?
    }
}

/// A part of a composition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The key in quarter files.
    pub(crate) id: String,
    pub(crate) title: Text,
    /// Whether the part is included in the measure's own figure.
    pub(crate) in_figure: bool,
}

/// One measure of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The id, which is the name of its file.
    pub id: MeasureId,
    /// The reference that reports print. Two measures can have the same one.
    pub(crate) reference: Option<String>,
    pub(crate) also: Vec<String>,
    pub(crate) title: Text,
    pub(crate) objectives: Vec<ObjectiveId>,
    /// The row of the summary table.
    pub(crate) group: Option<String>,
    /// `contract`, `context`, `governance`, `national` and so on.
    pub(crate) set: Option<String>,
    /// What kind of thing it is of.
    pub(crate) kind: Option<MeasureKind>,
    /// What its targets are called.
    pub(crate) yardstick: Yardstick,
    pub(crate) unit: Unit,
    /// The number of decimals of computed figures.
    pub(crate) decimals: u32,
    pub(crate) period: PeriodKind,
    /// Which of the figures of a quarter is rated.
    pub(crate) rates: Rates,
    /// What the quarter's figure is, if figures are monthly.
    pub(crate) months: Option<MonthsMake>,
    /// How many quarters before the one that reports them figures are for.
    pub(crate) lag: u32,
    /// Where figures usually are, if that is not what the unit allows.
    pub(crate) range: Option<(Decimal, Decimal)>,
    /// The month in which the measure's own year starts.
    pub(crate) year_starts: u8,
    /// Whether a target is typed with each figure.
    pub(crate) has_targets_in_quarters: bool,
    pub(crate) expected: Expectation,
    /// On which it is rated.
    pub(crate) scale: Arc<Scale>,
    /// For targets without one: of its scale, or of the site.
    pub(crate) tolerance: Option<Tolerance>,
    /// How figures are judged.
    pub judgement: Judgement,
    pub(crate) benchmarks: Vec<Benchmark>,
    /// The body's own figures for whole years.
    pub(crate) outturns: Vec<Outturn>,
    pub(crate) baselines: Vec<Baseline>,
    pub(crate) breaks: Vec<Break>,
    pub(crate) compare_with: Comparison,
    /// The smallest change that counts, in the measure's unit.
    pub(crate) meaningful_change: Decimal,
    /// Notes for readers, such as contradictions in the source and choices that were made.
    pub(crate) notes: Vec<Text>,
    pub(crate) definition: Option<Text>,
    pub(crate) source: Option<Text>,
    pub(crate) owner: Option<Text>,
    /// Whom readers can ask: a team or an address.
    pub(crate) contact: Option<String>,
    /// Who has checked its figures, and when.
    pub(crate) assurance: Option<Text>,
    /// What it costs, as the source says it. Costs are not compared.
    pub(crate) cost: Option<Text>,
    /// The voice that gives ratings, unless an entry names another.
    pub(crate) rated_by: Option<VoiceId>,
    /// Counts below this number are not published.
    pub(crate) suppress_below: Option<u32>,
    /// The quarter from which control limits are calculated again.
    pub(crate) rebase: Option<Quarter>,
    /// Several small measures under one reference. A measure with members has no parts.
    pub(crate) members: Vec<Measure>,
    /// The parts of the whole that its figure is of.
    pub(crate) parts: Vec<Part>,
    /// Changes of this file after it was published, also of members.
    pub(crate) changes: Vec<RecordedChange>,
}

impl Measure {
    /// Returns the members of a composite measure.
    pub fn members(&self) -> &[Measure] {
        &self.members
    }

    /// Returns whether its scale is the one that follows from its rule: the site's first, or that of the improvement rule.
    pub(crate) fn has_usual_scale(&self) -> bool {
        match self.judgement.allows() {
            Some(_) => self.scale.id == COLOURS,
            None => self.scale.is_usual(),
        }
    }

    /// Returns whether figures can be below zero, by the measure's range or else by its unit.
    pub(crate) fn can_be_negative(&self) -> bool {
        match self.range {
            Some((low, _)) => low.is_sign_negative(),
            None => !self.unit.starts_at_zero(),
        }
    }

    /// Returns whether a running total of it can fall within a year.
    pub(crate) fn can_fall(&self) -> bool {
        self.range.is_some_and(|(low, _)| low.is_sign_negative())
    }

    /// Returns the measure itself and its members.
    pub(crate) fn with_members(&self) -> impl Iterator<Item = &Self> + Clone {
        std::iter::once(self).chain(&self.members)
    }

    /// Returns the first break after `earlier` and no later than `later`. Figures are not compared across it.
    pub(crate) fn break_between(&self, earlier: Quarter, later: Quarter) -> Option<&Break> {
        self.breaks
            .iter()
            .find(|b| earlier < b.from && b.from <= later)
    }

    /// Returns whether the figures that are rated add up through the year, so that a target for the year does not apply
    /// to a single quarter.
    pub(crate) fn is_cumulative(&self) -> bool {
        self.period == PeriodKind::YearToDateTotal || self.rates == Rates::YearToDateTotal
    }
}
