//! What of a passage is shown, byte by byte, next to what was typed.

use std::ops::Range;

use super::{CodeBlockKind, Event, Tag, TagEnd};

/// Stands in [`Shown::visible`] for each byte that is typed and not shown as it is.
pub(super) const HIDDEN: char = '\u{1}';

/// What a stretch of text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
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
#[derive(Debug)]
pub(super) struct Shown<'a> {
    /// As typed.
    pub(super) text: &'a str,
    /// As long as the text, with [`HIDDEN`] for all that is not plain text: marks of Markdown, addresses, code, and
    /// characters after a backslash, which are meant as they are.
    pub(super) visible: String,
    pub(super) blocks: Vec<Block>,
    /// Links and pictures that were read, in order; one may be within another.
    pub(super) links: Vec<Range<usize>>,
    /// Code, whether in a sentence or a block.
    pub(super) code: Vec<Range<usize>>,
    /// Everything that is shown or that Markdown needs, in order: see [`super::lost`].
    pub(super) accounted: Vec<Range<usize>>,
}

impl<'a> Shown<'a> {
    pub(super) fn of(text: &'a str, events: &[(Event, Range<usize>)]) -> Self {
        let mut reader = Reader {
            shown: Self {
                text,
                visible: String::new(),
                blocks: Vec::new(),
                links: Vec::new(),
                code: Vec::new(),
                accounted: Vec::new(),
            },
            visible: vec![HIDDEN as u8; text.len()],
            open: None,
            next: Within::Paragraph,
            in_code: false,
            at_line_start: true,
        };
        for (event, range) in events {
            reader.event(event, range);
        }
        reader.close();
        let Reader {
            mut shown, visible, ..
        } = reader;
        shown.visible = String::from_utf8(visible).unwrap_or_default();
        shown
    }

    /// Whether a byte is within a link or a picture that was read.
    pub(super) fn is_link(&self, byte: usize) -> bool {
        is_within(&self.links, byte)
    }

    pub(super) fn is_code(&self, byte: usize) -> bool {
        is_within(&self.code, byte)
    }
}

/// So many links within one picture are known.
const NESTED: usize = 4;

/// Whether a byte is within one of some ranges that begin in order.
fn is_within(ranges: &[Range<usize>], byte: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= byte);
    let mut near = ranges[..after].iter().rev().take(NESTED);
    near.any(|range| range.contains(&byte))
}

struct Reader<'a> {
    shown: Shown<'a>,
    visible: Vec<u8>,
    open: Option<Block>,
    next: Within,
    in_code: bool,
    at_line_start: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Text(text) => {
                self.account(range);
                if self.in_code {
                    return;
                }
                self.show(text, range);
                self.touch(range);
            }
            Event::Code(_) => {
                self.account(range);
                self.shown.code.push(range.clone());
                self.touch(range);
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                self.account(range);
                self.touch(range);
            }
            Event::SoftBreak | Event::HardBreak => self.at_line_start = true,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.account(range);
                self.shown.links.push(range.clone());
                self.touch(&(range.start..range.start));
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                self.touch(&(range.start..range.start));
            }
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => self.touch(&(range.end..range.end)),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => {
                self.close();
                self.next = Within::Paragraph;
                if *tag == TagEnd::CodeBlock {
                    self.in_code = false;
                }
            }
            _ => self.close(),
        }
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>) {
        self.close();
        let typed = &self.shown.text[range.clone()];
        match tag {
            Tag::Paragraph => {}
            Tag::Item => {
                self.next = Within::Item;
                let marker = typed.len()
                    - typed
                        .trim_start()
                        .trim_start_matches(|c: char| c.is_ascii_digit())
                        .len();
                self.account(&(range.start..range.start + marker));
            }
            Tag::Heading { .. } => self.next = Within::Heading,
            Tag::TableCell => self.next = Within::Cell,
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.shown.code.push(range.clone());
                // The name of a language is for whoever reads the file.
                if let CodeBlockKind::Fenced(info) = kind
                    && info.chars().all(|c| c.is_ascii_alphabetic())
                {
                    let end = typed.find('\n').unwrap_or(typed.len());
                    self.account(&(range.start..range.start + end));
                }
            }
            Tag::FootnoteDefinition(_) => {
                let mark = typed.find("]:").unwrap_or(0);
                self.account(&(range.start..range.start + mark));
                self.next = Within::Paragraph;
            }
            _ => self.next = Within::Paragraph,
        }
    }

    fn account(&mut self, range: &Range<usize>) {
        self.shown.accounted.push(range.clone());
    }

    /// Text that is shown as it was typed; the character of an entity such as `&amp;` is not.
    fn show(&mut self, text: &str, range: &Range<usize>) {
        let typed = &self.shown.text[range.clone()];
        if typed != text {
            return;
        }
        let escaped = self.shown.text[..range.start].ends_with('\\')
            && typed.starts_with(|c: char| c.is_ascii_punctuation());
        let start = range.start + usize::from(escaped);
        self.visible[start..range.end]
            .copy_from_slice(&self.shown.text.as_bytes()[start..range.end]);
    }

    fn touch(&mut self, range: &Range<usize>) {
        let within = self.next;
        let block = self.open.get_or_insert_with(|| Block {
            within,
            lines: Vec::new(),
        });
        match block.lines.last_mut() {
            Some(line) if !self.at_line_start => line.end = line.end.max(range.end),
            _ => block.lines.push(range.clone()),
        }
        self.at_line_start = false;
    }

    fn close(&mut self) {
        self.at_line_start = true;
        self.shown.blocks.extend(self.open.take());
    }
}
