//! Slips of writing in a passage, each reported once where it is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::shown::Shown;
use super::{Event, Passage, Tag, TagEnd, forms, lists, marks, signs, strays};
use crate::diag::{Code, Diagnostic, Fix};

/// Finds everything in a passage that reads otherwise than it was typed, the surest first. `definitions` are the
/// addresses that are apart from their words, by label: `[1]: https://...`.
pub(super) fn find(
    passage: &Passage,
    events: &[(Event, Range<usize>)],
    mut definitions: BTreeMap<String, Range<usize>>,
) -> Vec<Diagnostic> {
    let text = passage.text;
    let shown = Shown::of(text, events);
    let mut slips = Slips {
        passage,
        taken: BTreeMap::new(),
        found: Vec::new(),
    };
    let mut used = Vec::new();
    for (event, range) in events {
        match event {
            // The writer refuses it.
            Event::Html(_) | Event::InlineHtml(_) => {
                slips.take(range);
            }
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                used.extend(definitions.remove(&id.to_lowercase()));
            }
            _ => {}
        }
    }
    slips.add(signs::find(text, events));
    slips.add(lists::find(text, events));
    slips.add(lists::rows(text, events));
    slips.add(strays::find(&shown).into_iter().map(Slip::in_link));
    slips.add(forms::find(&shown));
    slips.add(marks::find(&shown));
    slips.add(shown.lost(&used));
    slips.found
}

/// Something that reads otherwise than it was meant. Ranges are bytes of the passage.
pub(super) struct Slip {
    code: Code,
    range: Range<usize>,
    message: Cow<'static, str>,
    help: Cow<'static, str>,
    /// The edit that can only be meant, if there is one: spacing, never a figure.
    pub(super) fix: Option<Fix>,
}

impl Slip {
    pub(super) fn new(
        range: Range<usize>,
        message: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            code: Code::Markdown,
            range,
            message: message.into(),
            help: help.into(),
            fix: None,
        }
    }

    /// The same in a link or a reference.
    pub(super) fn in_link(mut self) -> Self {
        self.code = Code::Reference;
        self
    }
}

/// The slips of one passage. Of two that overlap, the one found first is reported: one cause, one message.
struct Slips<'a> {
    passage: &'a Passage<'a>,
    /// Start and end of what has been reported.
    taken: BTreeMap<usize, usize>,
    found: Vec<Diagnostic>,
}

impl Slips<'_> {
    /// Marks a range as reported, and returns whether none of it was.
    fn take(&mut self, range: &Range<usize>) -> bool {
        let mut before = self.taken.range(..range.end.max(range.start + 1));
        let is_free = before
            .next_back()
            .is_none_or(|(_, end)| *end <= range.start);
        if is_free {
            self.taken.insert(range.start, range.end);
        }
        is_free
    }

    fn add(&mut self, slips: impl IntoIterator<Item = Slip>) {
        for slip in slips {
            if self.take(&slip.range) {
                let place = self.passage.place(&slip.range);
                let fix = slip.fix.and_then(|fix| self.in_file(fix));
                let problem = Diagnostic::error(slip.code, place, slip.message);
                self.found.push(problem.help(slip.help).fix(fix));
            }
        }
    }

    /// The edit in the file, unless the file has something between that the passage does not: the indent of a report's
    /// paragraph.
    fn in_file(&self, fix: Fix) -> Option<Fix> {
        let range = self.passage.in_file(fix.range.start)..self.passage.in_file(fix.range.end);
        let is_whole = range.len() == fix.range.len();
        is_whole.then_some(Fix { range, ..fix })
    }
}

/// So many bytes around a place are looked at, so that a long line is read once and not for each sign in it.
const NEAR: usize = 200;

pub(super) fn near_before(text: &str, byte: usize) -> &str {
    last_of(text, byte, NEAR)
}

pub(super) fn last_of(text: &str, byte: usize, most: usize) -> &str {
    let mut starts = byte.saturating_sub(most)..=byte;
    let start = starts.find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(byte)..byte]
}

pub(super) fn near_after(text: &str, byte: usize) -> &str {
    let mut ends = (byte..=text.len().min(byte + NEAR)).rev();
    let end = ends.find(|at| text.is_char_boundary(*at));
    &text[byte..end.unwrap_or(byte)]
}

/// What is typed right before a byte, on its line.
pub(super) fn line_before(text: &str, byte: usize) -> &str {
    near_before(text, byte)
        .rsplit('\n')
        .next()
        .unwrap_or_default()
}

/// What is typed right behind a byte, on its line.
pub(super) fn line_after(text: &str, byte: usize) -> &str {
    near_after(text, byte)
        .split('\n')
        .next()
        .unwrap_or_default()
}

/// The text of the first paragraph in a block.
pub(super) fn first_text(inner: &[(Event, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in inner {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Item | TagEnd::Paragraph)
            | Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => break,
            _ => {}
        }
    }
    text
}
