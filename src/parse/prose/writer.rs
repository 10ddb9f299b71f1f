//! The markup of a passage, event by event.

use std::collections::HashMap;
use std::ops::Range;

use super::{Alignment, Event, FragmentDraft, Headings, Passage, ProseDraft, Tag, TagEnd, columns};
use crate::diag::{Code, Diagnostic};
use crate::markup::Html;
use crate::parse::reference::RawReference;
use crate::source::characters::{hidden, name};

pub(super) struct Writer<'a> {
    pub(super) passage: &'a Passage<'a>,
    /// The headings that the text is under, the outermost first: levels as typed, and as shown.
    headings: Vec<(u32, u32)>,
    /// The text so far; of a footnote that is open, a second one.
    pub(super) out: Vec<Vec<FragmentDraft>>,
    /// What footnotes say, in the order of their first mention.
    pub(super) notes: Vec<Option<Vec<FragmentDraft>>>,
    pub(super) note_numbers: HashMap<String, usize>,
    pub(super) open_note: Option<String>,
    pub(super) quoted: Vec<RawReference>,
    problems: Vec<Diagnostic>,
    has_refused: bool,
    alignments: Vec<Alignment>,
    /// The heads of the columns of the table that is read.
    heads: Vec<String>,
    in_head: bool,
    cell: usize,
    /// Ends of links that are written; a quoted figure has none.
    pub(super) link_ends: Vec<&'static str>,
    pub(super) picture: Option<(Option<RawReference>, String)>,
}

/// Writes a passage. The markup is written here rather than by the crate, because headings must fit under the page's own,
/// tables may carry no inline styles, and footnotes of two comments on one page must not clash.
pub(super) fn write(
    passage: &Passage,
    events: &[(Event, Range<usize>)],
) -> (ProseDraft, Vec<Diagnostic>) {
    let mut writer = Writer {
        passage,
        headings: Vec::new(),
        out: vec![Vec::new()],
        notes: Vec::new(),
        note_numbers: HashMap::new(),
        open_note: None,
        quoted: Vec::new(),
        problems: Vec::new(),
        has_refused: false,
        alignments: Vec::new(),
        heads: Vec::new(),
        in_head: false,
        cell: 0,
        link_ends: Vec::new(),
        picture: None,
    };
    for (at, (event, range)) in events.iter().enumerate() {
        writer.event(event, range, &events[at + 1..]);
    }
    writer.write_notes();
    let draft = ProseDraft {
        fragments: without_empty_paragraphs(writer.out.into_iter().flatten()),
        quoted: writer.quoted,
    };
    (draft, writer.problems)
}

impl Writer<'_> {
    fn event(&mut self, event: &Event, range: &Range<usize>, behind: &[(Event, Range<usize>)]) {
        match event {
            Event::Start(tag) => self.start(tag, range, behind),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) => {
                self.check_entity(text, range);
                self.check_mark(text, range);
                self.text(text);
            }
            Event::Code(text) => {
                self.raw("<code>");
                self.text(text);
                self.raw("</code>");
            }
            Event::InlineHtml(html) => self.refuse_html(html, range),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.raw("<br>\n"),
            Event::Rule => self.raw("<hr>\n"),
            Event::FootnoteReference(label) => self.note_mark(label),
            // A block of HTML is refused where it begins; the rest is not switched on.
            Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    pub(super) fn raw(&mut self, markup: &str) {
        self.push(FragmentDraft::Html(Html::trusted(markup.to_owned())));
    }

    fn text(&mut self, text: &str) {
        match &mut self.picture {
            Some((_, words)) => words.push_str(text),
            None => self.push(FragmentDraft::Html(Html::text(text))),
        }
    }

    /// `~~` strikes out. A single `~` is a sign of everyday writing: `~£40k`.
    fn strike(&mut self, range: &Range<usize>, markup: &str) {
        if self.passage.text[range.start..].starts_with("~~") {
            self.raw(markup);
        } else {
            self.text("~");
        }
    }

    pub(super) fn problem(&mut self, code: Code, range: &Range<usize>, message: &str, help: &str) {
        let place = self.passage.place(range);
        self.has_refused |= code == Code::Markdown;
        let problem = Diagnostic::error(code, place, message);
        self.problems.push(problem.help(help));
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>, behind: &[(Event, Range<usize>)]) {
        match tag {
            Tag::Heading { level, .. } => {
                let shown = enter(&mut self.headings, self.passage.headings, *level as u32);
                self.raw(&format!("<h{shown}>"));
            }
            Tag::List(Some(start)) if *start != 1 => self.raw(&format!("<ol start=\"{start}\">\n")),
            Tag::Strikethrough => self.strike(range, "<del>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(*link_type, dest_url, range),
            Tag::Image { dest_url, .. } => self.picture(dest_url, range),
            Tag::FootnoteDefinition(label) => self.open_note(label, range),
            Tag::Table(alignments) => self.open_table(alignments, behind),
            Tag::TableCell => self.open_cell(),
            Tag::HtmlBlock => self.refuse_html(&self.passage.text[range.clone()], range),
            tag => {
                self.in_head |= *tag == Tag::TableHead;
                if let Tag::TableHead | Tag::TableRow = tag {
                    self.cell = 0;
                }
                self.raw(markup(tag.to_end()).0);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                let shown = self.headings.last().map_or(DEEPEST, |(_, shown)| *shown);
                self.raw(&format!("</h{shown}>\n"));
            }
            TagEnd::Strikethrough => self.strike(range, "</del>"),
            TagEnd::Link => {
                let end = self.link_ends.pop().unwrap_or_default();
                self.raw(end);
            }
            TagEnd::Image => self.close_picture(),
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::TableCell => {
                self.raw(&format!("</{}>", self.cell_name()));
                self.cell += 1;
            }
            tag => {
                self.in_head &= tag != TagEnd::TableHead;
                self.raw(markup(tag).1);
            }
        }
    }

    /// A table may be wider than a screen: it can then be scrolled by itself, with the keyboard too. `CommonMark` gives
    /// it no caption, and who cannot see a table asks what it is before going through it: so the heads of its columns
    /// name it too.
    fn open_table(&mut self, alignments: &[Alignment], behind: &[(Event, Range<usize>)]) {
        let mut tables = behind.split(|(event, _)| *event == Event::End(TagEnd::Table));
        let table = tables.next().unwrap_or_default();
        let mut parts = table.split(|(event, _)| *event == Event::End(TagEnd::TableHead));
        let head = parts.next().unwrap_or_default();
        let cells = head.split(|(event, _)| *event == Event::Start(Tag::TableCell));
        let text = |(event, _): &(Event, Range<usize>)| match event {
            Event::Text(part) | Event::Code(part) => part.to_string(),
            _ => String::new(),
        };
        let texts = |cell: &[(Event, Range<usize>)]| cell.iter().map(text).collect();
        self.heads = cells.skip(1).map(texts).collect();
        let body = parts.next().unwrap_or_default();
        let cells = body.split(|(event, _)| *event == Event::Start(Tag::TableCell));
        let cells: Vec<String> = cells.skip(1).map(texts).collect();
        self.alignments = columns::aligned(alignments, &cells);
        let heads = self.heads.iter().map(|head| head.trim());
        let heads: Vec<&str> = heads.filter(|head| !head.is_empty()).collect();
        let name = Html::text(&heads.join(", "));
        self.raw("<div class=\"scroll\" tabindex=\"0\"");
        if name.is_empty() {
            self.raw("><table>\n");
        } else {
            self.raw(&format!(
                " role=\"group\" aria-label=\"{name}\"><table>\n<caption class=\"hidden\">{name}</caption>\n"
            ));
        }
    }

    fn open_cell(&mut self) {
        let is_right = self.alignments.get(self.cell) == Some(&Alignment::Right);
        let class = if is_right { " class=\"num\"" } else { "" };
        let name = self.cell_name();
        let scope = if name == "th" { " scope=\"col\"" } else { "" };
        self.raw(&format!("<{name}{scope}{class}>"));
    }

    /// The corner above the names of rows often has no head.
    fn cell_name(&self) -> &'static str {
        let head = self.heads.get(self.cell).filter(|_| self.in_head);
        let has_head = head.is_some_and(|head| !head.trim().is_empty());
        if has_head { "th" } else { "td" }
    }

    /// Refuses an entity for an invisible character, such as `&#x202e;`. The text itself has none.
    fn check_entity(&mut self, text: &str, range: &Range<usize>) {
        if let Some(found) = hidden(text).first() {
            let message = format!("this code is for {}, which is invisible", name(found.first));
            self.problem(Code::HiddenCharacter, range, &message, "delete it");
        }
    }

    /// Refuses raw HTML in its place. A closing tag is told with the one that it closes.
    fn refuse_html(&mut self, html: &str, range: &Range<usize>) {
        let end = range.start + self.passage.text[range.clone()].trim_end().len();
        if html.starts_with("</") && self.has_refused {
            return;
        }
        let (message, help) = if html.starts_with("<!--") {
            (
                "comments for colleagues cannot be in the text",
                "delete it, or ask in the pull request",
            )
        } else {
            (
                "raw HTML is not allowed in commentary",
                "write it in Markdown; to show a `<`, type `\\<`",
            )
        };
        self.problem(Code::Markdown, &(range.start..end), message, help);
    }

    /// Adds to what is written; markup joins the markup before it.
    pub(super) fn push(&mut self, fragment: FragmentDraft) {
        let Some(out) = self.out.last_mut() else {
            return;
        };
        match (out.last_mut(), fragment) {
            (Some(FragmentDraft::Html(last)), FragmentDraft::Html(html)) => last.push(&html),
            (_, fragment) => out.push(fragment),
        }
    }
}

/// What is written before and after something that needs no more than that.
fn markup(tag: TagEnd) -> (&'static str, &'static str) {
    match tag {
        TagEnd::Paragraph => ("<p>", "</p>\n"),
        TagEnd::BlockQuote(_) => ("<blockquote>\n", "</blockquote>\n"),
        TagEnd::CodeBlock => ("<pre><code>", "</code></pre>\n"),
        TagEnd::List(true) => ("<ol>\n", "</ol>\n"),
        TagEnd::List(false) => ("<ul>\n", "</ul>\n"),
        TagEnd::Item => ("<li>", "</li>\n"),
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Table => ("", "</tbody></table></div>\n"),
        TagEnd::TableHead => ("<thead><tr>", "</tr></thead>\n<tbody>"),
        TagEnd::TableRow => ("<tr>", "</tr>\n"),
        _ => ("", ""),
    }
}

/// No heading is deeper in HTML.
const DEEPEST: u32 = 6;

/// The level at which a heading is shown: one below the nearest one that is higher, so that readers who go from heading to
/// heading never look for one that is not there.
fn enter(open: &mut Vec<(u32, u32)>, headings: Headings, typed: u32) -> u32 {
    while open.pop_if(|(above, _)| *above >= typed).is_some() {}
    let shown = match (open.last(), headings) {
        (Some((_, above)), _) => (above + 1).min(DEEPEST),
        (None, Headings::OfPage) => 2,
        (None, Headings::OfPassage) => typed.max(2),
        (None, Headings::OfComment) => 4,
    };
    open.push((typed, shown));
    shown
}

/// A figure that stood alone in its paragraph leaves an empty one before it and after it.
fn without_empty_paragraphs(fragments: impl Iterator<Item = FragmentDraft>) -> Vec<FragmentDraft> {
    let fragments = fragments.map(|fragment| match fragment {
        FragmentDraft::Html(html) => {
            let markup = html.as_str().replace("<p></p>\n", "");
            FragmentDraft::Html(Html::trusted(markup.replace("<p>\n</p>\n", "")))
        }
        other => other,
    });
    let is_blank = |fragment: &FragmentDraft| matches!(fragment, FragmentDraft::Html(html) if html.as_str().trim().is_empty());
    fragments.filter(|fragment| !is_blank(fragment)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_skips_a_level_and_a_passage_keeps_its_place_below_the_passages_before() {
        let table: [(Headings, &[u32], &[u32]); 6] = [
            (Headings::OfComment, &[1, 3, 3, 2, 1], &[4, 5, 5, 5, 4]),
            (Headings::OfComment, &[3, 1], &[4, 4]),
            (Headings::OfComment, &[1, 2, 3, 4], &[4, 5, 6, 6]),
            (Headings::OfPage, &[3, 6, 2], &[2, 3, 2]),
            (Headings::OfPassage, &[3], &[3]),
            (Headings::OfPassage, &[1, 3], &[2, 3]),
        ];
        for (headings, typed, expected) in table {
            let mut open = Vec::new();
            let shown = typed.iter().map(|level| enter(&mut open, headings, *level));
            let shown: Vec<u32> = shown.collect();
            assert_eq!(shown, expected, "{headings:?} {typed:?}");
        }
    }

    #[test]
    fn a_table_is_called_by_the_heads_of_its_columns_and_its_corner_is_no_head() {
        let table = [
            (
                "| *Case* files | [2022/23](value:c5) |\n|---|--:|\n| good | 64% |\n",
                Some("Case files, 2022/23"),
                2,
            ),
            (
                "| | `B` & c |\n|---|---|\n| 1 | 2 |\n",
                Some("B &amp; c"),
                1,
            ),
            ("| | |\n|---|---|\n| 1 | 2 |\n", None, 0),
            ("| | 2023 |\n|---|---|\n| good | 64% |\n", Some("2023"), 1),
        ];
        for (text, name, heads) in table {
            let passage = Passage {
                path: &crate::source::SourcePath::new("a.md"),
                text,
                lines: &[(0, 0)],
                id: "a",
                headings: Headings::OfPage,
            };
            let (draft, _) = crate::parse::prose::read(&passage);
            let [FragmentDraft::Html(html)] = &draft.fragments[..] else {
                panic!("{draft:?}");
            };
            let html = html.as_str();
            let caption = html.split("hidden\">").nth(1);
            let caption = caption.and_then(|rest| rest.split('<').next());
            assert_eq!(caption, name, "{html}");
            assert_eq!(html.matches("<th ").count(), heads, "{html}");
            assert_eq!(html.contains("<thead><tr><td"), heads < 2, "{html}");
        }
    }
}
