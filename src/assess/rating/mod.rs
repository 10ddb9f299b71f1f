//! The rating of a figure by target and tolerance, according to the rules on the site's *Methods* page.
//!
//! Ratings use unrounded figures. Every verdict contains the calculation, or the reason why there is no rating.

mod goals;
mod rules;
mod stage;
mod verdict;

pub(crate) use goals::goal_in;
pub(crate) use rules::relation;
pub use verdict::{Arithmetic, Outcome, RatedBy, Relation, Unrated, Verdict};

use goals::{goal_of, month_goal, year_goal};
use rules::rate_figure;
use stage::{Stage, rate_in, rate_untold};

use crate::model::{
    Aim, Entry, Figure, Goal, Judgement, Measure, Month, Quarter, Rates, Reported, Rule, Target,
    Text,
};

/// Rates an entry. Without one, the verdict is the reason why there is none. The improvement rule compares with the figure
/// of the same quarter last year.
pub(crate) fn rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Result<&Entry, Unrated>,
    last_year: Option<Figure>,
) -> Verdict {
    let goal = goal_in(measure, quarter, last_year);
    let (outcome, arithmetic) = match to_rate(measure, quarter, entry, goal) {
        Err(reason) => (Outcome::Unrated(reason), None),
        Ok(ToRate::Figure(figure)) => rate_in(
            measure,
            Stage::of(measure, quarter),
            (figure, goal),
            last_year,
        ),
        Ok(ToRate::FewerThan(limit)) => rate_untold(measure, quarter, (limit, goal), last_year),
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
    let goal = target.and_then(|target| year_goal(measure, target, last_year_end));
    let (outcome, arithmetic) = match unrated_whatever_the_figure(measure, quarter, goal) {
        Some(reason) => (Outcome::Unrated(reason), None),
        None => rate_figure(measure, forecast, goal, last_year_end),
    };
    Some(by_rule(outcome, arithmetic, goal, None))
}

/// Rates a figure by a target that is not in force in its quarter.
pub(super) fn rate_by_target(
    measured: (&Measure, Figure),
    target: &Target,
    quarter: Quarter,
    last_year: Option<Figure>,
) -> Option<(Goal, Outcome)> {
    let goal = goal_of(measured.0, target, quarter, last_year)?;
    let (outcome, _) = rate_figure(measured.0, measured.1, Some(goal), last_year);
    Some((goal, outcome))
}

/// Rates the figure of a month, as a figure of a quarter is rated: by the target in force, or by what that asks of a month.
pub(super) fn rate_month(
    measure: &Measure,
    month: Month,
    figure: Figure,
    last_year: Option<Figure>,
) -> Verdict {
    let quarter = Quarter::of(month.last_day());
    let goal = month_goal(measure, month, last_year);
    let (outcome, arithmetic) = match unrated_whatever_the_figure(measure, quarter, goal) {
        Some(reason) => (Outcome::Unrated(reason), None),
        None => rate_in(
            measure,
            Stage::of_month(measure, month),
            (figure, goal),
            last_year,
        ),
    };
    by_rule(outcome, arithmetic, goal, None)
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

/// What there is to rate.
enum ToRate {
    Figure(Figure),
    /// A number of cases below this one.
    FewerThan(u32),
}

/// Returns what to rate.
///
/// # Errors
/// Returns why an entry is not rated. *No target set* takes precedence over *no figure*, because it is the more lasting
/// reason.
fn to_rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Result<&Entry, Unrated>,
    goal: Option<Goal>,
) -> Result<ToRate, Unrated> {
    let entry = entry?;
    let is_composite = !measure.members().is_empty();
    if !is_editorial(measure)
        && !is_composite
        && let Some(lasting) = unrated_whatever_the_figure(measure, quarter, goal)
    {
        return Err(lasting);
    }
    let reported = match (measure.rates, entry.year_to_date) {
        (Rates::YearToDate, Some(figure)) => &Reported::Figure(figure),
        _ => &entry.reported,
    };
    match reported {
        Reported::Missing(missing) => Err(Unrated::Missing(*missing)),
        _ if is_composite => Err(Unrated::ByMembers),
        _ if is_editorial(measure) => Err(Unrated::NotStated),
        Reported::Figure(figure) => Ok(ToRate::Figure(*figure)),
        Reported::FewerThan(limit) => Ok(ToRate::FewerThan(*limit)),
        Reported::AsPrinted(_) => Err(Unrated::AsPrinted),
        Reported::NotPrinted | Reported::InMembers => Err(Unrated::NotPrinted),
    }
}

fn is_editorial(measure: &Measure) -> bool {
    matches!(&measure.judgement, Judgement::Judged { rule, .. } if *rule == Rule::Editorial)
}

fn unrated_whatever_the_figure(
    measure: &Measure,
    quarter: Quarter,
    goal: Option<Goal>,
) -> Option<Unrated> {
    match &measure.judgement {
        Judgement::Context { .. } => Some(Unrated::Context),
        Judgement::NoTarget { .. } => Some(Unrated::NoTargetSet),
        Judgement::Judged { .. } if is_editorial(measure) => Some(Unrated::NotStated),
        Judgement::Judged { rule, .. } if *rule == Rule::Results => None,
        Judgement::Judged { .. } if goal.is_none() => Some(without_goal(measure, quarter)),
        Judgement::Judged { .. } => None,
    }
}

/// Returns why there is nothing to compare a figure with.
fn without_goal(measure: &Measure, quarter: Quarter) -> Unrated {
    let target = measure.judgement.target_in(quarter);
    match target.map(|target| &target.aim) {
        Some(Aim::Words(_)) => Unrated::NotStated,
        Some(Aim::LastYear { .. }) => Unrated::NoLastYear,
        _ => Unrated::NoTargetSet,
    }
}
