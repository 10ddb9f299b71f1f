//! What the readers of files would take, found out by asking them, and written as JSON Schema (2020-12).
//!
//! There is no second list of the fields. An invented file is given to the readers: each field that they ask for
//! is noted, with whatever they would take there, and so is each name that the end of a map would
//! call unknown. What the fields are *for* stands in [`WORDS`], and a test holds the two together.

mod document;
mod survey;
mod words;

pub(crate) use document::EACH_RATING;
pub use document::{Choices, Kind, schema};
pub use survey::{Field, Leaf, Shape, shape};
pub use words::{Of, WORDS, Words};

pub(super) use survey::Survey;
