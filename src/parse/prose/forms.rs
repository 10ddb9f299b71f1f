//! Headings, lists and tables that were meant as such and miss their form: Markdown would show them as typed, run
//! together in one paragraph.

use std::collections::BTreeMap;

use super::marks::FAILED;
use super::shown::{Block, HIDDEN, Shown, Within};
use super::slips::{Slip, Slips};
use crate::diag::Fix;
use crate::parse::slips::is_odd_blank;

/// Finds every block of which a line was meant as something else than text.
pub(super) fn find(shown: &Shown, slips: &mut Slips) {
    let is_text = |block: &&Block| !matches!(block.within, Within::Heading | Within::Cell);
    for block in shown.blocks.iter().filter(is_text) {
        let lines = block.lines.iter().map(|range| Line {
            start: range.start,
            text: &shown.visible[range.clone()],
        });
        let lines: Vec<Line> = lines.collect();
        let slip = table(&lines)
            .or_else(|| heading(&lines))
            .or_else(|| entry(shown, block, &lines))
            .or_else(|| cells(&lines))
            .or_else(|| task(block, &lines));
        slips.add(slip);
    }
}

#[derive(Clone, Copy)]
struct Line<'s> {
    start: usize,
    text: &'s str,
}

/// A slip from the first of some lines to the last.
fn slip(lines: &[Line], message: &str, help: impl Into<String>) -> Option<Slip> {
    let (first, last) = (lines.first()?, lines.last()?);
    let range = first.start..last.start + last.text.len();
    Some(Slip::new(range, message, help))
}

/// The longest stretch of lines at which a test holds, if it is long enough.
fn stretch<'l, 's>(
    lines: &'l [Line<'s>],
    least: usize,
    is: impl Fn(&str) -> bool,
) -> Option<&'l [Line<'s>]> {
    let runs = lines.chunk_by(|a, b| is(a.text) == is(b.text));
    let runs = runs.filter(|run| run.len() >= least && is(run[0].text));
    runs.max_by_key(|run| run.len())
}

/// Lines with cells that no second line makes a table of.
fn table(lines: &[Line]) -> Option<Slip> {
    let is_divider = |line: &Line| {
        let has = |sign| line.text.contains(sign);
        has('|') && has('-') && line.text.trim().chars().all(|c| "|-: ".contains(c))
    };
    if let Some(at) = lines.iter().position(is_divider) {
        return slip(
            &lines[at.saturating_sub(1)..=at],
            "these lines would not be shown as a table: the first two have different numbers of columns",
            "give both lines the same number of `|`: `| Ward | Visits |` and below it `|---|---|`",
        );
    }
    let rows = stretch(lines, 1, |line| line.trim_start().starts_with('|'));
    slip(
        rows.or_else(|| stretch(lines, 2, |line| line.contains('|')))?,
        "these lines would not be shown as a table: its second line is missing",
        "put a line of dashes below the first line, one group for each column: `|---|---|`",
    )
}

/// Cells that were pasted from a spreadsheet: tabs, or gaps of three spaces or more, between words.
fn cells(lines: &[Line]) -> Option<Slip> {
    let has = |line: &str, gap| line.trim().contains(gap);
    let rows = stretch(lines, 2, |line| has(line, "\t") || has(line, "   "));
    slip(
        rows.or_else(|| stretch(lines, 1, |line| line.trim().matches('\t').count() > 1))?,
        "these cells would run together on one line",
        "write a table: `| Ward | Visits |`, below it `|---|---|`, then a line for each row",
    )
}

/// `#Heading`, which may also be a hashtag where it is not alone.
fn heading(lines: &[Line]) -> Option<Slip> {
    let (at, level, text) = lines.iter().enumerate().find_map(|(at, line)| {
        let text = line.text.trim_start_matches('#');
        let level = line.text.len() - text.len();
        let is_failed = FAILED.iter().any(|failed| line.text.starts_with(failed));
        let is_text =
            !is_failed && text.starts_with(|c: char| c.is_alphabetic() || is_odd_blank(c));
        let is_heading = match level {
            0 => false,
            1 => is_text && at == 0,
            _ => is_text || text.starts_with(|c: char| c.is_ascii_digit() || c == ' '),
        };
        is_heading.then(|| (at, level, text.trim_start()))
    })?;
    let marks = "#".repeat(level.min(6));
    let shown = text.replace(HIDDEN, "");
    let mut found = slip(
        &lines[at..=at],
        "this would not be shown as a heading: there is no space after the `#`",
        format!("write `{marks} {shown}`; to show a `#`, write `\\#`"),
    )?;
    if lines.len() == 1 && !text.ends_with(['.', '!', '?', ':']) && level <= 6 {
        let start = lines[at].start;
        let marked = start..start + lines[at].text.len() - text.len();
        let what = "put a space after the `#`";
        found.fix = Some(Fix::new(marked, format!("{marks} "), what));
    }
    Some(found)
}

/// `- [ ] task`, which other programs show as a box.
fn task(block: &Block, lines: &[Line]) -> Option<Slip> {
    let first = lines.first().filter(|_| block.within == Within::Item)?;
    let mut boxes = ["[ ]", "[x]", "[X]"].into_iter();
    boxes.find(|mark| first.text.starts_with(mark))?;
    let help = "say in words what is done and what is not done";
    slip(&lines[..1], "this tick box would be shown as typed", help)
}

/// What a line that was meant as an entry of a list begins with: `-item`, `1.item`, a bullet of a word processor.
struct Mark<'l, 's> {
    line: &'l Line<'s>,
    /// Whether it means nothing else. A sentence may begin with one that does: two lines with it are a list.
    is_sure: bool,
    /// What the marks of one list have in common.
    kind: char,
    /// The text behind it and its spaces.
    rest: &'s str,
    typed: String,
}

/// Bullets of word processors; the last two are of a font that has no such letters.
pub(super) const BULLETS: &str = "•·●○▪▫◦■□‣⁃➢➤❖◆∙⚫\u{f0b7}\u{f0a7}";
/// Signs that a line may begin with for their own sake.
const SIGNS: &str = "–—§→►»✓✔✗✘☐☑¶*+~";

impl<'l, 's> Mark<'l, 's> {
    fn of(line: &'l Line<'s>) -> Option<Self> {
        let marked = line.text.trim_start_matches(is_odd_blank);
        let is_indented = marked.len() < line.text.len();
        let kind = marked.chars().next()?;
        let after = &marked[kind.len_utf8()..];
        let rest = after.trim_start();
        let is_spaced = rest.len() < after.len();
        let next = rest.chars().next()?;
        let is_word = next.is_alphabetic() || "\"\u{201c}\u{2018}".contains(next);
        let is_marked = is_word || next == HIDDEN;
        let has_tab = after.starts_with('\t');
        let is_sure = match kind {
            '-' if is_word && (!is_spaced || after.starts_with(is_odd_blank)) => true,
            // Markdown does not treat a special space as an indent.
            '-' | '*' | '+' if is_indented && is_word && is_spaced => true,
            kind if BULLETS.contains(kind) => true,
            kind if has_tab && (kind == 'o' || SIGNS.contains(kind)) => true,
            '*' if after.starts_with('*') => return None,
            '–' | '—' | 'o' if is_marked && is_spaced => false,
            '–' | '—' => return None,
            kind if SIGNS.contains(kind) && is_marked => false,
            _ => return Self::numbered(line),
        };
        let typed = "- ".to_owned();
        Some(Self {
            line,
            is_sure,
            kind,
            rest,
            typed,
        })
    }

    /// `1)item`, `1.item`, and the forms that Markdown does not have: `a)`, `A)`, `(a)`, `(iv)`. `A.` begins a name.
    fn numbered(line: &'l Line<'s>) -> Option<Self> {
        let text = line.text;
        let inner = text.strip_prefix('(').unwrap_or(text);
        let is_open = inner.len() < text.len();
        let (number, closing) = inner.split_at(inner.find(|c: char| !c.is_ascii_alphanumeric())?);
        let has_digits = number.bytes().all(|b| b.is_ascii_digit());
        let is_roman = number.len() <= 4 && number.chars().all(|c| "ivx".contains(c));
        let is_letter = number.len() == 1 || is_roman;
        let is_capital = number.starts_with(|c: char| c.is_ascii_uppercase());
        let has_point = !is_open && closing.starts_with('.');
        let is_label = has_digits && matches!(number.len(), 1 | 2) || !has_digits && is_letter;
        if !is_label || !(closing.starts_with(')') || has_point && !is_capital) {
            return None;
        }
        let after = &closing[1..];
        let rest = after.trim_start();
        let is_tight = rest.len() == after.len() || after.starts_with(is_odd_blank);
        let is_markdown = has_digits && !is_open;
        if !rest.starts_with(char::is_alphabetic) || is_tight && !is_markdown && has_point {
            return None;
        }
        let (is_sure, label) = (is_markdown && is_tight, &text[..text.len() - after.len()]);
        let dash = if is_sure { "" } else { "- " };
        Some(Self {
            line,
            is_sure,
            kind: if has_digits { '1' } else { 'a' },
            rest,
            typed: format!("{dash}{label} "),
        })
    }
}

/// The first line of a block that was meant as an entry of a list.
fn entry(shown: &Shown, block: &Block, lines: &[Line]) -> Option<Slip> {
    let marks = entries(block, lines);
    let Some(mark) = marks.first() else {
        let line = lines.iter().find(|line| has_several(line))?;
        return slip(
            &[*line],
            "these bullets would be shown on one line",
            "put each entry on its own line, starting with `- `",
        );
    };
    let words = mark.rest.chars().filter(|c| *c != HIDDEN).take(40);
    let meant: String = mark.typed.chars().chain(words).collect();
    let message = "this would be shown as part of the paragraph, not as a list entry";
    let help = format!(
        "write `{meant}` on its own line: an entry starts with a dash or a number, then a space"
    );
    let mut found = slip(&[*mark.line], message, help)?;
    let is_clear = |mark: &Mark| mark.is_sure && !has_several(mark.line);
    if block.within == Within::Paragraph && marks.iter().all(is_clear) {
        // Only spaces and bullets are in the way.
        let start = mark.line.start;
        let (mut text, mut at) = (String::new(), start);
        for mark in &marks {
            text += &shown.text[at..mark.line.start];
            text += &mark.typed;
            at = mark.line.start + mark.line.text.len() - mark.rest.len();
        }
        let what = "start each list entry with a mark and a space";
        found.fix = Some(Fix::new(start..at, text, what));
    }
    Some(found)
}

fn has_several(line: &Line) -> bool {
    let bullets = line.text.matches(|c| c != '·' && BULLETS.contains(c));
    bullets.count() > 1
}

/// The lines that were meant as entries.
fn entries<'l, 's>(block: &Block, lines: &'l [Line<'s>]) -> Vec<Mark<'l, 's>> {
    let mut marks: Vec<Mark> = lines.iter().filter_map(Mark::of).collect();
    let mut uses: BTreeMap<char, usize> = BTreeMap::new();
    for mark in &marks {
        // In an entry of a list, a line that begins with a mark is another entry.
        let is_next = mark.line.start > lines[0].start
            && block.within == Within::Item
            && SIGNS.contains(mark.kind);
        *uses.entry(mark.kind).or_default() += if is_next { 2 } else { 1 };
    }
    marks.retain(|mark| mark.is_sure || uses[&mark.kind] > 1);
    marks
}
