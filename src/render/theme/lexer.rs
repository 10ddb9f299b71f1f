//! Splits the tags of a template into tokens, each with its bytes. Text between tags is skipped.

use std::ops::Range;

/// A token in a tag, or the start or the end of a tag.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// `{{`
    PrintStart,
    /// `{%`
    TagStart,
    /// `}}` or `%}`
    End,
    /// A name or a keyword.
    Word(String),
    /// A string in quotes.
    Text(String),
    Number,
    /// An operator or a bracket, such as `.` or `==`.
    Symbol(&'static str),
}

/// A token and its bytes.
pub(super) type Spanned = (Token, Range<usize>);

/// Operators and brackets, longer ones before their prefixes.
const SYMBOLS: [&str; 32] = [
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".",
    ",", ":", "~", "|", "=", ">", "<", "(", ")", "[", "]", "{", "}", "@", "?",
];

/// Reads the tags of a template. Returns `None` on a syntax error, which the engine reports.
pub(super) fn read(text: &str) -> Option<Vec<Spanned>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = next_tag(text, at) {
        let inside = start + 2;
        match &text[start..inside] {
            "{#" => at = inside + text[inside..].find("#}")? + 2,
            "{%" => {
                if let Some(end) = raw_end(text, inside) {
                    at = end;
                } else {
                    tokens.push((Token::TagStart, start..inside));
                    at = read_tag(text, after_dash(text, inside), "%}", &mut tokens)?;
                }
            }
            _ => {
                tokens.push((Token::PrintStart, start..inside));
                at = read_tag(text, after_dash(text, inside), "}}", &mut tokens)?;
            }
        }
    }
    Some(tokens)
}

fn next_tag(text: &str, from: usize) -> Option<usize> {
    let found = text.as_bytes()[from..]
        .windows(2)
        .position(|pair| matches!(pair, b"{{" | b"{%" | b"{#"))?;
    Some(from + found)
}

fn after_dash(text: &str, at: usize) -> usize {
    at + usize::from(text[at..].starts_with('-'))
}

/// Returns the end of a `{% raw %}` part, if one starts here.
fn raw_end(text: &str, inside: usize) -> Option<usize> {
    let mut at = named_tag_end(text, inside, "raw")?;
    loop {
        let start = at + text[at..].find("{%")?;
        match named_tag_end(text, start + 2, "endraw") {
            Some(end) => return Some(end),
            None => at = start + 2,
        }
    }
}

fn named_tag_end(text: &str, inside: usize, name: &str) -> Option<usize> {
    let rest = text[after_dash(text, inside)..].trim_start();
    let rest = rest.strip_prefix(name)?.trim_start();
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

/// Reads up to the end of a tag, and returns the position after it.
fn read_tag(text: &str, from: usize, end: &str, tokens: &mut Vec<Spanned>) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = &text[at..];
        let space = rest.len() - rest.trim_ascii_start().len();
        if space > 0 {
            at += space;
            continue;
        }
        let dashed = usize::from(rest.starts_with('-'));
        if rest[dashed..].starts_with(end) {
            let after = at + dashed + end.len();
            tokens.push((Token::End, at..after));
            return Some(after);
        }
        let (token, length) = read_token(rest)?;
        tokens.push((token, at..at + length));
        at += length;
    }
}

fn read_token(rest: &str) -> Option<(Token, usize)> {
    let first = rest.chars().next()?;
    if matches!(first, '"' | '\'' | '`') {
        return quoted(rest, first);
    }
    if first.is_ascii_digit() {
        let length = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(rest.len());
        return Some((Token::Number, length));
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        return Some((Token::Word(rest[..length].to_owned()), length));
    }
    let symbol = SYMBOLS
        .into_iter()
        .find(|symbol| rest.starts_with(symbol))?;
    Some((Token::Symbol(symbol), symbol.len()))
}

fn quoted(rest: &str, quote: char) -> Option<(Token, usize)> {
    let mut text = String::new();
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if escaped {
            text.push(c);
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return Some((Token::Text(text), at + c.len_utf8()));
        } else {
            text.push(c);
        }
    }
    None
}
