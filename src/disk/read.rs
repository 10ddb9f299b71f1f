//! Reads a site's folder into a [`SourceTree`].

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::mirror::Mirror;
use super::system;
use super::walk::{Found, FoundKind};
use crate::source::{FOLDERS, LARGEST_SITE, SourceTree, Unread};

/// There is no `content` in a folder. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(pub(super) PathBuf);

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "there is no `content` folder in {}: go to the folder that holds it, or name that folder with --root",
            self.0.display()
        )
    }
}

impl std::error::Error for ReadError {}

/// Reads the files of a site: its content and its themes.
///
/// Files that cannot or may not be read are in the tree as [`Unread`]. Symbolic links are followed within the site's
/// folder, and within the repository of a `content` or `themes` that is itself a link.
///
/// # Errors
/// Returns an error if there is no content.
pub fn read(root: &Path) -> Result<SourceTree, ReadError> {
    is_site(root)?;
    let mut mirror = Mirror::new(root);
    mirror.refresh();
    Ok(mirror.into_tree())
}

/// Checks that a folder is a site.
///
/// # Errors
/// Returns an error if there is no content.
pub fn is_site(root: &Path) -> Result<(), ReadError> {
    if root.join(FOLDERS[0]).is_dir() {
        Ok(())
    } else {
        Err(ReadError(root.to_owned()))
    }
}

/// Returns the files up to the size limit of a site. `others` is the size of files that are already read, in bytes.
pub(super) fn within_limits(mut found: Vec<Found>, others: u64) -> Vec<Found> {
    let mut total = others;
    let beyond = found.iter().position(|found| {
        if let FoundKind::File { known, .. } = &found.kind {
            total += known.len();
        }
        total > LARGEST_SITE
    });
    if let Some(beyond) = beyond {
        found.truncate(beyond + 1);
        found[beyond].kind = FoundKind::Unread(Unread::TooMuch);
    }
    found
}

/// Reads a file up to a limit in bytes. `None` if it no longer exists. A link or a pipe at the path is not followed or waited
/// for.
pub(super) fn read_plain(real: &Path, limit: u64) -> Result<Option<Vec<u8>>, Unread> {
    let failed = |error: io::Error| Unread::Failed(error.to_string());
    let file = match system::open_plain(real) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(Unread::Special);
    }
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    // A file can grow while it is read, and some have no known size.
    if read.map_err(failed)? as u64 > limit {
        return Err(Unread::TooLarge(limit));
    }
    Ok(Some(bytes))
}
