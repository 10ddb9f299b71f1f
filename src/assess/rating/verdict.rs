//! What a rating is: its outcome, whose it is, and how it came about.

use rust_decimal::Decimal;

use crate::model::{Figure, Goal, Missing, Rating, Text, VoiceId};

/// A rating, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// On a publisher's scale.
    Rated(Rating),
    /// Never green, red, or grey without a word.
    Unrated(Unrated),
}

/// Why there is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unrated {
    /// The figure is context only.
    Context,
    /// No target has been set.
    NoTargetSet,
    /// The measure is not reported in this quarter of the year.
    NotDue,
    /// Its quarter is still being collected, and the figure is not in yet.
    Owed,
    /// There is no figure.
    Missing(Missing),
    /// The target is for the year's end, without shares for its quarters.
    YearEndTarget,
    /// The rule compares with last year, of which there is no figure.
    NoLastYear,
    /// The source prints no figure, and no rating either.
    NotPrinted,
    /// People rate it, and the source gives no rating.
    NotStated,
    /// Its members are rated one by one.
    ByMembers,
}

/// Whose rating it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The site's own rule.
    Rule,
    /// A person's: of this voice, where the source says whose.
    Person(Option<VoiceId>),
}

/// How a figure stands to what it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Better.
    Better,
    /// The same.
    Equal,
    /// Worse.
    Worse,
}

/// The arithmetic of a rating: the words for it are the site's.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    missing_docs,
    reason = "each variant says what its figure is compared with; `tolerance`, `allowed` and `outer` are the worst \
              figures that still pass"
)]
pub enum Arithmetic {
    /// Held against the target: better, or equal.
    MetTarget {
        figure: Figure,
        target: Decimal,
        relation: Relation,
    },
    /// Worse than the target, no worse than the tolerance.
    WithinTolerance {
        figure: Figure,
        target: Decimal,
        tolerance: Decimal,
        relation: Relation,
    },
    /// Worse than the tolerance.
    OutsideTolerance { figure: Figure, tolerance: Decimal },
    /// Worse than a target that has no tolerance.
    MissedTarget { figure: Figure, target: Decimal },
    /// Within the band.
    InBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
    },
    /// Out of the band, within the tolerance round it.
    NearBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
        outer: (Decimal, Decimal),
    },
    /// Out of the band and its tolerance.
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
    /// Missed by more, and no worse than last year.
    NoWorseThanLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
        last_year: Figure,
    },
    /// Missed by more, and worse than last year.
    WorseThanLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
        last_year: Figure,
    },
    /// Missed by more than the allowance, with no figure of last year to compare with.
    MissedWithoutLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
    },
    /// A person rated it.
    Person,
    /// Nothing to reckon with.
    None,
}

/// A rating with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The rating, or why there is none.
    pub outcome: Outcome,
    /// Whose it is.
    pub by: By,
    /// How it came about.
    pub arithmetic: Arithmetic,
    /// The target it was held against: a quarter's share of a cumulative one.
    pub goal: Option<Goal>,
    /// Why a person rated so, or why there is no figure.
    pub because: Option<Text>,
    /// What the rule itself would say, where a person's rating stands in its place.
    pub rule_says: Option<Box<(Outcome, Arithmetic)>>,
}

impl Verdict {
    /// Whether the words of the verdict give the entry's reason.
    pub fn gives_reason(&self) -> bool {
        let of_gap = Outcome::Unrated(Unrated::NotPrinted) == self.outcome
            || matches!(self.outcome, Outcome::Unrated(Unrated::Missing(_)));
        of_gap || matches!(self.outcome, Outcome::Rated(_))
    }
}
