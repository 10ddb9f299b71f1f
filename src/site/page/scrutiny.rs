//! The list of questions and recommendations of committees.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::scrutiny::{AnswerState, in_order};
use crate::site::context::Context;
use crate::site::part::{Collected, PageTitle, QuestionView, questions};
use crate::site::words::counted;

/// The list of questions and recommendations of committees.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ScrutinyView {
    /// How many there are, and how many are answered: "3 questions and recommendations: 1 overdue, 2 answered."
    pub summary: String,
    /// The questions, by the state of their answers. None of the groups is empty.
    pub groups: Vec<QuestionGroup>,
}

/// Questions with answers in the same state.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuestionGroup {
    /// The state: "Overdue".
    pub heading: String,
    /// The questions.
    pub questions: Vec<QuestionView>,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let mut collected = Collected::default();
    let all = in_order(&context.report.questions, context.assessment.as_of);
    let groups = all.chunk_by(|(_, a), (_, b)| heading(context, *a) == heading(context, *b));
    let groups = groups.map(|group| QuestionGroup {
        heading: heading(context, group[0].1).to_owned(),
        questions: group
            .iter()
            .map(|(question, state)| {
                questions::question_view(context, question, *state, &mut collected)
            })
            .collect(),
    });
    let groups = groups.collect();
    let slots = [("states", &*questions::states(context))];
    let summary = counted(words, words.questions_summary, all.len(), &slots);
    let head = PageTitle::new(words.questions, &summary);
    let view = View::Scrutiny(ScrutinyView { summary, groups });
    Page::new(context, head, view).with(collected)
}

fn heading(context: &Context, state: AnswerState) -> &'static str {
    match state {
        AnswerState::Overdue(_) => context.words.overdue,
        AnswerState::Awaited(_) => context.words.answer_awaited,
        AnswerState::Given { .. } => context.words.answer_given,
    }
}
