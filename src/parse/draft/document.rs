//! Comments, committee reports, questions of committees and plain pages: a short head and Markdown.

use std::ops::Range;

use super::scrutiny::{Body, QuestionHead, Says};
use crate::diag::{Code, Diagnostic};
use crate::model::{Dated, ParagraphNumber, Quarter, Subject};
use crate::parse::fields::{at, is_empty, map};
use crate::parse::file::{At, File};
use crate::parse::head;
use crate::parse::leaf;
use crate::parse::numbering;
use crate::parse::prose::{self, Headings, Passage, ProseDraft};
use crate::parse::schema::{Kind, Leaf};
use crate::parse::yaml::Node;
use crate::source::{Place, SourcePath, SourceText};

#[derive(Debug, Default)]
pub(crate) struct DocumentHead {
    pub(crate) title: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) date: Option<At<Dated>>,
    pub(crate) quarter: Option<At<Quarter>>,
    pub(crate) draft: Option<bool>,
    /// Of a plain page: the first day on which it is public.
    pub(crate) publish_on: Option<jiff::civil::Date>,
    pub(crate) question: Option<QuestionHead>,
}

/// What any document says.
#[derive(Debug)]
pub(crate) struct DocumentDraft {
    pub(crate) path: SourcePath,
    pub(crate) head: DocumentHead,
    /// Of a question: its text, then the answer, which may be empty.
    pub(crate) paragraphs: Vec<(Option<ParagraphNumber>, ProseDraft)>,
}

/// A comment and what its place says it is about.
#[derive(Debug)]
pub(crate) struct CommentDraft {
    pub(crate) document: DocumentDraft,
    pub(crate) quarter: Quarter,
    pub(crate) subject: Subject,
    /// Voice and language, as they stand in the file's name.
    pub(crate) tail: Vec<String>,
}

/// A committee report, a question or a page, with its id.
#[derive(Debug)]
pub(crate) struct PaperDraft {
    pub(crate) id: String,
    pub(crate) document: DocumentDraft,
}

/// What a comment says that was begun for its author.
pub(crate) const TO_BE_WRITTEN: &str = "To be written";

impl DocumentDraft {
    /// Reads a document and everything that is wrong with it.
    pub(crate) fn read(source: &SourceText, kind: Kind, id: &str) -> (Self, Vec<Diagnostic>) {
        let split = head::split(source);
        let file = File::new(head::yaml_of(source));
        let mut head = DocumentHead::default();
        if split.is_closed {
            head = read_head(&file, kind, split.head.is_some()).unwrap_or_default();
        } else {
            let place = Place::bytes(&source.path, 0..3);
            let message = "the header of this file is never closed";
            let help = "put `---` on its own line after the header";
            file.report(Diagnostic::error(Code::Syntax, place, message).help(help));
        }
        let stranded = stranded_head(source, split.body).filter(|_| split.is_closed);
        let mut problems = file.into_problems();
        if let Some(question) = &mut head.question {
            question.is_whole = problems.is_empty();
        }
        let end = source.as_str().len();
        let (paragraphs, more) = match kind {
            Kind::Report => numbered(source, split.body, id),
            Kind::Question => question(source, split.body, id, &head),
            Kind::Page => whole(source, split.body..end, id, Headings::OfPage),
            _ => whole(source, split.body..end, id, Headings::OfComment),
        };
        match stranded {
            // What the rest of such a head would be in the text follows from it.
            Some(problem) => problems.push(problem),
            None => problems.extend(more),
        }
        // A draft may wait for its text.
        let is_awaited = head.draft == Some(true);
        let says_nothing = paragraphs.iter().all(|(_, prose)| prose.is_empty());
        if says_nothing && !is_awaited && problems.is_empty() {
            let place = Place::file(&source.path);
            let problem = Diagnostic::error(Code::Commentary, place, "this file is empty");
            problems.push(problem.help("write the text, or delete the file"));
        }
        let body = source.as_str()[split.body..].trim_start();
        if kind == Kind::Comment && body.starts_with(TO_BE_WRITTEN) && !is_awaited {
            let start = source.as_str().len() - body.len();
            let place = Place::bytes(&source.path, start..start + TO_BE_WRITTEN.len());
            let message = "this text is a placeholder and has not been written yet";
            let help =
                "write the text, or start the file with the lines `---`, `draft: true`, `---`";
            problems.push(Diagnostic::error(Code::Commentary, place, message).help(help));
        }
        let path = source.path.clone();
        let draft = Self {
            path,
            head,
            paragraphs,
        };
        (draft, problems)
    }
}

/// Lines of a head that is none, because what marks it is damaged: they would be shown as text, and a draft with them.
fn stranded_head(source: &SourceText, body: usize) -> Option<Diagnostic> {
    /// A header is never written further down.
    const LOOKED_AT: usize = 12;
    let is_of_head = |line: &str| {
        let typed = line.trim();
        let is_draft = typed.split_once(':').is_some_and(|(name, value)| {
            name.trim() == "draft" && ["true", "false", "yes", "no"].contains(&value.trim())
        });
        is_draft || typed.starts_with("# yaml-language-server:")
    };
    let mut end = body;
    let mut lines = source.as_str()[body..]
        .split_inclusive('\n')
        .take(LOOKED_AT);
    let line = lines.find(|line| {
        end += line.len();
        is_of_head(line)
    })?;
    let at = end - line.len();
    let place = Place::bytes(&source.path, at..at + line.trim_end().len());
    let message = "this belongs in the header of the file and would be shown as text";
    let help = "a header starts with `---` alone on the first line of the file and ends with another `---`; if it would be empty, delete all of its lines";
    Some(Diagnostic::error(Code::Syntax, place, message).help(help))
}

type Read = (Vec<(Option<ParagraphNumber>, ProseDraft)>, Vec<Diagnostic>);

fn whole(source: &SourceText, range: Range<usize>, id: &str, headings: Headings) -> Read {
    let (prose, problems) = prose::read(&Passage {
        path: &source.path,
        text: &source.as_str()[range.clone()],
        lines: &[(0, range.start)],
        id,
        headings,
    });
    (vec![(None, prose)], problems)
}

/// Reads a question and the answer to it.
fn question(source: &SourceText, start: usize, id: &str, head: &DocumentHead) -> Read {
    let (body, slip) = Body::read(source, start);
    let id = format!("scrutiny-{id}");
    let headings = Headings::OfComment;
    let (mut paragraphs, mut problems) = whole(source, body.question.clone(), &id, headings);
    let answer = whole(
        source,
        body.answer.clone(),
        &format!("{id}-answer"),
        headings,
    );
    paragraphs.extend(answer.0);
    problems.extend(answer.1);
    let [question, answer] = [0, 1].map(|at| !paragraphs[at].1.is_empty());
    let says = Says { question, answer };
    let is_awaited = head.draft == Some(true);
    let own = head.question.as_ref();
    let own = own.filter(|own| own.is_whole && !is_awaited);
    let found = own.and_then(|own| own.check_answer(&source.path, &body, says));
    // What else is wrong follows from a slip.
    let problems = match slip {
        Some(slip) => vec![slip],
        None => problems.into_iter().chain(found).collect(),
    };
    (paragraphs, problems)
}

fn numbered(source: &SourceText, start: usize, id: &str) -> Read {
    let segments = numbering::segments(source.as_str(), start);
    let mut problems = numbering::check(&source.path, &segments);
    let mut paragraphs = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let (prose, more) = prose::read(&Passage {
            path: &source.path,
            text: &segment.text,
            lines: &segment.lines,
            id: &format!("{id}-{index}"),
            headings: Headings::OfPassage,
        });
        problems.extend(more);
        if !prose.is_empty() || segment.number.is_some() {
            paragraphs.push((segment.number, prose));
        }
    }
    (paragraphs, problems)
}

fn read_head(file: &File, kind: Kind, is_there: bool) -> Option<DocumentHead> {
    let missing = |message: &str, help: &str| {
        // A comment needs no head, and `draft: true` may have been all that it said.
        if kind != Kind::Comment {
            let place = Place::file(file.path());
            file.report(Diagnostic::error(Code::MissingField, place, message).help(help));
        }
        None
    };
    if !is_there {
        let help = match kind {
            Kind::Report => {
                "start it with a line `---`, then title, to, date and quarter, then `---`"
            }
            Kind::Question => {
                "start it with a line `---`, then kind, title, by and asked, then `---`"
            }
            _ => "start it with a line `---`, then a title, then `---`",
        };
        return missing("this file has no header", help);
    }
    let node = file.tree()?;
    if is_empty(&node) {
        let help = "write `title: ...` between the two lines";
        return missing("the header of this file is empty", help);
    }
    head_fields(file, &node, kind)
}

/// The fields of a head, each only where its kind of document has it.
pub(crate) fn head_fields(file: &File, node: &Node, kind: Kind) -> Option<DocumentHead> {
    map(file, node, "the head", |fields| {
        let mut head = DocumentHead {
            draft: fields.optional("draft", leaf::yes_or_no),
            ..DocumentHead::default()
        };
        if kind != Kind::Comment {
            head.title = fields.required("title", leaf::plain);
        }
        if matches!(kind, Kind::Page | Kind::Comment) {
            head.publish_on = fields.optional("publish_on", leaf::date);
        }
        if kind == Kind::Report {
            head.to = fields.optional("to", leaf::plain);
            head.date = fields.required("date", at(dated));
            head.quarter = fields.optional("quarter", at(leaf::quarter));
        }
        if kind == Kind::Question {
            head.question = Some(QuestionHead::read(fields));
        }
        Some(head)
    })
}

fn dated(file: &File, node: &Node) -> Option<Dated> {
    if file.asks(node, || Leaf::Month) {
        return leaf::date(file, node).map(Dated::Day);
    }
    let typed = leaf::scalar(file, node, "a date")?;
    if let Some(month) = leaf::month_of(typed) {
        return Some(Dated::Month(month));
    }
    leaf::date(file, node).map(Dated::Day)
}
