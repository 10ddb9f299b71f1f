//! How YAML reads a line: where quotes and unquoted text end, and the characters that other programs use for its own.

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
pub(super) fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// Whether this reads as a name with a value.
pub(super) fn is_entry(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.trim_start_matches(is_name).starts_with(": ")
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

/// Whether it is a quote of a word processor.
pub(super) fn is_curly(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201e}' | '\u{2018}' | '\u{2019}')
}

/// Whether a quote may close a text that a curly one opens.
fn closes(first: char, c: char) -> bool {
    match first {
        '\u{2018}' | '\u{2019}' => matches!(c, '\'' | '\u{2018}' | '\u{2019}'),
        _ => matches!(c, '"' | '\u{201c}' | '\u{201d}'),
    }
}

/// The length of a text that starts with a curly quote. Commas and colons before the closing one end it for YAML, and
/// were not meant to. `None` if only some of its words are in such quotes.
pub(in crate::parse) fn curly_length(text: &str, in_braces: bool) -> Option<usize> {
    let line = stretch(text);
    let first = line.chars().next().filter(|c| is_curly(*c))?;
    let is_single = matches!(first, '\u{2018}' | '\u{2019}');
    let ends = |end: &usize| {
        let after = line[*end..].trim_start();
        let next = after.strip_prefix(',').map(str::trim_start);
        after.is_empty()
            || after.starts_with('#')
            || in_braces
                && (after.starts_with(['}', ']'])
                    || next.is_some_and(|next| !is_single || is_entry(next)))
    };
    let quotes = line.char_indices().skip(1);
    let mut closing = quotes
        .filter(|(_, c)| closes(first, *c))
        .map(|(at, c)| at + c.len_utf8());
    // Single quotes within the text are apostrophes.
    let whole = if is_single {
        closing.find(ends)
    } else {
        closing.next().filter(ends)
    };
    whole.or_else(|| {
        let plain = line[..plain_length(line, in_braces)].trim_end();
        let inner = &plain[first.len_utf8()..];
        let closed = inner.find(|c| closes(first, c));
        closed
            .is_none_or(|at| inner[at..].chars().count() == 1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_word_processors_end_where_the_text_in_them_does() {
        let table = [
            ("“one, two” }", true, Some("“one, two”")),
            (
                "‘The ward’s, and others’ }",
                true,
                Some("‘The ward’s, and others’"),
            ),
            ("“one: two”", false, Some("“one: two”")),
            ("“never closed, but }", true, Some("“never closed")),
            ("“Good” cases", false, None),
        ];
        for (text, in_braces, expected) in table {
            let length = curly_length(text, in_braces);
            assert_eq!(length.map(|length| &text[..length]), expected, "{text}");
        }
    }
}
