//! The verdict on an entry: the rating, who gave it, and how it was calculated.

use rust_decimal::Decimal;

use crate::model::{Figure, Goal, Missing, Quarter, Rating, Reach, Text, VoiceId};

/// A rating, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A rating on one of the publisher's scales.
    Rated(Rating),
    /// No rating, with the reason.
    Unrated(Unrated),
}

/// Why there is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unrated {
    /// The figure is for context only.
    Context,
    /// No target has been set.
    NoTargetSet,
    /// The measure is not reported in this quarter of the year.
    NotDue,
    /// The figure of the quarter in progress, or of the last year of a measure that is known by its years, is not published
    /// yet.
    NoNewFigure,
    /// The quarter is still being collected, and there is no figure yet.
    Owed,
    /// There is no figure.
    Missing(Missing),
    /// The target is for the end of the year, without a share for each quarter.
    YearEndTarget,
    /// The target is to be reached by a later day, and has not been reached yet.
    DueLater,
    /// The number is small and not told, and its rating depends on it.
    FewerThan,
    /// The year so far is rated, and there is no figure of it.
    NoYearToDate,
    /// The rule compares with last year, which has no figure.
    NoLastYear,
    /// The source prints something that is no figure.
    AsPrinted,
    /// The source prints neither a figure nor a rating.
    NotPrinted,
    /// People rate the measure, but the source gives no rating.
    NotStated,
    /// Its members are rated individually.
    ByMembers,
}

/// Who gave a rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatedBy {
    /// The site's own rule.
    Rule,
    /// A person: of this voice, if the source names one.
    Person(Option<VoiceId>),
}

/// How a figure compares with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Better, by the polarity of the measure.
    Better,
    /// Neither better nor worse.
    Equal,
    /// Worse, by the polarity of the measure.
    Worse,
}

/// Which comparison decided a rating.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Basis {
    /// The figure is better than the target by as much as the scale asks for.
    Beyond,
    /// It meets the target.
    #[default]
    Met,
    /// It misses the target by no more than the allowance.
    Allowed,
    /// It misses the target by no more than a tolerance.
    Near,
    /// It misses the target, and the forecast meets it.
    Expected,
    /// It misses the target, and is no worse than last year.
    NoWorseThanLastYear,
    /// It misses the target, and is worse than last year.
    WorseThanLastYear,
    /// It misses the target by more.
    Missed,
}

/// What a rule compared a figure with. A value that it did not need is `None`. The words for it are in `site`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Arithmetic {
    /// The figure that was rated.
    pub figure: Figure,
    /// What decided.
    pub basis: Basis,
    /// The target.
    pub target: Option<Decimal>,
    /// The worst figure within tolerance.
    pub tolerance: Option<Decimal>,
    /// The least figure that is better than the target by as much as the scale asks for.
    pub beyond: Option<Decimal>,
    /// The worst figure that the improvement rule allows.
    pub allowed: Option<Decimal>,
    /// The figure of the same quarter last year.
    pub last_year: Option<Figure>,
    /// The number of cases is below this one, and not told.
    pub fewer_than: Option<u32>,
    /// Whether a figure that equals the target meets it.
    pub reach: Reach,
    /// Whether the figure is that of the year so far, next to the quarter's own.
    pub is_of_year_so_far: bool,
    /// Whether the rest of the year cannot change the rating.
    pub is_early: bool,
    /// The lowest and the highest figure on target.
    pub band: Option<(Decimal, Decimal)>,
    /// The lowest and the highest figure within tolerance.
    pub outer: Option<(Decimal, Decimal)>,
}

impl Arithmetic {
    /// Returns the values that the figure was compared with, other than earlier figures.
    pub(crate) fn limits(&self) -> Vec<Decimal> {
        let single = [self.target, self.tolerance, self.beyond, self.allowed];
        let ranges = [self.band, self.outer].into_iter().flatten();
        let edges = ranges.flat_map(|(low, high)| [low, high]);
        single.into_iter().flatten().chain(edges).collect()
    }
}

/// A rating with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The rating, or why there is none.
    pub outcome: Outcome,
    /// Who gave the rating.
    pub by: RatedBy,
    /// How a rule calculated it.
    pub arithmetic: Option<Arithmetic>,
    /// The target that the figure was compared with. For a cumulative measure, the share of the quarter.
    pub goal: Option<Goal>,
    /// The quarter that reports the figure.
    pub quarter: Quarter,
    /// A person's reason for the rating or the gap.
    pub(crate) because: Option<Text>,
    /// The rule's own rating, if a person's rating overrides it.
    pub rule_says: Option<Box<(Outcome, Arithmetic)>>,
}

impl Verdict {
    /// Returns the rating, if there is one.
    pub fn rating(&self) -> Option<Rating> {
        match self.outcome {
            Outcome::Rated(rating) => Some(rating),
            Outcome::Unrated(_) => None,
        }
    }

    /// Returns whether the words of the verdict include the entry's reason.
    pub(crate) fn gives_reason(&self) -> bool {
        let of_gap = Outcome::Unrated(Unrated::NotPrinted) == self.outcome
            || matches!(self.outcome, Outcome::Unrated(Unrated::Missing(_)));
        let is_rated = matches!(self.outcome, Outcome::Rated(_));
        of_gap || (is_rated && self.because.is_some())
    }
}
