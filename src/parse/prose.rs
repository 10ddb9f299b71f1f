//! The one door to pulldown-cmark: `CommonMark` with tables and footnotes, and nothing else.
//!
//! Raw HTML, pictures from elsewhere and links of unknown kinds are refused with their place, never dropped.

mod columns;
mod forms;
mod links;
mod lists;
mod marks;
mod shown;
mod signs;
mod slips;
mod strays;
mod writer;

use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::reference::RawReference;
use crate::diag::{Code, Diagnostic};
use crate::markup::Html;
use crate::source::{Place, SourcePath};

/// Where headings of a text are in the page: none skips a level, whatever the author typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headings {
    /// The text is the page: its headings are of the second level and deeper.
    OfPage,
    /// The text is one of several that are the page together: its headings are those that were typed, from the second
    /// level on, because the one above may be in another text.
    OfPassage,
    /// The text is under a heading of the third level: its own are of the fourth and deeper.
    OfComment,
}

/// A stretch of prose whose references have not been looked up yet.
#[derive(Debug, Clone, PartialEq)]
pub enum FragmentDraft {
    /// Markup.
    Html(Html),
    /// The beginning of a link by reference; text and end follow.
    Link(RawReference),
    /// A picture by reference, with the text for those who cannot see it.
    Embed(RawReference, String),
}

/// Prose as read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProseDraft {
    /// In order.
    pub fragments: Vec<FragmentDraft>,
    /// Figures quoted in it: `[88%](value:a2)`.
    pub quoted: Vec<RawReference>,
}

impl ProseDraft {
    /// Whether it says nothing: no word, no figure and no picture.
    pub fn is_empty(&self) -> bool {
        self.fragments.iter().all(|fragment| match fragment {
            FragmentDraft::Html(html) => {
                let mut parts = html.as_str().split(['<', '>']).step_by(2);
                !parts.any(|text| text.contains(char::is_alphanumeric))
            }
            FragmentDraft::Link(_) | FragmentDraft::Embed(..) => false,
        })
    }
}

/// A text to read and where it comes from.
pub struct Passage<'a> {
    /// Its file.
    pub path: &'a SourcePath,
    /// The text.
    pub text: &'a str,
    /// The byte of the file for each byte of the text's lines: (byte of text, byte of file).
    pub lines: &'a [(usize, usize)],
    /// A prefix for ids of footnotes.
    pub id: &'a str,
    /// Where headings stand.
    pub headings: Headings,
}

impl Passage<'_> {
    fn place(&self, range: &Range<usize>) -> Place {
        Place::bytes(self.path, self.in_file(range))
    }

    fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        let byte = |byte: usize| {
            let after = self.lines.partition_point(|(text, _)| *text <= byte);
            let line = after.checked_sub(1).map(|at| self.lines[at]);
            line.map_or(byte, |(text, file)| file + (byte - text))
        };
        byte(range.start)..byte(range.end)
    }
}

/// How many lists, quotations and marks may be inside each other. Each takes memory here and in the browser.
const DEEPEST: usize = 50;

/// Reads a passage and all that is wrong with it.
pub fn read(passage: &Passage) -> (ProseDraft, Vec<Diagnostic>) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(passage.text, options).into_offset_iter();
    let labels = parser.reference_definitions().iter();
    let labels = labels.map(|(label, definition)| (label.to_lowercase(), definition.span.clone()));
    let definitions = labels.collect();
    let mut events = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in parser {
        match event {
            Event::Start(Tag::Item) | Event::End(TagEnd::Item) => {}
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let sign = passage.text[range.start..].chars().next();
            let end = range.start + sign.map_or(0, char::len_utf8);
            let place = passage.place(&(range.start..end));
            let message =
                format!("lists and quotations are inside each other more than {DEEPEST} deep");
            let problem = Diagnostic::error(Code::Markdown, place, message);
            let problems = vec![problem.help("start them at the left edge")];
            return (ProseDraft::default(), problems);
        }
        events.push((event, range));
    }
    let (draft, problems) = writer::write(passage, &events);
    (draft, slips::find(passage, &events, definitions, problems))
}
