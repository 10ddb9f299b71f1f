//! How long a measure has had its current rating.

use super::JudgedEntry;
use super::rating::{Outcome, Verdict};
use super::series::verdict_in;
use crate::model::{Measure, Quarter, Rating};

/// A rating that has been the same for one or more quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The first of the quarters.
    pub since: Quarter,
    /// The number of quarters, including this one.
    pub quarters: u32,
    /// The rating before those quarters, or `None` if it was not rated or not reported.
    pub before: Option<Rating>,
}

/// Returns how long a measure has had its current rating. Quarters in which it is not due are skipped. Background
/// quarters count. A quarter without a rating ends the run.
pub(super) fn held(
    measure: &Measure,
    quarter: Quarter,
    current: &Verdict,
    earlier: &[(Quarter, JudgedEntry)],
) -> Option<Held> {
    let Outcome::Rated(now) = current.outcome else {
        return None;
    };
    let new = Held {
        since: quarter,
        quarters: 1,
        before: None,
    };
    let before = verdict_in(earlier, measure.due_before(quarter));
    let before = before.map(|before| (before.current.outcome, before.held));
    Some(match before {
        Some((Outcome::Rated(rating), Some(held))) if rating == now => Held {
            quarters: held.quarters + 1,
            ..held
        },
        Some((Outcome::Rated(rating), _)) => Held {
            before: Some(rating),
            ..new
        },
        _ => new,
    })
}
