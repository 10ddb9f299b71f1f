//! A percentage as marks that are filled as far as the figure: ten of them, or a hundred dots for a few in a hundred.

use std::sync::LazyLock;

use super::super::ink::Ink;
use super::super::outline::Outline;
use super::super::shapes::Shapes;
use super::super::spec::{Level, Tone};
use super::super::units::count;
use super::drawn;
use crate::markup::Html;

/// Figure and target up to this are few in a hundred: in a bar of ten marks they would crowd into the first, and people
/// grasp so few better as so many of a hundred.
const FEW: f64 = 10.0;

/// Draws a percentage with one target, the two edges of a range, or none: dots if all of it is few in a hundred, ten marks
/// if it is between none and all. `None` for a figure that is no part of a hundred.
///
/// Also returns how far along the ten marks each target is, in per cent of the width. `None` for dots, which have no such
/// places.
pub fn share(figure: Level, targets: &[Level], status: Tone) -> Option<(Html, Option<Vec<f64>>)> {
    let all_within = |most| {
        let mut all = targets.iter().chain([&figure]);
        all.all(|level| is_within(*level, most))
    };
    if all_within(FEW) {
        return Some((HUNDRED.draw(figure, status), None));
    }
    all_within(100.0).then(|| {
        let places = targets.iter().map(|target| TEN.place(target.0));
        (TEN.draw(figure, status), Some(places.collect()))
    })
}

fn is_within(level: Level, most: f64) -> bool {
    (0.0..=most).contains(&level.0)
}

/// Rows of marks, squares with round corners. All lengths are in drawing units.
#[derive(Debug, PartialEq)]
struct Marks {
    name: &'static str,
    size: (f64, f64),
    /// How much of a hundred each mark is.
    each: f64,
    across: usize,
    rows: usize,
    /// Round the edge, so that no outline is cut.
    edge: f64,
    side: f64,
    pitch: f64,
    /// Of the corners of a mark. One whose corners reach its middle is a circle.
    radius: f64,
    /// Whether an empty mark is drawn under a full one.
    is_ground_whole: bool,
}

const TEN: Marks = Marks {
    name: "proportion",
    size: (200.0, 18.0),
    each: 10.0,
    across: 10,
    rows: 1,
    edge: 1.0,
    side: 16.0,
    pitch: 20.0,
    radius: 3.0,
    is_ground_whole: true,
};

const HUNDRED: Marks = Marks {
    name: "dots",
    size: (200.0, 32.0),
    each: 1.0,
    across: 25,
    rows: 4,
    edge: 1.0,
    side: 5.8,
    pitch: 8.0,
    radius: 2.9,
    is_ground_whole: false,
};

/// The outlines of whole marks, which every share has.
static WHOLE: LazyLock<[(&Marks, Vec<Outline>); 2]> = LazyLock::new(|| {
    [&TEN, &HUNDRED].map(|marks| {
        let all = 0..marks.across * marks.rows;
        (marks, all.map(|n| marks.outline(n, 1.0)).collect())
    })
});

impl Marks {
    fn draw(&self, figure: Level, status: Tone) -> Html {
        let shapes = Shapes::default();
        let filled = figure.0 / self.each;
        let all = self.across * self.rows;
        for n in (0..all).filter(|n| self.is_ground_whole || filled - count(*n) < 1.0) {
            shapes.path(Ink::Empty, self.mark(n, 1.0), None);
        }
        for n in (0..all).filter(|n| filled - count(*n) > 0.0) {
            shapes.path(Ink::Full, self.mark(n, filled - count(n)), None);
        }
        drawn(self.name, self.size, status, None, &shapes)
    }

    /// Returns how far along the first row a percentage is, as far as its marks are filled for it, in per cent of the width.
    /// What is between two marks is in the gap.
    fn place(&self, percent: f64) -> f64 {
        let marks = percent / self.each;
        let (whole, part) = (marks.floor(), marks - marks.floor());
        let left = self.edge + whole * self.pitch;
        let place = if part > 0.0 {
            left + part * self.side
        } else {
            left - (self.pitch - self.side) / 2.0
        };
        place.clamp(self.edge, self.size.0 - self.edge) / self.size.0 * 100.0
    }

    /// Returns the outline of as much of a mark, from the left, as a part of one.
    fn mark(&self, n: usize, part: f64) -> Outline {
        let known = WHOLE
            .iter()
            .find(|(marks, _)| part >= 1.0 && *marks == self);
        known.map_or_else(|| self.outline(n, part), |(_, whole)| whole[n].clone())
    }

    fn outline(&self, n: usize, part: f64) -> Outline {
        let Self { side, radius, .. } = *self;
        let (row, column) = (n / self.across, n % self.across);
        let left = self.edge + count(column) * self.pitch;
        let top = self.edge + count(row) * self.pitch;
        let at = |x: f64, y: f64| (left + x, top + y);
        let cut = part.clamp(0.0, 1.0) * side;
        let inset = self.inset(cut);
        let mut outline = Outline::default();
        outline.go(at(0.0, radius));
        // A corner is one arc as far as the cut, and the edges between corners are straight.
        if cut <= radius {
            outline.arc(at(cut, inset), radius);
            outline.go(at(cut, side - inset));
        } else {
            let straight = cut.min(side - radius);
            outline.arc(at(radius, 0.0), radius);
            outline.go(at(straight, 0.0));
            outline.arc(at(cut, inset), radius);
            outline.go(at(cut, side - inset));
            outline.arc(at(straight, side), radius);
            outline.go(at(radius, side));
        }
        outline.arc(at(0.0, side - radius), radius);
        outline.close();
        outline
    }

    /// Returns how far the outline of a mark lies below its top at a distance from its left edge.
    fn inset(&self, x: f64) -> f64 {
        let Self { side, radius, .. } = *self;
        let from_middle = if x < radius {
            radius - x
        } else {
            (x - (side - radius)).max(0.0)
        };
        let rest = (radius * radius - from_middle * from_middle).max(0.0);
        radius - rest.sqrt()
    }
}
