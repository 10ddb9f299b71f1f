//! The one door to pulldown-cmark: `CommonMark` with tables and footnotes, and nothing else.
//!
//! Raw HTML, pictures from elsewhere and links of unknown kinds are refused with their place, never dropped. The
//! markup is written here rather than by the crate, because headings must fit under the page's own, tables may carry
//! no inline styles, and footnotes of two comments on one page must not clash.

mod brackets;
mod entries;
mod forms;
mod headings;
mod html;
mod links;
mod lists;
mod lost;
mod marks;
mod notes;
mod shown;
mod signs;
mod slips;
mod strays;
mod tables;

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

pub use headings::Headings;
use headings::Outline;
use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};
use tables::Heads;

use super::reference::RawReference;
use crate::diag::{Code, Diagnostic};
use crate::markup::Html;
use crate::source::{Place, SourcePath};

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
        Place::bytes(
            self.path,
            self.in_file(range.start)..self.in_file(range.end),
        )
    }

    fn in_file(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|(text, _)| *text <= byte);
        let line = after.checked_sub(1).map(|at| self.lines[at]);
        line.map_or(byte, |(text, file)| file + (byte - text))
    }
}

/// How many lists, quotations and marks may be inside each other. Each takes memory here and in the browser.
const DEEPEST: usize = 50;

/// Reads a passage and all that is wrong with it.
pub fn read(passage: &Passage) -> (ProseDraft, Vec<Diagnostic>) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(passage.text, options).into_offset_iter();
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions
        .map(|(label, definition)| (label.to_lowercase(), definition.span.clone()))
        .collect();
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
            return too_deep(passage, range.start);
        }
        events.push((event, range));
    }
    let slips = slips::find(passage, &events, definitions);
    let mut writer = Writer::new(passage, Heads::of_all(&events));
    for (event, range) in events {
        writer.event(event, &range);
    }
    let (draft, mut problems) = writer.finish();
    problems.extend(slips);
    (draft, problems)
}

fn too_deep(passage: &Passage, byte: usize) -> (ProseDraft, Vec<Diagnostic>) {
    let end = byte
        + passage.text[byte..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
    let message = format!("lists and quotations are inside each other more than {DEEPEST} deep");
    let problem = Diagnostic::error(Code::Markdown, passage.place(&(byte..end)), message)
        .help("start them at the left edge");
    (ProseDraft::default(), vec![problem])
}

struct Writer<'a> {
    passage: &'a Passage<'a>,
    outline: Outline,
    /// The text so far; of a footnote that is open, a second one.
    out: Vec<Vec<FragmentDraft>>,
    markup: String,
    /// What footnotes say, in the order of their first mention.
    notes: Vec<Option<Vec<FragmentDraft>>>,
    /// The place of each among them.
    note_numbers: HashMap<String, usize>,
    open_note: Option<String>,
    quoted: Vec<RawReference>,
    problems: Vec<Diagnostic>,
    /// Whether markup has been refused.
    has_refused: bool,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: HeadRow,
    cell_end: &'static str,
    /// Heads of the table that is read, and of those to come.
    heads: Heads,
    all_heads: VecDeque<Heads>,
    /// Ends of links that are written; a quoted figure has none.
    link_ends: Vec<&'static str>,
    /// The text of a picture, while it is read.
    picture: Option<(Option<RawReference>, String)>,
}

/// Whether table cells are those of the head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadRow {
    Inside,
    Outside,
}

impl<'a> Writer<'a> {
    fn new(passage: &'a Passage<'a>, all_heads: VecDeque<Heads>) -> Self {
        Self {
            passage,
            outline: Outline::new(passage.headings),
            out: vec![Vec::new()],
            markup: String::new(),
            notes: Vec::new(),
            note_numbers: HashMap::new(),
            open_note: None,
            quoted: Vec::new(),
            problems: Vec::new(),
            has_refused: false,
            alignments: Vec::new(),
            cell: 0,
            in_head: HeadRow::Outside,
            cell_end: "",
            heads: Heads::default(),
            all_heads,
            link_ends: Vec::new(),
            picture: None,
        }
    }

    fn event(&mut self, event: Event, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => {
                self.check_entity(&text, range);
                self.check_mark(&text, range);
                self.text(&text);
            }
            Event::Code(text) => self.wrapped("<code>", &text, "</code>"),
            Event::InlineHtml(html) => self.refuse_html(&html, range),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.raw("<br>\n"),
            Event::Rule => self.raw("<hr>\n"),
            Event::FootnoteReference(label) => self.note_mark(&label),
            // A block of HTML is refused where it begins; the rest is not switched on.
            Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn raw(&mut self, markup: &str) {
        self.markup.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, words)) = &mut self.picture {
            words.push_str(text);
            return;
        }
        self.markup.push_str(Html::text(text).as_str());
    }

    /// `~~` strikes out. A single `~` is a sign of everyday writing: `~£40k`.
    fn strike(&mut self, range: &Range<usize>, markup: &str) {
        if self.passage.text[range.start..].starts_with("~~") {
            self.raw(markup);
        } else {
            self.text("~");
        }
    }

    fn wrapped(&mut self, before: &str, text: &str, after: &str) {
        self.raw(before);
        self.text(text);
        self.raw(after);
    }

    fn problem(&mut self, code: Code, range: &Range<usize>, message: &str, help: &str) {
        let place = self.passage.place(range);
        self.has_refused |= code == Code::Markdown;
        self.problems
            .push(Diagnostic::error(code, place, message).help(help));
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.raw("<p>"),
            Tag::Heading { level, .. } => {
                let shown = self.outline.enter(level as u32);
                self.raw(&format!("<h{shown}>"));
            }
            Tag::BlockQuote(_) => self.raw("<blockquote>\n"),
            Tag::CodeBlock(_) => {
                self.raw("<pre><code>");
            }
            Tag::List(None) => self.raw("<ul>\n"),
            Tag::List(Some(1)) => self.raw("<ol>\n"),
            Tag::List(Some(start)) => self.raw(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.raw("<li>"),
            Tag::Emphasis => self.raw("<em>"),
            Tag::Strong => self.raw("<strong>"),
            Tag::Strikethrough => self.strike(range, "<del>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => self.picture(&dest_url, range),
            Tag::FootnoteDefinition(label) => self.open_note(&label, range),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => {
                self.in_head = HeadRow::Inside;
                self.cell = 0;
                self.raw("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.raw("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::HtmlBlock => {
                let html = self.passage.text[range.clone()].to_owned();
                self.refuse_html(&html, range);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.raw("</p>\n"),
            TagEnd::Heading(_) => self.raw(&format!("</h{}>\n", self.outline.shown())),
            TagEnd::BlockQuote(_) => self.raw("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.raw("</code></pre>\n");
            }
            TagEnd::List(true) => self.raw("</ol>\n"),
            TagEnd::List(false) => self.raw("</ul>\n"),
            TagEnd::Item => self.raw("</li>\n"),
            TagEnd::Emphasis => self.raw("</em>"),
            TagEnd::Strong => self.raw("</strong>"),
            TagEnd::Strikethrough => self.strike(range, "</del>"),
            TagEnd::Link => {
                let end = self.link_ends.pop().unwrap_or("");
                self.raw(end);
            }
            TagEnd::Image => self.close_picture(),
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::Table => self.raw("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = HeadRow::Outside;
                self.raw("</tr></thead>\n<tbody>");
            }
            TagEnd::TableRow => self.raw("</tr>\n"),
            TagEnd::TableCell => self.raw(self.cell_end),
            _ => {}
        }
    }

    fn flush(&mut self) {
        if self.markup.is_empty() {
            return;
        }
        let html = Html::trusted(std::mem::take(&mut self.markup));
        self.push(FragmentDraft::Html(html));
    }

    fn push(&mut self, fragment: FragmentDraft) {
        if let Some(out) = self.out.last_mut() {
            out.push(fragment);
        }
    }

    fn finish(mut self) -> (ProseDraft, Vec<Diagnostic>) {
        self.flush();
        self.write_notes();
        let fragments = self.out.into_iter().flatten().collect();
        let draft = ProseDraft {
            fragments: without_empty_paragraphs(fragments),
            quoted: self.quoted,
        };
        (draft, self.problems)
    }
}

/// A figure that stood alone in its paragraph leaves an empty one before it and after it.
fn without_empty_paragraphs(fragments: Vec<FragmentDraft>) -> Vec<FragmentDraft> {
    fragments
        .into_iter()
        .map(|fragment| match fragment {
            FragmentDraft::Html(html) => {
                FragmentDraft::Html(Html::trusted(html.as_str().replace("<p></p>\n", "").replace("<p>\n</p>\n", "")))
            }
            other => other,
        })
        .filter(|fragment| !matches!(fragment, FragmentDraft::Html(html) if html.as_str().trim().is_empty()))
        .collect()
}
