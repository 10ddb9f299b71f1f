//! Splits the tags of a template into tokens. Text, comments and raw parts are skipped.

use std::ops::Range;

/// A piece of a text with its first byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl<'t> Token<'t> {
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
/// characters, without dashes. The engine reports syntax errors.
pub(super) fn read(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        at += found;
        let start = text.get(at..at + 2).unwrap_or_default();
        let end = match start {
            "{{" => "}}",
            "{%" => "%}",
            "{#" => {
                at = after(text, at, "#}");
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        tokens.push(Token { text: start, at });
        at += start.len();
        while at < text.len() {
            let rest = &text[at..];
            let is_end = rest.starts_with(end);
            let length = if is_end { 2 } else { length_of_token(rest) };
            let token = &rest[..length];
            if token != "-" && !token.trim().is_empty() {
                tokens.push(Token { text: token, at });
            }
            at += length;
            if is_end {
                break;
            }
        }
        if let [.., tag, name, _] = &tokens[..]
            && (tag.text, name.text) == ("{%", "raw")
        {
            at = after(text, at, "endraw");
        }
    }
    tokens
}

/// Returns the position after a mark, or the end of the text.
fn after(text: &str, from: usize, mark: &str) -> usize {
    let found = text[from..].find(mark);
    found.map_or(text.len(), |found| from + found + mark.len())
}

fn length_of_token(rest: &str) -> usize {
    let first = rest.chars().next().unwrap_or_default();
    let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
    match first {
        '"' | '\'' | '`' => {
            let mut is_escaped = false;
            let end = rest[1..].find(|c| {
                let is_end = c == first && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                is_end
            });
            end.map_or(rest.len(), |length| length + 2)
        }
        '0'..='9' => run(|c| c.is_ascii_digit() || c == '.'),
        'a'..='z' | 'A'..='Z' | '_' => run(|c| c.is_ascii_alphanumeric() || c == '_'),
        '?' if rest.starts_with("?.") => 2,
        _ if first.is_whitespace() => run(char::is_whitespace),
        _ => first.len_utf8(),
    }
}
