//! Publishes file by file, if folders cannot be exchanged.
//!
//! First a record with the files of both sites is written, so that the next build knows the program's own files wherever
//! this one is stopped. Then come assets, pages and removals, and last the finished record.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Fault, PublishError};
use super::existing::ExistingOutput;
use super::operations::{Operation, Operations};
use super::path::SitePath;
use super::plan::{ChangedFile, Plan};
use super::record::{Fingerprint, RECORD_NAME, fingerprint_of_file};

/// The name of a file while it is copied from another file system.
pub(super) const TEMPORARY_NAME: &str = ".quarterdeck.put";

/// The name of the first record among the staged files.
const BEGUN_RECORD_NAME: &str = ".quarterdeck.begun.json";

/// A published folder in which files are replaced and removed one by one.
pub(super) struct InPlace<'a> {
    /// The published folder.
    pub(super) folder: &'a Path,
    /// The staging folder.
    pub(super) next: PathBuf,
    /// The folder for files that are set aside.
    pub(super) kept: PathBuf,
    pub(super) operations: Operations<'a>,
}

impl InPlace<'_> {
    /// Writes the first and the last record of [`Self::publish`] to the staging folder.
    pub(super) fn stage_records(
        &self,
        existing: &ExistingOutput,
        plan: &Plan,
    ) -> Result<(), Fault> {
        let begun = plan.record.begun_over(existing.record.as_ref());
        self.operations
            .write_new_json(&self.next.join(BEGUN_RECORD_NAME), &begun)?;
        let finished = self.next.join(RECORD_NAME);
        if finished.exists() {
            return Ok(());
        }
        self.operations.write_new_json(&finished, &plan.record)
    }

    /// Publishes the staged files in an order that avoids broken links: assets before pages, new pages before changed ones,
    /// and removals last. Returns the files that were set aside.
    ///
    /// # Errors
    /// Returns [`PublishError::Unfinished`] after the first record is written.
    pub(super) fn publish(
        &self,
        existing: &ExistingOutput,
        plan: &Plan,
    ) -> Result<Vec<PathBuf>, PublishError> {
        self.place(&self.next.join(BEGUN_RECORD_NAME), &self.record())?;
        let published = self
            .operations
            .sync(self.folder)
            .map_err(PublishError::from);
        published
            .and_then(|()| self.publish_files(existing, plan))
            .map_err(|error| error.unfinished(self.folder))
    }

    fn publish_files(
        &self,
        existing: &ExistingOutput,
        plan: &Plan,
    ) -> Result<Vec<PathBuf>, PublishError> {
        let new_paths = NewPaths::of(plan);
        let (blocking, rest): (Vec<_>, Vec<_>) = existing
            .prune
            .iter()
            .partition(|(path, _)| new_paths.need_gone(path));
        let (blocking_folders, other_folders): (Vec<SitePath>, Vec<SitePath>) =
            emptied(plan).partition(|folder| new_paths.need_gone_folder(folder));
        let mut changed: Vec<&ChangedFile> = plan.changed.iter().collect();
        changed
            .sort_by_key(|changed| (changed.path.is_page(), changed.was.is_some(), &changed.path));

        self.remove(blocking, blocking_folders)?;
        let mut set_aside = Vec::new();
        for changed in changed {
            set_aside.extend(self.put(changed)?);
        }
        self.remove(rest, other_folders)?;
        self.operations.sync_all(self.folder)?;
        self.place(&self.next.join(RECORD_NAME), &self.record())?;
        self.operations.sync(self.folder)?;
        Ok(set_aside)
    }

    /// Removes a site, its record last.
    pub(super) fn clear(&self, existing: &ExistingOutput, plan: &Plan) -> Result<(), PublishError> {
        self.remove(&existing.prune, emptied(plan))?;
        self.operations.sync_all(self.folder)?;
        self.operations.remove(&self.record())?;
        Ok(self.operations.sync(self.folder)?)
    }

    fn record(&self) -> PathBuf {
        self.folder.join(RECORD_NAME)
    }

    fn put(&self, changed: &ChangedFile) -> Result<Option<PathBuf>, PublishError> {
        let path = &changed.path;
        let goal = path.under(self.folder);
        self.make_way(path)?;
        let appeared = changed.was.is_none() && fs::symlink_metadata(&goal).is_ok();
        let aside = || self.operations.put_aside(&self.kept, path.as_path(), &goal);
        let aside = appeared.then(aside).transpose()?;
        self.place(&path.under(&self.next), &goal)?;
        Ok(aside)
    }

    /// Creates the folders of `path`. Returns an error if one of them is a file or a link.
    fn make_way(&self, path: &SitePath) -> Result<(), Fault> {
        for folder in path.folders() {
            let folder = folder.under(self.folder);
            match fs::symlink_metadata(&folder) {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => {
                    let refused = io::ErrorKind::NotADirectory.into();
                    return Err(Fault::new(Operation::MakeFolder, &folder, refused));
                }
                Err(_) => self.operations.make_folder(&folder)?,
            }
        }
        Ok(())
    }

    /// Moves a staged file to its place atomically.
    fn place(&self, staged: &Path, goal: &Path) -> Result<(), Fault> {
        match self.operations.rename(staged, goal) {
            Err(fault) if fault.source.kind() == io::ErrorKind::CrossesDevices => {
                let temporary = goal.with_file_name(TEMPORARY_NAME);
                if fs::symlink_metadata(&temporary).is_ok() {
                    self.operations.remove(&temporary)?;
                }
                self.operations.copy(staged, &temporary)?;
                // The last sync does not reach other file systems.
                self.operations.sync(&temporary)?;
                self.operations.rename(&temporary, goal)
            }
            renamed => renamed,
        }
    }

    /// Removes files that still have the published bytes, and then empty folders, if possible.
    fn remove<'p>(
        &self,
        files: impl IntoIterator<Item = (&'p SitePath, &'p Fingerprint)>,
        folders: impl IntoIterator<Item = SitePath>,
    ) -> Result<(), Fault> {
        for (path, print) in files {
            let goal = path.under(self.folder);
            if self.leads_through_folders(path) && fingerprint_of_file(&goal) == Some(*print) {
                self.operations.remove(&goal)?;
            }
        }
        for folder in folders {
            let goal = folder.under(self.folder);
            let is_folder = fs::symlink_metadata(&goal).is_ok_and(|meta| meta.is_dir());
            if is_folder && self.leads_through_folders(&folder) {
                let _ = self.operations.remove_folder(&goal);
            }
        }
        Ok(())
    }

    /// Whether every folder above `path` is a folder and not a link.
    fn leads_through_folders(&self, path: &SitePath) -> bool {
        let is_folder = |folder: SitePath| {
            fs::symlink_metadata(folder.under(self.folder)).is_ok_and(|meta| meta.is_dir())
        };
        path.folders().all(is_folder)
    }
}

/// Returns the folders to remove, innermost first.
fn emptied(plan: &Plan) -> impl Iterator<Item = SitePath> {
    plan.emptied
        .iter()
        .rev()
        .filter_map(|folder| SitePath::of(folder))
}

/// The paths of new files.
struct NewPaths<'a> {
    paths: BTreeSet<&'a SitePath>,
    folders: BTreeSet<SitePath>,
    folded: BTreeSet<String>,
}

impl<'a> NewPaths<'a> {
    fn of(plan: &'a Plan) -> Self {
        let paths = || plan.changed.iter().map(|changed| &changed.path);
        Self {
            paths: paths().collect(),
            folders: paths().flat_map(SitePath::folders).collect(),
            folded: paths().map(SitePath::folded).collect(),
        }
    }

    /// Whether an old file must be removed first: it is now a folder, is inside a path that is now a file, or has a name that
    /// differs only in case.
    fn need_gone(&self, old: &SitePath) -> bool {
        self.folders.contains(old)
            || self.folded.contains(&old.folded())
            || old.folders().any(|folder| self.paths.contains(&folder))
    }

    /// Whether an old folder must be removed first: it is now a file, or inside one.
    fn need_gone_folder(&self, old: &SitePath) -> bool {
        self.paths.contains(old) || old.folders().any(|folder| self.paths.contains(&folder))
    }
}
