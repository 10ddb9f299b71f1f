//! Entries to paste into lists of files.

use crate::model::Report;
use crate::parse::draft::Drafts;
use crate::source::{SourcePath, SourceTree};

/// Where changes of the site's own rules are recorded, and problems are shown whose own file was removed.
pub(super) const SITE: &str = "content/site.yaml";

/// Offers entries to paste, as each file writes its lists.
pub(super) struct Pastes<'a> {
    tree: &'a SourceTree,
    /// The files of the latest quarter, which records revisions.
    latest: Vec<&'a SourcePath>,
}

impl<'a> Pastes<'a> {
    pub(super) fn new(tree: &'a SourceTree, drafts: &'a Drafts, after: &Report) -> Self {
        let files = drafts.quarters.iter();
        let latest = files.filter(|file| Some(file.quarter) == after.latest());
        Self {
            tree,
            latest: latest.map(|file| &file.path).collect(),
        }
    }

    /// Returns where to paste revisions, and the revisions: in the file of the latest quarter that has some.
    pub(super) fn offer_revisions(&self, entries: &[String]) -> String {
        let has_some = |path: &&&SourcePath| self.has_brackets(path, "revisions").is_some();
        let path = self.latest.iter().find(has_some).or(self.latest.first());
        let path = path.map_or_else(|| SourcePath::new(SITE), |path| (*path).clone());
        self.offer(&path, "revisions", entries)
    }

    /// Returns where to paste entries of a list, and the entries.
    pub(super) fn offer(
        &self,
        path: &SourcePath,
        list: &'static str,
        entries: &[String],
    ) -> String {
        self.offer_as(path, list, entries, "with the reason instead of the dots")
    }

    /// Returns where to put entries back that were removed, and the entries.
    pub(super) fn offer_back(&self, path: &SourcePath, list: &str, entries: &[String]) -> String {
        self.offer_as(path, list, entries, "in the order of their days")
    }

    fn offer_as(&self, path: &SourcePath, list: &str, entries: &[String], reason: &str) -> String {
        let lines = |before: &str| {
            let lines = entries.iter().map(|entry| format!("\n{before}{entry}"));
            lines.collect::<String>()
        };
        match self.has_brackets(path, list) {
            Some(false) => format!(
                "add this under `{list}:` in {path}, {reason}:{}",
                lines("- ")
            ),
            Some(true) => format!(
                "add this before the bracket that ends `{list}:` in {path}, {reason}:{}",
                lines(", ")
            ),
            None => format!(
                "add this at the end of {path}, {reason} (if `{list}:` is there by then, without it):\n{list}:{}",
                lines("  - ")
            ),
        }
    }

    /// Returns whether a file writes a list in square brackets, separated by commas, and not each entry on its own line,
    /// after a dash. `None` if it has none.
    fn has_brackets(&self, path: &SourcePath, list: &str) -> Option<bool> {
        let text = String::from_utf8_lossy(self.tree.get(path)?);
        let (_, list) = text.split_once(&format!("\n{list}:"))?;
        Some(list.trim_start().starts_with('['))
    }
}
