//! What a tool left in a text in place of what was meant: both sides of a merge, a pointer to a file that was not
//! fetched, a pasted patch. None of it is ever meant to be read, so the file is not read any further.

use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourceText};

/// Git and its relatives mark each part of a conflict with a run of this many characters, or more of them where one
/// conflict is within another.
const RUN: usize = 7;

/// So many conflicts of one file are reported; the file is read again once they are settled.
const MOST: usize = 20;

/// Finds everything that a tool left in a file: each conflict once, and each pointer or patch once.
pub(super) fn find(source: &SourceText) -> Vec<Diagnostic> {
    let lines = lines(source);
    let problem = |range, message, help: String| {
        Diagnostic::error(Code::Leftover, Place::bytes(&source.path, range), message).help(help)
    };
    if let Some((range, message, help)) = whole(&lines) {
        return vec![problem(range, message, help.to_owned())];
    }
    let mut conflicts: Vec<Vec<Mark>> = Vec::new();
    for mark in lines.iter().filter_map(Mark::of) {
        match conflicts.last_mut() {
            Some(open) if mark.continues(open) => open.push(mark),
            _ => conflicts.push(vec![mark]),
        }
    }
    let conflicts = conflicts.iter().take(MOST).map(|marks| {
        let message = "this file has both versions of an unfinished merge";
        problem(marks[0].range.clone(), message, settle(source, marks))
    });
    conflicts.collect()
}

/// A line as typed, without its end.
struct Line<'t> {
    range: Range<usize>,
    text: &'t str,
}

impl Line<'_> {
    /// The line without what it is indented or quoted with: a conflict can be within a list, a quotation or a patch.
    fn inner(&self) -> &str {
        let mut inner = self.text.trim_start();
        let outer = ["> ", "- ", "* ", "+ ", "\"", "'"];
        while let Some(rest) = outer.iter().find_map(|mark| inner.strip_prefix(mark)) {
            inner = rest.trim_start();
        }
        inner
    }
}

/// The lines of a file. In YAML, `\n` within double quotes ends a line of the text as well.
fn lines(source: &SourceText) -> Vec<Line<'_>> {
    let is_yaml = source.path.as_str().ends_with(".yaml");
    let end = if is_yaml { "\\n" } else { "\n" };
    let mut start = 0;
    let lines = source
        .as_str()
        .split_inclusive(['\n', '\r'])
        .flat_map(|typed| {
            let mut at = start;
            start += typed.len();
            typed.split(end).map(move |part| {
                let text = part.trim_end();
                let range = at..at + text.len();
                at += part.len() + end.len();
                Line { range, text }
            })
        });
    lines.collect()
}

struct Mark {
    sign: char,
    run: usize,
    range: Range<usize>,
}

impl Mark {
    fn of(line: &Line) -> Option<Self> {
        let inner = line.inner();
        let sign = inner.chars().next()?;
        let after = inner.trim_start_matches(sign);
        let run = inner.len() - after.len();
        let is_mark = match sign {
            '<' | '>' => run >= RUN,
            '|' => run >= RUN && !after.contains('|'),
            // A longer run is how some people underline a title.
            '=' => run == RUN && (after.is_empty() || after.starts_with([' ', '\t'])),
            // Jujutsu, which writes what one side changed and what the other holds.
            '%' | '+' => run == RUN && after.starts_with(' '),
            _ => false,
        };
        is_mark.then(|| Self {
            sign,
            run,
            range: line.range.clone(),
        })
    }

    /// Whether it belongs to the conflict that was begun: only `<<<<<<<` begins one, and nothing follows `>>>>>>>`. A
    /// conflict within another has longer marks.
    fn continues(&self, open: &[Self]) -> bool {
        let (outer, last) = (open[0].run, &open[open.len() - 1]);
        let is_closed = last.sign == '>' && last.run <= outer;
        !is_closed && (self.sign != '<' || self.run > outer)
    }
}

fn settle(source: &SourceText, marks: &[Mark]) -> String {
    let lines = marks.iter().map(|mark| {
        let run = mark.sign.to_string().repeat(mark.run);
        format!("`{run}` in line {}", source.lines_of(&mark.range).start + 1)
    });
    let lines: Vec<String> = lines.collect();
    let which = match lines.as_slice() {
        [] => String::new(),
        [only] => format!("line that begins with {only}"),
        [others @ .., last] => format!("lines that begin with {} and {last}", others.join(", ")),
    };
    format!("choose one of the two versions and delete the {which}")
}

/// A file that only says where its text is, and a patch that was pasted or could not be applied.
fn whole(lines: &[Line]) -> Option<(Range<usize>, &'static str, &'static str)> {
    let is_pointer = |line: &&Line| {
        let rest = line.inner().strip_prefix("version https://");
        let rest = rest.and_then(|rest| rest.split_once(".github.com/spec/"));
        rest.is_some_and(|(host, _)| matches!(host, "git-lfs" | "hawser"))
    };
    let is_patch = |line: &&Line| line.text.starts_with("diff --git ") || is_hunk(line.text);
    let mut said = lines.iter().filter(|line| !line.text.is_empty());
    let only = said.next().filter(|_| said.next().is_none());
    let is_path = |line: &&Line| {
        let text = line.text;
        let is_file =
            text.contains("/annex/objects/") || text.ends_with(".md") || text.ends_with(".yaml");
        text.contains('/') && !text.contains(char::is_whitespace) && is_file
    };
    let (line, message, help) = if let Some(line) = lines.iter().find(is_pointer) {
        let message = "this is a Git LFS pointer, not the text itself";
        let help = "run `git lfs pull` to fetch the text, then `git lfs untrack` for this kind of file: text does not need LFS";
        (line, message, help)
    } else if let Some(line) = only.filter(is_path) {
        let message = "this file contains only the name of another file";
        let help = "copy the text into this file: links between files are not followed";
        (line, message, help)
    } else {
        let message = "this is part of a patch, not of the text";
        let help = "make the change in the text and delete these lines";
        (lines.iter().find(is_patch)?, message, help)
    };
    Some((line.range.clone(), message, help))
}

/// `@@ -1,3 +1,4 @@`.
fn is_hunk(line: &str) -> bool {
    let ranges = line.strip_prefix("@@ -");
    let ranges = ranges.and_then(|rest| rest.split_once(" @@"));
    let is_sign = |c: char| c.is_ascii_digit() || " ,+".contains(c);
    ranges.is_some_and(|(ranges, _)| ranges.contains(" +") && ranges.chars().all(is_sign))
}
