//! The list of objectives: by plan, each with its latest rating.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{Objective, Plan, Priority, PriorityId};
use crate::site::choose::sections;
use crate::site::context::Context;
use crate::site::part::{LinkView, PageTitle, links};
use crate::site::phrases::directions::printed;
use crate::site::phrases::{DirectionView, Tone, names, periods, verdicts};
use crate::site::route::Route;

/// The list of objectives.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectivesView {
    /// The plan in force in the latest quarter. Empty if the last plan has ended.
    pub plans: Vec<PlanView>,
    /// Other plans, latest first.
    pub earlier: Vec<PlanView>,
}

/// A plan and its objectives.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PlanView {
    /// The title, as the source prints it.
    pub title: String,
    /// When it is in force: "In force from April to June 2016."
    pub in_force: String,
    /// Its priorities, in the order of the file.
    pub priorities: Vec<PriorityView>,
}

/// Objectives under one priority.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PriorityView {
    /// The title, as the source prints it. `None` for objectives without a priority.
    pub title: Option<String>,
    /// Its objectives.
    pub objectives: Vec<ObjectiveItem>,
}

/// An objective and its latest rating.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveItem {
    /// A link to its page.
    pub objective: LinkView,
    /// The reference that reports print: "2.1". `None` if it has none.
    pub reference: Option<String>,
    /// The publisher's latest rating, or that there is none.
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The direction of travel that the source prints with it. `None` if it prints none.
    pub direction: Option<DirectionView>,
    /// The quarter of the rating. `None` if it was never rated.
    pub period: Option<String>,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let plans = context.report.plans.values();
    let mut plans: Vec<&Plan> = plans.filter(|plan| !plan.objectives.is_empty()).collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.from));
    let latest = context.report.latest();
    let current = latest.and_then(|quarter| context.report.plan_in_force(quarter));
    let (plans, earlier) = plans
        .into_iter()
        .map(|plan| (plan_view(context, plan), plan))
        .partition::<Vec<_>, _>(|(_, plan)| current.is_some_and(|current| current.id == plan.id));
    let views = |plans: Vec<(PlanView, _)>| plans.into_iter().map(|(view, _)| view).collect();
    let view = View::Objectives(ObjectivesView {
        plans: views(plans),
        earlier: views(earlier),
    });
    Page::new(
        context,
        PageTitle::new(words.objectives, words.all_objectives),
        view,
    )
}

fn plan_view(context: &Context, plan: &Plan) -> PlanView {
    let under = |priority: Option<&PriorityId>| -> Vec<ObjectiveItem> {
        let all = plan.objectives.iter();
        all.filter(|objective| objective.priority.as_ref() == priority)
            .map(|objective| objective_item(context, plan, objective))
            .collect()
    };
    let named = plan.priorities.iter().map(|priority| PriorityView {
        title: Some(priority_title(priority)),
        objectives: under(Some(&priority.id)),
    });
    let free = PriorityView {
        title: None,
        objectives: under(None),
    };
    PlanView {
        title: plan.title.as_str().to_owned(),
        in_force: names::in_force(context, plan),
        priorities: named
            .chain([free])
            .filter(|priority| !priority.objectives.is_empty())
            .collect(),
    }
}

fn objective_item(context: &Context, plan: &Plan, objective: &Objective) -> ObjectiveItem {
    let words = context.words;
    let quarters = sections::quarters_of(context, plan, &objective.id);
    let rated = quarters.into_iter().rev().find_map(|quarter| {
        let verdicts = &context.assessment.quarter(quarter).objectives;
        let verdict = verdicts.get(&objective.id)?;
        verdict.rating.is_some().then_some((quarter, verdict))
    });
    let (rating, tone) = rated.map_or_else(
        || (words.objective_not_rated.to_owned(), Tone::None),
        |(_, verdict)| verdicts::rating_label(context, verdict.rating),
    );
    let direction = rated.and_then(|(_, verdict)| verdict.direction);
    let route = Route::Objective(objective.id.clone());
    ObjectiveItem {
        objective: links::link(context, objective.title.as_str(), &route),
        reference: objective.reference.clone(),
        rating,
        tone,
        direction: direction.map(|direction| printed(words, direction)),
        period: rated.map(|(quarter, _)| periods::quarter(words, quarter)),
    }
}

/// Returns a priority's title, or its id if the plan numbers its priorities and gives them no titles.
fn priority_title(priority: &Priority) -> String {
    let title = names::text(priority.title.as_ref());
    title.unwrap_or_else(|| priority.id.as_str().to_uppercase())
}
