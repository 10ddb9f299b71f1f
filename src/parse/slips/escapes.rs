//! What a backslash makes within double quotes, and what was probably meant by it.

use std::ops::Range;

use super::text::quoted_length;
use crate::diag::{Code, Diagnostic, Fix};
use crate::source::characters::{is_hidden, name};
use crate::source::{Place, SourceText};

/// What is wrong, where no more can be said.
pub(in crate::parse) const NOT_TEXT: &str =
    "in double quotes a \\ starts a special code, and this one is not text";

/// What to type.
pub(in crate::parse) const TYPE_TWICE: &str =
    "put the text in single quotes, or type \\\\ for each \\";

/// What an escape makes.
enum Made {
    Character(char),
    /// The end of a line is left out.
    Nothing,
    /// YAML does not know it.
    Unknown,
}

/// Finds the first escape in a text with its double quotes that makes no readable text there.
///
/// Line ends, tabs and no-break spaces are fit, except in what looks like a Windows path.
pub(super) fn unfit(quoted: &str) -> Option<Range<usize>> {
    let mut at = 1;
    while let Some(next) = quoted[at..].find('\\') {
        let start = at + next;
        let (made, length) = made(&quoted[start..]);
        let end = start + length;
        let is_fit = match made {
            Made::Nothing => true,
            Made::Unknown => false,
            Made::Character('\r') => quoted[end..].starts_with("\\n"),
            Made::Character('\n' | '\t' | '\u{a0}') => !is_path(quoted, start),
            Made::Character(c) => !is_hidden(c),
        };
        if !is_fit {
            return Some(start..end);
        }
        at = end;
    }
    None
}

/// Reads the escape at the start of a text: what it makes, and how long it is.
fn made(text: &str) -> (Made, usize) {
    let Some(letter) = text[1..].chars().next() else {
        return (Made::Unknown, 1);
    };
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let number = text.get(2..2 + digits);
        let number = number.filter(|number| number.bytes().all(|b| b.is_ascii_hexdigit()));
        let c = number.and_then(|number| char::from_u32(u32::from_str_radix(number, 16).ok()?));
        return match (c, number) {
            (Some(c), _) => (Made::Character(c), 2 + digits),
            (None, Some(_)) => (Made::Unknown, 2 + digits),
            (None, None) => (Made::Unknown, 2),
        };
    }
    let c = match letter {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        ' ' | '"' | '/' | '\\' => letter,
        '\n' | '\r' => return (Made::Nothing, 2),
        _ => return (Made::Unknown, 1 + letter.len_utf8()),
    };
    (Made::Character(c), 1 + letter.len_utf8())
}

/// Whether the backslash is one of a Windows path: `S:\` or `\\server\` before it, without a space between.
fn is_path(quoted: &str, backslash: usize) -> bool {
    let before = &quoted[1..backslash];
    let word = before.rsplit([' ', '(', '\'']).next().unwrap_or_default();
    let drive = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':')
    };
    let after_drive = word.get(2..).unwrap_or_default();
    word.starts_with("\\\\") && word.len() > 2
        || drive(word) && (after_drive.is_empty() || after_drive.starts_with('\\'))
}

/// Returns the problem of an escape in the double quotes at `start`, with the text as it was probably meant.
pub(super) fn problem(source: &SourceText, start: usize, escape: Range<usize>) -> Diagnostic {
    let text = source.as_str();
    let range = start + escape.start..start + escape.end;
    let escape = &text[range.clone()];
    let length = quoted_length(&text[start..], '"').unwrap_or(text.len() - start);
    let token = start..start + length;
    let quoted = &text[token.clone()];
    let message = match made(escape).0 {
        Made::Character(c) => format!("in double quotes `{escape}` is {}, not text", name(c)),
        Made::Nothing | Made::Unknown => {
            format!("in double quotes a \\ starts a special code, and `{escape}` is not one")
        }
    };
    let problem = Diagnostic::error(
        Code::HiddenCharacter,
        Place::bytes(&source.path, range.clone()),
        message,
    );
    let inner = quoted.trim_start_matches('"');
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let is_path = is_path(quoted, range.start - start);
    if is_path
        && !inner.contains(['\'', '"', '\n'])
        && !inner.trim_start_matches('\\').contains("\\\\")
    {
        let single = format!("'{inner}'");
        let what = "put the path in single quotes";
        return problem
            .help(format!("put a path in single quotes: {single}"))
            .fix(Fix::new(token, single, what));
    }
    let is_number = escape[1..].starts_with(['x', 'u', 'U', '0', 'e']);
    problem.help(if is_number && !is_path {
        format!("delete `{escape}`; to show a \\, {TYPE_TWICE}")
    } else {
        TYPE_TWICE.to_owned()
    })
}
