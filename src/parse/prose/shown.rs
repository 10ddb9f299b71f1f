//! What of a passage is shown, byte by byte, next to what was typed.

use std::ops::Range;

use super::forms::BULLETS;
use super::slips::{Slip, Slips};
use super::{CodeBlockKind, Event, Tag, TagEnd};

/// Stands in [`Shown::visible`] for each byte that is typed and not shown as it is.
pub(super) const HIDDEN: char = '\u{1}';

/// What a stretch of text is in.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    #[default]
    Paragraph,
    /// The first paragraph of an entry of a list.
    Item,
    Heading,
    Cell,
}

/// A paragraph, a heading or a cell: the bytes of each of its lines.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) within: Within,
    pub(super) lines: Vec<Range<usize>>,
}

/// A passage as it was typed and as Markdown reads it.
#[derive(Debug, Default)]
pub(super) struct Shown<'a> {
    pub(super) text: &'a str,
    /// As long as the text, with [`HIDDEN`] for all that is not plain text: marks of Markdown, addresses, code, and
    /// characters after a backslash, which are meant as they are.
    pub(super) visible: String,
    pub(super) blocks: Vec<Block>,
    /// Links and pictures that were read, in order; one may be within another.
    pub(super) links: Vec<Range<usize>>,
    /// Code, whether in a sentence or a block.
    code: Vec<Range<usize>>,
    /// Everything that is shown or that Markdown needs, in order.
    accounted: Vec<Range<usize>>,
    /// While it is read: the block that is open, what the next one is in, and whether it is code or a line begins.
    open: Option<Block>,
    next: Within,
    in_code: bool,
    at_line_start: bool,
}

impl<'a> Shown<'a> {
    pub(super) fn of(text: &'a str, events: &[(Event, Range<usize>)]) -> Self {
        let visible = HIDDEN.to_string().repeat(text.len());
        let mut shown = Self {
            text,
            visible,
            ..Self::default()
        };
        for (event, range) in events {
            shown.event(event, range.clone());
        }
        shown.close();
        shown
    }

    pub(super) fn is_link(&self, byte: usize) -> bool {
        is_within(&self.links, byte)
    }

    pub(super) fn is_code(&self, byte: usize) -> bool {
        is_within(&self.code, byte)
    }

    /// Finds what was typed and would be nowhere: every letter and figure is shown, or belongs to a link. `addresses` are
    /// those apart from their words that some words use.
    pub(super) fn lost(&self, addresses: &[Range<usize>], slips: &mut Slips) {
        let mut accounted = [&self.accounted, addresses].concat();
        accounted.push(self.text.len()..self.text.len());
        accounted.sort_by_key(|range| range.start);
        let mut at = 0;
        for range in accounted {
            let gap = self.text.get(at..range.start).unwrap_or_default();
            for line in gap.split_inclusive('\n') {
                let typed = line.trim();
                let start = at + line.len() - line.trim_start().len();
                at += line.len();
                if typed.contains(char::is_alphanumeric) {
                    let help = if typed.starts_with('[') && typed.contains("]:") {
                        "a line that starts with `[words]:` is read as the address of a link: delete the brackets, or write `[words](https://www.example.gov.uk/)` in the sentence"
                    } else {
                        "delete it, or write it in the sentence"
                    };
                    let typed = start..start + typed.len();
                    slips.add(Slip::new(typed, "this would not be shown anywhere", help));
                }
            }
            at = at.max(range.end);
        }
    }

    fn event(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Text(_) if self.in_code => self.accounted.push(range),
            Event::Text(text) => {
                self.show(text, &range);
                self.touch(range);
            }
            Event::Code(_) => {
                self.code.push(range.clone());
                self.touch(range);
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                self.touch(range);
            }
            Event::SoftBreak | Event::HardBreak => self.at_line_start = true,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.touch(range.start..range.start);
                self.accounted.push(range.clone());
                self.links.push(range);
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                self.touch(range.start..range.start);
            }
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => self.touch(range.end..range.end),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => {
                self.close();
                self.next = Within::Paragraph;
                self.in_code &= *tag != TagEnd::CodeBlock;
            }
            _ => self.close(),
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        self.close();
        self.next = match tag {
            Tag::Paragraph => self.next,
            Tag::Item => Within::Item,
            Tag::Heading { .. } => Within::Heading,
            Tag::TableCell => Within::Cell,
            _ => Within::Paragraph,
        };
        let typed = &self.text[range.clone()];
        let mark = match tag {
            Tag::Item => {
                let is_sign = |c: char| !c.is_ascii_digit() && !c.is_whitespace();
                typed.find(is_sign).map(|at| at + 1)
            }
            // The name of a language is not shown.
            Tag::CodeBlock(CodeBlockKind::Fenced(language))
                if language.chars().all(|c| c.is_ascii_alphabetic()) =>
            {
                typed.find('\n')
            }
            Tag::FootnoteDefinition(_) => typed.find("]:"),
            _ => Some(0),
        };
        let mark = mark.unwrap_or(typed.len());
        self.accounted.push(range.start..range.start + mark);
        if let Tag::CodeBlock(_) = tag {
            self.in_code = true;
            self.code.push(range);
        }
    }

    /// Text that is shown as it was typed; the character of an entity such as `&amp;` is not, unless it is a bullet.
    fn show(&mut self, text: &str, range: &Range<usize>) {
        if self.text[range.clone()] == *text {
            let is_escaped = self.text[..range.start].ends_with('\\')
                && text.starts_with(|c: char| c.is_ascii_punctuation());
            let shown = range.start + usize::from(is_escaped)..range.end;
            let typed = &self.text[shown.clone()];
            self.visible.replace_range(shown, typed);
        } else if text.chars().all(|c| BULLETS.contains(c)) && text.len() <= range.len() {
            let is_first = self.open.is_none() || self.at_line_start;
            let filler = if is_first { ' ' } else { HIDDEN };
            let filler = filler.to_string().repeat(range.len() - text.len());
            self.visible
                .replace_range(range.clone(), &(text.to_owned() + &filler));
        }
    }

    fn touch(&mut self, range: Range<usize>) {
        self.accounted.push(range.clone());
        let (within, lines) = (self.next, Vec::new());
        let block = self.open.get_or_insert(Block { within, lines });
        match block.lines.last_mut() {
            Some(line) if !self.at_line_start => line.end = line.end.max(range.end),
            _ => block.lines.push(range),
        }
        self.at_line_start = false;
    }

    fn close(&mut self) {
        self.blocks.extend(self.open.take());
    }
}

/// Whether a byte is within one of some ranges that begin in order. So many links within one picture are known.
fn is_within(ranges: &[Range<usize>], byte: usize) -> bool {
    const NESTED: usize = 4;
    let after = ranges.partition_point(|range| range.start <= byte);
    let mut near = ranges[..after].iter().rev().take(NESTED);
    near.any(|range| range.contains(&byte))
}
