//! Revisions in words.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::{self, Subject};
use super::{changes, periods};
use crate::assess::direction::Travel;
use crate::assess::revisions::RevisedFigure;
use crate::model::Reason;
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
    let subject = verdicts::subject(context, revised.measure);
    let is_only = revised.revisions.len() == 1;
    let steps = revised.revisions.iter().rev().map(|revision| {
        let day = periods::day(words, revision.on);
        let (was, now) = (subject.value(revision.was), subject.value(revision.now));
        let slots = [("day", &*day), ("was", &was), ("now", &now)];
        let between = fill(words.revised_between, &slots);
        step_of(
            words,
            if is_only { &day } else { &between },
            &revision.reason,
        )
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
