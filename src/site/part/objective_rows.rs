//! Objectives as rows of a table: the publisher's rating, and what the measures suggest.

use schemars::JsonSchema;
use serde::Serialize;

use super::{BarPart, tallies};
use crate::assess::objectives::ObjectiveVerdict;
use crate::model::{Objective, Quarter};
use crate::site::choose::sections;
use crate::site::context::Context;
use crate::site::phrases::directions::printed;
use crate::site::phrases::{DirectionView, Tone, counts, verdicts};
use crate::site::route::Route;
use crate::site::words::fill;

/// An objective in a table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveRow {
    /// The reference that reports print: "2.1". `None` if it has none.
    pub reference: Option<String>,
    /// The title, as the source prints it.
    pub title: String,
    /// The address of its page in the quarter. Empty on that page.
    pub href: String,
    /// The publisher's rating, or that there is none.
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The direction of travel that the source prints. `None` if it prints none.
    pub direction: Option<DirectionView>,
    /// The ratings of its measures as a bar. Empty if none is rated.
    pub bar: Vec<BarPart>,
    /// Sentences on the rating, its reason, what the measures suggest, and whether the two differ.
    pub sentences: Vec<String>,
}

/// Returns the objectives of a quarter, in the order of their plans.
pub(crate) fn objective_rows(context: &Context, quarter: Quarter) -> Vec<ObjectiveRow> {
    let rows = objectives_with_rows(context, quarter);
    rows.map(|(_, row)| row).collect()
}

pub(crate) fn objectives_with_rows<'a>(
    context: &'a Context<'a>,
    quarter: Quarter,
) -> impl Iterator<Item = (&'a Objective, ObjectiveRow)> {
    let judged = &context.assessment.quarter(quarter).objectives;
    let objectives = sections::objectives_in(context, quarter).into_iter();
    objectives.filter_map(move |objective| {
        let route = Route::ObjectiveIn(quarter, objective.id.clone());
        let (verdict, href) = (judged.get(&objective.id)?, context.links.to(&route));
        Some((objective, objective_row(context, objective, verdict, href)))
    })
}

pub(crate) fn objective_row(
    context: &Context,
    objective: &Objective,
    verdict: &ObjectiveVerdict,
    href: String,
) -> ObjectiveRow {
    let (rating, tone) = verdicts::rating_label(context, verdict.rating);
    ObjectiveRow {
        reference: objective.reference.clone(),
        title: objective.title.as_str().to_owned(),
        href,
        rating,
        tone,
        direction: verdict.direction.map(|way| printed(context.words, way)),
        bar: tallies::tally_bar(context, &verdict.tally),
        sentences: objective_sentences(context, verdict),
    }
}

fn objective_sentences(context: &Context, verdict: &ObjectiveVerdict) -> Vec<String> {
    let words = context.words;
    let mut sentences = Vec::new();
    if let Some(rating) = verdict.rating {
        let rating = rating.name();
        sentences.push(fill(words.objective_rated, &[("rating", rating)]));
    }
    if let Some(because) = &verdict.because {
        sentences.push(verdicts::because_line(words, because));
    }
    sentences.push(match verdict.suggestion {
        Some(suggestion) => {
            let base = format!("{}.", counts::finding(context, &verdict.tally));
            let rating = suggestion.name();
            let slots = [("rating", rating), ("base", &base)];
            fill(words.objective_suggestion, &slots)
        }
        None if verdict.tally.total() == 0 => words.objective_no_measures.to_owned(),
        None => counts::base(context, &verdict.tally),
    });
    if verdict.differs() {
        sentences.push(words.objective_differs.to_owned());
    }
    sentences
}
