//! The margin of a figure from a survey: which differences it may explain.

use rust_decimal::Decimal;

use super::rating::{Outcome, RatedBy, Verdict};
use crate::model::{Entry, Goal, Rates};

/// Returns whether a change between two figures is within their margins.
///
/// Rule: its square is at most the sum of the squares of both margins. This is the margin of a difference between two
/// independent samples; a figure without a margin counts as exact.
pub(crate) fn covers_change(by: Decimal, margins: [Option<Decimal>; 2]) -> bool {
    let squares = margins.into_iter().flatten().map(|margin| margin * margin);
    let both: Decimal = squares.sum();
    !both.is_zero() && by * by <= both
}

/// Returns whether a figure misses its target by no more than its margin.
pub(crate) fn covers_miss(entry: &Entry, verdict: &Verdict, rates: Rates) -> bool {
    let (Some(margin), Some(figure)) = (entry.margin, entry.reported.figure()) else {
        return false;
    };
    let is_missed = matches!(verdict.outcome, Outcome::Rated(rating) if !rating.is_good());
    if !is_missed || verdict.by != RatedBy::Rule || rates != Rates::Quarter {
        return false;
    }
    let away = match verdict.goal {
        Some(Goal::One { target, .. }) => (figure.value - target).abs(),
        Some(Goal::Band { low, high, .. }) => super::direction::away((low, high), figure.value),
        None => return false,
    };
    away <= margin
}
