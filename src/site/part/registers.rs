//! The registers of a quarter: actions of plans, challenges and progress on earlier ones. And the entries of all
//! registers that name a measure or an objective.

use schemars::JsonSchema;
use serde::Serialize;

use super::risks::{self, RiskView};
use super::{LinkView, links, tallies};
use crate::assess::actions::{is_milestone_overdue, is_overdue};
use crate::assess::rollup::grouped;
use crate::model::{
    Action, Challenge, Milestone, Quarter, QuarterReport, Rating, Related, StatedOf,
};
use crate::site::context::Context;
use crate::site::phrases::{Tone, figures, names, periods, verdicts};
use crate::site::route::{Route, Section};
use crate::site::words::fill;

/// The actions of one plan.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActionsView {
    /// The name of the plan.
    pub plan: String,
    /// How many have each rating: "7 actions, 5 green (71%), 2 amber (29%)", and the same of milestones. `None` if nothing is
    /// rated, or the source gives its own total.
    pub summary: Option<String>,
    /// The actions, in the order of the file.
    pub rows: Vec<ActionRow>,
}

/// An action.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActionRow {
    /// The reference: "CP1.2". `None` if the source prints none.
    pub reference: Option<String>,
    /// The title, as the source prints it.
    pub title: String,
    /// The rating: "Amber".
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// How much of it is done: "60% complete". `None` if the source does not say.
    pub complete: Option<String>,
    /// When it is due, and when it was first due if that was revised; or that the source does not say.
    pub due: String,
    /// Whether it was overdue at the end of the quarter.
    pub overdue: bool,
    /// The responsible officer. `None` if the source names none.
    pub owner: Option<String>,
    /// Links to the measures and objectives that it names, other than the page's own.
    pub related: Vec<LinkView>,
    /// Its milestones, in the order of the file.
    pub milestones: Vec<MilestoneRow>,
    /// A note on it. `None` for no note.
    pub note: Option<String>,
}

/// A milestone of an action.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MilestoneRow {
    /// The title, as the source prints it.
    pub title: String,
    /// The rating: "Amber".
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// When it is due, or that the source does not say.
    pub due: String,
    /// Whether it was overdue at the end of the quarter.
    pub overdue: bool,
    /// A note on it. `None` for no note.
    pub note: Option<String>,
}

/// Challenges, and progress on earlier ones.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChallengesView {
    /// Challenges that this quarter reported.
    pub ahead: Vec<ChallengeView>,
    /// Progress on challenges that earlier quarters reported.
    pub progress: Vec<ChallengeView>,
}

/// A challenge, with actions or progress on it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChallengeView {
    /// The title, as the source prints it. For progress, with the quarter that reported the challenge.
    pub title: String,
    /// What is being done, or was done, about it.
    pub points: Vec<String>,
    /// The responsible officer. `None` if the source names none, and for progress.
    pub owner: Option<String>,
    /// Links to the measures and objectives that it names, other than the page's own. Empty for progress.
    pub related: Vec<LinkView>,
}

/// The entries of one register that name the page's measure or objective.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NamedIn {
    /// A link to the register, with its quarter: "Actions, April to June 2016".
    pub register: LinkView,
    /// The actions, by plan. Empty for other registers.
    pub actions: Vec<ActionsView>,
    /// The risks. Empty for other registers.
    pub risks: Vec<RiskView>,
    /// The challenges. Empty for other registers.
    pub challenges: Vec<ChallengeView>,
}

pub(crate) fn actions(context: &Context, report: &QuarterReport) -> Vec<ActionsView> {
    let by_plan = by_plan(&report.actions).into_iter();
    let views = by_plan.map(|(plan, actions)| ActionsView {
        summary: actions_summary(context, &actions).filter(|_| !states_total(report, plan)),
        ..actions_view(context, report.quarter, (plan, &actions))
    });
    views.collect()
}

fn by_plan<'a>(actions: impl IntoIterator<Item = &'a Action>) -> Vec<(&'a str, Vec<&'a Action>)> {
    grouped(actions.into_iter().map(|one| (one.plan.as_str(), one)))
}

/// Returns actions of one plan, without a summary.
fn actions_view(
    context: &Context,
    quarter: Quarter,
    (plan, actions): (&str, &[&Action]),
) -> ActionsView {
    let rows = actions.iter();
    ActionsView {
        plan: plan.to_owned(),
        summary: None,
        rows: rows
            .map(|action| action_row(context, quarter, action))
            .collect(),
    }
}

fn actions_summary(context: &Context, actions: &[&Action]) -> Option<String> {
    let words = context.words;
    let milestones = actions.iter().flat_map(|action| &action.milestones);
    let milestones: Vec<Option<Rating>> = milestones.map(|one| one.rating).collect();
    let actions: Vec<Option<Rating>> = actions.iter().map(|one| one.rating).collect();
    let counted = [
        tallies::by_rating(context, words.count_of_actions, &actions),
        tallies::by_rating(context, words.count_of_milestones, &milestones),
    ];
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    (!counted.is_empty()).then(|| counted.join(" "))
}

fn action_row(context: &Context, quarter: Quarter, action: &Action) -> ActionRow {
    let words = context.words;
    let due = periods::action_due(words, action.due, action.first_due);
    let complete = action.complete.map(|complete| {
        let percent = figures::grouped(complete.normalize());
        fill(words.action_complete, &[("percent", &percent)])
    });
    let milestones = action.milestones.iter();
    let milestones = milestones.map(|one| milestone_row(context, quarter, one));
    let (rating, tone) = verdicts::rating_label(context, action.rating);
    ActionRow {
        reference: names::text(action.reference.as_ref()),
        title: action.title.as_str().to_owned(),
        rating,
        tone,
        complete,
        due: due.unwrap_or_else(|| words.not_stated_amount.to_owned()),
        overdue: is_overdue(&context.report.site.scales, action, quarter),
        owner: names::text(action.owner.as_ref()),
        related: links::related(context, &action.related),
        milestones: milestones.collect(),
        note: names::text(action.note.as_ref()),
    }
}

fn milestone_row(context: &Context, quarter: Quarter, milestone: &Milestone) -> MilestoneRow {
    let due = periods::action_due(context.words, milestone.due, None);
    let (rating, tone) = verdicts::rating_label(context, milestone.rating);
    MilestoneRow {
        title: milestone.title.as_str().to_owned(),
        rating,
        tone,
        due: due.unwrap_or_else(|| context.words.not_stated_amount.to_owned()),
        overdue: is_milestone_overdue(&context.report.site.scales, milestone, quarter),
        note: names::text(milestone.note.as_ref()),
    }
}

/// Returns whether the source states totals for a plan's actions, which may then include others than those listed.
fn states_total(report: &QuarterReport, plan: &str) -> bool {
    report.stated.iter().any(|stated| {
        let within = stated.within.as_deref();
        let is_of_all = stated.objective.is_none() && within.is_none_or(|within| within == plan);
        stated.of == StatedOf::Actions && is_of_all
    })
}

pub(crate) fn challenges(context: &Context, report: &QuarterReport) -> ChallengesView {
    let ahead = report.challenges.iter();
    let ahead = ahead.map(|challenge| challenge_view(context, challenge));
    let progress = report.progress.iter().map(|progress| {
        let slots = [
            ("challenge", progress.challenge.as_str()),
            ("quarter", &periods::quarter(context.words, progress.from)),
        ];
        ChallengeView {
            title: fill(context.words.challenge_from, &slots),
            points: names::texts(&progress.done),
            owner: None,
            related: Vec::new(),
        }
    });
    ChallengesView {
        ahead: ahead.collect(),
        progress: progress.collect(),
    }
}

fn challenge_view(context: &Context, challenge: &Challenge) -> ChallengeView {
    ChallengeView {
        title: challenge.title.as_str().to_owned(),
        points: names::texts(&challenge.actions),
        owner: names::text(challenge.owner.as_ref()),
        related: links::related(context, &challenge.related),
    }
}

/// Returns the entries of each register that name something: of the last quarter that lists any in the register, up to
/// `until`.
pub(crate) fn named_in(
    context: &Context,
    until: Quarter,
    is_named: impl Fn(&Related) -> bool,
) -> Vec<NamedIn> {
    let last = |has_entries: fn(&QuarterReport) -> bool| {
        let mut reports = context.report.published().rev();
        reports.find(|report| report.quarter <= until && has_entries(report))
    };
    let named = |report: &QuarterReport, section| {
        let quarter = report.quarter;
        let label = names::section_in_quarter(context, quarter, section);
        NamedIn {
            register: links::link(context, label, &Route::Section(quarter, section)),
            actions: Vec::new(),
            risks: Vec::new(),
            challenges: Vec::new(),
        }
    };
    let actions = last(|report| !report.actions.is_empty()).map(|report| {
        let own = report.actions.iter().filter(|one| is_named(&one.related));
        let by_plan = by_plan(own).into_iter();
        let views = by_plan.map(|(plan, own)| actions_view(context, report.quarter, (plan, &own)));
        let actions = views.collect();
        NamedIn {
            actions,
            ..named(report, Section::Actions)
        }
    });
    let risks = last(|report| !report.risks.is_empty()).map(|report| {
        let risks = risks::risks_that(context, report, |risk| is_named(&risk.related));
        NamedIn {
            risks,
            ..named(report, Section::Risks)
        }
    });
    let challenges = last(|report| !report.challenges.is_empty()).map(|report| {
        let own = report.challenges.iter();
        let own = own.filter(|one| is_named(&one.related));
        let challenges = own.map(|one| challenge_view(context, one)).collect();
        NamedIn {
            challenges,
            ..named(report, Section::Challenges)
        }
    });
    let all = [actions, risks, challenges].into_iter().flatten();
    let is_empty =
        |one: &NamedIn| one.actions.is_empty() && one.risks.is_empty() && one.challenges.is_empty();
    all.filter(|one| !is_empty(one)).collect()
}
