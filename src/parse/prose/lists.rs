//! Figures at the start of a line that Markdown reads as a mark of a list, or a mark of a list that it numbers anew.

use std::ops::Range;

use super::signs::is_figure_sign;
use super::slips::{Slip, Slips, first_text};
use super::{Event, Tag, TagEnd};
use crate::diag::Code;

/// Reports every number and every sign before a figure that a list would swallow or change.
pub(super) fn report(text: &str, events: &[(Event, Range<usize>)], slips: &mut Slips) {
    let mut reader = Reader {
        text,
        slips,
        lists: Vec::new(),
        last_number: None,
        paragraph_end: 0,
    };
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::List(start)) => reader.list(*start, range),
            Event::Start(Tag::Item) => reader.item(range, &events[at + 1..]),
            Event::End(TagEnd::Paragraph) => reader.paragraph_end = range.end,
            Event::End(TagEnd::List(_)) => reader.end_list(),
            _ => {}
        }
    }
}

struct Reader<'a, 'p, 's> {
    text: &'a str,
    slips: &'s mut Slips<'p>,
    lists: Vec<List>,
    /// The last number of the numbered list before.
    last_number: Option<u64>,
    paragraph_end: usize,
}

/// A list while it is read.
struct List {
    start: Option<u64>,
    /// Whether it begins on the line right below a paragraph.
    is_below: bool,
    /// Whether a colon before it says that it comes.
    is_announced: bool,
    items: Vec<Item>,
}

impl List {
    fn is_alone(&self) -> bool {
        self.items.len() == 1 && !self.is_announced
    }
}

struct Item {
    /// Its mark: `-`, `+`, `*` or a number with what follows it.
    mark: Range<usize>,
    number: Option<u64>,
    begins_with_figure: bool,
    is_figure: bool,
}

impl Reader<'_, '_, '_> {
    fn list(&mut self, start: Option<u64>, range: &Range<usize>) {
        let above = self.text[..range.start].trim_end();
        let gap = &self.text[above.len()..range.start];
        let is_below = self.paragraph_end > 0 && gap.matches('\n').count() == 1;
        self.lists.push(List {
            start,
            is_below,
            is_announced: above.ends_with(':'),
            items: Vec::new(),
        });
    }

    fn item(&mut self, range: &Range<usize>, inner: &[(Event, Range<usize>)]) {
        let typed = &self.text[range.clone()];
        let indent = typed.len() - typed.trim_start().len();
        let marked = &typed[indent..];
        let digits = marked.len()
            - marked
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        let mark = range.start + indent..range.start + indent + digits + 1;
        if matches!(inner.first(), Some((Event::End(TagEnd::Item), _))) {
            let help = "write the entry, or delete the mark; to show the mark itself, put a backslash before it";
            self.add(mark.clone(), "this mark starts an empty list entry", help);
        }
        let text = first_text(inner);
        let text = text
            .trim()
            .trim_start_matches(['-', '+', '~', '<', '>', '(']);
        let is_sign = |c: char| is_figure_sign(c) || matches!(c, '.' | ',' | ' ' | 'k' | 'm');
        // `19 Work is under way` has its own number.
        let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let is_numbered =
            numbered.starts_with(' ') && numbered.trim_start().starts_with(char::is_uppercase);
        let begins = text.starts_with(is_figure_sign) && !is_numbered;
        let item = Item {
            mark,
            number: marked[..digits].parse().ok(),
            begins_with_figure: begins,
            is_figure: begins && text.chars().all(is_sign),
        };
        if let Some(list) = self.lists.last_mut() {
            list.items.push(item);
        }
    }

    fn end_list(&mut self) {
        let Some(list) = self.lists.pop() else {
            return;
        };
        match list.start {
            Some(start) => self.end_numbered(start, &list),
            None => self.end_bullets(&list),
        }
    }

    fn end_numbered(&mut self, start: u64, list: &List) {
        let numbers: Vec<u64> = list.items.iter().filter_map(|item| item.number).collect();
        let follows = self.last_number.is_some_and(|last| start == last + 1);
        let is_alone = list.is_alone() && list.is_below && self.lists.is_empty();
        let Some(first) = list.items.first() else {
            return;
        };
        if (start > 1 && !follows) || is_alone {
            let message = "this number would start a numbered list";
            let mark = &self.text[first.mark.clone()];
            let escaped = format!("{start}\\{}", &mark[mark.len() - 1..]);
            let help = format!(
                "write `{escaped}` if it is part of the sentence; to make a list, number it from 1"
            );
            self.add(first.mark.clone(), message, &help);
            return;
        }
        self.last_number = numbers.last().copied();
        let is_same = numbers.iter().all(|number| *number == start);
        let found = list.items.iter().zip(start..).find_map(|(item, shown)| {
            let number = item.number.filter(|number| *number != shown && !is_same)?;
            Some((item.mark.clone(), number, shown))
        });
        if let Some((mark, number, shown)) = found {
            let message = format!(
                "this `{number}` would be shown as {shown}: lists are numbered without gaps"
            );
            let help = format!("number it {shown}, or leave an empty line and start with a word");
            self.add(mark, &message, &help);
        }
    }

    fn end_bullets(&mut self, list: &List) {
        let is_alone = list.is_alone() && self.lists.is_empty();
        for item in &list.items {
            let sign = &self.text[item.mark.clone()];
            let is_lost = item.is_figure || (item.begins_with_figure && (is_alone || sign == "+"));
            if is_lost {
                let message =
                    format!("this `{sign}` would not be shown: Markdown reads it as a list entry");
                let help = format!(
                    "write `{sign}` and the figure without a space between them, or `\\{sign}`; to make a list, start the entry with a word"
                );
                let range = item.mark.clone();
                self.add(range, &message, &help);
                return;
            }
        }
    }

    fn add(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.slips
            .add(Slip::new(Code::Markdown, range, message, help));
    }
}
