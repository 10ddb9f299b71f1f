//! Splits the tags of a template into tokens. Text, comments and raw parts are skipped.

use std::ops::Range;

/// A piece of a text with its first byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl<'t> Token<'t> {
    /// Returns its bytes.
    pub(super) fn span(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Returns the text of a string without its quotes.
    pub(super) fn unquoted(&self) -> &'t str {
        self.text.trim_matches(['"', '\'', '`'])
    }
}

/// Returns the names that follow one of some tags, such as `block`.
pub(super) fn names_after<'t>(text: &'t str, tags: &[&str]) -> Vec<Token<'t>> {
    let tokens = read(text);
    let threes = tokens.windows(3);
    let named = threes.filter(|three| three[0].text == "{%" && tags.contains(&three[1].text));
    named.map(|three| three[2]).collect()
}

/// Reads the tags of a template: `{{`, `{%`, their ends, words, numbers, strings in their quotes, `?.` and single
/// characters. The engine reports syntax errors.
pub(super) fn read(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        at = match text.get(start..start + 2) {
            Some("{#") => after(text, start, "#}"),
            Some("{{") => read_tag(text, start, "}}", &mut tokens),
            Some("{%") => {
                let end = read_tag(text, start, "%}", &mut tokens);
                let last = tokens.len().saturating_sub(3);
                match tokens[last..] {
                    [tag, name, _] if (tag.text, name.text) == ("{%", "raw") => {
                        after(text, end, "endraw")
                    }
                    _ => end,
                }
            }
            _ => start + 1,
        };
    }
    tokens
}

/// Returns the position after a mark, or the end of the text.
fn after(text: &str, from: usize, mark: &str) -> usize {
    let found = text[from..].find(mark);
    found.map_or(text.len(), |found| from + found + mark.len())
}

/// Reads up to the end of a tag, and returns the position after it.
fn read_tag<'t>(text: &'t str, start: usize, end: &str, tokens: &mut Vec<Token<'t>>) -> usize {
    let mut at = start + 2;
    tokens.push(Token {
        text: &text[start..at],
        at: start,
    });
    at += usize::from(text[at..].starts_with('-'));
    while at < text.len() {
        let rest = &text[at..];
        let is_end = rest.starts_with(end);
        let length = if is_end {
            end.len()
        } else {
            length_of_token(rest)
        };
        // A dash before the end belongs to it.
        let is_dash = rest.starts_with('-') && rest[1..].starts_with(end);
        let token = &rest[..length];
        if !is_dash && !token.trim().is_empty() {
            tokens.push(Token { text: token, at });
        }
        at += length;
        if is_end {
            break;
        }
    }
    at
}

fn length_of_token(rest: &str) -> usize {
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or_default();
    let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
    match first {
        '"' | '\'' | '`' => {
            let mut escaped = false;
            let inside = chars.take_while(|c| {
                let goes_on = escaped || *c != first;
                escaped = *c == '\\' && !escaped;
                goes_on
            });
            let length = 1 + inside.map(char::len_utf8).sum::<usize>();
            (length + 1).min(rest.len())
        }
        '0'..='9' => run(|c| c.is_ascii_digit() || c == '.'),
        'a'..='z' | 'A'..='Z' | '_' => run(|c| c.is_ascii_alphanumeric() || c == '_'),
        '?' if rest.starts_with("?.") => 2,
        _ if first.is_whitespace() => run(char::is_whitespace),
        _ => first.len_utf8(),
    }
}
