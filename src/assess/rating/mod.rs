//! The rating of a figure by target and tolerance, according to the rules on the site's *Methods* page.
//!
//! Ratings use unrounded figures. Every verdict contains the calculation, or the reason why there is no rating.

mod rules;
mod verdict;

pub(crate) use rules::relation;
pub use verdict::{Arithmetic, Outcome, RatedBy, Relation, Unrated, Verdict};

use rules::rate_figure;

use crate::model::{
    Entry, Figure, Goal, Judgement, Measure, Quarter, QuarterNumber, Reported, Rule, Target, Text,
};

/// Returns the last quarter of a quarter's financial year.
pub(crate) fn year_end(quarter: Quarter) -> Quarter {
    Quarter::new(quarter.year(), QuarterNumber::Q4)
}

/// Rates an entry. Without one, the verdict is the reason why there is none. The improvement rule compares with the figure
/// of the same quarter last year.
pub(crate) fn rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Result<&Entry, Unrated>,
    last_year: Option<Figure>,
) -> Verdict {
    let goal = goal_in(measure, quarter);
    let (outcome, arithmetic) = match to_rate(measure, quarter, entry, goal) {
        Err(reason) => (Outcome::Unrated(reason), None),
        Ok(figure) => rate_figure(measure, figure, goal, last_year),
    };
    let because = entry.ok().and_then(|entry| entry.because.clone());
    let by_rule = by_rule(outcome, arithmetic, goal, because);
    let Some(typed) = entry.ok().and_then(|entry| entry.rating.as_ref()) else {
        return by_rule;
    };
    let arithmetic = arithmetic.filter(|_| matches!(outcome, Outcome::Rated(_)));
    Verdict {
        outcome: Outcome::Rated(typed.rating),
        by: RatedBy::Person(typed.by.clone()),
        arithmetic: None,
        rule_says: arithmetic.map(|arithmetic| Box::new((outcome, arithmetic))),
        ..by_rule
    }
}

/// Rates the figure that is expected at the end of the year by the target that is in force: for a cumulative measure,
/// the target for the year. A later target does not change the forecast of an earlier quarter.
pub(crate) fn rate_forecast(
    measure: &Measure,
    quarter: Quarter,
    entry: &Entry,
    last_year_end: Option<Figure>,
) -> Option<Verdict> {
    let forecast = entry.forecast?;
    let target = measure.judgement.target_in(quarter);
    let goal = target.map(|target| target.goal);
    let (outcome, arithmetic) = match unrated_whatever_the_figure(measure, goal) {
        Some(reason) => (Outcome::Unrated(reason), None),
        None => rate_figure(measure, forecast, goal, last_year_end),
    };
    Some(by_rule(outcome, arithmetic, goal, None))
}

/// Returns the goal in a quarter: for a cumulative measure with a profile, the share of the quarter.
pub(crate) fn goal_in(measure: &Measure, quarter: Quarter) -> Option<Goal> {
    let target = measure.judgement.target_in(quarter)?;
    Some(goal_of(target, quarter))
}

/// Returns what a target asks for in a quarter, whether or not it is in force then.
fn goal_of(target: &Target, quarter: Quarter) -> Goal {
    match (target.goal, target.profile) {
        (Goal::One { tolerance, .. }, Some(profile)) => {
            let index = usize::try_from(quarter.number().number() - 1).unwrap_or(0);
            Goal::One {
                target: profile[index],
                tolerance,
            }
        }
        (goal, _) => goal,
    }
}

/// Rates a figure by a target that is not in force in its quarter.
pub(super) fn rate_by_target(
    measured: (&Measure, Figure),
    target: &Target,
    quarter: Quarter,
    last_year: Option<Figure>,
) -> (Goal, Outcome) {
    let goal = goal_of(target, quarter);
    let (outcome, _) = rate_figure(measured.0, measured.1, Some(goal), last_year);
    (goal, outcome)
}

fn by_rule(
    outcome: Outcome,
    arithmetic: Option<Arithmetic>,
    goal: Option<Goal>,
    because: Option<Text>,
) -> Verdict {
    Verdict {
        outcome,
        by: RatedBy::Rule,
        arithmetic,
        goal,
        because,
        rule_says: None,
    }
}

/// Returns the figure to rate.
///
/// # Errors
/// Returns why an entry is not rated. *No target set* takes precedence over *no figure*, because it is the more lasting
/// reason.
fn to_rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Result<&Entry, Unrated>,
    goal: Option<Goal>,
) -> Result<Figure, Unrated> {
    let entry = entry?;
    let is_composite = !measure.members().is_empty();
    if !is_editorial(measure)
        && !is_composite
        && let Some(lasting) = unrated_whatever_the_figure(measure, goal)
    {
        return Err(lasting);
    }
    match &entry.reported {
        Reported::Missing(missing) => Err(Unrated::Missing(*missing)),
        _ if is_composite => Err(Unrated::ByMembers),
        _ if is_editorial(measure) => Err(Unrated::NotStated),
        Reported::Figure(_) if waits_for_year_end(measure, quarter) => Err(Unrated::YearEndTarget),
        Reported::Figure(figure) => Ok(*figure),
        Reported::NotPrinted | Reported::InMembers => Err(Unrated::NotPrinted),
    }
}

fn is_editorial(measure: &Measure) -> bool {
    matches!(&measure.judgement, Judgement::Judged { rule, .. } if *rule == Rule::Editorial)
}

fn unrated_whatever_the_figure(measure: &Measure, goal: Option<Goal>) -> Option<Unrated> {
    match &measure.judgement {
        Judgement::Context { .. } => Some(Unrated::Context),
        Judgement::NoTarget { .. } => Some(Unrated::NoTargetSet),
        Judgement::Judged { .. } if is_editorial(measure) => Some(Unrated::NotStated),
        Judgement::Judged { .. } if goal.is_none() => Some(Unrated::NoTargetSet),
        Judgement::Judged { .. } => None,
    }
}

/// Returns whether a cumulative measure has a target for the year without a profile, so that it is rated only in the
/// last quarter.
fn waits_for_year_end(measure: &Measure, quarter: Quarter) -> bool {
    let target = measure.judgement.target_in(quarter);
    let has_profile = target.is_some_and(|target| target.profile.is_some());
    measure.is_cumulative() && !has_profile && quarter.number() != QuarterNumber::Q4
}
