//! Questions and recommendations of committees: the fields of their heads, and the heading that starts the answer.

use std::ops::Range;

use jiff::civil::Date;

use super::RelatedDraft;
use crate::diag::{Code, Diagnostic};
use crate::model::{Acceptance, QuestionKind, Text};
use crate::parse::fields::{Fields, at};
use crate::parse::file::At;
use crate::parse::leaf;
use crate::source::{Place, SourcePath, SourceText};

/// What the head of a question says, besides its title.
#[derive(Debug)]
pub(crate) struct QuestionHead {
    pub(crate) kind: Option<QuestionKind>,
    pub(crate) by: Option<Text>,
    pub(crate) asked: Option<At<Date>>,
    pub(crate) due: Option<At<Date>>,
    pub(crate) answered: Option<At<Date>>,
    pub(crate) decision: Option<At<Acceptance>>,
    pub(crate) related: RelatedDraft,
    pub(crate) paper: Option<String>,
    /// Whether every field could be read.
    pub(crate) is_whole: bool,
}

impl QuestionHead {
    pub(super) fn read(fields: &mut Fields) -> Self {
        Self {
            kind: fields.required("kind", leaf::choice),
            by: fields.required("by", leaf::title),
            asked: fields.required("asked", at(leaf::date)),
            due: fields.optional_at("due", leaf::date),
            answered: fields.optional_at("answered", leaf::date),
            decision: fields.optional_at("decision", leaf::choice),
            related: RelatedDraft::read(fields),
            paper: fields.optional("paper", leaf::url),
            is_whole: true,
        }
    }

    /// Reports an answer without its day, and a day without an answer.
    pub(super) fn check_answer(
        &self,
        path: &SourcePath,
        body: &Body,
        says: Says,
    ) -> Option<Diagnostic> {
        let (place, message, help) = match (&self.answered, &body.heading) {
            (Some(day), _) if !says.answer => (
                Place::node(path, day.node),
                format!(
                    "this was answered on {}, but the file has no answer",
                    day.value
                ),
                "put the line `## Answer` below the question, and the answer below that line",
            ),
            (None, Some(heading)) if says.answer => (
                Place::bytes(path, heading.clone()),
                "this answer has no day, so it would not be shown".to_owned(),
                "add `answered:` to the header with the day on which the answer is given; it is not published before then",
            ),
            (_, Some(heading)) if !says.question => (
                Place::bytes(path, heading.clone()),
                "there is an answer, but no question above it".to_owned(),
                "put the words of the committee above this line",
            ),
            _ => return None,
        };
        Some(Diagnostic::error(Code::Scrutiny, place, message).help(help))
    }
}

/// Whether the question and the answer have any words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Says {
    pub(super) question: bool,
    pub(super) answer: bool,
}

/// The text of a file, divided at the heading `## Answer`.
#[derive(Debug, PartialEq)]
pub(super) struct Body {
    pub(super) question: Range<usize>,
    pub(super) heading: Option<Range<usize>>,
    /// Empty if there is no heading.
    pub(super) answer: Range<usize>,
}

impl Body {
    /// Divides the text that starts at a byte. Returns what looks like the heading but is not, or is a second one.
    pub(super) fn read(source: &SourceText, start: usize) -> (Self, Option<Diagnostic>) {
        let text = source.as_str();
        let mut body = Self {
            question: start..text.len(),
            heading: None,
            answer: text.len()..text.len(),
        };
        let mut slip = None;
        let mut end = start;
        for line in text[start..].split_inclusive('\n') {
            let at = end..end + line.trim_end().len();
            end += line.len();
            let is_heading = is_heading(line);
            if body.heading.is_none() && is_heading {
                body.question.end = at.start;
                body.answer = end..text.len();
                body.heading = Some(at);
            } else if is_heading || (body.heading.is_none() && is_like_heading(line)) {
                slip = slip.or(Some((at, is_heading)));
            }
        }
        let slip = slip.map(|(at, is_second)| {
            let (message, help) = if is_second {
                (
                    "this file has two answers",
                    "keep one line `## Answer`, and put both answers below it",
                )
            } else {
                (
                    "this looks like the start of the answer, but would be shown as part of the question",
                    "write the line `## Answer`, and the answer below it",
                )
            };
            let place = Place::bytes(&source.path, at);
            Diagnostic::error(Code::Scrutiny, place, message).help(help)
        });
        (body, slip)
    }
}

/// Returns whether a line is the heading `Answer`, of any level.
fn is_heading(line: &str) -> bool {
    let text = line.trim();
    let name = text.trim_start_matches('#');
    name.len() < text.len()
        && name.starts_with(' ')
        && name
            .trim_matches([' ', '#', ':'])
            .eq_ignore_ascii_case("answer")
}

/// Returns whether a line was probably meant as that heading: `**Answer**`, `##Answer`, `Response:`, `Answer: We will`.
fn is_like_heading(line: &str) -> bool {
    const NAMES: [&str; 3] = ["answer", "response", "reply"];
    let is_mark = |c: char| "#*_ ".contains(c);
    let text = line.trim().trim_start_matches(is_mark).to_lowercase();
    let text = text.strip_prefix("the ").unwrap_or(&text);
    NAMES.iter().any(|name| {
        let rest = text
            .strip_prefix(name)
            .map(|rest| rest.trim_start_matches(is_mark));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_starts_at_its_heading_and_what_looks_like_one_is_reported() {
        let path = SourcePath::new("content/scrutiny/a.md");
        let table = [
            ("Why?\n", "Why?\n", "", false),
            (
                "Why?\n\n## Answer\n\nRain.\n",
                "Why?\n\n",
                "\nRain.\n",
                false,
            ),
            ("Why?\n# answer:\nRain.", "Why?\n", "Rain.", false),
            ("Why?\n### Answer ###\r\nRain.", "Why?\n", "Rain.", false),
            ("Answers were late.\n", "Answers were late.\n", "", false),
            (
                "Why?\n## Answer\nRain.\n## Response\nMore.",
                "Why?\n",
                "Rain.\n## Response\nMore.",
                false,
            ),
            (
                "Why?\n## Answer\nRain.\n## Answer\nSnow.",
                "Why?\n",
                "Rain.\n## Answer\nSnow.",
                true,
            ),
            ("Why?\n##Answer\nRain.", "Why?\n##Answer\nRain.", "", true),
            (
                "Why?\n**Answer:**\nRain.",
                "Why?\n**Answer:**\nRain.",
                "",
                true,
            ),
            ("Why?\nAnswer: rain.", "Why?\nAnswer: rain.", "", true),
            (
                "Why?\n## The response\nRain.",
                "Why?\n## The response\nRain.",
                "",
                true,
            ),
        ];
        for (text, question, answer, is_slip) in table {
            let source = SourceText::decode_lossy(path.clone(), text.as_bytes());
            let (body, slip) = Body::read(&source, 0);
            let text = source.as_str();
            assert_eq!(&text[body.question.clone()], question, "{text:?}");
            assert_eq!(&text[body.answer.clone()], answer, "{text:?}");
            assert_eq!(slip.is_some(), is_slip, "{text:?}");
        }
    }
}
