//! The one reading that makes a tree.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::places::{Marks, Probe};
use super::{Content, Entry, Node};

/// Reads one node. `start` is its first byte.
pub(super) struct Build<'a, 't> {
    pub(super) marks: &'a mut Marks<'t>,
    pub(super) start: usize,
}

impl<'t> Build<'_, 't> {
    fn node(&mut self, content: Content) -> Node {
        let id = self.marks.number(self.start);
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
        fn $method<E: Error>(mut self, _: $type) -> Result<Node, E> {
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

    fn visit_str<E: Error>(mut self, text: &str) -> Result<Node, E> {
        Ok(self.node(Content::Scalar(text.to_owned())))
    }

    fn visit_unit<E: Error>(mut self) -> Result<Node, E> {
        Ok(self.node(Content::Blank))
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let mut list = self.node(Content::Blank);
        let mut items = Vec::new();
        while let Some(probed) = access.next_element_seed(Probe)? {
            let item = access.next_element_seed(self.next(probed.as_deref())?)?;
            items.extend(item);
        }
        list.content = Content::List(items);
        Ok(list)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let mut map = self.node(Content::Blank);
        let mut entries = Vec::new();
        while let Some(probed) = access.next_key_seed(Probe)? {
            let start = self.marks.follow(probed.as_deref())?;
            let Some(key) = access.next_key_seed(Key)? else {
                break;
            };
            let key_id = self.marks.number(start);
            let probed = access.next_value_seed(Probe)?;
            let value = access.next_value_seed(self.next(probed.as_deref())?)?;
            entries.push(Entry { key_id, key, value });
        }
        map.content = Content::Map(entries);
        Ok(map)
    }
}

/// A name.
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
