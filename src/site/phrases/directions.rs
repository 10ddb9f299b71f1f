//! Directions of travel in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::{self, Subject, Tone};
use super::{figures, periods};
use crate::assess::direction::{Change, Directions, NoComparison, Travel};
use crate::model::{Comparison, Measure, Quarter, TypedDirection};
use crate::site::context::Context;
use crate::site::words::{Words, fill};

/// A direction of travel.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct DirectionView {
    /// The colour. The arrow and the label say the same.
    pub tone: Tone,
    /// The arrow: which way the figure moved.
    pub arrow: Arrow,
    /// The direction in a word: "Worsened".
    pub label: String,
    /// The comparison in a sentence: "Worsened by 3 percentage points, from 91% in January to March 2016."
    pub sentence: String,
}

/// Which way a figure moved, whether that is better or worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Arrow {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Level.
    Level,
    /// No comparison is available.
    None,
}

/// Returns a direction in words, compared with the quarter `then`.
pub(crate) fn direction(subject: &Subject, travel: &Travel, then: Quarter) -> DirectionView {
    let words = subject.words;
    let (tone, label) = match travel {
        Travel::Improved(_) | Travel::Printed(TypedDirection::Improved, _) => {
            (Tone::Good, words.improved)
        }
        Travel::Worsened(_) | Travel::Printed(TypedDirection::Worsened, _) => {
            (Tone::Bad, words.worsened)
        }
        Travel::NoRealChange(_)
        | Travel::WithinBand(_)
        | Travel::Printed(TypedDirection::NoChange, _) => (Tone::None, words.no_real_change),
        Travel::WentUp(_) => (Tone::None, words.went_up),
        Travel::WentDown(_) => (Tone::None, words.went_down),
        Travel::NotAvailable(_) => (Tone::None, words.cannot_tell),
    };
    DirectionView {
        tone,
        arrow: arrow(travel),
        label: label.to_owned(),
        sentence: sentence(subject, travel, then, label),
    }
}

/// Returns a direction that the source prints without a figure: up is better.
pub(crate) fn printed(words: &Words, direction: TypedDirection) -> DirectionView {
    let (tone, arrow, label) = match direction {
        TypedDirection::Improved => (Tone::Good, Arrow::Up, words.improved),
        TypedDirection::NoChange => (Tone::None, Arrow::Level, words.no_real_change),
        TypedDirection::Worsened => (Tone::Bad, Arrow::Down, words.worsened),
    };
    DirectionView {
        tone,
        arrow,
        label: label.to_owned(),
        sentence: fill(words.printed_direction, &[("word", label)]),
    }
}

fn arrow(travel: &Travel) -> Arrow {
    match travel {
        Travel::Improved(change)
        | Travel::Worsened(change)
        | Travel::WentUp(change)
        | Travel::WentDown(change) => {
            if change.by.is_sign_negative() {
                Arrow::Down
            } else {
                Arrow::Up
            }
        }
        Travel::NoRealChange(_)
        | Travel::WithinBand(_)
        | Travel::Printed(TypedDirection::NoChange, _) => Arrow::Level,
        Travel::Printed(..) | Travel::NotAvailable(_) => Arrow::None,
    }
}

fn sentence(subject: &Subject, travel: &Travel, then: Quarter, label: &str) -> String {
    let words = subject.words;
    let period = periods::quarter(words, then);
    let then = ("then", period.as_str());
    match travel {
        Travel::Printed(_, None) => fill(words.printed_direction, &[("word", label)]),
        Travel::Printed(_, Some(because)) => fill(
            words.printed_direction_because,
            &[("word", label), ("because", because.as_str())],
        ),
        Travel::NotAvailable(why) => cannot_tell(subject, why, &period),
        Travel::WithinBand(change) => {
            fill(words.within_band, &[then, ("from", &from(subject, change))])
        }
        Travel::NoRealChange(change) if change.by.is_zero() => {
            let from = figures::figure(words, &change.from, subject.measure.unit);
            fill(words.same_as, &[then, ("from", &from)])
        }
        Travel::NoRealChange(change) => fill(
            words.nearly_same,
            &[
                then,
                ("from", &from(subject, change)),
                ("by", &by(subject, change)),
            ],
        ),
        Travel::Improved(change)
        | Travel::Worsened(change)
        | Travel::WentUp(change)
        | Travel::WentDown(change) => {
            let slots = [
                ("word", label),
                then,
                ("from", &from(subject, change)),
                ("by", &by(subject, change)),
            ];
            fill(words.from_to, &slots)
        }
    }
}

fn from(subject: &Subject, change: &Change) -> String {
    figures::figure(subject.words, &change.from, subject.measure.unit)
}

/// Returns the size of the change between the two printed figures. If they look the same, the first digit of the
/// unrounded change.
fn by(subject: &Subject, change: &Change) -> String {
    let shown = change.to.shown() - change.from.shown();
    let by = if shown.is_zero() {
        change.by.round_sf(1).unwrap_or(change.by)
    } else {
        shown
    };
    figures::change(subject.words, by, subject.measure.unit)
}

fn cannot_tell(subject: &Subject, why: &NoComparison, then: &str) -> String {
    let words = subject.words;
    match why {
        NoComparison::NoFigure => words.why_no_figure.to_owned(),
        NoComparison::NotReported => fill(words.why_not_reported, &[("then", then)]),
        NoComparison::NoEarlierFigure => fill(words.why_no_earlier_figure, &[("then", then)]),
        NoComparison::Break(Some(because)) => fill(
            words.why_break,
            &[("then", then), ("because", because.as_str())],
        ),
        NoComparison::Break(None) => fill(words.why_marked_break, &[("then", then)]),
        NoComparison::OtherPeriod => words.why_other_period.to_owned(),
    }
}

pub(crate) fn leading(
    context: &Context,
    measure: &Measure,
    directions: &Directions,
    quarter: Quarter,
) -> DirectionView {
    let then = match directions.leads {
        Comparison::PreviousQuarter => quarter.previous(),
        Comparison::SameQuarterLastYear => quarter.last_year(),
    };
    direction(
        &verdicts::subject(context, measure),
        directions.leading(),
        then,
    )
}
