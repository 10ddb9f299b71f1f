//! Targets that step where they changed, and the band down to their tolerance.

use super::columns::Columns;
use super::ink::Ink;
use super::plot::{Place, Plot};
use super::spec::{Goal, GoalStep, Level, Line};
use super::trend::Scene;

/// Fills what lies between a target and its tolerance.
pub(super) fn bands(plot: &Plot<'_>, columns: &Columns, goals: &[Goal]) {
    for step in goals.iter().flat_map(|goal| &goal.steps) {
        if let Some(tolerance) = &step.tolerance {
            let (left, right) = edges(columns, step);
            let corners = [
                (left, step.target.level.get()),
                (right, tolerance.level.get()),
            ];
            plot.rectangle(corners, Ink::Band);
        }
    }
}

/// Draws the tolerances, then the targets over them.
pub(super) fn lines(scene: &Scene<'_, '_>) {
    for goal in &scene.spec.goals {
        let tolerance = |step: &GoalStep| step.tolerance.as_ref().map(|line| line.level);
        stairs(scene, goal, tolerance, Ink::Tolerance);
    }
    for goal in &scene.spec.goals {
        let target = |step: &GoalStep| Some(step.target.level);
        stairs(scene, goal, target, Ink::Target);
    }
}

/// The last step of each goal: the one whose label is written.
pub(super) fn last(goals: &[Goal]) -> impl Iterator<Item = &GoalStep> {
    goals.iter().filter_map(|goal| goal.steps.last())
}

/// Where the line of a step ends, in the data.
pub(super) fn end(columns: &Columns, step: &GoalStep, line: &Line) -> Place {
    (edges(columns, step).1, line.level.get())
}

/// One line for steps that follow one another; a new one where there was nothing for a while, and at a break:
/// what was aimed at before it is no more comparable than the figures.
fn stairs(
    scene: &Scene<'_, '_>,
    goal: &Goal,
    level: impl Fn(&GoalStep) -> Option<Level>,
    ink: Ink,
) {
    let mut line: Vec<Place> = Vec::new();
    for step in &goal.steps {
        let (left, right) = edges(scene.columns, step);
        let follows = line.last().is_some_and(|&(x, _)| x >= left);
        let level = level(step);
        if !follows || level.is_none() || scene.breaks_before(step.periods.start) {
            flush(scene.plot, &mut line, ink);
        }
        if let Some(level) = level {
            line.extend([(left, level.get()), (right, level.get())]);
        }
    }
    flush(scene.plot, &mut line, ink);
}

fn flush(plot: &Plot<'_>, line: &mut Vec<Place>, ink: Ink) {
    if !line.is_empty() {
        plot.line(std::mem::take(line), ink);
    }
}

fn edges(columns: &Columns, step: &GoalStep) -> (f64, f64) {
    let left = columns.start(step.periods.start);
    (left, columns.end(step.periods.end).max(left))
}
