//! Tables of an author's own. `CommonMark` gives them no caption, and who cannot see a table asks what it is before
//! going through it: so the heads of its columns, which the author did write, name it too.

use std::collections::VecDeque;
use std::ops::Range;

use super::{Alignment, Event, HeadRow, Tag, TagEnd, Writer};
use crate::markup::Html;

/// The words in the heads of one table's columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads(Vec<String>);

impl Heads {
    /// The heads of every table, in the order of the text.
    pub(super) fn of_all(events: &[(Event, Range<usize>)]) -> VecDeque<Self> {
        let mut all = VecDeque::new();
        let mut open: Option<Vec<String>> = None;
        for (event, _) in events {
            match (event, &mut open) {
                (Event::Start(Tag::TableHead), _) => open = Some(Vec::new()),
                (Event::Start(Tag::TableCell), Some(heads)) => heads.push(String::new()),
                (Event::Text(text) | Event::Code(text), Some(heads)) => {
                    if let Some(head) = heads.last_mut() {
                        head.push_str(text);
                    }
                }
                (Event::End(TagEnd::TableHead), _) => {
                    all.push_back(Self(open.take().unwrap_or_default()));
                }
                _ => {}
            }
        }
        all
    }

    /// What the table is called, unless none of its columns has a head.
    fn name(&self) -> Option<Html> {
        let said: Vec<&str> = self.0.iter().map(|head| head.trim()).collect();
        let said: Vec<&str> = said.into_iter().filter(|head| !head.is_empty()).collect();
        (!said.is_empty()).then(|| Html::text(&said.join(", ")))
    }

    /// Whether a column has a head: the corner above the names of rows often has none.
    fn has(&self, column: usize) -> bool {
        self.0
            .get(column)
            .is_some_and(|head| !head.trim().is_empty())
    }
}

impl Writer<'_> {
    /// A table may be wider than a screen: it can then be scrolled by itself, with the keyboard too.
    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        self.heads = self.all_heads.pop_front().unwrap_or_default();
        match self.heads.name() {
            Some(name) => self.raw(&format!(
                "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{name}\"><table>\n\
                 <caption class=\"hidden\">{name}</caption>\n"
            )),
            None => self.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n"),
        }
    }

    pub(super) fn open_cell(&mut self) {
        let right = self.alignments.get(self.cell) == Some(&Alignment::Right);
        let class = if right { " class=\"num\"" } else { "" };
        let (tag, end) = if self.in_head == HeadRow::Inside && self.heads.has(self.cell) {
            (format!("<th scope=\"col\"{class}>"), "</th>")
        } else {
            (format!("<td{class}>"), "</td>")
        };
        self.raw(&tag);
        self.cell_end = end;
        self.cell += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Parser};
    use super::*;

    fn heads(text: &str) -> Vec<Heads> {
        let events: Vec<_> = Parser::new_ext(text, Options::ENABLE_TABLES)
            .into_offset_iter()
            .collect();
        Heads::of_all(&events).into()
    }

    #[test]
    fn a_table_is_called_by_the_heads_of_its_columns() {
        let text = "| *Case* files | [2022/23](value:c5) |\n|---|--:|\n| good | 64% |\n\nNo table.\n\n\
                    | | `B` & c |\n|---|---|\n| 1 | 2 |\n\n| | |\n|---|---|\n| 1 | 2 |\n";
        let names: Vec<Option<String>> = heads(text)
            .iter()
            .map(|heads| heads.name().map(|name| name.as_str().to_owned()))
            .collect();
        let expected = [Some("Case files, 2022/23"), Some("B &amp; c"), None];
        assert_eq!(names, expected.map(|name| name.map(str::to_owned)));
    }

    #[test]
    fn the_corner_above_the_names_of_rows_is_no_head() {
        let corner = &heads("| | 2023 |\n|---|---|\n| good | 64% |\n")[0];
        assert!(!corner.has(0));
        assert!(corner.has(1));
    }
}
