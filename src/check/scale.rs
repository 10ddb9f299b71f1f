//! Slips of the decimal point: a target or a figure a hundred or a thousand times off the measure's own history.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::model::{Goal, Measure, MeasureId, Quarter, QuarterReport, Target};
use crate::parse::draft::{Drafts, GoalDraft, TargetDraft};
use crate::source::Place;

type Quarters = BTreeMap<Quarter, QuarterReport>;

pub(super) fn check(
    drafts: &Drafts,
    measures: &BTreeMap<MeasureId, Measure>,
    quarters: &Quarters,
    out: &mut Vec<Diagnostic>,
) {
    for measure in measures.values() {
        let figures = figures(measure, quarters);
        check_targets(drafts, measure, &figures, out);
        check_figures(drafts, measure, &figures, out);
        check_decimals(drafts, measure, out);
    }
}

type Figures = BTreeMap<Quarter, Decimal>;

fn figures(measure: &Measure, quarters: &Quarters) -> Figures {
    quarters
        .iter()
        .filter_map(|(quarter, report)| {
            let figure = report.entries.get(&measure.id)?.reported.figure()?;
            Some((*quarter, figure.value))
        })
        .collect()
}

fn check_targets(drafts: &Drafts, measure: &Measure, figures: &Figures, out: &mut Vec<Diagnostic>) {
    let Some(draft) = drafts
        .measures
        .iter()
        .find(|draft| draft.id == measure.id.as_str())
    else {
        return;
    };
    for target in draft.targets.iter().flat_map(|targets| &targets.value) {
        let GoalDraft::One(value) = target.target.value else {
            continue;
        };
        let others = measure
            .judgement
            .targets()
            .iter()
            .filter(|other| other.from != target.from.value);
        let history: Vec<Decimal> = others
            .filter_map(one)
            .chain(figures.values().copied())
            .collect();
        if target.because.is_none()
            && let Some(times) = off_scale(value, &history)
        {
            out.push(target_problem(draft, target, value, times));
        }
    }
}

fn one(target: &Target) -> Option<Decimal> {
    match target.goal {
        Goal::One { target, .. } => Some(target),
        Goal::Band { .. } => None,
    }
}

fn target_problem(
    draft: &crate::parse::draft::MeasureDraft,
    target: &TargetDraft,
    value: Decimal,
    times: &'static str,
) -> Diagnostic {
    let message =
        format!("a target of {value} is about {times} times off this measure's own history");
    Diagnostic::error(
        Code::OffScale,
        Place::node(&draft.path, target.target.node),
        message,
    )
    .help("check the decimal point; if it is right, say why: add `because: \"...\"` to the target")
}

fn check_figures(drafts: &Drafts, measure: &Measure, figures: &Figures, out: &mut Vec<Diagnostic>) {
    for (quarter, value) in figures {
        let mut history: Vec<Decimal> = figures
            .iter()
            .filter(|(q, _)| *q != quarter)
            .map(|(_, v)| *v)
            .collect();
        if history.is_empty() {
            history.extend(measure.judgement.target_in(*quarter).and_then(one));
        }
        let Some(times) = off_scale(*value, &history) else {
            continue;
        };
        let entry = drafts
            .quarters
            .iter()
            .filter(|file| file.quarter == *quarter)
            .find_map(|file| {
                let (_, entry) = file
                    .values
                    .iter()
                    .find(|(id, _)| id.as_str() == measure.id.as_str())?;
                Some((&file.path, entry))
            });
        if let Some((path, entry)) = entry.filter(|(_, entry)| entry.note.is_none()) {
            let message = format!("{value} is about {times} times off this measure's own history");
            out.push(
                Diagnostic::error(Code::OffScale, Place::node(path, entry.node), message)
                    .help("check the decimal point; if it is right, say so in `note:`"),
            );
        }
    }
}

/// Whether a figure is a hundred or a thousand times larger or smaller than all of its history. A figure that is
/// merely small, as counts and rates near zero often are, is not.
fn off_scale(value: Decimal, history: &[Decimal]) -> Option<&'static str> {
    let value = value.abs();
    let scales = [("a hundred", 50, 200), ("a thousand", 500, 2000)];
    let mut history = history
        .iter()
        .map(Decimal::abs)
        .filter(|other| !other.is_zero())
        .peekable();
    history.peek()?;
    if value.is_zero() {
        return None;
    }
    let ratios: Vec<Decimal> = history
        .map(|other| {
            if value > other {
                value / other
            } else {
                other / value
            }
        })
        .collect();
    scales.into_iter().find_map(|(words, least, most)| {
        let within = |ratio: &Decimal| (Decimal::from(least)..=Decimal::from(most)).contains(ratio);
        ratios.iter().all(within).then_some(words)
    })
}

/// Typed figures show as typed; more decimals than the measure is published with are worth a look.
fn check_decimals(drafts: &Drafts, measure: &Measure, out: &mut Vec<Diagnostic>) {
    let stated = drafts
        .measures
        .iter()
        .find(|draft| draft.id == measure.id.as_str())
        .and_then(|draft| draft.decimals);
    let Some(decimals) = stated else {
        return;
    };
    for file in &drafts.quarters {
        let entry = file
            .values
            .iter()
            .find(|(id, _)| id.as_str() == measure.id.as_str());
        let value = entry.and_then(|(_, entry)| entry.value.as_ref());
        if let Some(value) = value.filter(|value| value.value.scale() > decimals.value) {
            let message = format!(
                "{} has more than the {} decimals that `{}` is published with",
                value.value.value, decimals.value, measure.id
            );
            out.push(
                Diagnostic::warning(
                    Code::Decimals,
                    Place::node(&file.path, value.value.node),
                    message,
                )
                .help(
                    "a typed figure shows as typed: round it, or give the measure more `decimals`",
                ),
            );
        }
    }
}
