//! A measure: what it is, how it is judged, where it comes from.

use rust_decimal::Decimal;

use super::{MeasureId, ObjectiveId, Quarter, QuarterNumber, Text, Unit, VoiceId};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// Best within a band.
    Between,
    /// Neither way: the figure is context.
    Neither,
}

/// What period a figure of the measure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodKind {
    /// The three months of the quarter.
    InQuarter,
    /// From April to the quarter's end.
    YearToDate,
    /// The twelve months to the quarter's end.
    Rolling12Months,
    /// As it stood on the quarter's last day.
    Snapshot,
    /// The average month of the quarter.
    MonthlyAverage,
    /// The financial year.
    Annual,
}

/// How far a figure may miss its target and still be within tolerance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// The worst figure that is still within tolerance, in the measure's unit.
    Bound(Decimal),
    /// So many of the measure's unit away from the target.
    Points(Decimal),
    /// So many per cent of the target away from it.
    Percent(Decimal),
}

/// What a target asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A figure to reach, or not to exceed.
    One {
        /// In the measure's unit.
        target: Decimal,
        /// Without one there are two outcomes.
        tolerance: Option<Tolerance>,
    },
    /// A band to stay in, and the wider band that is still within tolerance.
    Band {
        /// Lower edge, included.
        low: Decimal,
        /// Upper edge, included.
        high: Decimal,
        /// Lower and upper edge of the tolerance.
        outer: Option<(Decimal, Decimal)>,
    },
}

/// A target from a quarter on, until the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The first quarter it holds for.
    pub from: Quarter,
    /// What it asks for; of a cumulative measure, by the end of the year.
    pub goal: Goal,
    /// Of a cumulative measure: what it asks for by the end of each quarter.
    pub profile: Option<[Decimal; 4]>,
    /// Who set it.
    pub set_by: Option<Text>,
}

/// By which rule figures become ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Target and tolerance.
    Tolerance,
    /// A miss of no more than the allowance is on target; a larger one is amber while no worse than last year.
    Improvement {
        /// How far a figure may miss.
        allow: Tolerance,
    },
    /// A person's rating.
    Editorial,
}

/// How a measure is judged: which way is better and what is asked for are one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// Never: the figure is context.
    Context {
        /// Which way is better, where the measure says so all the same.
        better: Polarity,
    },
    /// It would be, but no target has been set yet.
    NoTarget {
        /// Which way is better.
        polarity: Polarity,
        /// Why there is none.
        because: Text,
    },
    /// By a rule.
    Judged {
        /// Which way is better.
        polarity: Polarity,
        /// By which rule.
        rule: Rule,
        /// The earliest first; only the editorial rule may have none.
        targets: Vec<Target>,
    },
}

impl Judgement {
    /// Which way is better.
    pub fn polarity(&self) -> Polarity {
        match self {
            Self::Context { .. } => Polarity::Neither,
            Self::NoTarget { polarity, .. } | Self::Judged { polarity, .. } => *polarity,
        }
    }

    /// Which way is better by the measure's own word, also where it is not judged by it.
    pub fn better(&self) -> Polarity {
        match self {
            Self::Context { better } => *better,
            _ => self.polarity(),
        }
    }

    /// Whether the figure is context only.
    pub fn is_context(&self) -> bool {
        matches!(self, Self::Context { .. })
    }

    /// Every target that was ever set, the earliest first.
    pub fn targets(&self) -> &[Target] {
        match self {
            Self::Judged { targets, .. } => targets,
            _ => &[],
        }
    }

    /// The target that holds in a quarter.
    pub fn target_in(&self, quarter: Quarter) -> Option<&Target> {
        self.targets()
            .iter()
            .rev()
            .find(|target| target.from <= quarter)
    }
}

/// A calendar or a financial year, as reports name the years of comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Year {
    /// `2015`.
    Calendar(i32),
    /// `2014-15`, by the year in which it begins.
    Financial(i32),
}

impl Year {
    /// Whether a quarter lies in it.
    pub fn holds(self, quarter: Quarter) -> bool {
        match self {
            Self::Calendar(year) => year == quarter.last_month().year(),
            Self::Financial(year) => year == quarter.year(),
        }
    }
}

/// Another body's figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// Whose: "England".
    pub name: Text,
    /// Of when.
    pub year: Option<Year>,
    /// In the measure's unit; some reports print a rank or a quartile only.
    pub value: Option<Decimal>,
    /// This body's place among `of`.
    pub rank: Option<u32>,
    /// How many bodies were ranked.
    pub of: Option<u32>,
    /// "upper", "lower": this body's quarter of the ranking.
    pub quartile: Option<String>,
}

/// This body's own figure of a year: context, never compared, rated or charted as a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outturn {
    /// Of when.
    pub year: Year,
    /// In the measure's unit.
    pub value: Decimal,
    /// How it stood among others, in words.
    pub standing: Option<Text>,
}

/// A figure from which things are seen to have moved: "At transfer to the trust".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// What it was taken at.
    pub name: Text,
    /// In the measure's unit.
    pub value: Decimal,
}

/// From here on, figures are not comparable with those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first quarter counted in the new way.
    pub from: Quarter,
    /// What changed.
    pub because: Text,
}

/// Which comparison leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The quarter before.
    PreviousQuarter,
    /// The same quarter of the year before, where the season matters.
    SameQuarterLastYear,
}

/// Which quarters expect a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// The first quarter; otherwise the first with an entry.
    pub from: Option<Quarter>,
    /// The last one, where the measure has ended.
    pub until: Option<Quarter>,
    /// Only these quarters of each year; empty means all four.
    pub due: Vec<QuarterNumber>,
}

impl Expectation {
    /// Whether the quarter lies in the measure's own months of the year.
    pub fn is_due(&self, quarter: Quarter) -> bool {
        self.due.is_empty() || self.due.contains(&quarter.number())
    }
}

/// A part of a composition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its key in quarter files.
    pub id: String,
    /// As printed.
    pub title: Text,
    /// Whether the measure's own figure is the sum of the parts so marked.
    pub in_figure: InFigure,
}

/// Whether a part belongs to the measure's own figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InFigure {
    /// It is one of those that make up the figure.
    Counted,
    /// It belongs to the whole, not to the figure.
    Apart,
}

/// Whether a measure is one number or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One number.
    Single,
    /// Several small measures under one reference.
    Composite(Vec<Measure>),
    /// One number that parts of one whole stand behind.
    Composition(Vec<Part>),
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The name of its file.
    pub id: MeasureId,
    /// What reports print; two may share one.
    pub reference: Option<String>,
    /// Other references for the same measure.
    pub also: Vec<String>,
    /// As printed.
    pub title: Text,
    /// The objectives it tells of.
    pub objectives: Vec<ObjectiveId>,
    /// Its row of the summary table.
    pub group: Option<String>,
    /// `contract`, `context`, `governance`, `national`, ...
    pub set: Option<String>,
    /// Of all its figures.
    pub unit: Unit,
    /// Decimals of computed figures.
    pub decimals: u32,
    /// What a figure covers.
    pub period: PeriodKind,
    /// When a figure is expected.
    pub expected: Expectation,
    /// How it is judged.
    pub judgement: Judgement,
    /// Other bodies.
    pub benchmarks: Vec<Benchmark>,
    /// Own years.
    pub outturns: Vec<Outturn>,
    /// Points of departure.
    pub baselines: Vec<Baseline>,
    /// Breaks in the series, the earliest first.
    pub breaks: Vec<Break>,
    /// Which comparison leads.
    pub compare_with: Comparison,
    /// A smaller change is no real change; in the measure's unit.
    pub meaningful_change: Decimal,
    /// What readers must know: contradictions of the source, choices made.
    pub notes: Vec<Text>,
    /// What is counted.
    pub definition: Option<Text>,
    /// Where figures come from.
    pub source: Option<Text>,
    /// Who answers for it, by role.
    pub owner: Option<Text>,
    /// Whose rating a typed one is, unless the entry says otherwise.
    pub rated_by: Option<VoiceId>,
    /// Counts below this are not published.
    pub suppress_below: Option<u32>,
    /// From where control limits are calculated anew.
    pub rebase: Option<Quarter>,
    /// One number or several.
    pub shape: Shape,
}

impl Measure {
    /// The members of a composite measure.
    pub fn members(&self) -> &[Measure] {
        match &self.shape {
            Shape::Composite(members) => members,
            _ => &[],
        }
    }

    /// The parts of a composition.
    pub fn parts(&self) -> &[Part] {
        match &self.shape {
            Shape::Composition(parts) => parts,
            _ => &[],
        }
    }

    /// The first break after `earlier` and no later than `later`, over which nothing is compared.
    pub fn break_between(&self, earlier: Quarter, later: Quarter) -> Option<&Break> {
        self.breaks
            .iter()
            .find(|b| earlier < b.from && b.from <= later)
    }

    /// Whether figures add up through the year, so that a year's target cannot be held against one quarter.
    /// Percentages and averages of the year to date do not add up: their target holds all year.
    pub fn is_cumulative(&self) -> bool {
        self.period == PeriodKind::YearToDate
            && matches!(self.unit, Unit::Count | Unit::Pounds | Unit::Rate { .. })
    }
}

impl Goal {
    /// The worst figure that is still within tolerance, of a goal with one target.
    pub fn tolerance_bound(&self, polarity: Polarity) -> Option<Decimal> {
        match self {
            Self::One { target, tolerance } => tolerance.map(|t| t.bound(*target, polarity)),
            Self::Band { .. } => None,
        }
    }
}

impl Tolerance {
    /// The worst figure within this tolerance of a target.
    pub fn bound(self, target: Decimal, polarity: Polarity) -> Decimal {
        let away = match self {
            Self::Bound(bound) => return bound,
            Self::Points(points) => points,
            Self::Percent(percent) => (target.abs() * percent / Decimal::ONE_HUNDRED).normalize(),
        };
        match polarity {
            Polarity::Lower => target + away,
            _ => target - away,
        }
    }
}
