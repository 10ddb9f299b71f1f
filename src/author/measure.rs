//! A new measure.

use super::{Begun, quoted, schema_line};
use crate::model::Quarter;
use crate::parse::schema::Kind;

/// What is asked of whoever begins a measure. The words are held against the reader's own before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeasure<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// What is counted, as it is typed.
    pub unit: &'a str,
    /// Which way is better, as it is typed.
    pub better: &'a str,
    /// What a figure covers, as it is typed.
    pub period: &'a str,
    /// What reports print.
    pub reference: Option<&'a str>,
    /// The first quarter that reports it.
    pub from: Quarter,
}

impl NewMeasure<'_> {
    /// Its file.
    pub fn file(&self) -> Begun {
        let path = format!("content/measures/{}.yaml", self.id);
        let reference = self.reference.map_or(String::new(), |reference| {
            format!("ref: {}\n", quoted(reference))
        });
        let per = if self.unit == "rate" {
            "per: 100000\n"
        } else {
            ""
        };
        let target = if self.better == "neither" {
            ""
        } else {
            "no_target: \"To be set.\"\n"
        };
        let text = format!(
            "{}{reference}title: {}\nunit: {}\n{per}better: {}\nperiod: {}\nreported: {{ from: {} }}\n{target}\n{TO_COME}",
            schema_line(&path, Kind::Measure),
            quoted(self.title),
            self.unit,
            self.better,
            self.period,
            self.from,
        );
        Begun::new(&path, text)
    }
}

const TO_COME: &str =
    "# Other fields; delete the # to use one. Use either `targets` or `no_target`.
# objective:
# group:
# targets:
#   - { from: 2024-25 Q1, target: 90, tolerance: 85 }
# meaningful_change: 0.5
# definition: \"What is counted, exactly.\"
# source: \"Where the figures come from.\"
# owner: \"Responsible officer.\"
";
