//! Links and pictures, which are references of this site or addresses elsewhere, and footnotes.

use std::ops::Range;

use super::writer::Writer;
use super::{FragmentDraft, LinkType};
use crate::diag::Code;
use crate::markup::Html;
use crate::parse::reference::{link_target, shown_text};

impl Writer<'_> {
    pub(super) fn link(&mut self, kind: LinkType, url: &str, range: &Range<usize>) {
        let url = match kind {
            LinkType::Email => &format!("mailto:{url}"),
            _ => url,
        };
        let shown = shown_text(&self.passage.text[range.clone()]);
        let is_empty = shown.trim().is_empty() && kind == LinkType::Inline;
        let mut end = "";
        match link_target(url, shown, self.passage.place(range)) {
            Ok(_) if is_empty => {
                let help = format!("write the words between the brackets: `[words]({url})`");
                self.problem(Code::Reference, range, "this link has no words", &help);
            }
            Ok(Some(_)) if kind == LinkType::Autolink => {
                let help = format!("write `[words]({url})`");
                self.problem(Code::Reference, range, "this reference has no words", &help);
            }
            Ok(Some(reference)) if reference.is_quote() => self.quoted.push(reference),
            Ok(Some(reference)) => {
                self.push(FragmentDraft::Link(reference));
                end = "</a>";
            }
            Ok(None) => {
                self.raw(Html::link_start(url).as_str());
                end = "</a>";
            }
            Err((message, help)) => self.problem(Code::Reference, range, &message, &help),
        }
        self.link_ends.push(end);
    }

    pub(super) fn picture(&mut self, url: &str, range: &Range<usize>) {
        let reference = match link_target(url, String::new(), self.passage.place(range)) {
            Ok(Some(reference)) if reference.is_embed() => Some(reference),
            Err((message, help)) if url.contains(':') => {
                self.problem(Code::Reference, range, &message, &help);
                None
            }
            _ => {
                let message = "the only pictures allowed here are charts, tiles, summaries and highlights of this site";
                let help = "write `![](chart:a2)`, `![](tile:a2)`, `![](summary:2016-17-q1)` or `![](highlights:improvement)`";
                self.problem(Code::Markdown, range, message, help);
                None
            }
        };
        self.picture = Some((reference, String::new()));
    }

    /// A figure of the site is no part of a paragraph: the paragraph ends before it and begins again after it.
    pub(super) fn close_picture(&mut self) {
        if let Some((Some(reference), words)) = self.picture.take() {
            self.raw("</p>\n");
            self.push(FragmentDraft::Embed(reference, words));
            self.raw("<p>");
        }
    }

    /// A mark whose note is nowhere reads as plain text, and is none.
    pub(super) fn check_mark(&mut self, text: &str, range: &Range<usize>) {
        let (before, _) = self.passage.text.split_at(range.start);
        let (_, after) = self.passage.text.split_at(range.end);
        if text.starts_with('^') && before.ends_with('[') && after.starts_with(']') {
            let message = format!("the footnote `[{text}]` has no text");
            let help = format!("write it on its own line: `[{text}]: the words of the note`");
            let range = range.start - 1..range.end + 1;
            self.problem(Code::Markdown, &range, &message, &help);
        }
    }

    /// The number of a note: notes are counted in the order of their first mention.
    fn note_number(&mut self, label: &str) -> usize {
        if let Some(number) = self.note_numbers.get(label) {
            return *number;
        }
        self.notes.push(None);
        self.note_numbers.insert(label.to_owned(), self.notes.len());
        self.notes.len()
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
        self.open_note = Some(label.to_owned());
        self.out.push(Vec::new());
    }

    pub(super) fn close_note(&mut self) {
        if let (Some(label), Some(fragments)) = (self.open_note.take(), self.out.pop()) {
            let number = self.note_number(&label);
            self.notes[number - 1] = Some(fragments);
        }
    }

    pub(super) fn write_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        let id = self.passage.id;
        self.raw("<ol class=\"footnotes\">\n");
        for (number, fragments) in (1..).zip(notes) {
            self.raw(&format!("<li id=\"{id}-note-{number}\">"));
            for fragment in fragments.unwrap_or_default() {
                self.push(fragment);
            }
            self.raw(&format!(
                "<a href=\"#{id}-mark-{number}\" aria-label=\"{number}\">&#8617;</a></li>\n"
            ));
        }
        self.raw("</ol>\n");
    }
}
