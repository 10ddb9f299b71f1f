//! What a run of figures shows, in a sentence: the title of a chart, which tiles, search, feeds and shared links repeat.

use super::{counts, covers, figures, verdicts};
use crate::assess::direction::{Directions, Travel};
use crate::assess::held::Held;
use crate::assess::run::{Each, Length, RunFinding, Way};
use crate::model::{Class, Comparison, Figure, Measure, Quarter};
use crate::site::context::Context;
use crate::site::words::{Words, counted, fill};

/// The finding of a run of figures.
pub(crate) struct RunPhrase {
    /// The whole sentence: "88% in April to June 2016: lowest in 24 quarters".
    pub(crate) title: String,
    /// The figure that it begins with: "88%".
    pub(crate) figure: String,
    /// What is said of the last figure: "lowest in 24 quarters". Empty if there is nothing to compare it with.
    pub(crate) note: String,
    /// Whether the run shows it: a record, a crossing, a streak or a turn.
    pub(crate) is_of_run: bool,
}

/// Returns the finding of a measure's figures up to a quarter. `None` if the quarter has no figure.
pub(crate) fn run(context: &Context, measure: &Measure, quarter: Quarter) -> Option<RunPhrase> {
    let figure = context.report.measured(measure)?.figure(quarter)?;
    let found = context.assessment.in_quarter(quarter).run(&measure.id);
    let note = match found {
        Some(found) => of_run(context, measure, found),
        None => today(context, measure, quarter),
    };
    Some(RunPhrase {
        title: title(context, measure, (quarter, figure), &note),
        figure: figures::figure(context.words, &figure, &measure.unit),
        is_of_run: found.is_some(),
        note,
    })
}

fn title(context: &Context, measure: &Measure, now: (Quarter, Figure), note: &str) -> String {
    let words = context.words;
    let [figure] = verdicts::subject(context, measure).in_sentence([Some(now.1.shown())]);
    let is_named = covers::own_name(context, measure, now.0).is_some();
    let template = match (note.is_empty(), is_named) {
        (true, true) => words.chart_finding_named_plain,
        (false, true) => words.chart_finding_named,
        (true, false) => words.chart_finding_plain,
        (false, false) => words.chart_finding,
    };
    let slots = [
        ("figure", &*figure.unwrap_or_default()),
        ("quarter", &covers::period(context, measure, now.0)),
        ("note", note),
    ];
    fill(template, &slots)
}

fn of_run(context: &Context, measure: &Measure, found: RunFinding) -> String {
    let words = context.words;
    let is_same_quarter = |length: Length| length.each == Each::SameQuarter;
    let (template, length) = match found {
        RunFinding::Record { is_highest, of } => {
            let is_result = !measure.unit.has_scale();
            let template = match (is_highest, is_same_quarter(of)) {
                (true, false) if is_result => words.run_best,
                (true, true) if is_result => words.run_best_of_year,
                (false, false) if is_result => words.run_worst,
                (false, true) if is_result => words.run_worst_of_year,
                (true, false) => words.run_highest,
                (true, true) => words.run_highest_of_year,
                (false, false) => words.run_lowest,
                (false, true) => words.run_lowest_of_year,
            };
            (template, of)
        }
        RunFinding::Crossing {
            is_met,
            since,
            within,
        } => {
            let template = match (is_met, since) {
                (true, Some(_)) => words.run_met_since,
                (true, None) => words.run_met,
                (false, Some(_)) => words.run_missed_since,
                (false, None) => words.run_missed,
            };
            (template, within)
        }
        RunFinding::Streak(_, length) if is_same_quarter(length) => {
            (words.run_streak_of_year, length)
        }
        RunFinding::Streak(_, length) => (words.run_streak, length),
        RunFinding::Turn(_, length) if is_same_quarter(length) => (words.run_turn_of_year, length),
        RunFinding::Turn(_, length) => (words.run_turn, length),
    };
    let (now, before) = match found {
        RunFinding::Streak(way, _) | RunFinding::Turn(way, _) => {
            (way_words(words, way).0, way_words(words, way.opposite()).1)
        }
        _ => ("", ""),
    };
    let since = match found {
        RunFinding::Crossing { since, .. } => {
            since.map(|since| covers::name(context, measure, since))
        }
        _ => None,
    };
    let on = counts::name_of_class(context, measure.scale.ratings.iter().copied(), Class::Good);
    let slots = [
        ("on", &*on),
        ("span", &*span(words, length)),
        ("since", since.as_deref().unwrap_or_default()),
        ("way", now),
        ("before", before),
    ];
    fill(template, &slots)
}

/// Returns what a change is called, and what a streak of such changes is called.
fn way_words(words: &Words, way: Way) -> (&'static str, &'static str) {
    match way {
        Way::Better => (words.run_better, words.run_getting_better),
        Way::Worse => (words.run_worse, words.run_getting_worse),
        Way::Up => (words.run_up, words.run_going_up),
        Way::Down => (words.run_down, words.run_going_down),
    }
}

/// Formats how often in a row a measure has had its rating: "2 quarters", "2 years".
pub(super) fn span_of(words: &Words, held: Held) -> String {
    let count = usize::try_from(held.quarters).unwrap_or(usize::MAX);
    let each = held.each;
    span(words, Length { count, each })
}

/// Formats a length: "24 quarters".
fn span(words: &Words, length: Length) -> String {
    let sentence = match length.each {
        Each::Quarter => words.run_quarters,
        Each::Year | Each::SameQuarter => words.run_years,
        Each::Figure => words.run_figures,
    };
    counted(words, sentence, length.count, &[])
}

/// Returns how a figure compares with the one that it is compared with first. Empty if no comparison is available.
fn today(context: &Context, measure: &Measure, quarter: Quarter) -> String {
    let words = context.words;
    let judged = context.assessment.judged(quarter, &measure.id);
    let directions = judged.map(|judged| &judged.direction);
    let then = match directions.map(|directions| directions.leads) {
        Some(Comparison::SameQuarterLastYear) => measure.a_year_before(quarter),
        Some(Comparison::LatestThreeResults) => {
            measure.result_before(measure.result_before(quarter))
        }
        _ => measure.due_before(quarter),
    };
    let template = match directions.map(Directions::leading) {
        Some(Travel::Improved(_)) => words.chart_finding_improved,
        Some(Travel::Worsened(_)) => words.chart_finding_worsened,
        Some(Travel::NoRealChange(_) | Travel::WithinMargin(_)) => words.chart_finding_same,
        Some(Travel::WentUp(_)) => words.chart_finding_up,
        Some(Travel::WentDown(_)) => words.chart_finding_down,
        _ => return String::new(),
    };
    fill(
        template,
        &[("then", &covers::period(context, measure, then))],
    )
}
