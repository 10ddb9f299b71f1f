//! The rating of a figure by target and tolerance, according to the rules on the site's *Methods* page.
//!
//! Ratings use unrounded figures. Every verdict contains the calculation, or the reason why there is no rating.

mod rules;
mod verdict;

pub(crate) use rules::relation;
pub use verdict::{Arithmetic, Outcome, RatedBy, Relation, Unrated, Verdict};

use rules::rate_figure;

use crate::model::{
    Entry, Figure, Goal, Judgement, Measure, Quarter, QuarterNumber, Reported, Rule, Target,
};

/// The figures that the improvement rule compares with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct History {
    /// The figure of the same quarter last year.
    pub last_year: Option<Figure>,
    /// The figure of the last quarter of last year, for forecasts.
    pub(crate) last_year_end: Option<Figure>,
}

/// Why a measure has no entry in a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoEntry {
    /// The measure is not reported in this quarter of the year.
    NotDue,
    /// The quarter is still being collected.
    Owed,
}

/// Returns the last quarter of a quarter's financial year.
pub(crate) fn year_end(quarter: Quarter) -> Quarter {
    Quarter::new(quarter.year(), QuarterNumber::Q4)
}

pub(crate) fn rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Result<&Entry, NoEntry>,
    history: &History,
) -> Verdict {
    let goal = goal_in(measure, quarter);
    let by_rule = by_rule(measure, quarter, entry, goal, history.last_year);
    let Ok(entry) = entry else {
        return by_rule;
    };
    let Some(typed) = &entry.rating else {
        return by_rule;
    };
    let rule_says = matches!(by_rule.outcome, Outcome::Rated(_))
        .then(|| Box::new((by_rule.outcome, by_rule.arithmetic)));
    Verdict {
        outcome: Outcome::Rated(typed.rating),
        by: RatedBy::Person(typed.by.clone()),
        arithmetic: Arithmetic::Person,
        goal,
        because: entry.because.clone(),
        rule_says,
    }
}

/// Rates the figure that is expected at the end of the year by the target that is in force: for a cumulative measure,
/// the target for the year. A later target does not change the forecast of an earlier quarter.
pub(crate) fn rate_forecast(
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
        by: RatedBy::Rule,
        arithmetic,
        goal,
        because: None,
        rule_says: None,
    })
}

/// Returns the goal in a quarter: for a cumulative measure with a profile, the share of the quarter.
pub(crate) fn goal_in(measure: &Measure, quarter: Quarter) -> Option<Goal> {
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
    entry: Result<&Entry, NoEntry>,
    goal: Option<Goal>,
    last_year: Option<Figure>,
) -> Verdict {
    let (outcome, arithmetic) = match unrated(measure, quarter, entry, goal) {
        Some(reason) => (Outcome::Unrated(reason), Arithmetic::None),
        None => match entry.ok().and_then(|entry| entry.reported.figure()) {
            Some(figure) => rate_figure(measure, figure, goal, last_year),
            None => (Outcome::Unrated(Unrated::NotStated), Arithmetic::None),
        },
    };
    let because = entry.ok().and_then(|entry| entry.because.clone());
    Verdict {
        outcome,
        by: RatedBy::Rule,
        arithmetic,
        goal,
        because,
        rule_says: None,
    }
}

/// Returns why an entry is not rated. *No target set* takes precedence over *no figure*, because it is the more lasting
/// reason.
fn unrated(
    measure: &Measure,
    quarter: Quarter,
    entry: Result<&Entry, NoEntry>,
    goal: Option<Goal>,
) -> Option<Unrated> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(NoEntry::NotDue) => return Some(Unrated::NotDue),
        Err(NoEntry::Owed) => return Some(Unrated::Owed),
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
        Judgement::Context { .. } => Some(Unrated::Context),
        Judgement::NoTarget { .. } => Some(Unrated::NoTargetSet),
        Judgement::Judged {
            rule: Rule::Editorial,
            ..
        } => Some(Unrated::NotStated),
        Judgement::Judged { .. } if goal.is_none() => Some(Unrated::NoTargetSet),
        Judgement::Judged { .. } => None,
    }
}

/// Returns whether a cumulative measure has a target for the year without a profile, so that it is rated only in the
/// last quarter.
fn waits_for_year_end(measure: &Measure, quarter: Quarter) -> bool {
    let has_profile = measure
        .judgement
        .target_in(quarter)
        .is_some_and(|target| target.profile.is_some());
    measure.is_cumulative() && !has_profile && quarter.number() != QuarterNumber::Q4
}
