//! What the YAML parser means when it stops, for someone who does not know its words, where no slip was found.

use std::ops::Range;

use super::slips::TYPE_TWICE;
use super::yaml::SyntaxError;
use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourceText};

/// Parts of the parser's messages, what each means, and what to type.
const WORDS: [(&str, &str, &str); 12] = [
    (
        "expected ',' or",
        "this { or [ is not closed, or a comma is missing in it",
        "close it with } or ], on the same line if possible",
    ),
    (
        "mapping values are not allowed",
        "this line is indented further than the line above, which already has a value",
        "start both in the same column; put text that contains `: ` in double quotes",
    ),
    (
        "expected key",
        "this line does not line up with the lines above it",
        "start it in the same column as the names around it",
    ),
    (
        "expected '-' indicator",
        "there is a name among the entries of a list",
        "start each list entry with `- `; the rest of an entry starts in the column after its dash",
    ),
    (
        "sequence entries are not allowed",
        "there is a dash where a value should be",
        "write the value; if there is none, write `missing: not_available` and `because: \"...\"`",
    ),
    (
        "could not find expected ':'",
        "this line has no name with a colon",
        "write `name: value`; text that continues from the line above must be indented further than its name",
    ),
    (
        "recursion limit",
        "this is nested too deeply",
        "write it with fewer levels",
    ),
    (
        "cannot start any token",
        "a value cannot start with this character",
        "put the text in double quotes",
    ),
    (
        "escape c",
        "in double quotes a \\ starts a special code, and this one is not text",
        TYPE_TWICE,
    ),
    (
        "expected a string",
        "there is a list or braces where a name should be",
        "write `name: value`",
    ),
    (
        "expected node content",
        "a value is missing here",
        "write the value, or delete the comma or character before it",
    ),
    (
        "block scalar",
        "this cannot come after the `|` or `>`",
        "start the text on the next line, indented further than the name; or, if the text itself starts with `>`, put it in double quotes",
    ),
];

/// The messages of which the whole line is shown, and not from where the parser began to read what it could not finish.
const OF_LINES: [&str; 3] = ["mapping values", "expected key", "'-' indicator"];

/// The parser's error as a diagnostic.
pub(super) fn problem(source: &SourceText, error: &SyntaxError) -> Diagnostic {
    let has = |part: &str| error.message.contains(part);
    let byte = if OF_LINES.into_iter().any(has) {
        line_start(source.as_str(), error.byte)
    } else {
        error.begun(source)
    };
    let range = |byte| Place::bytes(&source.path, to_line_end(source.as_str(), byte));
    if let Some((_, message, help)) = WORDS.iter().find(|(part, ..)| has(part)) {
        return Diagnostic::error(Code::Syntax, range(byte), *message).help(*help);
    }
    let words = error.message.split(" at line ").next().unwrap_or_default();
    let message = format!("this line cannot be read: {words}");
    Diagnostic::error(Code::Syntax, range(error.byte), message)
        .help("compare it with a file that works")
}

fn line_start(text: &str, byte: usize) -> usize {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..];
    start + (line.len() - line.trim_start_matches(' ').len())
}

/// From the byte to the end of its line; of an empty line, the line before.
fn to_line_end(text: &str, byte: usize) -> Range<usize> {
    let line = |byte: usize| text[byte..].lines().next().unwrap_or_default().trim_end();
    let mut start = byte.min(text.len());
    if line(start).is_empty() {
        start = line_start(text, text[..start].trim_end().len());
    }
    start..start + line(start).len()
}
