//! Which picture fits a measure in a quarter, and the words that stand with it.
//!
//! A picture shows what kind of figure it is: a proportion as one, a few in a hundred as dots, a composition as its
//! parts, anything else with its run. A composite has none of its own: each of its members has.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::trend;
use crate::assess::rating::goal_in;
use crate::chart::picture::{Part, Picture, Shade, Share, Told};
use crate::chart::{Level, PointStatus};
use crate::model::{self, Entry, Figure, Goal, InFigure, Measure, Quarter, Unit};
use crate::site::context::Context;
use crate::site::say::figures;
use crate::site::say::verdicts::{self, Tone};
use crate::site::words::fill;

/// A picture for a template.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PictureView {
    /// Draws itself where it is shown.
    pub drawing: Picture,
    /// What time it covers, where that is more than the quarter; else empty.
    pub span: String,
    /// The parts of a composition, in the order of the bar.
    pub parts: Vec<PartLabel>,
}

/// What a part of a bar stands for.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PartLabel {
    /// "Requires improvement".
    pub label: String,
    /// "62%".
    pub figure: String,
    /// How the bar shows it.
    pub shade: Shade,
}

/// A run is three years at most: a tile has no room for more.
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

/// The picture that fits a measure in a quarter. None without a figure, for whatever reason.
pub(crate) fn picture(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
) -> Option<PictureView> {
    let entry = context.report.entry(quarter, &measure.id)?;
    let figure = entry.reported.figure()?;
    let seen = Seen {
        context,
        measure,
        quarter,
    };
    seen.parts(entry, &figure)
        .or_else(|| seen.share(&figure))
        .or_else(|| run(context, measure, quarter))
}

/// The run of a measure up to a quarter.
pub(crate) fn run(context: &Context, measure: &Measure, quarter: Quarter) -> Option<PictureView> {
    let trend::Short { spec, first, last } = trend::short_run(context, measure, quarter, QUARTERS)?;
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
        span: fill(
            context.words.run_span,
            &[("first", &name(&first)), ("last", &name(&last))],
        ),
        parts: Vec::new(),
    })
}

/// A measure in a quarter in which it has a figure.
struct Seen<'a> {
    context: &'a Context<'a>,
    measure: &'a Measure,
    quarter: Quarter,
}

impl Seen<'_> {
    fn status(&self) -> PointStatus {
        let judged = self
            .context
            .assessment
            .judged(self.quarter, &self.measure.id);
        let tone = judged.map_or(Tone::None, |judged| verdicts::tone(judged.current.outcome));
        tone.into()
    }

    /// The figure and what it is held against stand beside the picture.
    fn told(&self, figure: &Figure) -> Told {
        Told::Beside(self.shown(figure))
    }

    fn shown(&self, figure: &Figure) -> String {
        figures::figure(self.context.words, figure, self.measure.unit)
    }

    /// A percentage: dots for the few in a hundred, ten marks for any other part of a hundred.
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
        let (status, told) = (self.status(), self.told(figure));
        let drawing = Picture::dots(share.clone(), status, told.clone())
            .or_else(|| Picture::proportion(share, status, told))?;
        Some(alone(drawing))
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

    /// The parts that make up the figure first, so that the bar is filled as far as the figure; the others hollow.
    fn parts(&self, entry: &Entry, figure: &Figure) -> Option<PictureView> {
        let mut parts = Vec::new();
        let mut labels = Vec::new();
        for (part, shade) in shaded(self.measure.parts()) {
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
            span: String::new(),
            parts: labels,
        })
    }
}

fn alone(drawing: Picture) -> PictureView {
    PictureView {
        drawing,
        span: String::new(),
        parts: Vec::new(),
    }
}

/// Parts in the order of the bar. Where the file begins with one that stands apart it is read from its end, so that
/// grades stay in their order. Where no part is said to make up the figure, all of them do.
fn shaded(parts: &[model::Part]) -> Vec<(&model::Part, Shade)> {
    let is_apart = |part: &&model::Part| part.in_figure == InFigure::Apart;
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
