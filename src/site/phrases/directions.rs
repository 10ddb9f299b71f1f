//! Directions of travel in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::Subject;
use super::{Tone, figures};
use crate::assess::direction::{NoComparison, Travel};
use crate::model::{PeriodKind, PrintedDirection, Text, TypedDirection};
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

/// One of the comparisons of a figure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ComparisonView {
    /// Its name: "On last quarter", "On the year before".
    pub name: String,
    /// The direction of travel.
    pub direction: DirectionView,
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

/// What is said of a direction: the colour, the word, and the sentence.
type Said = (Tone, &'static str, &'static str);

/// Returns a direction in words, compared with the period `then`.
pub(super) fn direction(subject: &Subject, travel: &Travel, then: &str) -> DirectionView {
    let words = subject.words;
    if let Travel::Printed(printed, because) = travel {
        return printed_on(words, *printed, then, because.as_ref());
    }
    let (tone, label, sentence) = said(subject, travel);
    let change = travel.change();
    let because = match travel {
        Travel::NotAvailable(NoComparison::Break(because)) => because.as_ref(),
        _ => None,
    };
    let between = match travel {
        Travel::NoClearDirection(_, between) => Some(between.shown()),
        _ => None,
    };
    let figures = [
        change.map(|change| change.from.shown()),
        change.map(|change| change.to.shown()),
        between,
    ];
    let [from, to, between] = subject.in_sentence(figures);
    let by = change.map(|change| subject.change_in_sentence(change.by));
    let slots = [
        ("word", label),
        ("then", then),
        ("from", from.as_deref().unwrap_or_default()),
        ("to", to.as_deref().unwrap_or_default()),
        ("between", between.as_deref().unwrap_or_default()),
        ("by", by.as_deref().unwrap_or_default()),
        ("because", because.map_or("", Text::as_str)),
    ];
    DirectionView {
        tone,
        arrow: arrow(travel),
        brief: match &from {
            Some(from) if between.is_none() => {
                let from = figures::without_base(words, from, &subject.measure.unit);
                fill(words.moved_from, &[("word", label), ("from", &from)])
            }
            _ => label.to_owned(),
        },
        label: label.to_owned(),
        sentence: fill(sentence, &slots),
    }
}

fn said(subject: &Subject, travel: &Travel) -> Said {
    let words = subject.words;
    let is_result = !subject.measure.unit.has_scale();
    let from_to = if is_result {
        words.from_result
    } else {
        words.from_to
    };
    let same = |sentence| (Tone::None, words.no_real_change, sentence);
    match travel {
        Travel::Improved(_) => (Tone::Good, words.improved, from_to),
        Travel::Worsened(_) => (Tone::Bad, words.worsened, from_to),
        Travel::NoClearDirection(..) => {
            (Tone::None, words.no_clear_direction, words.one_way_and_back)
        }
        Travel::WentUp(_) => (Tone::None, words.went_up, from_to),
        Travel::WentDown(_) => (Tone::None, words.went_down, from_to),
        Travel::WithinBand(_) => same(words.within_band),
        Travel::WithinMargin(_) => same(words.within_margin),
        Travel::NoRealChange(change) if change.by.is_zero() => same(words.same_as),
        Travel::NoRealChange(_) => same(words.nearly_same),
        Travel::Printed(..) => same(words.printed_direction),
        Travel::NotAvailable(why) => (Tone::None, words.cannot_tell, why_not(subject, why)),
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
        Travel::NoRealChange(_) | Travel::WithinBand(_) | Travel::WithinMargin(_) => Arrow::Level,
        Travel::NoClearDirection(..) | Travel::Printed(..) | Travel::NotAvailable(_) => Arrow::None,
    }
}

/// Returns a direction that the source prints for a measure, with what it is compared with if the source says so. Whether the
/// figure went up or down is not known.
pub(super) fn printed_on(
    words: &Words,
    direction: PrintedDirection,
    then: &str,
    because: Option<&Text>,
) -> DirectionView {
    let mut view = printed(words, direction.is);
    if direction.is != TypedDirection::NoChange {
        view.arrow = Arrow::None;
    }
    if direction.on.is_some() {
        let slots = [("word", &*view.label), ("then", then)];
        view.sentence = fill(words.printed_direction_on, &slots);
    }
    if let Some(because) = because {
        view.sentence = format!("{} {because}", view.sentence, because = because.as_str());
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
        NoComparison::FewerThanThree => words.why_not_three,
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
