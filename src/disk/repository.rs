//! Finds the repository of a site.

use std::fs;
use std::path::{Path, PathBuf};

use super::read::read_plain;
use crate::source::{LARGEST_TEXT, SourcePath};

/// Returns the top folder of the repository that contains a real path, if any.
pub(super) fn top_of(real: &Path) -> Option<PathBuf> {
    let mut folders = real.ancestors();
    let top = folders.find(|folder| folder.join(".git").exists());
    top.map(Path::to_owned)
}

/// Returns the path of the lock that git holds while it changes files of a folder, if that is in a repository.
pub fn git_lock(folder: &Path) -> Option<PathBuf> {
    let mut folders = folder.ancestors();
    let git = folders.find_map(|folder| git_folder(&folder.join(".git")))?;
    Some(git.join("index.lock"))
}

/// Returns the folder itself, or the one that a `.git` file names: for worktrees and submodules.
fn git_folder(git: &Path) -> Option<PathBuf> {
    if git.is_dir() {
        return Some(git.to_owned());
    }
    let text = fs::read_to_string(git).ok()?;
    let named = text.strip_prefix("gitdir:")?.trim();
    Some(git.parent()?.join(named))
}

/// Returns the folder that printed paths are relative to, and the site's folder below it: the top of the repository, or the
/// current folder outside a repository. If the site is in neither, paths are relative to the site.
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

/// Whether a folder of a site is a submodule, by `.gitmodules`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_found_above_the_site_and_by_a_git_file() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let site = folder.path().join("work/site");
        fs::create_dir_all(&site).expect("a folder");
        assert_eq!(git_lock(&site), None, "there is no repository");
        let named = "gitdir: ../repository/.git/worktrees/work\n";
        fs::write(folder.path().join("work/.git"), named).expect("a file");
        let lock = "work/../repository/.git/worktrees/work/index.lock";
        assert_eq!(git_lock(&site), Some(folder.path().join(lock)));
    }
}
