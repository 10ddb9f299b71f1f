//! Directions of travel in words.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::Subject;
use super::{Tone, figures, periods, verdicts};
use crate::assess::direction::{Change, Directions, NoComparison, Travel};
use crate::model::{Comparison, Measure, Quarter, Text, TypedDirection};
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
        Travel::Improved(_) => (Tone::Good, words.improved),
        Travel::Worsened(_) => (Tone::Bad, words.worsened),
        Travel::NoRealChange(_) | Travel::WithinBand(_) => (Tone::None, words.no_real_change),
        Travel::WentUp(_) => (Tone::None, words.went_up),
        Travel::WentDown(_) => (Tone::None, words.went_down),
        Travel::Printed(direction, _) => printed_label(words, *direction),
        Travel::NotAvailable(_) => (Tone::None, words.cannot_tell),
    };
    let arrow = match travel {
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
    };
    DirectionView {
        tone,
        arrow,
        label: label.to_owned(),
        sentence: sentence(subject, travel, then, label),
    }
}

/// Returns a direction that the source prints without a figure: up is better.
pub(crate) fn printed(words: &Words, direction: TypedDirection) -> DirectionView {
    let (tone, label) = printed_label(words, direction);
    DirectionView {
        tone,
        arrow: match direction {
            TypedDirection::Improved => Arrow::Up,
            TypedDirection::NoChange => Arrow::Level,
            TypedDirection::Worsened => Arrow::Down,
        },
        label: label.to_owned(),
        sentence: fill(words.printed_direction, &[("word", label)]),
    }
}

fn printed_label(words: &Words, direction: TypedDirection) -> (Tone, &'static str) {
    match direction {
        TypedDirection::Improved => (Tone::Good, words.improved),
        TypedDirection::NoChange => (Tone::None, words.no_real_change),
        TypedDirection::Worsened => (Tone::Bad, words.worsened),
    }
}

fn sentence(subject: &Subject, travel: &Travel, then: Quarter, label: &str) -> String {
    let words = subject.words;
    let unit = subject.measure.unit;
    let (sentence, change, because) = match travel {
        Travel::Printed(_, None) => (words.printed_direction, None, None),
        Travel::Printed(_, because) => (words.printed_direction_because, None, because.as_ref()),
        Travel::NotAvailable(why) => match why {
            NoComparison::NoFigure => (words.why_no_figure, None, None),
            NoComparison::NotReported => (words.why_not_reported, None, None),
            NoComparison::NoEarlierFigure => (words.why_no_earlier_figure, None, None),
            NoComparison::Break(None) => (words.why_marked_break, None, None),
            NoComparison::Break(because) => (words.why_break, None, because.as_ref()),
            NoComparison::OtherPeriod => (words.why_other_period, None, None),
        },
        Travel::WithinBand(change) => (words.within_band, Some(change), None),
        Travel::NoRealChange(change) if change.by.is_zero() => (words.same_as, Some(change), None),
        Travel::NoRealChange(change) => (words.nearly_same, Some(change), None),
        Travel::Improved(change)
        | Travel::Worsened(change)
        | Travel::WentUp(change)
        | Travel::WentDown(change) => (words.from_to, Some(change), None),
    };
    let from = change.map(|change| figures::figure(words, &change.from, unit));
    let by = change.map(|change| figures::change(words, size(change), unit));
    let slots = [
        ("word", label),
        ("then", &periods::quarter(words, then)),
        ("from", from.as_deref().unwrap_or_default()),
        ("by", by.as_deref().unwrap_or_default()),
        ("because", because.map_or("", Text::as_str)),
    ];
    fill(sentence, &slots)
}

/// Returns the change between the two printed figures. If they look the same, the first digit of the unrounded change.
fn size(change: &Change) -> Decimal {
    let shown = change.to.shown() - change.from.shown();
    if shown.is_zero() {
        change.by.round_sf(1).unwrap_or(change.by)
    } else {
        shown
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
    let subject = verdicts::subject(context, measure);
    direction(&subject, directions.leading(), then)
}
