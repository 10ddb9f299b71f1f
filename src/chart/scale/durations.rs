//! The steps and the numbers of an axis of durations: seconds, quarters of an hour, days, and never 100 seconds.

use super::{Axis, Step, decimal};

/// Steps within a part of which a larger one has 60.
const OF_SIXTY: [i64; 6] = [1, 2, 5, 10, 15, 30];

/// Steps within a part of which a larger one has 24.
const OF_DAY: [i64; 5] = [1, 2, 3, 6, 12];

/// Returns the smallest natural step that is no smaller than this, which is more than 1. Of the largest part it is a
/// round number.
#[expect(
    clippy::cast_precision_loss,
    reason = "the parts of a duration are small numbers"
)]
pub(super) fn step(axis: &Axis, least: f64) -> Step {
    let sizes: Vec<i64> = axis.parts.iter().map(|(size, _)| *size).collect();
    let pairs = sizes.windows(2).rev();
    let within = pairs.flat_map(|pair| {
        let (larger, size) = (pair[0], pair[1]);
        let steps: &[i64] = if larger / size == 24 {
            &OF_DAY
        } else {
            &OF_SIXTY
        };
        steps.iter().map(move |step| step * size)
    });
    let mut natural = within.filter(|step| *step as f64 >= least);
    if let Some(digit) = natural.next() {
        return Step { digit, exponent: 0 };
    }
    let largest = sizes.first().copied().unwrap_or(1);
    let round = Step::at_least((least / largest as f64).max(1.0));
    Step {
        digit: largest * round.digit,
        ..round
    }
}

/// Returns digits times a power of ten of the smallest part, in parts: `1h 30m`. Only the smallest has decimals.
pub(super) fn label(axis: &Axis, digits: i64, exponent: i32) -> String {
    // A step of ten of the largest part, or more: its digits are a number of them.
    if let Some((largest, short)) = axis.parts.first().filter(|_| exponent > 0) {
        return decimal(digits / largest, exponent) + short;
    }
    let scale = 10_i64.pow(exponent.unsigned_abs());
    let mut rest = digits;
    let mut parts = Vec::new();
    for (size, short) in &axis.parts {
        let is_last = *size == 1;
        let whole = size * scale;
        let number = if is_last { rest } else { rest / whole };
        rest %= whole;
        if number > 0 {
            let exponent = if is_last { exponent.min(0) } else { 0 };
            parts.push(decimal(number, exponent) + short);
        }
    }
    parts.join(" ")
}
