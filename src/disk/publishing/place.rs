//! The output folder and its workspace.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::Fault;
use super::error::PublishError::{self, NotAFolder};
use super::operations::Operation;
use super::path::OWN_PREFIX;
use super::workspace::INSIDE_NAME;
use crate::disk::system::is_mount_point;

/// What the output is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FolderKind {
    /// It does not exist.
    Missing,
    Folder,
    /// A symbolic link to a folder.
    Link,
    /// A mount point.
    Mount,
}

/// An output folder by its real path, so that two paths of one folder share a lock.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) kind: FolderKind,
    name: OsString,
}

impl Place {
    /// Resolves `output`.
    ///
    /// # Errors
    /// Returns an error if it is the root of the disk, not a folder, or a broken link.
    pub(super) fn find(output: &Path) -> Result<Self, PublishError> {
        // Without a trailing slash, which would look through a link.
        let output: PathBuf = output.components().collect();
        let (folder, kind) = resolve(&output)?;
        let (parent, name) = match (folder.parent(), folder.file_name()) {
            (Some(parent), Some(name)) => (parent.to_owned(), name.to_owned()),
            _ => return Err(NotAFolder(output, "is the root of the disk")),
        };
        let mounted = kind != FolderKind::Missing && is_mount_point(&folder);
        let kind = if mounted { FolderKind::Mount } else { kind };
        Ok(Self {
            folder,
            parent,
            kind,
            name,
        })
    }

    /// Returns the workspace next to the output, which is preferred because it is never served.
    pub(super) fn beside(&self) -> PathBuf {
        self.neighbour(".", OWN_PREFIX)
    }

    /// Returns the workspace inside the output, for a read-only parent or a mount point. There, files are moved within the
    /// volume, and the lock works between containers.
    pub(super) fn inside(&self) -> PathBuf {
        self.folder.join(INSIDE_NAME)
    }

    /// Returns the folder for files that are set aside.
    pub(super) fn kept(&self, home: &Path) -> PathBuf {
        if home.starts_with(&self.folder) {
            self.folder.join("quarterdeck.kept")
        } else {
            self.neighbour("", ".kept")
        }
    }

    fn neighbour(&self, before: &str, after: &str) -> PathBuf {
        let mut name = OsString::from(before);
        name.push(&self.name);
        name.push(after);
        self.parent.join(name)
    }
}

/// Returns the real path of `output` and its kind.
fn resolve(output: &Path) -> Result<(PathBuf, FolderKind), PublishError> {
    let refused = |error| PublishError::from(Fault::new(Operation::Read, output, error));
    let unfit = |why| Err(NotAFolder(output.to_owned(), why));
    match fs::symlink_metadata(output) {
        Ok(meta) if meta.is_symlink() => match fs::canonicalize(output) {
            Ok(folder) if folder.is_dir() => Ok((folder, FolderKind::Link)),
            Ok(_) => unfit("is a symbolic link to a file"),
            Err(_) => unfit("is a symbolic link that leads nowhere"),
        },
        Ok(meta) if meta.is_dir() => {
            let folder = fs::canonicalize(output).map_err(refused)?;
            Ok((folder, FolderKind::Folder))
        }
        Ok(_) => unfit("is a file"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = resolve_missing(output).map_err(refused)?;
            // A path such as `missing/../existing` leads to an existing folder.
            if folder != output && folder.exists() {
                return resolve(&folder);
            }
            Ok((folder, FolderKind::Missing))
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => unfit("lies in a file"),
        Err(error) => Err(refused(error)),
    }
}

/// Returns the real path of a folder that may not exist yet.
///
/// # Errors
/// Returns an error if it cannot be a folder.
pub(in crate::disk) fn real(path: &Path) -> Result<PathBuf, PublishError> {
    let path: PathBuf = path.components().collect();
    resolve(&path).map(|(folder, _)| folder)
}

/// Returns the future path of `output`, with the links of its existing part resolved.
fn resolve_missing(output: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(output)?.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
        if real.exists() {
            real = fs::canonicalize(&real)?;
        }
    }
    Ok(real)
}
