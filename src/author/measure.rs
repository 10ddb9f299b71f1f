//! A new measure.

use super::{NewFile, quoted};
use crate::model::Quarter;
use crate::parse::schema::Kind;

/// The settings of a new measure, as they are typed in its file. They are checked before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewMeasure<'a> {
    pub id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) better: &'a str,
    pub(crate) period: &'a str,
    /// The reference that reports print.
    pub(crate) reference: Option<&'a str>,
    /// The first quarter in which it is reported.
    pub from: Quarter,
}

impl NewMeasure<'_> {
    pub(crate) fn file(&self) -> NewFile {
        let path = format!("content/measures/{}.yaml", self.id);
        let reference = self
            .reference
            .map(|text| format!("ref: {}\n", quoted(text)));
        let per = (self.unit == "rate").then_some("per: 100000\n");
        // A list of results says which is better, and what each counts as.
        let is_results = self.unit.contains("results:");
        let better = format!("better: {}\n", self.better);
        let better = if is_results { "" } else { &better };
        let has_target = self.better != "neither" && !is_results;
        let target = has_target.then_some("no_target: \"To be set.\"\n");
        let text = format!(
            "{}title: {}\nunit: {}\n{}{better}period: {}\nreported: {{ from: {} }}\n{}\n{}",
            reference.unwrap_or_default(),
            quoted(self.title),
            self.unit,
            per.unwrap_or_default(),
            self.period,
            self.from,
            target.unwrap_or_default(),
            self.other_fields(has_target),
        );
        NewFile::of(Kind::Measure, &path, &text)
    }

    /// Returns the fields that most measures may have, as YAML comments. A target starts with the first quarter, and its
    /// tolerance is on its worse side.
    fn other_fields(&self, has_target: bool) -> String {
        let asked = match self.better {
            "lower" => "target: 85, tolerance: 90",
            "between" => "target: { low: 85, high: 95 }, tolerance: { points: 5 }",
            _ => "target: 90, tolerance: 85",
        };
        let (advice, targets) = if has_target {
            let targets = format!("# targets:\n#   - {{ from: {}, {asked} }}\n", self.from);
            (" Use either `targets` or `no_target`.", targets)
        } else {
            ("", String::new())
        };
        let change = if self.unit.contains("results:") {
            ""
        } else {
            "# meaningful_change: 0.5\n"
        };
        format!(
            "# Other fields; delete the # to use one.{advice}\n# objective:\n# group:\n{targets}{change}{DESCRIPTIONS}"
        )
    }
}

const DESCRIPTIONS: &str = "# definition: \"What is counted, exactly.\"
# source: \"Where the figures come from.\"
# owner: \"Responsible officer.\"
";
