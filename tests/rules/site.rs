//! Small sites made from rows.

use std::sync::Arc;

use jiff::civil::{Date, date};
use quarterdeck::assess::JudgedEntry;
use quarterdeck::build::{self, JudgedSite};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::model::{MeasureId, Quarter, QuarterNumber};
use quarterdeck::source::{SourcePath, SourceTree};

/// The quarter that most rows look at: 2016-17 Q1.
pub(crate) const NOW: &str = "2016-17 Q1";
/// The quarter before it.
pub(crate) const BEFORE: &str = "2015-16 Q4";
/// The same quarter of the year before.
pub(crate) const LAST_YEAR: &str = "2015-16 Q1";

/// A day on which everything is public.
const LATE: Date = date(2018, 1, 1);

/// A site in the making.
pub(crate) struct Site {
    tree: SourceTree,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::with_settings("")
    }

    /// A site with more lines in its `site.yaml`.
    pub(crate) fn with_settings(settings: &str) -> Self {
        let mut site = Self {
            tree: SourceTree::default(),
        };
        let text = format!("title: Performance\norganisation: Example Council\n{settings}");
        site.file("site.yaml", &text);
        site
    }

    /// A file below `content/`.
    pub(crate) fn file(&mut self, path: &str, text: &str) {
        let path = SourcePath::new(&format!("content/{path}"));
        self.tree.insert(path, text.as_bytes().to_vec());
    }

    /// A measure from its lines, parted by semicolons; a score of single quarters unless they say otherwise.
    pub(crate) fn measure(&mut self, id: &str, lines: &str) {
        let mut fields = vec!["title: A measure".to_owned()];
        for (field, value) in [
            ("unit", "score"),
            ("period", "in_quarter"),
            ("better", "higher"),
        ] {
            if !lines.contains(&format!("{field}:")) {
                fields.push(format!("{field}: {value}"));
            }
        }
        fields.extend(lines.split("; ").map(str::to_owned));
        self.file(&format!("measures/{id}.yaml"), &fields.join("\n"));
    }

    /// A quarter with its entries, each `id: value`.
    pub(crate) fn quarter(&mut self, key: &str, lines: &str, entries: &[(String, String)]) {
        let mut text = vec![lines.to_owned()];
        if !entries.is_empty() {
            text.push("values:".to_owned());
        }
        text.extend(entries.iter().map(|(id, entry)| format!("  {id}: {entry}")));
        self.file(
            &format!("quarters/{}.yaml", quarter(key).slug()),
            &text.join("\n"),
        );
    }

    /// A public quarter that reports `m`, where there is an entry for it.
    pub(crate) fn reports(&mut self, key: &str, entry: Option<&str>) {
        let entry = entry.map(|entry| ("m".to_owned(), entry.to_owned()));
        self.quarter(key, "publish_on: already_public", entry.as_slice());
    }

    /// A background quarter that reports `m`, where there is an entry for it.
    pub(crate) fn knows(&mut self, key: &str, entry: Option<&str>) {
        let entry = entry.map(|entry| ("m".to_owned(), entry.to_owned()));
        self.quarter(key, "background: true", entry.as_slice());
    }

    /// Its files.
    pub(crate) fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// The site as judged on a late day; otherwise why it was refused.
    pub(crate) fn judged(&self) -> Result<JudgedSite, String> {
        self.judged_on(LATE, DraftContent::LeftOut)
    }

    /// The same with quarters that are still being collected.
    pub(crate) fn judged_with_drafts(&self) -> Result<JudgedSite, String> {
        self.judged_on(LATE, DraftContent::Included)
    }

    /// The site as judged on a day; otherwise why it was refused.
    pub(crate) fn judged_on(
        &self,
        as_of: Date,
        drafts: DraftContent,
    ) -> Result<JudgedSite, String> {
        let reading = build::read(&self.tree, &Edition { as_of, drafts });
        let mut codes: Vec<&str> = reading
            .problems
            .iter()
            .filter(|problem| problem.is_error())
            .map(|problem| problem.code.as_str())
            .collect();
        codes.dedup();
        drop(reading.comparable);
        reading
            .judged
            .and_then(Arc::into_inner)
            .ok_or_else(|| format!("refused: {}", codes.join(", ")))
    }
}

/// `2016-17 Q1`.
pub(crate) fn quarter(key: &str) -> Quarter {
    let (years, number) = key.split_once(" Q").expect("a quarter");
    let number: usize = number.parse().expect("a number");
    let year: i32 = years[..4].parse().expect("a year");
    Quarter::new(year, QuarterNumber::ALL[number - 1])
}

/// What was judged of a measure in a quarter.
pub(crate) fn of<'j>(judged: &'j JudgedSite, key: &str, id: &str) -> &'j JudgedEntry {
    let found = judged.assessment.judged(quarter(key), &MeasureId::new(id));
    found.unwrap_or_else(|| panic!("`{id}` is judged in {key}"))
}

/// A target and its tolerance: `92`, `5 to 10`; `90`, `5 points`, `5 per cent`, `4 to 15`.
pub(crate) fn target(from: &str, target: &str, tolerance: Option<&str>) -> String {
    let band = |text: &str| {
        let (low, high) = text.split_once(" to ")?;
        Some(format!("{{ low: {low}, high: {high} }}"))
    };
    let tolerance = tolerance.map_or(String::new(), |text| {
        let amount = match text.split_once(' ') {
            Some((points, "points")) => format!("{{ points: {points} }}"),
            Some((percent, "per cent")) => format!("{{ percent: {percent} }}"),
            _ => band(text).unwrap_or_else(|| text.to_owned()),
        };
        format!(", tolerance: {amount}")
    });
    let strict = ["more than", "less than"].into_iter().find_map(|words| {
        let target = target.strip_prefix(words)?;
        Some(format!("{{ {}: {target} }}", words.replace(' ', "_")))
    });
    let target = band(target).or(strict).unwrap_or_else(|| target.to_owned());
    format!("targets: [ {{ from: {from}, target: {target}{tolerance} }} ]")
}

/// An entry in words, parted by commas: `88`, `14 of 36`, `not available`, `rated amber`, `worsened`, `break`,
/// `expected 92`, `because`. A dash is no entry.
pub(crate) fn entry(cell: &str) -> Option<String> {
    if cell == "-" {
        return None;
    }
    let fields: Vec<String> = cell.split(", ").flat_map(field).collect();
    Some(format!("{{ {} }}", fields.join(", ")))
}

fn field(words: &str) -> Vec<String> {
    let word = words.replace(' ', "_");
    if let Some((numerator, denominator)) = words.split_once(" of ") {
        return vec![format!(
            "numerator: {numerator}, denominator: {denominator}"
        )];
    }
    if let Some(rating) = word.strip_prefix("rated_") {
        return vec![format!("rating: {rating}")];
    }
    if let Some(figure) = word.strip_prefix("so_far_") {
        return vec![format!("year_to_date: {figure}")];
    }
    if let Some(margin) = word.strip_prefix("margin_") {
        return vec![format!("margin: {margin}")];
    }
    if let Some(period) = words.strip_prefix("covers ") {
        return vec![format!("covers: {period}")];
    }
    if let Some(forecast) = word.strip_prefix("expected_") {
        return vec![format!("forecast: {forecast}")];
    }
    if let Some((is, on)) = word.split_once("_on_the_") {
        return vec![format!("direction: {{ is: {is}, on: {on} }}")];
    }
    vec![match word.as_str() {
        "not_available" | "not_applicable" | "not_collected" | "suppressed" => {
            format!("missing: {word}, because: Late")
        }
        "improved" | "no_change" | "worsened" => format!("direction: {word}"),
        "break" => "mark: break".to_owned(),
        "because" => "because: As printed".to_owned(),
        figure => format!("value: {figure}"),
    }]
}
