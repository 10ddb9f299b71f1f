//! Questions and recommendations of committees, with their answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Collected, LineView, LinkView, Piece, links, prose};
use crate::assess::scrutiny::{AnswerState, in_order, state_of};
use crate::model::{Acceptance, Question, QuestionKind, Related};
use crate::site::context::Context;
use crate::site::phrases::periods;
use crate::site::route::Route;
use crate::site::words::{counted, fill};

/// A question or recommendation.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuestionView {
    /// The anchor for links to it.
    pub id: String,
    /// The title.
    pub title: String,
    /// The committee.
    pub by: String,
    /// When it asked: "Asked on 10 September 2024".
    pub asked: String,
    /// The paper or the minutes. `None` if its file names none.
    pub paper: Option<LineView>,
    /// Links to the measures and objectives that it is about, other than the page's own.
    pub related: Vec<LinkView>,
    /// The words of the committee.
    pub pieces: Vec<Piece>,
    /// "Overdue", "Waiting for an answer", or the answer in short: "Answered", "Accepted", "Refused".
    pub status: String,
    /// When the answer was given, or by when it is due.
    pub when: String,
    /// The answer. Empty if there is none yet.
    pub answer: Vec<Piece>,
}

/// The questions on one measure or objective.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuestionsView {
    /// The questions: those overdue first, then those waiting for an answer, then those answered, the latest first.
    pub questions: Vec<QuestionView>,
    /// A link to the list of all questions.
    pub all: LinkView,
}

/// Returns the questions about a measure or an objective. `None` if there are none.
pub(crate) fn questions_on(
    context: &Context,
    is_about: impl Fn(&Related) -> bool,
    collected: &mut Collected,
) -> Option<QuestionsView> {
    let all = context.report.questions.iter();
    let own = all.filter(|question| is_about(&question.related));
    let own = in_order(own, context.assessment.as_of);
    let own = own.into_iter().map(|(question, state)| {
        collected.comments.push(question.path.clone());
        question_view(context, question, state, collected)
    });
    let questions: Vec<QuestionView> = own.collect();
    (!questions.is_empty()).then(|| QuestionsView {
        questions,
        all: links::link(context, context.words.all_of_questions, &Route::Scrutiny),
    })
}

pub(crate) fn question_view(
    context: &Context,
    question: &Question,
    state: AnswerState,
    collected: &mut Collected,
) -> QuestionView {
    let words = context.words;
    let answer = question.answer.as_ref();
    let paper = question.paper.as_ref();
    QuestionView {
        id: format!("question-{}", question.id),
        title: question.title.clone(),
        by: question.by.as_str().to_owned(),
        asked: asked(context, question),
        paper: paper.map(|address| {
            let (sentence, href) = (words.question_paper, Some(address.clone()));
            LineView::linked(sentence, "{address}", address, href)
        }),
        related: links::related(context, &question.related),
        pieces: prose::prose(context, &question.text, collected),
        status: status(context, question, state).to_owned(),
        when: when(context, question, state),
        answer: answer.map_or_else(Vec::new, |answer| {
            prose::prose(context, &answer.text, collected)
        }),
    }
}

/// Returns when a question was asked: "Recommended on 10 September 2024".
pub(crate) fn asked(context: &Context, question: &Question) -> String {
    let words = context.words;
    let sentence = match question.kind {
        QuestionKind::Question => words.question_asked,
        QuestionKind::Recommendation => words.recommendation_made,
    };
    let day = periods::day(words, question.asked);
    fill(sentence, &[("day", &day)])
}

/// Returns the state of an answer in a word or two.
pub(crate) fn status(context: &Context, question: &Question, state: AnswerState) -> &'static str {
    let words = context.words;
    let decision = question.answer.as_ref().and_then(|answer| answer.decision);
    match (state, decision) {
        (AnswerState::Overdue(_), _) => words.overdue,
        (AnswerState::Awaited(_), _) => words.answer_awaited,
        (AnswerState::Given { .. }, Some(Acceptance::Accepted)) => words.accepted,
        (AnswerState::Given { .. }, Some(Acceptance::AcceptedInPart)) => words.accepted_in_part,
        (AnswerState::Given { .. }, Some(Acceptance::Refused)) => words.refused,
        (AnswerState::Given { .. }, None) => words.answer_given,
    }
}

/// Returns when an answer was given, or by when it is due. Empty for an answer to which no day was set.
pub(crate) fn when(context: &Context, question: &Question, state: AnswerState) -> String {
    let words = context.words;
    let due = |sentence, due| fill(sentence, &[("day", &periods::day(words, due))]);
    let given = question.answer.as_ref();
    let given = given.map_or_else(String::new, |answer| periods::day(words, answer.on));
    match state {
        AnswerState::Overdue(day) => due(words.answer_was_due, day),
        AnswerState::Awaited(Some(day)) => due(words.answer_due, day),
        AnswerState::Awaited(None) => String::new(),
        AnswerState::Given { late_for: None } => given,
        AnswerState::Given {
            late_for: Some(day),
        } => {
            let slots = [("given", &*given), ("day", &periods::day(words, day))];
            fill(words.answered_late, &slots)
        }
    }
}

/// Returns how many answers are overdue, waited for and given: "1 overdue, 2 answered".
pub(crate) fn states(context: &Context) -> String {
    let words = context.words;
    let counts = counts(context).into_iter();
    let sentences = [
        words.count_overdue,
        words.count_awaited,
        words.count_answered,
    ];
    let counts = sentences.into_iter().zip(counts);
    let counts = counts.filter(|(_, count)| *count > 0);
    let counts = counts.map(|(sentence, count)| counted(words, sentence, count, &[]));
    counts.collect::<Vec<_>>().join(", ")
}

/// Returns a link to the list of questions, with how many answers are overdue. `None` if there are none.
pub(crate) fn overdue_link(context: &Context) -> Option<LinkView> {
    let words = context.words;
    let [overdue, ..] = counts(context);
    if overdue == 0 {
        return None;
    }
    let overdue = counted(words, words.count_overdue, overdue, &[]);
    let label = fill(words.questions_overdue, &[("overdue", &overdue)]);
    Some(links::link(context, label, &Route::Scrutiny))
}

/// Returns how many answers are overdue, waited for and given.
fn counts(context: &Context) -> [usize; 3] {
    let mut counts = [0; 3];
    for question in &context.report.questions {
        let at = match state_of(question, context.assessment.as_of) {
            AnswerState::Overdue(_) => 0,
            AnswerState::Awaited(_) => 1,
            AnswerState::Given { .. } => 2,
        };
        counts[at] += 1;
    }
    counts
}
