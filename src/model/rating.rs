//! The two scales on which councils publish ratings. They are never translated into one another.

/// The scale of targets and tolerances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Worse than the tolerance.
    Outside,
    /// Worse than the target, no worse than the tolerance.
    Within,
    /// As good as the target, or better.
    OnTarget,
}

/// The scale of colours, as some publishers speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// Red.
    Red,
    /// Amber.
    Amber,
    /// Green.
    Green,
}

/// A rating on the publisher's own scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// On target, within or outside tolerance.
    Tolerance(Standing),
    /// Green, amber or red.
    Colour(Colour),
}

impl Rating {
    /// Green, or on or better than target.
    pub fn is_good(self) -> bool {
        matches!(
            self,
            Self::Tolerance(Standing::OnTarget) | Self::Colour(Colour::Green)
        )
    }

    /// Red, or outside tolerance.
    pub fn is_poor(self) -> bool {
        matches!(
            self,
            Self::Tolerance(Standing::Outside) | Self::Colour(Colour::Red)
        )
    }
}
