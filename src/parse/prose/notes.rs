//! Footnotes: marks in the order of their first mention, and what each says below the text.

use std::ops::Range;

use super::Writer;
use crate::diag::Code;

impl Writer<'_> {
    /// A mark whose note is nowhere reads as plain text, and is none.
    pub(super) fn check_mark(&mut self, text: &str, range: &Range<usize>) {
        let around = |start: usize, end: usize| self.passage.text.get(start..end);
        let before = around(range.start.saturating_sub(1), range.start);
        let after = around(range.end, range.end + 1);
        if text.starts_with('^') && before == Some("[") && after == Some("]") {
            let message = format!("the footnote `[{text}]` has no text");
            let help = format!("write it on its own line: `[{text}]: the words of the note`");
            let range = range.start - 1..range.end + 1;
            self.problem(Code::Markdown, &range, &message, &help);
        }
    }

    pub(super) fn note_number(&mut self, label: &str) -> usize {
        if let Some(number) = self.note_numbers.get(label) {
            return *number;
        }
        self.notes.push(None);
        let number = self.notes.len();
        self.note_numbers.insert(label.to_owned(), number);
        number
    }

    pub(super) fn note_mark(&mut self, label: &str) {
        let number = self.note_number(label);
        let id = self.passage.id;
        self.raw(&format!(
            "<sup><a href=\"#{id}-note-{number}\" id=\"{id}-mark-{number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn open_note(&mut self, label: &str, range: &Range<usize>) {
        let known = self.note_numbers.get(label);
        if known.is_some_and(|number| self.notes[number - 1].is_some()) {
            let message = format!("there are two footnotes `[^{label}]`");
            let help = "give the second one another name, here and where the text refers to it";
            let end = range.start + self.passage.text[range.clone()].trim_end().len();
            self.problem(Code::Markdown, &(range.start..end), &message, help);
        }
        self.flush();
        self.open_note = Some(label.to_owned());
        self.out.push(Vec::new());
    }

    pub(super) fn close_note(&mut self) {
        self.flush();
        let (Some(label), Some(fragments)) = (self.open_note.take(), self.out.pop()) else {
            return;
        };
        let number = self.note_number(&label);
        self.notes[number - 1] = Some(fragments);
    }

    pub(super) fn write_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        let id = self.passage.id;
        self.raw("<ol class=\"footnotes\">\n");
        for (index, fragments) in notes.into_iter().enumerate() {
            let number = index + 1;
            self.raw(&format!("<li id=\"{id}-note-{number}\">"));
            self.flush();
            fragments
                .unwrap_or_default()
                .into_iter()
                .for_each(|f| self.push(f));
            self.raw(&format!(
                "<a href=\"#{id}-mark-{number}\" aria-label=\"{number}\">&#8617;</a></li>\n"
            ));
        }
        self.raw("</ol>\n");
        self.flush();
    }
}
