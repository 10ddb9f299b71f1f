//! Objectives: a person's rating, and what the measures themselves suggest.

use std::collections::BTreeMap;

use super::Counted;
use super::rollup::{Column, Tally, tally};
use crate::model::{
    Colour, Figures, Measure, ObjectiveId, Quarter, Rating, Standing, Text, TypedDirection,
};

/// How an objective stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveVerdict {
    /// A person's rating.
    pub rating: Option<Rating>,
    /// A printed direction.
    pub direction: Option<TypedDirection>,
    /// Why.
    pub because: Option<Text>,
    /// Its measures by status.
    pub tally: Tally,
    /// What the measures suggest; none where none is rated.
    pub suggestion: Option<Colour>,
}

impl ObjectiveVerdict {
    /// Whether the person and the rule say different things.
    pub fn differs(&self) -> bool {
        match (self.rating, self.suggestion) {
            (Some(rating), Some(suggestion)) => as_colour(rating) != suggestion,
            _ => false,
        }
    }
}

fn as_colour(rating: Rating) -> Colour {
    match rating {
        Rating::Colour(colour) => colour,
        Rating::Tolerance(Standing::OnTarget) => Colour::Green,
        Rating::Tolerance(Standing::Within) => Colour::Amber,
        Rating::Tolerance(Standing::Outside) => Colour::Red,
    }
}

/// Judges the objectives of the plan in force, and any other that the quarter rates.
pub(super) fn assess(
    figures: &Figures,
    quarter: Quarter,
    counted: &[Counted],
) -> BTreeMap<ObjectiveId, ObjectiveVerdict> {
    let typed = &figures.quarters[&quarter].objectives;
    let in_force = figures
        .plan_in_force(quarter)
        .into_iter()
        .flat_map(|plan| &plan.objectives);
    let ids = in_force.map(|objective| &objective.id).chain(typed.keys());
    ids.map(|id| {
        let counts = tally(counted.iter().filter(|one| one.belongs_to(id)));
        let typed = typed.get(id);
        let verdict = ObjectiveVerdict {
            rating: typed.and_then(|typed| typed.rating),
            direction: typed.and_then(|typed| typed.direction),
            because: typed.and_then(|typed| typed.because.clone()),
            suggestion: suggestion(&counts),
            tally: counts,
        };
        (id.clone(), verdict)
    })
    .collect()
}

impl Counted<'_> {
    /// Whether it tells of an objective; a member does where its composite does.
    pub fn belongs_to(&self, objective: &ObjectiveId) -> bool {
        tells_of(self.measure, self.whole, objective)
    }
}

/// Whether a measure tells of an objective; a member does where its composite does.
pub fn belongs(figures: &Figures, measure: &Measure, objective: &ObjectiveId) -> bool {
    let whole = figures.measures.get(measure.id.whole());
    tells_of(measure, whole.map_or(measure, |whole| whole), objective)
}

fn tells_of(measure: &Measure, whole: &Measure, objective: &ObjectiveId) -> bool {
    [measure, whole]
        .iter()
        .any(|measure| measure.objectives.contains(objective))
}

/// Rule: red where half or more of the rated measures are outside tolerance or red; green where all are on target
/// or green; amber otherwise.
fn suggestion(tally: &Tally) -> Option<Colour> {
    let rated = tally.rated();
    if rated == 0 {
        return None;
    }
    let of = |standing, colour| {
        tally.count(Column::Standing(standing))
            + tally.count(Column::ColourByRule(colour))
            + tally.count(Column::ColourByPerson(colour))
    };
    if of(Standing::Outside, Colour::Red) * 2 >= rated {
        Some(Colour::Red)
    } else if of(Standing::OnTarget, Colour::Green) == rated {
        Some(Colour::Green)
    } else {
        Some(Colour::Amber)
    }
}
