//! How YAML reads a line: where quotes and unquoted text end, and the characters that other programs use for its own.

use std::ops::Range;

/// No further along a line is searched, so that a long line takes time in proportion to its length.
const FURTHEST: usize = 2000;

/// The rest of a line, as far as it is searched.
pub(super) fn stretch(text: &str) -> &str {
    let mut end = text.len().min(FURTHEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].lines().next().unwrap_or_default()
}

/// Whether it looks like a space, and is not the one of the space bar.
pub(in crate::parse) fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// Whether this reads as a name with a value.
pub(super) fn is_entry(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.trim_start_matches(is_name).starts_with(": ")
}

/// A line that says something.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) indent: usize,
    /// Without its indentation, its remark and its end.
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn at(&self) -> usize {
        self.start + self.indent
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.at()..self.at() + self.text.len()
    }

    /// Where the text behind its dashes starts, and the text.
    pub(super) fn behind_dashes(&self) -> (usize, &'t str) {
        let text = self.text.trim_start_matches(['-', ' ']);
        (self.range().end - text.len(), text)
    }
}

pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut lines, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        let text = if content.starts_with('\t') {
            content.trim_end_matches(['\n', '\r'])
        } else {
            without_remark(content).trim_end()
        };
        if !text.is_empty() && !text.starts_with('#') {
            lines.push(Line {
                start,
                indent,
                text,
            });
        }
        start += line.len();
    }
    lines
}

/// A line without the remark at its end, which is not part of what is to be typed.
fn without_remark(line: &str) -> &str {
    // Every second part is between quotes.
    let mut start = 0;
    for (number, part) in line.split('"').enumerate() {
        if let Some(at) = part.find(" #").filter(|_| number.is_multiple_of(2)) {
            return &line[..start + at];
        }
        start += part.len() + 1;
    }
    line
}

/// The length of a quoted text with both its quotes. Double quotes are escaped by a backslash, single ones by doubling.
pub(super) fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut rest = text[1..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c == '\\' && quote == '"' {
            rest.next();
        } else if c == quote && (quote == '"' || rest.next_if(|(_, c)| *c == '\'').is_none()) {
            return Some(at + 2);
        }
    }
    None
}

/// The length of unquoted text on one line.
pub(super) fn plain_length(text: &str, in_braces: bool) -> usize {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let ends = match c {
            '\n' => true,
            '#' => before == ' ' || before == '\t',
            ':' => next.is_none_or(|c| c.is_whitespace() || in_braces && ",}]{[".contains(c)),
            ',' | '}' | ']' | '{' | '[' => in_braces,
            _ => false,
        };
        if ends {
            return at.max(1);
        }
        before = c;
    }
    text.len().max(1)
}

pub(super) fn is_curly(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201e}' | '\u{2018}' | '\u{2019}')
}

/// The length of a text that starts with a curly quote. Commas and colons before the closing one end it for YAML, and
/// were not meant to. `None` if only some of its words are in such quotes.
pub(in crate::parse) fn curly_length(text: &str, in_braces: bool) -> Option<usize> {
    let line = stretch(text);
    let first = line.chars().next().filter(|c| is_curly(*c))?;
    let is_single = matches!(first, '\u{2018}' | '\u{2019}');
    let quotes = if is_single {
        "'\u{2018}\u{2019}"
    } else {
        "\"\u{201c}\u{201d}"
    };
    let closes = |c| quotes.contains(c);
    let ends = |end: &usize| {
        let after = line[*end..].trim_start();
        let next = after.strip_prefix(',').map(str::trim_start);
        let goes_on = next.is_none_or(|next| is_single && !is_entry(next));
        after.is_empty()
            || after.starts_with('#')
            || in_braces && (after.starts_with(['}', ']']) || !goes_on)
    };
    let behind = &line[first.len_utf8()..];
    let closing = behind.match_indices(closes);
    let mut closing = closing.map(|(at, quote)| first.len_utf8() + at + quote.len());
    // Single quotes within the text are apostrophes.
    let whole = if is_single {
        closing.find(ends)
    } else {
        closing.next().filter(ends)
    };
    whole.or_else(|| {
        let plain = line[..plain_length(line, in_braces)].trim_end();
        let closed = plain[first.len_utf8()..].split_once(closes);
        closed
            .is_none_or(|(_, rest)| rest.is_empty())
            .then_some(plain.len())
    })
}

/// The quote at the end of unquoted text that has none at its start.
pub(super) fn stray_quote(text: &str) -> Option<char> {
    let opens = |(at, _): (usize, &str)| at == 0 || text[..at].ends_with([' ', '(']);
    if text.ends_with('"') && text.matches('"').count() % 2 == 1 {
        return Some('"');
    }
    (text.ends_with('\'') && !text.match_indices('\'').any(opens)).then_some('\'')
}

/// The character of another program that starts a line where a dash belongs.
pub(super) fn odd_dash(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    let is_dash = "_+\u{2013}\u{2014}\u{2022}\u{b7}".contains(first);
    (is_dash && text[first.len_utf8()..].starts_with(' ')).then_some(first)
}

/// Whether this is a text of at least two words, and so no figure, day, id or word of a list.
pub(in crate::parse) fn is_prose(text: &str) -> bool {
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    text.split_whitespace().filter(is_word).count() > 1
}

/// The text as it is typed within double quotes.
pub(super) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
