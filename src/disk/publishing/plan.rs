//! The plan of what to publish, made before anything published is changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::error::{Fault, PublishError};
use super::existing::{ExistingOutput, folders_of};
use super::operations::Operation;
use super::path::SitePath;
use super::record::{Fingerprint, Record};
use super::rendering::{FileStatus, RenderedFile};
use crate::disk::system;

/// A file with new content.
pub(super) struct ChangedFile {
    pub(super) path: SitePath,
    pub(super) was: Option<Fingerprint>,
}

/// The files to publish and to keep. Files to remove are in [`ExistingOutput`].
pub(super) struct Plan {
    pub(super) changed: Vec<ChangedFile>,
    pub(super) unchanged: Vec<SitePath>,
    /// Foreign and altered files, which stay.
    pub(super) kept: Vec<PathBuf>,
    /// Folders of recorded files that are no longer needed.
    pub(super) emptied: BTreeSet<PathBuf>,
    /// Recorded files that were edited and are overwritten.
    pub(super) edited: Vec<SitePath>,
    pub(super) record: Record,
}

impl Plan {
    /// Makes the plan.
    ///
    /// # Errors
    /// Returns [`PublishError::Foreign`] with every foreign file in the way.
    pub(super) fn new(
        existing: &ExistingOutput,
        drafts: Vec<RenderedFile>,
    ) -> Result<Self, PublishError> {
        let files = drafts.iter().map(|draft| (draft.path.clone(), draft.print));
        let record = Record::new(files.collect());
        let mut taken = BTreeSet::new();
        let mut plan = Self::without_files(existing, record);
        for RenderedFile { path, status, .. } in drafts {
            match status {
                FileStatus::Unchanged => plan.unchanged.push(path),
                FileStatus::Changed { was } => plan.changed.push(ChangedFile { path, was }),
                FileStatus::Blocked(by) => taken.extend(by),
            }
        }
        let edited = plan.changed.iter().filter(|file| is_edited(existing, file));
        plan.edited = edited.map(|file| file.path.clone()).collect();
        if taken.is_empty() {
            return Ok(plan);
        }
        Err(PublishError::Foreign {
            output: existing.folder.clone(),
            paths: taken.into_iter().collect(),
        })
    }

    fn without_files(existing: &ExistingOutput, record: Record) -> Self {
        let ours = |path: &Path| {
            SitePath::of(path).is_some_and(|path| {
                record.files().contains_key(&path) || existing.prune.contains_key(&path)
            })
        };
        let files = existing.survey.files.keys();
        let kept: Vec<PathBuf> = files.filter(|path| !ours(path)).cloned().collect();
        let emptied = emptied(existing, &record, &kept);
        Self {
            changed: Vec::new(),
            unchanged: Vec::new(),
            edited: Vec::new(),
            kept,
            emptied,
            record,
        }
    }

    /// Whether the published site and its record are already the same.
    pub(super) fn changes_nothing(&self, existing: &ExistingOutput) -> bool {
        self.changed.is_empty()
            && existing.prune.is_empty()
            && existing.record.as_ref() == Some(&self.record)
    }

    /// Checks that every folder that changes can be written to.
    pub(super) fn check_folders(&self, existing: &ExistingOutput) -> Result<(), PublishError> {
        for folder in self.touched(existing, &[]) {
            if existing.survey.folders.contains_key(&folder) {
                let folder = existing.folder.join(folder);
                system::check_writable(&folder)
                    .map_err(|error| Fault::new(Operation::Write, &folder, error))?;
            }
        }
        Ok(())
    }

    /// Returns the folders in which entries change, given the new folders.
    pub(super) fn touched(
        &self,
        existing: &ExistingOutput,
        new_folders: &[PathBuf],
    ) -> BTreeSet<PathBuf> {
        let files = self.changed.iter().map(|changed| changed.path.as_path());
        let pruned = existing.prune.keys().map(SitePath::as_path);
        let folders = self.emptied.iter().chain(new_folders).map(PathBuf::as_path);
        let parents = files.chain(pruned).chain(folders).filter_map(Path::parent);
        // The record, in the output itself, changes with any file.
        parents
            .map(Path::to_owned)
            .chain([PathBuf::new()])
            .collect()
    }
}

fn is_edited(existing: &ExistingOutput, changed: &ChangedFile) -> bool {
    match (changed.was, &existing.record) {
        (Some(was), Some(record)) => !record.has_published(&changed.path, was),
        _ => false,
    }
}

/// Returns the recorded folders without new, foreign or altered files.
fn emptied(existing: &ExistingOutput, record: &Record, kept: &[PathBuf]) -> BTreeSet<PathBuf> {
    let (recorded, present) = (&existing.recorded_folders, &existing.survey.folders);
    let foreign = present.keys().filter(|path| !recorded.contains(*path));
    let staying = kept.iter().filter_map(|path| path.parent());
    let staying = staying.chain(foreign.map(PathBuf::as_path));
    let mut needed = folders_of(record.files().keys());
    needed.extend(staying.flat_map(Path::ancestors).map(Path::to_owned));
    let emptied = recorded.difference(&needed);
    let emptied = emptied.filter(|path| present.contains_key(*path));
    emptied.cloned().collect()
}
