//! Small tables of labels and what they say.

use schemars::JsonSchema;
use serde::Serialize;

/// A label and what it says.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Fact {
    /// "Target".
    pub label: String,
    /// "92%".
    pub text: String,
    /// "since April to June 2016"; empty for nothing.
    pub detail: String,
}

/// A small table of facts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FactTable {
    /// Its heading.
    pub heading: String,
    /// A sentence under it; empty for nothing.
    pub lede: String,
    /// Its rows.
    pub rows: Vec<Fact>,
}

pub(crate) fn fact(label: &str, text: &str) -> Fact {
    Fact {
        label: label.to_owned(),
        text: text.to_owned(),
        detail: String::new(),
    }
}

pub(crate) fn table(heading: &str, lede: &str, rows: Vec<Fact>) -> FactTable {
    FactTable {
        heading: heading.to_owned(),
        lede: lede.to_owned(),
        rows,
    }
}
