//! Marks of emphasis that mark nothing, and what other programs leave in a sentence: all of it would be shown as typed.

use std::ops::Range;

use super::shown::{Block, HIDDEN, Shown, Within};
use super::slips::{Slip, Slips};
use crate::diag::Fix;

/// Finds every mark in a sentence that readers were not meant to see.
pub(super) fn find(shown: &Shown, slips: &mut Slips) {
    let blocks = shown.blocks.iter();
    let pairs: Vec<Run> = blocks.flat_map(|block| runs(shown, block, "**")).collect();
    let notes = Notes {
        marks: pairs.iter().any(|run| run.closes),
        texts: pairs.iter().any(|run| run.opens && run.is_first),
    };
    for block in &shown.blocks {
        for range in &block.lines {
            foreign(&shown.visible[range.clone()], range.start, slips);
        }
        let mut marks = ["**", "__", "~~", "_"].iter();
        slips.add(marks.find_map(|mark| emphasis(shown, block, mark, &notes)));
    }
}

/// What spreadsheets and word processors write where they cannot show something.
pub(super) const FAILED: [&str; 10] = [
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#N/A",
    "#SPILL!",
    "Error! Reference source not found",
    "Error! Bookmark not defined",
];

/// Entities without the semicolon that makes them one, and such as were encoded twice.
const ENTITIES: [&str; 8] = [
    "&nbsp", "&pound", "&euro", "&amp", "&lt", "&gt", "&quot", "&#",
];

fn foreign(line: &str, start: usize, slips: &mut Slips) {
    let mut add = |at: usize, length: usize, message: &str, help: &str| {
        slips.add(Slip::new(start + at..start + at + length, message, help));
    };
    for (at, failed) in FAILED.iter().flat_map(|failed| line.match_indices(failed)) {
        let message = "another program left this where it could not show something";
        let help = "write what is meant, or delete it";
        add(at, failed.len(), message, help);
    }
    let entities = ENTITIES.iter();
    for (at, entity) in entities.flat_map(|entity| line.match_indices(entity)) {
        let after = &line[at + entity.len()..];
        let is_whole = entity != "&#" && !after.starts_with(char::is_lowercase);
        if is_whole || after.starts_with(|c: char| c.is_ascii_digit()) {
            let message = "this is an HTML code for a character and would be shown as typed";
            let help = "type the character itself, such as `£`, `&` or a space";
            add(at, entity.len(), message, help);
        }
    }
    for (at, _) in line.match_indices("==").step_by(2) {
        let words = line[at + 2..].split_once("==");
        let words = words.map_or("", |(words, _)| words);
        if words.starts_with(char::is_alphanumeric) && !words.ends_with(' ') {
            let message = "this mark would be shown as typed";
            let help = "write `**words**` to make words bold";
            add(at, words.len() + 4, message, help);
        }
    }
}

/// A run of marks of emphasis that is shown, and how it is joined to what is before and behind it.
struct Run {
    range: Range<usize>,
    opens: bool,
    closes: bool,
    /// Whether its line begins with it.
    is_first: bool,
}

/// Whether the passage has notes marked with two asterisks: `88%**`, and `**Provisional` below.
struct Notes {
    marks: bool,
    texts: bool,
}

/// Every run of exactly this mark in a block.
fn runs(shown: &Shown, block: &Block, mark: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let sign = &mark[..1];
    for line in &block.lines {
        let text = &shown.visible[line.clone()];
        for (at, _) in text.match_indices(mark) {
            let (before, after) = (&text[..at], &text[at + mark.len()..]);
            if before.ends_with(sign) || after.starts_with(sign) {
                continue;
            }
            let is_edge = |c: char| c.is_whitespace() || "([{\u{201c}\u{2018}\"'".contains(c);
            let follows_edge = before.is_empty() || before.ends_with(is_edge);
            runs.push(Run {
                range: line.start + at..line.start + at + mark.len(),
                opens: follows_edge && after.starts_with(|c: char| !c.is_whitespace()),
                closes: !follows_edge && !after.starts_with(char::is_alphanumeric),
                is_first: before.is_empty(),
            });
        }
    }
    runs
}

/// `** bold **`, `**bold **`, and marks without the other one.
fn emphasis(shown: &Shown, block: &Block, mark: &str, notes: &Notes) -> Option<Slip> {
    let runs = runs(shown, block, mark);
    let is_stray = |run: &&Run| is_stray(shown, block, mark, run, notes);
    let first = runs.iter().find(is_stray)?;
    let (what, nothing) = match mark {
        "~~" => ("strike out", "strike anything out"),
        _ => ("emphasise", "emphasise anything"),
    };
    let help = format!(
        "write `{mark}words{mark}` to {what} words, without spaces inside; to show the mark itself, put a backslash before each character"
    );
    let message = format!("this mark would be shown as typed, and would not {nothing}");
    let mut slip = Slip::new(first.range.clone(), message, help);
    slip.fix = pair(shown, &runs, mark);
    Some(slip)
}

fn is_stray(shown: &Shown, block: &Block, mark: &str, run: &Run, notes: &Notes) -> bool {
    let before = &shown.visible[..run.range.start];
    let after = &shown.visible[run.range.end..];
    let is_digit = |c: char| c.is_ascii_digit();
    let word = before.trim_end_matches(' ');
    let is_sum = word.ends_with(is_digit) && after.trim_start_matches(' ').starts_with(is_digit);
    match mark {
        "_" => {
            run.opens && after.starts_with(char::is_alphabetic)
                || run.closes && before.ends_with(char::is_alphabetic)
        }
        "**" if run.opens => !(run.is_first && notes.marks),
        "**" if run.closes => {
            let is_noted = |c: char| is_digit(c) || matches!(c, '%' | ')' | 'k' | 'm' | HIDDEN);
            !(word.ends_with(is_noted) || notes.texts || block.within == Within::Cell)
        }
        // Within a name, `a__b`, it is a part of it.
        "__" => before.ends_with(char::is_whitespace) || after.starts_with(' '),
        _ => !is_sum,
    }
}

/// The edit, if one pair has spaces inside it.
fn pair(shown: &Shown, runs: &[Run], mark: &str) -> Option<Fix> {
    let [first, last] = runs else {
        return None;
    };
    let range = first.range.start..last.range.end;
    let inner = &shown.text[first.range.end..last.range.start];
    let words = inner.trim();
    let is_pair = mark == "**"
        && inner != words
        && words.contains(char::is_alphabetic)
        && !inner.contains(['\n', '*', HIDDEN])
        && !shown.text[..range.start].ends_with(char::is_alphanumeric)
        && !shown.text[range.end..].starts_with(char::is_alphanumeric);
    let typed = format!("{mark}{words}{mark}");
    is_pair.then(|| Fix::new(range, typed, "delete the spaces inside the marks"))
}
