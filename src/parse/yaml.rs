//! The one door to the YAML crate: a text becomes a tree of nodes, and each node has its place in the text.
//!
//! The crate gives no places for values and reads `87.70` as a float, so the reader asks for the place of each node
//! before it reads it, and takes numbers from the text: see [`build`].

mod build;
mod trail;

use std::ops::Range;

use serde::de::DeserializeSeed;

use build::{Build, Marks};
pub use trail::to as field;

use crate::source::{LineColumn, NodeId, SourceText};

/// A value of a file, with what is needed to find it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub id: NodeId,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing, or `~`.
    Empty,
    /// A number, a word or a text, exactly as typed.
    Scalar(String),
    /// Values one after the other.
    List(Vec<Node>),
    /// Names and values in the order of the file; names may still be there twice.
    Map(Vec<Entry>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key_id: NodeId,
    pub key: String,
    pub value: Node,
}

/// Why a file cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub byte: usize,
    /// The parser's own words.
    pub message: String,
}

impl SyntaxError {
    /// Where the parser began to read what it could not finish, or else where it stopped.
    pub fn begun(&self, source: &SourceText) -> usize {
        let unfinished = ["quoted scalar", "flow", "simple key", "plain scalar"];
        let place = |what: &str| {
            let (_, place) = self.message.split_once(what)?.1.split_once(" at line ")?;
            let (line, column) = place.split_once(" column ")?;
            let (line, column) = (line.parse().ok()?, column.parse().ok()?);
            Some(source.byte_at(LineColumn { line, column }))
        };
        let begun = unfinished.into_iter().find_map(place);
        begun.unwrap_or(self.byte).min(source.as_str().len())
    }
}

/// Nothing is nested so deep. The crate's own limit is lower, but it looks for it only after it has read the whole text,
/// and takes time for each open bracket at every sign, and memory for each dash.
const DEEPEST: usize = 500;

/// Reads one document.
///
/// # Errors
/// The first place at which the text is not YAML.
pub fn read(source: &SourceText) -> Result<Node, SyntaxError> {
    let text = source.as_str();
    if let Some(byte) = too_deep(text) {
        let message = "recursion limit exceeded".to_owned();
        return Err(SyntaxError { byte, message });
    }
    let build = Build {
        marks: &mut Marks::new(text),
        start: content_start(text),
    };
    build
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| SyntaxError {
            byte: byte_of(&error, source),
            message: error.to_string(),
        })
}

/// The first byte behind comments, directives and the line that starts the document.
fn content_start(text: &str) -> usize {
    let is_before = |line: &&str| {
        let line = line.trim_ascii();
        line.is_empty() || line == "---" || line.starts_with(['#', '%'])
    };
    let before = text.split_inclusive('\n').take_while(is_before);
    let before: usize = before.map(str::len).sum();
    text.len() - text[before..].trim_ascii_start().len()
}

/// A node's text: a word, a quoted text, or the first line of something larger.
pub fn range(source: &SourceText, node: NodeId) -> Range<usize> {
    let start = node.start();
    start..start + token_length(source.as_str().get(start..).unwrap_or_default())
}

/// The bracket, dash or question mark that is one too deep: so many brackets are open, or so many entries begin in a row.
fn too_deep(text: &str) -> Option<usize> {
    let (mut open, mut begun, mut before) = (0_usize, 0_usize, b' ');
    text.bytes().position(|sign| {
        match sign {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        match sign {
            b'-' | b'?' if before == b' ' => begun += 1,
            b' ' => {}
            _ => begun = 0,
        }
        before = sign;
        open.max(begun) > DEEPEST
    })
}

fn byte_of(error: &serde_yaml::Error, source: &SourceText) -> usize {
    // Lines and columns of the crate are no use: it also ends lines at signs of other systems.
    let byte = error.location().map_or(0, |location| location.index());
    source.clamp(&(byte..byte)).start
}

/// How far the token at the start of `text` reaches on its line. No more of a long line is looked at.
fn token_length(text: &str) -> usize {
    if let Some(quote @ ('"' | '\'')) = text.chars().next() {
        let end = text[1..].find([quote, '\n', '\r']);
        let end = end.map_or(text.len(), |at| at + 1);
        return end + usize::from(text[end..].starts_with(quote));
    }
    if text.starts_with(['{', '[']) {
        return braces_length(text);
    }
    let stops = ["\n", "\r", ": ", " #", ", ", " }", " ]", "}", "]"];
    let ends = |at: &usize| stops.iter().any(|stop| text[*at..].starts_with(stop));
    let mut signs = text.char_indices().map(|(at, _)| at);
    let end = signs.find(ends).unwrap_or(text.len());
    text[..end].trim_end().trim_end_matches(':').len()
}

/// To where the braces at the start are closed, or else to the end of the line.
fn braces_length(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' | '[' => open += 1,
            '}' | ']' => open -= 1,
            '\n' | '\r' => return text[..at].trim_end().len(),
            _ => {}
        }
        if open == 0 {
            return at + 1;
        }
    }
    text.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn source(text: &str) -> SourceText {
        SourceText::decode(SourcePath::new("t.yaml"), text.as_bytes()).expect("text")
    }

    fn scalars<'a>(node: &'a Node, into: &mut Vec<(&'a str, NodeId)>) {
        match &node.content {
            Content::Empty => into.push(("", node.id)),
            Content::Scalar(text) => into.push((text, node.id)),
            Content::List(items) => items.iter().for_each(|item| scalars(item, into)),
            Content::Map(entries) => {
                for entry in entries {
                    into.push((&entry.key, entry.key_id));
                    scalars(&entry.value, into);
                }
            }
        }
    }

    #[test]
    fn every_number_keeps_its_text_and_every_node_is_found_again() {
        let text = "teitl: 'Ffigurau é'\nvalues:\n  a1: 87.70\n  a2: { value: 1.0, months: { 2016-06: 91 } }\n  \
                    b: [ 1e3, 0x1F, true, \"x\" ]\n  24: -0.10\nblank:\n";
        let source = source(text);
        let tree = read(&source).expect("valid");
        let mut found = Vec::new();
        scalars(&tree, &mut found);
        // With signs that may be those of tags, every node is asked for in another way.
        let with_signs = self::source(&format!("{text}# & !\n"));
        assert_eq!(read(&with_signs).as_ref(), Ok(&tree));
        let texts: Vec<&str> = found.iter().map(|(text, _)| *text).collect();
        let expected = "teitl|Ffigurau é|values|a1|87.70|a2|value|1.0|months|2016-06|91|b|1e3|0x1F|true|x|24|-0.10|blank|";
        assert_eq!(texts.join("|"), expected);
        for (text, id) in &found[..found.len() - 1] {
            let located = &source.as_str()[range(&source, *id)];
            assert_eq!(located.trim_matches(['"', '\'']), *text);
        }
    }

    #[test]
    fn what_is_not_yaml_is_placed() {
        let source = source("a: 1\nb: \"x\" y\n");
        let error = read(&source).expect_err("not YAML");
        assert_eq!(source.line_column(error.byte).line, 2);
    }

    #[test]
    fn what_would_unfold_is_refused_before_it_does() {
        let deep = ["[", "{", "{ a: ", "- ", "? ", "[ - "].map(|sign| sign.repeat(100_000));
        let items = "1, ".repeat(1_000);
        let unfolds = [
            format!("a: &a [ {items} ]\nb: [ {} ]\n", "*a, ".repeat(1_000)),
            "a: &a { b: *a }\n".to_owned(),
            "a: &a 1\n".to_owned(),
        ];
        for text in deep.iter().chain(&unfolds) {
            let error = read(&source(text)).expect_err("too much");
            let is_meant = |part| error.message.contains(part);
            assert!(
                is_meant("recursion limit") || is_meant("are not read"),
                "{error:?}"
            );
        }
        for text in [
            "# -----\n".repeat(1_000),
            "a: - - -\n".repeat(1_000),
            "[[]]".repeat(1_000),
        ] {
            let error = read(&source(&text)).err();
            assert!(
                error.is_none_or(|error| !error.message.contains("recursion limit")),
                "{text}"
            );
        }
    }
}
