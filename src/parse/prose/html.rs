//! Raw HTML, which is refused in its place and never dropped.

use std::ops::Range;

use super::Writer;
use crate::diag::Code;
use crate::source::characters::{hidden, name};

impl Writer<'_> {
    /// Refuses an entity for an invisible character, such as `&#x202e;`. The text itself has none.
    pub(super) fn check_entity(&mut self, text: &str, range: &Range<usize>) {
        if let Some(found) = hidden(text).first() {
            let message = format!("this code is for {}, which is invisible", name(found.first));
            self.problem(Code::HiddenCharacter, range, &message, "delete it");
        }
    }

    /// A closing tag is told with the one that it closes.
    pub(super) fn refuse_html(&mut self, html: &str, range: &Range<usize>) {
        let end = range.start + self.passage.text[range.clone()].trim_end().len();
        let range = range.start..end;
        if html.starts_with("</") && self.has_refused {
            return;
        }
        let (message, help) = if html.starts_with("<!--") {
            (
                "comments for colleagues cannot be in the text",
                "delete it, or ask in the pull request",
            )
        } else {
            (
                "raw HTML is not allowed in commentary",
                "write it in Markdown; to show a `<`, type `\\<`",
            )
        };
        self.problem(Code::Markdown, &range, message, help);
    }
}
