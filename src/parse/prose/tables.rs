//! Rows of an author's table that do not fit its columns.

use std::ops::Range;

use super::slips::Slip;
use super::{Event, Tag, TagEnd};

/// Finds each row with another number of cells than the table has columns: cells beyond the last are dropped, and a line
/// of text right below a table becomes a row of it.
pub(super) fn find(text: &str, events: &[(Event, Range<usize>)]) -> Vec<Slip> {
    let (mut found, mut columns) = (Vec::new(), 0);
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => {
                let row = events[at..].iter();
                let row = row.take_while(|(event, _)| *event != Event::End(TagEnd::TableRow));
                let cells = row.filter(|(event, _)| *event == Event::Start(Tag::TableCell));
                let ends = cells.map(|(_, cell)| cell.clone()).collect();
                found.extend(misfit(text, range, ends, columns));
            }
            _ => {}
        }
    }
    found
}

fn misfit(
    text: &str,
    range: &Range<usize>,
    mut cells: Vec<Range<usize>>,
    columns: usize,
) -> Option<Slip> {
    let typed = text[range.clone()].trim_end();
    let end = range.start + typed.len();
    cells.retain(|cell| cell.start < end);
    let last = cells.last().map_or(range.start, |cell| cell.end.min(end));
    let rest = text[last..end].trim_start().trim_start_matches('|').trim();
    let has = format!("cells than the table has columns, which is {columns}");
    let (message, help) = if !rest.is_empty() {
        (
            format!("this row has more {has}: the rest would be lost"),
            "delete the cell, or add a column in the first two lines of the table",
        )
    } else if cells.len() >= columns {
        return None;
    } else if typed.contains('|') {
        (
            format!("this row has fewer {has}"),
            "write every cell, with a `|` before each",
        )
    } else {
        (
            "this line would be shown as a row of the table above".to_owned(),
            "leave an empty line between the table and the text",
        )
    };
    Some(Slip::new(range.start..end, message, help))
}
