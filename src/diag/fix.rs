//! An edit that mends a problem, as data: what of it is made, the edge decides.

use std::ops::Range;

/// An edit of the file that the problem is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
    /// What is done, as an instruction: "put a blank after the colon".
    pub what: String,
}

impl Fix {
    /// Puts a text in place of some bytes.
    pub fn new(range: Range<usize>, text: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            range,
            text: text.into(),
            what: what.into(),
        }
    }
}
