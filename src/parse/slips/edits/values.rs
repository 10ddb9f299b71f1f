//! Edits of the values on a line: their quotes, braces and commas.

use std::ops::Range;

use super::super::escapes;
use super::super::text::{curly_length, in_quotes, is_curly, quoted_length};
use super::Edits;
use super::lines::Line;
use crate::diag::{Code, Fix};

impl Edits<'_> {
    /// Texts that must be quoted, and quotes that are not closed.
    pub(super) fn values(&mut self, line: &Line) {
        for (start, in_braces) in starts(line) {
            let rest = &self.source.as_str()[start..line.range().end];
            let closed = rest.chars().next().and_then(|first| match first {
                '"' | '\'' => quoted_length(rest, first),
                first if is_curly(first) => curly_length(rest, in_braces),
                _ => None,
            });
            let from = closed.unwrap_or(0);
            let entry = rest[from..].find([',', '}', ']']).filter(|_| in_braces);
            let entry = entry.map_or(rest.len(), |end| from + end);
            let entry = start..start + rest[..entry].trim_end().len();
            self.value(entry, start..line.range().end, closed);
        }
    }

    fn value(&mut self, entry: Range<usize>, rest: Range<usize>, closed: Option<usize>) {
        let slip = self.slip(entry.clone());
        let shown = slip.shown();
        let Some(first) = shown.chars().next() else {
            return;
        };
        let quote = String::from(first);
        match (first, closed) {
            ('"' | '\'', None) => self.open_quote(entry, rest, &quote),
            ('"' | '\'', Some(length)) => {
                let text = &shown[..length];
                if let Some(escape) = escapes::unfit(text).filter(|_| first == '"') {
                    let problem = escapes::problem(self.source, entry.start, escape);
                    let doubled = text.replace('\\', "\\\\").replace("\\\\\"", "\\\"");
                    self.add(entry.start..entry.start + length, doubled, problem);
                }
                if length < shown.len() {
                    let inner = shown
                        .strip_prefix(first)
                        .and_then(|text| text.strip_suffix(first));
                    let inner = inner.unwrap_or(shown);
                    let help = format!("put the whole text in double quotes: {}", in_quotes(inner));
                    let message = "the text continues after the closing quote";
                    let problem = slip.problem(Code::Quoting, message, help);
                    let problem = super::super::with(problem, slip.quoted(inner));
                    self.add(entry, in_quotes(inner), problem);
                }
            }
            (first, _) if is_curly(first) => {
                let length = closed.unwrap_or(shown.len());
                let range = entry.start..entry.start + length;
                let problem = self.slip(range.clone()).curly();
                self.add(range, in_quotes(&shown[..length]), problem);
            }
            ('%' | '@' | '`' | '|' | '>' | '?', _) => {
                self.add(entry, in_quotes(shown), slip.bad_start(first));
            }
            ('&' | '*' | '!', _) => {
                let length = shown.find(char::is_whitespace).unwrap_or(shown.len());
                let is_prose = length == 1
                    || shown[length..]
                        .trim_start()
                        .starts_with(char::is_alphabetic);
                if is_prose && first != '!' {
                    self.add(entry, in_quotes(shown), slip.bad_start(first));
                } else {
                    let name = entry.start..entry.start + length;
                    let problem = self.slip(name.clone()).anchor(first);
                    let text = if first == '*' { "0" } else { "" };
                    self.add(name, text, problem);
                }
            }
            ('{' | '[', _) => {}
            _ => {
                let before = self.source.as_str()[..entry.start].trim_end();
                let is_value = before.ends_with([':', '-']);
                if is_value && (shown.contains(": ") || shown.ends_with(':')) {
                    self.add(entry, in_quotes(shown), slip.colon_in_text());
                }
            }
        }
    }

    fn open_quote(&mut self, entry: Range<usize>, rest: Range<usize>, quote: &str) {
        let slip = self.slip(rest.clone());
        let shown = slip.shown();
        let message = "this quote is never closed";
        let what = "close the quote";
        if let Some(inner) = shown.strip_suffix(['\u{201c}', '\u{201d}', '\u{2019}']) {
            let help = "the quote at the end is curly: type a straight quote";
            let edit = rest.start + inner.len()..rest.end;
            let fix = Fix::new(edit.clone(), quote, what);
            self.add(
                edit,
                quote,
                slip.problem(Code::Quoting, message, help).fix(fix),
            );
            return;
        }
        let may_go_on =
            shown[1..].contains(['{', '}', '[', ']', '#', '\\']) || shown[1..].contains(quote);
        let is_clear = super::super::is_prose(&shown[1..]) && !may_go_on;
        let help = "put the closing quote at the end of the text";
        for end in [rest.end, entry.end] {
            let problem = slip.problem(Code::Quoting, message, help);
            let fix = is_clear.then(|| Fix::new(end..end, quote, what));
            self.add(end..end, quote, super::super::with(problem, fix));
        }
    }

    /// Braces that are not closed or closed by others, commas that are missing between their entries, and what follows
    /// them.
    pub(super) fn brackets(&mut self, line: &Line) {
        let mut open: Vec<(usize, char)> = Vec::new();
        for (at, c) in unquoted(line) {
            match c {
                '{' | '[' => open.push((at, c)),
                '}' | ']' => self.closing(line, at, c, open.pop()),
                ':' if !open.is_empty() => self.comma(line, at),
                _ => {}
            }
            if matches!(c, '}' | ']') && open.is_empty() {
                self.after_braces(at + 1..line.range().end);
            }
        }
        if let Some((start, sign)) = open.first().copied() {
            let end = line.range().end;
            let message = format!("this `{sign}` is never closed");
            let help = match sign {
                '{' => "close it with } at the end of its entry",
                _ => "close it with ] at the end of the list",
            };
            let problem = self.slip(start..end).syntax(message, help);
            let closing: String = open.iter().rev().map(|(_, sign)| closer(*sign)).collect();
            self.add(end..end, closing, problem.clone());
            self.add(start..start + 1, "", problem);
        }
    }

    fn closing(&mut self, line: &Line, at: usize, sign: char, opened: Option<(usize, char)>) {
        let slip = self.slip(at..at + 1);
        match opened {
            None => {
                let message = format!("this `{sign}` closes nothing");
                let help = "delete it, or open one before it";
                let problem = slip.syntax(message, help);
                for (start, _) in starts(line) {
                    self.add(start..start, opener(sign), problem.clone());
                }
                self.add(at..at + 1, "", problem);
            }
            Some((_, open)) if closer(open) != sign => {
                let right = closer(open);
                let message = format!("this `{sign}` closes a `{open}`");
                let help = format!("close the {open} with a {right} first");
                self.add(at..at + 1, right, slip.syntax(message, help));
            }
            Some(_) => {}
        }
    }

    fn after_braces(&mut self, rest: Range<usize>) {
        let after = self.source.as_str()[rest.clone()].trim_start();
        if !after.is_empty() && !after.starts_with(['#', ':', '}', ']']) {
            let range = rest.end - after.len()..rest.end;
            let message = "the line continues after its closing brace";
            let help =
                "put it inside the braces; if the whole line is text, put it in double quotes";
            let problem = self.slip(range.clone()).syntax(message, help);
            self.add(range, "", problem);
        }
    }

    /// `96 forecast:` was meant as `96, forecast:`.
    fn comma(&mut self, line: &Line, colon: usize) {
        let text = &self.source.as_str()[line.at()..colon];
        let before =
            text.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let name = &text[before.len()..];
        let value = before.trim_end();
        if name.is_empty()
            || value.ends_with(['{', '[', ',', ':'])
            || value.len() == before.len() && !value.ends_with(['"', '\'', '}', ']'])
        {
            return;
        }
        let typed = value
            .rfind([':', '{', '[', ','])
            .map_or("", |at| value[at + 1..].trim_start());
        let is_plain = !typed.is_empty() && !value.ends_with(['"', '\'', '}', ']']);
        let start = if is_plain {
            value.len() - typed.len()
        } else {
            before.len()
        };
        let stop = value.chars().next_back().filter(|c| matches!(c, ';' | '.'));
        let end = line.at() + value.len();
        let edit = end - usize::from(stop.is_some())..end;
        let help = match stop {
            Some(stop) if is_plain => {
                let what = if stop == ';' {
                    "semicolon"
                } else {
                    "full stop"
                };
                format!(
                    "put a comma instead of the {what}: write `{}, {name}:`",
                    typed.trim_end_matches(stop)
                )
            }
            _ if !is_plain => format!("put a comma before `{name}`"),
            _ if !typed.contains(' ') => {
                format!(
                    "write `{typed}, {name}:`; if it is text with a colon, put it in double quotes"
                )
            }
            _ => format!(
                "put a comma before `{name}`; if it is text with a colon, put it in double quotes"
            ),
        };
        let message = "there is no comma between these two entries";
        let problem = self.slip(line.at() + start..colon).syntax(message, help);
        self.add(edit, ",", problem);
    }
}

fn closer(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

fn opener(close: char) -> char {
    if close == '}' { '{' } else { '[' }
}

/// Whether a quote on the line is not closed on it.
pub(super) fn opens_quote(line: &Line) -> bool {
    let (mut chars, mut before) = (unquoted(line).into_iter(), ' ');
    chars.any(|(_, c)| {
        let is_first = OPENS.contains(before);
        before = c;
        is_first && matches!(c, '"' | '\'')
    })
}

/// What may come before the quote that opens a text.
const OPENS: &str = " {[,:";

/// The characters of a line outside its quotes.
fn unquoted(line: &Line) -> Vec<(usize, char)> {
    let mut chars = Vec::new();
    let mut skip = 0;
    let mut before = ' ';
    for (at, c) in line.text.char_indices() {
        if at < skip {
            continue;
        }
        let opens = OPENS.contains(before);
        if let ('"' | '\'', true) = (c, opens)
            && let Some(length) = quoted_length(&line.text[at..], c)
        {
            skip = at + length;
        } else {
            chars.push((line.at() + at, c));
        }
        before = c;
    }
    chars
}

/// Where the values of a line may start, and whether that is within braces: after its dashes, after each `: `, and
/// within braces after a comma.
fn starts(line: &Line) -> Vec<(usize, bool)> {
    let (first, _) = line.behind_dashes();
    let has_dash = first > line.at();
    let is_name = line.text.starts_with(|c: char| c.is_alphanumeric());
    let mut starts = Vec::new();
    if has_dash || !is_name {
        starts.push((first, false));
    }
    let mut in_braces = false;
    for (at, c) in unquoted(line) {
        let opens = matches!(c, '{' | '[');
        in_braces |= opens;
        let after = &line.text[at + c.len_utf8() - line.at()..];
        let is_start = c == ':' && after.starts_with(' ') || in_braces && (opens || c == ',');
        let start = line.range().end - after.trim_start().len();
        if is_start && start < line.range().end {
            starts.push((start, in_braces));
        }
    }
    starts
}
