//! The one reading that makes a tree.
//!
//! The crate gives the place of an error and of nothing else. So every node is asked for twice: first by a [`Probe`]
//! that the crate must refuse, which takes nothing and learns the place from the refusal, then by its reader.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::{Content, Entry, Node};
use crate::source::NodeId;

/// What the readers of the text have reported already, wherever they know it for what it is.
const NOT_READ: &str = "anchors, aliases and tags are not read";

/// Reads one node. `start` is its first byte.
pub(super) struct Build<'a, 't> {
    pub(super) marks: &'a mut Marks<'t>,
    pub(super) start: usize,
}

impl<'t> Build<'_, 't> {
    fn node(&self, content: Content) -> Node {
        let id = NodeId::value(self.start);
        Node { id, content }
    }

    /// The reader of the node that the crate stopped at.
    fn next<E: Error>(&mut self, probed: Option<&str>) -> Result<Build<'_, 't>, E> {
        let start = self.marks.follow(probed)?;
        let marks = &mut *self.marks;
        Ok(Build { marks, start })
    }
}

impl<'de> DeserializeSeed<'de> for Build<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The crate rounds numbers: what was typed is taken from the text.
macro_rules! number {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: Error>(self, _: $type) -> Result<Node, E> {
            let typed = self.marks.number_at(self.start)?.to_owned();
            Ok(self.node(Content::Scalar(typed)))
        }
    )*};
}

impl<'de> Visitor<'de> for Build<'_, '_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, a list or names with values")
    }

    number!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64);

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(self.node(Content::Scalar(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(self.node(Content::Empty))
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(probed) = access.next_element_seed(self.marks.probe)? {
            let item = access.next_element_seed(self.next(probed.as_deref())?)?;
            items.extend(item);
        }
        Ok(self.node(Content::List(items)))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(probed) = access.next_key_seed(self.marks.probe)? {
            let key_id = NodeId::name(self.marks.follow(probed.as_deref())?);
            let Some(key) = access.next_key()? else {
                break;
            };
            let probed = access.next_value_seed(self.marks.probe)?;
            let value = access.next_value_seed(self.next(probed.as_deref())?)?;
            entries.push(Entry { key_id, key, value });
        }
        Ok(self.node(Content::Map(entries)))
    }
}

/// Asks for a node in a way that the crate refuses without taking it: the value is what it says then.
#[derive(Clone, Copy)]
enum Probe {
    /// As a tagged value, which no node of a text without tags is. The crate would follow an alias first, and take it.
    ByTag,
    /// As a single value with a name, in which there is another: the crate refuses to go deeper at its limit. That is
    /// slow, and the same for every node.
    ByDepth,
}

/// How the crate refuses either, before the place.
const REFUSALS: [&str; 2] = ["a YAML tag starting with '!'", "recursion limit exceeded"];

impl Probe {
    /// Returns the fastest one for a text: there are no tags or anchors without these signs, and no aliases without anchors.
    fn of(text: &str) -> Self {
        if text.contains(['!', '&']) {
            Self::ByDepth
        } else {
            Self::ByTag
        }
    }
}

impl<'de> DeserializeSeed<'de> for Probe {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let refusal = match self {
            Self::ByTag => deserializer.deserialize_enum("", &[], self),
            Self::ByDepth => deserializer.deserialize_newtype_struct("", self),
        };
        Ok(refusal.err().map(|error| error.to_string()))
    }
}

impl<'de> Visitor<'de> for Probe {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a place")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom(REFUSALS[0]))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct("", self)
    }
}

/// The text, followed to the places of its nodes.
pub(super) struct Marks<'t> {
    text: &'t str,
    probe: Probe,
    byte: usize,
    line: usize,
    column: usize,
}

impl<'t> Marks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (byte, line, column) = (0, 1, 1);
        Self {
            text,
            probe: Probe::of(text),
            byte,
            line,
            column,
        }
    }

    /// Follows the text to the place that a probe was refused at. Nodes are in the order of the text, so each character
    /// is passed once.
    ///
    /// # Errors
    /// A place that was passed: an alias repeats what begins there, and a few lines of aliases can unfold to gigabytes.
    pub(super) fn follow<'r, E: Error>(&mut self, refusal: Option<&'r str>) -> Result<usize, E> {
        // Other words are an error in the text, which the reader of the node meets next.
        let place = |words: &'r str| {
            REFUSALS
                .iter()
                .find_map(|refused| words.rsplit_once(refused))
        };
        let Some((_, place)) = refusal.and_then(place) else {
            return Ok(self.byte);
        };
        let wanted = place_of(place).unwrap_or((1, 1));
        if (self.line, self.column) > wanted {
            return Err(E::custom(NOT_READ));
        }
        let mut rest = self.text[self.byte..].chars().peekable();
        while (self.line, self.column) < wanted {
            let Some(sign) = rest.next() else { break };
            self.byte += sign.len_utf8();
            self.column += 1;
            let ends_line = match sign {
                '\r' => rest.peek() != Some(&'\n'),
                // The crate ends lines at these, too.
                _ => matches!(sign, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}'),
            };
            if ends_line {
                (self.line, self.column) = (self.line + 1, 1);
            }
        }
        Ok(self.byte)
    }

    /// The number that begins at a byte, as typed.
    ///
    /// # Errors
    /// A sign that begins no number: an anchor or a tag before it.
    pub(super) fn number_at<E: Error>(&self, start: usize) -> Result<&'t str, E> {
        let rest = &self.text[start..];
        let is_within = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let number = &rest[..rest.find(|c| !is_within(c)).unwrap_or(rest.len())];
        if number.is_empty() {
            return Err(E::custom(NOT_READ));
        }
        Ok(number)
    }
}

/// Line and column of ` at line 3 column 5`, counted from 1; nothing for the first byte of all.
fn place_of(words: &str) -> Option<(usize, usize)> {
    let (line, column) = words.strip_prefix(" at line ")?.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}
