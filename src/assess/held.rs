//! Since when a measure has had the rating that it has.

use super::Earlier;
use super::rating::{Outcome, Verdict};
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

/// No series is followed further back than a century.
const FARTHEST: i32 = 400;

/// How long a measure has had its present rating. Quarters in which it is not due are passed over; ratings of background
/// quarters count; a quarter without a rating ends the run.
pub(super) fn held(
    measure: &Measure,
    quarter: Quarter,
    current: &Verdict,
    earlier: &Earlier,
) -> Option<Held> {
    let Outcome::Rated(now) = current.outcome else {
        return None;
    };
    let mut run = Held {
        since: quarter,
        quarters: 1,
        before: None,
    };
    let mut then = quarter.previous();
    while quarter.ordinal() - then.ordinal() <= FARTHEST {
        if measure.expected.is_due(then) {
            let before = rating_of(measure, then, earlier);
            if before != Some(now) {
                run.before = before;
                break;
            }
            run.since = then;
            run.quarters += 1;
        }
        then = then.previous();
    }
    Some(run)
}

fn rating_of(measure: &Measure, quarter: Quarter, earlier: &Earlier) -> Option<Rating> {
    let judged = earlier.get(&quarter)?.measures.get(&measure.id)?;
    match judged.current.outcome {
        Outcome::Rated(rating) => Some(rating),
        Outcome::Unrated(_) => None,
    }
}
