//! The lines and points of a trend, from the back to the front.

use super::columns::Columns;
use super::gaps;
use super::gutter::Standing;
use super::ink::Ink;
use super::marks::Mark;
use super::plot::Place;
use super::spec::Point;
use super::trend::Scene;

/// The length of the stroke under a column, in drawing units.
const TICK: f64 = 4.0;

/// Columns narrower than this, in drawing units, have a stroke only where they have a name.
const CROWDED: f64 = 9.0;

/// Draws the zero line, or the cut where there is none, and the strokes under columns.
pub(super) fn floor(scene: &Scene<'_, '_>, named: &[usize]) {
    let bottom = scene.frame.bottom;
    if scene.scale.low() <= 0.0 && scene.scale.high() >= 0.0 {
        let zero = vec![(0.0, 0.0), (scene.columns.span(), 0.0)];
        scene.plot.line(zero, Ink::Zero);
    } else {
        for x in [scene.frame.left + 1.0, scene.frame.left + 6.0] {
            let cut = [(x, bottom + TICK), (x + TICK, bottom - TICK)];
            scene.plot.screen.stroke(&cut, Ink::AxisCut);
        }
    }
    for i in 0..scene.spec.periods.len() {
        if scene.columns.width() >= CROWDED || named.contains(&i) {
            let x = scene.middle_of(i);
            let tick = [(x, bottom), (x, bottom + TICK)];
            scene.plot.screen.stroke(&tick, Ink::Tick);
        }
    }
}

/// Draws the breaks, up beside their labels.
pub(super) fn breaks(scene: &Scene<'_, '_>) {
    for (x, _) in scene.break_places() {
        let line = [(x, super::breaks::TOP), (x, scene.frame.bottom)];
        scene.plot.screen.stroke(&line, Ink::Break);
    }
}

/// Draws other bodies' figures: each is named, on the drawing or under it.
pub(super) fn benchmarks(scene: &Scene<'_, '_>) {
    let named = scene.spec.benchmarks.iter();
    for line in named.filter(|line| !line.label.trim().is_empty()) {
        let (right, y) = scene.plot.at((scene.columns.span(), line.level.get()));
        let across = [(scene.frame.left, y), (right, y)];
        scene.plot.screen.stroke(&across, Ink::Benchmark);
    }
}

/// Draws what joins a label to the line that it had to move away from.
pub(super) fn leaders(scene: &Scene<'_, '_>, standing: &[Standing<'_>]) {
    for leader in standing.iter().filter_map(|s| s.leader) {
        scene.plot.screen.stroke(&leader, Ink::Leader);
    }
}

/// Joins the figures, and the months after them.
pub(super) fn runs(scene: &Scene<'_, '_>) {
    for (run, ink) in runs_of(scene) {
        scene.plot.line(run, ink);
    }
}

/// The figures joined, and the months after them. The line stops at a missing figure and at a break.
pub(super) fn runs_of(scene: &Scene<'_, '_>) -> Vec<(Vec<Place>, Ink)> {
    let mut runs: Vec<(Vec<Place>, Ink)> = vec![(Vec::new(), Ink::Run)];
    for (i, period) in scene.spec.periods.iter().enumerate() {
        let missing = matches!(period.point, Point::Gap { .. } | Point::RatedOnly { .. });
        if missing || scene.breaks_before(i) {
            runs.push((Vec::new(), Ink::Run));
        }
        if let (Point::Value { level, .. }, Some((run, _))) = (&period.point, runs.last_mut()) {
            run.push((Columns::middle(i), level.get()));
        }
    }
    let months = scene.spec.latest.iter().enumerate();
    let months = months.map(|(i, month)| (scene.columns.month(i), month.level.get()));
    runs.push((months.collect(), Ink::Months));
    runs.retain(|(run, _)| run.len() > 1);
    runs
}

/// Draws the points: those without a figure under the axis, the others where they are.
pub(super) fn marks(scene: &Scene<'_, '_>) {
    for mark in gaps::marks(scene) {
        scene.plot.screen.draw_on_sheet(&mark);
    }
    for (i, period) in scene.spec.periods.iter().enumerate() {
        if let Point::Value {
            level,
            label,
            status,
        } = &period.point
        {
            scene.plot.draw(&Mark {
                at: (Columns::middle(i), level.get()),
                ink: Ink::of_status(*status),
                reach: scene.reach(),
                words: scene.sheet.says(|| format!("{}: {label}", period.long)),
            });
        }
    }
    for (i, month) in scene.spec.latest.iter().enumerate() {
        scene.plot.draw(&Mark {
            at: (scene.columns.month(i), month.level.get()),
            ink: Ink::Month,
            reach: scene.reach(),
            words: scene.sheet.says(|| month.long.clone()),
        });
    }
}
