//! Revisions in words.

use std::cmp::Reverse;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::Subject;
use super::{changes, periods, verdicts};
use crate::assess::direction::Travel;
use crate::assess::revisions::RevisedFigure;
use crate::model::{FigurePeriod, FigureRevision, Measure, MeasureId, Reason};
use crate::site::context::Context;
use crate::site::words::{Words, counted, fill};

/// Says how much the figures of a measure are usually revised. `None` if none has been.
pub(crate) fn usual(context: &Context, subject: &Subject) -> Option<String> {
    let words = subject.words;
    let usual = context.assessment.usual_revision(&subject.measure.id)?;
    let revised = usual.revised.to_string();
    let slots = [("revised", &*revised)];
    Some(match usual.size {
        None => counted(words, words.usual_too_few, usual.figures, &slots),
        Some(size) => {
            let size = subject.change(size.normalize());
            let slots = [("size", &*size), ("revised", &revised)];
            counted(words, words.usual_size, usual.figures, &slots)
        }
    })
}

/// Says that a change is smaller than the usual revision of its measure. `None` if it is not.
pub(super) fn within_usual(
    context: &Context,
    subject: &Subject,
    travel: &Travel,
) -> Option<String> {
    let change = travel.change()?;
    let usual = context.assessment.usual_revision(&subject.measure.id)?;
    let size = usual.size.filter(|_| usual.includes(change))?;
    let size = subject.change(size.normalize());
    Some(fill(subject.words.within_usual, &[("size", &size)]))
}

/// When something was revised, and why.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RevisionStep {
    /// "20 July 2024, from 85% to 84%: Two late audits. Decided by Cabinet."
    pub text: String,
    /// The address of the paper of the decision. `None` if none is given.
    pub paper: Option<String>,
}

/// Returns the revisions of a figure, the latest first. If there are several, with the figures before and after each.
pub(crate) fn steps(context: &Context, revised: &RevisedFigure) -> Vec<RevisionStep> {
    let words = context.words;
    let is_only = revised.revisions.len() == 1;
    let steps = revised.revisions.iter().rev().map(|revision| {
        let sentence = match (revision.was, revision.now) {
            (_, None) => words.withdrawn_when,
            (None, _) => words.published_again_when,
            _ if is_only => return step(words, revision.on, revision.reason),
            _ => words.revised_between,
        };
        let when = filled(context, sentence, revised.measure, revision);
        step_of(words, &when, revision.reason)
    });
    steps.collect()
}

pub(crate) fn step(words: &Words, on: Date, reason: &Reason) -> RevisionStep {
    step_of(words, &periods::day(words, on), reason)
}

fn step_of(words: &Words, when: &str, reason: &Reason) -> RevisionStep {
    let slots = [("when", when), ("because", reason.because.as_str())];
    let text = fill(words.revised_because, &slots);
    let decision = reason.decided.as_ref();
    let decided = decision.and_then(|decision| changes::decided(words, decision));
    RevisionStep {
        text: decided.map_or(text.clone(), |decided| format!("{text} {decided}")),
        paper: decision.and_then(|decision| decision.paper.clone()),
    }
}

/// Returns the revisions of a measure: latest period first, each quarter before its months, and for each period the latest
/// revision first.
pub(crate) fn of_figures<'a>(context: &Context<'a>, id: &MeasureId) -> Vec<FigureRevision<'a>> {
    let mut own: Vec<FigureRevision> = context.assessment.revisions_of(id).collect();
    own.sort_by_key(|revision| Reverse((revision.period.end(), revision.on)));
    own
}

/// Returns the revisions of a figure: "Revised on 12 September 2023, from 226 to 232: six records were late."
pub(crate) fn notes(context: &Context, measure: &Measure, period: FigurePeriod) -> Vec<String> {
    let words = context.words;
    let own = of_figures(context, &measure.id).into_iter();
    let own = own.filter(|revision| revision.period == period);
    let notes = own.map(|revision| {
        let sentence = match (revision.was, revision.now) {
            (_, None) => words.withdrawn_on,
            (None, _) => words.published_again_on,
            _ => words.revised,
        };
        filled(context, sentence, measure, &revision)
    });
    notes.collect()
}

/// Says what a revision changed: "84%, previously 85%".
pub(crate) fn from(context: &Context, measure: &Measure, revision: &FigureRevision) -> String {
    let words = context.words;
    let sentence = match (revision.was, revision.now) {
        (_, None) => words.withdrawn_from,
        (None, _) => words.published_again_from,
        _ => words.revised_from,
    };
    filled(context, sentence, measure, revision)
}

/// Fills a sentence with the day, the figures and the reason of a revision.
fn filled(
    context: &Context,
    sentence: &str,
    measure: &Measure,
    revision: &FigureRevision,
) -> String {
    let words = context.words;
    let subject = verdicts::subject(context, measure);
    let values = subject.in_sentence([revision.was, revision.now]);
    let [was, now] = values.map(Option::unwrap_or_default);
    let slots = [
        ("day", &*periods::day(words, revision.on)),
        ("was", &was),
        ("now", &now),
        ("because", revision.reason.because.as_str()),
    ];
    fill(sentence, &slots)
}
