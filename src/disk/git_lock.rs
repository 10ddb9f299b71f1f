//! Detects whether git is changing files.

use std::fs;
use std::path::{Path, PathBuf};

/// The lock that git holds while it changes files of a folder.
#[derive(Debug)]
pub struct GitLock(Option<PathBuf>);

impl GitLock {
    /// Returns the lock of the repository that contains a folder, if any.
    pub fn of(folder: &Path) -> Self {
        let found = folder
            .ancestors()
            .find_map(|folder| git_folder(&folder.join(".git")));
        Self(found.map(|git| git.join("index.lock")))
    }

    /// Whether git holds it.
    pub fn is_held(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|lock| lock.symlink_metadata().is_ok())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_found_above_the_site_and_by_a_git_file() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let site = folder.path().join("work/site");
        let git = folder.path().join("repository/.git/worktrees/work");
        fs::create_dir_all(&site).expect("a folder");
        fs::create_dir_all(&git).expect("a folder");
        assert!(!GitLock::of(&site).is_held(), "there is no repository");
        let named = "gitdir: ../repository/.git/worktrees/work\n";
        fs::write(folder.path().join("work/.git"), named).expect("a file");
        let lock = GitLock::of(&site);
        assert!(!lock.is_held());
        fs::write(git.join("index.lock"), "").expect("a file");
        assert!(lock.is_held());
    }
}
