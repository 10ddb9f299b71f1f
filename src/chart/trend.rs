//! The trend chart: figures over time, and their targets.

use std::borrow::Cow;

use super::frame::Frame;
use super::labels::Labels;
use super::plot::Plot;
use super::scale::Scale;
use super::shapes::Shape;
use super::sheet::{LOW, NARROW, Sheet, TEXT, WIDE};
use super::spec::{Height, Level, Point, TrendSpec};
use super::{Chart, Drawing, Excerpt, Named, excerpt, lines, lone, names, rows};
use crate::markup::Html;

/// Draws a trend. `None` where no period and no month has a figure: there is nothing to draw, and the table
/// says it all.
pub fn trend(spec: &TrendSpec) -> Option<Chart> {
    figures(spec).next()?;
    let wide = match spec.height {
        Height::Usual => &WIDE,
        Height::Low => &LOW,
    };
    Some(Chart {
        title: spec.title.clone(),
        description: spec.description.clone(),
        table: spec.table.clone(),
        wide: drawn(spec, wide)?,
        narrow: drawn(spec, &NARROW)?,
    })
}

/// One of the two drawings.
fn drawn(spec: &TrendSpec, sheet: &Sheet) -> Option<Drawing> {
    let (shown, excerpt) = shown(spec, sheet);
    let levels = levels(&shown).chain(lone::whole(&shown));
    let scale = Scale::of(&shown.axis, levels)?;
    let (height, shapes, named) = match lone::of(&shown) {
        Some((_, period)) => lone::draw(&shown, period, &scale, sheet),
        None => draw(&shown, &scale, sheet),
    };
    Some(Drawing {
        head: head(spec, sheet, height),
        shapes,
        height,
        includes_zero: scale.includes_zero(),
        named,
        excerpt,
    })
}

/// The start of a drawing: its title and description, for those who do not see it.
fn head(spec: &TrendSpec, sheet: &Sheet, height: f64) -> String {
    let (name, width) = (sheet.name, sheet.width);
    // An id may hold anything but spaces.
    let id = Html::text(&spec.id.replace(char::is_whitespace, "-"));
    format!(
        "<svg class=\"chart chart-{name}\" viewBox=\"0 0 {width} {height}\" font-size=\"{letters}\" \
         role=\"img\" aria-labelledby=\"{id}-{name}-title {id}-{name}-desc\">\n\
         <title id=\"{id}-{name}-title\">{title}</title>\n\
         <desc id=\"{id}-{name}-desc\">{description}</desc>\n",
        letters = TEXT.size,
        title = Html::text(&spec.title),
        description = Html::text(&spec.description),
    )
}

/// What a drawing shows: the last periods where the sheet cannot show them all, and those of the other bodies' figures that
/// are for one of them.
pub(super) fn shown<'a>(
    spec: &'a TrendSpec,
    sheet: &Sheet,
) -> (Cow<'a, TrendSpec>, Option<Excerpt>) {
    let (mut spec, excerpt) = match excerpt::of(spec, sheet.most) {
        Some((shown, excerpt)) => (Cow::Owned(shown), Some(excerpt)),
        None => (Cow::Borrowed(spec), None),
    };
    let shown = match lone::of(&spec) {
        Some((only, _)) => only..only + 1,
        None => 0..spec.periods.len(),
    };
    if !spec
        .benchmarks
        .iter()
        .all(|benchmark| benchmark.is_for(&shown))
    {
        spec.to_mut()
            .benchmarks
            .retain(|benchmark| benchmark.is_for(&shown));
    }
    (spec, excerpt)
}

/// The figures of periods and months.
fn figures(spec: &TrendSpec) -> impl Iterator<Item = Level> {
    let months = spec.latest.iter().map(|month| month.level);
    let periods = spec.periods.iter().filter_map(|p| p.point.level());
    periods.chain(months)
}

/// Everything that must be on the value axis.
fn levels(spec: &TrendSpec) -> impl Iterator<Item = Level> {
    let steps = spec.goals.iter().flat_map(|goal| &goal.steps);
    let tolerances = steps.clone().filter_map(|step| step.tolerance.as_ref());
    let lines = steps.map(|step| &step.target).chain(tolerances);
    let benchmarks = spec.benchmarks.iter().map(|benchmark| &benchmark.line);
    let lines = lines.chain(benchmarks).map(|line| line.level);
    figures(spec).chain(lines)
}

impl Point {
    fn level(&self) -> Option<Level> {
        match self {
            Self::Value { level, .. } => Some(*level),
            _ => None,
        }
    }
}

/// Draws from the back to the front: what is missing, the targets, the figures, and the labels. Returns the height that it
/// takes, its shapes, and what the page has to name.
fn draw(spec: &TrendSpec, scale: &Scale, sheet: &Sheet) -> (f64, Vec<Shape>, Vec<Named>) {
    let frame = Frame::of(spec, scale, sheet);
    let mut plot = Plot::new(spec, sheet, scale, frame);
    lines::areas(&plot);
    plot.grid();
    let mut labels = Labels::new(sheet);
    let named = names::place(&plot, &mut labels);
    rows::place_shorthand(&plot, &mut labels);
    let periods = rows::place_periods(&plot, &mut labels);
    lines::floor(&plot, &periods);
    lines::breaks(&plot, names::TOP);
    labels.draw_leaders(&plot.shapes);
    for (ink, line) in lines::of(&plot) {
        plot.line(ink, line);
    }
    lines::points(&plot);
    labels.draw(&plot.shapes);
    (sheet.height, plot.shapes.take(), named)
}
