//! References that are none: one sign less, or one too many, and Markdown shows the rest as text.

use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::parse::reference::is_scheme;

use super::Writer;

/// What of a passage was shown as text near references.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Stretches of plain text, by their bytes.
    plain: Vec<Range<usize>>,
    /// References that were read.
    read: Vec<Range<usize>>,
    /// What stands in a block of code is shown as it is typed, and meant so.
    in_code: InCode,
}

/// Whether text is code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum InCode {
    Inside,
    #[default]
    Outside,
}

impl Texts {
    pub(super) fn code(&mut self, in_code: InCode) {
        self.in_code = in_code;
    }

    pub(super) fn plain(&mut self, range: &Range<usize>) {
        if self.in_code == InCode::Inside {
            return;
        }
        match self.plain.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.plain.push(range.clone()),
        }
    }

    pub(super) fn reference(&mut self, range: &Range<usize>) {
        self.read.push(range.clone());
    }
}

impl Writer<'_> {
    /// Tells of every reference that would be shown as it is typed.
    pub(super) fn report_strays(&mut self) {
        let text = self.passage.text;
        let mut found: Vec<(Range<usize>, &str, &str)> = Vec::new();
        for plain in &self.texts.plain {
            if let Some(range) = unread(text, plain) {
                found.push((
                    range,
                    "this reads like a reference, and would be shown as it is typed",
                    "write `[words](measure:a2)`: the words in [ ], and behind them the reference in ( )",
                ));
            }
        }
        for read in &self.texts.read {
            found.extend(beside(text, read));
        }
        for (range, message, help) in found {
            let place = self.passage.place(&range);
            self.problems
                .push(Diagnostic::error(Code::Reference, place, message).help(help));
        }
    }
}

/// A reference within plain text: `measure:a2`, with a bracket before it or behind it.
fn unread(text: &str, plain: &Range<usize>) -> Option<Range<usize>> {
    let shown = &text[plain.clone()];
    shown.match_indices(':').find_map(|(colon, _)| {
        let word = shown[..colon].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let start = word.len();
        let after = &shown[colon + 1..];
        let is_target = |c: char| c.is_ascii_alphanumeric() || "-_.@".contains(c);
        let length = after.find(|c| !is_target(c)).unwrap_or(after.len());
        let end = colon + 1 + length;
        let before = shown[..start].ends_with(['(', ']', '{', '[']);
        let behind = shown[end..].starts_with([')', '}', ']']);
        let is_stray = is_scheme(&shown[start..colon]) && length > 0 && (before || behind);
        is_stray.then(|| {
            let whole = shown[..start].trim_end_matches(['(', '{', '[', ']', '}']);
            plain.start + whole.len()..plain.start + end
        })
    })
}

/// A bracket too many right beside a reference that was read.
fn beside(text: &str, read: &Range<usize>) -> Option<(Range<usize>, &'static str, &'static str)> {
    let start = text[..read.start].rfind("\n\n").map_or(0, |at| at + 2);
    let before = &text[start..read.start];
    let after = text[read.end..].split("\n\n").next().unwrap_or_default();
    if after.starts_with(')') && unclosed(before.chars(), '(', ')') == 0 {
        let message = "a bracket too many stands behind this reference";
        return Some((read.end..read.end + 1, message, "take it out"));
    }
    if before.ends_with('[') && unclosed(after.chars().rev(), ']', '[') == 0 {
        let message = "a bracket too many stands before this reference";
        return Some((read.start - 1..read.start, message, "take it out"));
    }
    if before.ends_with('!') && text[read.clone()].starts_with('!') {
        let message = "a `!` too many stands before this reference";
        return Some((read.start - 1..read.start, message, "take it out"));
    }
    None
}

/// How many brackets are opened and never closed.
fn unclosed(signs: impl Iterator<Item = char>, open: char, close: char) -> usize {
    signs.fold(0, |depth: usize, sign| match sign {
        sign if sign == open => depth + 1,
        sign if sign == close => depth.saturating_sub(1),
        _ => depth,
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::prose::{Headings, Passage, read};
    use crate::source::SourcePath;

    fn told(text: &str) -> Vec<String> {
        let passage = Passage {
            path: &SourcePath::new("content/pages/about.md"),
            text,
            lines: &[(0, 0)],
            id: "about",
            headings: Headings::OfPage,
        };
        let (_, problems) = read(&passage);
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn a_reference_that_would_be_shown_as_typed_is_told() {
        for text in [
            "[visits]measure:a2)",
            "[visits(measure:a2)",
            "visits](measure:a2)",
            "{visits](measure:a2)",
            "[visits]{measure:a2)",
            "[visits](measure:a2",
            "[visits]](measure:a2)",
            "[visits](measure:a2))",
            "[[visits](measure:a2)",
            "!![](chart:a2)",
        ] {
            assert_eq!(told(text).len(), 1, "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn brackets_and_colons_of_other_texts_are_left_alone() {
        for text in [
            "Better (see [visits](measure:a2)).",
            "Better (see\n[visits](measure:a2)).",
            "1) better (as said [here](measure:a2))",
            "[[visits](measure:a2)]",
            "See [the target: 90](target:a2).",
            "The target:90 is old; so is (target: 90).",
            "    [visits](measure:a2",
            "`[visits](measure:a2`",
            "Well done! ![](chart:a2)",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
