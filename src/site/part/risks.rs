//! The risks that a quarter reported.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{QuarterReport, Rating, Risk, RiskKind, RiskLevel, Text};
use crate::site::context::Context;
use crate::site::phrases::verdicts::{Tone, colour_name, rating_tone};
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
    pub likelihood: u32,
    /// The impact, from 1 (smallest).
    pub impact: u32,
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
    let text = |text: &Text| text.as_str().to_owned();
    RiskView {
        title: risk.title.as_str().to_owned(),
        kind,
        inherent: level(context, risk.inherent),
        residual: level(context, risk.residual),
        mitigation: risk.mitigation.iter().map(text).collect(),
        owner: risk.owner.as_ref().map(text),
        note: risk.note.as_ref().map(text),
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
