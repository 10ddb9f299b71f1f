//! Marks of emphasis that mark nothing, and what other programs leave in a sentence: all of it would be shown as typed.

use std::ops::Range;

use super::shown::{Block, HIDDEN, Shown, Within};
use super::slips::{Slip, Slips};
use crate::diag::{Code, Fix};

/// Reports every mark in a sentence that readers were not meant to see.
pub(super) fn report(shown: &Shown, slips: &mut Slips) {
    let notes = Notes::of(shown);
    for block in &shown.blocks {
        for range in &block.lines {
            let line = &shown.visible[range.clone()];
            for (at, length, message, help) in foreign(line) {
                let range = range.start + at..range.start + at + length;
                slips.add(Slip::new(Code::Markdown, range, message, help));
            }
        }
        if let Some(slip) = emphasis(shown, block, notes) {
            slips.add(slip);
        }
    }
}

type Found = (usize, usize, &'static str, &'static str);

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

fn foreign(line: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for failed in FAILED {
        found.extend(line.match_indices(failed).map(|(at, _)| {
            let message = "another program left this where it could not show something";
            (
                at,
                failed.len(),
                message,
                "write what is meant, or delete it",
            )
        }));
    }
    for entity in ENTITIES {
        let is_whole = |at: &usize| {
            let next = line[at + entity.len()..].chars().next();
            entity != "&#" && !next.is_some_and(char::is_lowercase)
                || next.is_some_and(|c| c.is_ascii_digit())
        };
        let places = line.match_indices(entity).map(|(at, _)| at);
        found.extend(places.filter(is_whole).map(|at| {
            let message = "this is an HTML code for a character and would be shown as typed";
            (
                at,
                entity.len(),
                message,
                "type the character itself, such as `£`, `&` or a space",
            )
        }));
    }
    for (at, _) in line.match_indices("==").step_by(2) {
        let inner = line[at + 2..].split("==").next().unwrap_or_default();
        let is_mark = line[at + 2 + inner.len()..].starts_with("==")
            && inner.starts_with(char::is_alphanumeric)
            && !inner.ends_with(' ');
        if is_mark {
            let message = "this mark would be shown as typed";
            found.push((
                at,
                inner.len() + 4,
                message,
                "write `**words**` to make words bold",
            ));
        }
    }
    found
}

/// A run of marks of emphasis that is shown, and how it is joined to what is before and behind it.
struct Run {
    range: Range<usize>,
    opens: bool,
    closes: bool,
}

/// Whether the passage has notes marked with two asterisks: `88%**`, and `**Provisional` below.
#[derive(Clone, Copy)]
struct Notes {
    marks: bool,
    texts: bool,
}

impl Notes {
    fn of(shown: &Shown) -> Self {
        let runs = shown.blocks.iter().flat_map(|block| {
            block.lines.iter().flat_map(|line| {
                let runs = runs(&shown.visible, line, "**");
                runs.into_iter()
                    .map(move |run| (run.range.start == line.start, run))
            })
        });
        let mut notes = Self {
            marks: false,
            texts: false,
        };
        for (at_start, run) in runs {
            notes.marks |= run.closes && !run.opens;
            notes.texts |= run.opens && !run.closes && at_start;
        }
        notes
    }
}

/// Every run of exactly this mark in a line.
fn runs(visible: &str, line: &Range<usize>, mark: &str) -> Vec<Run> {
    let text = &visible[line.clone()];
    let sign = mark.chars().next().unwrap_or(HIDDEN);
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(mark) {
        let start = at + found;
        let end = start + text[start..].len() - text[start..].trim_start_matches(sign).len();
        at = end;
        if end - start != mark.len() || text[..start].ends_with(sign) {
            continue;
        }
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let is_edge = |c: Option<char>| {
            c.is_none_or(|c| c.is_whitespace() || "([{\u{201c}\u{2018}\"'".contains(c))
        };
        runs.push(Run {
            range: line.start + start..line.start + end,
            opens: is_edge(before) && after.is_some_and(|c| !c.is_whitespace()),
            closes: !is_edge(before) && after.is_none_or(|c| !c.is_alphanumeric()),
        });
    }
    runs
}

/// `** bold **`, `**bold **`, and marks without the other one.
fn emphasis(shown: &Shown, block: &Block, notes: Notes) -> Option<Slip> {
    for mark in ["**", "__", "~~", "_"] {
        let lines = block.lines.iter();
        let runs: Vec<Run> = lines
            .flat_map(|line| runs(&shown.visible, line, mark))
            .collect();
        let is_stray = |run: &&Run| is_stray(shown, block, mark, run, notes);
        let Some(first) = runs.iter().find(is_stray) else {
            continue;
        };
        let (message, what) = if mark == "~~" {
            (
                "this mark would be shown as typed, and would not strike anything out",
                "strike out",
            )
        } else {
            (
                "this mark would be shown as typed, and would not emphasise anything",
                "emphasise",
            )
        };
        let help = format!(
            "write `{mark}words{mark}` to {what} words, without spaces inside; to show the mark itself, put a backslash before each character"
        );
        let slip = Slip::new(Code::Markdown, first.range.clone(), message, &help);
        return Some(slip.fixed_by(pair(shown, &runs, mark)));
    }
    None
}

fn is_stray(shown: &Shown, block: &Block, mark: &str, run: &Run, notes: Notes) -> bool {
    let text = &shown.visible;
    let is_digit = |c: char| c.is_ascii_digit();
    let before = text[..run.range.start].trim_end_matches(' ');
    let after = text[run.range.end..].trim_start_matches(' ');
    let is_sum = before.ends_with(is_digit) && after.starts_with(is_digit);
    let is_lone = !run.opens && !run.closes;
    match mark {
        "_" => {
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            (run.opens && is_word(text[run.range.end..].chars().next()))
                || (run.closes && is_word(text[..run.range.start].chars().next_back()))
        }
        "**" if is_lone => !is_sum,
        "**" if run.opens => {
            let is_note = block.lines.iter().any(|line| line.start == run.range.start);
            !(is_note && notes.marks)
        }
        "**" => {
            let follows_figure = before
                .ends_with(|c: char| is_digit(c) || matches!(c, '%' | ')' | 'k' | 'm' | HIDDEN));
            !(follows_figure || notes.texts || block.within == Within::Cell)
        }
        // Within a name, `a__b`, it is a part of it.
        "__" => {
            text[..run.range.start].ends_with(char::is_whitespace)
                || after.len() < text[run.range.end..].len()
        }
        _ => !is_sum,
    }
}

/// The edit, if one pair has spaces inside it.
fn pair(shown: &Shown, runs: &[Run], mark: &str) -> Option<Fix> {
    let [first, last] = runs else {
        return None;
    };
    let inner = &shown.text[first.range.end..last.range.start];
    let words = inner.trim();
    let before = shown.text[..first.range.start].chars().next_back();
    let after = shown.text[last.range.end..].chars().next();
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_pair = mark == "**"
        && inner != words
        && words.chars().any(char::is_alphabetic)
        && !inner.contains(['\n', '*', HIDDEN])
        && is_free(before)
        && is_free(after);
    is_pair.then(|| {
        let range = first.range.start..last.range.end;
        Fix::new(
            range,
            format!("{mark}{words}{mark}"),
            "delete the spaces inside the marks",
        )
    })
}
