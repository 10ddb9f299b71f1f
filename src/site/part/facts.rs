//! Small tables: each row has a label and a text.

use schemars::JsonSchema;
use serde::Serialize;

/// A row of a small table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Fact {
    /// "Target".
    pub label: String,
    /// "92%".
    pub text: String,
    /// More about it: "since April to June 2016". `None` if there is nothing to add.
    pub detail: Option<String>,
}

/// A small table with a heading.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FactTable {
    /// The heading.
    pub heading: String,
    /// A sentence below the heading. `None` for no sentence.
    pub lede: Option<String>,
    /// The rows.
    pub rows: Vec<Fact>,
}

pub(crate) fn fact(label: &str, text: &str) -> Fact {
    Fact {
        label: label.to_owned(),
        text: text.to_owned(),
        detail: None,
    }
}

pub(crate) fn table(heading: &str, lede: Option<&str>, rows: Vec<Fact>) -> FactTable {
    FactTable {
        heading: heading.to_owned(),
        lede: lede.map(str::to_owned),
        rows,
    }
}
