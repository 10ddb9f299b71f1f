//! Marks that are filled in part: a square with round corners, or a circle, cut off by an upright line.

use super::super::outline::Outline;

/// A square with round corners; one whose corners reach its middle is a circle. In drawing units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Square {
    /// From the left of the drawing to its left.
    pub(super) left: f64,
    /// From the top of the drawing to its top.
    pub(super) top: f64,
    /// From edge to edge.
    pub(super) side: f64,
    /// Of its corners, no more than half of the side.
    pub(super) radius: f64,
}

impl Square {
    /// The whole of it.
    pub(super) fn whole(self) -> Outline {
        self.cut(1.0)
    }

    /// As much of it, from the left, as a part of one.
    pub(super) fn cut(self, part: f64) -> Outline {
        let Self { side, radius, .. } = self;
        let cut = part.clamp(0.0, 1.0) * side;
        let at = |x: f64, y: f64| (self.left + x, self.top + y);
        let mut outline = Outline::default();
        outline.go(at(0.0, radius));
        let inset = self.inset(cut);
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

    /// How far the outline lies below the top at a distance from the left edge.
    fn inset(self, x: f64) -> f64 {
        let Self { side, radius, .. } = self;
        let from_middle = if x < radius {
            radius - x
        } else {
            (x - (side - radius)).max(0.0)
        };
        radius
            - (radius * radius - from_middle * from_middle)
                .max(0.0)
                .sqrt()
    }
}
