//! The end of a long run: what a narrow drawing shows where all of it would be too small to read.

use super::Excerpt;
use super::spec::{Benchmark, Goal, GoalStep, Period, Point, SeriesBreak, TrendSpec};

/// The last periods in which a figure is due, at most so many, with what was aimed at and what changed in them.
/// `None` where that is all of them. The words and the table stay those of the whole run.
pub(super) fn of(spec: &TrendSpec, most: usize) -> Option<(TrendSpec, Excerpt)> {
    let due = |p: &&Period| p.point != Point::NotDue;
    let all = spec.periods.iter().filter(due).count();
    let start = start(
        spec,
        all.checked_sub(most).filter(|&left_out| left_out > 0)?,
    );
    let shown = spec.periods[start..].iter().filter(due).count();
    let excerpt = TrendSpec {
        periods: spec.periods[start..].to_vec(),
        goals: spec
            .goals
            .iter()
            .map(|goal| goal_from(goal, start))
            .collect(),
        breaks: spec
            .breaks
            .iter()
            .filter_map(|b| break_from(b, start))
            .collect(),
        benchmarks: spec
            .benchmarks
            .iter()
            .map(|b| benchmark_from(b, start))
            .collect(),
        restarts: spec
            .restarts
            .iter()
            .filter_map(|at| at.checked_sub(start))
            .collect(),
        ..spec.clone()
    };
    (shown < all).then_some((excerpt, Excerpt { shown, all }))
}

/// The first period that is shown, when so many with a figure due are left out. Nobody is shown gaps alone: it
/// goes back to the last figure where that lies further off.
fn start(spec: &TrendSpec, left_out: usize) -> usize {
    let periods = spec.periods.iter().enumerate();
    let mut due = periods.filter(|(_, p)| p.point != Point::NotDue);
    let start = due.nth(left_out).map_or(0, |(i, _)| i);
    let is_figure = |p: &Period| matches!(p.point, Point::Value { .. });
    let last_figure = spec.periods.iter().rposition(is_figure);
    start.min(last_figure.unwrap_or(start))
}

fn goal_from(goal: &Goal, start: usize) -> Goal {
    let held = goal.steps.iter().filter(|step| step.periods.end > start);
    let steps = held.map(|step| GoalStep {
        periods: step.periods.start.saturating_sub(start)..step.periods.end - start,
        ..step.clone()
    });
    Goal {
        steps: steps.collect(),
    }
}

fn benchmark_from(benchmark: &Benchmark, start: usize) -> Benchmark {
    let periods = benchmark.periods.as_ref();
    let earlier = |at: usize| at.saturating_sub(start);
    Benchmark {
        periods: periods.map(|of| earlier(of.start)..earlier(of.end)),
        line: benchmark.line.clone(),
    }
}

/// A break at the left edge has nothing before it that could be compared.
fn break_from(b: &SeriesBreak, start: usize) -> Option<SeriesBreak> {
    (b.before > start).then(|| SeriesBreak {
        before: b.before - start,
        label: b.label.clone(),
    })
}
