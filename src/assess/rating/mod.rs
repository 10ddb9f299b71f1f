//! The rating of a figure against its target and tolerance, by the rules of the site's *Methods* page.
//!
//! Ratings use unrounded figures. Every verdict carries the arithmetic that led to it, or the reason why there is no
//! rating.

mod verdict;

pub use verdict::{Arithmetic, By, Outcome, Relation, Unrated, Verdict};

use rust_decimal::Decimal;

use crate::model::{
    Colour, Entry, Figure, Goal, Judgement, Measure, Polarity, Quarter, QuarterNumber, Rating,
    Reported, Rule, Standing, Target, Tolerance,
};

/// What the improvement rule compares with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    /// The same quarter last year.
    pub last_year: Option<Figure>,
    /// The last quarter of last year, for forecasts.
    pub last_year_end: Option<Figure>,
}

/// The last quarter of a quarter's financial year.
pub fn year_end(quarter: Quarter) -> Quarter {
    Quarter::new(quarter.year(), QuarterNumber::Q4)
}

/// Rates an entry, or says why it is not rated. Without an entry the measure is not due.
pub fn rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Option<&Entry>,
    history: &History,
) -> Verdict {
    let goal = goal_in(measure, quarter);
    let by_rule = by_rule(measure, quarter, entry, goal, history.last_year);
    let Some(entry) = entry else {
        return by_rule;
    };
    let Some(typed) = &entry.rating else {
        return by_rule;
    };
    let rule_says = matches!(by_rule.outcome, Outcome::Rated(_))
        .then_some((by_rule.outcome, by_rule.arithmetic));
    Verdict {
        outcome: Outcome::Rated(typed.rating),
        by: By::Person(typed.by.clone()),
        arithmetic: Arithmetic::Person,
        goal,
        because: entry.because.clone(),
        rule_says,
    }
}

/// Rates what is expected at the year's end against the target that is in force: of a cumulative measure, the year's.
/// A target that is set later does not change what an earlier quarter said.
pub fn rate_forecast(
    measure: &Measure,
    quarter: Quarter,
    entry: &Entry,
    history: &History,
) -> Option<Verdict> {
    let forecast = entry.forecast?;
    let goal = measure
        .judgement
        .target_in(quarter)
        .map(|target| target.goal);
    let (outcome, arithmetic) = match unrated_whatever_the_figure(measure, goal) {
        Some(reason) => (Outcome::Unrated(reason), Arithmetic::None),
        None => rate_figure(measure, forecast, goal, history.last_year_end),
    };
    Some(Verdict {
        outcome,
        by: By::Rule,
        arithmetic,
        goal,
        because: None,
        rule_says: None,
    })
}

/// The goal that holds in a quarter: of a cumulative measure with a profile, the quarter's share.
pub fn goal_in(measure: &Measure, quarter: Quarter) -> Option<Goal> {
    let target: &Target = measure.judgement.target_in(quarter)?;
    match (target.goal, target.profile) {
        (Goal::One { tolerance, .. }, Some(profile)) => {
            let index = usize::try_from(quarter.number().number() - 1).unwrap_or(0);
            Some(Goal::One {
                target: profile[index],
                tolerance,
            })
        }
        (goal, _) => Some(goal),
    }
}

fn by_rule(
    measure: &Measure,
    quarter: Quarter,
    entry: Option<&Entry>,
    goal: Option<Goal>,
    last_year: Option<Figure>,
) -> Verdict {
    let (outcome, arithmetic) = match unrated(measure, quarter, entry, goal) {
        Some(reason) => (Outcome::Unrated(reason), Arithmetic::None),
        None => match entry.and_then(|entry| entry.reported.figure()) {
            Some(figure) => rate_figure(measure, figure, goal, last_year),
            None => (Outcome::Unrated(Unrated::NotStated), Arithmetic::None),
        },
    };
    let because = entry.and_then(|entry| entry.because.clone());
    Verdict {
        outcome,
        by: By::Rule,
        arithmetic,
        goal,
        because,
        rule_says: None,
    }
}

/// Why an entry is not rated. *No target set* wins over *no figure*: the reader learns the more lasting reason.
fn unrated(
    measure: &Measure,
    quarter: Quarter,
    entry: Option<&Entry>,
    goal: Option<Goal>,
) -> Option<Unrated> {
    let Some(entry) = entry else {
        return Some(Unrated::NotDue);
    };
    if !is_editorial(measure)
        && measure.members().is_empty()
        && let Some(lasting) = unrated_whatever_the_figure(measure, goal)
    {
        return Some(lasting);
    }
    match &entry.reported {
        Reported::Missing(missing) => Some(Unrated::Missing(*missing)),
        _ if !measure.members().is_empty() => Some(Unrated::ByMembers),
        _ if is_editorial(measure) => Some(Unrated::NotStated),
        Reported::Figure(_) if waits_for_year_end(measure, quarter) => Some(Unrated::YearEndTarget),
        Reported::Figure(_) => None,
        Reported::NotPrinted | Reported::InMembers => Some(Unrated::NotPrinted),
    }
}

fn is_editorial(measure: &Measure) -> bool {
    matches!(
        measure.judgement,
        Judgement::Judged {
            rule: Rule::Editorial,
            ..
        }
    )
}

fn unrated_whatever_the_figure(measure: &Measure, goal: Option<Goal>) -> Option<Unrated> {
    match &measure.judgement {
        Judgement::Context => Some(Unrated::Context),
        Judgement::NoTarget { .. } => Some(Unrated::NoTargetSet),
        Judgement::Judged {
            rule: Rule::Editorial,
            ..
        } => Some(Unrated::NotStated),
        Judgement::Judged { .. } if goal.is_none() => Some(Unrated::NoTargetSet),
        Judgement::Judged { .. } => None,
    }
}

/// A cumulative measure with a target for the year and no shares for its quarters is rated in the last one.
fn waits_for_year_end(measure: &Measure, quarter: Quarter) -> bool {
    let has_profile = measure
        .judgement
        .target_in(quarter)
        .is_some_and(|target| target.profile.is_some());
    measure.is_cumulative() && !has_profile && quarter.number() != QuarterNumber::Q4
}

fn rate_figure(
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

/// How a figure stands to another, by polarity.
pub fn relation(polarity: Polarity, figure: Decimal, other: Decimal) -> Relation {
    match (figure.cmp(&other), polarity) {
        (std::cmp::Ordering::Equal, _) => Relation::Equal,
        (std::cmp::Ordering::Less, Polarity::Lower) => Relation::Better,
        (std::cmp::Ordering::Greater, Polarity::Lower) | (std::cmp::Ordering::Less, _) => {
            Relation::Worse
        }
        (std::cmp::Ordering::Greater, _) => Relation::Better,
    }
}

/// Rule: at or better than the target is on or better than target; worse than it and at or better than the tolerance
/// is within tolerance; worse is outside. Without a tolerance there are two outcomes.
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

/// Rule: within the band, edges included, is on target; within the wider band is within tolerance.
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

/// Rule, as the councils that use it publish it: a miss of no more than the allowance is on target; a larger one is
/// amber while the figure is no worse than in the same quarter last year; otherwise it is red.
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
        return (Outcome::Unrated(Unrated::NoLastYear), Arithmetic::None);
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
