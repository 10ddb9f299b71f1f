//! What cannot be relied on, because something in it is wrong. That is told in its own place; nothing is concluded
//! from it elsewhere, so that one slip is one diagnostic.

use std::collections::BTreeSet;

use crate::model::{MeasureId, Quarter};
use crate::parse::Legible;
use crate::parse::draft::Drafts;
use crate::parse::leaf;
use crate::source::SourcePath;

/// Measures, quarters and entries in doubt.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Doubt {
    /// By id without hyphens: a file that is misnamed is in doubt under the name that was meant.
    measures: BTreeSet<String>,
    targets: BTreeSet<MeasureId>,
    quarters: BTreeSet<Quarter>,
    entries: BTreeSet<(Quarter, MeasureId)>,
}

impl Doubt {
    /// Files that could not be read, or not in full; each entry is told of in its measure's row.
    pub(super) fn of(drafts: &Drafts) -> Self {
        let mut doubt = Self::default();
        for path in &drafts.broken {
            doubt.quarters.extend(file_quarter(path));
            doubt.measure(&file_id(path.file_name()));
        }
        for measure in &drafts.measures {
            if measure.legible == Legible::InPart {
                doubt.measure(measure.id.as_str());
            }
        }
        for file in &drafts.quarters {
            if file.legible == Legible::InPart {
                doubt.quarters.insert(file.quarter);
            }
        }
        doubt
    }

    /// A measure is wrong: it is not known what it is.
    pub(super) fn measure(&mut self, id: &str) {
        self.measures.insert(plain(id));
    }

    /// What a measure is held against is wrong; its figures are what they are.
    pub(super) fn targets(&mut self, id: &str) {
        self.targets.insert(MeasureId::new(id));
    }

    /// A quarter's own lines are wrong.
    pub(super) fn quarter(&mut self, quarter: Quarter) {
        self.quarters.insert(quarter);
    }

    /// An entry is wrong.
    pub(super) fn entry_of(&mut self, quarter: Quarter, id: MeasureId) {
        self.entries.insert((quarter, id));
    }

    pub(super) fn on_measure(&self, id: &MeasureId) -> bool {
        self.is_measure(id.whole())
    }

    /// Whether an id is that of a measure in doubt, or was meant to be.
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

    /// Whether it cannot be told in which quarters a measure is reported.
    pub(super) fn on_any_entry_of(&self, id: &MeasureId) -> bool {
        let is_of = |(_, entry): &(Quarter, MeasureId)| entry.whole() == id.whole();
        self.on_measure(id) || self.entries.iter().any(is_of)
    }

    /// Whether a figure, or that there is none, cannot be relied on.
    pub(super) fn on_entry(&self, quarter: Quarter, id: &MeasureId) -> bool {
        let told = |id: &MeasureId| self.entries.contains(&(quarter, id.clone()));
        self.on_measure(id)
            || self.on_quarter(quarter)
            || told(id)
            || whole(id).is_some_and(|id| told(&id))
    }
}

fn plain(id: &str) -> String {
    id.replace(['-', '_'], "")
}

/// The composite of a member.
fn whole(id: &MeasureId) -> Option<MeasureId> {
    let (whole, _) = id.as_str().split_once('.')?;
    Some(MeasureId::new(whole))
}

/// The id that a file's name was probably meant to give.
pub(super) fn file_id(name: &str) -> String {
    crate::parse::id_like(name.split('.').next().unwrap_or_default())
}

/// The quarter that a file was probably meant for: by its own name, or by its folder's.
pub(super) fn file_quarter(path: &SourcePath) -> Option<Quarter> {
    path.below("content/commentary").is_none().then_some(())?;
    let parts = path.parts();
    parts.iter().rev().take(2).find_map(|part| {
        let name = part.split('.').next().unwrap_or_default();
        leaf::quarter_of_slug(name).or_else(|| leaf::near_quarter(name))
    })
}
