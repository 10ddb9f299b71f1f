//! Objectives as rows of a table: a person's rating, and what the measures suggest beside it.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::directions::{DirectionView, printed};
use super::routes::{Links, Route};
use super::verdicts::{Tone, rating_name, rating_tone};
use super::words::fill;
use crate::assess::objectives::ObjectiveVerdict;
use crate::model::{Objective, Quarter};

/// An objective in a table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveRow {
    /// What reports print; empty where there is nothing.
    pub reference: String,
    /// As printed.
    pub title: String,
    /// Its page in the quarter.
    pub href: String,
    /// The publisher's rating, or that there is none.
    pub rating: String,
    /// Shape and colour.
    pub tone: Tone,
    /// The printed direction, where there is one.
    pub direction: Option<DirectionView>,
    /// What its measures suggest, and where the two differ.
    pub sentences: Vec<String>,
}
impl Context<'_> {
    /// The objectives of a quarter, in the order of their plan.
    pub(super) fn objective_rows(&self, quarter: Quarter, links: &Links) -> Vec<ObjectiveRow> {
        self.objectives_with_rows(quarter, links)
            .map(|(_, row)| row)
            .collect()
    }

    /// The same, each beside what it is of.
    pub(super) fn objectives_with_rows(
        &self,
        quarter: Quarter,
        links: &Links,
    ) -> impl Iterator<Item = (&Objective, ObjectiveRow)> {
        let judged = &self.assessment.quarter(quarter).objectives;
        let objectives = self.objectives_in(quarter).into_iter();
        objectives.filter_map(move |objective| {
            let href = links.to(&Route::ObjectiveIn(quarter, objective.id.clone()));
            let row = self.objective_row(objective, judged.get(&objective.id)?, href);
            Some((objective, row))
        })
    }

    /// The objectives that a quarter judges, in the order of their plans.
    pub(super) fn objectives_in(&self, quarter: Quarter) -> Vec<&Objective> {
        let plans = self.report.plans.values();
        let all = plans.flat_map(|plan| plan.objectives.iter().map(move |one| (plan, one)));
        all.filter(|(plan, one)| self.quarters_of(plan, &one.id).contains(&quarter))
            .map(|(_, objective)| objective)
            .collect()
    }

    pub(super) fn objective_row(
        &self,
        objective: &Objective,
        verdict: &ObjectiveVerdict,
        href: String,
    ) -> ObjectiveRow {
        let (rating, tone) = self.objective_rating(verdict);
        ObjectiveRow {
            reference: objective.reference.clone().unwrap_or_default(),
            title: objective.title.as_str().to_owned(),
            href,
            rating,
            tone,
            direction: verdict
                .direction
                .map(|direction| printed(self.words, direction)),
            sentences: self.objective_sentences(verdict),
        }
    }

    pub(super) fn objective_rating(&self, verdict: &ObjectiveVerdict) -> (String, Tone) {
        match verdict.rating {
            Some(rating) => (
                rating_name(self.words, rating).to_owned(),
                rating_tone(rating),
            ),
            None => (self.words.not_stated.to_owned(), Tone::None),
        }
    }

    /// What the publisher says where it rates, what the measures suggest, and that the two differ where they do.
    fn objective_sentences(&self, verdict: &ObjectiveVerdict) -> Vec<String> {
        let words = self.words;
        let mut sentences = Vec::new();
        if let Some(rating) = verdict.rating {
            let rating = rating_name(words, rating).to_lowercase();
            sentences.push(fill(words.objective_rated, &[("rating", &rating)]));
        }
        if let Some(because) = &verdict.because {
            sentences.push(fill(words.because_line, &[("because", because.as_str())]));
        }
        match verdict.suggestion {
            Some(suggestion) => {
                let rating = self.colour_label(suggestion).0.to_lowercase();
                let slots = [
                    ("rating", rating.as_str()),
                    ("base", &format!("{}.", self.finding(&verdict.tally))),
                ];
                sentences.push(fill(words.objective_suggestion, &slots));
            }
            None if verdict.tally.total() == 0 => {
                sentences.push(words.objective_no_measures.to_owned());
            }
            None => sentences.push(self.base(&verdict.tally)),
        }
        if verdict.differs() {
            sentences.push(words.objective_differs.to_owned());
        }
        sentences
    }
}
