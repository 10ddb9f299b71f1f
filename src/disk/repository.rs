//! Where a site stands in its repository.

use std::path::{Path, PathBuf};

/// The folder from which paths of a site are told: its repository's, or outside any repository the one that the command
/// runs in; and the site's folder below it. Where the site is not below either, paths begin at the site itself.
pub fn folder_of(root: &Path) -> (PathBuf, PathBuf) {
    let Ok(site) = root.canonicalize() else {
        return (root.to_owned(), PathBuf::new());
    };
    let repository = site.ancestors().find(|folder| folder.join(".git").exists());
    let top = match repository {
        Some(folder) => folder.to_owned(),
        None => Path::new(".").canonicalize().unwrap_or_default(),
    };
    match site.strip_prefix(&top) {
        Ok(below) => (top.clone(), below.to_owned()),
        Err(_) => (site, PathBuf::new()),
    }
}
