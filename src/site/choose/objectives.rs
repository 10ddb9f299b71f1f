//! Which objectives a quarter rates, and which quarters rate an objective.

use crate::model::{Objective, ObjectiveId, Plan, Quarter};
use crate::site::context::Context;

/// Returns the published quarters that rate an objective: those of its plan, and any others with a rating.
pub(crate) fn quarters_of(context: &Context, plan: &Plan, id: &ObjectiveId) -> Vec<Quarter> {
    let published = context.report.published();
    published
        .map(|report| report.quarter)
        .filter(|quarter| judges(context, *quarter, plan, id))
        .collect()
}

/// Returns whether a quarter rates an objective, by its own ratings or because its plan is in force.
pub(super) fn judges(context: &Context, quarter: Quarter, plan: &Plan, id: &ObjectiveId) -> bool {
    let in_force = context.report.plan_in_force(quarter);
    let is_in_force = in_force.is_some_and(|in_force| in_force.id == plan.id);
    is_in_force || is_rated(context, quarter, id)
}

fn is_rated(context: &Context, quarter: Quarter, id: &ObjectiveId) -> bool {
    context.report.quarters[&quarter]
        .objectives
        .contains_key(id)
}

/// Returns the objectives that a quarter rates, in the order of their plans.
pub(crate) fn objectives_in<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<&'a Objective> {
    let plans = context.report.plans.values();
    let all = plans.flat_map(|plan| plan.objectives.iter().map(move |one| (plan, one)));
    all.filter(|(plan, one)| quarters_of(context, plan, &one.id).contains(&quarter))
        .map(|(_, objective)| objective)
        .collect()
}
