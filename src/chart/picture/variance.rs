//! A budget's variance: to the right of zero what is over, to the left what is under.

use super::super::ink::Ink;
use super::super::shapes::Shapes;
use super::super::spec::{Level, Tone};
use super::super::units::tenths;
use super::drawn;
use crate::markup::Html;

/// A variance among the others of its table. All in the same unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variance {
    /// Over budget is positive.
    pub amount: Level,
    /// The largest of the table, over or under: it takes all the room on its side.
    pub largest: Level,
    /// Up to where over is amber, where there is such a threshold.
    pub amber_up_to: Option<Level>,
}

/// Width and height in drawing units.
const SIZE: (f64, f64) = (180.0, 20.0);
const ZERO: f64 = SIZE.0 / 2.0;
/// At either side, for the mark at the end of a bar.
const EDGE: f64 = 8.0;
const REACH: f64 = 5.5;
const TOP: f64 = 6.0;

/// Draws how far bars may reach, the bar, zero, the threshold, and the shape of the rating at the end of the bar: to the
/// right of zero what is over a budget, to the left what is under.
pub fn variance(variance: &Variance, status: Tone) -> Html {
    let shapes = Shapes::default();
    let end = variance.place(variance.amount);
    let (top, bottom, middle) = (1.0, SIZE.1 - 1.0, SIZE.1 / 2.0);
    shapes.stroke(Ink::Grid, [(EDGE, middle), (SIZE.0 - EDGE, middle)]);
    if tenths(end) != tenths(ZERO) {
        shapes.fill(Ink::Full, [(ZERO, TOP), (end, SIZE.1 - TOP)], None);
    }
    if let Some(threshold) = variance.amber_up_to {
        let x = variance.place(threshold);
        for ink in [Ink::Halo, Ink::Slack] {
            shapes.stroke(ink, [(x, top), (x, bottom)]);
        }
    }
    shapes.stroke(Ink::Zero, [(ZERO, top), (ZERO, bottom)]);
    if status != Tone::None {
        shapes.mark(Ink::of_status(status), (end, middle), REACH, None);
    }
    drawn("variance", SIZE, status, None, &shapes)
}

impl Variance {
    /// Where an amount lies: no farther than the largest, or than the threshold where that is larger still.
    fn place(&self, amount: Level) -> f64 {
        let threshold = self.amber_up_to.map_or(0.0, |level| level.0.abs());
        let farthest = self.largest.0.abs().max(threshold);
        if farthest == 0.0 {
            return ZERO;
        }
        ZERO + (amount.0 / farthest).clamp(-1.0, 1.0) * (ZERO - EDGE)
    }
}
