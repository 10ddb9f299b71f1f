//! The two scales on which councils publish ratings. Ratings are never converted from one to the other.

/// The scale of targets and tolerances, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Worse than the tolerance.
    Outside,
    /// Worse than the target, but no worse than the tolerance.
    Within,
    /// As good as the target, or better.
    OnTarget,
}

/// The scale of colours that some publishers use, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// The worst rating.
    Red,
    /// The middle rating.
    Amber,
    /// The best rating.
    Green,
}

/// A rating on the publisher's own scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// On target, within tolerance or outside tolerance.
    Tolerance(Standing),
    /// Green, amber or red.
    Colour(Colour),
}

impl Rating {
    /// Returns whether it is green, or on or better than target.
    pub(crate) fn is_good(self) -> bool {
        matches!(
            self,
            Self::Tolerance(Standing::OnTarget) | Self::Colour(Colour::Green)
        )
    }

    /// Returns whether it is red, or outside tolerance.
    pub(crate) fn is_poor(self) -> bool {
        matches!(
            self,
            Self::Tolerance(Standing::Outside) | Self::Colour(Colour::Red)
        )
    }
}
