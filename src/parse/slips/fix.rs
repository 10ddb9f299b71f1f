//! The edits that fix slips: of spacing and quoting only, and only where one can be meant. What may be a figure, a day
//! or an id is left to its editor.

use super::signs::is_entry;
use super::words::{in_quotes, is_closed_curly, without_curly, without_quotes};
use super::{Found, Slip};
use crate::diag::Fix;

/// The edit that fixes a slip, if one does.
pub(super) fn fixed(found: &Found, text: &str) -> Option<Fix> {
    let range = found.range.clone();
    let (start, end) = (range.start, range.end);
    let shown = &text[range.clone()];
    let whole = |inner: &str| {
        let is_clear = is_prose(inner) && !shown.contains(" #");
        is_clear.then(|| {
            Fix::new(
                range.clone(),
                in_quotes(inner),
                "put the text in double quotes",
            )
        })
    };
    match found.slip {
        Slip::BadStart(_) => whole(shown),
        Slip::ColonInText if goes_on(&text[end..]) => None,
        Slip::ColonInText if !shown.starts_with('(') && !holds_entries(shown) => whole(shown),
        Slip::AfterQuote => whole(without_quotes(shown)),
        // It may be a possessive: `the schools'`.
        Slip::StrayQuote('\'') if shown.ends_with("s'") => None,
        Slip::StrayQuote(quote) => whole(shown.trim_end_matches(quote)),
        // Without its other end it cannot be told where the text ends.
        Slip::CurlyQuote if !is_closed_curly(shown) || may_go_on(shown, &text[end..]) => None,
        Slip::CurlyQuote => whole(without_curly(shown)),
        Slip::OpenQuote => closed(found, shown),
        Slip::Folded(column) => Some(Fix::new(
            start..end - 1,
            " ".repeat(column),
            format!("start the line with {column} spaces"),
        )),
        Slip::OddColumn(Some(column)) => Some(Fix::new(
            range,
            " ".repeat(column),
            format!("start the line with {column} spaces"),
        )),
        Slip::NoColon => {
            let name = shown.trim_end_matches(|c: char| !c.is_alphanumeric());
            let is_name = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            is_name.then(|| Fix::new(start + name.len()..end, ":", "put a colon after the name"))
        }
        Slip::OddDash(_) => Some(Fix::new(range, "-", "start the entry with a dash")),
        Slip::DashWithoutBlank => {
            let after = shown.trim_start_matches('-');
            let is_text = shown.len() == after.len() + 1
                && after.starts_with(|c: char| c.is_alphabetic() || c == '"');
            is_text.then(|| Fix::new(start + 1..start + 1, " ", "put a space after the dash"))
        }
        Slip::OddBlank => Some(Fix::new(range, " ", "replace it with an ordinary space")),
        _ => None,
    }
}

/// A quote that is closed by another sign, or by nothing on a line that holds one text alone.
fn closed(found: &Found, shown: &str) -> Option<Fix> {
    let (start, end) = (found.range.start, found.range.end);
    let quote = shown.chars().next()?;
    let what = "close the quote";
    if let Some(inner) = shown.strip_suffix(['\u{201c}', '\u{201d}', '\u{2019}']) {
        return Some(Fix::new(start + inner.len()..end, quote.to_string(), what));
    }
    let may_go_on = shown[1..].contains([quote, '{', '}', '[', ']', '#', '\\']);
    let is_clear = is_prose(&shown[1..]) && !may_go_on;
    is_clear.then(|| Fix::new(end..end, quote.to_string(), what))
}

/// Whether this is a text of at least two words, and so no figure, day, id or word of a list.
pub(in crate::parse) fn is_prose(text: &str) -> bool {
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    text.split_whitespace().filter(is_word).count() > 1
}

/// Whether a single quote before a comma may be the apostrophe of several: `the wards’, and others`.
fn may_go_on(shown: &str, after: &str) -> bool {
    shown.ends_with(['\'', '\u{2019}']) && goes_on(after)
}

/// Whether a comma follows that may be one of the text: no other entry stands behind it.
fn goes_on(after: &str) -> bool {
    let next = after.trim_start().strip_prefix(',').map(str::trim_start);
    next.is_some_and(|next| !is_entry(next))
}

/// Whether names with values stand in it, rather than a sentence with a colon.
fn holds_entries(text: &str) -> bool {
    let mut values = text.split(": ").skip(1);
    values.any(|value| {
        let first = value.split_whitespace().next().unwrap_or_default();
        first.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '{' | '[' | '-'))
    })
}
