//! The staging folder, in which a new site is prepared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::error::Fault;
use super::existing::ExistingOutput;
use super::operations::{Operation, Operations};
use super::outcome::Reason;
use super::path::SitePath;
use super::plan::Plan;
use super::record::RECORD_NAME;
use super::survey::Folder;
use crate::disk::system;

/// The staging folder of a new site. Folders are created when they are needed.
pub(super) struct Staging<'a> {
    pub(super) root: PathBuf,
    pub(super) existing: &'a ExistingOutput,
    pub(super) operations: Operations<'a>,
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    /// Each is locked while it is made, so that others can be made meanwhile.
    folders: BTreeMap<PathBuf, Arc<Mutex<bool>>>,
    obstacle: Option<Reason>,
}

impl<'a> Staging<'a> {
    pub(super) fn new(
        root: PathBuf,
        existing: &'a ExistingOutput,
        operations: Operations<'a>,
    ) -> Self {
        Self {
            root,
            existing,
            operations,
            made: Mutex::default(),
        }
    }

    /// Writes a new or changed file.
    pub(super) fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Fault> {
        if let Some(folder) = path.as_path().parent() {
            self.folder(folder)?;
        }
        self.operations.write_new(&path.under(&self.root), bytes)
    }

    /// Creates a folder and those above it, with the owner and mode of the published one if there is one.
    pub(super) fn folder(&self, path: &Path) -> Result<(), Fault> {
        let folder = self
            .made()
            .folders
            .entry(path.to_owned())
            .or_default()
            .clone();
        let mut is_made = folder.lock().unwrap_or_else(PoisonError::into_inner);
        if *is_made {
            return Ok(());
        }
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        self.operations.make_folder(&self.root.join(path))?;
        if let Some(old) = self.existing.survey.folders.get(path) {
            let obstacle = self.dress(path, old)?;
            let mut made = self.made();
            made.obstacle = made.obstacle.take().or(obstacle);
        }
        *is_made = true;
        Ok(())
    }

    /// Returns the first difference between a new folder and the published one, if any.
    pub(super) fn obstacle(&self) -> Option<Reason> {
        self.made().obstacle.clone()
    }

    /// Gives a new folder the owner, group and mode of the published one, and compares the rest.
    ///
    /// Until the end the owner has access whatever the mode. The group is set first, because new files may inherit it.
    fn dress(&self, folder: &Path, old: &Folder) -> Result<Option<Reason>, Fault> {
        let (new_path, old_path) = (self.root.join(folder), self.existing.folder.join(folder));
        let new = look(&new_path)?;
        let foreign = || Ok(Some(Reason::ForeignOwnership(old_path.clone())));
        if new.owner != old.owner {
            match self.operations.set_owner(&new_path, old) {
                Err(fault) if fault.source.kind() == io::ErrorKind::PermissionDenied => {
                    return foreign();
                }
                set => set?,
            }
        }
        let mode = self.existing.folder_mode(folder, old) | 0o700;
        if look(&new_path)?.mode != mode {
            self.operations.set_mode(&new_path, mode)?;
        }
        // The system ignores bits that this user may not set.
        if look(&new_path)?.mode != mode {
            return foreign();
        }
        let differ = system::attributes(&new_path) != system::attributes(&old_path);
        Ok(differ.then_some(Reason::Attributes(old_path)))
    }

    /// Sets the final mode of every folder, and the old time of each without changed entries.
    fn finish_folders(&self, touched: &BTreeSet<PathBuf>) -> Result<(), Fault> {
        let made = self.made();
        for folder in made.folders.keys().rev() {
            let Some(old) = self.existing.survey.folders.get(folder) else {
                continue;
            };
            let path = self.root.join(folder);
            // While the folder can still be opened.
            if let Some(modified) = old.modified.filter(|_| !touched.contains(folder)) {
                self.operations.set_modified(&path, modified)?;
            }
            if old.mode & 0o700 != 0o700 {
                self.operations
                    .set_mode(&path, self.existing.folder_mode(folder, old))?;
            }
        }
        Ok(())
    }

    /// Gives readers of new files access to the published folders.
    pub(super) fn open_folders(&self) -> Result<(), Fault> {
        for (folder, old) in &self.existing.survey.folders {
            let mode = self.existing.folder_mode(folder, old);
            if mode != old.mode {
                self.operations
                    .set_mode(&self.existing.folder.join(folder), mode)?;
            }
        }
        Ok(())
    }

    /// Returns the folders that the published site does not have.
    fn new_folders(&self) -> Vec<PathBuf> {
        let (old, made) = (&self.existing.survey.folders, self.made());
        let new = made.folders.keys();
        let new = new.filter(|folder| !old.contains_key(*folder));
        new.cloned().collect()
    }

    /// Completes the folder, so that it can replace the published one: folders, unchanged files, foreign files, the record.
    ///
    /// Returns the reason if a foreign file cannot be carried over unchanged. Then the folders must not be exchanged, but the
    /// staged files can be published file by file.
    ///
    /// # Errors
    /// Returns an error if the disk fails for another reason, such as a full disk.
    pub(super) fn fill(&self, plan: &Plan) -> Result<Option<Reason>, Fault> {
        let folders = self.existing.survey.folders.keys();
        for folder in folders.filter(|folder| !plan.emptied.contains(*folder)) {
            self.folder(folder)?;
        }
        if let Some(obstacle) = self.obstacle() {
            return Ok(Some(obstacle));
        }
        for path in &plan.kept {
            if let Some(obstacle) = self.carry_foreign(path)? {
                return Ok(Some(obstacle));
            }
        }
        let unchanged = plan.unchanged.par_iter();
        unchanged.try_for_each(|path| self.carry_unchanged(path))?;
        let record = self.root.join(RECORD_NAME);
        self.operations.write_new_json(&record, &plan.record)?;
        self.finish_folders(&plan.touched(self.existing, &self.new_folders()))?;
        Ok(None)
    }

    /// Links a foreign file, so that it keeps its owner, mode and times.
    fn carry_foreign(&self, path: &Path) -> Result<Option<Reason>, Fault> {
        let published = self.existing.folder.join(path);
        match self.operations.link(&published, &self.root.join(path)) {
            // It was removed in the meantime.
            Err(fault) if fault.source.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(fault) if refuses_links(&fault) => Ok(Some(Reason::Unlinkable(published))),
            linked => linked.map(|()| None),
        }
    }

    /// Links an unchanged file, or copies it with its times.
    fn carry_unchanged(&self, path: &SitePath) -> Result<(), Fault> {
        let (published, new) = (path.under(&self.existing.folder), path.under(&self.root));
        match self.operations.link(&published, &new) {
            Err(fault) if refuses_links(&fault) => self.operations.copy(&published, &new),
            linked => linked,
        }
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn look(folder: &Path) -> Result<Folder, Fault> {
    fs::symlink_metadata(folder)
        .map(|meta| Folder::of(&meta))
        .map_err(|source| Fault::new(Operation::Read, folder, source))
}

/// Whether the system does not support this link, rather than failed.
fn refuses_links(fault: &Fault) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    matches!(
        fault.source.kind(),
        CrossesDevices | PermissionDenied | TooManyLinks | Unsupported
    )
}
