//! The one door to the YAML crate: text becomes a tree of nodes, and a node becomes a place in the text.
//!
//! The crate gives no places for values and reads `87.70` as a float. So a file is read twice: once for its shape,
//! once for the exact text of its numbers. Only when something is wrong it is read again, by a visitor that fails on
//! purpose at the node in question: the crate's error then carries line and column.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::source::{LineColumn, NodeId, SourceText};

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

fn syntax_error(error: &serde_yaml::Error, source: &SourceText) -> SyntaxError {
    SyntaxError {
        byte: byte_of(error, source),
        message: error.to_string(),
    }
}

fn byte_of(error: &serde_yaml::Error, source: &SourceText) -> usize {
    error.location().map_or(0, |location| {
        source.byte_at(LineColumn {
            line: location.line(),
            column: location.column(),
        })
    })
}

/// How far the token at the start of `text` reaches on its line.
fn token_length(text: &str) -> usize {
    let line = text.split(['\n', '\r']).next().unwrap_or("");
    if let Some(quote @ ('"' | '\'')) = line.chars().next() {
        return line[1..].find(quote).map_or(line.len(), |at| at + 2);
    }
    let end = [": ", " #", ", ", " }", " ]", "}", "]"]
        .iter()
        .filter_map(|stop| line.find(stop))
        .min()
        .unwrap_or(line.len());
    line[..end].trim_end().trim_end_matches(':').len()
}

fn holds_numbers(node: &Node) -> bool {
    match &node.content {
        Content::Scalar(text) => text.is_empty(),
        Content::Blank => false,
        Content::List(items) => items.iter().any(holds_numbers),
        Content::Map(entries) => entries.iter().any(|entry| holds_numbers(&entry.value)),
    }
}

/// First reading: the shape, and the text of everything that is text. Numbers are left empty.
struct Build<'a> {
    next: &'a mut u32,
}

impl Build<'_> {
    fn id(&mut self) -> NodeId {
        *self.next += 1;
        NodeId(*self.next - 1)
    }

    fn node(mut self, content: Content) -> Node {
        Node {
            id: self.id(),
            content,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A number is told from a text by the first reading and read exactly by the second. A quoted empty text is rare
/// and is read twice for nothing.
macro_rules! number {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: Error>(self, _: $type) -> Result<Node, E> {
            Ok(self.node(Content::Scalar(String::new())))
        }
    )*};
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, a list or names with values")
    }

    number!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64);

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(self.node(Content::Scalar(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(self.node(Content::Blank))
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let id = self.id();
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Build { next: self.next })? {
            items.push(item);
        }
        let content = Content::List(items);
        Ok(Node { id, content })
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let id = self.id();
        let mut entries = Vec::new();
        while let Some(key) = access.next_key_seed(Key)? {
            let key_id = self.id();
            let value = access.next_value_seed(Build { next: self.next })?;
            entries.push(Entry { key_id, key, value });
        }
        let content = Content::Map(entries);
        Ok(Node { id, content })
    }
}

/// A name, or the exact text of a number.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

/// Second reading: the exact text of what the first took for a number.
struct FillNumbers<'a> {
    node: &'a mut Node,
}

impl<'de> DeserializeSeed<'de> for FillNumbers<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match &mut self.node.content {
            Content::Blank => deserializer
                .deserialize_ignored_any(serde::de::IgnoredAny)
                .map(drop),
            Content::Scalar(text) => {
                *text = Key.deserialize(deserializer)?;
                Ok(())
            }
            Content::List(_) => deserializer.deserialize_seq(self),
            Content::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for FillNumbers<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same shape as before")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        if let Content::List(items) = &mut self.node.content {
            for node in items {
                access.next_element_seed(FillNumbers { node })?;
            }
        }
        while access.next_element::<serde::de::IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        if let Content::Map(entries) = &mut self.node.content {
            for entry in entries {
                access.next_key_seed(Key)?;
                access.next_value_seed(FillNumbers {
                    node: &mut entry.value,
                })?;
            }
        }
        while access.next_key::<serde::de::IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// A reading that fails on purpose at one node, so that the crate says where it is.
struct Seek<'a> {
    next: &'a mut u32,
    wanted: u32,
}

impl Seek<'_> {
    fn again(&mut self) -> Seek<'_> {
        Seek {
            next: self.next,
            wanted: self.wanted,
        }
    }

    fn step<E: Error>(&mut self) -> Result<(), E> {
        *self.next += 1;
        if *self.next - 1 == self.wanted {
            return Err(E::custom("here"));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! step {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: Error>(mut self, _: $type) -> Result<(), E> {
            self.step()
        }
    )*};
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the wanted node")
    }

    step!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64, visit_str: &str);

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.step()
    }

    fn visit_none<E: Error>(mut self) -> Result<(), E> {
        self.step()
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        self.step()?;
        while access.next_element_seed(self.again())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        self.step()?;
        while access.next_key_seed(SeekKey(self.again()))?.is_some() {
            access.next_value_seed(self.again())?;
        }
        Ok(())
    }
}

struct SeekKey<'a>(Seek<'a>);

impl<'de> DeserializeSeed<'de> for SeekKey<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self.0)
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
