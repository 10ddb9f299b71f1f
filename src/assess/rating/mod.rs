//! The rating of a figure by target and tolerance, according to the rules on the site's *Methods* page.
//!
//! Ratings use unrounded figures. Every verdict contains the calculation, or the reason why there is no rating.

mod goals;
mod rules;
mod timing;
mod verdict;

pub(crate) use goals::goal_in;
pub(crate) use rules::relation;
pub use verdict::{Arithmetic, Basis, Outcome, RatedBy, Relation, Unrated, Verdict};

use goals::{goal_of, month_goal};
use timing::{InForce, Stage};

use rust_decimal::Decimal;

use crate::model::{
    Aim, Condition, Entry, Figure, Goal, Judgement, Measure, Month, Quarter, Rates, Reported, Rule,
    Target,
};

/// Earlier figures that a rule can compare with.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Earlier {
    /// Of the same quarter last year.
    pub(crate) last_year: Option<Figure>,
    /// Of the last quarter of last year.
    pub(crate) last_year_end: Option<Figure>,
}

/// Rates an entry. Without one, the verdict is the reason why there is none.
pub(crate) fn rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Result<&Entry, Unrated>,
    earlier: Earlier,
) -> Verdict {
    let last_year = earlier.last_year;
    let goal = goal_in(measure, quarter, last_year);
    let target = measure.target_in(quarter);
    let in_force = InForce {
        measure,
        stage: Stage::of_quarter(measure, target, quarter),
        target,
        goal,
        last_year,
        is_expected: is_expected(measure, quarter, entry.ok(), earlier),
    };
    let (outcome, arithmetic) = match to_rate(measure, quarter, entry, goal) {
        Err(reason) => (Outcome::Unrated(reason), None),
        Ok(ToRate::Figure(figure)) => in_force.rate(figure),
        Ok(ToRate::FewerThan(limit)) => rate_untold(&in_force, limit),
    };
    // Next to a figure that no person rates, the reason is that of a printed direction.
    let is_of_direction = |entry: &&Entry| {
        let is_by_rule = entry.rating.is_none() && entry.reported.figure().is_some();
        is_by_rule && entry.direction.is_some()
    };
    let explained = entry.ok().filter(|entry| !is_of_direction(entry));
    let because = explained.and_then(|entry| entry.because.clone());
    let is_first = measure.place_in_year(quarter) == 0;
    let is_stated = entry.is_ok_and(|entry| is_first || entry.year_to_date.is_some());
    let arithmetic = arithmetic.map(|arithmetic| Arithmetic {
        is_of_year_so_far: measure.rates != Rates::Quarter && is_stated,
        ..arithmetic
    });
    let by_rule = Verdict {
        because,
        ..by_rule((outcome, arithmetic), goal, quarter)
    };
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
/// the target for the year; for a target with a later day, what it asks for by then. A later target does not change the
/// forecast of an earlier quarter.
pub(crate) fn rate_forecast(
    measure: &Measure,
    quarter: Quarter,
    entry: &Entry,
    Earlier { last_year_end, .. }: Earlier,
) -> Option<Verdict> {
    let forecast = entry.forecast?;
    let year_end = measure.year_end(quarter);
    // What a target of a single quarter is for the year is not known.
    let is_known = |target: &&Target| {
        !(target.is_of_quarter && measure.is_cumulative() && quarter != year_end)
    };
    let target = measure.target_of_forecast(quarter).filter(is_known);
    let goal = target.and_then(|target| goal_of(measure, target, year_end, last_year_end));
    let in_force = InForce {
        measure,
        stage: Stage::of_quarter(measure, target, year_end),
        target,
        goal,
        last_year: last_year_end,
        is_expected: None,
    };
    let (outcome, arithmetic) = match unrated_whatever_the_figure(measure, quarter, goal) {
        Some(reason) => (Outcome::Unrated(reason), None),
        None => in_force.rate(forecast),
    };
    Some(by_rule((outcome, arithmetic), goal, quarter))
}

/// Returns whether the forecast of an entry meets the target, if the scale asks for it. `None` without a forecast.
fn is_expected(
    measure: &Measure,
    quarter: Quarter,
    entry: Option<&Entry>,
    earlier: Earlier,
) -> Option<bool> {
    let entry = entry.filter(|_| measure.scale.uses(Condition::Forecast))?;
    let compared = rate_forecast(measure, quarter, entry, earlier)?.arithmetic?;
    Some(matches!(compared.basis, Basis::Beyond | Basis::Met))
}

/// Rates a figure by a target that is not in force in its quarter. `None` if it is not compared with that target then.
pub(super) fn rate_by_target(
    (measure, figure): (&Measure, Figure),
    target: &Target,
    quarter: Quarter,
    last_year: Option<Figure>,
) -> Option<(Goal, Outcome)> {
    let goal = goal_of(measure, target, quarter, last_year)?;
    let in_force = InForce {
        measure,
        stage: Stage::of_quarter(measure, Some(target), quarter),
        target: Some(target),
        goal: Some(goal),
        last_year,
        is_expected: None,
    };
    match in_force.rate(figure) {
        (outcome @ Outcome::Rated(_), _) => Some((goal, outcome)),
        _ => None,
    }
}

/// Rates the figure of a month, as a figure of a quarter is rated: by the target in force, or by what that asks of a month.
pub(super) fn rate_month(
    measure: &Measure,
    month: Month,
    figure: Figure,
    last_year: Option<Figure>,
) -> Verdict {
    let quarter = month.quarter();
    let target = measure.judgement.target_for(quarter);
    let goal = month_goal(measure, month, last_year);
    let in_force = InForce {
        measure,
        stage: Stage::of_month(measure, target, month),
        target,
        goal,
        last_year,
        is_expected: None,
    };
    let (outcome, arithmetic) = match unrated_whatever_the_figure(measure, quarter, goal) {
        Some(reason) => (Outcome::Unrated(reason), None),
        None => in_force.rate(figure),
    };
    by_rule((outcome, arithmetic), goal, quarter)
}

/// Returns what a rule says of a figure, without a reason by a person.
fn by_rule(
    (outcome, arithmetic): (Outcome, Option<Arithmetic>),
    goal: Option<Goal>,
    quarter: Quarter,
) -> Verdict {
    Verdict {
        outcome,
        by: RatedBy::Rule,
        arithmetic,
        goal,
        quarter,
        because: None,
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
    let is_by_people = is_by_people(measure, quarter);
    if !is_by_people
        && !is_composite
        && let Some(lasting) = unrated_whatever_the_figure(measure, quarter, goal)
    {
        return Err(lasting);
    }
    let of_year = measure.rates.period().and(entry.reported.figure());
    let reported = match (of_year, measure.rated_figure(quarter, entry)) {
        (_, Some(figure)) => &Reported::Figure(figure),
        (Some(_), None) if measure.place_in_year(quarter) < 3 => {
            return Err(Unrated::YearEndTarget);
        }
        (Some(_), None) => return Err(Unrated::NoYearToDate),
        (None, None) => &entry.reported,
    };
    match reported {
        Reported::Missing(missing) => Err(Unrated::Missing(*missing)),
        _ if is_composite => Err(Unrated::ByMembers),
        _ if is_by_people => Err(Unrated::NotStated),
        Reported::Figure(figure) => Ok(ToRate::Figure(*figure)),
        Reported::FewerThan(limit) => Ok(ToRate::FewerThan(*limit)),
        Reported::AsPrinted(_) => Err(Unrated::AsPrinted),
        Reported::NotPrinted | Reported::InMembers => Err(Unrated::NotPrinted),
    }
}

/// Rates a number of cases that is not told.
///
/// Rule: it has a rating if every number below the limit has the same. Ratings change only at the edges of a goal. A measure
/// that suppresses small numbers publishes zero as zero, so that a number which is not told is above it.
fn rate_untold(in_force: &InForce, limit: u32) -> (Outcome, Option<Arithmetic>) {
    let rate = |value: Decimal| in_force.rate(Figure::typed(value));
    let step = Decimal::new(1, in_force.measure.decimals);
    let highest = Decimal::from(limit) - step;
    let lowest = match in_force.measure.suppress_below {
        Some(_) => step.min(highest),
        None => Decimal::ZERO,
    };
    let within = match in_force.goal {
        Some(Goal::Band { low, .. }) if low > lowest => low.min(highest),
        _ => lowest,
    };
    let most = rate(highest);
    let others = [lowest, within].map(rate);
    let is_same = others.iter().all(|other| other.0 == most.0);
    match most.1 {
        Some(arithmetic) if is_same => {
            let fewer_than = Some(limit);
            let arithmetic = Arithmetic {
                fewer_than,
                ..arithmetic
            };
            (most.0, Some(arithmetic))
        }
        None if is_same => most,
        _ => (Outcome::Unrated(Unrated::FewerThan), None),
    }
}

/// Returns whether people rate a measure in a quarter, and no rule: its target is in words, or it has none.
fn is_by_people(measure: &Measure, quarter: Quarter) -> bool {
    let target = measure.target_in(quarter);
    let is_in_words = target.is_some_and(|target| matches!(target.aim, Aim::Words(_)));
    is_in_words || measure.judgement.rule() == Some(&Rule::Editorial)
}

fn unrated_whatever_the_figure(
    measure: &Measure,
    quarter: Quarter,
    goal: Option<Goal>,
) -> Option<Unrated> {
    match &measure.judgement {
        Judgement::Context { .. } => Some(Unrated::Context),
        Judgement::NoTarget { .. } => Some(Unrated::NoTargetSet),
        Judgement::Judged { .. } if is_by_people(measure, quarter) => Some(Unrated::NotStated),
        Judgement::Judged { rule, .. } if *rule == Rule::Results => None,
        Judgement::Judged { .. } if goal.is_none() => Some(without_goal(measure, quarter)),
        Judgement::Judged { .. } => None,
    }
}

/// Returns why there is nothing to compare a figure with.
fn without_goal(measure: &Measure, quarter: Quarter) -> Unrated {
    let target = measure.target_in(quarter);
    match target.map(|target| &target.aim) {
        Some(Aim::LastYear { .. }) => Unrated::NoLastYear,
        _ => Unrated::NoTargetSet,
    }
}
