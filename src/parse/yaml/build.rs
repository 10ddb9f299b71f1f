//! The two readings that make a tree.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Content, Entry, Node};
use crate::source::NodeId;

/// First reading: the shape, and the text of everything that is text. Numbers are left empty.
pub(super) struct Build<'a> {
    pub(super) next: &'a mut u32,
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
pub(super) struct FillNumbers<'a> {
    pub(super) node: &'a mut Node,
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
