//! What each field is for, with an example: what an editor's program shows while a file is typed.

use std::sync::LazyLock;

/// Where the ids of a field are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as what it names")]
pub enum Of {
    /// Nowhere: it is free.
    Anything,
    Measures,
    MeasuresAndMembers,
    Objectives,
    Quarters,
    Voices,
    Groups,
    Ratings,
    Scales,
}

/// What is said of a field.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The map that it is in, as its reader calls it.
    pub what: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What to write.
    pub text: &'static str,
    /// What it may look like, as it is typed.
    pub example: &'static str,
    /// Where its ids are made.
    pub of: Of,
}

impl Words {
    /// What is said of one field.
    pub fn of(what: &str, name: &str) -> Option<&'static Self> {
        let is_meant = |words: &&Self| (words.what, words.name) == (what, name);
        WORDS.iter().find(is_meant)
    }
}

macro_rules! words {
    ($($what:literal { $($name:literal $text:literal $example:literal $($of:ident)?;)* })*) => {
        /// Fields, by the map that they are in.
        pub(super) static FIELDS: &[Words] = &[$($(Words {
            what: $what,
            name: $name,
            text: $text,
            example: $example,
            of: words!(@of $($of)?),
        },)*)*];
    };
    (@of) => { Of::Anything };
    (@of $of:ident) => { Of::$of };
}

mod quarters;
mod table;

/// Every field, by the map that it is in.
pub static WORDS: LazyLock<Vec<Words>> =
    LazyLock::new(|| [table::FIELDS, quarters::FIELDS].concat());
