//! A question or recommendation of a committee: its days, whether its answer fits it, and what of it is public.

use jiff::ToSpan;
use jiff::civil::Date;

use super::FileProblems;
use super::document::DocumentCheck;
use super::edition::LeftOut;
use super::prose::TextContext;
use super::registers;
use crate::diag::Code;
use crate::model::{Answer, Dated, Prose, Question, QuestionKind};
use crate::parse::At;
use crate::parse::draft::{DocumentDraft, PaperDraft, QuestionHead};

/// An answer that is due later than this is probably a typing error.
const MOST_YEARS: i32 = 2;

impl DocumentCheck<'_> {
    pub(super) fn question(&mut self, draft: &PaperDraft) -> Option<Question> {
        let (document, head) = (&draft.document, draft.document.head.question.as_ref()?);
        let path = &document.path;
        let file = &mut FileProblems::of(path, &mut self.found.problems);
        check_days(head, file);
        if head.is_whole {
            check_decision(head, file);
        }
        let mut related = registers::related(&head.related, &self.index.known, file);
        related
            .measures
            .retain(|id| self.index.measures.contains(id));
        let objectives = &mut related.objectives;
        objectives.retain(|id| self.index.objectives.contains(id));
        let asked = head.asked.map(|asked| asked.map(Dated::Day));
        self.check_named_for_its_day(draft, asked, "asked");
        let as_of = self.index.edition.as_of;
        let is_later = head.asked.is_some_and(|asked| asked.value > as_of);
        self.found.is_public = self.is_public(document, None)
            && (!is_later || self.is_shown_early(LeftOut::LaterReport(path.clone())));
        let answer = self.answer(document, head);
        Some(Question {
            id: draft.id.clone(),
            kind: head.kind?,
            title: document.head.title.clone()?,
            by: head.by.clone()?,
            asked: head.asked?.value,
            own_due: head.due.map(|due| due.value),
            related,
            paper: head.paper.clone(),
            text: self.text(document, 0, self.found.is_public)?,
            answer,
            path: path.clone(),
        })
    }

    /// Returns the answer, if it is in the edition.
    fn answer(&mut self, document: &DocumentDraft, head: &QuestionHead) -> Option<Answer> {
        let At { value: on, .. } = head.answered?;
        let path = &document.path;
        let is_hidden = self.found.is_public
            && on > self.index.edition.as_of
            && !self.is_shown_early(LeftOut::LaterAnswer(path.clone(), on));
        if is_hidden {
            self.found.public_texts = 1;
        }
        let text = self.text(document, 1, self.found.is_public && !is_hidden)?;
        (!is_hidden).then(|| Answer {
            on,
            decision: head.decision.map(|decision| decision.value),
            text,
        })
    }

    fn text(&mut self, document: &DocumentDraft, at: usize, is_public: bool) -> Option<Prose> {
        let (_, draft) = document.paragraphs.get(at)?;
        let mut context = TextContext {
            quarter: None,
            index: self.index,
            is_public,
            problems: &mut self.found.problems,
        };
        Some(context.prose(draft))
    }
}

fn check_days(head: &QuestionHead, file: &mut FileProblems) {
    let Some(asked) = head.asked else {
        return;
    };
    let days = [("answered", head.answered), ("due", head.due)];
    for (name, day) in days {
        if let Some(day) = day.filter(|day| day.value < asked.value) {
            let message = format!(
                "`{name}` is {}, before this was asked, on {}",
                day.value, asked.value
            );
            let help = "one of the two days is wrong: check the year and the month";
            file.error(Code::Scrutiny, day.node, message, help);
        }
    }
    let latest = |day: Date| day.saturating_add(MOST_YEARS.years());
    if let Some(due) = head.due.filter(|due| due.value > latest(asked.value)) {
        let message = format!(
            "an answer is due on {}, more than {MOST_YEARS} years after this was asked",
            due.value
        );
        let help = "check the year, or delete `due` if no day was set";
        file.warning(Code::Scrutiny, due.node, message, help);
    }
}

/// Reports a decision on a question or without an answer, and a recommendation with an answer but no decision.
fn check_decision(head: &QuestionHead, file: &mut FileProblems) {
    match (head.kind, head.decision, head.answered) {
        (Some(QuestionKind::Question), Some(decision), _) => {
            let message = "only a recommendation is accepted or refused, and this is a question";
            let help = "delete `decision`, or write `kind: recommendation`";
            file.error(Code::Scrutiny, decision.node, message, help);
        }
        (_, Some(decision), None) => {
            let message = "this has a decision, but no answer that gives the reason";
            let help = "add `answered:` with the day, and the reason below a line `## Answer`";
            file.error(Code::Scrutiny, decision.node, message, help);
        }
        (Some(QuestionKind::Recommendation), None, Some(answered)) => {
            let message =
                "this recommendation was answered, but readers cannot see whether it was accepted";
            let help = "add `decision: accepted`, `accepted_in_part` or `refused`";
            file.warning(Code::Scrutiny, answered.node, message, help);
        }
        _ => {}
    }
}
