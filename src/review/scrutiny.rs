//! Warns of answers to committees that are overdue.

use jiff::civil::Date;

use crate::assess::scrutiny::{AnswerState, state_of};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::Report;
use crate::parse::draft::Drafts;
use crate::source::Place;

pub(super) fn check(report: &Report, drafts: &Drafts, as_of: Date, problems: &mut Problems) {
    for question in &report.questions {
        let AnswerState::Overdue(due) = state_of(question, as_of) else {
            continue;
        };
        let mut files = drafts.questions.iter().map(|draft| &draft.document);
        let document = files.find(|document| document.path == question.path);
        let node = document.and_then(|document| {
            let head = document.head.question.as_ref()?;
            Some(head.due.or(head.asked)?.node)
        });
        let place = node.map_or_else(
            || Place::file(&question.path),
            |node| Place::node(&question.path, node),
        );
        let message = format!(
            "the answer to {} is overdue: it was due by {due}",
            question.by.as_str()
        );
        let help = "add `answered:` and `decision:` to the header and the answer below a line `## Answer`; or if the committee agreed another day, write it as `due:`";
        problems.report(Diagnostic::warning(Code::Scrutiny, place, message).help(help));
    }
}
