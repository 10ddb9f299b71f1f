//! Tables of an author's own. `CommonMark` gives them no caption, and who cannot see a table asks what it is before
//! going through it: so the heads of its columns, which the author did write, name it too.

use std::collections::VecDeque;
use std::ops::Range;

use super::slips::{Slip, Slips};
use super::{Alignment, Event, HeadRow, Tag, TagEnd, Writer};
use crate::diag::Code;
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

/// Reports each row with another number of cells than the table has columns: cells beyond the last are dropped, and a line
/// of text right below a table becomes a row of it.
pub(super) fn report(text: &str, events: &[(Event, Range<usize>)], slips: &mut Slips) {
    let mut columns = 0;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => {
                let cells = events[at..]
                    .iter()
                    .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::TableRow)))
                    .filter(|(event, _)| matches!(event, Event::Start(Tag::TableCell)))
                    .map(|(_, range)| range);
                if let Some(slip) = row(text, range, cells, columns) {
                    slips.add(slip);
                }
            }
            _ => {}
        }
    }
}

fn row<'r>(
    text: &str,
    range: &Range<usize>,
    cells: impl Iterator<Item = &'r Range<usize>>,
    columns: usize,
) -> Option<Slip> {
    let typed = text[range.clone()].trim_end();
    let end = range.start + typed.len();
    let cells: Vec<&Range<usize>> = cells.filter(|cell| cell.start < end).collect();
    let last = cells.last().map_or(range.start, |cell| cell.end.min(end));
    let rest = text[last..end].trim_start().trim_start_matches('|').trim();
    let has = format!("cells than the table has columns, which is {columns}");
    let (message, help) = if !rest.is_empty() {
        (
            format!("this row has more {has}: the rest would be lost"),
            "delete the cell, or add a column in the first two lines of the table",
        )
    } else if cells.len() < columns && typed.contains('|') {
        (
            format!("this row has fewer {has}"),
            "write every cell, with a `|` before each",
        )
    } else if cells.len() < columns {
        (
            "this line would be shown as a row of the table above".to_owned(),
            "leave an empty line between the table and the text",
        )
    } else {
        return None;
    };
    Some(Slip::new(Code::Markdown, range.start..end, &message, help))
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
