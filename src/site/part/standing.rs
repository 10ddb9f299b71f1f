//! Risks, actions, challenges and progress on them, as a quarter reported them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::rollup::percent_of;
use crate::model::{Action, Due, QuarterReport, Rating, Risk, RiskKind, RiskLevel, StatedOf, Text};
use crate::site::context::Context;
use crate::site::say::verdicts::{Tone, colour_name, rating_name, rating_tone};
use crate::site::say::{counts, periods};
use crate::site::words::fill;

/// A risk.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskView {
    /// The title, as the source prints it.
    pub title: String,
    /// The kind of risk: "Corporate". `None` if the source does not say.
    pub kind: String,
    /// The level before mitigation.
    pub inherent: LevelView,
    /// The level after mitigation.
    pub residual: LevelView,
    /// What is being done about it.
    pub mitigation: Vec<String>,
    /// The responsible officer. `None` if the source names none.
    pub owner: String,
    /// A note on it. `None` for no note.
    pub note: String,
}

/// The level of a risk: a colour or a score.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LevelView {
    /// "Red", "20 (4 × 5)", or that it is not stated.
    pub label: String,
    /// Shape and colour of its symbol. `None` for a score, which has no colour, and if it is not stated.
    pub tone: Option<Tone>,
    /// The score as two numbers. `None` if it is not a score.
    pub score: Option<ScoreView>,
}

/// The likelihood and impact of a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ScoreView {
    /// The likelihood, from 1 (least likely).
    pub likelihood: u32,
    /// The impact, from 1 (smallest).
    pub impact: u32,
}

/// The actions of one plan.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActionsView {
    /// The name of the plan.
    pub plan: String,
    /// "5 of 7 rated actions are green (71%)". `None` if no action is rated, or the source gives its own total.
    pub summary: String,
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
    pub note: String,
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
}

fn plain(text: Option<&Text>) -> String {
    text.map_or(String::new(), |text| text.as_str().to_owned())
}

fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.as_str().to_owned()).collect()
}

/// Returns whether the source states totals for a plan's actions, which may then include others than those listed.
fn states_total(report: &QuarterReport, plan: &str) -> bool {
    let mut stated = report
        .stated
        .iter()
        .filter(|stated| stated.of == StatedOf::Actions);
    stated.any(|stated| stated.within.as_deref().is_none_or(|within| within == plan))
}

pub(crate) fn risks(context: &Context, report: &QuarterReport) -> Vec<RiskView> {
    report
        .risks
        .iter()
        .map(|risk| risk_view(context, risk))
        .collect()
}

fn risk_view(context: &Context, risk: &Risk) -> RiskView {
    let kind = risk.kind.map(|kind| match kind {
        RiskKind::Corporate => context.words.corporate,
        RiskKind::Emerging => context.words.emerging,
    });
    RiskView {
        title: risk.title.as_str().to_owned(),
        kind: kind.unwrap_or_default().to_owned(),
        inherent: level(context, risk.inherent),
        residual: level(context, risk.residual),
        mitigation: texts(&risk.mitigation),
        owner: plain(risk.owner.as_ref()),
        note: plain(risk.note.as_ref()),
    }
}

pub(super) fn level(context: &Context, level: Option<RiskLevel>) -> LevelView {
    let words = context.words;
    let mut score = None;
    let (label, tone) = match level {
        None => (words.not_stated_amount.to_owned(), None),
        Some(RiskLevel::Colour(colour)) => (
            colour_name(words, colour).to_owned(),
            Some(rating_tone(Rating::Colour(colour))),
        ),
        Some(RiskLevel::RedAmber) => (words.red_amber.to_owned(), Some(Tone::Bad)),
        Some(RiskLevel::AmberGreen) => (words.amber_green.to_owned(), Some(Tone::Near)),
        Some(RiskLevel::Score { likelihood, impact }) => {
            let slots = [
                ("score", &*(likelihood * impact).to_string()),
                ("likelihood", &likelihood.to_string()),
                ("impact", &impact.to_string()),
            ];
            score = Some(ScoreView {
                likelihood: u32::from(likelihood),
                impact: u32::from(impact),
            });
            (fill(words.risk_score, &slots), None)
        }
    };
    LevelView { label, tone, score }
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
            summary: if states_total(report, plan) {
                String::new()
            } else {
                actions_summary(context, &of(plan))
            },
            rows: of(plan)
                .into_iter()
                .map(|action| action_row(context, action))
                .collect(),
        })
        .collect()
}

fn actions_summary(context: &Context, actions: &[&Action]) -> String {
    let ratings: Vec<Rating> = actions.iter().filter_map(|action| action.rating).collect();
    let Ok(rated @ 1..) = u32::try_from(ratings.len()) else {
        return String::new();
    };
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    let good = u32::try_from(good).unwrap_or(rated);
    let percent = format!("{}%", percent_of(good, rated).shown());
    let finding = counts::good_by_people(context, context.words.rated_actions, &ratings);
    let slots = [("finding", &*finding), ("percent", &percent)];
    fill(context.words.actions_summary, &slots)
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
        note: plain(action.note.as_ref()),
    }
}

pub(crate) fn challenges(context: &Context, report: &QuarterReport) -> ChallengesView {
    let ahead = report.challenges.iter().map(|challenge| ChallengeView {
        title: challenge.title.as_str().to_owned(),
        points: texts(&challenge.actions),
    });
    let progress = report.progress.iter().map(|progress| {
        let quarter = periods::quarter(context.words, progress.from);
        let slots = [
            ("challenge", progress.challenge.as_str()),
            ("quarter", &quarter),
        ];
        ChallengeView {
            title: fill(context.words.challenge_from, &slots),
            points: texts(&progress.done),
        }
    });
    ChallengesView {
        ahead: ahead.collect(),
        progress: progress.collect(),
    }
}
