//! The folder in which a new site takes shape, folder by folder like the one it is to replace.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::{Fault, PublishError};
use super::ground::Ground;
use super::outcome::Reason;
use super::path::SitePath;
use super::survey::Folder;
use super::world::{Act, World};
use crate::disk::system;

/// A new site in the making. Folders are made when something first needs them.
pub(super) struct Staging<'a> {
    pub(super) root: PathBuf,
    pub(super) ground: &'a Ground,
    pub(super) world: World<'a>,
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    folders: BTreeSet<PathBuf>,
    obstacle: Option<Reason>,
}

impl<'a> Staging<'a> {
    pub(super) fn new(root: PathBuf, ground: &'a Ground, world: World<'a>) -> Self {
        Self {
            root,
            ground,
            world,
            made: Mutex::default(),
        }
    }

    /// Writes a file that the published site does not have so.
    pub(super) fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Fault> {
        if let Some(folder) = path.as_path().parent() {
            self.folder(folder)?;
        }
        self.world.write_new(&path.under(&self.root), bytes)
    }

    /// Sees to it that the folder is there, made like the published one of that name where there is one.
    pub(super) fn folder(&self, path: &Path) -> Result<(), Fault> {
        let mut made = self.made();
        let missing: Vec<&Path> = path
            .ancestors()
            .take_while(|ancestor| !made.folders.contains(*ancestor))
            .collect();
        for folder in missing.into_iter().rev() {
            self.world.make_folder(&self.root.join(folder))?;
            if let Some(old) = self.ground.survey.folders.get(folder) {
                let obstacle = self.dress(folder, old)?;
                made.obstacle = made.obstacle.take().or(obstacle);
            }
            made.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Why the folders made so far are not just like the published ones, where they are not.
    pub(super) fn obstacle(&self) -> Option<Reason> {
        self.made().obstacle.clone()
    }

    /// Gives a new folder the owner, group and mode of the published one, and compares the rest.
    ///
    /// The owner may enter until the end whatever the mode, or nothing could be put into it. A group that is
    /// inherited by new files must be there before the files are.
    fn dress(&self, folder: &Path, old: &Folder) -> Result<Option<Reason>, Fault> {
        let (new_path, old_path) = (self.root.join(folder), self.ground.folder.join(folder));
        let new = look(&new_path)?;
        let foreign = || Ok(Some(Reason::ForeignOwnership(old_path.clone())));
        if new.owner != old.owner {
            match self.world.set_owner(&new_path, old) {
                Err(fault) if fault.source.kind() == io::ErrorKind::PermissionDenied => {
                    return foreign();
                }
                set => set?,
            }
        }
        let mode = self.ground.folder_mode(folder, old) | 0o700;
        if look(&new_path)?.mode != mode {
            self.world.set_mode(&new_path, mode)?;
        }
        // The system drops bits that this user may not set, without an error.
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

    /// Gives every folder its final mode, and its old time to each that nothing was put into or taken from.
    pub(super) fn finish_folders(&self, touched: &BTreeSet<PathBuf>) -> Result<(), PublishError> {
        let made = self.made();
        for folder in made.folders.iter().rev() {
            let Some(old) = self.ground.survey.folders.get(folder) else {
                continue;
            };
            let path = self.root.join(folder);
            if old.mode & 0o700 != 0o700 {
                self.world
                    .set_mode(&path, self.ground.folder_mode(folder, old))?;
            }
            if !touched.contains(folder) {
                self.world.set_modified(&path, old.modified)?;
            }
        }
        Ok(())
    }

    /// Lets those into published folders who may read what is new in them.
    pub(super) fn open_folders(&self) -> Result<(), Fault> {
        for (folder, old) in &self.ground.survey.folders {
            let mode = self.ground.folder_mode(folder, old);
            if mode != old.mode {
                self.world
                    .set_mode(&self.ground.folder.join(folder), mode)?;
            }
        }
        Ok(())
    }

    /// The folders that the published site does not have.
    pub(super) fn new_folders(&self) -> Vec<PathBuf> {
        let old = &self.ground.survey.folders;
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
        .map_err(|source| Fault::new(Act::Read, folder, source))
}
