//! The risks of a quarter: the largest first, on a grid, and how each has moved.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, links};
use crate::assess::risks::{self, RiskChange};
use crate::model::{QuarterReport, Rating, Risk, RiskKind, RiskLevel, RiskMatrix, matrix};
use crate::site::context::Context;
use crate::site::phrases::{Arrow, DirectionView, Tone, directions, names, periods, verdicts};
use crate::site::words::fill;

/// A risk.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskView {
    /// Its number in the list, counted from 1.
    pub number: usize,
    /// The source's own reference: "CR4". `None` if it prints none.
    pub reference: Option<String>,
    /// The title, as the source prints it.
    pub title: String,
    /// The kind of risk: "Corporate". `None` if the source does not say.
    pub kind: Option<&'static str>,
    /// The level before mitigation.
    pub inherent: LevelView,
    /// The level after mitigation.
    pub residual: LevelView,
    /// The level that is aimed at. `None` if the source does not say.
    pub target: Option<LevelView>,
    /// How the level after action compares with the report before, or else the direction that the source prints. `None` if
    /// there is neither.
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

/// Risks under one heading.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskGroup {
    /// "Emerging risks". `None` for the others, which come first.
    pub heading: Option<&'static str>,
    /// The risks, the largest after action first.
    pub risks: Vec<RiskView>,
}

/// The level of a risk: a colour, a score, or a score with the colour that follows from it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LevelView {
    /// "Red", "20 (4 × 5)", "Red: 20 (4 × 5)", or that it is not stated.
    pub label: String,
    /// Shape and colour of its symbol. `None` for a score without a colour, and if it is not stated.
    pub tone: Option<Tone>,
    /// Its place on the matrix. `None` if the source does not say.
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
    /// The states of its squares, the best first. Empty if the site declares no matrix.
    pub states: Vec<LevelView>,
    /// Its rows, the most likely first.
    pub rows: Vec<RiskGridRow>,
}

/// The risks of one likelihood.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskGridRow {
    /// The likelihood.
    pub likelihood: u8,
    /// Its squares, the smallest impact first.
    pub squares: Vec<RiskSquare>,
}

/// A square of the grid.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RiskSquare {
    /// The score: likelihood times impact.
    pub score: u8,
    /// The band of the score: 1 for the lowest fifth of all scores, up to 5 for the highest.
    pub band: u8,
    /// The name of its state. `None` if the site declares no matrix.
    pub state: Option<&'static str>,
    /// Shape and colour of the state. `None` if the site declares no matrix.
    pub tone: Option<Tone>,
    /// The numbers of the risks that are here before action and move to another square, counted from 1 in the list.
    pub before: Vec<usize>,
    /// The numbers of the risks that are here after action.
    pub after: Vec<usize>,
}

/// Returns the risks of a quarter under their headings.
pub(crate) fn groups(context: &Context, report: &QuarterReport) -> Vec<RiskGroup> {
    let words = context.words;
    let mut numbers = 1..;
    let kinds: [(_, &dyn Fn(Option<RiskKind>) -> bool); 3] = [
        (None, &|kind| {
            !matches!(kind, Some(RiskKind::Emerging | RiskKind::Closed))
        }),
        (Some(words.risks_emerging), &|kind| {
            kind == Some(RiskKind::Emerging)
        }),
        (Some(words.risks_closed), &|kind| {
            kind == Some(RiskKind::Closed)
        }),
    ];
    let groups = kinds.map(|(heading, is_own)| {
        let mut risks = risks_that(context, report, |risk| is_own(risk.kind));
        for (risk, number) in risks.iter_mut().zip(numbers.by_ref()) {
            risk.number = number;
        }
        RiskGroup { heading, risks }
    });
    let groups = groups.into_iter();
    groups.filter(|group| !group.risks.is_empty()).collect()
}

/// Returns the risks of a quarter that are shown, the largest first.
pub(super) fn risks_that(
    context: &Context,
    report: &QuarterReport,
    is_shown: impl Fn(&Risk) -> bool,
) -> Vec<RiskView> {
    let mut earlier = context.report.published().rev();
    let before = earlier.find(|other| other.quarter < report.quarter && !other.risks.is_empty());
    let sorted = risks::largest_first(&context.report.site, &report.risks).into_iter();
    let shown = sorted.filter(|risk| is_shown(risk)).zip(1..);
    shown
        .map(|(risk, number)| risk_view(context, (number, risk), before))
        .collect()
}

/// Returns the grid of those risks that are not closed. `None` if none has a place on it after action.
pub(crate) fn grid(context: &Context, groups: &[RiskGroup]) -> Option<RiskGrid> {
    let open = groups.iter();
    let open = open.filter(|group| group.heading != Some(context.words.risks_closed));
    let risks: Vec<&RiskView> = open.flat_map(|group| &group.risks).collect();
    let has_places = risks.iter().any(|risk| risk.residual.score.is_some());
    has_places.then(|| grid_of(context, &risks))
}

/// Returns the grid without risks that the site declares. `None` if states follow from scores, or if there is no matrix.
pub(crate) fn declared_grid(context: &Context) -> Option<RiskGrid> {
    let is_grid = matches!(context.report.site.risks, Some(RiskMatrix::Grid(_)));
    is_grid.then(|| grid_of(context, &[]))
}

fn grid_of(context: &Context, risks: &[&RiskView]) -> RiskGrid {
    let (likely, large) = matrix::size(context.report.site.risks.as_ref());
    let rows = (1..=likely).rev().map(|likelihood| {
        let places = (1..=large).map(|impact| ScoreView { likelihood, impact });
        let most = u16::from(likely) * u16::from(large);
        RiskGridRow {
            likelihood,
            squares: places
                .map(|place| square(context, risks, place, most))
                .collect(),
        }
    });
    let placed = (1..=likely).flat_map(|likelihood| {
        let all = (1..=large).map(move |impact| RiskLevel::Placed { likelihood, impact });
        all.filter_map(|level| risks::state(&context.report.site, level))
    });
    let states = placed.collect::<BTreeSet<_>>().into_iter().rev();
    RiskGrid {
        states: states.map(|state| rated(context, state)).collect(),
        rows: rows.collect(),
    }
}

/// Returns a level of which only the state is shown.
fn rated(context: &Context, state: Rating) -> LevelView {
    let (label, tone) = verdicts::rating_label(context, Some(state));
    LevelView {
        label,
        tone: Some(tone),
        score: None,
    }
}

fn square(context: &Context, risks: &[&RiskView], place: ScoreView, most: u16) -> RiskSquare {
    let at = |level: &LevelView| level.score == Some(place);
    let numbers = |is_here: &dyn Fn(&RiskView) -> bool| {
        let here = risks.iter().filter(|risk| is_here(risk));
        here.map(|risk| risk.number).collect()
    };
    let ScoreView { likelihood, impact } = place;
    let level = RiskLevel::Placed { likelihood, impact };
    let score = likelihood.saturating_mul(impact);
    let band = (u16::from(score) * 5).div_ceil(most.max(1));
    let state = risks::state(&context.report.site, level);
    RiskSquare {
        score,
        band: u8::try_from(band).unwrap_or(5),
        state: state.map(Rating::name),
        tone: state.map(|state| verdicts::rating_label(context, Some(state)).1),
        before: numbers(&|risk| {
            at(&risk.inherent) && risk.residual.score.is_some() && !at(&risk.residual)
        }),
        after: numbers(&|risk| at(&risk.residual)),
    }
}

/// Compares a risk with the report before.
fn change(context: &Context, risk: &Risk, before: &QuarterReport) -> Option<DirectionView> {
    let words = context.words;
    let (sentence, arrow, tone) = match risks::change(&context.report.site, risk, &before.risks)? {
        RiskChange::NotListed => (words.risk_not_listed, Arrow::None, Tone::None),
        RiskChange::Size(Ordering::Greater) => (words.risk_up, Arrow::Up, Tone::Bad),
        RiskChange::Size(Ordering::Less) => (words.risk_down, Arrow::Down, Tone::Good),
        RiskChange::Size(Ordering::Equal) => (words.risk_same, Arrow::Level, Tone::None),
    };
    let then = before.risks.iter().find(|other| other.title == risk.title);
    let then = then.and_then(|then| then.residual);
    let size = then.and_then(|then| size(context, then).1);
    let then = size.unwrap_or_else(|| level(context, then).label);
    let quarter = periods::quarter(words, before.quarter);
    Some(DirectionView {
        tone,
        arrow,
        label: fill(sentence, &[("then", &then), ("quarter", &quarter)]),
        brief: String::new(),
        sentence: String::new(),
    })
}

fn risk_view(
    context: &Context,
    (number, risk): (usize, &Risk),
    before: Option<&QuarterReport>,
) -> RiskView {
    let words = context.words;
    let compared = before.and_then(|before| change(context, risk, before));
    let is_listed = before.is_some_and(|before| {
        let mut titles = before.risks.iter().map(|other| &other.title);
        titles.any(|title| *title == risk.title)
    });
    let printed = risk
        .direction
        .map(|printed| directions::printed(words, printed));
    let change = if is_listed {
        compared.or(printed)
    } else {
        printed.or(compared)
    };
    RiskView {
        number,
        reference: risk.reference.clone(),
        title: risk.title.as_str().to_owned(),
        kind: risk.kind.map(|kind| match kind {
            RiskKind::Corporate => words.corporate,
            RiskKind::Emerging => words.emerging,
            RiskKind::Closed => words.closed,
        }),
        inherent: level(context, risk.inherent),
        residual: level(context, risk.residual),
        target: risk.target.map(|target| level(context, Some(target))),
        change,
        mitigation: names::texts(&risk.mitigation),
        owner: names::text(risk.owner.as_ref()),
        related: links::related(context, &risk.related),
        note: names::text(risk.note.as_ref()),
    }
}

fn level(context: &Context, level: Option<RiskLevel>) -> LevelView {
    let words = context.words;
    let Some(level) = level else {
        return LevelView {
            label: words.not_stated_amount.to_owned(),
            tone: None,
            score: None,
        };
    };
    let state = risks::state(&context.report.site, level);
    let rated = state.map(|state| verdicts::rating_label(context, Some(state)));
    let (score, size) = size(context, level);
    let label = match (&rated, size) {
        (Some((state, _)), Some(size)) => {
            fill(words.risk_rated, &[("state", state), ("size", &size)])
        }
        (Some((state, _)), None) => state.clone(),
        (None, size) => size.unwrap_or_default(),
    };
    LevelView {
        label,
        tone: rated.map(|(_, tone)| tone),
        score,
    }
}

/// Returns the place and the size of a level in words. Where the state does not follow from the score, the place itself is
/// the size.
fn size(context: &Context, level: RiskLevel) -> (Option<ScoreView>, Option<String>) {
    let words = context.words;
    match level {
        RiskLevel::State(_) => (None, None),
        RiskLevel::Score(score) => (None, Some(score.to_string())),
        RiskLevel::Placed { likelihood, impact } => {
            let slots = [
                ("score", &*likelihood.saturating_mul(impact).to_string()),
                ("likelihood", &likelihood.to_string()),
                ("impact", &impact.to_string()),
            ];
            let is_grid = matches!(context.report.site.risks, Some(RiskMatrix::Grid(_)));
            let sentence = if is_grid {
                words.risk_place
            } else {
                words.risk_score
            };
            let place = ScoreView { likelihood, impact };
            (Some(place), Some(fill(sentence, &slots)))
        }
    }
}
