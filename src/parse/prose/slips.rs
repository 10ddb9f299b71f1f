//! Slips of writing in a passage, each reported once where it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::shown::Shown;
use super::{Event, Passage, Tag, TagEnd, forms, lists, marks, signs, strays};
use crate::diag::{Code, Diagnostic, Fix};

/// Finds everything in a passage that reads otherwise than it was typed, the surest first, and returns it after what has
/// been found before. `definitions` are the addresses that are apart from their words, by label: `[1]: https://...`.
pub(super) fn find(
    passage: &Passage,
    events: &[(Event, Range<usize>)],
    mut definitions: BTreeMap<String, Range<usize>>,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let text = passage.text;
    let shown = Shown::of(text, events);
    let mut slips = Slips {
        passage,
        taken: BTreeMap::new(),
        found,
    };
    let mut used = Vec::new();
    for (event, range) in events {
        match event {
            // The writer refuses it.
            Event::Html(_) | Event::InlineHtml(_) => _ = slips.take(range),
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                used.extend(definitions.remove(&id.to_lowercase()));
            }
            _ => {}
        }
    }
    signs::find(text, events, &mut slips);
    lists::find(text, events, &mut slips);
    strays::find(&shown, &mut slips);
    forms::find(&shown, &mut slips);
    marks::find(&shown, &mut slips);
    shown.lost(&used, &mut slips);
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
    pub(super) fn new(
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code: Code::Markdown,
            range,
            message: message.into(),
            help: help.into(),
            fix: None,
        }
    }
}

/// The slips of one passage. Of two that overlap, the one found first is reported: one cause, one message.
pub(super) struct Slips<'a> {
    passage: &'a Passage<'a>,
    /// Start and end of what has been reported.
    taken: BTreeMap<usize, usize>,
    found: Vec<Diagnostic>,
}

impl Slips<'_> {
    /// Marks a range as reported, and returns whether none of it was.
    fn take(&mut self, range: &Range<usize>) -> bool {
        let mut before = self.taken.range(..range.end.max(range.start + 1));
        let last = before.next_back();
        let is_free = last.is_none_or(|(_, end)| *end <= range.start);
        if is_free {
            self.taken.insert(range.start, range.end);
        }
        is_free
    }

    pub(super) fn add(&mut self, slip: impl Into<Option<Slip>>) {
        let Some(slip) = slip.into().filter(|slip| self.take(&slip.range)) else {
            return;
        };
        // The file may have something between that the passage does not: the indent of a report's paragraph.
        let fix = slip.fix.and_then(|fix| {
            let range = self.passage.in_file(&fix.range);
            (range.len() == fix.range.len()).then_some(Fix { range, ..fix })
        });
        let place = self.passage.place(&slip.range);
        let problem = Diagnostic::error(slip.code, place, slip.message);
        self.found.push(problem.help(slip.help).fix(fix));
    }
}

/// So many bytes around a place are looked at, so that a long line is read once and not for each sign in it.
const NEAR: usize = 200;

pub(super) fn near_before(text: &str, byte: usize) -> &str {
    last_of(text, byte, NEAR)
}

pub(super) fn last_of(text: &str, byte: usize, most: usize) -> &str {
    let mut starts = byte.saturating_sub(most)..=byte;
    starts
        .find_map(|start| text.get(start..byte))
        .unwrap_or_default()
}

pub(super) fn near_after(text: &str, byte: usize) -> &str {
    let mut ends = (byte..=text.len().min(byte + NEAR)).rev();
    ends.find_map(|end| text.get(byte..end)).unwrap_or_default()
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
    let events = inner.iter().map(|(event, _)| event);
    let events = events.take_while(|event| {
        let ends = matches!(event, Event::End(TagEnd::Item | TagEnd::Paragraph));
        !ends && !matches!(event, Event::Start(Tag::List(_) | Tag::BlockQuote(_)))
    });
    let texts = events.map(|event| match event {
        Event::Text(part) | Event::Code(part) => &**part,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    texts.collect()
}
