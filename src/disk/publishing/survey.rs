//! What lies in the output folder before anything is done to it.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::{Fault, PublishError};
use super::in_place::TEMPORARY_NAME;
use super::outcome::Reason;
use super::record::RECORD_NAME;
use super::workspace::INSIDE_NAME;
use super::world::Act;
use crate::disk::system::{self, Modified, is_mount_point};

/// What a thing that is no folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file with bytes of its own.
    Plain,
    /// A symbolic link, a pipe, a socket, a device.
    Special,
}

/// A folder's outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    pub(super) mode: u32,
    pub(super) owner: (u32, u32),
    pub(super) modified: Modified,
}

impl Folder {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self {
            mode: system::mode(meta),
            owner: system::owner(meta),
            modified: system::modified(meta),
        }
    }
}

/// Everything in the output folder by its path relative to it, without the record and a workspace.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Whatever is no folder.
    pub(super) files: BTreeMap<PathBuf, Kind>,
    /// The folders, the output itself (an empty path) among them.
    pub(super) folders: BTreeMap<PathBuf, Folder>,
    /// What stands in the way of making the like of it elsewhere.
    pub(super) obstacle: Option<Reason>,
    /// Copies that an interrupted build had not yet put in their places.
    pub(super) leftovers: Vec<PathBuf>,
}

impl Survey {
    /// Looks through `folder`, never following a link out of it.
    pub(super) fn of(folder: &Path) -> Result<Self, PublishError> {
        let mut survey = Self::default();
        let entries = WalkDir::new(folder).into_iter();
        for entry in entries.filter_entry(|entry| !is_own(entry)) {
            match entry {
                Ok(entry) => survey.note(folder, entry)?,
                Err(error) => survey.note_failure(folder, error)?,
            }
        }
        Ok(survey)
    }

    fn note(&mut self, root: &Path, entry: DirEntry) -> Result<(), PublishError> {
        let path = entry
            .path()
            .strip_prefix(root)
            .unwrap_or(entry.path())
            .to_owned();
        if !entry.file_type().is_dir() {
            if entry.file_name() == TEMPORARY_NAME {
                self.leftovers.push(entry.into_path());
                return Ok(());
            }
            let kind = if entry.file_type().is_file() {
                Kind::Plain
            } else {
                Kind::Special
            };
            self.files.insert(path, kind);
            return Ok(());
        }
        match fs::symlink_metadata(entry.path()) {
            Ok(meta) => {
                if entry.depth() > 0 && is_mount_point(entry.path()) {
                    self.obstacle
                        .get_or_insert(Reason::MountInside(entry.path().to_owned()));
                }
                self.folders.insert(path, Folder::of(&meta));
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Fault::new(Act::Read, entry.path(), error).into()),
        }
    }

    /// A folder that cannot be looked into is foreign as a whole; one that has just gone is no loss of ours.
    fn note_failure(&mut self, root: &Path, error: walkdir::Error) -> Result<(), PublishError> {
        let path = error.path().unwrap_or(root).to_owned();
        let depth = error.depth();
        let cause = error
            .into_io_error()
            .unwrap_or_else(|| io::Error::other("the folders run in a circle"));
        match cause.kind() {
            io::ErrorKind::NotFound => Ok(()),
            io::ErrorKind::PermissionDenied if depth > 0 => {
                self.obstacle.get_or_insert(Reason::Unreadable(path));
                Ok(())
            }
            _ => Err(Fault::new(Act::Read, &path, cause).into()),
        }
    }
}

/// The record and a workspace inside are the program's own, and no part of what is published.
fn is_own(entry: &DirEntry) -> bool {
    entry.depth() == 1 && (entry.file_name() == RECORD_NAME || entry.file_name() == INSIDE_NAME)
}
