//! Answers to committees: when they are due, and whether they are overdue.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Question, QuestionKind};

/// The months within which a recommendation is answered, if it says nothing else.
///
/// Source: Local Government Act 2000, sections 9F to 9FI: in England the executive has two months from the day on which it
/// receives a recommendation of an overview and scrutiny committee. That day is not known here, so it is counted from the
/// day of the recommendation.
const MONTHS: i32 = 2;

/// The state of an answer on the day of the edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// Not given, although it was due by this day.
    Overdue(Date),
    /// Not given yet. It is due by this day, if there is one.
    Awaited(Option<Date>),
    /// Given. If that was late, with the day by which it was due.
    Given {
        /// The day.
        late_for: Option<Date>,
    },
}

/// Returns the last day on which an answer is in time. `None` for a question to which no day was set.
pub(crate) fn due(kind: QuestionKind, asked: Date, own: Option<Date>) -> Option<Date> {
    let by_rule = || asked.saturating_add(MONTHS.months());
    own.or_else(|| (kind == QuestionKind::Recommendation).then(by_rule))
}

/// Returns the state of the answer to a question. It is overdue from the day after it was due.
pub fn state_of(question: &Question, as_of: Date) -> AnswerState {
    let due = due(question.kind, question.asked, question.own_due);
    match (&question.answer, due) {
        (Some(answer), due) => AnswerState::Given {
            late_for: due.filter(|due| answer.on > *due),
        },
        (None, Some(due)) if due < as_of => AnswerState::Overdue(due),
        (None, due) => AnswerState::Awaited(due),
    }
}

/// Returns questions with the states of their answers: those overdue, the longest first, then those not given yet, by the
/// day on which they are due, then those given, the latest first.
pub(crate) fn in_order<'q>(
    questions: impl IntoIterator<Item = &'q Arc<Question>>,
    as_of: Date,
) -> Vec<(&'q Question, AnswerState)> {
    let questions = questions.into_iter().map(|question| &**question);
    let mut all: Vec<_> = questions.map(|one| (one, state_of(one, as_of))).collect();
    all.sort_by_key(|(question, state)| match state {
        AnswerState::Overdue(due) => (0, *due, None),
        AnswerState::Awaited(due) => (1, due.unwrap_or(Date::MAX), None),
        AnswerState::Given { .. } => {
            let given = question.answer.as_ref().map(|answer| answer.on);
            (2, Date::MAX, Some(Reverse(given)))
        }
    });
    all
}
