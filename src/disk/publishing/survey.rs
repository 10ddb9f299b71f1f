//! What lies in the output folder before anything is done to it.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::Timespec;
use walkdir::{DirEntry, WalkDir};

use super::error::{Fault, PublishError};
use super::outcome::Reason;
use super::record::RECORD_NAME;
use super::workspace::INSIDE_NAME;
use super::world::Act;

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
    pub(super) owner: u32,
    pub(super) group: u32,
    pub(super) modified: Timespec,
}

impl Folder {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self {
            mode: meta.mode() & 0o7777,
            owner: meta.uid(),
            group: meta.gid(),
            modified: Timespec {
                tv_sec: meta.mtime(),
                tv_nsec: meta.mtime_nsec(),
            },
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
}

impl Survey {
    /// Looks through `folder`, never following a link out of it.
    pub(super) fn of(folder: &Path) -> Result<Self, PublishError> {
        let mut survey = Self::default();
        let entries = WalkDir::new(folder).into_iter();
        for entry in entries.filter_entry(|entry| !is_own(entry)) {
            match entry {
                Ok(entry) => survey.note(folder, &entry)?,
                Err(error) => survey.note_failure(folder, error)?,
            }
        }
        Ok(survey)
    }

    fn note(&mut self, root: &Path, entry: &DirEntry) -> Result<(), PublishError> {
        let path = entry
            .path()
            .strip_prefix(root)
            .unwrap_or(entry.path())
            .to_owned();
        if !entry.file_type().is_dir() {
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

/// Whether another file system, or another part of one, begins at this folder.
#[cfg(target_os = "linux")]
pub(super) fn is_mount_point(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    match statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::TYPE) {
        Ok(found)
            if found
                .stx_attributes_mask
                .contains(StatxAttributes::MOUNT_ROOT) =>
        {
            found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)
        }
        // A kernel before 5.8 does not say. Another device is then the best sign.
        _ => on_another_device(folder),
    }
}

/// Whether another file system begins at this folder.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_mount_point(folder: &Path) -> bool {
    on_another_device(folder)
}

fn on_another_device(folder: &Path) -> bool {
    let device = |path: &Path| fs::symlink_metadata(path).map(|meta| meta.dev()).ok();
    folder
        .parent()
        .is_some_and(|parent| device(parent) != device(folder))
}

/// A folder's access rules and other named attributes.
#[cfg(target_os = "linux")]
pub(super) fn attributes(folder: &Path) -> BTreeMap<Vec<u8>, Vec<u8>> {
    use rustix::fs::{getxattr, getxattr_query, listxattr, listxattr_query};
    let mut names = vec![0; listxattr_query(folder).unwrap_or(0)];
    let length = if names.is_empty() {
        0
    } else {
        listxattr(folder, &mut names[..]).unwrap_or(0)
    };
    names[..length]
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| {
            let mut value = vec![0; getxattr_query(folder, name).unwrap_or(0)];
            let length = if value.is_empty() {
                0
            } else {
                getxattr(folder, name, &mut value[..]).unwrap_or(0)
            };
            value.truncate(length);
            (name.to_owned(), value)
        })
        .collect()
}

/// A folder's access rules and other named attributes: only asked for where folders are exchanged.
#[cfg(not(target_os = "linux"))]
pub(super) fn attributes(_folder: &Path) -> BTreeMap<Vec<u8>, Vec<u8>> {
    BTreeMap::new()
}
