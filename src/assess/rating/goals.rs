//! What a target asks for in a quarter or a month.

use rust_decimal::Decimal;

use crate::model::{
    Aim, Figure, Goal, Measure, Month, MonthsMake, Polarity, Quarter, Reach, Target,
};

/// Returns the goal in a quarter: if its target has a profile, the share of the quarter; if it follows from last year's
/// figure, what follows. `None` without a target that can be compared with a figure.
pub(crate) fn goal_in(
    measure: &Measure,
    quarter: Quarter,
    last_year: Option<Figure>,
) -> Option<Goal> {
    let target = measure.target_in(quarter)?;
    goal_of(measure, target, quarter, last_year)
}

/// Returns what a target asks for in a quarter, whether or not it is in force then.
pub(super) fn goal_of(
    measure: &Measure,
    target: &Target,
    quarter: Quarter,
    last_year: Option<Figure>,
) -> Option<Goal> {
    match measure.share_in(target, quarter) {
        Some(share) => with_tolerance(measure, target, share, last_year),
        None => year_goal(measure, target, last_year),
    }
}

/// Returns a goal with the tolerance of a target for the year.
fn with_tolerance(
    measure: &Measure,
    target: &Target,
    share: Decimal,
    last_year: Option<Figure>,
) -> Option<Goal> {
    let goal = year_goal(measure, target, last_year);
    let tolerance = match (goal, &target.aim) {
        (Some(Goal::One { tolerance, .. }), _) => tolerance,
        (_, Aim::Profile { tolerance }) => *tolerance,
        _ => return goal,
    };
    Some(Goal::One {
        target: share,
        tolerance,
        reach: Reach::EqualIsEnough,
    })
}

/// Returns what a target asks for at the end of its year, or on its day.
///
/// Rule: a target from last year's figure is so many points or per cent better than that, as it is shown. Without them, any
/// better figure meets it.
pub(super) fn year_goal(
    measure: &Measure,
    target: &Target,
    last_year: Option<Figure>,
) -> Option<Goal> {
    match &target.aim {
        Aim::Goal(goal) => Some(*goal),
        Aim::Profile { .. } | Aim::Words(_) => None,
        Aim::LastYear {
            better_by,
            tolerance,
        } => {
            let before = last_year?.shown();
            let worse = match measure.judgement.polarity() {
                Polarity::Lower => Polarity::Higher,
                _ => Polarity::Lower,
            };
            Some(Goal::One {
                target: better_by.map_or(before, |by| by.bound(before, worse)),
                tolerance: *tolerance,
                reach: match better_by {
                    Some(_) => Reach::EqualIsEnough,
                    None => Reach::BetterThanLastYear,
                },
            })
        }
    }
}

/// Returns the goal of a month: its own target or share if there is one, or else that of its quarter. Where a quarter's figure
/// is the sum of its months, that is no goal of a month.
pub(super) fn month_goal(
    measure: &Measure,
    month: Month,
    last_year: Option<Figure>,
) -> Option<Goal> {
    let target = measure.judgement.target_for(month.quarter())?;
    let is_sum = measure.months == Some(MonthsMake::Sum) && !measure.is_cumulative();
    let share = measure.share_of_month(target, month);
    let own = target.month.as_ref().and_then(|own| own.of(month));
    match (share, own) {
        (Some(target_by_then), _) => with_tolerance(measure, target, target_by_then, last_year),
        (None, Some(of_month)) => with_tolerance(measure, target, of_month, last_year),
        (None, None) if is_sum => None,
        (None, None) => year_goal(measure, target, last_year),
    }
}
