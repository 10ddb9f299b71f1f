//! Links and pictures: references of this site, or addresses elsewhere.

use std::ops::Range;

use super::{FragmentDraft, LinkType, Writer};
use crate::diag::Code;
use crate::markup::Html;
use crate::parse::reference::{link_target, shown_text};

impl Writer<'_> {
    pub(super) fn link(&mut self, kind: LinkType, url: &str, range: &Range<usize>) {
        let url = if kind == LinkType::Email {
            format!("mailto:{url}")
        } else {
            url.to_owned()
        };
        let shown = shown_text(&self.passage.text[range.clone()]);
        let is_empty = shown.trim().is_empty() && kind == LinkType::Inline;
        match link_target(&url, shown, self.passage.place(range)) {
            Ok(_) if is_empty => {
                let help = format!("write the words between the brackets: `[words]({url})`");
                self.problem(Code::Reference, range, "this link has no words", &help);
                self.link_ends.push("");
            }
            Ok(Some(_)) if kind == LinkType::Autolink => {
                let help = format!("write `[words]({url})`");
                self.problem(Code::Reference, range, "this reference has no words", &help);
                self.link_ends.push("");
            }
            Ok(Some(reference)) if reference.is_quote() => {
                self.quoted.push(reference);
                self.link_ends.push("");
            }
            Ok(Some(reference)) => {
                self.flush();
                self.push(FragmentDraft::Link(reference));
                self.link_ends.push("</a>");
            }
            Ok(None) => {
                let href = Html::text(&url);
                self.raw(&format!("<a href=\"{href}\">"));
                self.link_ends.push("</a>");
            }
            Err((code, message, help)) => {
                self.problem(code, range, &message, &help);
                self.link_ends.push("");
            }
        }
    }

    pub(super) fn picture(&mut self, url: &str, range: &Range<usize>) {
        let reference = match link_target(url, String::new(), self.passage.place(range)) {
            Ok(Some(reference)) if reference.is_embed() => Some(reference),
            Err((code, message, help)) if url.contains(':') => {
                self.problem(code, range, &message, &help);
                None
            }
            _ => {
                self.problem(
                    Code::Markdown,
                    range,
                    "the only pictures allowed here are charts, tiles, summaries and highlights of this site",
                    "write `![](chart:a2)`, `![](tile:a2)`, `![](summary:2016-17-q1)` or `![](highlights:improvement)`",
                );
                None
            }
        };
        self.picture = Some((reference, String::new()));
    }

    pub(super) fn close_picture(&mut self) {
        if let Some((Some(reference), words)) = self.picture.take() {
            self.split_paragraph();
            self.push(FragmentDraft::Embed(reference, words));
            self.raw("<p>");
        }
    }

    /// A figure of the site is no part of a paragraph: the paragraph ends before it and begins again after it.
    fn split_paragraph(&mut self) {
        self.raw("</p>\n");
        self.flush();
    }
}
