//! Signs of everyday writing that Markdown takes for its own: where one is lost or changed next to a figure, the text
//! would say something else than was typed.

use std::ops::Range;

use super::slips::{Slip, Slips, first_text, near_after, near_before};
use super::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};
use crate::diag::Code;
use crate::parse::reference::is_quote;

/// Reports every sign that would be lost.
pub(super) fn report(text: &str, events: &[(Event, Range<usize>)], slips: &mut Slips) {
    let mut reader = Reader { text, slips };
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => reader.start(tag, range, &events[at + 1..]),
            Event::Code(_) => reader.code(range),
            _ => {}
        }
    }
}

struct Reader<'a, 'p, 's> {
    text: &'a str,
    slips: &'s mut Slips<'p>,
}

pub(super) fn is_figure_sign(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '£' | '€' | '$' | '%')
}

impl Reader<'_, '_, '_> {
    fn start(&mut self, tag: &Tag, range: &Range<usize>, inner: &[(Event, Range<usize>)]) {
        match tag {
            Tag::Emphasis => self.emphasis(range, 1),
            Tag::Strong => self.emphasis(range, 2),
            Tag::Heading { level, .. } => self.heading(*level, range, inner),
            Tag::BlockQuote(_) => self.quotation(range, inner),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.indented(range),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.fenced(range),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.title(*link_type, title, range);
                if is_quote(dest_url) {
                    self.quote(range);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.slips
            .add(Slip::new(Code::Markdown, range, message, help));
    }

    /// What is typed right before a byte, on its line.
    fn before(&self, byte: usize) -> &str {
        let near = near_before(self.text, byte);
        near.rsplit('\n').next().unwrap_or_default()
    }

    /// What is typed right behind a byte, on its line.
    fn after(&self, byte: usize) -> &str {
        let near = near_after(self.text, byte);
        near.split('\n').next().unwrap_or_default()
    }

    /// `4*2*1` and `2 *3 and 4* 5`: a mark between the figures of a sum.
    fn emphasis(&mut self, range: &Range<usize>, length: usize) {
        let inner = &self.text[range.start + length..range.end - length];
        let (before, after) = (self.before(range.start), self.after(range.end));
        let last = |text: &str| text.chars().next_back();
        let first = |text: &str| text.chars().next();
        let outer = [last(before), first(after)];
        let touches = |c: &Option<char>, is: fn(char) -> bool| c.is_some_and(is);
        let ends = [first(inner), last(inner)];
        let inner_figure = ends.iter().any(|c| touches(c, is_figure_sign));
        let is_lost = if length == 1 {
            let is_word = |c: char| c.is_alphanumeric() || is_figure_sign(c);
            let is_joined = outer.iter().any(|c| touches(c, is_word));
            let is_figure = inner_figure || outer.iter().any(|c| touches(c, is_figure_sign));
            let around = [last(before.trim_end()), first(after.trim_start())];
            let mut between = ends.iter().chain(&around);
            let is_sum = between.all(|c| touches(c, |c| c.is_ascii_digit()));
            (is_joined && is_figure) || is_sum
        } else {
            inner_figure && outer.iter().any(|c| touches(c, |c| c.is_ascii_digit()))
        };
        if is_lost {
            let sign = &self.text[range.start..range.start + length];
            let escaped: String = sign.chars().flat_map(|sign| ['\\', sign]).collect();
            let message =
                format!("these `{sign}` would not be shown: Markdown reads them as emphasis");
            let help = format!("write `{escaped}` to show each `{sign}`, or `×` in a sum");
            self.add(range.clone(), &message, &help);
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        range: &Range<usize>,
        inner: &[(Event, Range<usize>)],
    ) {
        let typed = self.text[range.clone()].trim_end();
        // One that is marked by `#` is a line alone.
        if typed.contains('\n') {
            let line = typed.rfind('\n').map_or(0, |at| at + 1);
            let under = typed[line..].trim_start_matches(|c: char| c != '-' && c != '=');
            let start = range.start + typed.len() - under.len();
            self.add(
                start..range.start + typed.len(),
                "this line would make a heading of the text above it",
                "leave an empty line above it; to make a heading, delete this line and write `## ` before the text",
            );
            return;
        }
        let open = typed.trim_end_matches('#').trim_end();
        if open.len() < typed.len() && open.ends_with(is_figure_sign) {
            self.add(
                range.start + open.len()..range.start + typed.len(),
                "this `#` would not be shown: it closes the heading",
                "delete it, or write `\\#`",
            );
        }
        let digits = typed.trim_start_matches(['#', ' ', '\t']);
        let after = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = (1..=3).contains(&(digits.len() - after.len()));
        let goes_on = after.is_empty()
            || after.starts_with([',', ';', ')'])
            || after.trim_start().starts_with(char::is_lowercase);
        let is_first = matches!(inner.first(), Some((Event::Text(_), _)));
        let is_empty = matches!(inner.first(), Some((Event::End(_), _)));
        if is_empty || (level == HeadingLevel::H1 && is_number && goes_on && is_first) {
            let end = range.start + typed.len() - digits.len();
            self.add(
                range.start..end,
                "this `#` would not be shown: it makes the line a heading",
                "write `number` instead, or `\\#`; to make a heading, start with a word",
            );
        }
    }

    fn quotation(&mut self, range: &Range<usize>, inner: &[(Event, Range<usize>)]) {
        let first = first_text(inner);
        let figure = first.trim_start_matches(['(', '[', '-', '+', '~', ' ']);
        let is_empty = matches!(inner.first(), Some((Event::End(TagEnd::BlockQuote(_)), _)));
        if is_empty || figure.starts_with(|c: char| is_figure_sign(c) || c == '=' || c == '.') {
            self.add(
                range.start..range.start + 1,
                "this `>` would not be shown: it makes the line a quotation",
                "write `more than`, or `\\>`; to make a quotation, start with a word",
            );
        }
    }

    fn indented(&mut self, range: &Range<usize>) {
        let start = self.text[..range.start].trim_end_matches([' ', '\t']).len();
        let typed = &self.text[start..range.end];
        let end = start + typed.trim_end().len();
        let is_tab = typed.starts_with('\t');
        let indent = if is_tab {
            "a tab"
        } else {
            "four or more spaces"
        };
        let message = format!(
            "this is indented by {indent}, so it would be shown as code and its references not replaced"
        );
        self.add(
            start..end,
            &message,
            "start it at the left edge; lines of a list entry start below the first word of the entry",
        );
    }

    fn fenced(&mut self, range: &Range<usize>) {
        let typed = self.text[range.clone()].trim_end();
        let last = typed
            .lines()
            .next_back()
            .unwrap_or_default()
            .trim_start_matches(['>', ' ', '\t']);
        let is_fence = last.len() >= 3
            && ["`", "~"].iter().any(|sign| {
                last.trim_matches(&sign.chars().collect::<Vec<_>>()[..])
                    .is_empty()
            });
        if !is_fence || !typed.contains('\n') {
            let end = range.start + typed.lines().next().unwrap_or_default().len();
            self.add(
                range.start..end,
                "this code is never closed, so the rest of the text would be shown as code",
                "close it with the same mark on its own line, or delete the mark",
            );
        }
    }

    fn code(&mut self, range: &Range<usize>) {
        if self.before(range.start).ends_with(char::is_alphanumeric) {
            self.add(
                range.clone(),
                "these backticks would not be shown: Markdown reads the text between them as code",
                "type an apostrophe: `'`",
            );
        }
    }

    /// `[report](https://example.gov.uk/a (2016))`: the text after the space would not be part of the address.
    fn title(&mut self, kind: LinkType, title: &str, range: &Range<usize>) {
        let typed = &self.text[range.clone()];
        if kind == LinkType::Inline
            && !title.is_empty()
            && typed.trim_end_matches(')').len() + 1 < typed.len()
        {
            self.add(
                range.clone(),
                "the address of this link ends at the space",
                "write `%20` for each space in an address, and `%28` and `%29` for brackets",
            );
        }
    }

    /// `8[8%](value:a2)`, `-[5](value:a2)`, `[88](value:a2).5`: readers would see another figure than the one that was checked.
    fn quote(&mut self, range: &Range<usize>) {
        let (before, after) = (self.before(range.start), self.after(range.end));
        let is_digit = |c: char| c.is_ascii_digit();
        let unsigned = before.trim_end_matches(['-', '+', '\u{2212}', '\u{2013}']);
        let is_signed = unsigned.len() < before.len()
            && (unsigned.is_empty()
                || unsigned.ends_with(|c: char| c.is_whitespace() || "(£$€".contains(c)));
        let pointed = |text: &str| text.starts_with(['.', ',']) && text[1..].starts_with(is_digit);
        let joined_before = before.ends_with(is_digit)
            || (before.ends_with(['.', ',']) && before[..before.len() - 1].ends_with(is_digit));
        if is_signed || joined_before || after.starts_with(is_digit) || pointed(after) {
            self.slips.add(Slip::new(
                Code::Reference,
                range.clone(),
                "part of this figure is outside the brackets and would not be checked",
                "write the whole figure, with its sign, between [ and ]; put a space before and after it",
            ));
        }
    }
}
