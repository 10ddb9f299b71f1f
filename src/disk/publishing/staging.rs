//! The staging folder, in which a new site is prepared.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::{Fault, PublishError};
use super::existing::ExistingOutput;
use super::operations::{Operation, Operations};
use super::outcome::Reason;
use super::path::SitePath;
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
    folders: BTreeSet<PathBuf>,
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

    /// Creates a folder, with the owner and mode of the published one if there is one.
    pub(super) fn folder(&self, path: &Path) -> Result<(), Fault> {
        let mut made = self.made();
        let missing: Vec<&Path> = path
            .ancestors()
            .take_while(|ancestor| !made.folders.contains(*ancestor))
            .collect();
        for folder in missing.into_iter().rev() {
            self.operations.make_folder(&self.root.join(folder))?;
            if let Some(old) = self.existing.survey.folders.get(folder) {
                let obstacle = self.dress(folder, old)?;
                made.obstacle = made.obstacle.take().or(obstacle);
            }
            made.folders.insert(folder.to_owned());
        }
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
        let alike = system::attributes(&new_path) == system::attributes(&old_path);
        Ok(if alike {
            None
        } else {
            Some(Reason::Attributes(old_path))
        })
    }

    /// Sets the final mode of every folder, and the old time of each without changed entries.
    pub(super) fn finish_folders(&self, touched: &BTreeSet<PathBuf>) -> Result<(), PublishError> {
        let made = self.made();
        for folder in made.folders.iter().rev() {
            let Some(old) = self.existing.survey.folders.get(folder) else {
                continue;
            };
            let path = self.root.join(folder);
            if old.mode & 0o700 != 0o700 {
                self.operations
                    .set_mode(&path, self.existing.folder_mode(folder, old))?;
            }
            if !touched.contains(folder) {
                self.operations.set_modified(&path, old.modified)?;
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
    pub(super) fn new_folders(&self) -> Vec<PathBuf> {
        let old = &self.existing.survey.folders;
        self.made()
            .folders
            .iter()
            .filter(|folder| !old.contains_key(*folder))
            .cloned()
            .collect()
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
