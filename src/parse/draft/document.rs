//! Comments, committee reports and plain pages: a short head and Markdown.

use crate::diag::{Code, Diagnostic};
use crate::model::{Dated, ParagraphNumber, Quarter, Subject};
use crate::parse::fields::{Fields, at, is_blank};
use crate::parse::file::{At, File};
use crate::parse::head::{self, Closed};
use crate::parse::leaf;
use crate::parse::numbering;
use crate::parse::prose::{self, Headings, Passage, ProseDraft};
use crate::parse::schema::Leaf;
use crate::parse::yaml::Node;
use crate::source::{Place, SourcePath, SourceText};

/// The head of a document.
#[derive(Debug, Default)]
pub struct DocumentHead {
    pub(crate) title: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) date: Option<At<Dated>>,
    pub(crate) quarter: Option<At<Quarter>>,
    pub(crate) draft: Option<bool>,
    /// Of a plain page: the first day on which it is public.
    pub(crate) publish_on: Option<jiff::civil::Date>,
}

/// What any document says.
#[derive(Debug)]
pub struct DocumentDraft {
    pub(crate) path: SourcePath,
    pub(crate) head: DocumentHead,
    pub(crate) paragraphs: Vec<(Option<ParagraphNumber>, ProseDraft)>,
}

/// A comment and what its place says it is about.
#[derive(Debug)]
pub struct CommentDraft {
    pub(crate) document: DocumentDraft,
    pub(crate) quarter: Quarter,
    pub(crate) subject: Subject,
    /// Voice and language, as they stand in the file's name.
    pub(crate) tail: Vec<String>,
}

/// A committee report.
#[derive(Debug)]
pub struct ReportDraft {
    pub(crate) id: String,
    pub(crate) document: DocumentDraft,
}

/// A plain page.
#[derive(Debug)]
pub struct PageDraft {
    pub(crate) id: String,
    pub(crate) document: DocumentDraft,
}

/// What kind of document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A comment: no title.
    Comment,
    /// A committee report: numbered paragraphs.
    Report,
    /// A plain page.
    Page,
}

/// What a comment says that was begun for its author.
pub const TO_BE_WRITTEN: &str = "To be written";

impl DocumentDraft {
    /// Reads a document and everything that is wrong with it.
    pub fn read(source: &SourceText, kind: Kind, id: &str) -> (Self, Vec<Diagnostic>) {
        let split = head::split(source);
        let file = head::head_file(source);
        if split.closed == Closed::No {
            file.report(
                Diagnostic::error(
                    Code::Syntax,
                    Place::bytes(&source.path, 0..3),
                    "the header of this file is never closed",
                )
                .help("put `---` on its own line after the header"),
            );
        }
        let head = if split.closed == Closed::Yes {
            read_head(&file, kind, split.head.is_some())
        } else {
            DocumentHead::default()
        };
        let stranded = stranded_head(source, split.body).filter(|_| split.closed == Closed::Yes);
        let mut problems = file.into_problems();
        let (paragraphs, more) = match kind {
            Kind::Report => numbered(source, split.body, id),
            Kind::Comment => whole(source, split.body, id, Headings::OfComment),
            Kind::Page => whole(source, split.body, id, Headings::OfPage),
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
            problems.push(
                Diagnostic::error(Code::Commentary, place, "this file is empty")
                    .help("write the text, or delete the file"),
            );
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
        (
            Self {
                path,
                head,
                paragraphs,
            },
            problems,
        )
    }
}

/// Lines of a head that is none, because what marks it is damaged: they would be shown as text, and a draft with them.
fn stranded_head(source: &SourceText, body: usize) -> Option<Diagnostic> {
    /// A header is never written further down.
    const LOOKED_AT: usize = 12;
    let mut at = body;
    for line in source.as_str()[body..]
        .split_inclusive('\n')
        .take(LOOKED_AT)
    {
        let typed = line.trim();
        let is_draft = typed.split_once(':').is_some_and(|(name, value)| {
            name.trim() == "draft" && ["true", "false", "yes", "no"].contains(&value.trim())
        });
        if is_draft || typed.starts_with("# yaml-language-server:") {
            let place = Place::bytes(&source.path, at..at + line.trim_end().len());
            let message = "this belongs in the header of the file and would be shown as text";
            let help = "a header starts with `---` alone on the first line of the file and ends with another `---`; if it would be empty, delete all of its lines";
            return Some(Diagnostic::error(Code::Syntax, place, message).help(help));
        }
        at += line.len();
    }
    None
}

type Read = (Vec<(Option<ParagraphNumber>, ProseDraft)>, Vec<Diagnostic>);

fn whole(source: &SourceText, start: usize, id: &str, headings: Headings) -> Read {
    let (prose, problems) = prose::read(&Passage {
        path: &source.path,
        text: &source.as_str()[start..],
        lines: &[(0, start)],
        id,
        headings,
    });
    (vec![(None, prose)], problems)
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

fn read_head(file: &File, kind: Kind, is_there: bool) -> DocumentHead {
    if !is_there {
        if kind != Kind::Comment {
            let example = if kind == Kind::Report {
                "title, to, date and quarter"
            } else {
                "a title"
            };
            file.report(
                Diagnostic::error(
                    Code::MissingField,
                    Place::file(file.path()),
                    "this file has no header",
                )
                .help(format!(
                    "start it with a line `---`, then {example}, then `---`"
                )),
            );
        }
        return DocumentHead::default();
    }
    let Some(node) = file.tree() else {
        return DocumentHead::default();
    };
    if is_blank(&node) {
        // Whoever takes `draft: true` out of a comment leaves a head that says nothing more.
        if kind == Kind::Comment {
            return DocumentHead::default();
        }
        let place = Place::file(file.path());
        let help = "write `title: ...` between the two lines";
        file.report(
            Diagnostic::error(
                Code::MissingField,
                place,
                "the header of this file is empty",
            )
            .help(help),
        );
        return DocumentHead::default();
    }
    head_fields(file, &node, kind).unwrap_or_default()
}

/// The fields of a head, each only where its kind of document has it.
pub(in crate::parse) fn head_fields(file: &File, node: &Node, kind: Kind) -> Option<DocumentHead> {
    let mut fields = Fields::of(file, node, "the head")?;
    let draft = fields.optional("draft", leaf::yes_or_no);
    let mut head = DocumentHead {
        draft,
        ..DocumentHead::default()
    };
    if kind != Kind::Comment {
        head.title = fields.required("title", "\"About this site\"", leaf::plain);
    }
    if kind == Kind::Page {
        head.publish_on = fields.optional("publish_on", leaf::date);
    }
    if kind == Kind::Report {
        head.to = fields.optional("to", leaf::plain);
        head.date = fields.required("date", "2016-09-27", at(dated));
        head.quarter = fields.optional("quarter", at(leaf::quarter));
    }
    fields.finish();
    Some(head)
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
