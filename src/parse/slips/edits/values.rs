//! Edits of the values on a line: their quotes, braces and commas.

use std::ops::Range;

use super::super::escapes;
use super::super::text::{Line, curly_length, in_quotes, is_curly, is_prose, quoted_length};
use super::Edits;
use crate::diag::{Code, Fix};

impl Edits<'_> {
    /// Texts that must be quoted, and quotes that are not closed.
    pub(super) fn values(&mut self, line: &Line) {
        for (start, in_braces) in starts(line) {
            let rest = start..line.range().end;
            let typed = &self.source.as_str()[rest.clone()];
            let closed = typed.chars().next().and_then(|first| match first {
                '"' | '\'' => quoted_length(typed, first),
                first if is_curly(first) => curly_length(typed, in_braces),
                _ => None,
            });
            let from = closed.unwrap_or(0);
            let entry = typed[from..].find([',', '}', ']']).filter(|_| in_braces);
            let entry = entry.map_or(typed.len(), |end| from + end);
            let entry = start..start + typed[..entry].trim_end().len();
            self.value(entry, rest, closed);
        }
    }

    fn value(&mut self, entry: Range<usize>, rest: Range<usize>, closed: Option<usize>) {
        let slip = self.slip(entry.clone());
        let (start, shown) = (entry.start, slip.shown());
        let Some(first) = shown.chars().next() else {
            return;
        };
        match (first, closed) {
            ('"' | '\'', None) => self.open_quote(entry, rest, &shown[..1]),
            ('"' | '\'', Some(length)) => {
                let text = &shown[..length];
                if let Some(escape) = escapes::unfit(text).filter(|_| first == '"') {
                    let problem = escapes::problem(self.source, start, escape);
                    let doubled = text.replace('\\', "\\\\").replace("\\\\\"", "\\\"");
                    self.add(start..start + length, doubled, problem);
                }
                if length < shown.len() {
                    let inner = shown[1..].strip_suffix(first).unwrap_or(shown);
                    let help = format!("put the whole text in double quotes: {}", in_quotes(inner));
                    let message = "the text continues after the closing quote";
                    let problem = slip.problem(Code::Quoting, message, help);
                    self.add(entry, in_quotes(inner), problem.fix(slip.quoted(inner)));
                }
            }
            (first, _) if is_curly(first) => {
                let length = closed.unwrap_or(shown.len());
                let range = start..start + length;
                let problem = self.slip(range.clone()).curly();
                self.add(range, in_quotes(&shown[..length]), problem);
            }
            ('%' | '@' | '`' | '|' | '>' | '?', _) => {
                self.add(entry, in_quotes(shown), slip.bad_start(first));
            }
            ('&' | '*' | '!', _) => {
                let length = shown.find(char::is_whitespace).unwrap_or(shown.len());
                let behind = shown[length..].trim_start();
                let is_prose = length == 1 || behind.starts_with(char::is_alphabetic);
                if is_prose && first != '!' {
                    self.add(entry, in_quotes(shown), slip.bad_start(first));
                } else {
                    let name = start..start + length;
                    let problem = self.slip(name.clone()).anchor(first);
                    self.add(name, if first == '*' { "0" } else { "" }, problem);
                }
            }
            ('{' | '[', _) => {}
            _ => {
                let before = self.source.as_str()[..start].trim_end();
                let has_colon = shown.contains(": ") || shown.ends_with(':');
                if before.ends_with([':', '-']) && has_colon {
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
            let problem = slip.problem(Code::Quoting, message, help);
            let fix = Fix::new(edit.clone(), quote, what);
            self.add(edit, quote, problem.fix(fix));
            return;
        }
        let inner = &shown[1..];
        let may_go_on = inner.contains(['{', '}', '[', ']', '#', '\\']) || inner.contains(quote);
        let is_clear = is_prose(inner) && !may_go_on;
        let help = "put the closing quote at the end of the text";
        for end in [rest.end, entry.end] {
            let problem = slip.problem(Code::Quoting, message, help);
            let fix = is_clear.then(|| Fix::new(end..end, quote, what));
            self.add(end..end, quote, problem.fix(fix));
        }
    }

    /// Braces that are not closed or closed by others, commas that are missing between their entries, and what follows
    /// them.
    pub(super) fn brackets(&mut self, line: &Line) {
        let end = line.range().end;
        let mut open: Vec<(usize, char)> = Vec::new();
        for (at, c) in unquoted(line) {
            match c {
                '{' | '[' => open.push((at, c)),
                '}' | ']' => self.closing(line, at, c, open.pop()),
                ':' if !open.is_empty() => self.comma(line, at),
                _ => {}
            }
            if matches!(c, '}' | ']') && open.is_empty() {
                self.after_braces(at + 1..end);
            }
        }
        if let Some((start, sign)) = open.first().copied() {
            let message = format!("this `{sign}` is never closed");
            let help = match sign {
                '{' => "close it with } at the end of its entry",
                _ => "close it with ] at the end of the list",
            };
            let problem = self.slip(start..end).syntax(message, help);
            let closing: String = open.iter().rev().map(|(_, sign)| other(*sign)).collect();
            self.add(end..end, closing, problem.clone());
            self.add(start..start + 1, "", problem);
        }
    }

    fn closing(&mut self, line: &Line, at: usize, sign: char, opened: Option<(usize, char)>) {
        let slip = self.slip(at..at + 1);
        match opened {
            None => {
                let message = format!("this `{sign}` closes nothing");
                let problem = slip.syntax(message, "delete it, or open one before it");
                for (start, _) in starts(line) {
                    self.add(start..start, other(sign), problem.clone());
                }
                self.add(at..at + 1, "", problem);
            }
            Some((_, open)) if other(open) != sign => {
                let right = other(open);
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
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let before = text.trim_end_matches(is_name);
        let name = &text[before.len()..];
        let value = before.trim_end();
        let is_closed = value.ends_with(['"', '\'', '}', ']']);
        if name.is_empty()
            || value.ends_with(['{', '[', ',', ':'])
            || value.len() == before.len() && !is_closed
        {
            return;
        }
        let typed = value.rsplit_once([':', '{', '[', ',']);
        let typed = typed.map_or("", |(_, typed)| typed.trim_start());
        let start = if is_closed {
            before.len()
        } else {
            value.len() - typed.len()
        };
        let mut stops = [("semicolon", ';'), ("full stop", '.')].into_iter();
        let stop = stops.find(|(_, sign)| value.ends_with(*sign));
        let help = match stop {
            Some((what, sign)) => {
                let typed = typed.trim_end_matches(sign);
                format!("put a comma instead of the {what}: write `{typed}, {name}:`")
            }
            None if is_closed => format!("put a comma before `{name}`"),
            None => format!(
                "write `{typed}, {name}:`; if it is text with a colon, put it in double quotes"
            ),
        };
        let message = "there is no comma between these two entries";
        let problem = self.slip(line.at() + start..colon).syntax(message, help);
        let end = line.at() + value.len();
        self.add(end - usize::from(stop.is_some())..end, ",", problem);
    }
}

/// The bracket that closes one, or is closed by it.
fn other(bracket: char) -> char {
    match bracket {
        '{' => '}',
        '[' => ']',
        '}' => '{',
        _ => '[',
    }
}

/// Whether a quote on the line is not closed on it.
pub(super) fn opens_quote(line: &Line) -> bool {
    let mut before = ' ';
    unquoted(line).into_iter().any(|(_, c)| {
        let opens = OPENS.contains(before);
        before = c;
        opens && matches!(c, '"' | '\'')
    })
}

/// What may come before the quote that opens a text.
const OPENS: &str = " {[,:";

/// The characters of a line outside its quotes.
fn unquoted(line: &Line) -> Vec<(usize, char)> {
    let (mut chars, mut skip, mut before) = (Vec::new(), 0, ' ');
    for (at, c) in line.text.char_indices().map(|(at, c)| (line.at() + at, c)) {
        if at < skip {
            continue;
        }
        let quoted = &line.text[at - line.at()..];
        let opens = OPENS.contains(before) && matches!(c, '"' | '\'');
        match opens.then(|| quoted_length(quoted, c)).flatten() {
            Some(length) => skip = at + length,
            None => chars.push((at, c)),
        }
        before = c;
    }
    chars
}

/// Where the values of a line may start, and whether that is within braces: after its dashes, after each `: `, and
/// within braces after a comma.
fn starts(line: &Line) -> Vec<(usize, bool)> {
    let (first, _) = line.behind_dashes();
    let is_name = line.text.starts_with(char::is_alphanumeric);
    let mut starts = Vec::new();
    if first > line.at() || !is_name {
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
