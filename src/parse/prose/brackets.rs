//! Brackets of a link that was not read, and brackets too many beside one that was.

use std::ops::Range;

use super::shown::Shown;
use super::slips::{Slip, Slips, near_after, near_before, wide_before};
use super::strays::is_note;
use crate::diag::Code;

/// Reports every bracket that was meant as a part of a link.
pub(super) fn report(shown: &Shown, slips: &mut Slips) {
    for link in &shown.links {
        if let Some(slip) = beside(shown.text, link) {
            slips.add(slip);
        }
    }
    for joint in ["](", "][", "[["] {
        for (at, _) in shown.visible.match_indices(joint) {
            if let Some(slip) = broken(shown, at, joint) {
                slips.add(slip);
            }
        }
    }
}

/// Brackets of a link that was not read, whatever is in them.
fn broken(shown: &Shown, at: usize, joint: &str) -> Option<Slip> {
    let text = shown.text;
    let before = near_before(text, at);
    let after = near_after(text, at + joint.len());
    let words = before.rsplit('[').next().unwrap_or_default();
    let inner = after.split(']').next().unwrap_or_default();
    let is_link = match joint {
        // `[1][2]` are the marks of two notes.
        "][" => !(is_note(words) && is_note(inner)),
        "[[" => inner.starts_with(char::is_alphabetic) && after[inner.len()..].starts_with("]]"),
        _ => true,
    };
    is_link.then(|| {
        let (message, help) = (
            "this looks like a link but would be shown as typed",
            "write `[words](https://www.example.gov.uk/)`, or `[words](measure:a2)` for a page of this site; if this is not a link, put a space or a backslash between the brackets",
        );
        Slip::new(Code::Reference, at..at + joint.len(), message, help)
    })
}

/// A bracket too many right beside a link that was read.
fn beside(text: &str, read: &Range<usize>) -> Option<Slip> {
    let after = near_after(text, read.end);
    let before = near_before(text, read.start);
    let (range, message) = if after.starts_with(')')
        && unclosed(paragraph_before(text, read.start).chars(), '(', ')') == 0
    {
        (
            read.end..read.end + 1,
            "there is an extra bracket after this link",
        )
    } else if before.ends_with('[') && unclosed(paragraph_after(after).chars().rev(), ']', '[') == 0
    {
        (
            read.start - 1..read.start,
            "there is an extra bracket before this link",
        )
    } else if before.ends_with('!') && text[read.clone()].starts_with('!') {
        (
            read.start - 1..read.start,
            "there is an extra `!` before this picture",
        )
    } else {
        return None;
    };
    Some(Slip::new(Code::Reference, range, message, "delete it"))
}

fn paragraph_before(text: &str, byte: usize) -> &str {
    let before = wide_before(text, byte);
    &before[before.rfind("\n\n").map_or(0, |at| at + 2)..]
}

fn paragraph_after(after: &str) -> &str {
    after.split("\n\n").next().unwrap_or_default()
}

/// How many brackets are opened and never closed.
fn unclosed(signs: impl Iterator<Item = char>, open: char, close: char) -> usize {
    signs.fold(0, |depth: usize, sign| match sign {
        sign if sign == open => depth + 1,
        sign if sign == close => depth.saturating_sub(1),
        _ => depth,
    })
}
