//! Where a site is in its repository.

use std::path::{Path, PathBuf};

use super::read::read_plain;
use crate::source::{LARGEST_TEXT, SourcePath};

/// The top folder of the repository that a real path lies in, if it lies in one.
pub(super) fn top_of(real: &Path) -> Option<PathBuf> {
    let mut folders = real.ancestors();
    let top = folders.find(|folder| folder.join(".git").exists());
    top.map(Path::to_owned)
}

/// The folder from which paths of a site are told: its repository's, or outside any repository the one that the command
/// runs in; and the site's folder below it. Where the site is not below either, paths begin at the site itself.
pub fn folder_of(root: &Path) -> (PathBuf, PathBuf) {
    let Ok(site) = root.canonicalize() else {
        return (root.to_owned(), PathBuf::new());
    };
    let top = match top_of(&site) {
        Some(folder) => folder,
        None => Path::new(".").canonicalize().unwrap_or_default(),
    };
    match site.strip_prefix(&top) {
        Ok(below) => (top.clone(), below.to_owned()),
        Err(_) => (site, PathBuf::new()),
    }
}

/// Whether a folder of a site belongs to another repository, by the list that the site's repository keeps of them.
pub(super) fn is_submodule(root: &Path, name: &SourcePath) -> bool {
    let Some(top) = top_of(root) else {
        return false;
    };
    let Ok(below) = root
        .join(name.as_str())
        .strip_prefix(&top)
        .map(Path::to_owned)
    else {
        return false;
    };
    let list = read_plain(&top.join(".gitmodules"), LARGEST_TEXT);
    let list = list.ok().flatten().unwrap_or_default();
    let list = String::from_utf8_lossy(&list);
    let paths = list.lines().filter_map(|line| line.split_once('='));
    let mut paths = paths.filter(|(key, _)| key.trim() == "path");
    paths.any(|(_, path)| Path::new(path.trim()) == below)
}
