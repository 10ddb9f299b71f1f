//! Figures at the start of a line that Markdown reads as a mark of a list, marks of a list that it numbers anew, and rows
//! that do not fit the columns of their table.

use std::ops::Range;

use super::signs::is_figure_sign;
use super::slips::{Slip, Slips, first_text};
use super::{Event, Tag, TagEnd};

struct List {
    start: Option<u64>,
    /// Whether it begins on the line right below a paragraph.
    is_below: bool,
    /// Whether a colon before it says that it comes.
    is_announced: bool,
    items: Vec<Item>,
}

struct Item {
    /// Its mark: `-`, `+`, `*` or a number with what follows it.
    mark: Range<usize>,
    begins_with_figure: bool,
    is_figure: bool,
}

/// Finds every number and every sign before a figure that a list would swallow or change, and every row of a table with
/// too many or too few cells.
pub(super) fn find(text: &str, events: &[(Event, Range<usize>)], slips: &mut Slips) {
    let mut open: Vec<List> = Vec::new();
    let (mut last_number, mut columns) = (None, 0);
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::List(start)) => {
                let above = text[..range.start].trim_end();
                let gap = text[above.len()..range.start].matches('\n').count();
                let before = events[..at].last().map(|(event, _)| event);
                let ends = |tag: &TagEnd| matches!(tag, TagEnd::Paragraph | TagEnd::BlockQuote(_));
                let follows_text = matches!(before, Some(Event::End(tag)) if ends(tag));
                open.push(List {
                    start: *start,
                    is_below: gap == 1 && follows_text,
                    is_announced: above.ends_with(':'),
                    items: Vec::new(),
                });
            }
            Event::Start(Tag::Item) => {
                let inner = &events[at + 1..];
                let item = Item::of(text, range, inner);
                if matches!(inner.first(), Some((Event::End(TagEnd::Item), _))) {
                    slips.add(Slip::new(
                        item.mark.clone(),
                        "this mark starts an empty list entry",
                        "write the entry, or delete the mark; to show the mark itself, put a backslash before it",
                    ));
                }
                if let Some(list) = open.last_mut() {
                    list.items.push(item);
                }
            }
            Event::End(TagEnd::List(_)) => {
                let Some(list) = open.pop() else { continue };
                let is_alone = list.items.len() == 1 && !list.is_announced && open.is_empty();
                slips.add(match list.start {
                    Some(start) => numbered(text, start, &list, is_alone, &mut last_number),
                    None => bullets(text, &list, is_alone),
                });
            }
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => slips.add(misfit(text, range, columns)),
            _ => {}
        }
    }
}

impl Item {
    fn of(text: &str, range: &Range<usize>, inner: &[(Event, Range<usize>)]) -> Self {
        let is_digit = |c: char| c.is_ascii_digit();
        let marked = text[range.clone()].trim_start();
        let start = range.end - marked.len();
        let digits = marked.len() - marked.trim_start_matches(is_digit).len();
        let text = first_text(inner);
        let text = text
            .trim()
            .trim_start_matches(['-', '+', '~', '<', '>', '(']);
        let is_sign = |c: char| is_figure_sign(c) || matches!(c, '.' | ',' | ' ' | 'k' | 'm');
        // `19 Work is under way` has its own number.
        let numbered = text.trim_start_matches(|c| is_digit(c) || c == '.');
        let is_numbered =
            numbered.starts_with(' ') && numbered.trim_start().starts_with(char::is_uppercase);
        let begins_with_figure = text.starts_with(is_figure_sign) && !is_numbered;
        Self {
            mark: start..start + digits + 1,
            begins_with_figure,
            is_figure: begins_with_figure && text.chars().all(is_sign),
        }
    }
}

fn numbered(
    text: &str,
    start: u64,
    list: &List,
    is_alone: bool,
    last_number: &mut Option<u64>,
) -> Option<Slip> {
    let first = list.items.first()?.mark.clone();
    let follows = last_number.is_some_and(|last| start == last + 1);
    if (start > 1 && !follows) || is_alone && list.is_below {
        let escaped = format!("{start}\\{}", &text[first.end - 1..first.end]);
        let help = format!(
            "write `{escaped}` if it is part of the sentence; to make a list, number it from 1"
        );
        let message = "this number would start a numbered list";
        return Some(Slip::new(first, message, help));
    }
    let numbers = list.items.iter().zip(start..).map(|(item, shown)| {
        let number = text[item.mark.start..item.mark.end - 1].parse::<u64>();
        (&item.mark, number.unwrap_or(shown), shown)
    });
    *last_number = numbers.clone().last().map(|(_, number, _)| number);
    if numbers.clone().all(|(_, number, _)| number == start) {
        return None;
    }
    let (mark, number, shown) = numbers.clone().find(|(_, number, shown)| number != shown)?;
    let message =
        format!("this `{number}` would be shown as {shown}: lists are numbered without gaps");
    let help = format!("number it {shown}, or leave an empty line and start with a word");
    Some(Slip::new(mark.clone(), message, help))
}

fn bullets(text: &str, list: &List, is_alone: bool) -> Option<Slip> {
    let is_lost = |item: &&Item| {
        let is_plus = &text[item.mark.clone()] == "+";
        item.is_figure || item.begins_with_figure && (is_alone || is_plus)
    };
    let mark = list.items.iter().find(is_lost)?.mark.clone();
    let sign = &text[mark.clone()];
    let message = format!("this `{sign}` would not be shown: Markdown reads it as a list entry");
    let help = format!(
        "write `{sign}` and the figure without a space between them, or `\\{sign}`; to make a list, start the entry with a word"
    );
    Some(Slip::new(mark, message, help))
}

/// A row with another number of cells than the table has columns: cells beyond the last are dropped, and a line of text
/// right below a table becomes a row of it.
fn misfit(text: &str, range: &Range<usize>, columns: usize) -> Option<Slip> {
    let typed = text[range.clone()].trim_end();
    let end = range.start + typed.len();
    let inner = typed.replace("\\|", "  ");
    let inner = inner.strip_prefix('|').unwrap_or(&inner);
    let mut cells = inner.strip_suffix('|').unwrap_or(inner).split('|');
    let has = format!("cells than the table has columns, which is {columns}");
    let is_full = cells.by_ref().take(columns).count() == columns;
    let (message, help) = if cells.any(|cell| !cell.trim().is_empty()) {
        (
            format!("this row has more {has}: the rest would be lost"),
            "delete the cell, or add a column in the first two lines of the table",
        )
    } else if is_full {
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
