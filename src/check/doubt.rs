//! Content that is not reliable because it contains an error. The error is reported once. Nothing is concluded from the
//! content elsewhere, so that one mistake is one problem.

use std::collections::BTreeSet;

use super::reported::RowDoubt;
use crate::model::{MeasureId, Quarter};
use crate::parse::draft::Drafts;
use crate::parse::leaf;
use crate::source::SourcePath;

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Doubt {
    /// Ids without hyphens. A misnamed file is included under the name that was probably meant.
    measures: BTreeSet<String>,
    targets: BTreeSet<MeasureId>,
    quarters: BTreeSet<Quarter>,
    entries: BTreeSet<(Quarter, MeasureId)>,
}

impl Doubt {
    /// Collects the files that could not be read completely. Entries are added by measure, see [`Self::add`].
    pub(super) fn of(drafts: &Drafts) -> Self {
        let mut doubt = Self::default();
        for path in &drafts.broken {
            doubt.quarters.extend(file_quarter(path));
            doubt.measure(&file_id(path.file_name()));
        }
        for measure in drafts.measures.iter().filter(|one| !one.is_whole) {
            doubt.measure(measure.id.as_str());
        }
        let files = drafts.quarters.iter().filter(|one| !one.is_whole);
        doubt.quarters.extend(files.map(|file| file.quarter));
        doubt
    }

    /// Adds a measure whose definition is wrong.
    pub(super) fn measure(&mut self, id: &str) {
        self.measures.insert(plain(id));
    }

    pub(super) fn quarter(&mut self, quarter: Quarter) {
        self.quarters.insert(quarter);
    }

    /// Adds what is not reliable of a measure and its entries. If its targets are wrong, its figures are reliable.
    pub(super) fn add(&mut self, id: &MeasureId, row: &RowDoubt) {
        if row.measure {
            self.measure(id.as_str());
        }
        self.targets.extend(row.targets.then(|| id.clone()));
        let entries = row.entries.iter();
        self.entries
            .extend(entries.map(|quarter| (*quarter, id.clone())));
    }

    pub(super) fn on_measure(&self, id: &MeasureId) -> bool {
        self.is_measure(id.whole())
    }

    /// Returns whether an id is, or was probably meant to be, that of an unreliable measure.
    pub(super) fn is_measure(&self, id: &str) -> bool {
        !self.measures.is_empty() && self.measures.contains(&plain(id))
    }

    pub(super) fn on_targets(&self, id: &MeasureId) -> bool {
        self.on_measure(id) || self.targets.contains(id)
    }

    pub(super) fn on_quarter(&self, quarter: Quarter) -> bool {
        self.quarters.contains(&quarter)
    }

    pub(super) fn on_any_quarter(&self) -> bool {
        !self.quarters.is_empty()
    }

    /// Returns whether it is not known in which quarters a measure is reported.
    pub(super) fn on_any_entry_of(&self, id: &MeasureId) -> bool {
        let is_of = |(_, entry): &(Quarter, MeasureId)| entry.whole() == id.whole();
        self.on_measure(id) || self.entries.iter().any(is_of)
    }

    /// Returns whether a figure, or its absence, is not reliable.
    pub(super) fn on_entry(&self, quarter: Quarter, id: &MeasureId) -> bool {
        let is_listed = |id: &MeasureId| self.entries.contains(&(quarter, id.clone()));
        self.on_measure(id)
            || self.on_quarter(quarter)
            || is_listed(id)
            || (id.member().is_some() && is_listed(&MeasureId::new(id.whole())))
    }
}

fn plain(id: &str) -> String {
    id.replace(['-', '_'], "")
}

/// Returns the id that a file name was probably meant to have.
pub(super) fn file_id(name: &str) -> String {
    crate::parse::id_like(name.split('.').next().unwrap_or_default())
}

/// Returns the quarter that a file was probably meant for, from its own name or that of its folder.
pub(super) fn file_quarter(path: &SourcePath) -> Option<Quarter> {
    path.below("content/commentary").is_none().then_some(())?;
    let parts = path.parts();
    parts.iter().rev().take(2).find_map(|part| {
        let name = part.split('.').next().unwrap_or_default();
        leaf::quarter_of_slug(name).or_else(|| leaf::near_quarter(name))
    })
}
