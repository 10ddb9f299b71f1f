//! The lines of a YAML text that say something.

use std::ops::Range;

#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) indent: usize,
    /// Without its indentation, its remark and its end.
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// Where its text starts.
    pub(super) fn at(&self) -> usize {
        self.start + self.indent
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.at()..self.at() + self.text.len()
    }

    /// The text behind its dashes, and where it starts.
    pub(super) fn behind_dashes(&self) -> (usize, &'t str) {
        let text = self.text.trim_start_matches(['-', ' ']);
        (self.range().end - text.len(), text)
    }
}

pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        let text = without_remark(content).trim_end();
        let text = if content.starts_with('\t') {
            content.trim_end_matches(['\n', '\r'])
        } else {
            text
        };
        if !text.is_empty() && !text.starts_with('#') {
            lines.push(Line {
                start,
                indent,
                text,
            });
        }
        start += line.len();
    }
    lines
}

/// A line without the remark at its end, which is not part of what is to be typed.
fn without_remark(line: &str) -> &str {
    // Every second part is between quotes.
    let mut start = 0;
    for (number, part) in line.split('"').enumerate() {
        if let Some(at) = part.find(" #").filter(|_| number.is_multiple_of(2)) {
            return &line[..start + at];
        }
        start += part.len() + 1;
    }
    line
}
