//! Targets that step where they changed, and the band down to their tolerance.

use super::columns::Columns;
use super::ink::Ink;
use super::plot::{Place, Plot};
use super::spec::{Goal, GoalStep, Level};
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
    for (line, ink) in lines_of(scene) {
        scene.plot.line(line, ink);
    }
}

/// The tolerances, then the targets.
pub(super) fn lines_of(scene: &Scene<'_, '_>) -> Vec<(Vec<Place>, Ink)> {
    let goals = &scene.spec.goals;
    let tolerance = |step: &GoalStep| step.tolerance.as_ref().map(|line| line.level);
    let target = |step: &GoalStep| Some(step.target.level);
    let tolerances = goals.iter().flat_map(|goal| stairs(scene, goal, tolerance));
    let targets = goals.iter().flat_map(|goal| stairs(scene, goal, target));
    let tolerances = tolerances.map(|line| (line, Ink::Tolerance));
    tolerances
        .chain(targets.map(|line| (line, Ink::Target)))
        .collect()
}

/// One line for steps that follow one another; a new one where there was nothing for a while, and at a break:
/// what was aimed at before it is no more comparable than the figures.
fn stairs(
    scene: &Scene<'_, '_>,
    goal: &Goal,
    level: impl Fn(&GoalStep) -> Option<Level>,
) -> Vec<Vec<Place>> {
    let mut lines: Vec<Vec<Place>> = Vec::new();
    let mut line: Vec<Place> = Vec::new();
    for step in &goal.steps {
        let (left, right) = edges(scene.columns, step);
        let follows = line.last().is_some_and(|&(x, _)| x >= left);
        let level = level(step);
        if !follows || level.is_none() || scene.spec.breaks_before(step.periods.start) {
            lines.push(std::mem::take(&mut line));
        }
        if let Some(level) = level {
            line.extend([(left, level.get()), (right, level.get())]);
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    lines
}

/// From where to where a step holds, in columns.
pub(super) fn edges(columns: &Columns, step: &GoalStep) -> (f64, f64) {
    let left = columns.start(step.periods.start);
    (left, columns.end(step.periods.end).max(left))
}
