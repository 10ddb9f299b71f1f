//! The trend chart: figures over time, and their targets.

use std::borrow::Cow;

use super::frame::Frame;
use super::labels::Labels;
use super::plot::Plot;
use super::scale::Scale;
use super::shapes::Shape;
use super::sheet::{LOW, NARROW, Sheet, TEXT, WIDE};
use super::spec::{Axis, Benchmark, Levels, Point, TrendSpec};
use super::{Chart, Drawing, Excerpt, Named, lines, names, rows};
use crate::markup::Html;

/// Draws a trend. `None` with too few figures for a plot: the table says it all.
pub fn trend(spec: &TrendSpec) -> Option<Chart> {
    Some(Chart {
        wide: wide(spec)?,
        narrow: drawn(spec, &NARROW)?,
    })
}

/// Draws a trend for wide pages alone, as a whole report shows it.
pub fn wide(spec: &TrendSpec) -> Option<Drawing> {
    drawn(spec, if spec.is_low { &LOW } else { &WIDE })
}

fn drawn(spec: &TrendSpec, sheet: &Sheet) -> Option<Drawing> {
    if !spec.has_plot() {
        return None;
    }
    let (shown, excerpt) = shown(spec, sheet);
    let mut levels = shown.levels();
    levels.extend(&spec.beside[sheet.beside]);
    let scale = Scale::of(&shown.axis, &levels)?;
    let (shapes, named) = draw(&shown, &scale, sheet);
    Some(Drawing {
        head: head(spec, sheet),
        shapes,
        height: sheet.height,
        includes_zero: scale.includes_zero(),
        tones: shown.tones(),
        named,
        excerpt,
    })
}

/// Gives charts that appear next to each other one scale on each sheet, and returns whether it did. Rule: they keep their own
/// if the figures of one of them would take too little of the height of a shared one.
pub fn share_scale(specs: &mut [&mut TrendSpec]) -> bool {
    // A chart on its own has its own scale.
    if specs.len() < 2 {
        return true;
    }
    let decimals = specs.iter().map(|spec| spec.axis.decimals).max();
    let decimals = decimals.unwrap_or_default();
    let mut shared = [Levels::default(), Levels::default()];
    for sheet in [&WIDE, &NARROW] {
        let plotted = specs.iter().filter(|spec| spec.has_plot());
        let own = plotted.map(|spec| {
            let axis = Axis {
                decimals,
                ..spec.axis.clone()
            };
            (axis, shown(spec, sheet).0.levels())
        });
        let own: Vec<(Axis, Levels)> = own.collect();
        let all = &mut shared[sheet.beside];
        for (_, levels) in &own {
            all.extend(levels);
        }
        let suits = |(axis, own): &(Axis, Levels)| {
            Scale::of(axis, all).is_none_or(|scale| scale.suits(axis, own))
        };
        if !own.iter().all(suits) {
            return false;
        }
    }
    for spec in specs {
        spec.beside = shared.clone();
        spec.axis.decimals = decimals;
    }
    true
}

/// Returns the start of a drawing: its title and description, for those who do not see it.
fn head(spec: &TrendSpec, sheet: &Sheet) -> String {
    let (name, width, height) = (sheet.name, sheet.width, sheet.height);
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

/// Returns what a drawing shows: the last periods where the sheet cannot show them all, and those of the other bodies'
/// figures that are for one of them.
fn shown<'s>(spec: &'s TrendSpec, sheet: &Sheet) -> (Cow<'s, TrendSpec>, Option<Excerpt>) {
    let (mut spec, excerpt) = match excerpt(spec, sheet.most) {
        Some((shown, excerpt)) => (Cow::Owned(shown), Some(excerpt)),
        None => (Cow::Borrowed(spec), None),
    };
    let end = spec.periods.len();
    let is_shown = |benchmark: &Benchmark| {
        let periods = benchmark.periods.as_ref();
        periods.is_none_or(|own| own.start < end && own.end > 0)
    };
    if !spec.benchmarks.iter().all(is_shown) {
        spec.to_mut().benchmarks.retain(is_shown);
    }
    (spec, excerpt)
}

/// Returns the last periods in which a figure is due, at most so many, with the targets, breaks and other figures in them.
/// `None` if that is all of them. Gaps alone show nothing, so it goes back to enough figures for a plot.
fn excerpt(spec: &TrendSpec, most: usize) -> Option<(TrendSpec, Excerpt)> {
    let periods = spec.periods.iter().enumerate();
    let due = periods.filter(|(_, period)| period.point != Point::NotDue);
    let due: Vec<usize> = due.map(|(i, _)| i).collect();
    let all = due.len();
    let figure = spec.figures().nth_back(TrendSpec::LEAST - 1);
    let start = *due.get(all.checked_sub(most)?)?;
    let start = start.min(figure.map_or(start, |(i, ..)| i));
    let shown = due.iter().filter(|i| **i >= start).count();
    if shown == all {
        return None;
    }
    let mut cut = spec.clone();
    cut.periods.drain(..start);
    for goal in &mut cut.goals {
        goal.retain(|step| step.periods.end > start);
    }
    let steps = cut.goals.iter_mut().flatten();
    let benchmarks = cut.benchmarks.iter_mut();
    let of_benchmarks = benchmarks.filter_map(|benchmark| benchmark.periods.as_mut());
    for periods in steps.map(|step| &mut step.periods).chain(of_benchmarks) {
        *periods = periods.start.saturating_sub(start)..periods.end.saturating_sub(start);
    }
    // A break at the left edge has nothing before it that could be compared.
    cut.breaks.retain(|found| found.before > start);
    for found in &mut cut.breaks {
        found.before -= start;
    }
    cut.by_person.retain(|rated| rated.period >= start);
    for rated in &mut cut.by_person {
        rated.period -= start;
    }
    let restarts = spec.restarts.iter();
    cut.restarts = restarts.filter_map(|at| at.checked_sub(start)).collect();
    Some((cut, Excerpt { shown, all }))
}

/// Draws from the back to the front: what is missing, the targets, the figures, and the labels. Returns its shapes, and
/// what the page has to name.
fn draw(spec: &TrendSpec, scale: &Scale, sheet: &Sheet) -> (Vec<Shape>, Vec<Named>) {
    let frame = Frame::of(spec, scale, sheet);
    let plot = Plot::new(spec, sheet, scale, frame);
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
    lines::by_person(&plot);
    labels.draw(&plot.shapes);
    (plot.shapes.take(), named)
}
