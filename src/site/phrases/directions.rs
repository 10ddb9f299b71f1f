//! Directions of travel in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::Subject;
use super::{Tone, figures};
use crate::assess::direction::{NoComparison, Travel};
use crate::model::{PeriodKind, Text, TypedDirection};
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
    /// The comparison in few words: "Worsened from 91%". The label, if there is no earlier figure.
    pub brief: String,
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

/// Returns a direction in words, compared with the period `then`.
pub(super) fn direction(subject: &Subject, travel: &Travel, then: &str) -> DirectionView {
    let words = subject.words;
    let same = (Tone::None, words.no_real_change);
    let is_result = !subject.measure.unit.has_scale();
    let from_to = if is_result {
        words.from_result
    } else {
        words.from_to
    };
    let ((tone, label), sentence) = match travel {
        Travel::Printed(direction, because) => {
            return printed_because(words, *direction, because.as_ref());
        }
        Travel::Improved(_) => ((Tone::Good, words.improved), from_to),
        Travel::Worsened(_) => ((Tone::Bad, words.worsened), from_to),
        Travel::WentUp(_) => ((Tone::None, words.went_up), from_to),
        Travel::WentDown(_) => ((Tone::None, words.went_down), from_to),
        Travel::WithinBand(_) => (same, words.within_band),
        Travel::WithinMargin(_) => (same, words.within_margin),
        Travel::NoRealChange(change) if change.by.is_zero() => (same, words.same_as),
        Travel::NoRealChange(_) => (same, words.nearly_same),
        Travel::NotAvailable(why) => ((Tone::None, words.cannot_tell), why_not(subject, why)),
    };
    let change = travel.change();
    let because = match travel {
        Travel::NotAvailable(NoComparison::Break(because)) => because.as_ref(),
        _ => None,
    };
    let arrow = match change {
        None => Arrow::None,
        Some(_) if label == words.no_real_change => Arrow::Level,
        Some(change) if change.by.is_sign_negative() => Arrow::Down,
        Some(_) => Arrow::Up,
    };
    let figures = [
        change.map(|change| change.from.shown()),
        change.map(|change| change.to.shown()),
    ];
    let [from, _] = subject.in_sentence(figures);
    let by = change.map(|change| subject.change_in_sentence(change.by));
    let slots = [
        ("word", label),
        ("then", then),
        ("from", from.as_deref().unwrap_or_default()),
        ("by", by.as_deref().unwrap_or_default()),
        ("because", because.map_or("", Text::as_str)),
    ];
    DirectionView {
        tone,
        arrow,
        brief: match &from {
            Some(from) => {
                let from = figures::without_base(words, from, &subject.measure.unit);
                fill(words.moved_from, &[("word", label), ("from", &from)])
            }
            None => label.to_owned(),
        },
        label: label.to_owned(),
        sentence: fill(sentence, &slots),
    }
}

/// Returns a direction that the source prints for a measure. Whether the figure went up or down is not known.
fn printed_because(
    words: &Words,
    direction: TypedDirection,
    because: Option<&Text>,
) -> DirectionView {
    let mut view = printed(words, direction);
    if direction != TypedDirection::NoChange {
        view.arrow = Arrow::None;
    }
    if let Some(because) = because {
        let slots = [("word", &*view.label), ("because", because.as_str())];
        view.sentence = fill(words.printed_direction_because, &slots);
    }
    view
}

fn why_not(subject: &Subject, why: &NoComparison) -> &'static str {
    let words = subject.words;
    match why {
        NoComparison::NoFigure => words.why_no_figure,
        NoComparison::NotExact => words.why_not_exact,
        NoComparison::NotReported if subject.measure.period == PeriodKind::Annual => {
            words.why_no_earlier_figure
        }
        NoComparison::NotReported => words.why_not_reported,
        NoComparison::NoEarlierFigure => words.why_no_earlier_figure,
        NoComparison::Break(None) => words.why_marked_break,
        NoComparison::Break(Some(_)) => words.why_break,
        NoComparison::OtherPeriod if subject.measure.is_of_year_so_far() => words.why_year_so_far,
        NoComparison::OtherPeriod => words.why_other_period,
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
        brief: label.to_owned(),
        label: label.to_owned(),
        sentence: fill(words.printed_direction, &[("word", label)]),
    }
}
