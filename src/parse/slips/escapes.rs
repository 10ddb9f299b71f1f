//! What a backslash makes within double quotes, and what was probably meant by it.

use std::ops::Range;

use super::text::quoted_length;
use crate::diag::{Code, Diagnostic, Fix};
use crate::source::characters::{is_hidden, name};
use crate::source::{Place, SourceText};

/// What to type.
pub(in crate::parse) const TYPE_TWICE: &str =
    "put the text in single quotes, or type \\\\ for each \\";

/// The letters of escapes, and what each makes.
const LETTERS: &str = "0abt\tnvfreN_LP \"/\\";
const MADE: &str = "\0\u{7}\u{8}\t\t\n\u{b}\u{c}\r\u{1b}\u{85}\u{a0}\u{2028}\u{2029} \"/\\";

/// Finds the first escape in a text with its double quotes that makes no readable text there.
///
/// Line ends, tabs and no-break spaces are fit, except in what looks like a Windows path.
pub(super) fn unfit(quoted: &str) -> Option<Range<usize>> {
    let mut at = 1;
    while let Some(next) = quoted[at..].find('\\') {
        let start = at + next;
        let (made, length) = made(&quoted[start..]);
        at = start + length;
        let is_fit = match made {
            // The end of a line is left out.
            None => quoted[..at].ends_with(['\n', '\r']),
            Some('\r') => quoted[at..].starts_with("\\n"),
            Some('\n' | '\t' | '\u{a0}') => !is_path(quoted, start),
            Some(c) => !is_hidden(c),
        };
        if !is_fit {
            return Some(start..at);
        }
    }
    None
}

/// Reads the escape at the start of a text: the character that it makes, if it makes one, and how long it is.
fn made(text: &str) -> (Option<char>, usize) {
    let Some(letter) = text[1..].chars().next() else {
        return (None, 1);
    };
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => {
            let at = LETTERS.chars().position(|known| known == letter);
            let made = at.and_then(|at| MADE.chars().nth(at));
            return (made, 1 + letter.len_utf8());
        }
    };
    let number = text.get(2..2 + digits);
    let number = number.filter(|number| number.bytes().all(|b| b.is_ascii_hexdigit()));
    let made = number.and_then(|number| u32::from_str_radix(number, 16).ok());
    let length = number.map_or(2, |number| 2 + number.len());
    (made.and_then(char::from_u32), length)
}

/// Whether the backslash is one of a Windows path: `S:\` or `\\server\` before it, without a space between.
fn is_path(quoted: &str, backslash: usize) -> bool {
    let before = &quoted[1..backslash];
    let word = before.rsplit([' ', '(', '\'']).next().unwrap_or_default();
    let drive = word.split_once(':').filter(|(drive, _)| drive.len() == 1);
    let is_folder = |(drive, path): (&str, &str)| {
        let is_letter = drive.starts_with(|c: char| c.is_ascii_alphabetic());
        is_letter && (path.is_empty() || path.starts_with('\\'))
    };
    word.starts_with("\\\\") && word.len() > 2 || drive.is_some_and(is_folder)
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
        Some(c) => format!("in double quotes `{escape}` is {}, not text", name(c)),
        None => format!("in double quotes a \\ starts a special code, and `{escape}` is not one"),
    };
    let inner = quoted.trim_start_matches('"');
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let is_path = is_path(quoted, range.start - start);
    let is_number = escape[1..].starts_with(['x', 'u', 'U', '0', 'e']);
    let is_single =
        !inner.contains(['\'', '"', '\n']) && !inner.trim_start_matches('\\').contains("\\\\");
    let place = Place::bytes(&source.path, range);
    let problem = Diagnostic::error(Code::HiddenCharacter, place, message);
    if is_path && is_single {
        let single = format!("'{inner}'");
        let help = format!("put a path in single quotes: {single}");
        let fix = Fix::new(token, single, "put the path in single quotes");
        return problem.help(help).fix(fix);
    }
    problem.help(if is_number && !is_path {
        format!("delete `{escape}`; to show a \\, {TYPE_TWICE}")
    } else {
        TYPE_TWICE.to_owned()
    })
}
