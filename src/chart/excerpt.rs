//! The end of a long run: what a narrow drawing shows if all of it would be too small to read.

use super::Excerpt;
use super::spec::{Point, TrendSpec};

/// The last periods in which a figure is due, at most so many, with the targets, breaks and other figures in them. `None`
/// if that is all of them. The words and the table stay those of the whole run.
pub(super) fn of(spec: &TrendSpec, most: usize) -> Option<(TrendSpec, Excerpt)> {
    let due = |of: &TrendSpec| {
        let periods = of.periods.iter();
        periods.filter(|p| p.point != Point::NotDue).count()
    };
    let all = due(spec);
    let start = start(
        spec,
        all.checked_sub(most).filter(|&left_out| left_out > 0)?,
    );
    let mut cut = spec.clone();
    cut.periods.drain(..start);
    for goal in &mut cut.goals {
        goal.steps.retain(|step| step.periods.end > start);
    }
    let steps = cut.goals.iter_mut().flat_map(|goal| &mut goal.steps);
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
    let restarts = spec.restarts.iter();
    cut.restarts = restarts.filter_map(|at| at.checked_sub(start)).collect();
    let shown = due(&cut);
    (shown < all).then_some((cut, Excerpt { shown, all }))
}

/// The first period that is shown, when so many with a figure due are left out: never after the last figure, because gaps
/// alone show nothing.
fn start(spec: &TrendSpec, left_out: usize) -> usize {
    let periods = spec.periods.iter().enumerate();
    let mut due = periods.filter(|(_, p)| p.point != Point::NotDue);
    let start = due.nth(left_out).map_or(0, |(i, _)| i);
    let mut points = spec.periods.iter().map(|period| &period.point);
    let last_figure = points.rposition(|point| matches!(point, Point::Value { .. }));
    start.min(last_figure.unwrap_or(start))
}
