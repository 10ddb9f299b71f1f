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
) -> (Outcome, Arithmetic) {
    let polarity = measure.judgement.polarity();
    match (&measure.judgement, goal) {
        (
            Judgement::Judged {
                rule: Rule::Improvement { allow },
                ..
            },
            Some(Goal::One { target, .. }),
        ) => by_improvement(polarity, figure, target, *allow, last_year),
        (_, Some(Goal::One { target, tolerance })) => {
            let (standing, arithmetic) = by_tolerance(polarity, figure, target, tolerance);
            (Outcome::Rated(Rating::Tolerance(standing)), arithmetic)
        }
        (_, Some(Goal::Band { low, high, outer })) => {
            let (standing, arithmetic) = by_band(figure, low, high, outer);
            (Outcome::Rated(Rating::Tolerance(standing)), arithmetic)
        }
        (_, None) => (Outcome::Unrated(Unrated::NoTargetSet), Arithmetic::None),
    }
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

/// Rule: at or better than the target is on or better than target; worse than it, but at or better than the tolerance,
/// is within tolerance; worse is outside tolerance. Without a tolerance there are two ratings.
fn by_tolerance(
    polarity: Polarity,
    figure: Figure,
    target: Decimal,
    tolerance: Option<Tolerance>,
) -> (Standing, Arithmetic) {
    let to_target = relation(polarity, figure.value, target);
    if to_target != Relation::Worse {
        return (
            Standing::OnTarget,
            Arithmetic::MetTarget {
                figure,
                target,
                relation: to_target,
            },
        );
    }
    let Some(tolerance) = tolerance.map(|tolerance| tolerance.bound(target, polarity)) else {
        return (
            Standing::Outside,
            Arithmetic::MissedTarget { figure, target },
        );
    };
    match relation(polarity, figure.value, tolerance) {
        Relation::Worse => (
            Standing::Outside,
            Arithmetic::OutsideTolerance { figure, tolerance },
        ),
        relation => (
            Standing::Within,
            Arithmetic::WithinTolerance {
                figure,
                target,
                tolerance,
                relation,
            },
        ),
    }
}

/// Rule: within the range, edges included, is on target; within the wider range is within tolerance.
fn by_band(
    figure: Figure,
    low: Decimal,
    high: Decimal,
    outer: Option<(Decimal, Decimal)>,
) -> (Standing, Arithmetic) {
    if (low..=high).contains(&figure.value) {
        return (Standing::OnTarget, Arithmetic::InBand { figure, low, high });
    }
    match outer {
        Some(outer) if (outer.0..=outer.1).contains(&figure.value) => (
            Standing::Within,
            Arithmetic::NearBand {
                figure,
                low,
                high,
                outer,
            },
        ),
        _ => (
            Standing::Outside,
            Arithmetic::OutOfBand {
                figure,
                low,
                high,
                outer,
            },
        ),
    }
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
    let to_target = relation(polarity, figure.value, target);
    if to_target != Relation::Worse {
        return (
            colour(Colour::Green),
            Arithmetic::MetTarget {
                figure,
                target,
                relation: to_target,
            },
        );
    }
    let allowed = allow.bound(target, polarity);
    if relation(polarity, figure.value, allowed) != Relation::Worse {
        return (
            colour(Colour::Green),
            Arithmetic::MissAllowed {
                figure,
                target,
                allowed,
            },
        );
    }
    let Some(last_year) = last_year else {
        let arithmetic = Arithmetic::MissedWithoutLastYear {
            figure,
            target,
            allowed,
        };
        return (Outcome::Unrated(Unrated::NoLastYear), arithmetic);
    };
    if relation(polarity, figure.value, last_year.value) == Relation::Worse {
        let arithmetic = Arithmetic::WorseThanLastYear {
            figure,
            target,
            allowed,
            last_year,
        };
        (colour(Colour::Red), arithmetic)
    } else {
        let arithmetic = Arithmetic::NoWorseThanLastYear {
            figure,
            target,
            allowed,
            last_year,
        };
        (colour(Colour::Amber), arithmetic)
    }
}
