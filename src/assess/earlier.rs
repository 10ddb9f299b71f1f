//! What a figure's rating would be under an earlier target.

use super::rating::{self, Outcome, RatedBy};
use super::series::{InQuarter, comparable};
use crate::model::{Figure, Goal, Measure, MeasureId, MeasureSeries, Quarter};

/// When an earlier target was in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InForce {
    /// In the same quarter last year.
    LastYear,
    /// In the first quarter of the plan.
    PlanStart(Quarter),
}

/// A rating that an earlier target would change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ByEarlierTarget {
    pub(crate) in_force: InForce,
    /// What the earlier target asks for in the quarter.
    pub(crate) goal: Goal,
    /// The rating that follows from it.
    pub(crate) outcome: Outcome,
}

impl InQuarter<'_> {
    /// Returns the ratings of a measure, or of a member by its dotted id, that would differ under an earlier target: the one of
    /// a year ago, and the one at the start of the plan.
    ///
    /// Rule: the figure is rated again by the same rule. Without a target then, or without a rating by a rule now, there is no
    /// other rating.
    pub(crate) fn by_earlier_targets(&self, id: &MeasureId) -> Vec<ByEarlierTarget> {
        let (Some(measure), Some(judged)) = (self.figures.measure(id), self.get(id)) else {
            return Vec::new();
        };
        // A target of each quarter is no change of the one of another quarter.
        if measure.judgement.targets().len() < 2 || measure.has_targets_in_quarters {
            return Vec::new();
        }
        let current = &judged.current;
        let figure = current.arithmetic.map(|arithmetic| arithmetic.figure);
        let (RatedBy::Rule, Outcome::Rated(_), Some(figure)) =
            (&current.by, current.outcome, figure)
        else {
            return Vec::new();
        };
        let plan = self.figures.plan_in_force(self.quarter);
        let start = plan.map(|plan| plan.from);
        let start = start.filter(|from| *from < measure.target_quarter(self.quarter));
        let last_year = measure.target_in(self.quarter.last_year());
        let earlier = [(InForce::LastYear, last_year)].into_iter();
        let earlier = earlier.chain(start.map(|from| {
            let target = measure.judgement.target_for(from);
            (InForce::PlanStart(from), target)
        }));
        let mut found: Vec<ByEarlierTarget> = Vec::new();
        for (in_force, target) in earlier {
            let Some(target) = target else {
                continue;
            };
            let before = self.comparable_last_year(measure);
            let rated = rating::rate_by_target((measure, figure), target, self.quarter, before);
            let Some((goal, outcome)) = rated else {
                continue;
            };
            let is_known = found.iter().any(|known| known.goal == goal);
            if outcome != current.outcome && !is_known {
                found.push(ByEarlierTarget {
                    in_force,
                    goal,
                    outcome,
                });
            }
        }
        found
    }

    fn comparable_last_year(&self, measure: &Measure) -> Option<Figure> {
        let series = self.figures.series.get(measure.id.whole())?;
        let measured = MeasureSeries { measure, series };
        comparable(&measured, measure.a_year_before(self.quarter), self.quarter)
    }
}
