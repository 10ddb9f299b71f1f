//! The lines and points of a trend, from the back to the front.

use super::columns::Columns;
use super::gaps;
use super::gutter::Standing;
use super::ink::Ink;
use super::marks::Mark;
use super::plot::Place;
use super::spec::{Benchmark, LatestMonth, Level, Point};
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
    for benchmark in named.filter(|benchmark| !benchmark.line.label.trim().is_empty()) {
        let ends = benchmark_ends(scene.columns, benchmark);
        scene.plot.line(ends.to_vec(), Ink::Benchmark);
    }
}

/// The left and the right end of another body's figure.
pub(super) fn benchmark_ends(columns: &Columns, benchmark: &Benchmark) -> [Place; 2] {
    let (left, right) = match &benchmark.periods {
        Some(periods) => (columns.start(periods.start), columns.start(periods.end)),
        None => (0.0, columns.span()),
    };
    [left, right].map(|x| (x, benchmark.line.level.get()))
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

/// The figures that are joined, and the months after them that are.
pub(super) fn runs_of(scene: &Scene<'_, '_>) -> Vec<(Vec<Place>, Ink)> {
    let place = |(i, level): (usize, Level)| (Columns::middle(i), level.get());
    let groups = scene.spec.groups().into_iter();
    let runs = groups.map(|group| group.into_iter().map(place).collect());
    let months = (0..).zip(&scene.spec.latest);
    let months: Vec<_> = months.collect();
    let months = months.chunk_by(|_, (_, month)| month.is_joined);
    let months = months.map(|group| {
        let place =
            |(i, month): &(usize, &LatestMonth)| (scene.columns.month(*i), month.level.get());
        group.iter().map(place).collect()
    });
    let runs = runs.map(|run| (run, Ink::Run));
    let all = runs.chain(months.map(|run| (run, Ink::Months)));
    all.filter(|(run, _): &(Vec<Place>, Ink)| run.len() > 1)
        .collect()
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
