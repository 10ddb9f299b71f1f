//! Where a node stands.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// How far the token at the start of `text` reaches on its line.
pub(super) fn token_length(text: &str) -> usize {
    let line = text.split(['\n', '\r']).next().unwrap_or("");
    if let Some(quote @ ('"' | '\'')) = line.chars().next() {
        return line[1..].find(quote).map_or(line.len(), |at| at + 2);
    }
    if line.starts_with(['{', '[']) {
        return closing(line).unwrap_or(line.trim_end().len());
    }
    let end = [": ", " #", ", ", " }", " ]", "}", "]"]
        .iter()
        .filter_map(|stop| line.find(stop))
        .min()
        .unwrap_or(line.len());
    line[..end].trim_end().trim_end_matches(':').len()
}

/// Where the braces at the start of a line are closed on it.
fn closing(line: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, sign) in line.char_indices() {
        match sign {
            '{' | '[' => open += 1,
            '}' | ']' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// A reading that fails on purpose at one node, so that the crate says where it is.
pub(super) struct Seek<'a> {
    pub(super) next: &'a mut u32,
    pub(super) wanted: u32,
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
