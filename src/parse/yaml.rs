//! The one door to the YAML crate: a text becomes a tree of nodes, and each node has its place in the text.
//!
//! The crate gives no places for values and reads `87.70` as a float, so the reader asks for the place of each node
//! before it reads it, and takes numbers from the text: see [`places`].

mod build;
mod places;
mod trail;

use std::ops::Range;
use std::sync::OnceLock;

use serde::de::DeserializeSeed;

use build::Build;
use places::{Marks, Probe, token_length};

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
    Blank,
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

/// What one reading of a file gives.
#[derive(Debug)]
pub struct Tree {
    pub root: Node,
    pub places: Places,
}

/// Nothing is nested so deep. The crate's own limit is lower, but it looks for it only after it has read the whole text,
/// and takes time for each open bracket at every sign, and memory for each dash.
const DEEPEST: usize = 500;

/// Reads one document.
///
/// # Errors
/// The first place at which the text is not YAML.
pub fn read(source: &SourceText) -> Result<Tree, SyntaxError> {
    let text = source.as_str();
    if let Some(byte) = too_deep(text) {
        let message = "recursion limit exceeded".to_owned();
        return Err(SyntaxError { byte, message });
    }
    let mut marks = Marks::new(text);
    let build = Build {
        marks: &mut marks,
        start: 0,
    };
    let root = build
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| SyntaxError {
            byte: byte_of(&error, source),
            message: error.to_string(),
        })?;
    let places = Places {
        starts: marks.starts,
        root: OnceLock::new(),
    };
    Ok(Tree { root, places })
}

/// Where each node of a file begins.
#[derive(Debug)]
pub struct Places {
    starts: Vec<usize>,
    /// Of the whole, which the crate gives for a reading of its own only.
    root: OnceLock<usize>,
}

impl Places {
    pub fn start(&self, source: &SourceText, node: NodeId) -> usize {
        match node.0 {
            0 => *self.root.get_or_init(|| root_start(source)),
            number => self.starts.get(number as usize).copied().unwrap_or(0),
        }
    }

    /// A node's text: a word, a quoted text, or the first line of something larger.
    pub fn range(&self, source: &SourceText, node: NodeId) -> Range<usize> {
        let start = self.start(source, node);
        start..start + token_length(&source.as_str()[start..])
    }
}

impl Tree {
    /// Names the field that a node stands in, whatever line it is on.
    pub fn field(&self, node: NodeId) -> Option<String> {
        trail::to(&self.root, node)
    }
}

fn root_start(source: &SourceText) -> usize {
    let text = source.as_str();
    let refusal = Probe.deserialize(serde_yaml::Deserializer::from_str(text));
    let refusal = refusal.ok().flatten();
    let start = Marks::new(text).follow::<serde_yaml::Error>(refusal.as_deref());
    start.unwrap_or(0)
}

/// The bracket, dash or question mark that is one too deep: so many brackets are open, or so many entries begin in a row.
fn too_deep(text: &str) -> Option<usize> {
    let (mut open, mut begun, mut before) = (0_usize, 0_usize, b' ');
    let mut signs = text.bytes().enumerate().filter(|(_, sign)| {
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
        before = *sign;
        open.max(begun) > DEEPEST
    });
    signs.next().map(|(at, _)| at)
}

fn byte_of(error: &serde_yaml::Error, source: &SourceText) -> usize {
    // Lines and columns of the crate are no use: it also ends lines at signs of other systems.
    let byte = error.location().map_or(0, |location| location.index());
    source.clamp(&(byte..byte)).start
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
        let tree = read(&source).expect("valid");
        let mut found = Vec::new();
        scalars(&tree.root, &mut found);
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
            let located = &source.as_str()[tree.places.range(&source, *id)];
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
