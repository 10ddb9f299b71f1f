//! The folders that the symbolic links of a site may lead into.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::publishing::record::RECORD_NAME;
use super::repository;
use super::revision::Repository;
use super::system;
use crate::source::{SourcePath, Unread, is_foreign_name};

/// The folders that may themselves be links to other places.
pub(super) const LINKABLE_FOLDERS: [&str; 2] = ["content", "themes"];

/// The folders that links of a site may lead into, by their real paths.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    root: PathBuf,
    /// If `content` or `themes` is a link: its real path, and the repository that contains it.
    elsewhere: Vec<PathBuf>,
}

/// The target of a link that a site may follow: its real path and its metadata.
pub(super) type Target = (PathBuf, Metadata);

impl Bounds {
    /// Returns the bounds of a site's root.
    ///
    /// # Errors
    /// Returns an error if the root does not exist.
    pub(super) fn of(root: &Path) -> io::Result<Self> {
        let mut bounds = Self {
            root: fs::canonicalize(root)?,
            elsewhere: Vec::new(),
        };
        for folder in LINKABLE_FOLDERS {
            if let Ok((real, _)) = bounds.follow_whole(folder)
                && !real.starts_with(&bounds.root)
            {
                bounds.elsewhere.extend(repository::top_of(&real));
                bounds.elsewhere.push(real);
            }
        }
        Ok(bounds)
    }

    /// Returns the real path of the site's root.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Follows a link, or returns why it may not be followed.
    pub(super) fn follow(&self, name: &SourcePath, link: &Path) -> Result<Target, Unread> {
        if LINKABLE_FOLDERS.contains(&name.as_str()) {
            return self.follow_whole(name.as_str());
        }
        let (real, says) = resolve(link)?;
        if !self.allows(&real) {
            return Err(Unread::LeadsOut(says));
        }
        let (real, known) = self.accept(real, says.clone())?;
        if known.is_dir() || name.is_of_kind(&real.to_string_lossy()) {
            Ok((real, known))
        } else {
            Err(Unread::LeadsToOtherKind(says))
        }
    }

    /// Follows `content` or `themes`, if it is a link. It may lead anywhere, unless the link itself is committed: then it may
    /// not leave the repository.
    fn follow_whole(&self, folder: &str) -> Result<Target, Unread> {
        let link = self.root.join(folder);
        let (real, says) = resolve(&link)?;
        if self.root.starts_with(&real) || is_of_the_system(&real) {
            return Err(Unread::LeadsOut(says));
        }
        let leaves = !real.starts_with(&self.root)
            && repository::top_of(&self.root).is_none_or(|top| !real.starts_with(top));
        if leaves && link.is_symlink() && Repository::tracks(&self.root, folder) {
            return Err(Unread::CommittedLink(says));
        }
        self.accept(real, says)
    }

    fn accept(&self, real: PathBuf, says: String) -> Result<Target, Unread> {
        if self.is_foreign(&real) {
            return Err(Unread::LeadsToForeign(says));
        }
        let known = fs::metadata(&real).map_err(|error| Unread::Failed(error.to_string()))?;
        Ok((real, known))
    }

    /// Whether a real path is within the bounds.
    pub(super) fn allows(&self, real: &Path) -> bool {
        let mut bases = self.bases();
        bases.any(|base| real.starts_with(base))
    }

    fn bases(&self) -> impl Iterator<Item = &PathBuf> {
        std::iter::once(&self.root).chain(&self.elsewhere)
    }

    /// Whether a real path within the bounds is foreign to the site, or part of a published site.
    fn is_foreign(&self, real: &Path) -> bool {
        let base = self.bases().filter(|base| real.starts_with(base));
        let Some(base) = base.max_by_key(|base| base.as_os_str().len()) else {
            return false;
        };
        let below = real.strip_prefix(base).unwrap_or(Path::new(""));
        let mut parts = below.iter().map(|part| part.to_string_lossy());
        let published = |folder: &Path| folder.join(RECORD_NAME).exists();
        let mut folders = real
            .ancestors()
            .take_while(|folder| folder.starts_with(base));
        parts.any(|part| is_foreign_name(&part)) || folders.any(published)
    }
}

/// Returns the final target of a link, and its text.
fn resolve(link: &Path) -> Result<(PathBuf, String), Unread> {
    let says = fs::read_link(link).map_or(String::new(), |to| to.display().to_string());
    match fs::canonicalize(link) {
        Ok(real) => Ok((real, says)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Unread::LeadsNowhere(says)),
        Err(error) if system::is_link_loop(&error) => Err(Unread::Loop),
        Err(error) => Err(Unread::Failed(error.to_string())),
    }
}

/// Whether a folder belongs to the operating system.
fn is_of_the_system(real: &Path) -> bool {
    let mut folders = ["/proc", "/sys", "/dev"].iter();
    folders.any(|folder| real.starts_with(folder) && !real.starts_with("/dev/shm"))
}
