//! How far a year, and the way to a target, have come, and whether a figure can be rated by then.

use rust_decimal::Decimal;

use super::rules::rate_figure;
use super::{Arithmetic, Outcome, Unrated};
use crate::model::{Figure, Goal, Measure, Month, Polarity, Quarter, Target};

/// How far a year, and the way to a target, have come.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    /// Whether the day of the target is a later one.
    is_before_day: bool,
    /// Whether the target says what is to be reached by now.
    has_share: bool,
    is_year_end: bool,
}

impl Stage {
    pub(super) fn of(measure: &Measure, quarter: Quarter) -> Self {
        let target = measure.judgement.target_in(quarter);
        let share = target.and_then(|target| measure.share_in(target, quarter));
        let is_year_end = measure.place_in_year(quarter) == 3;
        Self::at(target, quarter.last_day(), share, is_year_end)
    }

    pub(super) fn of_month(measure: &Measure, month: Month) -> Self {
        let target = measure.judgement.target_in(Quarter::of(month.last_day()));
        let share = target.and_then(|target| measure.share_of_month(target, month));
        let is_year_end = measure.month_in_year(month) == 11;
        Self::at(target, month.last_day(), share, is_year_end)
    }

    fn at(
        target: Option<&Target>,
        last_day: jiff::civil::Date,
        share: Option<Decimal>,
        is_year_end: bool,
    ) -> Self {
        let by = target.and_then(|target| target.by);
        Self {
            is_before_day: by.is_some_and(|by| last_day < by.last_day()),
            has_share: share.is_some(),
            is_year_end,
        }
    }
}

/// Rates a figure in its quarter or month.
///
/// Rule: before the day of a target, a figure that has reached it is on target, and one that has not is not rated, unless
/// the target says what is to be reached on the way. A running total with a target for the year alone is rated in the last
/// quarter, or as soon as the rest of the year cannot change its rating.
pub(super) fn rate_in(
    measure: &Measure,
    stage: Stage,
    (figure, goal): (Figure, Option<Goal>),
    last_year: Option<Figure>,
) -> (Outcome, Option<Arithmetic>) {
    let rated = rate_figure(measure, figure, goal, last_year);
    if stage.has_share {
        return rated;
    }
    let is_met = matches!(rated.0, Outcome::Rated(rating) if rating.is_good());
    if stage.is_before_day {
        if is_met {
            return rated;
        }
        return (Outcome::Unrated(Unrated::DueLater), None);
    }
    if !measure.is_cumulative() || stage.is_year_end {
        return rated;
    }
    // A running total only rises.
    let is_missed = matches!(rated.0, Outcome::Rated(rating) if rating.is_poor());
    let is_final = match (measure.judgement.polarity(), goal) {
        (Polarity::Higher, _) => is_met,
        (Polarity::Lower, _) => is_missed,
        (_, Some(Goal::Band { high, .. })) => is_missed && figure.value > high,
        _ => false,
    };
    let arithmetic = rated.1.filter(|_| is_final);
    match arithmetic {
        Some(arithmetic) => {
            let is_early = true;
            (
                rated.0,
                Some(Arithmetic {
                    is_early,
                    ..arithmetic
                }),
            )
        }
        None => (Outcome::Unrated(Unrated::YearEndTarget), None),
    }
}

/// Rates a number of cases that is not told.
///
/// Rule: it has a rating if every number below the limit has the same. Ratings change only at the edges of a goal.
pub(super) fn rate_untold(
    measure: &Measure,
    quarter: Quarter,
    (limit, goal): (u32, Option<Goal>),
    last_year: Option<Figure>,
) -> (Outcome, Option<Arithmetic>) {
    let stage = Stage::of(measure, quarter);
    let rate = |value: Decimal| rate_in(measure, stage, (Figure::typed(value), goal), last_year);
    let highest = Decimal::from(limit) - Decimal::new(1, measure.decimals);
    let within = match goal {
        Some(Goal::Band { low, .. }) if low > Decimal::ZERO => low.min(highest),
        _ => Decimal::ZERO,
    };
    let most = rate(highest);
    let others = [Decimal::ZERO, within].map(rate);
    let is_same = others.iter().all(|other| other.0 == most.0);
    match most.1 {
        Some(arithmetic) if is_same => {
            let fewer_than = Some(limit);
            let arithmetic = Arithmetic {
                fewer_than,
                ..arithmetic
            };
            (most.0, Some(arithmetic))
        }
        None if is_same => most,
        _ => (Outcome::Unrated(Unrated::FewerThan), None),
    }
}
