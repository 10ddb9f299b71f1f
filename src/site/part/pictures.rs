//! The small picture of a measure in a quarter, and its labels.
//!
//! The picture depends on the figure: a bar for a composition, dots for a few in a hundred, marks for other
//! percentages, and the latest quarters as a line for all else. A composite has no picture: each member has one.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::trend;
use crate::chart::picture::{self, Part, Shade};
use crate::chart::{Level, Period};
use crate::markup::Html;
use crate::model::{self, Entry, Figure, Goal, Measure, Polarity, Quarter, Unit};
use crate::site::context::Context;
use crate::site::phrases::{Tone, figures, verdicts};
use crate::site::words::{Words, fill};

/// A small picture of a measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PictureView {
    /// The drawing, as markup: `{{ view.drawing | safe }}`.
    pub drawing: Html,
    /// The first figure of a run, or so many in a hundred. `None` for other pictures.
    pub span: Option<String>,
    /// The targets below the marks of a percentage. Empty for other pictures.
    pub targets: Vec<TargetMark>,
    /// Where the marks are on the good side of the target. `None` without one.
    pub good: Option<GoodSide>,
    /// The parts of a composition, in the order of the bar. Empty for other pictures.
    pub parts: Vec<PartLabel>,
}

/// A target below the marks of a percentage.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct TargetMark {
    /// How far along the marks it is: "83.5%".
    pub place: String,
    /// The target: "85%". A range has one label, so at its other end this is empty.
    pub label: String,
    /// Whether the label is before it, because there is more room.
    pub is_right: bool,
}

/// The good side of a target, along the marks.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GoodSide {
    /// Where it starts: "83.5%".
    pub start: String,
    /// Its width: "16.5%".
    pub width: String,
}

/// The label of a part of a bar.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PartLabel {
    /// The name of the part: "Requires improvement".
    pub label: String,
    /// Its figure: "62%".
    pub figure: String,
    /// The pattern of the part on the bar.
    pub shade: Shade,
}

/// The most quarters in the line, 3 years: a tile has no room for more.
const QUARTERS: usize = 12;

/// Returns the picture of a measure in a quarter. `None` if it has no figure.
pub(crate) fn picture(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
) -> Option<PictureView> {
    let entry = context.report.entry(quarter, &measure.id)?;
    let figure = entry.reported.figure()?;
    let judged = context.assessment.judged(quarter, &measure.id);
    let tone = judged.map_or(Tone::None, |judged| verdicts::tone(judged.current.outcome));
    parts(context, measure, entry, tone)
        .or_else(|| share(context, measure, quarter, &figure, tone))
        .or_else(|| run(context, measure, quarter))
}

/// Returns the latest quarters of a measure as a line, up to a quarter. `None` with fewer than 2 figures.
pub(crate) fn run(context: &Context, measure: &Measure, quarter: Quarter) -> Option<PictureView> {
    // Results in words have no heights.
    if !measure.unit.has_scale() {
        return None;
    }
    let spec = trend::short_trend(context, measure, quarter, QUARTERS)?;
    let name = |period: &Period| format!("{} {}", period.short, period.year);
    let (first, _, from, _) = spec.figures().next()?;
    let from = figures::without_base(context.words, from, &measure.unit);
    let slots = [("first", name(&spec.periods[first])), ("from", from)];
    let slots = slots
        .each_ref()
        .map(|(slot, text)| (*slot, text.trim_end()));
    let span = fill(context.words.run_span, &slots);
    Some(PictureView {
        span: Some(span),
        ..alone(picture::run(spec)?)
    })
}

/// A range that takes more of the marks than this, in per cent, has room for its label between its ends.
const ROOMY: f64 = 55.0;

/// Marks the places of targets. The ends of a range are so close that they have one label, where there is room for it.
fn marks_of(
    words: &Words,
    measure: &Measure,
    targets: &[Decimal],
    places: &[f64],
) -> Vec<TargetMark> {
    let value = |target: &Decimal| match measure.unit {
        Unit::Pounds(unit) => figures::distinct_from(words, unit, *target, targets),
        _ => figures::value(words, *target, &measure.unit),
    };
    let mark = |place: f64, label: String, is_right: bool| TargetMark {
        place: percent(place),
        label,
        is_right,
    };
    let ([low, high], [from, to]) = (targets, places) else {
        let marks = targets.iter().zip(places);
        let marks = marks.map(|(target, place)| mark(*place, value(target), *place > 50.0));
        return marks.collect();
    };
    let label = fill(words.band, &[("low", &value(low)), ("high", &value(high))]);
    let is_wide = to - from > ROOMY;
    let is_right = !is_wide && from + to > 100.0;
    let (first, last) = if is_wide || is_right {
        (label, String::new())
    } else {
        (String::new(), label)
    };
    vec![mark(*from, first, is_right), mark(*to, last, false)]
}

fn percent(place: f64) -> String {
    format!("{place:.1}%")
}

/// Draws a percentage: dots for a few in a hundred, 10 marks for other values, with the target below them.
fn share(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
    figure: &Figure,
    status: Tone,
) -> Option<PictureView> {
    if measure.unit != Unit::Percent {
        return None;
    }
    let polarity = measure.judgement.polarity();
    let targets = match context.assessment.goal_in(measure, quarter) {
        Some(Goal::One { target, .. }) => vec![target],
        Some(Goal::Band { low, high, .. }) => vec![low, high],
        None => Vec::new(),
    };
    let levels: Vec<Level> = targets.iter().copied().map(Level::from).collect();
    let (drawing, places) = picture::share(Level::from(figure.value), &levels, status)?;
    let Some(places) = places else {
        return Some(PictureView {
            span: Some(in_a_hundred(context.words, figure)),
            ..alone(drawing)
        });
    };
    let good = match (places.first(), places.last(), polarity) {
        (Some(from), _, Polarity::Higher) => Some((*from, 100.0)),
        (Some(to), _, Polarity::Lower) => Some((0.0, *to)),
        (Some(from), Some(to), Polarity::Between) => Some((*from, *to)),
        _ => None,
    };
    Some(PictureView {
        targets: marks_of(context.words, measure, &targets, &places),
        good: good.map(|(from, to)| GoodSide {
            start: percent(from),
            width: percent(to - from),
        }),
        ..alone(drawing)
    })
}

/// Says how many in a hundred a small percentage is: "About 2 in 100".
fn in_a_hundred(words: &Words, figure: &Figure) -> String {
    let whole = figure.value.round();
    let sentence = match whole {
        one if one.is_zero() && !figure.value.is_zero() => words.fewer_than_one_in_100,
        _ if whole == figure.value => words.in_100,
        _ => words.about_in_100,
    };
    fill(sentence, &[("count", &whole.normalize().to_string())])
}

/// Draws a composition: first the parts that make up the figure, then the others, hollow.
fn parts(context: &Context, measure: &Measure, entry: &Entry, status: Tone) -> Option<PictureView> {
    let shaded = shaded(&measure.parts).into_iter();
    let shown = shaded.filter_map(|(part, shade)| {
        let size = entry.parts.get(&part.id)?;
        let number = figures::figure(context.words, size, &measure.unit);
        let label = PartLabel {
            label: part.title.as_str().to_owned(),
            figure: number.clone(),
            shade,
        };
        let part = Part {
            size: Level::from(size.value),
            number,
            shade,
        };
        Some((part, label))
    });
    let (parts, labels): (Vec<Part>, _) = shown.unzip();
    let whole = match measure.unit {
        Unit::Percent => Decimal::ONE_HUNDRED,
        _ => Decimal::ZERO,
    };
    Some(PictureView {
        parts: labels,
        ..alone(picture::parts(&parts, Level::from(whole), status)?)
    })
}

fn alone(drawing: Html) -> PictureView {
    PictureView {
        drawing,
        span: None,
        targets: Vec::new(),
        good: None,
        parts: Vec::new(),
    }
}

/// Returns the parts in the order of the bar. If the first part does not count towards the figure, the order is
/// reversed, so that grades stay in order. If no part does, all are shown as if they did.
fn shaded(parts: &[model::Part]) -> Vec<(&model::Part, Shade)> {
    let is_apart = |part: &&model::Part| !part.in_figure;
    if parts.iter().all(|part| is_apart(&part)) {
        let shaded = parts.iter().enumerate();
        return shaded.map(|(n, part)| (part, Shade::of(n))).collect();
    }
    let mut ordered: Vec<&model::Part> = parts.iter().collect();
    if ordered.first().is_some_and(is_apart) {
        ordered.reverse();
    }
    let (apart, counted): (Vec<_>, Vec<_>) = ordered.into_iter().partition(is_apart);
    let counted = counted.into_iter().enumerate();
    let counted = counted.map(|(n, part)| (part, Shade::of(n)));
    counted
        .chain(apart.into_iter().map(|part| (part, Shade::Apart)))
        .collect()
}
