//! The main findings of each section of a quarter's report, for the top of its page and its card on other pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::{BarPart, bar};
use super::links::{self, LinkView};
use super::{actions, objective_rows, risks, tallies};
use crate::assess::finance::{Shortfall, Variance};
use crate::model::{
    Figure, Finance, Measure, MoneyUnit, Quarter, Rating, RevenueRow, RiskKind, RowKind,
    SavingsRow, StatedOf,
};
use crate::site::choose::{objectives, sections};
use crate::site::context::Context;
use crate::site::phrases::directions::direction;
use crate::site::phrases::verdicts::{self, Tone, colour_name, rating_tone};
use crate::site::phrases::{counts, figures, names};
use crate::site::route::{Links, Section};
use crate::site::words::{counted, fill};

/// A finding in a few words.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Finding {
    /// Shape and colour of its symbol. `None` if the finding is not a rating.
    pub tone: Option<Tone>,
    /// "Children's services: £3,687 thousand over budget (red)".
    pub text: String,
}

/// A section of a quarter's report in brief.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SectionCard {
    /// The section's page.
    pub link: LinkView,
    /// Its main findings.
    pub findings: Vec<Finding>,
    /// Its ratings as a bar. Empty if it has none.
    pub bar: Vec<BarPart>,
}

/// Labels with their tone and count.
type Counts = Vec<(String, Tone, u32)>;

fn plain(text: String) -> Finding {
    Finding { tone: None, text }
}

/// Returns the sections of a quarter other than measures, their lists and objectives, in brief.
pub(crate) fn cards(context: &Context, quarter: Quarter, links: &Links) -> Vec<SectionCard> {
    let sections = [
        Section::Finance,
        Section::Governance,
        Section::Risks,
        Section::Actions,
        Section::Challenges,
    ];
    sections
        .into_iter()
        .filter_map(|section| {
            let name = names::section_name(context, section);
            Some(SectionCard {
                link: links::section_link(context, quarter, section, name, links)?,
                findings: findings(context, quarter, section),
                bar: section_bar(context, quarter, section),
            })
        })
        .collect()
}

/// Returns the main findings of a section.
pub(crate) fn findings(context: &Context, quarter: Quarter, section: Section) -> Vec<Finding> {
    let assessed = context.assessment.quarter(quarter);
    let listed = |shown: usize| {
        vec![plain(counted(
            context.words,
            context.words.counted_measures,
            shown,
            &[],
        ))]
    };
    match section {
        Section::PerformingWell => listed(assessed.performing_well.shown.len()),
        Section::Improvement => listed(assessed.improvement.shown.len()),
        Section::Measures => {
            let all = assessed.rollup.all();
            vec![plain(format!(
                "{}. {}",
                counts::finding(context, &all),
                counts::base(context, &all)
            ))]
        }
        Section::Objectives => vec![plain(counted(
            context.words,
            context.words.counted_objectives,
            objectives::objectives_in(context, quarter).len(),
            &[],
        ))],
        Section::Finance => money_findings(context, quarter),
        Section::Governance => governance_findings(context, quarter),
        Section::Risks => risk_findings(context, quarter),
        Section::Actions => action_findings(context, quarter),
        Section::Challenges => challenge_findings(context, quarter),
    }
}

/// Returns the ratings of a section's items as a bar. Empty for sections of measures, which have other bars.
pub(crate) fn section_bar(context: &Context, quarter: Quarter, section: Section) -> Vec<BarPart> {
    let counts = match section {
        Section::Objectives => objective_counts(context, quarter),
        Section::Risks => risk_counts(context, quarter),
        _ => Vec::new(),
    };
    bar(&counts)
}

fn objective_counts(context: &Context, quarter: Quarter) -> Counts {
    let judged = &context.assessment.quarter(quarter).objectives;
    let verdicts = objectives::objectives_in(context, quarter).into_iter();
    let ratings = verdicts
        .filter_map(|objective| judged.get(&objective.id))
        .map(|verdict| objective_rows::objective_rating(context, verdict));
    tallied(ratings)
}

fn risk_counts(context: &Context, quarter: Quarter) -> Counts {
    let risks = context.report.quarters[&quarter].risks.iter();
    let levels = risks
        .filter_map(|risk| risk.residual)
        .map(|level| risks::level(context, Some(level)));
    // Scores are left out: a bar would have a part for each score.
    tallied(levels.filter_map(|level| Some((level.label, level.tone?))))
}

fn money_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let report = &context.report.quarters[&quarter];
    let verdict = context.assessment.quarter(quarter).money.as_ref();
    let (Some(finance), Some(verdict)) = (&report.finance, verdict) else {
        return Vec::new();
    };
    let rows = finance.revenue.iter().zip(&verdict.revenue);
    let headline = |row: &RevenueRow| row.kind == RowKind::Total || !has_total(finance);
    let revenue = rows
        .filter(|(row, _)| headline(row))
        .map(|(row, variance)| variance_finding(context, row, variance, finance.unit));
    let savings = finance.savings.iter().zip(&verdict.savings);
    let savings = savings
        .filter(|(row, _)| row.service.is_none() || finance.savings.len() == 1)
        .map(|(row, shortfall)| savings_finding(context, row, shortfall, finance.unit));
    revenue.chain(savings).collect()
}

/// Describes one row of revenue: "Children's services: £3,687 thousand over budget (2.57%): red".
fn variance_finding(
    context: &Context,
    row: &RevenueRow,
    variance: &Variance,
    unit: MoneyUnit,
) -> Finding {
    let words = context.words;
    let sentence = if variance.amount.is_zero() {
        words.finding_on_budget
    } else if variance.amount.is_sign_negative() {
        words.finding_under_budget
    } else {
        words.finding_over_budget
    };
    let amount = figures::money_in(words, variance.amount.abs(), unit);
    let slots = [
        ("service", row.service.as_str()),
        ("amount", &amount),
        ("percent", &in_brackets(variance.percent.as_ref())),
    ];
    let text = fill(sentence, &slots);
    match variance.colour {
        None => plain(text),
        Some(colour) => {
            let rating = colour_name(words, colour);
            Finding {
                tone: Some(rating_tone(Rating::Colour(colour))),
                text: fill(
                    words.finding_rated,
                    &[("finding", &text), ("rating", rating)],
                ),
            }
        }
    }
}

fn savings_finding(
    context: &Context,
    row: &SavingsRow,
    shortfall: &Shortfall,
    unit: MoneyUnit,
) -> Finding {
    let words = context.words;
    let target = figures::money_in(words, row.target, unit);
    if shortfall.amount.is_zero() || shortfall.amount.is_sign_negative() {
        return plain(fill(words.finding_savings_made, &[("target", &target)]));
    }
    let amount = figures::money_in(words, shortfall.amount, unit);
    let slots = [
        ("amount", amount.as_str()),
        ("target", &target),
        ("percent", &in_brackets(shortfall.percent.as_ref())),
    ];
    plain(fill(words.finding_savings_short, &slots))
}

/// Counts the governance measures that improved, and those that worsened.
fn governance_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let own = sections::governance(context, quarter);
    let ways = own.iter().filter_map(|id| {
        let measure: &Measure = context.report.measure(id)?;
        let judged = context.assessment.judged(quarter, id)?;
        let way = direction(
            &verdicts::subject(context, measure),
            judged.direction.leading(),
            quarter,
        );
        (way.tone != Tone::None).then_some((way.label, way.tone))
    });
    let moved = tallied(ways);
    let all = plain(counted(
        context.words,
        context.words.counted_measures,
        own.len(),
        &[],
    ));
    std::iter::once(all)
        .chain(moved.into_iter().map(|count| count_finding(context, count)))
        .collect()
}

fn count_finding(context: &Context, (label, tone, count): (String, Tone, u32)) -> Finding {
    let slots = [("count", &*count.to_string()), ("what", &label)];
    Finding {
        tone: Some(tone),
        text: fill(context.words.count_of, &slots),
    }
}

fn risk_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let risks = &context.report.quarters[&quarter].risks;
    if risks.is_empty() {
        return stated_findings(context, quarter, StatedOf::Risks);
    }
    let emerging = risks
        .iter()
        .filter(|risk| risk.kind == Some(RiskKind::Emerging))
        .count();
    let all = plain(counted(
        context.words,
        context.words.counted_risks,
        risks.len(),
        &[],
    ));
    let emerging = (emerging > 0).then(|| {
        plain(counted(
            context.words,
            context.words.counted_emerging,
            emerging,
            &[],
        ))
    });
    std::iter::once(all)
        .chain(emerging)
        .chain(risks_in_colours(context, quarter, risks.len()))
        .collect()
}

/// Says how many risks the bar shows, if it does not show all: some levels are scores or not stated.
fn risks_in_colours(context: &Context, quarter: Quarter, all: usize) -> Option<Finding> {
    let counts = risk_counts(context, quarter);
    let coloured: u32 = counts.iter().map(|(_, _, count)| count).sum();
    let coloured = coloured as usize;
    let slots = [("all", &*all.to_string())];
    (coloured > 0 && coloured < all).then(|| {
        plain(counted(
            context.words,
            context.words.counted_in_colours,
            coloured,
            &slots,
        ))
    })
}

/// Returns the source's own totals of actions, then counts for plans without such totals.
fn action_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let stated = stated_findings(context, quarter, StatedOf::Actions);
    let report = &context.report.quarters[&quarter];
    let counted = actions::actions(context, report).into_iter();
    let counted =
        counted.filter_map(|plan| Some(plain(format!("{}: {}", plan.plan, plan.summary?))));
    stated.into_iter().chain(counted).collect()
}

fn stated_findings(context: &Context, quarter: Quarter, of: StatedOf) -> Vec<Finding> {
    let stated = context.report.quarters[&quarter].stated.iter();
    stated
        .filter(|stated| stated.of == of)
        .map(|stated| {
            let view = tallies::stated(context, stated);
            let of = stated.within.as_deref().unwrap_or(&view.of);
            let slots = [("of", of), ("text", &view.text)];
            plain(fill(context.words.finding_stated, &slots))
        })
        .collect()
}

fn challenge_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let report = &context.report.quarters[&quarter];
    let words = context.words;
    let counts = [
        (report.challenges.len(), words.counted_challenges),
        (report.progress.len(), words.counted_progress),
    ];
    counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, sentences)| plain(counted(context.words, sentences, count, &[])))
        .collect()
}

/// Formats a percentage in brackets: " (2.57%)". Empty if it is not known.
fn in_brackets(percent: Option<&Figure>) -> String {
    percent.map_or(String::new(), |percent| {
        format!(" ({}%)", figures::grouped(percent.shown().abs()))
    })
}

fn has_total(finance: &Finance) -> bool {
    finance.revenue.iter().any(|row| row.kind == RowKind::Total)
}

/// Counts equal labels, and sorts them by tone, best first.
fn tallied(items: impl Iterator<Item = (String, Tone)>) -> Counts {
    let mut counts: Counts = Vec::new();
    for (label, tone) in items {
        match counts.iter_mut().find(|(known, _, _)| *known == label) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((label, tone, 1)),
        }
    }
    counts.sort_by_key(|(_, tone, _)| *tone);
    counts
}
