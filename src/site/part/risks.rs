//! The risks of a quarter: the largest first, on a grid, and how each has moved.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, links};
use crate::assess::risks::{self, RiskChange};
use crate::model::{QuarterReport, Risk, RiskKind, RiskLevel};
use crate::site::context::Context;
use crate::site::phrases::{Arrow, DirectionView, Tone, names, periods, verdicts};
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
    /// How the level after action compares with the report before. `None` if there is no earlier report with risks, or
    /// nothing to compare.
    pub change: Option<DirectionView>,
    /// What is being done about it.
    pub mitigation: Vec<String>,
    /// The responsible officer. `None` if the source names none.
    pub owner: Option<String>,
    /// Links to the measures and objectives that it names, other than the page's own.
    pub related: Vec<LinkView>,
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

/// A grid of risks by likelihood and impact.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskGrid {
    /// Its rows, the most likely first.
    pub rows: Vec<RiskGridRow>,
}

/// The risks of one likelihood.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskGridRow {
    /// The likelihood, from 1 to 5.
    pub likelihood: u8,
    /// Its squares, the smallest impact first.
    pub squares: Vec<RiskSquare>,
}

/// A square of the grid.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskSquare {
    /// The score: likelihood times impact.
    pub score: u8,
    /// The band of the score: 1 for 1 to 5, 2 for 6 to 10, up to 5 for 21 to 25.
    pub band: u8,
    /// The numbers of the risks that are here before action and move to another square, counted from 1 in the list.
    pub before: Vec<usize>,
    /// The numbers of the risks that are here after action.
    pub after: Vec<usize>,
}

/// Returns the risks of a quarter, the largest first.
pub(crate) fn risks(context: &Context, report: &QuarterReport) -> Vec<RiskView> {
    risks_that(context, report, |_| true)
}

pub(super) fn risks_that(
    context: &Context,
    report: &QuarterReport,
    is_shown: impl Fn(&Risk) -> bool,
) -> Vec<RiskView> {
    let mut earlier = context.report.published().rev();
    let before = earlier.find(|other| other.quarter < report.quarter && !other.risks.is_empty());
    let sorted = risks::largest_first(&report.risks).into_iter();
    let shown = sorted.filter(|risk| is_shown(risk));
    shown.map(|risk| risk_view(context, risk, before)).collect()
}

/// Returns the grid of risks in the order of their list. `None` if none has a score after action.
pub(crate) fn grid(risks: &[RiskView]) -> Option<RiskGrid> {
    let at = |level: &LevelView, place| {
        level
            .score
            .is_some_and(|score| (score.likelihood, score.impact) == place)
    };
    let numbers = |is_here: &dyn Fn(&RiskView) -> bool| {
        let all = risks.iter().zip(1..);
        all.filter(|(risk, _)| is_here(risk))
            .map(|(_, number)| number)
            .collect()
    };
    let square = |likelihood: u8, impact: u8| {
        let place = (likelihood, impact);
        let score = likelihood * impact;
        RiskSquare {
            score,
            band: score.div_ceil(5),
            before: numbers(&|risk| {
                at(&risk.inherent, place)
                    && risk.residual.score.is_some()
                    && !at(&risk.residual, place)
            }),
            after: numbers(&|risk| at(&risk.residual, place)),
        }
    };
    let rows = (1..=5).rev().map(|likelihood| RiskGridRow {
        likelihood,
        squares: (1..=5).map(|impact| square(likelihood, impact)).collect(),
    });
    let has_scores = risks.iter().any(|risk| risk.residual.score.is_some());
    has_scores.then(|| RiskGrid {
        rows: rows.collect(),
    })
}

/// Compares a risk with the report before.
fn change(context: &Context, risk: &Risk, before: &QuarterReport) -> Option<DirectionView> {
    let words = context.words;
    let (sentence, arrow, tone) = match risks::change(risk, &before.risks)? {
        RiskChange::NotListed => (words.risk_not_listed, Arrow::None, Tone::None),
        RiskChange::Size(Ordering::Greater) => (words.risk_up, Arrow::Up, Tone::Bad),
        RiskChange::Size(Ordering::Less) => (words.risk_down, Arrow::Down, Tone::Good),
        RiskChange::Size(Ordering::Equal) => (words.risk_same, Arrow::Level, Tone::None),
    };
    let then = before.risks.iter().find(|other| other.title == risk.title);
    let then = level(context, then.and_then(|then| then.residual)).label;
    let quarter = periods::quarter(words, before.quarter);
    Some(DirectionView {
        tone,
        arrow,
        label: fill(sentence, &[("then", &then), ("quarter", &quarter)]),
        brief: String::new(),
        sentence: String::new(),
    })
}

fn risk_view(context: &Context, risk: &Risk, before: Option<&QuarterReport>) -> RiskView {
    RiskView {
        title: risk.title.as_str().to_owned(),
        kind: risk.kind.map(|kind| match kind {
            RiskKind::Corporate => context.words.corporate,
            RiskKind::Emerging => context.words.emerging,
        }),
        inherent: level(context, risk.inherent),
        residual: level(context, risk.residual),
        change: before.and_then(|before| change(context, risk, before)),
        mitigation: names::texts(&risk.mitigation),
        owner: names::text(risk.owner.as_ref()),
        related: links::related(context, &risk.related),
        note: names::text(risk.note.as_ref()),
    }
}

pub(super) fn level(context: &Context, level: Option<RiskLevel>) -> LevelView {
    let words = context.words;
    let (label, tone) = match level {
        None => (words.not_stated_amount.to_owned(), None),
        Some(RiskLevel::State(state)) => {
            let (label, tone) = verdicts::rating_label(context, Some(state));
            (label, Some(tone))
        }
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
