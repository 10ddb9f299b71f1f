//! What moved in a quarter in which no measure is rated, in words.

use crate::assess::moved::{Moved, Movement};
use crate::model::{Comparison, MeasureId, Quarter};
use crate::site::context::Context;
use crate::site::words::{Words, counted, fill};

/// Returns what moved in a quarter. `None` if a measure is rated, if none has a figure, or if the quarter is in progress.
pub(crate) fn moved(context: &Context, quarter: Quarter) -> Option<Moved> {
    let report = context.report.quarters.get(&quarter)?;
    let is_complete = report.in_progress().is_none();
    is_complete.then(|| context.assessment.moved(quarter))?
}

/// Returns the main finding: "5 of 12 measures improved; 3 worsened". `None` if none moved, or for a single measure.
pub(crate) fn finding(words: &Words, moved: &Moved) -> Option<String> {
    let better = [
        (Movement::Improved, words.moved_improved),
        (Movement::Worsened, words.moved_worsened),
    ];
    let up = [
        (Movement::WentUp, words.moved_up),
        (Movement::WentDown, words.moved_down),
    ];
    let has_any = |pair: &[(Movement, _); 2]| pair.iter().any(|(way, _)| moved.count(*way) > 0);
    let pair = [better, up].into_iter().find(has_any)?;
    let total = moved.total().to_string();
    let [good, poor] = pair
        .map(|(way, sentence)| counted(words, sentence, moved.count(way), &[("total", &total)]));
    let slots = [("good", &*good), ("poor", &poor)];
    (moved.total() > 1).then(|| fill(words.finding, &slots))
}

/// Counts all measures: "12 measures: 5 improved, 3 worsened, 2 with no real change, 2 cannot be compared."
pub(crate) fn counts(words: &Words, moved: &Moved) -> String {
    let measures = counted(words, words.counted_measures, moved.total(), &[]);
    let counts = counts_of(words, moved, |_| true);
    let slots = [("measures", &*measures), ("counts", &counts)];
    fill(words.moved_counts, &slots)
}

/// Counts some of the movements: "2 with no real change, 2 cannot be compared".
pub(crate) fn counts_of(words: &Words, moved: &Moved, is_shown: fn(Movement) -> bool) -> String {
    let shown = moved.groups.iter();
    let shown = shown.filter(|(movement, _)| is_shown(*movement));
    let counts = shown.map(|(movement, own)| {
        let sentence = match movement {
            Movement::Improved => words.count_improved,
            Movement::Worsened => words.count_worsened,
            Movement::WentUp => words.count_up,
            Movement::WentDown => words.count_down,
            Movement::NoRealChange => words.count_same,
            Movement::NoClearDirection => words.count_unclear,
            Movement::NotCompared => words.count_not_compared,
            Movement::NoFigure => words.count_no_figure,
        };
        fill(sentence, &[("count", &own.len().to_string())])
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// Says what measures are compared with: "Compared with the quarter before."
pub(crate) fn compared_with(context: &Context, quarter: Quarter, own: &[MeasureId]) -> String {
    let judged = own
        .iter()
        .filter_map(|id| context.assessment.judged(quarter, id));
    let mut leads: Vec<Comparison> = judged.map(|judged| judged.direction.leads).collect();
    leads.dedup();
    let words = context.words;
    let sentence = match leads.as_slice() {
        [Comparison::PreviousQuarter] => words.moved_since_before,
        [Comparison::SameQuarterLastYear] => words.moved_since_last_year,
        [Comparison::LatestThreeResults] => words.moved_over_three,
        _ => words.moved_since_several,
    };
    sentence.to_owned()
}
