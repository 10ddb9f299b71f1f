//! Signs of everyday writing that Markdown takes for its own: where one is lost or changed next to a figure, the text
//! would say something else than was typed.

use std::ops::Range;

use super::slips::{Slip, Slips, first_text, line_after, line_before};
use super::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag};
use crate::diag::Code;
use crate::parse::reference::is_quote;

/// Finds every sign that would be lost.
pub(super) fn find(text: &str, events: &[(Event, Range<usize>)], slips: &mut Slips) {
    for (at, (event, range)) in events.iter().enumerate() {
        let (range, inner) = (range.clone(), &events[at + 1..]);
        slips.add(match event {
            Event::Start(Tag::Emphasis) => {
                unequal(text, events, at).or_else(|| emphasis(text, range, 1))
            }
            Event::Start(Tag::Strong) => emphasis(text, range, 2),
            Event::Start(Tag::Heading { level, .. }) => heading(text, *level, range, inner),
            Event::Start(Tag::BlockQuote(_)) => quotation(range, inner),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some(indented(text, &range)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => fenced(text, &range),
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                title,
                ..
            }) if !title.is_empty() && text[range.clone()].ends_with("))") => {
                let help = "write `%20` for each space in an address, and `%28` and `%29` for brackets";
                Some(Slip::new(range, "the address of this link ends at the space", help))
            }
            Event::Start(Tag::Link { dest_url, .. }) if is_quote(dest_url) => quote(text, range),
            Event::Code(_) if line_before(text, range.start).ends_with(char::is_alphanumeric) => {
                let message = "these backticks would not be shown: Markdown reads the text between them as code";
                Some(Slip::new(range, message, "type an apostrophe: `'`"))
            }
            _ => None,
        });
    }
}

/// `**words*` and `*words**`: Markdown takes one star from each side and shows the other.
fn unequal(text: &str, events: &[(Event, Range<usize>)], at: usize) -> Option<Slip> {
    let words = &events[at].1;
    let before = at.checked_sub(1).map(|at| &events[at]);
    let mut after = events[at..].iter();
    let after = after.find(|(_, typed)| typed.start >= words.end);
    let ends = [(before, words.start.saturating_sub(1)), (after, words.end)];
    let is_star = |byte: usize| text.as_bytes().get(byte) == Some(&b'*');
    let (_, star) = ends.into_iter().find(|(event, byte)| {
        let is_text = matches!(event, Some((Event::Text(_), typed)) if typed.contains(byte));
        is_text && is_star(*byte) && is_star(words.start) && !text[..*byte].ends_with('\\')
    })?;
    let message = "this `*` would be shown as typed: the words have more of them on one side than on the other";
    let help = "write `**words**` or `*words*`; to show a `*`, write `\\*`";
    Some(Slip::new(star..star + 1, message, help))
}

pub(super) fn is_figure_sign(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '£' | '€' | '$' | '%')
}

/// `4*2*1` and `2 *3 and 4* 5`: a mark between the figures of a sum.
fn emphasis(text: &str, range: Range<usize>, length: usize) -> Option<Slip> {
    let inner = &text[range.start + length..range.end - length];
    let (before, after) = (line_before(text, range.start), line_after(text, range.end));
    let is_digit = |c: char| c.is_ascii_digit();
    let touches = |is: fn(char) -> bool| before.ends_with(is) || after.starts_with(is);
    let has_figure = inner.starts_with(is_figure_sign) || inner.ends_with(is_figure_sign);
    let is_lost = if length == 1 {
        let are_ends = inner.starts_with(is_digit) && inner.ends_with(is_digit);
        let (before, after) = (before.trim_end(), after.trim_start());
        are_ends && before.ends_with(is_digit) && after.starts_with(is_digit)
            || has_figure && touches(|c| c.is_alphanumeric() || is_figure_sign(c))
            || touches(is_figure_sign)
    } else {
        has_figure && touches(is_digit)
    };
    let sign = &text[range.start..range.start + length];
    let escaped: String = sign.chars().flat_map(|sign| ['\\', sign]).collect();
    let message = format!("these `{sign}` would not be shown: Markdown reads them as emphasis");
    let help = format!("write `{escaped}` to show each `{sign}`, or `×` in a sum");
    is_lost.then(|| Slip::new(range, message, help))
}

fn heading(
    text: &str,
    level: HeadingLevel,
    range: Range<usize>,
    inner: &[(Event, Range<usize>)],
) -> Option<Slip> {
    let typed = text[range.clone()].trim_end();
    let end = range.start + typed.len();
    // One that is marked by `#` is a line alone.
    if let Some((_, line)) = typed.rsplit_once('\n') {
        let under = line.trim_start_matches(|c| c != '-' && c != '=');
        return Some(Slip::new(
            end - under.len()..end,
            "this line would make a heading of the text above it",
            "leave an empty line above it; to make a heading, delete this line and write `## ` before the text",
        ));
    }
    let open = typed.trim_end_matches('#').trim_end();
    if open.len() < typed.len() && open.ends_with(is_figure_sign) {
        let mark = range.start + open.len()..end;
        let message = "this `#` would not be shown: it closes the heading";
        return Some(Slip::new(mark, message, "delete it, or write `\\#`"));
    }
    let words = typed.trim_start_matches(['#', ' ', '\t']);
    let after = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..=3).contains(&(words.len() - after.len()));
    let goes_on = after.is_empty()
        || after.starts_with([',', ';', ')'])
        || after.trim_start().starts_with(char::is_lowercase);
    let is_lost = match inner.first() {
        Some((Event::Text(_), _)) => level == HeadingLevel::H1 && is_number && goes_on,
        first => matches!(first, Some((Event::End(_), _))),
    };
    let message = "this `#` would not be shown: it makes the line a heading";
    let help = "write `number` instead, or `\\#`; to make a heading, start with a word";
    is_lost.then(|| Slip::new(range.start..end - words.len(), message, help))
}

fn quotation(range: Range<usize>, inner: &[(Event, Range<usize>)]) -> Option<Slip> {
    let first = first_text(inner);
    let figure = first.trim_start_matches(['(', '[', '-', '+', '~', ' ']);
    let is_empty = matches!(inner.first(), Some((Event::End(_), _)));
    let is_lost = is_empty || figure.starts_with(|c| is_figure_sign(c) || c == '=' || c == '.');
    let message = "this `>` would not be shown: it makes the line a quotation";
    let help = "write `more than`, or `\\>`; to make a quotation, start with a word";
    is_lost.then(|| Slip::new(range.start..range.start + 1, message, help))
}

fn indented(text: &str, range: &Range<usize>) -> Slip {
    let start = text[..range.start].trim_end_matches([' ', '\t']).len();
    let typed = text[start..range.end].trim_end();
    let indent = if typed.starts_with('\t') {
        "a tab"
    } else {
        "four or more spaces"
    };
    let message = format!(
        "this is indented by {indent}, so it would be shown as code and its references not replaced"
    );
    let help =
        "start it at the left edge; lines of a list entry start below the first word of the entry";
    Slip::new(start..start + typed.len(), message, help)
}

fn fenced(text: &str, range: &Range<usize>) -> Option<Slip> {
    let mut lines = text[range.clone()].trim_end().lines();
    let first = lines.next().unwrap_or_default();
    let last = lines.next_back().unwrap_or_default();
    let last = last.trim_start_matches(['>', ' ', '\t']);
    let is_of = |sign: char| last.len() >= 3 && last.trim_matches(sign).is_empty();
    let message = "this code is never closed, so the rest of the text would be shown as code";
    let help = "close it with the same mark on its own line, or delete the mark";
    let opening = range.start..range.start + first.len();
    (!is_of('`') && !is_of('~')).then(|| Slip::new(opening, message, help))
}

/// `8[8%](value:a2)`, `-[5](value:a2)`, `[88](value:a2).5`: readers would see another figure than the one that was checked.
fn quote(text: &str, range: Range<usize>) -> Option<Slip> {
    let (before, after) = (line_before(text, range.start), line_after(text, range.end));
    let is_digit = |c: char| c.is_ascii_digit();
    let unsigned = before.trim_end_matches(['-', '+', '\u{2212}', '\u{2013}']);
    let is_signed = unsigned.len() < before.len()
        && !unsigned.ends_with(|c: char| !c.is_whitespace() && !"(£$€".contains(c));
    let whole = before.strip_suffix(['.', ',']).unwrap_or(before);
    let rest = after.strip_prefix(['.', ',']).unwrap_or(after);
    let is_cut = is_signed || whole.ends_with(is_digit) || rest.starts_with(is_digit);
    is_cut.then(|| {
        let message = "part of this figure is outside the brackets and would not be checked";
        let help = "write the whole figure, with its sign, between [ and ]; put a space before and after it";
        let code = Code::Reference;
        Slip { code, ..Slip::new(range, message, help) }
    })
}
