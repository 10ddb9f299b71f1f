//! The lines, areas and points of a trend.

use super::ink::Ink;
use super::plot::{Place, Plot};
use super::spec::{Benchmark, GoalStep, Level, Line, Point};
use super::units::count;

/// The length of the stroke under a column, in drawing units.
const TICK: f64 = 4.0;
/// Columns narrower than this, in drawing units, have a stroke only if they have a name.
const CROWDED: f64 = 9.0;

/// Fills the columns of missing figures, then what is between each target and its tolerance.
pub(super) fn areas(plot: &Plot<'_>) {
    for (i, period) in plot.spec.periods.iter().enumerate() {
        if let Point::Gap { reason, .. } | Point::RatedOnly { reason, .. } = &period.point {
            let (top, bottom) = (plot.scale.high, plot.scale.low);
            let corners = [(plot.start(i), top), (plot.start(i + 1), bottom)];
            let words = plot.sheet.says(|| format!("{}: {reason}", period.long));
            plot.fill(Ink::Gap, corners, words);
        }
    }
    for step in plot.spec.goals.iter().flatten() {
        if let Some(tolerance) = &step.tolerance {
            let (left, right) = edges(plot, step);
            let (Level(target), Level(tolerance)) = (step.target.level, tolerance.level);
            let corners = [
                (left, target.max(tolerance)),
                (right, target.min(tolerance)),
            ];
            plot.fill(Ink::Band, corners, None);
        }
    }
}

/// Draws the zero line, or the cut if zero is not on the axis, then the strokes under columns and the breaks.
pub(super) fn floor(plot: &Plot<'_>, named: &[usize]) {
    let (left, bottom) = (plot.frame.left, plot.frame.bottom);
    if plot.scale.includes_zero() {
        plot.line(Ink::Zero, vec![(0.0, 0.0), (plot.span(), 0.0)]);
    } else {
        for x in [left + 1.0, left + 6.0] {
            let cut = [(x, bottom + TICK), (x + TICK, bottom - TICK)];
            plot.shapes.stroke(Ink::AxisCut, cut);
        }
    }
    for i in 0..plot.spec.periods.len() {
        if plot.column >= CROWDED || named.contains(&i) {
            let x = plot.middle_of(i);
            plot.shapes
                .stroke(Ink::Tick, [(x, bottom), (x, bottom + TICK)]);
        }
    }
}

pub(super) fn breaks(plot: &Plot<'_>, top: f64) {
    for (x, _) in plot.breaks() {
        plot.shapes
            .stroke(Ink::Break, [(x, top), (x, plot.frame.bottom)]);
    }
}

/// All lines from back to front: other bodies' figures, tolerances, targets, the figures and the months after them.
pub(super) fn of(plot: &Plot<'_>) -> Vec<(Ink, Vec<Place>)> {
    let spec = plot.spec;
    // Each is named on the drawing or under it, so one without a name is not drawn.
    let benchmarks = spec.benchmarks.iter();
    let benchmarks = benchmarks.filter(|benchmark| !benchmark.line.label.trim().is_empty());
    let benchmarks = benchmarks.map(|benchmark| {
        let level = benchmark.line.level.0;
        let (left, right) = benchmark_edges(plot, benchmark);
        (Ink::Benchmark, vec![(left, level), (right, level)])
    });
    let goals = spec.goals.iter();
    let tolerances = goals
        .clone()
        .flat_map(|goal| stairs(plot, goal, |step| step.tolerance.as_ref()));
    let targets = goals.flat_map(|goal| stairs(plot, goal, |step| Some(&step.target)));
    let place = |(i, level): (usize, Level)| (count(i) + 0.5, level.0);
    let groups = spec.groups().into_iter();
    let runs = groups.map(|group| group.into_iter().map(place).collect());
    let months: Vec<_> = spec.latest.iter().enumerate().collect();
    let months = months.chunk_by(|_, (_, month)| month.is_joined);
    let months = months.map(|group| group.iter().map(|(i, _)| plot.month(*i)).collect());
    let lines = benchmarks
        .chain(tolerances.map(|line| (Ink::Tolerance, line)))
        .chain(targets.map(|line| (Ink::Target, line)))
        .chain(runs.map(|line| (Ink::Run, line)))
        .chain(months.map(|line| (Ink::Months, line)));
    lines
        .filter(|(_, line): &(_, Vec<Place>)| line.len() > 1)
        .collect()
}

/// Returns one line for steps that follow one another; a new one after a time without a target on the scale, and at a break: the
/// target before it is no more comparable than the figures.
fn stairs(
    plot: &Plot<'_>,
    goal: &[GoalStep],
    line: fn(&GoalStep) -> Option<&Line>,
) -> Vec<Vec<Place>> {
    let mut lines: Vec<Vec<Place>> = vec![Vec::new()];
    for step in goal {
        let (left, right) = edges(plot, step);
        let line = line(step).filter(|line| plot.scale.holds(line));
        let Some(Level(level)) = line.map(|line| line.level) else {
            lines.push(Vec::new());
            continue;
        };
        let places = [(left, level), (right, level)];
        let is_break = plot.spec.breaks_before(step.periods.start);
        match lines.last_mut() {
            Some(line) if !is_break && line.last().is_some_and(|&(x, _)| x >= left) => {
                line.extend(places);
            }
            _ => lines.push(places.to_vec()),
        }
    }
    lines
}

/// Returns from where to where a step holds, in columns.
pub(super) fn edges(plot: &Plot<'_>, step: &GoalStep) -> (f64, f64) {
    let left = plot.start(step.periods.start);
    (left, plot.end(step.periods.end).max(left))
}

/// Returns from where to where another body's figure is drawn, in columns.
pub(super) fn benchmark_edges(plot: &Plot<'_>, benchmark: &Benchmark) -> (f64, f64) {
    match &benchmark.periods {
        Some(periods) => (plot.start(periods.start), plot.start(periods.end)),
        None => (0.0, plot.span()),
    }
}

/// How far the ring round a mark that a person rated reaches, as a part of the mark's reach.
pub(super) const RING: f64 = 1.6;

/// Draws a ring round each point that a person rated.
pub(super) fn by_person(plot: &Plot<'_>) {
    for rated in &plot.spec.by_person {
        let mut figures = plot.spec.figures();
        if let Some((i, level, ..)) = figures.find(|(i, ..)| *i == rated.period) {
            let at = plot.level_at(i, level);
            let words = plot.sheet.says(|| rated.reason.clone());
            plot.shapes
                .mark(Ink::Person, at, plot.reach() * RING, words);
        }
    }
}

/// Draws the points: those without a figure under the axis, the others where they are.
pub(super) fn points(plot: &Plot<'_>) {
    for (i, ink) in super::rows::rated_only(plot) {
        let at = (plot.middle_of(i), plot.frame.gap_row);
        let reach = super::rows::REACH.min(plot.reach());
        plot.shapes.mark(ink, at, reach, None);
    }
    for (i, level, label, status) in plot.spec.figures() {
        let says = || format!("{}: {label}", plot.spec.periods[i].long);
        let (ink, at) = (Ink::of_status(status), plot.level_at(i, level));
        plot.shapes
            .mark(ink, at, plot.reach(), plot.sheet.says(says));
    }
    for (month, at) in plot.spec.latest.iter().zip(plot.months()) {
        let words = plot.sheet.says(|| month.long.clone());
        plot.shapes.mark(Ink::Month, at, plot.reach(), words);
    }
}
