//! Problems in the order in which they are told, under paths that whoever reads them knows.

use std::collections::BTreeSet;

use super::text::Sources;
use super::{Diagnostic, Fix, Severity};
use crate::source::{At, LineColumn, Place, SourcePath};

/// The site's folder as seen from where paths are told from: empty, or `sites/council`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteFolder(String);

impl SiteFolder {
    /// Names it, with slashes between its parts and none at its ends.
    pub fn new(path: &str) -> Self {
        Self(path.replace('\\', "/").trim_matches('/').to_owned())
    }

    /// A file of the site as it is told.
    pub fn path_of(&self, path: &SourcePath) -> SourcePath {
        if self.0.is_empty() {
            path.clone()
        } else {
            SourcePath::new(&format!("{}/{path}", self.0))
        }
    }

    /// The option that leads a command from there to the site, with a blank before it and as a shell takes it; nothing where
    /// it is the same.
    pub fn as_option(&self) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        if self.0.is_empty() {
            String::new()
        } else if self.0.chars().all(is_plain) {
            format!(" --root {}", self.0)
        } else {
            format!(" --root '{}'", self.0.replace('\'', r"'\''"))
        }
    }

    fn place_of(&self, place: &Place) -> Place {
        Place {
            path: self.path_of(&place.path),
            at: place.at.clone(),
        }
    }
}

/// What there is to tell, for any of the formats.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Errors first; of each kind, the files that a change touches first; then in the order of the files.
    pub problems: Vec<Diagnostic>,
    /// The texts that they point into, by the same paths.
    pub sources: Sources,
}

impl Listing {
    /// Puts problems in order. `changed` holds the files of the change that is looked at, by the paths that are told.
    pub fn new(
        problems: &[Diagnostic],
        sources: &Sources,
        folder: &SiteFolder,
        changed: &BTreeSet<SourcePath>,
    ) -> Self {
        let mut problems: Vec<Diagnostic> = problems
            .iter()
            .map(|problem| told_from(problem, folder))
            .collect();
        problems.sort_by_key(|problem| (problem.severity, !changed.contains(&problem.place.path)));
        let sources = sources
            .iter()
            .map(|(path, text)| (folder.path_of(path), text.clone()))
            .collect();
        Self { problems, sources }
    }

    /// How many problems there are of a kind.
    pub fn count(&self, severity: Severity) -> usize {
        self.of(severity).count()
    }

    /// The problems of a kind.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        let is_of = move |problem: &&Diagnostic| problem.severity == severity;
        self.problems.iter().filter(is_of)
    }

    /// What the edit of a problem takes out; empty where it only puts something in.
    pub fn region_of(&self, problem: &Diagnostic, fix: &Fix) -> Option<Region> {
        self.region(&Place::bytes(&problem.place.path, fix.range.clone()))
    }

    /// Where a place begins and ends; nothing for a file as a whole.
    pub fn region(&self, place: &Place) -> Option<Region> {
        let At::Bytes { start, end } = place.at else {
            return None;
        };
        let text = self.sources.get(&place.path)?;
        let range = text.clamp(&(start..end));
        let point = |byte| Point {
            byte,
            at: text.line_column(byte),
        };
        Some(Region {
            start: point(range.start),
            end: point(range.end),
        })
    }
}

fn told_from(problem: &Diagnostic, folder: &SiteFolder) -> Diagnostic {
    let related = problem.related.iter();
    Diagnostic {
        place: folder.place_of(&problem.place),
        related: related
            .map(|(place, text)| (folder.place_of(place), text.clone()))
            .collect(),
        ..problem.clone()
    }
}

/// A point in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Counted from 0, after a byte order mark.
    pub byte: usize,
    /// As an editor's program shows it.
    pub at: LineColumn,
}

/// From a point to the one behind the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The first character.
    pub start: Point,
    /// The one behind the last.
    pub end: Point,
}

impl Region {
    /// Whether it begins and ends on one line.
    pub fn is_on_one_line(&self) -> bool {
        self.start.at.line == self.end.at.line
    }
}

/// Line and column where a place begins; the first of the file, where it is the file as a whole.
pub(super) fn first_of(region: Option<Region>) -> LineColumn {
    region.map_or(LineColumn { line: 1, column: 1 }, |region| region.start.at)
}
