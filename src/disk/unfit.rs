//! Folders that a site may not be published to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::bounds::{Bounds, LINKABLE_FOLDERS};
use super::publishing::place;
use super::system::{HAS_FILE_IDS, identity};
use super::walk::{self, FoundKind};

/// Checks that a site may be published to a folder, which need not exist yet.
///
/// # Errors
/// Returns a sentence with the reason if it may not.
pub fn check_output(root: &Path, output: &Path) -> Result<(), String> {
    // Publishing to a path that cannot be resolved fails later.
    let real = place::real(output).ok();
    match real.and_then(|real| reason_against(root, &Real::of(real))) {
        None => Ok(()),
        Some(why) => Err(format!(
            "{} {why}: choose another folder with --output-dir",
            output.display()
        )),
    }
}

fn reason_against(root: &Path, output: &Real) -> Option<String> {
    let sources = sources(root);
    let is_source = |source: &Real| source.is_in(output) || output.is_in(source);
    if sources.iter().any(is_source) {
        return Some("would publish over the site's own content or themes".to_owned());
    }
    let mut above = output.path.ancestors();
    if let Some(folder) = above.find(|folder| is_version_control(folder)) {
        let folder = folder.display();
        return Some(format!("is in {folder}, which belongs to version control"));
    }
    let is_content = |folder: &Path| is_content(folder) || is_themes(folder);
    let within = output.path.ancestors().find(|folder| is_content(folder));
    let content = output.path.join("content");
    let inside = Some(content.as_path()).filter(|content| content.join("site.yaml").is_file());
    if let Some(folder) = within.or(inside) {
        let folder = folder.display();
        return Some(format!(
            "would publish over the sources of a site, in {folder}"
        ));
    }
    let home = std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let home = home.and_then(|home| fs::canonicalize(home).ok());
    let home = home.filter(|home| Real::of(home.clone()).is_in(output));
    home.map(|_| "is or holds a home folder".to_owned())
}

/// Returns the folders of the site, each of which may be mounted under a second path, and the targets of links in them.
fn sources(root: &Path) -> Vec<Real> {
    let folders = LINKABLE_FOLDERS.iter().map(|folder| root.join(folder));
    let mut paths: Vec<PathBuf> = folders
        .filter_map(|folder| place::real(&folder).ok())
        .collect();
    if let Ok(bounds) = Bounds::of(root) {
        let found = walk::all(&bounds).into_iter();
        let found = found.map(|found| (bounds.root().join(found.name.as_str()), found.kind));
        let found = found
            .filter(|(path, kind)| match kind {
                FoundKind::Folder => true,
                FoundKind::File { real, .. } => real != path && path.is_symlink(),
                FoundKind::Unread(_) => path.is_symlink(),
            })
            .map(|(path, _)| path);
        paths.extend(found.filter_map(|path| fs::canonicalize(path).ok()));
        paths.retain(|path| bounds.allows(path));
    }
    paths.into_iter().map(Real::of).collect()
}

/// A folder by its real path, and by the file ids of the folders above it, which are the same under a second path.
struct Real {
    path: PathBuf,
    above: BTreeSet<(u64, u64)>,
    own: Option<(u64, u64)>,
}

impl Real {
    fn of(path: PathBuf) -> Self {
        let number = |path: &Path| fs::metadata(path).ok().map(|known| identity(&known));
        let number = |path: &Path| number(path).filter(|_| HAS_FILE_IDS);
        Self {
            above: path.ancestors().filter_map(number).collect(),
            own: number(&path),
            path,
        }
    }

    /// Whether this is the other folder or inside it.
    fn is_in(&self, other: &Self) -> bool {
        self.path.starts_with(&other.path) || other.own.is_some_and(|own| self.above.contains(&own))
    }
}

/// Whether a folder is that of a version control system, or a bare repository.
fn is_version_control(folder: &Path) -> bool {
    const NAMES: [&str; 6] = [".git", ".svn", ".hg", ".bzr", "_darcs", "cvs"];
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase());
    let is_bare = || {
        folder.join("HEAD").is_file()
            && folder.join("objects").is_dir()
            && folder.join("refs").is_dir()
    };
    name.is_some_and(|name| NAMES.contains(&name.as_str())) || is_bare()
}

fn is_content(folder: &Path) -> bool {
    let of_content = ["measures", "quarters", "plans"];
    let is_named = folder.file_name().is_some_and(|name| name == "content");
    folder.join("site.yaml").is_file()
        && (is_named || of_content.iter().any(|name| folder.join(name).is_dir()))
}

fn is_themes(folder: &Path) -> bool {
    let is_named = folder.file_name().is_some_and(|name| name == "themes");
    let site = folder
        .parent()
        .map(|parent| parent.join("content/site.yaml"));
    is_named && site.is_some_and(|site| site.is_file())
}
