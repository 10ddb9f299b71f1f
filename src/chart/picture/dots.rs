//! A small percentage as dots, a hundred of them.

use super::super::ink::Ink;
use super::super::shapes::Shapes;
use super::super::units::count;
use super::cut::Square;
use super::share::Share;

/// Dots across, all of the few in the first row.
const ACROSS: usize = 25;
const DOWN: usize = 4;
const EDGE: f64 = 1.0;
const SIDE: f64 = 5.8;
const PITCH: f64 = 8.0;
/// Above the first row, and between it and the second, for the ends of the ticks.
const OVER: f64 = 4.0;

/// Width and height in drawing units.
pub(super) const SIZE: (f64, f64) = (200.0, 40.0);

/// Draws the dots, and the ticks over the first row.
pub(super) fn draw(share: &Share, shapes: &Shapes) {
    let figure = share.figure.get();
    for n in 0..ACROSS * DOWN {
        if figure - count(n) < 1.0 {
            shapes.path(Ink::Empty, dot(n).whole(), None);
        }
    }
    for n in 0..ACROSS {
        let part = figure - count(n);
        if part > 0.0 {
            shapes.path(Ink::Full, dot(n).cut(part), None);
        }
    }
    share.ticks(shapes, (0.5, OVER + SIDE + OVER - 0.5), place);
}

fn dot(n: usize) -> Square {
    let (row, column) = (n / ACROSS, n % ACROSS);
    let apart = if row > 0 { OVER - (PITCH - SIDE) } else { 0.0 };
    Square {
        left: EDGE + count(column) * PITCH,
        top: OVER + count(row) * PITCH + apart,
        side: SIDE,
        radius: SIDE / 2.0,
    }
}

/// Where a percentage lies in the first row, as far as its dots are filled for it.
fn place(percent: f64) -> f64 {
    let whole = percent.floor();
    let part = percent - whole;
    if part > 0.0 {
        EDGE + whole * PITCH + part * SIDE
    } else {
        (EDGE + whole * PITCH - (PITCH - SIDE) / 2.0).max(EDGE)
    }
}
