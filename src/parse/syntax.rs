//! What the YAML parser means when it stops, for someone who does not know its words, and where the slip really is:
//! the parser often notices on the line after.

use std::ops::Range;

use super::slips::escapes;
use super::yaml::SyntaxError;
use crate::diag::{Code, Diagnostic};
use crate::source::{LineColumn, Place, SourceText};

/// Where to point.
#[derive(Clone, Copy)]
enum Pointing {
    /// Where the parser stopped.
    Here,
    /// At the whole of the line on which it stopped.
    Line,
    /// Where it began to read what it could not finish.
    Beginning,
}

use Pointing::{Beginning, Here, Line};

/// A part of the parser's message, what it means, and what to type.
type Words = (&'static str, Pointing, &'static str, &'static str);

const WORDS: [Words; 15] = [
    (
        "',' or '}'",
        Here,
        "this { } is not closed, or a comma is missing in it",
        "close it with }, on the same line where possible",
    ),
    (
        "',' or ']'",
        Here,
        "this [ ] is not closed, or a comma is missing in it",
        "close it with ], on the same line where possible",
    ),
    (
        "mapping values are not allowed",
        Line,
        "this line stands further right than the one before it, which has its value already",
        "begin both in the same column; put text that holds `: ` in double quotes",
    ),
    (
        "expected key",
        Line,
        "this line does not fit the ones above it",
        "begin it in the same column as the names around it",
    ),
    (
        "expected '-' indicator",
        Line,
        "a name stands among the entries of a list",
        "begin each entry of the list with `- `; what belongs to an entry stands in the column after its dash",
    ),
    (
        "sequence entries are not allowed",
        Here,
        "a dash stands where a value belongs",
        "write the value; where there is none, write `missing: not_available` and `because: \"...\"`",
    ),
    (
        "could not find expected ':'",
        Beginning,
        "this line has no name with a colon",
        "write `name: value`; text that goes on from the line above stands further right than its name",
    ),
    (
        "recursion limit",
        Here,
        "this is nested deeper than any report is",
        "write it flat",
    ),
    (
        "cannot start any token",
        Here,
        "a sign that cannot stand at the start of a value",
        "put the text in double quotes",
    ),
    ("escape c", Here, escapes::NOT_TEXT, escapes::TYPE_TWICE),
    (
        "expected a name",
        Here,
        "a list or braces stand where a name must stand",
        "write `name: value`",
    ),
    (
        "expected node content",
        Here,
        "a value is missing here",
        "write it, or take the comma or the sign before it out",
    ),
    (
        "block scalar",
        Here,
        "what stands after the `|` or `>` on this line cannot stand there",
        "begin the text on the next line, further right than the name; or put text that begins with `>` in double quotes",
    ),
    (
        "mapping keys are not allowed",
        Here,
        "a question mark stands where a value begins",
        "put the text in double quotes",
    ),
    (
        "anchors, aliases and tags",
        Here,
        "`&`, `*` and `!` stand for an anchor, an alias or a tag, which are not read here",
        "write the value out; if it is text, put it in double quotes",
    ),
];

/// The parser's error as a diagnostic.
pub(super) fn problem(source: &SourceText, error: &SyntaxError) -> Diagnostic {
    let known = WORDS.iter().find(|(part, ..)| error.message.contains(part));
    let Some((_, pointing, message, help)) = known else {
        let words = error.message.split(" at line ").next().unwrap_or_default();
        let message = format!("this line cannot be read: {words}");
        let place = Place::bytes(&source.path, to_line_end(source.as_str(), error.byte));
        return Diagnostic::error(Code::Syntax, place, message)
            .help("compare it with a file that works");
    };
    let text = source.as_str();
    let byte = match pointing {
        Here => error.byte,
        Line => line_start(text, error.byte),
        Beginning => beginning(source, &error.message).unwrap_or(error.byte),
    };
    let range = to_line_end(text, byte);
    let help = without_blank(&text[range.clone()]).unwrap_or_else(|| (*help).to_owned());
    Diagnostic::error(Code::Syntax, Place::bytes(&source.path, range), *message).help(help)
}

/// What to type where the blank after a colon is missing.
fn without_blank(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let is_value = !value.is_empty() && !value.starts_with([' ', '/']);
    (is_name && is_value).then(|| format!("write `{name}: {value}`, with a blank after the colon"))
}

/// The place in the parser's own remark "while scanning a simple key at line 7 column 1".
fn beginning(source: &SourceText, message: &str) -> Option<usize> {
    let (_, place) = message.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let place = LineColumn {
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    };
    Some(source.byte_at(place))
}

fn line_start(text: &str, byte: usize) -> usize {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..];
    start + (line.len() - line.trim_start_matches(' ').len())
}

/// From the byte to the end of its line; of an empty line, the line before.
fn to_line_end(text: &str, byte: usize) -> Range<usize> {
    let byte = byte.min(text.len());
    let is_empty = text[byte..]
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
        .is_empty();
    let start = if is_empty {
        let before = text[..byte].trim_end().len();
        line_start(text, before)
    } else {
        byte
    };
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    start..start + text[start..end].trim_end().len()
}
