//! Reading a site's folder into a [`SourceTree`].

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::mirror::Mirror;
use super::system;
use super::walk::{Found, What};
use crate::source::{FOLDERS, LARGEST_SITE, SourcePath, SourceTree, Unread};

/// Why a folder cannot be read. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no `content` folder in it.
    NotASite(PathBuf),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotASite(root) => write!(
                f,
                "there is no `content` folder in {}: go to the folder that holds it, or name that folder with --root",
                root.display()
            ),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads everything that a site can be made from: its content and its themes.
///
/// What cannot be read, or may not be, is in the tree by its name: see [`Unread`]. A symbolic link is followed for as
/// long as it stays in the site's folder, or in the repository of a `content` or `themes` that is itself a link.
///
/// # Errors
/// If there is no content.
pub fn read(root: &Path) -> Result<SourceTree, ReadError> {
    is_site(root)?;
    let mut mirror = Mirror::new(root);
    mirror.look_round();
    Ok(mirror.into_tree())
}

/// Whether a folder can be a site's.
///
/// # Errors
/// If there is no content.
pub fn is_site(root: &Path) -> Result<(), ReadError> {
    if root.join(FOLDERS[0]).is_dir() {
        Ok(())
    } else {
        Err(ReadError::NotASite(root.to_owned()))
    }
}

/// What was found, up to the file with which there would be more bytes than a site may have. `others` are the bytes that
/// have been read elsewhere.
pub(super) fn within_limits(mut found: Vec<Found>, others: u64) -> Vec<Found> {
    let mut total = others;
    let beyond = found.iter().position(|found| {
        if let What::File { known, .. } = &found.what {
            total += known.len();
        }
        total > LARGEST_SITE
    });
    if let Some(beyond) = beyond {
        found.truncate(beyond + 1);
        found[beyond].what = What::Unread(Unread::TooMuch);
    }
    found
}

/// The bytes of a file by its real path; `None` if it has just gone. It is opened so that a link or a pipe that has come
/// into its place is not followed or waited for, and no more is read than its kind may have.
pub(super) fn read_file(name: &SourcePath, real: &Path) -> Result<Option<Vec<u8>>, Unread> {
    read_plain(real, name.role().limit())
}

/// The same for any file of a known size.
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
    // A file can grow while it is read, and some systems' files do not say how large they are.
    if read.map_err(failed)? as u64 > limit {
        return Err(Unread::TooLarge(limit));
    }
    Ok(Some(bytes))
}
