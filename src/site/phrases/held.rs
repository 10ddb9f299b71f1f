//! How long a measure has had its rating.

use super::{periods, verdicts};
use crate::assess::JudgedEntry;
use crate::assess::held::Held;
use crate::assess::rating::Outcome;
use crate::site::context::Context;
use crate::site::words::fill;

pub(crate) fn hard_to_shift(context: &Context, run: Held) -> String {
    let slots = [
        ("count", &*run.quarters.to_string()),
        ("since", &periods::quarter(context.words, run.since)),
    ];
    fill(context.words.hard_to_shift_since, &slots)
}

/// Returns how long a measure has had its rating. `None` if it is hard to shift, which is stated separately, or if that
/// is not known.
pub(crate) fn held(context: &Context, judged: &JudgedEntry) -> Option<String> {
    let held = judged.held.filter(|_| judged.hard_to_shift().is_none())?;
    let words = context.words;
    let name = |rating| verdicts::rating_name(words, rating);
    if let (Outcome::Rated(rating), 2..) = (judged.current.outcome, held.quarters) {
        let slots = [
            ("rating", name(rating)),
            ("count", &held.quarters.to_string()),
            ("since", &periods::quarter(words, held.since)),
        ];
        return Some(fill(words.held_since, &slots));
    }
    let before = name(held.before?);
    Some(fill(words.held_new, &[("before", before)]))
}
