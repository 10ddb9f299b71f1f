//! Where each node begins.
//!
//! The crate gives the place of an error and of nothing else. So every node is asked for twice: first by a [`Probe`]
//! that the crate must refuse, which takes nothing and learns the place from the refusal, then by its reader.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::source::NodeId;

/// What the readers of the text have reported already, wherever they know it for what it is.
const NOT_READ: &str = "anchors, aliases and tags are not read";

/// Goes down without taking anything, until the crate refuses to go deeper: the value is what it says then.
///
/// Going down by names for a single value costs no memory, and the crate's words for it hold the place alone.
pub(super) struct Probe;

impl<'de> DeserializeSeed<'de> for Probe {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let refusal = deserializer.deserialize_newtype_struct("", self);
        Ok(refusal.err().map(|error| error.to_string()))
    }
}

impl<'de> Visitor<'de> for Probe {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a place")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct("", self)
    }
}

/// The places of the nodes that were read so far, and the text that is followed with them.
pub(super) struct Marks<'t> {
    text: &'t str,
    /// The first byte of each node, by its number.
    pub(super) starts: Vec<usize>,
    byte: usize,
    line: usize,
    column: usize,
}

impl<'t> Marks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            starts: Vec::new(),
            byte: 0,
            line: 1,
            column: 1,
        }
    }

    /// Numbers the next node.
    pub(super) fn number(&mut self, start: usize) -> NodeId {
        let id = NodeId(u32::try_from(self.starts.len()).unwrap_or(u32::MAX));
        self.starts.push(start);
        id
    }

    /// Follows the text to the place that a probe was refused at. Nodes are in the order of the text, so each character
    /// is passed once.
    ///
    /// # Errors
    /// A place that was passed: an alias repeats what begins there, and a few lines of aliases can unfold to gigabytes.
    pub(super) fn follow<E: Error>(&mut self, refusal: Option<&str>) -> Result<usize, E> {
        // Other words are an error in the text, which the reader of the node meets next.
        let Some(place) = refusal.and_then(|words| words.strip_prefix("recursion limit exceeded"))
        else {
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
        // The place of the whole file is not known yet, and a file that is one number says nothing.
        if number.is_empty() && !self.starts.is_empty() {
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

/// How far the token at the start of `text` reaches on its line. No more of a long line is looked at.
pub(super) fn token_length(text: &str) -> usize {
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
