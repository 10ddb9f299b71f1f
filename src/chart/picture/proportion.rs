//! A percentage as ten marks.

use super::super::ink::Ink;
use super::super::shapes::Shapes;
use super::super::units::count;
use super::cut::Square;
use super::share::Share;

/// Round the edge, for the ticks at none and at all.
const EDGE: f64 = 2.0;
const SIDE: f64 = 16.0;
const GAP: f64 = 4.0;
const PITCH: f64 = SIDE + GAP;
/// Above and below the marks, for the ends of the ticks.
const OVER: f64 = 5.0;
const MARKS: usize = 10;

/// Width and height in drawing units.
pub(super) const SIZE: (f64, f64) = (200.0, SIDE + 2.0 * OVER);

/// Draws the marks, and the ticks over them.
pub(super) fn draw(share: &Share, shapes: &Shapes) {
    let of_ten = share.figure.get() / 10.0;
    for n in 0..MARKS {
        shapes.path(Ink::Empty, mark(n).whole(), None);
    }
    for n in 0..MARKS {
        let part = of_ten - count(n);
        if part > 0.0 {
            shapes.path(Ink::Full, mark(n).cut(part), None);
        }
    }
    share.ticks(shapes, (1.0, SIZE.1 - 1.0), place);
}

fn mark(n: usize) -> Square {
    Square {
        left: EDGE + count(n) * PITCH,
        top: OVER,
        side: SIDE,
        radius: 3.0,
    }
}

/// Where a percentage lies, as far as the marks are filled for it. What lies between two marks stands in the gap.
fn place(percent: f64) -> f64 {
    let of_ten = percent / 10.0;
    let whole = of_ten.floor();
    let part = of_ten - whole;
    if part > 0.0 {
        EDGE + whole * PITCH + part * SIDE
    } else {
        (EDGE + whole * PITCH - GAP / 2.0).clamp(EDGE, SIZE.0 - EDGE)
    }
}
