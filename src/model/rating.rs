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
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Colour {
    Red,
    Amber,
    Green,
}

/// A rating on the publisher's own scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named as its scale")]
pub enum Rating {
    Tolerance(Standing),
    Colour(Colour),
}

impl Rating {
    /// Every rating.
    pub(crate) const ALL: [Self; 6] = [
        Self::Tolerance(Standing::OnTarget),
        Self::Tolerance(Standing::Within),
        Self::Tolerance(Standing::Outside),
        Self::Colour(Colour::Green),
        Self::Colour(Colour::Amber),
        Self::Colour(Colour::Red),
    ];

    /// Returns whether it is green, or on or better than target.
    pub(crate) fn is_good(self) -> bool {
        self == Self::Tolerance(Standing::OnTarget) || self == Self::Colour(Colour::Green)
    }

    /// Returns whether it is amber, or within tolerance.
    pub(crate) fn is_near(self) -> bool {
        self == Self::Tolerance(Standing::Within) || self == Self::Colour(Colour::Amber)
    }

    /// Returns whether it is red, or outside tolerance.
    pub(crate) fn is_poor(self) -> bool {
        self == Self::Tolerance(Standing::Outside) || self == Self::Colour(Colour::Red)
    }
}
