//! The small picture of a measure in a quarter, and its labels.
//!
//! The picture depends on the figure: a bar for a composition, dots for a few in a hundred, marks for other
//! percentages, and the latest quarters as a line for all else. A composite has no picture: each member has one.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::trend;
use crate::assess::rating::goal_in;
use crate::chart::picture::{self, Part, Shade, Share};
use crate::chart::{Level, Period};
use crate::markup::Html;
use crate::model::{self, Entry, Figure, Measure, Quarter, Unit};
use crate::site::context::Context;
use crate::site::phrases::{Tone, figures, verdicts};
use crate::site::words::fill;

/// A small picture of a measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PictureView {
    /// The drawing, as markup: `{{ view.drawing | safe }}`.
    pub drawing: Html,
    /// The time that it covers. `None` if that is the quarter alone.
    pub span: Option<String>,
    /// The parts of a composition, in the order of the bar. Empty for other pictures.
    pub parts: Vec<PartLabel>,
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
        .or_else(|| share(measure, quarter, &figure, tone))
        .or_else(|| run(context, measure, quarter))
}

/// Returns the latest quarters of a measure as a line, up to a quarter. `None` with fewer than 2 figures.
pub(crate) fn run(context: &Context, measure: &Measure, quarter: Quarter) -> Option<PictureView> {
    let spec = trend::short_trend(context, measure, quarter, QUARTERS)?;
    let name = |period: &Period| format!("{} {}", period.short, period.year);
    let (first, _, from, _) = spec.figures().next()?;
    let slots = [
        ("first", name(&spec.periods[first])),
        ("from", from.to_owned()),
    ];
    let slots = slots
        .each_ref()
        .map(|(slot, text)| (*slot, text.trim_end()));
    Some(PictureView {
        span: Some(fill(context.words.run_span, &slots)),
        ..alone(picture::run(&spec)?)
    })
}

/// Draws a percentage: dots for a few in a hundred, 10 marks for other values.
fn share(
    measure: &Measure,
    quarter: Quarter,
    figure: &Figure,
    status: Tone,
) -> Option<PictureView> {
    if measure.unit != Unit::Percent {
        return None;
    }
    let polarity = measure.judgement.polarity();
    let lines = goal_in(measure, quarter).map(|goal| trend::levels(goal, polarity));
    let lines = || lines.into_iter().flatten().flatten();
    let share = Share {
        figure: Level::from(figure.value),
        targets: lines().map(|(target, _)| Level::from(target)).collect(),
        tolerances: lines()
            .filter_map(|(_, limit)| limit.map(Level::from))
            .collect(),
    };
    Some(alone(picture::share(&share, status)?))
}

/// Draws a composition: first the parts that make up the figure, then the others, hollow.
fn parts(context: &Context, measure: &Measure, entry: &Entry, status: Tone) -> Option<PictureView> {
    let shaded = shaded(&measure.parts).into_iter();
    let shown = shaded.filter_map(|(part, shade)| {
        let size = entry.parts.get(&part.id)?;
        let number = figures::figure(context.words, size, measure.unit);
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
