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
            scene.plot.stroke(&cut, Ink::AxisCut);
        }
    }
    for i in 0..scene.spec.periods.len() {
        if scene.columns.width() >= CROWDED || named.contains(&i) {
            let x = scene.middle_of(i);
            let tick = [(x, bottom), (x, bottom + TICK)];
            scene.plot.stroke(&tick, Ink::Tick);
        }
    }
}

/// Draws the breaks, up beside their labels.
pub(super) fn breaks(scene: &Scene<'_, '_>) {
    for (x, _) in scene.break_places() {
        let line = [(x, super::breaks::TOP), (x, scene.frame.bottom)];
        scene.plot.stroke(&line, Ink::Break);
    }
}

/// Draws other bodies' figures: those whose label found room, since a line without a name tells nothing.
pub(super) fn benchmarks(scene: &Scene<'_, '_>, standing: &[Standing]) {
    for line in standing.iter().filter(|s| s.ink == Ink::BenchmarkText) {
        let (right, y) = line.end;
        scene
            .plot
            .stroke(&[(scene.frame.left, y), (right, y)], Ink::Benchmark);
    }
}

/// Draws what joins a label to the line that it had to move away from.
pub(super) fn leaders(scene: &Scene<'_, '_>, standing: &[Standing]) {
    for leader in standing.iter().filter_map(|s| s.leader) {
        scene.plot.stroke(&leader, Ink::Leader);
    }
}

/// Joins the figures, and the months after them. The line stops at a missing figure and at a break.
pub(super) fn runs(scene: &Scene<'_, '_>) {
    let mut run: Vec<Place> = Vec::new();
    for (i, period) in scene.spec.periods.iter().enumerate() {
        let missing = matches!(period.point, Point::Gap { .. } | Point::RatedOnly { .. });
        if missing || scene.breaks_before(i) {
            join(scene, &mut run, Ink::Run);
        }
        if let Point::Value { level, .. } = &period.point {
            run.push((Columns::middle(i), level.get()));
        }
    }
    join(scene, &mut run, Ink::Run);
    let months = scene.spec.latest.iter().enumerate();
    let mut months = months
        .map(|(i, month)| (scene.columns.month(i), month.level.get()))
        .collect();
    join(scene, &mut months, Ink::Months);
}

fn join(scene: &Scene<'_, '_>, run: &mut Vec<Place>, ink: Ink) {
    let run = std::mem::take(run);
    if run.len() > 1 {
        scene.plot.line(run, ink);
    }
}

/// Draws the points: those without a figure under the axis, the others where they are.
pub(super) fn marks(scene: &Scene<'_, '_>) {
    for mark in gaps::marks(scene) {
        scene.plot.draw_on_sheet(&mark);
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
