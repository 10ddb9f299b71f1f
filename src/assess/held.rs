//! How long a measure has had its current rating, and how often in a row it has missed its target.

use super::JudgedEntry;
use super::margin;
use super::rating::{Outcome, RatedBy, Verdict};
use super::run::Each;
use super::series::verdict_in;
use crate::model::{Entry, Figure, Goal, Measure, MeasureSeries, Polarity, Quarter, Rating};

/// A rating that has been the same for one or more quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The first of the quarters.
    pub since: Quarter,
    /// The number of ratings, including this one.
    pub quarters: u32,
    /// What each of them is for.
    pub each: Each,
    /// How many of the last ones in a row are misses of their own. Zero if the measure is not off target, or only within the
    /// margin of its survey.
    pub misses: u32,
    /// The rating before those quarters, or `None` if it was not rated or not reported.
    pub before: Option<Rating>,
}

/// Returns how long a measure has had its current rating. Quarters in which it is not due are skipped. Background
/// quarters count. A quarter without a rating ends the run. An average that is stated at the end of years only follows on the
/// one of the year before, and not on the figures of single quarters.
pub(super) fn held(
    measured: &MeasureSeries,
    quarter: Quarter,
    (entry, current): (Option<&Entry>, &Verdict),
    earlier: &[(Quarter, JudgedEntry)],
) -> Option<Held> {
    let Outcome::Rated(now) = current.outcome else {
        return None;
    };
    let measure = measured.measure;
    let is_of_year = measured.states_average_at_end_of(quarter);
    let (then, each) = if is_of_year {
        (measure.a_year_before(quarter), Each::Year)
    } else {
        (measure.due_before(quarter), Each::rating_of(measure))
    };
    let is_miss = now.is_poor()
        && !entry.is_some_and(|entry| margin::covers_miss(entry, current, measure.rates));
    let new = Held {
        since: quarter,
        quarters: 1,
        each,
        misses: u32::from(is_miss),
        before: None,
    };
    let before =
        verdict_in(earlier, then).filter(|_| measured.states_average_at_end_of(then) == is_of_year);
    let before = before.map(|before| (before.current.outcome, before.held, &before.current));
    Some(match before {
        Some((Outcome::Rated(rating), Some(held), before)) if rating == now => Held {
            quarters: held.quarters + 1,
            misses: match new.misses {
                0 => 0,
                _ if was_missed_already(measure, (then, before), (quarter, current)) => held.misses,
                _ => held.misses + 1,
            },
            ..held
        },
        Some((Outcome::Rated(rating), ..)) => Held {
            before: Some(rating),
            ..new
        },
        _ => new,
    })
}

/// Returns whether a running total was past the limit of this quarter before it: it stays past it until the year ends, so
/// this is the same miss.
fn was_missed_already(
    measure: &Measure,
    (then, before): (Quarter, &Verdict),
    (now, current): (Quarter, &Verdict),
) -> bool {
    let is_same_year = measure.year_running_in(then) == measure.year_running_in(now);
    let (Some(compared), Some(goal)) = (before.arithmetic, current.goal) else {
        return false;
    };
    measure.is_cumulative()
        && !measure.can_fall()
        && is_same_year
        && current.by == RatedBy::Rule
        && is_past(measure.judgement.polarity(), compared.figure, goal)
}

/// Returns whether a figure is above all that a goal allows.
fn is_past(polarity: Polarity, figure: Figure, goal: Goal) -> bool {
    match goal {
        Goal::One { .. } if polarity != Polarity::Lower => false,
        Goal::One {
            target,
            tolerance: None,
            reach,
        } => figure.value > target || (reach.is_beyond() && figure.value == target),
        Goal::One {
            target,
            tolerance: Some(tolerance),
            ..
        } => figure.value > tolerance.bound(target, polarity),
        Goal::Band { high, outer, .. } => figure.value > outer.map_or(high, |(_, high)| high),
    }
}
