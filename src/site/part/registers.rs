//! The registers of a quarter: risks, actions of plans, challenges and progress on earlier ones.

use schemars::JsonSchema;
use serde::Serialize;

use super::tallies;
use crate::assess::rollup::grouped;
use crate::model::{Action, Due, QuarterReport, Rating, RiskKind, RiskLevel, StatedOf, Text};
use crate::site::context::Context;
use crate::site::phrases::{Tone, counts, names, periods, verdicts};
use crate::site::words::fill;

/// A risk.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskView {
    /// The title, as the source prints it.
    pub title: String,
    /// The kind of risk: "Corporate". `None` if the source does not say.
    pub kind: Option<&'static str>,
    /// The level before mitigation.
    pub inherent: LevelView,
    /// The level after mitigation.
    pub residual: LevelView,
    /// What is being done about it.
    pub mitigation: Vec<String>,
    /// The responsible officer. `None` if the source names none.
    pub owner: Option<String>,
    /// A note on it. `None` for no note.
    pub note: Option<String>,
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
    pub likelihood: u8,
    /// The impact, from 1 (smallest).
    pub impact: u8,
}

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

fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.as_str().to_owned()).collect()
}

pub(crate) fn risks(context: &Context, report: &QuarterReport) -> Vec<RiskView> {
    let risks = report.risks.iter().map(|risk| RiskView {
        title: risk.title.as_str().to_owned(),
        kind: risk.kind.map(|kind| match kind {
            RiskKind::Corporate => context.words.corporate,
            RiskKind::Emerging => context.words.emerging,
        }),
        inherent: level(context, risk.inherent),
        residual: level(context, risk.residual),
        mitigation: texts(&risk.mitigation),
        owner: names::text(risk.owner.as_ref()),
        note: names::text(risk.note.as_ref()),
    });
    risks.collect()
}

pub(super) fn level(context: &Context, level: Option<RiskLevel>) -> LevelView {
    let words = context.words;
    let (label, tone) = match level {
        None => (words.not_stated_amount.to_owned(), None),
        Some(RiskLevel::Colour(colour)) => {
            let (label, tone) = verdicts::rating_label(context, Some(Rating::Colour(colour)));
            (label, Some(tone))
        }
        Some(RiskLevel::RedAmber) => (words.red_amber.to_owned(), Some(Tone::Bad)),
        Some(RiskLevel::AmberGreen) => (words.amber_green.to_owned(), Some(Tone::Near)),
        Some(RiskLevel::Score { likelihood, impact }) => {
            let slots = [
                ("score", &*(likelihood * impact).to_string()),
                ("likelihood", &likelihood.to_string()),
                ("impact", &impact.to_string()),
            ];
            return LevelView {
                label: fill(words.risk_score, &slots),
                tone: None,
                score: Some(ScoreView { likelihood, impact }),
            };
        }
    };
    LevelView {
        label,
        tone,
        score: None,
    }
}

pub(crate) fn actions(context: &Context, report: &QuarterReport) -> Vec<ActionsView> {
    let by_plan = grouped(report.actions.iter().map(|one| (one.plan.as_str(), one)));
    let by_plan = by_plan.into_iter().map(|(plan, actions)| ActionsView {
        plan: plan.to_owned(),
        summary: actions_summary(context, &actions).filter(|_| !states_total(report, plan)),
        rows: actions
            .into_iter()
            .map(|action| action_row(context, action))
            .collect(),
    });
    by_plan.collect()
}

fn actions_summary(context: &Context, actions: &[&Action]) -> Option<String> {
    let ratings: Vec<Rating> = actions.iter().filter_map(|action| action.rating).collect();
    let Ok(rated @ 1..) = u32::try_from(ratings.len()) else {
        return None;
    };
    let good = ratings.iter().map(|rating| u32::from(rating.is_good()));
    let percent = tallies::percent(good.sum(), rated);
    let finding = counts::good_of(context, context.words.rated_actions, &ratings);
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
    let (rating, tone) = verdicts::rating_label(context, action.rating);
    ActionRow {
        title: action.title.as_str().to_owned(),
        rating,
        tone,
        due: due.unwrap_or_else(|| words.not_stated_amount.to_owned()),
        note: names::text(action.note.as_ref()),
    }
}

/// Returns whether the source states totals for a plan's actions, which may then include others than those listed.
fn states_total(report: &QuarterReport, plan: &str) -> bool {
    report.stated.iter().any(|stated| {
        let within = stated.within.as_deref();
        stated.of == StatedOf::Actions && within.is_none_or(|within| within == plan)
    })
}

pub(crate) fn challenges(context: &Context, report: &QuarterReport) -> ChallengesView {
    let ahead = report.challenges.iter().map(|challenge| ChallengeView {
        title: challenge.title.as_str().to_owned(),
        points: texts(&challenge.actions),
    });
    let progress = report.progress.iter().map(|progress| {
        let slots = [
            ("challenge", progress.challenge.as_str()),
            ("quarter", &periods::quarter(context.words, progress.from)),
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
