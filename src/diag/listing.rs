//! Problems in the order in which they are reported, with paths from the reader's folder.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::text::Sources;
use super::{Diagnostic, Severity};
use crate::source::{At, LineColumn, Place, SourcePath};

/// The path from the reader's folder to the site's folder: empty, or such as `sites/council`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteFolder(String);

impl SiteFolder {
    /// Creates it from a path. Slashes at either end are removed.
    pub fn new(path: &str) -> Self {
        Self(path.replace('\\', "/").trim_matches('/').to_owned())
    }

    /// Returns the path of a site's file from the reader's folder.
    pub(crate) fn path_of(&self, path: &SourcePath) -> SourcePath {
        if self.0.is_empty() {
            path.clone()
        } else {
            SourcePath::new(&format!("{}/{path}", self.0))
        }
    }

    /// Returns the `--root` option for the site's folder, quoted for a shell and with a space before it. Empty if the
    /// two folders are the same.
    pub(crate) fn as_option(&self) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        if self.0.is_empty() {
            String::new()
        } else if self.0.chars().all(is_plain) {
            format!(" --root {}", self.0)
        } else {
            format!(" --root '{}'", self.0.replace('\'', r"'\''"))
        }
    }
}

/// The problems to report, for any of the formats.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Errors first. Among problems of one severity, those in changed files come first, then in the order of the files.
    pub problems: Vec<Diagnostic>,
    /// The texts that the problems point into, with the same paths.
    pub sources: Sources,
}

impl Listing {
    /// Sorts problems and adjusts their paths. `changed` contains the files of the change under review, with adjusted
    /// paths.
    pub fn new(
        problems: &[Diagnostic],
        sources: &Sources,
        folder: &SiteFolder,
        changed: &BTreeSet<SourcePath>,
    ) -> Self {
        let mut problems = problems.to_vec();
        for problem in &mut problems {
            let related = problem.related.iter_mut().map(|(place, _)| place);
            for place in related.chain([&mut problem.place]) {
                place.path = folder.path_of(&place.path);
            }
        }
        problems.sort_by_key(|problem| (problem.severity, !changed.contains(&problem.place.path)));
        let sources = sources.iter();
        let sources = sources.map(|(path, text)| (folder.path_of(path), text.clone()));
        Self {
            problems,
            sources: sources.collect(),
        }
    }

    /// Returns how many problems have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.with_severity(severity).count()
    }

    /// Returns the problems with a severity.
    pub fn with_severity(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        let is_of = move |problem: &&Diagnostic| problem.severity == severity;
        self.problems.iter().filter(is_of)
    }

    /// Returns where a problem starts: at line 1, column 1 if its place is a whole file.
    pub(super) fn start_of(&self, problem: &Diagnostic) -> Point {
        let (byte, line, column) = (0, 1, 1);
        let region = self.region(&problem.place);
        region.map_or(Point { byte, line, column }, |region| region.start)
    }

    /// Returns the start and end of a place, or `None` if the place is a whole file.
    pub fn region(&self, place: &Place) -> Option<Region> {
        let At::Bytes { start, end } = place.at else {
            return None;
        };
        let text = self.sources.get(&place.path)?;
        let range = text.clamp(&(start..end));
        let point = |byte| {
            let LineColumn { line, column } = text.line_column(byte);
            Point { byte, line, column }
        };
        Some(Region {
            start: point(range.start),
            end: point(range.end),
        })
    }
}

/// A point in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Point {
    /// Counted from 0, after a byte order mark.
    pub byte: usize,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
}

/// A region of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The first character.
    pub start: Point,
    /// The end, which is after the last character.
    pub(crate) end: Point,
}

impl Region {
    /// Returns whether the region starts and ends on the same line.
    pub fn is_on_one_line(&self) -> bool {
        self.start.line == self.end.line
    }
}
