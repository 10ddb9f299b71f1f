//! Objectives: a person's rating, and the rating that the measures suggest.

use std::collections::BTreeMap;

use super::Counted;
use super::rollup::{Tally, tally};
use crate::model::{Class, Figures, Measure, ObjectiveId, Quarter, Rating, Text, TypedDirection};

/// The verdict on an objective.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveVerdict {
    pub(crate) rating: Option<Rating>,
    /// A printed direction.
    pub direction: Option<TypedDirection>,
    pub(crate) because: Option<Text>,
    pub(crate) tally: Tally,
    /// The rating that the measures suggest. `None` if none of them is rated.
    pub suggestion: Option<Rating>,
}

impl ObjectiveVerdict {
    /// Returns whether the person's rating differs from the suggestion.
    pub fn differs(&self) -> bool {
        match (self.rating, self.suggestion) {
            (Some(rating), Some(suggestion)) => rating.class() != suggestion.class(),
            _ => false,
        }
    }
}

/// Judges the objectives of the plan in force, and any others that the quarter rates.
pub(super) fn assess(
    figures: &Figures,
    quarter: Quarter,
    counted: &[Counted],
) -> BTreeMap<ObjectiveId, ObjectiveVerdict> {
    let typed = &figures.quarters[&quarter].objectives;
    let plan = figures.plan_in_force(quarter).into_iter();
    let in_force = plan.flat_map(|plan| &plan.objectives);
    let ids = in_force.map(|objective| &objective.id).chain(typed.keys());
    ids.map(|id| {
        let counts = tally(
            counted
                .iter()
                .filter(|one| belongs(figures, one.measure, id)),
        );
        let typed = typed.get(id);
        let verdict = ObjectiveVerdict {
            rating: typed.and_then(|typed| typed.rating),
            direction: typed.and_then(|typed| typed.direction),
            because: typed.and_then(|typed| typed.because.clone()),
            suggestion: suggestion(&counts)
                .and_then(|class| figures.site.scales.overall().first_of(class)),
            tally: counts,
        };
        (id.clone(), verdict)
    })
    .collect()
}

/// Returns whether a measure belongs to an objective. A member does if its composite does.
pub(crate) fn belongs(figures: &Figures, measure: &Measure, objective: &ObjectiveId) -> bool {
    let has = |measure: &Measure| measure.objectives.contains(objective);
    let whole = figures.measures.get(measure.id.whole());
    has(measure) || whole.is_some_and(|whole| has(whole))
}

/// Rule: poor if half or more of the rated measures are; good if all are; otherwise neither.
fn suggestion(tally: &Tally) -> Option<Class> {
    let rated = tally.rated();
    if rated == 0 {
        return None;
    }
    let poor = tally.ratings().filter(|rating| rating.is_poor()).count();
    if poor * 2 >= rated as usize {
        Some(Class::Poor)
    } else if tally.ratings().all(Rating::is_good) {
        Some(Class::Good)
    } else {
        Some(Class::Near)
    }
}
