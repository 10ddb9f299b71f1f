//! Slips of writing in a passage, each reported once where it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::shown::Shown;
use super::{
    Event, Passage, Tag, TagEnd, brackets, forms, lists, lost, marks, signs, strays, tables,
};
use crate::diag::{Code, Diagnostic, Fix};

/// Where addresses are defined apart from their words, by their labels: `[1]: https://...`.
pub(super) type Definitions = BTreeMap<String, Range<usize>>;

/// Finds everything in a passage that reads otherwise than it was typed, the surest first.
pub(super) fn find(
    passage: &Passage,
    events: &[(Event, Range<usize>)],
    mut definitions: Definitions,
) -> Vec<Diagnostic> {
    let shown = Shown::of(passage.text, events);
    let mut slips = Slips::new(passage);
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
    signs::report(passage.text, events, &mut slips);
    lists::report(passage.text, events, &mut slips);
    tables::report(passage.text, events, &mut slips);
    strays::report(&shown, &mut slips);
    brackets::report(&shown, &mut slips);
    forms::report(&shown, &mut slips);
    marks::report(&shown, &mut slips);
    lost::report(&shown, used, &mut slips);
    slips.found
}

/// Something that reads otherwise than it was meant. Ranges are bytes of the passage.
pub(super) struct Slip {
    pub(super) code: Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// The edit that can only be meant, if there is one: spacing, never a figure.
    pub(super) fix: Option<Fix>,
}

impl Slip {
    pub(super) fn new(code: Code, range: Range<usize>, message: &str, help: &str) -> Self {
        Self {
            code,
            range,
            message: message.to_owned(),
            help: help.to_owned(),
            fix: None,
        }
    }

    pub(super) fn fixed_by(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

/// The slips of one passage. Of two that overlap, the one found first is reported: one cause, one message.
pub(super) struct Slips<'a> {
    passage: &'a Passage<'a>,
    /// Start and end of what has been reported.
    taken: BTreeMap<usize, usize>,
    found: Vec<Diagnostic>,
}

impl<'a> Slips<'a> {
    pub(super) fn new(passage: &'a Passage<'a>) -> Self {
        Self {
            passage,
            taken: BTreeMap::new(),
            found: Vec::new(),
        }
    }

    /// Marks a range as reported already.
    pub(super) fn take(&mut self, range: &Range<usize>) -> bool {
        let before = self
            .taken
            .range(..range.end.max(range.start + 1))
            .next_back();
        let is_free = before.is_none_or(|(_, end)| *end <= range.start);
        if is_free {
            self.taken.insert(range.start, range.end);
        }
        is_free
    }

    pub(super) fn add(&mut self, slip: Slip) {
        if !self.take(&slip.range) {
            return;
        }
        let place = self.passage.place(&slip.range);
        let problem = Diagnostic::error(slip.code, place, slip.message).help(slip.help);
        let fix = slip.fix.and_then(|fix| self.in_file(fix));
        self.found.push(match fix {
            Some(fix) => problem.fix(fix),
            None => problem,
        });
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
/// And so many where a bracket may have been opened.
const WIDE: usize = 4000;

/// The text right before a byte.
pub(super) fn near_before(text: &str, byte: usize) -> &str {
    last_of(text, byte, NEAR)
}

/// The text before a byte, as far as a sentence can go.
pub(super) fn wide_before(text: &str, byte: usize) -> &str {
    last_of(text, byte, WIDE)
}

fn last_of(text: &str, byte: usize, most: usize) -> &str {
    let start = (byte.saturating_sub(most)..=byte).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(byte)..byte]
}

/// The text right behind a byte.
pub(super) fn near_after(text: &str, byte: usize) -> &str {
    let last = text.len().min(byte + NEAR);
    let end = (byte..=last).rev().find(|at| text.is_char_boundary(*at));
    &text[byte..end.unwrap_or(byte)]
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
