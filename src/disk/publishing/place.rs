//! Where a site is published, and where the work for it is done.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{Fault, PublishError};
use super::path::OWN_PREFIX;
use super::workspace::INSIDE_NAME;
use super::world::Act;
use crate::disk::system::is_mount_point;

/// What the output is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing is there.
    Missing,
    /// A folder like any other.
    Folder,
    /// A symbolic link to a folder.
    Link,
    /// A folder at which something is mounted.
    Mount,
}

/// An output folder by its real path: links are followed, so that two names of one folder share one lock.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) standing: Standing,
    name: OsString,
}

impl Place {
    /// Finds out what `output` is.
    ///
    /// # Errors
    /// When it is the root of the disk, no folder, or a link that leads nowhere.
    pub(super) fn find(output: &Path) -> Result<Self, PublishError> {
        // Without a trailing slash, which would look through a link.
        let output: PathBuf = output.components().collect();
        let (folder, standing) = resolve(&output)?;
        let (parent, name) = match (folder.parent(), folder.file_name()) {
            (Some(parent), Some(name)) => (parent.to_owned(), name.to_owned()),
            _ => return Err(not_a_folder(&output, "is the root of the disk")),
        };
        let mounted = standing != Standing::Missing && is_mount_point(&folder);
        let standing = if mounted { Standing::Mount } else { standing };
        Ok(Self {
            folder,
            parent,
            standing,
            name,
        })
    }

    /// Where the work is done when it can be: beside the output, so that nothing of it is ever served.
    pub(super) fn beside(&self) -> PathBuf {
        self.neighbour(".", OWN_PREFIX)
    }

    /// Where the work is done when the folder around the output is read-only or on another file system.
    ///
    /// With a mount point this is not only a makeshift: files are moved within the volume and not copied to it, and the
    /// lock holds against other machines' containers as well.
    pub(super) fn inside(&self) -> PathBuf {
        self.folder.join(INSIDE_NAME)
    }

    /// Where what someone put into a published file's place is kept for them.
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

/// The real path of `output`, and what is there.
fn resolve(output: &Path) -> Result<(PathBuf, Standing), PublishError> {
    let refused = |error| PublishError::from(Fault::new(Act::Read, output, error));
    match fs::symlink_metadata(output) {
        Ok(meta) if meta.is_symlink() => {
            resolve_link(output).map(|folder| (folder, Standing::Link))
        }
        Ok(meta) if meta.is_dir() => {
            Ok((fs::canonicalize(output).map_err(refused)?, Standing::Folder))
        }
        Ok(_) => Err(not_a_folder(output, "is a file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = resolve_missing(output).map_err(refused)?;
            // A way through a folder that is not there can lead to one that is.
            if folder != output && folder.exists() {
                return resolve(&folder);
            }
            Ok((folder, Standing::Missing))
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(not_a_folder(output, "lies in a file"))
        }
        Err(error) => Err(refused(error)),
    }
}

fn resolve_link(output: &Path) -> Result<PathBuf, PublishError> {
    match fs::canonicalize(output) {
        Ok(folder) if folder.is_dir() => Ok(folder),
        Ok(_) => Err(not_a_folder(output, "is a symbolic link to a file")),
        Err(_) => Err(not_a_folder(
            output,
            "is a symbolic link that leads nowhere",
        )),
    }
}

/// The real path of a folder that may not be there yet.
///
/// # Errors
/// If it cannot be a folder.
pub(in crate::disk) fn real(path: &Path) -> Result<PathBuf, PublishError> {
    let path: PathBuf = path.components().collect();
    resolve(&path).map(|(folder, _)| folder)
}

/// The path that `output` will have: as much of it as exists, with its links followed, and the rest.
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

fn not_a_folder(output: &Path, why: &'static str) -> PublishError {
    PublishError::NotAFolder {
        output: output.to_owned(),
        why,
    }
}
