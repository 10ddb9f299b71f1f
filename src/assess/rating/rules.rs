//! The rules: a figure compared with a target, a range, or last year.

use rust_decimal::Decimal;

use super::{Arithmetic, Outcome, Relation, Unrated};
use crate::model::{
    Colour, Figure, Goal, Judgement, Measure, Polarity, Rating, Rule, Standing, Tolerance,
};

pub(super) fn rate_figure(
    measure: &Measure,
    figure: Figure,
    goal: Option<Goal>,
    last_year: Option<Figure>,
) -> (Outcome, Option<Arithmetic>) {
    let polarity = measure.judgement.polarity();
    let (standing, arithmetic) = match (&measure.judgement, goal) {
        (
            Judgement::Judged {
                rule: Rule::Improvement { allow },
                ..
            },
            Some(Goal::One { target, .. }),
        ) => {
            let (outcome, arithmetic) = by_improvement(polarity, figure, target, *allow, last_year);
            return (outcome, Some(arithmetic));
        }
        (
            Judgement::Judged {
                rule: Rule::Results,
                ..
            },
            _,
        ) => return by_result(measure, figure),
        (
            _,
            Some(Goal::One {
                target,
                tolerance,
                is_beyond,
            }),
        ) => by_tolerance(polarity, figure, (target, is_beyond), tolerance),
        (_, Some(Goal::Band { low, high, outer })) => by_band(figure, (low, high), outer),
        (_, None) => return (Outcome::Unrated(Unrated::NoTargetSet), None),
    };
    let outcome = Outcome::Rated(Rating::Tolerance(standing));
    (outcome, Some(arithmetic))
}

/// Returns how a figure compares with another, by polarity.
pub(crate) fn relation(polarity: Polarity, figure: Decimal, other: Decimal) -> Relation {
    match (figure.cmp(&other), polarity) {
        (std::cmp::Ordering::Equal, _) => Relation::Equal,
        (std::cmp::Ordering::Less, Polarity::Lower) => Relation::Better,
        (std::cmp::Ordering::Greater, Polarity::Lower) | (std::cmp::Ordering::Less, _) => {
            Relation::Worse
        }
        (std::cmp::Ordering::Greater, _) => Relation::Better,
    }
}

fn meets(polarity: Polarity, figure: Figure, limit: Decimal) -> bool {
    relation(polarity, figure.value, limit) != Relation::Worse
}

/// Rule: at or better than the target is on or better than target; worse than it, but at or better than the tolerance,
/// is within tolerance; worse is outside tolerance. Without a tolerance there are two ratings. Some targets must be beaten.
fn by_tolerance(
    polarity: Polarity,
    figure: Figure,
    (target, is_beyond): (Decimal, bool),
    tolerance: Option<Tolerance>,
) -> (Standing, Arithmetic) {
    let is_met = match relation(polarity, figure.value, target) {
        Relation::Better => true,
        Relation::Equal => !is_beyond,
        Relation::Worse => false,
    };
    let bound = tolerance.map(|tolerance| tolerance.bound(target, polarity));
    let (standing, target, tolerance) = match bound {
        _ if is_met => (Standing::OnTarget, Some(target), None),
        None => (Standing::Outside, Some(target), None),
        Some(bound) if meets(polarity, figure, bound) => {
            (Standing::Within, Some(target), Some(bound))
        }
        Some(bound) => (Standing::Outside, None, Some(bound)),
    };
    let arithmetic = Arithmetic {
        figure,
        target,
        tolerance,
        is_beyond,
        ..Arithmetic::default()
    };
    (standing, arithmetic)
}

/// Rule: a result counts as the list says.
fn by_result(measure: &Measure, figure: Figure) -> (Outcome, Option<Arithmetic>) {
    let rating = measure
        .unit
        .result(figure.value)
        .and_then(|result| result.rating);
    let Some(rating) = rating else {
        return (Outcome::Unrated(Unrated::NotStated), None);
    };
    let arithmetic = Arithmetic {
        figure,
        ..Arithmetic::default()
    };
    (Outcome::Rated(rating), Some(arithmetic))
}

/// Rule: within the range, edges included, is on target; within the wider range is within tolerance.
fn by_band(
    figure: Figure,
    band: (Decimal, Decimal),
    outer: Option<(Decimal, Decimal)>,
) -> (Standing, Arithmetic) {
    let is_within = |(low, high): (Decimal, Decimal)| (low..=high).contains(&figure.value);
    let (standing, outer) = match outer {
        _ if is_within(band) => (Standing::OnTarget, None),
        Some(outer) if is_within(outer) => (Standing::Within, Some(outer)),
        outer => (Standing::Outside, outer),
    };
    let arithmetic = Arithmetic {
        figure,
        band: Some(band),
        outer,
        ..Arithmetic::default()
    };
    (standing, arithmetic)
}

/// Rule, as published by the councils that use it: a miss of no more than the allowance is on target; a larger one is
/// amber if the figure is no worse than in the same quarter last year; otherwise it is red.
fn by_improvement(
    polarity: Polarity,
    figure: Figure,
    target: Decimal,
    allow: Tolerance,
    last_year: Option<Figure>,
) -> (Outcome, Arithmetic) {
    let colour = |colour| Outcome::Rated(Rating::Colour(colour));
    let mut arithmetic = Arithmetic {
        figure,
        target: Some(target),
        ..Arithmetic::default()
    };
    if meets(polarity, figure, target) {
        return (colour(Colour::Green), arithmetic);
    }
    let allowed = allow.bound(target, polarity);
    arithmetic.allowed = Some(allowed);
    if meets(polarity, figure, allowed) {
        return (colour(Colour::Green), arithmetic);
    }
    arithmetic.last_year = last_year;
    let outcome = match last_year {
        None => Outcome::Unrated(Unrated::NoLastYear),
        Some(then) if meets(polarity, figure, then.value) => colour(Colour::Amber),
        Some(_) => colour(Colour::Red),
    };
    (outcome, arithmetic)
}
