//! The small picture of a measure in a quarter, and its labels.
//!
//! The picture depends on the figure: a bar for a composition, dots for a few in a hundred, marks for other
//! percentages, and the latest quarters as a line for all else. A composite has no picture: each member has one.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::trend;
use crate::assess::rating::goal_in;
use crate::chart::picture::{Part, Picture, Shade, Share, Told};
use crate::chart::{Level, PointStatus};
use crate::model::{self, Entry, Figure, Goal, Measure, Quarter, Unit};
use crate::site::context::Context;
use crate::site::phrases::figures;
use crate::site::phrases::verdicts::{self, Tone};
use crate::site::words::fill;

/// A small picture of a measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PictureView {
    /// The drawing, as markup: `{{ view.drawing | safe }}`.
    pub drawing: Picture,
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

impl From<Tone> for PointStatus {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Good => Self::Good,
            Tone::Near => Self::Near,
            Tone::Bad => Self::Bad,
            Tone::None => Self::Unrated,
        }
    }
}

/// Returns the picture of a measure in a quarter. `None` if it has no figure.
pub(crate) fn picture(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
) -> Option<PictureView> {
    let entry = context.report.entry(quarter, &measure.id)?;
    let figure = entry.reported.figure()?;
    let figure_in_quarter = MeasureFigure {
        context,
        measure,
        quarter,
    };
    figure_in_quarter
        .parts(entry, &figure)
        .or_else(|| figure_in_quarter.share(&figure))
        .or_else(|| run(context, measure, quarter))
}

/// Returns the latest quarters of a measure as a line, up to a quarter. `None` with fewer than 2 figures.
pub(crate) fn run(context: &Context, measure: &Measure, quarter: Quarter) -> Option<PictureView> {
    let trend::ShortTrend { spec, first, last } =
        trend::short_trend(context, measure, quarter, QUARTERS)?;
    let told = Told::ByPicture {
        title: spec.title.clone(),
        description: spec.description.clone(),
    };
    let name = |period: &crate::chart::Period| {
        let name = format!("{} {}", period.short, period.year);
        name.trim_end().to_owned()
    };
    Some(PictureView {
        drawing: Picture::run(&spec, told)?,
        span: Some(fill(
            context.words.run_span,
            &[("first", &name(&first)), ("last", &name(&last))],
        )),
        parts: Vec::new(),
    })
}

/// A measure, and a quarter in which it has a figure.
struct MeasureFigure<'a> {
    context: &'a Context<'a>,
    measure: &'a Measure,
    quarter: Quarter,
}

impl MeasureFigure<'_> {
    fn status(&self) -> PointStatus {
        let judged = self
            .context
            .assessment
            .judged(self.quarter, &self.measure.id);
        let tone = judged.map_or(Tone::None, |judged| verdicts::tone(judged.current.outcome));
        tone.into()
    }

    /// Returns the text for the picture: the figure, which is also printed next to it.
    fn told(&self, figure: &Figure) -> Told {
        Told::Beside(self.shown(figure))
    }

    fn shown(&self, figure: &Figure) -> String {
        figures::figure(self.context.words, figure, self.measure.unit)
    }

    /// Draws a percentage: dots for a few in a hundred, 10 marks for other values.
    fn share(&self, figure: &Figure) -> Option<PictureView> {
        if self.measure.unit != Unit::Percent {
            return None;
        }
        let goal = goal_in(self.measure, self.quarter);
        let (targets, tolerances) = self.aims(goal);
        let share = Share {
            figure: Level::from(figure.value),
            targets,
            tolerances,
        };
        Some(PictureView {
            drawing: Picture::share(share, self.status(), self.told(figure))?,
            span: None,
            parts: Vec::new(),
        })
    }

    fn aims(&self, goal: Option<Goal>) -> (Vec<Level>, Vec<Level>) {
        let levels = |values: Vec<Decimal>| values.into_iter().map(Level::from).collect();
        let (targets, tolerances) = match goal {
            Some(goal @ Goal::One { target, .. }) => {
                let bound = goal.tolerance_bound(self.measure.judgement.polarity());
                (vec![target], bound.into_iter().collect())
            }
            Some(Goal::Band { low, high, outer }) => {
                let outer = outer.map_or(Vec::new(), |(low, high)| vec![low, high]);
                (vec![low, high], outer)
            }
            None => (Vec::new(), Vec::new()),
        };
        (levels(targets), levels(tolerances))
    }

    /// Draws a composition: first the parts that make up the figure, then the others, hollow.
    fn parts(&self, entry: &Entry, figure: &Figure) -> Option<PictureView> {
        let mut parts = Vec::new();
        let mut labels = Vec::new();
        for (part, shade) in shaded(&self.measure.parts) {
            let Some(size) = entry.parts.get(&part.id) else {
                continue;
            };
            let number = self.shown(size);
            labels.push(PartLabel {
                label: part.title.as_str().to_owned(),
                figure: number.clone(),
                shade,
            });
            parts.push(Part {
                size: Level::from(size.value),
                number,
                shade,
            });
        }
        let whole = match self.measure.unit {
            Unit::Percent => Level::from(Decimal::ONE_HUNDRED),
            _ => Level::from(Decimal::ZERO),
        };
        Some(PictureView {
            drawing: Picture::parts(parts, whole, self.status(), self.told(figure))?,
            span: None,
            parts: labels,
        })
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
