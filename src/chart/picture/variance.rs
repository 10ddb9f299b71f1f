//! A budget's variance: to the right of zero what is over, to the left what is under.

use super::super::backend::{Outline, Svg};
use super::super::ink::Ink;
use super::super::marks::Mark;
use super::super::spec::{Level, PointStatus};
use super::super::units::tenths;

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
pub(super) const SIZE: (f64, f64) = (180.0, 20.0);
const ZERO: f64 = SIZE.0 / 2.0;
/// At either side, for the mark at the end of a bar.
const EDGE: f64 = 8.0;
const REACH: f64 = 5.5;
const TOP: f64 = 6.0;

/// Draws how far bars may reach, the bar, zero, the threshold, and the shape of the rating at the end of the bar.
pub(super) fn draw(variance: &Variance, status: PointStatus, svg: &mut Svg<'_>) {
    let end = variance.place(variance.amount);
    let mut shape = |ink, corners: &[(f64, f64)]| {
        let corners = corners.iter().map(|&(x, y)| (tenths(x), tenths(y)));
        let outline = match ink {
            Ink::Full => Outline::closed(corners),
            _ => Outline::line(corners),
        };
        svg.shape(ink, None, &outline);
    };
    let bottom = SIZE.1 - TOP;
    let middle = SIZE.1 / 2.0;
    shape(Ink::Grid, &[(EDGE, middle), (SIZE.0 - EDGE, middle)]);
    if tenths(end) != tenths(ZERO) {
        let corners = [(ZERO, TOP), (end, TOP), (end, bottom), (ZERO, bottom)];
        shape(Ink::Full, &corners);
    }
    if let Some(threshold) = variance.amber_up_to {
        let x = variance.place(threshold);
        for ink in [Ink::Halo, Ink::Slack] {
            shape(ink, &[(x, 1.0), (x, SIZE.1 - 1.0)]);
        }
    }
    shape(Ink::Zero, &[(ZERO, 1.0), (ZERO, SIZE.1 - 1.0)]);
    if status != PointStatus::Unrated {
        let mark = Mark {
            at: (),
            ink: Ink::of_status(status),
            reach: REACH,
            words: None,
        };
        let at = (tenths(end), tenths(middle));
        svg.shape(mark.ink, None, &mark.outline(at));
    }
}

impl Variance {
    /// Where an amount lies: no farther than the largest, or than the threshold where that is larger still.
    fn place(&self, amount: Level) -> f64 {
        let threshold = self.amber_up_to.map_or(0.0, |level| level.get().abs());
        let farthest = self.largest.get().abs().max(threshold);
        if farthest == 0.0 {
            return ZERO;
        }
        ZERO + (amount.get() / farthest).clamp(-1.0, 1.0) * (ZERO - EDGE)
    }
}
