//! Headings, lists and tables that were meant as such and miss their form: Markdown would show them as typed, run
//! together in one paragraph.

use std::ops::Range;

use super::entries;
use super::marks::FAILED;
use super::shown::{Block, HIDDEN, Shown, Within};
use super::slips::{Slip, Slips};
use crate::diag::{Code, Fix};

/// Reports every block of which a line was meant as something else than text.
pub(super) fn report(shown: &Shown, slips: &mut Slips) {
    for block in &shown.blocks {
        if matches!(block.within, Within::Heading | Within::Cell) {
            continue;
        }
        let lines: Vec<Line> = block
            .lines
            .iter()
            .map(|range| Line::of(shown, range))
            .collect();
        let found = table(&lines)
            .or_else(|| heading(&lines))
            .or_else(|| entries::find(shown, block, &lines))
            .or_else(|| cells(&lines))
            .or_else(|| task(block, &lines));
        if let Some(slip) = found {
            slips.add(slip);
        }
    }
}

/// A line of a block, as it is shown.
pub(super) struct Line<'s> {
    pub(super) start: usize,
    pub(super) text: &'s str,
}

impl<'s> Line<'s> {
    fn of(shown: &'s Shown, range: &Range<usize>) -> Self {
        Self {
            start: range.start,
            text: &shown.visible[range.clone()],
        }
    }

    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// Whether a line has several cells: tabs, or gaps of three spaces or more, between words.
fn has_cells(line: &Line) -> bool {
    let text = line.text.trim();
    text.contains('\t') || text.contains("   ")
}

pub(super) fn slip(lines: &[Line], message: &str, help: &str) -> Option<Slip> {
    let (first, last) = (lines.first()?, lines.last()?);
    let range = first.start..last.range().end;
    Some(Slip::new(Code::Markdown, range, message, help))
}

/// The longest stretch of lines at which a test holds, if it is long enough.
fn stretch<'l, 's>(
    lines: &'l [Line<'s>],
    least: usize,
    is: impl Fn(&Line) -> bool,
) -> Option<&'l [Line<'s>]> {
    let runs = lines.chunk_by(|a, b| is(a) == is(b));
    runs.filter(|run| run.len() >= least && is(&run[0]))
        .max_by_key(|run| run.len())
}

fn is_divider(line: &Line) -> bool {
    let text = line.text.trim();
    text.contains('|')
        && text.contains('-')
        && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Lines with cells that no second line makes a table of.
fn table(lines: &[Line]) -> Option<Slip> {
    if let Some(at) = lines.iter().position(is_divider) {
        return slip(
            &lines[at.saturating_sub(1)..=at],
            "these lines would not be shown as a table: the first two have different numbers of columns",
            "give both lines the same number of `|`: `| Ward | Visits |` and below it `|---|---|`",
        );
    }
    let rows = stretch(lines, 1, |line| line.text.trim_start().starts_with('|'));
    let rows = rows.or_else(|| stretch(lines, 2, |line| line.text.contains('|')));
    slip(
        rows?,
        "these lines would not be shown as a table: its second line is missing",
        "put a line of dashes below the first line, one group for each column: `|---|---|`",
    )
}

/// Cells that were pasted from a spreadsheet.
fn cells(lines: &[Line]) -> Option<Slip> {
    let tabs = |line: &Line| line.text.trim().matches('\t').count();
    let rows = stretch(lines, 2, has_cells).or_else(|| stretch(lines, 1, |line| tabs(line) > 1));
    slip(
        rows?,
        "these cells would run together on one line",
        "write a table: `| Ward | Visits |`, below it `|---|---|`, then a line for each row",
    )
}

/// `#Heading`, which may also be a hashtag where it is not alone.
fn heading(lines: &[Line]) -> Option<Slip> {
    let is_heading = |at: usize, line: &Line| {
        let level = line.text.len() - line.text.trim_start_matches('#').len();
        let text = &line.text[level..];
        let is_failed = FAILED.iter().any(|failed| line.text.starts_with(failed));
        let is_text =
            !is_failed && text.starts_with(|c: char| c.is_alphabetic() || is_odd_blank(c));
        match level {
            0 => false,
            1 => is_text && at == 0,
            _ => {
                !text.is_empty()
                    && (is_text || text.starts_with(|c: char| c.is_ascii_digit() || c == ' '))
            }
        }
    };
    let at = (0..lines.len()).find(|at| is_heading(*at, &lines[*at]))?;
    let line = &lines[at];
    let level = line.text.len() - line.text.trim_start_matches('#').len();
    let text = line.text[level..].trim_start();
    let marks = "#".repeat(level.min(6));
    let shown = text.replace(HIDDEN, "");
    let found = slip(
        &lines[at..=at],
        "this would not be shown as a heading: there is no space after the `#`",
        &format!("write `{marks} {shown}`; to show a `#`, write `\\#`"),
    )?;
    let is_alone = lines.len() == 1 && !text.ends_with(['.', '!', '?', ':']) && level <= 6;
    let marked = line.start..line.start + line.text.len() - text.len();
    let fix = is_alone.then(|| Fix::new(marked, format!("{marks} "), "put a space after the `#`"));
    Some(found.fixed_by(fix))
}

/// A space that Markdown does not treat as one.
pub(super) fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// `- [ ] task`, which other programs show as a box.
fn task(block: &Block, lines: &[Line]) -> Option<Slip> {
    let first = lines.first().filter(|_| block.within == Within::Item)?;
    let is_task = ["[ ]", "[x]", "[X]"]
        .iter()
        .any(|mark| first.text.starts_with(mark));
    let help = "say in words what is done and what is not done";
    is_task.then(|| slip(&lines[..1], "this tick box would be shown as typed", help))?
}
