//! The actions that a quarter reported, by plan.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::rollup::percent_of;
use crate::model::{Action, Due, QuarterReport, Rating, StatedOf};
use crate::site::context::Context;
use crate::site::phrases::verdicts::{Tone, rating_name, rating_tone};
use crate::site::phrases::{counts, periods};
use crate::site::words::fill;

/// The actions of one plan.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActionsView {
    /// The name of the plan.
    pub plan: String,
    /// "5 of 7 rated actions are green (71%)". `None` if no action is rated, or the source gives its own total.
    pub summary: Option<String>,
    /// The actions, in the order of the file.
    pub rows: Vec<ActionRow>,
}

/// An action.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActionRow {
    /// The title, as the source prints it.
    pub title: String,
    /// The rating: "Amber".
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// When it is due, or that the source does not say.
    pub due: String,
    /// A note on it. `None` for no note.
    pub note: Option<String>,
}

/// Returns actions by plan, in the order of the file.
pub(crate) fn actions(context: &Context, report: &QuarterReport) -> Vec<ActionsView> {
    let mut plans: Vec<&str> = Vec::new();
    for action in &report.actions {
        if !plans.contains(&action.plan.as_str()) {
            plans.push(&action.plan);
        }
    }
    let of = |plan: &str| {
        report
            .actions
            .iter()
            .filter(|action| action.plan == plan)
            .collect::<Vec<_>>()
    };
    plans
        .into_iter()
        .map(|plan| ActionsView {
            plan: plan.to_owned(),
            summary: (!states_total(report, plan))
                .then(|| actions_summary(context, &of(plan)))
                .flatten(),
            rows: of(plan)
                .into_iter()
                .map(|action| action_row(context, action))
                .collect(),
        })
        .collect()
}

fn actions_summary(context: &Context, actions: &[&Action]) -> Option<String> {
    let ratings: Vec<Rating> = actions.iter().filter_map(|action| action.rating).collect();
    let Ok(rated @ 1..) = u32::try_from(ratings.len()) else {
        return None;
    };
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    let good = u32::try_from(good).unwrap_or(rated);
    let percent = format!("{}%", percent_of(good, rated).shown());
    let finding = counts::good_by_people(context, context.words.rated_actions, &ratings);
    let slots = [("finding", &*finding), ("percent", &percent)];
    Some(fill(context.words.actions_summary, &slots))
}

fn action_row(context: &Context, action: &Action) -> ActionRow {
    let words = context.words;
    let due = action.due.map(|due| match due {
        Due::Day(day) => periods::day(words, day),
        Due::Month(month) => periods::month(words, month),
        Due::Quarter(quarter) => periods::quarter(words, quarter),
    });
    ActionRow {
        title: action.title.as_str().to_owned(),
        rating: action
            .rating
            .map_or(words.not_stated, |rating| rating_name(words, rating))
            .to_owned(),
        tone: action.rating.map_or(Tone::None, rating_tone),
        due: due.unwrap_or_else(|| words.not_stated_amount.to_owned()),
        note: action.note.as_ref().map(|note| note.as_str().to_owned()),
    }
}

/// Returns whether the source states totals for a plan's actions, which may then include others than those listed.
fn states_total(report: &QuarterReport, plan: &str) -> bool {
    let mut stated = report
        .stated
        .iter()
        .filter(|stated| stated.of == StatedOf::Actions);
    stated.any(|stated| stated.within.as_deref().is_none_or(|within| within == plan))
}
