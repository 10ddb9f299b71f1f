//! What single signs and stretches of text are.

use super::Slip;

/// Whether it looks like a space, and is not the one of the space bar.
pub(super) fn is_odd_blank(sign: char) -> bool {
    sign.is_whitespace() && !sign.is_ascii()
}

/// Whether this reads as a name with a value.
pub(super) fn is_entry(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.trim_start_matches(is_name).starts_with(": ")
}

/// Where the closing quote ends. Double quotes are escaped by a backslash, single ones by doubling.
pub(super) fn closing_quote(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut signs = text[start + 1..].char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' && quote == '"' {
            signs.next();
        } else if sign == quote {
            if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') {
                signs.next();
            } else {
                return Some(start + 1 + at + 1);
            }
        }
    }
    None
}

pub(super) fn plain_length(text: &str, in_braces: bool) -> usize {
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        let next = text[at + sign.len_utf8()..].chars().next();
        let ends = match sign {
            '\n' => true,
            '#' => before == ' ' || before == '\t',
            ':' => next.is_none_or(|c| {
                c.is_whitespace() || (in_braces && matches!(c, ',' | '}' | ']' | '{' | '['))
            }),
            ',' | '}' | ']' | '{' | '[' => in_braces,
            _ => false,
        };
        if ends {
            return at.max(1);
        }
        before = sign;
    }
    text.len().max(1)
}

/// A remark stands two blanks away and has one after its `#`; anything else is text that lost its end. Figures and
/// single words are never cut in a way that matters.
pub(super) fn is_cut(text: &str, with_blanks: &str, after: &str) -> bool {
    let blanks = with_blanks.len() - text.len();
    let remark = blanks >= 2 && after[1..].starts_with([' ', '#', '-', '=']);
    text.contains(char::is_alphabetic) && !remark
}

/// Where a text of several lines after `|` or `>` ends, whose first line ends at `at`: it is everything deeper than the
/// name before it.
pub(super) fn block_end(text: &str, at: usize, deeper_than: usize) -> usize {
    let mut end = at;
    for line in text.get(at + 1..).unwrap_or_default().split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() && indent <= deeper_than {
            return end;
        }
        end += line.len();
    }
    text.len()
}

/// Whether it is a quote as other programs turn them.
pub(super) fn is_curly(sign: char) -> bool {
    matches!(sign, '\u{201c}'..='\u{201e}') || is_single_curly(sign)
}

/// Whether it is a single one.
pub(super) fn is_single_curly(sign: char) -> bool {
    matches!(sign, '\u{2018}' | '\u{2019}')
}

/// How long a text with curly quotes round the whole of it is, of which the line begins with the first, up to where its
/// line ends: commas and colons within them end it for YAML, and were not meant to.
///
/// # Errors
/// How much of the line holds no end for any text of this kind that begins within it.
pub(super) fn curly_length(line: &str, first: char, in_braces: bool) -> Result<usize, usize> {
    let is_single = is_single_curly(first);
    let ends = |end: usize| {
        let after = line[end..].trim_start();
        let parts = after.strip_prefix(',').map(str::trim_start);
        after.is_empty()
            || after.starts_with('#')
            || in_braces
                && (after.starts_with(['}', ']'])
                    || parts.is_some_and(|next| !is_single || is_entry(next)))
    };
    let closing = line
        .char_indices()
        .skip(1)
        .filter(|(_, sign)| closes_curly(first, *sign));
    let mut closing = closing.map(|(at, sign)| (at, at + sign.len_utf8()));
    if is_single {
        // Those within the text are apostrophes.
        let mut lengths = closing.map(|(_, end)| end);
        lengths.find(|end| ends(*end)).ok_or(line.len())
    } else {
        match closing.next() {
            Some((_, end)) if ends(end) => Ok(end),
            Some((at, _)) => Err(at),
            None => Err(line.len()),
        }
    }
}

/// Whether a quote may close a text that a curly one opens.
fn closes_curly(first: char, sign: char) -> bool {
    match first {
        '\u{2018}' | '\u{2019}' => matches!(sign, '\'' | '\u{2018}' | '\u{2019}'),
        _ => matches!(sign, '"' | '\u{201c}' | '\u{201d}'),
    }
}

/// A quote at one end of unquoted text that has no other.
pub(super) fn stray_quote(text: &str) -> Option<Slip> {
    let first = text.chars().next()?;
    if is_curly(first) {
        let inner = &text[first.len_utf8()..];
        let quote = |c: char| closes_curly(first, c);
        let is_closed_within = inner.find(quote).is_some_and(|at| !ends_at(inner, at));
        return (!is_closed_within).then_some(Slip::CurlyQuote);
    }
    if text.matches('"').count() % 2 == 1 && text.ends_with('"') {
        return Some(Slip::StrayQuote('"'));
    }
    let begins = |(at, _): (usize, &str)| at == 0 || text[..at].ends_with([' ', '(']);
    if text.ends_with('\'') && !text.match_indices('\'').any(begins) {
        return Some(Slip::StrayQuote('\''));
    }
    None
}

/// Whether a line begins with a sign that other programs begin the entries of a list with.
pub(super) fn odd_dash(text: &str) -> Option<char> {
    let mut signs = text.chars();
    let sign = signs
        .next()
        .filter(|sign| "_+\u{2013}\u{2014}\u{2022}\u{b7}".contains(*sign))?;
    (signs.next() == Some(' ')).then_some(sign)
}

/// Whether only one sign stands at the byte and behind it.
fn ends_at(text: &str, byte: usize) -> bool {
    text[byte..].chars().count() == 1
}
