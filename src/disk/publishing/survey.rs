//! Lists the output folder before publishing.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::error::{Fault, PublishError};
use super::in_place::TEMPORARY_NAME;
use super::operations::Operation;
use super::outcome::Reason;
use super::record::RECORD_NAME;
use super::workspace::INSIDE_NAME;
use crate::disk::system::{self, is_mount_point};

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    Plain,
    /// A symbolic link, a pipe, a socket or a device.
    Special,
}

/// The owner, mode and times of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    pub(super) mode: u32,
    pub(super) owner: (u32, u32),
    pub(super) modified: Option<SystemTime>,
}

impl Folder {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self {
            mode: system::mode(meta),
            owner: system::owner(meta),
            modified: meta.modified().ok(),
        }
    }
}

/// The contents of the output folder by relative path, without the record and the workspace.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) files: BTreeMap<PathBuf, Kind>,
    /// The folders, including the output itself as an empty path.
    pub(super) folders: BTreeMap<PathBuf, Folder>,
    /// The reason why the folder cannot be exchanged, if any.
    pub(super) obstacle: Option<Reason>,
    /// Temporary files of an interrupted build.
    pub(super) leftovers: Vec<PathBuf>,
}

impl Survey {
    /// Lists `folder` without following links.
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
            Err(error) => Err(Fault::new(Operation::Read, entry.path(), error).into()),
        }
    }

    /// Notes a folder that cannot be read as an obstacle. One that no longer exists is ignored.
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
            _ => Err(Fault::new(Operation::Read, &path, cause).into()),
        }
    }
}

/// Whether an entry is the record or the workspace.
fn is_own(entry: &DirEntry) -> bool {
    entry.depth() == 1 && (entry.file_name() == RECORD_NAME || entry.file_name() == INSIDE_NAME)
}
