//! Where labels go: each has candidate places in order of preference, and the caller places labels in order of
//! importance.

use super::ink::Ink;
use super::shapes::{Anchor, At, Bounds, Shapes, Text};
use super::sheet::{GAP, Sheet};

#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) anchor: Anchor,
    pub(super) at: At,
    /// What it costs compared with the best one, in the units of what it would hide.
    pub(super) cost: u32,
    /// Drawn from what the label names to a label away from it.
    pub(super) leader: Option<[At; 2]>,
}

impl Spot {
    pub(super) fn new(anchor: Anchor, x: f64, y: f64, cost: u32) -> Self {
        Self {
            anchor,
            at: (x, y),
            cost,
            leader: None,
        }
    }
}

/// The most that a label may hide: nothing.
pub(super) const NOTHING: u32 = 0;
/// The most that a label may hide: lines that figures are compared with.
pub(super) const LINES: u32 = 60;
/// The most that a label may hide: any line, but no point and no label.
pub(super) const ANY_LINE: u32 = 200;
/// What a point or a label counts.
const MOST: u32 = 1000;

/// Between a label and the points and strokes near it, in drawing units.
const AIR: f64 = 3.0;
/// From a line to a label along it, in drawing units.
const OFF: f64 = 3.0;
/// From one place along a line to the next, in drawing units.
const STEP: f64 = 8.0;

#[derive(Debug)]
enum Obstacle {
    Label(Bounds),
    Point(Bounds),
    Stroke([At; 2]),
}

/// The labels of a drawing, and what they should not hide.
#[derive(Debug)]
pub(super) struct Labels {
    sheet: Bounds,
    obstacles: Vec<(Obstacle, u32)>,
    placed: Vec<(Text, Spot)>,
}

impl Labels {
    pub(super) fn new(sheet: &Sheet) -> Self {
        Self {
            sheet: Bounds {
                left: 0.0,
                right: sheet.width,
                top: 0.0,
                bottom: sheet.height,
            },
            obstacles: Vec::new(),
            placed: Vec::new(),
        }
    }

    pub(super) fn reserve(&mut self, area: Bounds) {
        self.obstacles.push((Obstacle::Label(area), MOST));
    }

    pub(super) fn keep_off_point(&mut self, at: At, reach: f64) {
        let point = Obstacle::Point(Bounds::around(at, reach));
        self.obstacles.push((point, MOST));
    }

    /// Keeps labels off a stroke, as far as it matters.
    pub(super) fn keep_off_stroke(&mut self, ends: [At; 2], ink: Ink) {
        let worth = match ink {
            Ink::Run => ANY_LINE,
            Ink::Months => 150,
            Ink::Benchmark => 2,
            _ => LINES,
        };
        self.obstacles.push((Obstacle::Stroke(ends), worth));
    }

    /// Places a label on the sheet, as [`place_in`](Self::place_in) does.
    pub(super) fn place(
        &mut self,
        text: Text,
        spots: impl IntoIterator<Item = Spot>,
        most: u32,
    ) -> Option<Bounds> {
        self.place_in(self.sheet, text, spots, most)
    }

    /// Places a label where it hides and costs least, the earlier place of two alike. Returns the room that it takes;
    /// `None` if it is empty, or if each place leaves the area or the sheet or hides more than `most`.
    pub(super) fn place_in(
        &mut self,
        area: Bounds,
        text: Text,
        spots: impl IntoIterator<Item = Spot>,
        most: u32,
    ) -> Option<Bounds> {
        if text.is_blank() {
            return None;
        }
        let mut best: Option<(u32, Spot, Bounds)> = None;
        for spot in spots {
            let least = best.map_or(u32::MAX, |(least, ..)| least);
            let bounds = text.bounds(spot.anchor, spot.at);
            if spot.cost < least
                && self.sheet.holds(&bounds)
                && area.holds(&bounds)
                && let Some(hidden) = self.hidden(&bounds, spot.leader, most)
                && hidden + spot.cost < least
            {
                best = Some((hidden + spot.cost, spot, bounds));
            }
        }
        let (_, spot, bounds) = best?;
        self.reserve(bounds);
        if let Some(leader) = spot.leader {
            self.keep_off_stroke(leader, Ink::Leader);
        }
        self.placed.push((text, spot));
        Some(bounds)
    }

    /// What a label would hide; `None` if any one thing is more than `most`. Its leader is better off other labels.
    fn hidden(&self, bounds: &Bounds, leader: Option<[At; 2]>, most: u32) -> Option<u32> {
        let airy = bounds.grown(AIR);
        let is_cut =
            |area: &Bounds| leader.is_some_and(|leader| area.grown(AIR).is_crossed(leader));
        let worth = |(obstacle, worth): &(Obstacle, u32)| match obstacle {
            Obstacle::Label(area) if bounds.meets(area) => *worth,
            Obstacle::Label(area) if is_cut(area) => LINES,
            Obstacle::Point(area) if airy.meets(area) => *worth,
            Obstacle::Stroke(ends) if airy.is_crossed(*ends) => *worth,
            _ => 0,
        };
        let mut worths = self.obstacles.iter().map(worth);
        worths.try_fold(0, |sum, worth| (worth <= most).then_some(sum + worth))
    }

    pub(super) fn draw_leaders(&self, shapes: &Shapes) {
        for leader in self.placed.iter().filter_map(|(_, spot)| spot.leader) {
            shapes.stroke(Ink::Leader, leader);
        }
    }

    pub(super) fn draw(self, shapes: &Shapes) {
        for (text, spot) in self.placed {
            shapes.text(text, spot.anchor, spot.at);
        }
    }
}

/// Places round a point, from near to far: above, below, to the right, to the left, and between.
pub(super) fn around(text: &Text, (x, y): At, reach: f64) -> impl Iterator<Item = Spot> + use<> {
    use Anchor::{End, Middle, Start};
    let face = text.face;
    let (aside, near) = (reach + GAP, reach * 0.5);
    let rings = [(0.0, 0), (4.0, 2), (9.0, 5), (16.0, 9)].into_iter();
    rings.flat_map(move |(further, cost)| {
        let up = y - reach - OFF - further - face.below();
        let down = y + reach + OFF + further + face.above();
        let places = [
            (Middle, x, up),
            (Middle, x, down),
            (Start, x + aside + further, y),
            (End, x - aside - further, y),
            (Start, x - near, up),
            (Start, x - near, down),
            (End, x + near, up),
            (End, x + near, down),
            (Start, x + aside, up + near),
            (Start, x + aside, down - near),
            (End, x - aside, up + near),
            (End, x - aside, down - near),
        ];
        places.map(move |(anchor, x, y)| Spot::new(anchor, x, y, cost))
    })
}

/// Places above and below a point, from near to as far as the limits.
pub(super) fn above_and_below((x, y): At, limits: Bounds) -> impl Iterator<Item = Spot> {
    let far = (1..).map(|steps: u32| (f64::from(steps) * STEP, steps));
    let far = far.take_while(move |(away, _)| y - away > limits.top || y + away < limits.bottom);
    far.flat_map(move |(away, cost)| {
        let anchors = [Anchor::Middle, Anchor::End, Anchor::Start].into_iter();
        anchors.flat_map(move |anchor| [y - away, y + away].map(|y| Spot::new(anchor, x, y, cost)))
    })
}

/// The side of a line where its label should be, if it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
}

/// Places along a level line, from its right end to its left, first on the preferred side.
pub(super) fn along(
    text: &Text,
    from: f64,
    (to, y): At,
    side: Side,
) -> impl Iterator<Item = Spot> + use<> {
    let above = y - OFF - text.face.below();
    let below = y + OFF + text.face.above();
    let sides = match side {
        Side::Above => [above, below],
        Side::Below => [below, above],
    };
    let room = (to - from - text.width - 2.0 * OFF).max(0.0);
    sides.into_iter().flat_map(move |y| {
        let moves = std::iter::successors(Some(0.0), |moved| Some(moved + STEP));
        let moves = moves.take_while(move |moved| *moved <= room);
        moves.map(move |moved| Spot::new(Anchor::End, to - OFF - moved, y, 0))
    })
}
