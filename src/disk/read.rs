//! Reading a site's folder into a [`SourceTree`].

use std::fmt;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::source::{SourcePath, SourceTree};

/// What a site can be made from, below its root. The first must be there.
pub(super) const FOLDERS: [&str; 2] = ["content", "themes"];

/// Why a folder cannot be read. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no `content` folder in it.
    NotASite(PathBuf),
    /// The system does not let this file or folder be read.
    Unreadable(PathBuf, String),
    /// A name that is not UTF-8 cannot become an address.
    Name(PathBuf),
}

impl ReadError {
    pub(super) fn unreadable(path: &Path, error: &impl ToString) -> Self {
        Self::Unreadable(path.to_owned(), error.to_string())
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotASite(root) => write!(
                f,
                "there is no `content` folder in {}: go to the folder that holds it, or name that folder with --root",
                root.display()
            ),
            Self::Unreadable(path, why) => write!(f, "{} cannot be read: {why}", path.display()),
            Self::Name(path) => write!(
                f,
                "{} has a name that is not UTF-8 text: rename it",
                path.display()
            ),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads everything that a site can be made from: its content and its themes.
///
/// Symbolic links are followed, so that several sites can share a folder.
///
/// # Errors
/// Where there is no content, or a file cannot be read.
pub fn read(root: &Path) -> Result<SourceTree, ReadError> {
    is_site(root)?;
    let mut tree = SourceTree::default();
    for folder in FOLDERS {
        if root.join(folder).is_dir() {
            for found in walk(root, &root.join(folder)) {
                if let Found::File { path, name, .. } = found.map_err(Failed::into_error)? {
                    let bytes = std::fs::read(&path)
                        .map_err(|error| ReadError::unreadable(&path, &error))?;
                    tree.insert(name, bytes);
                }
            }
        }
    }
    Ok(tree)
}

/// Whether a folder can be a site's.
///
/// # Errors
/// Where there is no content.
pub fn is_site(root: &Path) -> Result<(), ReadError> {
    if root.join(FOLDERS[0]).is_dir() {
        Ok(())
    } else {
        Err(ReadError::NotASite(root.to_owned()))
    }
}

/// What stands in a folder, at any depth.
pub(super) enum Found {
    /// A file that may be read.
    File {
        path: PathBuf,
        name: SourcePath,
        /// What is known of it; of a link, of what it leads to.
        known: Metadata,
        way: Way,
    },
    /// A folder; what is in it follows.
    Folder { name: SourcePath, way: Way },
}

/// How a path leads to what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As it says.
    Straight,
    /// Over a symbolic link.
    Link,
}

/// A place that could not be looked at.
pub(super) struct Failed {
    pub(super) path: PathBuf,
    error: ReadError,
    /// Whether it was there a moment ago and is not now.
    pub(super) is_gone: bool,
}

impl Failed {
    pub(super) fn into_error(self) -> ReadError {
        self.error
    }
}

/// Everything in a folder, in the order of the names.
///
/// Some programs mark a file that is being edited by a link that leads nowhere: what is hidden and leads nowhere is
/// passed over.
pub(super) fn walk(root: &Path, folder: &Path) -> impl Iterator<Item = Result<Found, Failed>> {
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter(|entry| !entry.as_ref().is_err_and(is_mark))
        .filter_map(move |entry| found(root, folder, entry).transpose())
}

fn is_mark(error: &walkdir::Error) -> bool {
    let is_gone = error.io_error().map(io::Error::kind) == Some(io::ErrorKind::NotFound);
    let name = error.path().and_then(Path::file_name);
    is_gone && name.is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn found(
    root: &Path,
    folder: &Path,
    entry: walkdir::Result<DirEntry>,
) -> Result<Option<Found>, Failed> {
    let entry = entry.map_err(|error| failed(folder, &error))?;
    let is_file = entry.file_type().is_file();
    if !is_file && !entry.file_type().is_dir() {
        return Ok(None);
    }
    let name = name_below(root, entry.path())?;
    let way = if entry.path_is_symlink() {
        Way::Link
    } else {
        Way::Straight
    };
    if !is_file {
        return Ok(Some(Found::Folder { name, way }));
    }
    let known = entry.metadata().map_err(|error| failed(folder, &error))?;
    Ok(Some(Found::File {
        path: entry.into_path(),
        name,
        known,
        way,
    }))
}

fn failed(folder: &Path, error: &walkdir::Error) -> Failed {
    let path = error.path().unwrap_or(folder).to_owned();
    // A link that leads nowhere is there; a file between two looks is not.
    let is_gone = path.symlink_metadata().is_err();
    Failed {
        error: ReadError::unreadable(&path, error),
        path,
        is_gone,
    }
}

fn name_below(root: &Path, path: &Path) -> Result<SourcePath, Failed> {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.to_str().map(SourcePath::new).ok_or_else(|| Failed {
        path: path.to_owned(),
        error: ReadError::Name(path.to_owned()),
        is_gone: false,
    })
}
