//! Counts in sentences: how many measures are rated, and how many do well.

use super::verdicts;
use crate::assess::rollup::{Column, Tally};
use crate::model::{Colour, Quarter, Rating, Standing};
use crate::site::context::Context;
use crate::site::words::{Words, counted, fill};

/// The scales of a quarter's ratings.
#[derive(Clone, Copy)]
pub(crate) enum Scales {
    None,
    Tolerance,
    Colours,
    Both,
}

impl Scales {
    pub(crate) fn of_tally(all: &Tally) -> Self {
        let columns = all.columns().map(|(column, _)| column);
        let rated = columns.filter(|column| !matches!(column, Column::Unrated(_)));
        Self::of(rated.map(|column| !matches!(column, Column::Standing(_))))
    }

    /// Returns the scales of ratings by people, of objectives or actions.
    fn by_people(ratings: &[Rating]) -> Self {
        let ratings = ratings.iter();
        Self::of(ratings.map(|rating| matches!(rating, Rating::Colour(_))))
    }

    /// Returns the scales of ratings, given whether each is a colour.
    fn of(mut colours: impl Iterator<Item = bool>) -> Self {
        match colours.next() {
            None => Self::None,
            Some(first) if colours.any(|other| other != first) => Self::Both,
            Some(true) => Self::Colours,
            Some(false) => Self::Tolerance,
        }
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
    let words = context.words;
    let poor = match Scales::by_people(&ratings) {
        Scales::None | Scales::Colours => words.finding_red,
        Scales::Tolerance => words.finding_outside,
        Scales::Both => words.finding_outside_or_red,
    };
    let good = good_by_people(context, words.rated_objectives, &ratings);
    let is_poor = ratings.iter().filter(|rating| rating.is_poor());
    let poor = counted(words, poor, is_poor.count(), &[]);
    fill(words.finding, &[("good", &good), ("poor", &poor)])
}

/// Counts good ratings by people: "5 of 7 rated actions are green". Each scale has its own words.
pub(crate) fn good_by_people(context: &Context, things: &str, ratings: &[Rating]) -> String {
    let words = context.words;
    let sentence = match Scales::by_people(ratings) {
        Scales::None | Scales::Colours => words.finding_green,
        Scales::Tolerance => words.finding_on_target,
        Scales::Both => words.finding_on_target_or_green,
    };
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    good_of(words, sentence, good, (things, ratings.len()))
}

/// Returns counts of measures in one sentence.
pub(crate) fn finding(context: &Context, all: &Tally) -> String {
    let words = context.words;
    let sum = |standing, colour| {
        let by_rule =
            all.count(Column::Standing(standing)) + all.count(Column::ColourByRule(colour));
        (by_rule + all.count(Column::ColourByPerson(colour))) as usize
    };
    let (good, poor) = match Scales::of_tally(all) {
        Scales::None => return words.finding_none.to_owned(),
        Scales::Tolerance => (words.finding_meet, words.finding_outside),
        Scales::Colours => (words.finding_green, words.finding_red),
        Scales::Both => (words.finding_meet_or_green, words.finding_outside_or_red),
    };
    let rated = (words.rated_measures, all.rated() as usize);
    let good = good_of(words, good, sum(Standing::OnTarget, Colour::Green), rated);
    let poor = counted(words, poor, sum(Standing::Outside, Colour::Red), &[]);
    fill(words.finding, &[("good", &good), ("poor", &poor)])
}

/// Counts good ratings: "7 of 17 rated measures meet their target". For one rated measure, "0 of 1 rated measure meets
/// its target".
fn good_of(words: &Words, sentence: &str, good: usize, (things, rated): (&str, usize)) -> String {
    let all = counted(words, things, rated, &[]);
    let agrees_with = if rated == 1 { 1 } else { good };
    let slots = [("good", &*good.to_string()), ("rated", &all)];
    counted(words, sentence, agrees_with, &slots)
}

/// Says how many are rated: "17 of 20 measures are rated; of the others: 2 no target set, 1 not available." Empty for a
/// quarter without measures.
pub(crate) fn base(context: &Context, tally: &Tally) -> String {
    let words = context.words;
    if tally.total() == 0 {
        return String::new();
    }
    let columns = tally.columns();
    let unrated = columns.filter(|(column, _)| matches!(column, Column::Unrated(_)));
    let rest = unrated.map(|(column, count)| {
        let (label, _) = verdicts::column(context, column);
        let slots = [("count", &*count.to_string()), ("what", &label)];
        fill(words.count_of, &slots)
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

/// Groups values by key, in the order in which the keys first appear.
pub(crate) fn grouped<K: PartialEq, V>(items: impl Iterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in items {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    groups
}
