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
        let has = |chosen: fn(&Column) -> bool| all.columns().any(|(column, _)| chosen(&column));
        let tolerance = has(|column| matches!(column, Column::Standing(_)));
        let colours =
            has(|column| matches!(column, Column::ColourByRule(_) | Column::ColourByPerson(_)));
        Self::from_use(tolerance, colours)
    }

    /// Returns the scales of ratings by people, of objectives or actions.
    pub(super) fn by_people(ratings: &[Rating]) -> Self {
        let is_colour = |rating: &Rating| matches!(rating, Rating::Colour(_));
        Self::from_use(
            !ratings.iter().all(is_colour),
            ratings.iter().any(is_colour),
        )
    }

    fn from_use(tolerance: bool, colours: bool) -> Self {
        match (tolerance, colours) {
            (false, false) => Self::None,
            (true, false) => Self::Tolerance,
            (false, true) => Self::Colours,
            (true, true) => Self::Both,
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
    let is_poor = ratings.iter().filter(|rating| rating.is_poor());
    let slots = [
        (
            "good",
            &*good_by_people(context, words.rated_objectives, &ratings),
        ),
        ("poor", &counted(words, poor, is_poor.count(), &[])),
    ];
    fill(words.finding, &slots)
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
    let sum = |standing, colour| {
        let tolerance = all.count(Column::Standing(standing));
        let colours =
            all.count(Column::ColourByRule(colour)) + all.count(Column::ColourByPerson(colour));
        (tolerance, colours)
    };
    let good = sum(Standing::OnTarget, Colour::Green);
    let poor = sum(Standing::Outside, Colour::Red);
    let words = context.words;
    let sentences = match Scales::of_tally(all) {
        Scales::None => return words.finding_none.to_owned(),
        Scales::Tolerance => (words.finding_meet, words.finding_outside),
        Scales::Colours => (words.finding_green, words.finding_red),
        Scales::Both => (words.finding_meet_or_green, words.finding_outside_or_red),
    };
    let counts = ((good.0 + good.1) as usize, (poor.0 + poor.1) as usize);
    let rated = (words.rated_measures, all.rated() as usize);
    let slots = [
        ("good", &*good_of(words, sentences.0, counts.0, rated)),
        ("poor", &counted(words, sentences.1, counts.1, &[])),
    ];
    fill(words.finding, &slots)
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
    if tally.total() == 0 {
        return String::new();
    }
    let rest: Vec<String> = tally
        .columns()
        .filter(|(column, _)| matches!(column, Column::Unrated(_)))
        .map(|(column, count)| {
            let (label, _) = verdicts::column(context.words, &context.publisher, column);
            fill(
                context.words.count_of,
                &[("count", &count.to_string()), ("what", &label)],
            )
        })
        .collect();
    let slots = [
        ("rated", &*tally.rated().to_string()),
        ("rest", &rest.join(", ")),
    ];
    let template = if rest.is_empty() {
        context.words.base
    } else {
        context.words.base_rest
    };
    counted(context.words, template, tally.total() as usize, &slots)
}
