//! Lists the output folder before publishing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
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

/// The names below the output folder, without looking at what has them.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) files: BTreeMap<PathBuf, Kind>,
    /// The folders, including the output itself as an empty path.
    pub(super) folders: BTreeSet<PathBuf>,
    /// The first folder that cannot be read, if any.
    obstacle: Option<Reason>,
    /// Temporary files of an interrupted build.
    pub(super) leftovers: Vec<PathBuf>,
}

impl Survey {
    /// Lists `folder` without following links, and looks at its folders.
    pub(super) fn of(folder: &Path) -> Result<Self, PublishError> {
        let listing = Listing::of(folder)?;
        let paths: Vec<PathBuf> = listing.folders.into_iter().collect();
        let known = paths.into_par_iter().map(|path| look(folder, path));
        let known: Vec<Known> = known.collect::<Result<_, Fault>>()?;
        let mut survey = Self {
            files: listing.files,
            folders: BTreeMap::new(),
            obstacle: listing.obstacle,
            leftovers: listing.leftovers,
        };
        for (path, known, is_mounted) in known.into_iter().flatten() {
            if is_mounted {
                let path = folder.join(&path);
                survey.obstacle.get_or_insert(Reason::MountInside(path));
            }
            survey.folders.insert(path, known);
        }
        Ok(survey)
    }
}

/// A folder, and whether something is mounted there. `None` if it no longer exists.
type Known = Option<(PathBuf, Folder, bool)>;

fn look(root: &Path, path: PathBuf) -> Result<Known, Fault> {
    let is_root = path.as_os_str().is_empty();
    let folder = if is_root {
        root.to_owned()
    } else {
        root.join(&path)
    };
    match fs::symlink_metadata(&folder) {
        Ok(meta) => {
            let is_mounted = !is_root && is_mount_point(&folder);
            Ok(Some((path, Folder::of(&meta), is_mounted)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::new(Operation::Read, &folder, error)),
    }
}

impl Listing {
    /// Lists `folder` without following links.
    pub(super) fn of(folder: &Path) -> Result<Self, PublishError> {
        let mut listing = Self::default();
        let entries = WalkDir::new(folder).into_iter();
        for entry in entries.filter_entry(|entry| !is_own(entry)) {
            match entry {
                Ok(entry) => listing.note(folder, entry),
                Err(error) => listing.note_failure(folder, error)?,
            }
        }
        Ok(listing)
    }

    fn note(&mut self, root: &Path, entry: DirEntry) {
        let path = entry
            .path()
            .strip_prefix(root)
            .unwrap_or(entry.path())
            .to_owned();
        let kind = entry.file_type();
        if kind.is_dir() {
            self.folders.insert(path);
        } else if entry.file_name() == TEMPORARY_NAME {
            self.leftovers.push(entry.into_path());
        } else if kind.is_file() {
            self.files.insert(path, Kind::Plain);
        } else {
            self.files.insert(path, Kind::Special);
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
