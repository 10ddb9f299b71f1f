//! The verdict on an entry: the rating, who gave it, and how it was calculated.

use rust_decimal::Decimal;

use crate::model::{Figure, Goal, Missing, Rating, Text, VoiceId};

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
    /// The quarter is still being collected, and there is no figure yet.
    Owed,
    /// There is no figure.
    Missing(Missing),
    /// The target is for the end of the year, without a share for each quarter.
    YearEndTarget,
    /// The rule compares with last year, which has no figure.
    NoLastYear,
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

/// The calculation of a rating. The words for it are in `site`.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    missing_docs,
    reason = "each variant says what its figure is compared with; `tolerance`, `allowed` and `outer` are the worst \
              figures that still pass"
)]
pub enum Arithmetic {
    /// On or better than the target.
    MetTarget {
        figure: Figure,
        target: Decimal,
        relation: Relation,
    },
    /// Worse than the target, but no worse than the tolerance.
    WithinTolerance {
        figure: Figure,
        target: Decimal,
        tolerance: Decimal,
        relation: Relation,
    },
    /// Worse than the tolerance.
    OutsideTolerance { figure: Figure, tolerance: Decimal },
    /// Worse than a target without a tolerance.
    MissedTarget { figure: Figure, target: Decimal },
    /// Within the range.
    InBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
    },
    /// Outside the range, but within its tolerance.
    NearBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
        outer: (Decimal, Decimal),
    },
    /// Outside the range and its tolerance.
    OutOfBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
        outer: Option<(Decimal, Decimal)>,
    },
    /// Missed by no more than the allowance.
    MissAllowed {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
    },
    /// Missed by more than the allowance, but no worse than last year.
    NoWorseThanLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
        last_year: Figure,
    },
    /// Missed by more than the allowance, and worse than last year.
    WorseThanLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
        last_year: Figure,
    },
    /// Missed by more than the allowance, without a figure of last year.
    MissedWithoutLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
    },
    /// A person's rating.
    Person,
    /// No calculation.
    None,
}

/// A rating with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The rating, or why there is none.
    pub outcome: Outcome,
    /// Who gave the rating.
    pub by: RatedBy,
    /// How it was calculated.
    pub arithmetic: Arithmetic,
    /// The target that the figure was compared with. For a cumulative measure, the share of the quarter.
    pub goal: Option<Goal>,
    /// A person's reason for the rating or the gap.
    pub(crate) because: Option<Text>,
    /// The rule's own rating, if a person's rating overrides it.
    pub rule_says: Option<Box<(Outcome, Arithmetic)>>,
}

impl Verdict {
    /// Returns whether the words of the verdict include the entry's reason.
    pub(crate) fn gives_reason(&self) -> bool {
        let of_gap = Outcome::Unrated(Unrated::NotPrinted) == self.outcome
            || matches!(self.outcome, Outcome::Unrated(Unrated::Missing(_)));
        of_gap || matches!(self.outcome, Outcome::Rated(_))
    }
}
