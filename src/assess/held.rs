//! Since when a measure has had the rating that it has.

use super::Judged;
use super::rating::{Outcome, Verdict};
use super::series::verdict_in;
use crate::model::{Measure, Quarter, Rating};

/// A rating held for one quarter or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The first of the quarters.
    pub since: Quarter,
    /// How many, this one included.
    pub quarters: u32,
    /// What it was rated in the quarter before those; none where it was not rated or not reported.
    pub before: Option<Rating>,
}

/// No more quarters in a row than these are ever without a figure that is due.
const QUARTERS_OF_A_YEAR: i32 = 4;

/// How long a measure has had its present rating. Quarters in which it is not due are passed over; ratings of background
/// quarters count; a quarter without a rating ends the run.
pub(super) fn held(
    measure: &Measure,
    quarter: Quarter,
    current: &Verdict,
    earlier: &[(Quarter, Judged)],
) -> Option<Held> {
    let Outcome::Rated(now) = current.outcome else {
        return None;
    };
    let new = Held {
        since: quarter,
        quarters: 1,
        before: None,
    };
    let before = last_due(measure, quarter).and_then(|then| verdict_in(earlier, then));
    let Some(before) = before else {
        return Some(new);
    };
    Some(match (before.current.outcome, before.held) {
        (Outcome::Rated(rating), Some(held)) if rating == now => Held {
            quarters: held.quarters + 1,
            ..held
        },
        (Outcome::Rated(rating), _) => Held {
            before: Some(rating),
            ..new
        },
        (Outcome::Unrated(_), _) => new,
    })
}

/// The latest quarter before this one in which the measure was due.
fn last_due(measure: &Measure, quarter: Quarter) -> Option<Quarter> {
    let before = std::iter::successors(Some(quarter.previous()), |then| Some(then.previous()));
    before
        .take_while(|then| quarter.ordinal() - then.ordinal() <= QUARTERS_OF_A_YEAR)
        .find(|then| measure.expected.is_due(*then))
}
