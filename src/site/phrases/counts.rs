//! Counts in sentences: how many measures are rated, and how many do well.

use super::verdicts;
use crate::assess::rollup::Tally;
use crate::model::{Quarter, Rating};
use crate::site::context::Context;
use crate::site::words::{Words, counted, fill};

/// Returns the sentence for the scales of some ratings: by tolerance, in colours, or both.
pub(crate) fn by_scale(
    ratings: impl IntoIterator<Item = Rating>,
    [tolerance, colours, both]: [&str; 3],
) -> &str {
    let mut ratings = ratings
        .into_iter()
        .map(|rating| matches!(rating, Rating::Colour(_)));
    match ratings.next() {
        Some(first) if ratings.any(|other| other != first) => both,
        Some(true) => colours,
        Some(false) | None => tolerance,
    }
}

/// Returns the main finding of a quarter: on its measures, or on its objectives if no measure is rated.
pub(crate) fn finding_of(context: &Context, quarter: Quarter, all: &Tally) -> String {
    let objectives = context.assessment.quarter(quarter).objectives.values();
    let ratings: Vec<Rating> = objectives
        .filter_map(|objective| objective.rating)
        .collect();
    if all.rated() > 0 || ratings.is_empty() {
        return finding(context, all);
    }
    let good = good_by_people(context, context.words.rated_objectives, &ratings);
    good_and_poor(context.words, &good, &ratings)
}

/// Counts good ratings by people: "5 of 7 rated actions are green". Each scale has its own words.
pub(crate) fn good_by_people(context: &Context, things: &str, ratings: &[Rating]) -> String {
    let words = context.words;
    let sentences = [
        words.finding_on_target,
        words.finding_green,
        words.finding_on_target_or_green,
    ];
    good_of(words, sentences, things, ratings)
}

pub(crate) fn finding(context: &Context, all: &Tally) -> String {
    let words = context.words;
    let ratings: Vec<Rating> = all.ratings().collect();
    if ratings.is_empty() {
        return words.finding_none.to_owned();
    }
    let sentences = [
        words.finding_meet,
        words.finding_green,
        words.finding_meet_or_green,
    ];
    let good = good_of(words, sentences, words.rated_measures, &ratings);
    good_and_poor(words, &good, &ratings)
}

/// Counts good ratings: "7 of 17 rated measures meet their target". For one rated measure, "0 of 1 rated measure meets
/// its target".
fn good_of(words: &Words, sentences: [&str; 3], things: &str, ratings: &[Rating]) -> String {
    let all = counted(words, things, ratings.len(), &[]);
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    let agrees_with = if ratings.len() == 1 { 1 } else { good };
    let slots = [("good", &*good.to_string()), ("rated", &all)];
    let sentence = by_scale(ratings.iter().copied(), sentences);
    counted(words, sentence, agrees_with, &slots)
}

fn good_and_poor(words: &Words, good: &str, ratings: &[Rating]) -> String {
    let sentences = [
        words.finding_outside,
        words.finding_red,
        words.finding_outside_or_red,
    ];
    let sentence = by_scale(ratings.iter().copied(), sentences);
    let poor = ratings.iter().filter(|rating| rating.is_poor()).count();
    let poor = counted(words, sentence, poor, &[]);
    fill(words.finding, &[("good", good), ("poor", &poor)])
}

/// Says how many are rated: "17 of 20 measures are rated; of the others: 2 no target set, 1 not available." Empty for a
/// quarter without measures.
pub(crate) fn base(context: &Context, tally: &Tally) -> String {
    let words = context.words;
    if tally.total() == 0 {
        return String::new();
    }
    let columns = tally.columns();
    let unrated = columns.filter(|(column, _)| column.rating().is_none());
    let rest = unrated.map(|(column, count)| {
        let (label, _) = verdicts::column(context, column);
        count_of(words, count, &label)
    });
    let rest = rest.collect::<Vec<_>>().join(", ");
    let slots = [("rated", &*tally.rated().to_string()), ("rest", &rest)];
    let template = if rest.is_empty() {
        words.base
    } else {
        words.base_rest
    };
    counted(words, template, tally.total() as usize, &slots)
}

/// Formats a count with what is counted: "2 no target set".
pub(crate) fn count_of(words: &Words, count: u32, what: &str) -> String {
    fill(
        words.count_of,
        &[("count", &count.to_string()), ("what", what)],
    )
}
