//! Tolerances for targets that have none: of the whole site, of a group, or of a set.

use rust_decimal::Decimal;

use super::rating::Scale;
use super::{Aim, Condition, Goal, Judgement, Measure, Polarity, Target, Tolerance};

/// The tolerances of a site. None of them is a figure, which only a measure can have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tolerances {
    pub(crate) all: Option<Tolerance>,
    pub(crate) groups: Vec<(String, Tolerance)>,
    pub(crate) sets: Vec<(String, Tolerance)>,
}

impl Tolerances {
    /// Rule: a measure takes the tolerance of its group, or else of its set, or else of the site.
    fn of(&self, measure: &Measure) -> Option<Tolerance> {
        let named = |list: &[(String, Tolerance)], name: Option<&String>| {
            let own = list.iter().find(|(of, _)| Some(of) == name);
            own.map(|(_, tolerance)| *tolerance)
        };
        let of_group = named(&self.groups, measure.group.as_ref());
        let of_set = || named(&self.sets, measure.set.as_ref());
        of_group.or_else(of_set).or(self.all)
    }
}

impl Scale {
    /// Returns how far a target may be missed by the conditions of the scale: the least strict one.
    fn widest(&self) -> Option<Tolerance> {
        let conditions = self.ratings.iter().rev();
        let mut limits = conditions.filter_map(|rating| match rating.when {
            Some(Condition::Within(tolerance)) => Some(tolerance),
            _ => None,
        });
        limits.next()
    }
}

impl Measure {
    /// Gives the targets that have no tolerance the one that their scale has, or the site.
    pub(crate) fn take_tolerances(&mut self, site: &Tolerances) {
        self.tolerance = if self.scale.uses(Condition::Tolerance) {
            site.of(self)
        } else {
            self.scale.widest()
        };
        let usual = self.tolerance;
        if let Judgement::Judged { targets, .. } = &mut self.judgement {
            for target in targets {
                target.take_tolerance(usual);
            }
        }
        for member in &mut self.members {
            member.take_tolerances(site);
        }
    }
}

impl Target {
    /// Gives the target a tolerance, unless it has its own.
    pub(crate) fn take_tolerance(&mut self, usual: Option<Tolerance>) {
        let has_own = |is_set: bool| is_set && !self.has_usual_tolerance;
        // A percentage of nothing is nothing.
        let of = |target: Decimal| {
            usual.filter(|usual| !matches!(usual, Tolerance::Percent(_) if target.is_zero()))
        };
        match &mut self.aim {
            Aim::Goal(Goal::One {
                target, tolerance, ..
            }) if !has_own(tolerance.is_some()) => *tolerance = of(*target),
            Aim::Goal(Goal::Band { low, high, outer }) if !has_own(outer.is_some()) => {
                *outer = usual.map(|usual| usual.around(*low, *high));
            }
            Aim::Profile { tolerance } | Aim::LastYear { tolerance, .. }
                if !has_own(tolerance.is_some()) =>
            {
                *tolerance = usual;
            }
            _ => return,
        }
        self.has_usual_tolerance = usual.is_some();
    }
}

impl Tolerance {
    /// Returns the wider range around a range.
    pub(crate) fn around(self, low: Decimal, high: Decimal) -> (Decimal, Decimal) {
        (
            self.bound(low, Polarity::Higher),
            self.bound(high, Polarity::Lower),
        )
    }
}
