//! What words should not stand over: points, the run, and the lines it is held against.

use super::ink::Ink;
use super::letters::{Bounds, Letter, Letters};
use super::plot::Place;
use super::spec::Point;
use super::spots::Spot;
use super::trend::Scene;
use super::{goals, strokes};

/// What is drawn where, in drawing units, and how much each thing would be missed.
#[derive(Debug, Default)]
pub(super) struct Room {
    things: Vec<(Thing, u32)>,
}

#[derive(Debug)]
enum Thing {
    Box(Bounds),
    Stroke([(f64, f64); 2]),
}

/// The most that words may hide: nothing at all.
pub(super) const NOTHING: u32 = 0;
/// The most that words may hide: lines that figures are compared with, never a point or the run.
pub(super) const LINES: u32 = 4;
/// The most that words may hide: any line, never a point.
pub(super) const ANY_LINE: u32 = RUN;

const RUN: u32 = 8;
const MARK: u32 = 12;

/// A little air round words, in drawing units.
const AIR: f64 = 2.0;

impl Room {
    /// Everything on a trend that words might hide.
    pub(super) fn of(scene: &Scene<'_, '_>) -> Self {
        let mut room = Self::default();
        for (i, period) in scene.spec.periods.iter().enumerate() {
            if let Point::Value { level, .. } = period.point {
                room.mark(scene.plot_at(i, level), scene.reach());
            }
        }
        for (i, month) in scene.spec.latest.iter().enumerate() {
            let at = scene.plot.at((scene.columns.month(i), month.level.get()));
            room.mark(at, scene.reach() * Ink::MONTH_REACH);
        }
        let lines = strokes::runs_of(scene).into_iter();
        for (line, ink) in lines.chain(goals::lines_of(scene)) {
            room.path(scene, &line, ink);
        }
        for benchmark in &scene.spec.benchmarks {
            let ends = strokes::benchmark_ends(scene.columns, benchmark);
            room.path(scene, &ends, Ink::Benchmark);
        }
        for (x, _) in scene.break_places() {
            room.stroke([(x, 0.0), (x, scene.frame.bottom)], Ink::Break);
        }
        room
    }

    /// Keeps words off a point.
    pub(super) fn mark(&mut self, at: (f64, f64), reach: f64) {
        self.things
            .push((Thing::Box(Bounds::around(at, reach)), MARK));
    }

    /// Keeps words off a stroke.
    pub(super) fn stroke(&mut self, ends: [(f64, f64); 2], ink: Ink) {
        let worth = match ink {
            Ink::Run => RUN,
            Ink::Months => 6,
            Ink::Benchmark => 2,
            _ => LINES,
        };
        self.things.push((Thing::Stroke(ends), worth));
    }

    fn path(&mut self, scene: &Scene<'_, '_>, line: &[Place], ink: Ink) {
        for ends in line.windows(2) {
            let ends = [scene.plot.at(ends[0]), scene.plot.at(ends[1])];
            self.stroke(ends, ink);
        }
    }

    /// What words there would hide: all of it, and the one thing that would be missed most.
    fn hidden(&self, bounds: &Bounds) -> (u32, u32) {
        let bounds = Bounds {
            left: bounds.left - AIR,
            right: bounds.right + AIR,
            top: bounds.top - AIR,
            bottom: bounds.bottom + AIR,
        };
        let hidden = self.things.iter().filter(|(thing, _)| match thing {
            Thing::Box(other) => bounds.meets(other),
            Thing::Stroke(ends) => crosses(&bounds, *ends),
        });
        hidden.fold((0, 0), |(all, most), (_, worth)| {
            (all + worth, most.max(*worth))
        })
    }

    /// The spot that hides and costs least, the earlier one where two are alike: `None` where each would meet other
    /// words, or hide a thing that would be missed more than this.
    pub(super) fn best(
        &self,
        letters: &Letters<'_>,
        spots: impl IntoIterator<Item = Spot>,
        most: u32,
    ) -> Option<Letter> {
        let spots = spots.into_iter().filter(|(spot, _)| letters.has_room(spot));
        let weighed = spots.filter_map(|(spot, cost)| {
            let (hidden, worst) = self.hidden(&spot.bounds());
            (worst <= most).then_some((hidden + cost, spot))
        });
        let best = weighed.min_by_key(|(cost, _)| *cost);
        best.map(|(_, spot)| spot)
    }
}

/// Whether a stroke passes through a rectangle: what is left of it between the rectangle's edges, one edge after
/// another.
fn crosses(bounds: &Bounds, [(x0, y0), (x1, y1)]: [(f64, f64); 2]) -> bool {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (start, way, low, high) in [
        (x0, x1 - x0, bounds.left, bounds.right),
        (y0, y1 - y0, bounds.top, bounds.bottom),
    ] {
        if way.abs() < f64::EPSILON {
            if start <= low || start >= high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - start) / way, (high - start) / way);
        from = from.max(a.min(b));
        to = to.min(a.max(b));
    }
    from < to
}

#[cfg(test)]
mod tests {
    use super::{Bounds, crosses};

    #[test]
    fn a_stroke_crosses_a_box_only_where_it_passes_through() {
        let bounds = Bounds {
            left: 10.0,
            right: 20.0,
            top: 10.0,
            bottom: 20.0,
        };
        assert!(crosses(&bounds, [(0.0, 15.0), (30.0, 15.0)]));
        assert!(crosses(&bounds, [(0.0, 0.0), (30.0, 30.0)]));
        assert!(crosses(&bounds, [(12.0, 15.0), (13.0, 15.0)]));
        assert!(!crosses(&bounds, [(0.0, 9.0), (30.0, 9.0)]));
        assert!(!crosses(&bounds, [(0.0, 15.0), (9.0, 15.0)]));
        assert!(!crosses(
            &bounds,
            [(0.0, 25.0), (25.0, 0.0)].map(|(x, y)| (x - 8.0, y - 8.0))
        ));
    }
}
