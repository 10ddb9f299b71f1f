//! Reading a site's folder into a [`SourceTree`].

use std::fmt;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::source::{SourcePath, SourceTree};

/// Why a folder cannot be read. Displays as a sentence.
#[derive(Debug)]
pub enum ReadError {
    /// There is no `content` folder in it.
    NotASite(PathBuf),
    /// The system does not let this file or folder be read.
    Unreadable(PathBuf, String),
    /// A name that is not UTF-8 cannot become an address.
    Name(PathBuf),
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
    if !root.join("content").is_dir() {
        return Err(ReadError::NotASite(root.to_owned()));
    }
    let mut tree = SourceTree::default();
    for folder in ["content", "themes"] {
        if root.join(folder).is_dir() {
            read_folder(root, folder, &mut tree)?;
        }
    }
    Ok(tree)
}

fn read_folder(root: &Path, folder: &str, tree: &mut SourceTree) -> Result<(), ReadError> {
    for entry in WalkDir::new(root.join(folder))
        .follow_links(true)
        .sort_by_file_name()
    {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            ReadError::Unreadable(path, error.to_string())
        })?;
        if entry.file_type().is_file() {
            let path = entry.path();
            let bytes = std::fs::read(path)
                .map_err(|error| ReadError::Unreadable(path.to_owned(), error.to_string()))?;
            tree.insert(name_below(root, path)?, bytes);
        }
    }
    Ok(())
}

fn name_below(root: &Path, path: &Path) -> Result<SourcePath, ReadError> {
    let below = path.strip_prefix(root).unwrap_or(path);
    below
        .to_str()
        .map(SourcePath::new)
        .ok_or_else(|| ReadError::Name(path.to_owned()))
}
