//! The one door to the YAML crate: text becomes a tree of nodes, and a node becomes a place in the text.
//!
//! The crate gives no places for values and reads `87.70` as a float. So a file is read twice: once for its shape,
//! once for the exact text of its numbers. Only when something is wrong it is read again, by a visitor that fails on
//! purpose at the node in question: the crate's error then carries line and column.

mod build;
mod seek;
mod trail;

use std::ops::Range;

use serde::de::DeserializeSeed;

use build::{Build, FillNumbers};
use seek::{Seek, token_length};

use crate::source::{FieldPath, NodeId, SourceText};

/// A value of a file, with what is needed to find it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its place.
    pub id: NodeId,
    /// What stands there.
    pub content: Content,
}

/// What stands at a node.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing, or `~`.
    Blank,
    /// A number, a word or a text, exactly as typed.
    Scalar(String),
    /// Values one after the other.
    List(Vec<Node>),
    /// Names and values in the order of the file; names may still be there twice.
    Map(Vec<Entry>),
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where the name stands.
    pub key_id: NodeId,
    /// The name.
    pub key: String,
    /// The value.
    pub value: Node,
}

/// Why a file cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte at which reading stopped.
    pub byte: usize,
    /// The parser's own words.
    pub message: String,
}

/// Reads one document.
///
/// # Errors
/// The first place at which the text is not YAML.
pub fn read(source: &SourceText) -> Result<Node, SyntaxError> {
    let text = source.as_str();
    let mut next = 0;
    let mut root = Build { next: &mut next }
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| syntax_error(&error, source))?;
    if holds_numbers(&root) {
        FillNumbers { node: &mut root }
            .deserialize(serde_yaml::Deserializer::from_str(text))
            .map_err(|error| syntax_error(&error, source))?;
    }
    Ok(root)
}

/// Finds a node's text: a word, a quoted text, or the first line of something larger.
pub fn locate(source: &SourceText, node: NodeId) -> Range<usize> {
    let mut next = 0;
    let seek = Seek {
        next: &mut next,
        wanted: node.0,
    };
    let found = seek.deserialize(serde_yaml::Deserializer::from_str(source.as_str()));
    let start = match found {
        Err(error) => byte_of(&error, source),
        Ok(()) => 0,
    };
    start..start + token_length(&source.as_str()[start..])
}

/// Names the field that a node stands in, whatever line it is on.
pub fn field_of(source: &SourceText, node: NodeId) -> Option<FieldPath> {
    let root = read(source).ok()?;
    trail::to(&root, node).map(|path| FieldPath::new(&path))
}

fn syntax_error(error: &serde_yaml::Error, source: &SourceText) -> SyntaxError {
    SyntaxError {
        byte: byte_of(error, source),
        message: error.to_string(),
    }
}

fn byte_of(error: &serde_yaml::Error, source: &SourceText) -> usize {
    // Lines and columns of the crate are no use: it also ends lines at signs of other systems.
    let byte = error.location().map_or(0, |location| location.index());
    source.clamp(&(byte..byte)).start
}

fn holds_numbers(node: &Node) -> bool {
    match &node.content {
        Content::Scalar(text) => text.is_empty(),
        Content::Blank => false,
        Content::List(items) => items.iter().any(holds_numbers),
        Content::Map(entries) => entries.iter().any(|entry| holds_numbers(&entry.value)),
    }
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
            Content::Blank => into.push(("", node.id)),
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
        let root = read(&source).expect("valid");
        let mut found = Vec::new();
        scalars(&root, &mut found);
        let texts: Vec<&str> = found.iter().map(|(text, _)| *text).collect();
        let expected = [
            "teitl",
            "Ffigurau é",
            "values",
            "a1",
            "87.70",
            "a2",
            "value",
            "1.0",
            "months",
            "2016-06",
            "91",
            "b",
            "1e3",
            "0x1F",
            "true",
            "x",
            "24",
            "-0.10",
            "blank",
            "",
        ];
        assert_eq!(texts, expected);
        for (text, id) in &found[..found.len() - 1] {
            let located = &source.as_str()[locate(&source, *id)];
            assert_eq!(located.trim_matches(['"', '\'']), *text);
        }
    }

    #[test]
    fn what_is_not_yaml_is_placed() {
        let source = source("a: 1\nb: \"x\" y\n");
        let error = read(&source).expect_err("not YAML");
        assert_eq!(source.line_column(error.byte).line, 2);
    }
}
