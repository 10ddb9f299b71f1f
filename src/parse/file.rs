//! One YAML file while it is read: its text, and every problem found so far.

use std::cell::RefCell;
use std::ops::{Deref, Range};

use super::slips::{self, Found, Scan, Slip};
use super::yaml::{self, Content, Node, SyntaxError};
use crate::diag::{Code, Diagnostic};
use crate::source::{NodeId, Place, SourcePath, SourceText};

/// A file larger than this is no report that a person could review.
const LARGEST: usize = 4 << 20;

/// A value and the node it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub node: NodeId,
}

impl<T> At<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> At<U> {
        At {
            value: change(self.value),
            node: self.node,
        }
    }
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A file's text and what is wrong with it. Readers share it and add to its problems.
#[derive(Debug)]
pub struct File {
    source: SourceText,
    scan: Scan,
    problems: RefCell<Vec<Diagnostic>>,
}

impl File {
    /// Takes a YAML text, or the YAML head of a Markdown file.
    pub fn new(source: SourceText) -> Self {
        let scan = slips::scan(source.as_str());
        Self {
            source,
            scan,
            problems: RefCell::default(),
        }
    }

    /// Its path.
    pub fn path(&self) -> &SourcePath {
        &self.source.path
    }

    /// Adds a problem.
    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// A node of this file as a place.
    pub fn place(&self, node: NodeId) -> Place {
        Place::node(self.path(), node)
    }

    /// Whether a node stands within `{ }`.
    pub fn in_braces(&self, node: NodeId) -> bool {
        self.scan.in_braces(yaml::locate(&self.source, node).start)
    }

    /// Everything that was wrong.
    pub fn into_problems(self) -> Vec<Diagnostic> {
        self.problems.into_inner()
    }

    /// Reads the tree. Slips of typing are reported whether or not the parser stumbled over them.
    pub fn tree(&self) -> Option<Node> {
        if self.source.as_str().len() > LARGEST {
            let message = "this file is larger than 4 MB, which no person can review";
            self.report(
                Diagnostic::error(Code::TooLarge, Place::file(self.path()), message)
                    .help("split it: a quarter may be a folder of files, one a contributor"),
            );
            return None;
        }
        for found in &self.scan.slips {
            self.report(slip_problem(self.path(), self.source.as_str(), found));
        }
        if self
            .scan
            .slips
            .iter()
            .any(|found| matches!(found.slip, Slip::Anchor(_)))
        {
            return None; // A few lines of anchors can unfold to gigabytes.
        }
        match yaml::read(&self.source) {
            Ok(node) => Some(node),
            Err(error) => {
                if self.scan.slips.is_empty() {
                    self.report(syntax_problem(&self.source, &error));
                }
                None
            }
        }
    }

    /// Reports that nothing stands where a value is needed.
    pub fn report_blank(&self, name: &str, key: NodeId) {
        let place = self.place(key);
        if self.in_braces(key) {
            self.report(comma_problem(&self.source, place, name, key));
            return;
        }
        self.report(
            Diagnostic::error(Code::BlankValue, place, format!("`{name}` has no value"))
                .help("type the value, or take the line out"),
        );
    }
}

/// Whether a node holds nothing.
pub fn is_blank(node: &Node) -> bool {
    node.content == Content::Blank
}

fn comma_problem(source: &SourceText, place: Place, name: &str, key: NodeId) -> Diagnostic {
    let text = source.as_str();
    let at = yaml::locate(source, key).start;
    let before = text[..at].trim_end().trim_end_matches(',').trim_end();
    let last = before.rsplit([' ', '{', ':']).next().unwrap_or("");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let help = if digits(last.trim_start_matches('-')) && digits(name) {
        format!("write {last}{name}, without the comma")
    } else {
        "inside { } put text that holds a comma in double quotes".to_owned()
    };
    let message = format!("a comma split this line: `{name}` stands alone, without a value");
    Diagnostic::error(Code::CommaInBraces, place, message).help(help)
}

fn slip_problem(path: &SourcePath, text: &str, found: &Found) -> Diagnostic {
    let shown = &text[found.range.clone()];
    let place = Place::bytes(path, found.range.clone());
    let quoted = || format!("put the text in double quotes: {}", in_quotes(shown));
    match found.slip {
        Slip::CutText => Diagnostic::error(
            Code::CutText,
            place,
            "this text is cut off at the `#`: what follows is read as a remark",
        )
        .help(format!(
            "{}; if it is a remark, put it on its own line",
            quoted()
        )),
        Slip::BadStart(sign) => Diagnostic::error(
            Code::Quoting,
            place,
            format!("text that begins with `{sign}` must be quoted"),
        )
        .help(quoted()),
        Slip::Anchor(sign) => Diagnostic::error(
            Code::Anchor,
            place,
            format!("`{sign}` stands for an anchor, an alias or a tag, which are not read here"),
        )
        .help("write the value out; if it is text, put it in double quotes"),
        Slip::ColonInText => {
            Diagnostic::error(Code::Quoting, place, "text that holds `: ` must be quoted")
                .help(quoted())
        }
        Slip::AfterQuote => Diagnostic::error(
            Code::Quoting,
            place,
            "the text goes on after the closing quote",
        )
        .help("put the whole text in double quotes, and a \\ before each double quote within it"),
        Slip::OpenQuote => Diagnostic::error(Code::Quoting, place, "this quote is never closed")
            .help("put the closing quote at the end of the text"),
        Slip::Tab => Diagnostic::error(Code::Syntax, place, "this line is indented with a tab")
            .help("indent with blanks, two for each step"),
        Slip::SecondDocument => Diagnostic::error(
            Code::Syntax,
            place,
            "`---` begins a second document, which would not be read",
        )
        .help("take the line out, or make a file of its own of what follows"),
    }
}

/// The text as it is typed within double quotes.
fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn syntax_problem(source: &SourceText, error: &SyntaxError) -> Diagnostic {
    let (message, help) = plain_words(&error.message);
    let at = error.byte.min(source.as_str().len());
    let line = source.line_at(at);
    let range = word_at(source.as_str(), at, line.is_empty());
    Diagnostic::error(Code::Syntax, Place::bytes(&source.path, range), message).help(help)
}

/// From the byte to the end of its line; of an empty last line, the line before.
fn word_at(text: &str, at: usize, is_empty_line: bool) -> Range<usize> {
    let at = if is_empty_line {
        text[..at]
            .trim_end()
            .rfind('\n')
            .map_or(0, |start| start + 1)
    } else {
        at
    };
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |length| at + length);
    at..at + text[at..end].trim_end().len()
}

/// What the parser means, for someone who does not know its words.
fn plain_words(message: &str) -> (String, &'static str) {
    let table = [
        (
            "',' or '}'",
            "this { } is not closed, or a comma is missing in it",
            "close it with }, on the same line where possible",
        ),
        (
            "',' or ']'",
            "this [ ] is not closed, or a comma is missing in it",
            "close it with ], on the same line where possible",
        ),
        (
            "mapping values are not allowed",
            "a name with a value stands where none can stand",
            "check that this line begins in the same column as the names around it, and put text that holds `: ` in double quotes",
        ),
        (
            "expected key",
            "this line does not fit the ones above it",
            "begin it in the same column as the names around it",
        ),
        (
            "expected '-' indicator",
            "a list and names stand side by side",
            "indent the list under its own name, each entry with `- `",
        ),
        (
            "could not find expected ':'",
            "a name without a colon",
            "write `name: value`",
        ),
        (
            "recursion limit",
            "this is nested deeper than any report is",
            "write it flat",
        ),
        (
            "cannot start any token",
            "a sign that cannot stand at the start of a value",
            "put the text in double quotes",
        ),
        (
            "control characters",
            "a sign that cannot be shown stands here",
            "type the line again",
        ),
        (
            "expected a name",
            "a list or braces stand where a name must stand",
            "write `name: value`",
        ),
    ];
    for (part, words, help) in table {
        if message.contains(part) {
            return (words.to_owned(), help);
        }
    }
    let words = message.split(" at line ").next().unwrap_or(message);
    (
        format!("this line cannot be read: {words}"),
        "compare it with a file that works",
    )
}
