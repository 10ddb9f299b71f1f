//! Targets: what is asked for, by when, and how far it may be missed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Due, Month, Polarity, Quarter, Reason, Text};

/// How far a figure can miss its target and still be within tolerance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tolerance {
    /// The worst figure within tolerance, in the measure's unit.
    Bound(Decimal),
    /// The distance from the target, in the measure's unit.
    Points(Decimal),
    /// The distance from the target, in per cent of the target.
    Percent(Decimal),
}

/// Whether a figure that equals a target meets it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it is")]
pub enum Reach {
    #[default]
    EqualIsEnough,
    /// The figure must be better: "more than 50".
    BetterThanTarget,
    /// The target is last year's figure, and the figure must be better.
    BetterThanLastYear,
}

impl Reach {
    /// Returns whether a figure must be better than the target.
    pub(crate) fn is_beyond(self) -> bool {
        self != Self::EqualIsEnough
    }
}

/// What a target requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A figure to reach, or not to exceed.
    One {
        /// In the measure's unit.
        target: Decimal,
        /// Without a tolerance there are only two ratings.
        tolerance: Option<Tolerance>,
        /// Whether a figure that equals it meets it.
        reach: Reach,
    },
    /// A range to stay within, and optionally a wider range that is within tolerance.
    Band {
        /// The lower edge, included.
        low: Decimal,
        /// The upper edge, included.
        high: Decimal,
        /// The lower and upper edges of the tolerance.
        outer: Option<(Decimal, Decimal)>,
    },
}

/// What a target asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A figure, or a range.
    Goal(Goal),
    /// Nothing but the profile, or the targets of months: the target itself is not known.
    Profile {
        /// How far each share may be missed.
        tolerance: Option<Tolerance>,
    },
    /// A figure that is better than that of a year before: by points or per cent, or by anything.
    LastYear {
        /// `None` for anything better.
        better_by: Option<Tolerance>,
        /// How far it may be missed.
        tolerance: Option<Tolerance>,
    },
    /// In words, which a person judges: "top quartile".
    Words(Text),
}

/// What a target requires on the way: by the end of quarters, or of months from April.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as its key")]
pub enum Profile {
    Quarters([Option<Decimal>; 4]),
    Months([Decimal; 12]),
    /// The way to a target with a day, the earliest first.
    Dated(Vec<(Quarter, Decimal)>),
}

impl Profile {
    /// Returns what is required by the end of a month, if it is the last of a quarter or months have shares.
    pub(super) fn in_month(&self, month: Month, place: usize) -> Option<Decimal> {
        match self {
            Self::Months(shares) => Some(shares[place]),
            _ if place % 3 == 2 => self.in_quarter(Quarter::of(month.last_day()), place / 3),
            _ => None,
        }
    }

    /// Returns what is required by the end of a quarter, which has a place in the measure's year.
    pub(crate) fn in_quarter(&self, quarter: Quarter, place: usize) -> Option<Decimal> {
        match self {
            Self::Quarters(shares) => shares[place],
            Self::Months(shares) => Some(shares[place * 3 + 2]),
            Self::Dated(shares) => {
                let mut shares = shares.iter();
                Some(shares.find(|(then, _)| *then == quarter)?.1)
            }
        }
    }
}

/// What a target requires of single months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MonthTargets {
    /// The same of each month, if the quarter's figure is the sum of its months.
    Each(Decimal),
    /// Of each of these months its own.
    Own(BTreeMap<Month, Decimal>),
}

impl MonthTargets {
    pub(crate) fn of(&self, month: Month) -> Option<Decimal> {
        match self {
            Self::Each(target) => Some(*target),
            Self::Own(targets) => targets.get(&month).copied(),
        }
    }
}

/// A line that is shown beside a target and not judged: "Aspiration".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineBeside {
    pub(crate) name: Text,
    pub(crate) value: LineValue,
}

/// Where a line beside a target is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineValue {
    /// In the measure's unit.
    Figure(Decimal),
    /// As printed, in another unit: "9 a day". It has no place in a chart.
    Printed(Text),
}

impl LineBeside {
    /// Returns the line's place in a chart.
    pub(crate) fn figure(&self) -> Option<Decimal> {
        match self.value {
            LineValue::Figure(value) => Some(value),
            LineValue::Printed(_) => None,
        }
    }
}

/// A target, which applies until the next one starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The first quarter whose figures it is compared with, whenever they are reported.
    pub(crate) from: Quarter,
    /// For a cumulative measure, by the end of the year.
    pub aim: Aim,
    /// For a cumulative measure, or one with a day, what it requires on the way.
    pub(crate) profile: Option<Profile>,
    /// What it requires of single months, if that is not the target itself.
    pub(crate) month: Option<MonthTargets>,
    /// The day by which it is to be reached.
    pub(crate) by: Option<Due>,
    pub(crate) beside: Vec<LineBeside>,
    /// The quarter whose file has it, if it is typed with a figure. It is public with that quarter.
    pub(crate) typed_in: Option<Quarter>,
    /// Whether it is of its quarter only.
    pub(crate) is_of_quarter: bool,
    /// Whether its tolerance is not typed with it, but that of its scale or of the site.
    pub(crate) has_usual_tolerance: bool,
    pub(crate) set_by: Option<Text>,
    /// Why it differs from the one before.
    pub(crate) reason: Option<Reason>,
}

impl Target {
    /// Returns the goal, if it is known without any figure.
    pub(crate) fn goal(&self) -> Option<Goal> {
        match self.aim {
            Aim::Goal(goal) => Some(goal),
            _ => None,
        }
    }

    /// Returns the figure that it requires, if it is known and is not a range.
    pub(crate) fn figure(&self) -> Option<Decimal> {
        match self.goal()? {
            Goal::One { target, .. } => Some(target),
            Goal::Band { .. } => None,
        }
    }
}

impl Goal {
    /// Returns the worst figure within tolerance, for a goal with one target.
    pub(crate) fn tolerance_bound(&self, polarity: Polarity) -> Option<Decimal> {
        match self {
            Self::One {
                target, tolerance, ..
            } => tolerance.map(|t| t.bound(*target, polarity)),
            Self::Band { .. } => None,
        }
    }
}

impl Tolerance {
    /// Returns the worst figure within this tolerance of a target.
    pub(crate) fn bound(self, target: Decimal, polarity: Polarity) -> Decimal {
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
