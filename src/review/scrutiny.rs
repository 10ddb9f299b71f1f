//! Warns of answers to committees that are overdue.

use jiff::civil::Date;

use crate::assess::scrutiny::{AnswerState, state_of};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{QuestionKind, Report};
use crate::parse::draft::Drafts;
use crate::source::Place;

pub(super) fn check(report: &Report, drafts: &Drafts, as_of: Date, problems: &mut Problems) {
    for question in &report.questions {
        let AnswerState::Overdue(due) = state_of(question, as_of) else {
            continue;
        };
        let mut files = drafts.questions.iter().map(|draft| &draft.document);
        let document = files.find(|document| document.path == question.path);
        let head = document.and_then(|document| document.head.question.as_ref());
        let day = head.and_then(|head| head.due.or(head.asked));
        let place = day.map_or_else(
            || Place::file(&question.path),
            |day| Place::node(&question.path, day.node),
        );
        let by = question.by.as_str();
        let rule = match question.own_due {
            Some(_) => "",
            None => ", two months after the recommendation",
        };
        let message = format!("an answer to {by} is overdue: it was due by {due}{rule}");
        let fields = match question.kind {
            QuestionKind::Question => "`answered:`",
            QuestionKind::Recommendation => "`answered:` and `decision:`",
        };
        let help = match head.and_then(|head| head.answered) {
            Some(later) => format!(
                "the answer in this file is published on {}: if it was given earlier, correct `answered:`",
                later.value
            ),
            None => format!(
                "add {fields} to the header and the answer below a line `## Answer`; if the committee has agreed to another day, write it as `due:`"
            ),
        };
        problems.report(Diagnostic::warning(Code::Scrutiny, place, message).help(help));
    }
}
