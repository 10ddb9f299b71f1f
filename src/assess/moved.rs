//! What moved in a quarter in which no measure is rated.

use super::Assessment;
use super::direction::{NoComparison, Travel};
use super::rollup::grouped;
use crate::model::{MeasureId, Quarter, TypedDirection};

/// How a measure is counted by its movement. Each measure has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Movement {
    /// Better by a change that counts.
    Improved,
    /// Worse by a change that counts.
    Worsened,
    /// Up, if neither way is better.
    WentUp,
    /// Down, if neither way is better.
    WentDown,
    /// No change that counts.
    NoRealChange,
    /// Better, then worse, or the other way round, over three results.
    NoClearDirection,
    /// There is a figure, and no comparison is available.
    NotCompared,
    /// The quarter has no figure.
    NoFigure,
}

impl Movement {
    /// Returns whether the figure moved by a change that counts.
    pub fn is_moved(self) -> bool {
        self < Self::NoRealChange
    }
}

impl Travel {
    /// Returns how a measure with this direction is counted.
    pub fn movement(&self) -> Movement {
        match self {
            Self::Improved(_) => Movement::Improved,
            Self::Worsened(_) => Movement::Worsened,
            Self::WentUp(_) => Movement::WentUp,
            Self::WentDown(_) => Movement::WentDown,
            Self::NoRealChange(_) | Self::WithinBand(_) | Self::WithinMargin(_) => {
                Movement::NoRealChange
            }
            Self::NoClearDirection(..) => Movement::NoClearDirection,
            Self::Printed(printed, _) => match printed.is {
                TypedDirection::Improved => Movement::Improved,
                TypedDirection::NoChange => Movement::NoRealChange,
                TypedDirection::Worsened => Movement::Worsened,
            },
            Self::NotAvailable(NoComparison::NoFigure) => Movement::NoFigure,
            Self::NotAvailable(_) => Movement::NotCompared,
        }
    }
}

/// The measures of a quarter in which none is rated, by their movement. Each is counted once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The movements that measures have, those that improved first.
    pub groups: Vec<(Movement, Vec<MeasureId>)>,
}

impl Moved {
    /// Returns the number of measures with a movement.
    pub fn count(&self, of: Movement) -> usize {
        let group = self.groups.iter().find(|(movement, _)| *movement == of);
        group.map_or(0, |(_, own)| own.len())
    }

    /// Returns the number of all measures.
    pub fn total(&self) -> usize {
        self.groups.iter().map(|(_, own)| own.len()).sum()
    }
}

impl Assessment {
    /// Returns the measures of a quarter by their movement, for the comparison that each shows first. `None` if a measure
    /// is rated, or if none has a figure.
    pub fn moved(&self, quarter: Quarter) -> Option<Moved> {
        if self.quarter(quarter).rollup.all().rated() > 0 {
            return None;
        }
        let counted = self.in_quarter(quarter).counted();
        let mut groups = grouped(counted.map(|one| {
            let movement = one.judged.direction.leading().movement();
            (movement, one.measure.id.clone())
        }));
        groups.sort_by_key(|(movement, _)| *movement);
        let mut movements = groups.iter().map(|(movement, _)| *movement);
        let has_figures = movements.any(|movement| movement != Movement::NoFigure);
        has_figures.then_some(Moved { groups })
    }
}
