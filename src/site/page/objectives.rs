//! Objectives: the list by plan, and the pages of each, one for the latest quarter and one for each quarter that rates
//! it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::objectives::belongs;
use crate::model::{Objective, Plan, Priority, PriorityId, Quarter, Related, Subject};
use crate::site::choose::{long_lists, sections};
use crate::site::context::Context;
use crate::site::part::{
    Collected, FactTable, LinkView, MeasureRow, NamedIn, ObjectiveRow, PageTitle, PartsView,
    QuarterComments, QuestionsView, about, comments, links, objective_rows, questions, registers,
    rows,
};
use crate::site::phrases::directions::printed;
use crate::site::phrases::{DirectionView, Tone, names, periods, verdicts};
use crate::site::route::{Group, Route, Section};
use crate::site::words::fill;

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

/// An objective's page, for the latest quarter or for one quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveView {
    /// The reference that reports print: "2.1". `None` if it has none.
    pub reference: Option<String>,
    /// The title, as the source prints it. If its measures take several pages, also which part this is.
    pub title: String,
    /// Links to all parts of its measures. `None` if they are on one page. Further parts show only the measures.
    pub parts: Option<PartsView>,
    /// Its plan, and when that is in force. Empty on a further part.
    pub plan: String,
    /// The priority it belongs to. `None` if it belongs to none.
    pub priority: Option<String>,
    /// The quarter: "April to June 2016 (Quarter 1, 2016/17)". Empty if no quarter is public yet.
    pub period: String,
    /// Its rating in that quarter. `None` if no quarter is public yet.
    pub standing: Option<ObjectiveRow>,
    /// Its measures in that quarter.
    pub measures: Vec<MeasureRow>,
    /// The text to show if it has no measures. `None` if measures are assigned to it.
    pub no_measures: Option<String>,
    /// How many of them there are of each kind, and which kind there is none of. `None` if the site names no kinds.
    pub kinds: Option<FactTable>,
    /// The shorthand that their figures use, explained.
    pub shorthand: Vec<String>,
    /// Comments on it. `None` if no quarter is public yet.
    pub voices: Option<QuarterComments>,
    /// Questions of committees about it, on the page for the latest quarter. `None` if there are none.
    pub questions: Option<QuestionsView>,
    /// What is being done: the actions, risks and challenges that name it, by register.
    pub being_done: Vec<NamedIn>,
    /// Its rating in each quarter, earliest first.
    pub quarters: Vec<ObjectiveQuarter>,
    /// A link to the page for its latest quarter. `None` on that page.
    pub latest: Option<LinkView>,
}

/// The rating of an objective in one quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveQuarter {
    /// A link to the objective's page for the quarter.
    pub quarter: LinkView,
    /// The value of `aria-current`: `page` for the current page, `None` for others.
    pub current: Option<&'static str>,
    /// The publisher's rating, or that there is none.
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The direction of travel that the source prints. `None` if it prints none.
    pub direction: Option<DirectionView>,
}

pub(super) fn list(context: &Context) -> Page {
    let words = context.words;
    let plans = context.report.plans.values();
    let mut plans: Vec<&Plan> = plans.filter(|plan| !plan.objectives.is_empty()).collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.from));
    let latest = context.report.latest();
    let current = latest.and_then(|quarter| context.report.plan_in_force(quarter));
    let is_current = |plan: &&Plan| current.is_some_and(|current| current.id == plan.id);
    let (plans, earlier) = plans.into_iter().partition(is_current);
    let views = |plans: Vec<&Plan>| {
        plans
            .into_iter()
            .map(|plan| plan_view(context, plan))
            .collect()
    };
    let view = View::Objectives(ObjectivesView {
        plans: views(plans),
        earlier: views(earlier),
    });
    let head = PageTitle::new(words.objectives, words.all_objectives);
    Page::new(context, head, view)
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
        let rated = &context.assessment.quarter(quarter).objectives;
        let verdict = rated.get(&objective.id)?;
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

/// Returns an objective's page, for one quarter or the latest, or a further part of its measures.
pub(super) fn page(
    context: &Context,
    (plan, objective): (&Plan, &Objective),
    of: Option<Quarter>,
) -> Page {
    let words = context.words;
    let quarters = sections::quarters_of(context, plan, &objective.id);
    let shown = of.or(quarters.last().copied());
    let part = long_lists::part_here(context);
    let ids = part.groups().iter().flat_map(Group::measures);
    let wholes = part.wholes();
    let entries = wholes.iter();
    let entries = entries.filter_map(|id| context.report.entry(shown?, id));
    let subject = Subject::Objective(objective.id.clone());
    let mut collected = Collected::default();
    let is_named = |related: &Related| related.objectives.contains(&objective.id);
    let is_latest = of.is_none() && part.is_first();
    let questions = is_latest.then(|| questions::questions_on(context, is_named, &mut collected));
    let being_done = |quarter| registers::named_in(context, quarter, is_named);
    let in_full = |quarter| periods::quarter_in_full(words, quarter);
    let comments = |quarter| comments::comments(context, quarter, &subject, &mut collected);
    let view = ObjectiveView {
        reference: objective.reference.clone(),
        title: part.title(words, objective.title.as_str()),
        parts: links::other_parts(context, &part),
        plan: part.on_first(|| {
            let in_force = names::in_force(context, plan);
            format!("{}. {in_force}", plan.title.as_str())
        }),
        priority: part.on_first(|| names::priority(plan, objective)),
        period: shown.map_or_else(String::new, in_full),
        standing: part.on_first(|| {
            let rated = &context.assessment.quarter(shown?).objectives;
            let verdict = rated.get(&objective.id)?;
            let row = objective_rows::objective_row(context, objective, verdict, String::new());
            Some(row)
        }),
        measures: ids
            .filter_map(|id| rows::row_in_report(context, id, shown?))
            .collect(),
        no_measures: part.on_first(|| no_measures(context, objective)),
        kinds: part.on_first(|| about::kinds(context, shown?, objective)),
        shorthand: rows::shorthand(context, entries),
        voices: part.on_first(|| shown.map(comments)),
        questions: questions.flatten(),
        being_done: part.on_first(|| shown.map_or_else(Vec::new, being_done)),
        quarters: part.on_first(|| history(context, objective, &quarters, of)),
        latest: part.on_first(|| {
            let latest = Route::Objective(objective.id.clone());
            of.map(|_| links::link(context, words.latest_quarter, &latest))
        }),
    };
    let (title, mut parents) = title_and_parents(context, plan, objective, of);
    parents.extend(part.crumb(&names::objective_title(context, plan, objective)));
    let title = part.title(words, &title);
    let description = if part.is_first() {
        let label = names::objective_label(plan, objective);
        description(context, of, view.standing.as_ref(), &label)
    } else {
        title.clone()
    };
    let head = PageTitle::new(title, description)
        .below(parents)
        .published(context, shown);
    Page::new(context, head, View::Objective(Box::new(view))).with(collected)
}

/// Returns the description of an objective's page: "April to June 2016: Amber. Keep children safe (Plan)".
fn description(
    context: &Context,
    of: Option<Quarter>,
    standing: Option<&ObjectiveRow>,
    label: &str,
) -> String {
    let words = context.words;
    let kind = words.kind_objective.to_owned();
    let about = of.map_or(kind, |quarter| periods::quarter(words, quarter));
    let rating = standing.map_or(words.objective_not_rated, |row| &row.rating);
    format!("{about}: {rating}. {label}")
}

/// Returns the title for the browser's tab, and the pages above.
fn title_and_parents(
    context: &Context,
    plan: &Plan,
    objective: &Objective,
    of: Option<Quarter>,
) -> (String, Vec<(String, Route)>) {
    let words = context.words;
    let Some(quarter) = of else {
        let parents = vec![(words.objectives.to_owned(), Route::Objectives)];
        return (latest_title(context, plan, objective), parents);
    };
    let slots = [
        ("title", &*names::objective_title(context, plan, objective)),
        ("quarter", &periods::quarter(words, quarter)),
    ];
    let name = context.words.objectives.to_owned();
    let mut parents = links::quarter_crumbs(context, quarter);
    parents.push((name, Route::Section(quarter, Section::Objectives)));
    (fill(words.objective_in_quarter, &slots), parents)
}

fn history(
    context: &Context,
    objective: &Objective,
    quarters: &[Quarter],
    of: Option<Quarter>,
) -> Vec<ObjectiveQuarter> {
    let rated = quarters.iter().filter_map(|quarter| {
        let rated = &context.assessment.quarter(*quarter).objectives;
        let verdict = rated.get(&objective.id)?;
        let (rating, tone) = verdicts::rating_label(context, verdict.rating);
        let label = periods::quarter(context.words, *quarter);
        let page = Route::ObjectiveIn(*quarter, objective.id.clone());
        Some(ObjectiveQuarter {
            quarter: links::link(context, label, &page),
            current: (of == Some(*quarter)).then_some("page"),
            rating,
            tone,
            direction: verdict.direction.map(|way| printed(context.words, way)),
        })
    });
    rated.collect()
}

/// Returns the title for the browser's tab, with the plan's name if objectives of two plans have the same title.
fn latest_title(context: &Context, plan: &Plan, objective: &Objective) -> String {
    let title = names::objective_title(context, plan, objective);
    let all = context.report.objectives();
    let same = all.filter(|(_, other)| other.title == objective.title);
    if same.count() > 1 && title == objective.title.as_str() {
        names::objective_label(plan, objective)
    } else {
        title
    }
}

/// Returns the text for an objective without measures. `None` if measures are assigned to it, even if no quarter is
/// public yet.
fn no_measures(context: &Context, objective: &Objective) -> Option<String> {
    let mut measures = context.report.measures.values();
    let has_any = measures.any(|measure| belongs(context.report, measure, &objective.id));
    (!has_any).then(|| context.words.objective_no_measures.to_owned())
}
