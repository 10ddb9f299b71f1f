//! Where the files of a site may lie: no symbolic link leads out of that.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::publishing::record::RECORD_NAME;
use super::repository;
use super::revision::Repository;
use super::system;
use crate::source::{SourcePath, Unread, is_foreign_name};

/// The folders that may as a whole be links to elsewhere. Everything in them counts.
pub(super) const LINKED_AS_A_WHOLE: [&str; 2] = ["content", "themes"];

/// The folders that links of a site may lead into, by their real paths.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    root: PathBuf,
    /// Where `content` or `themes` is as a whole a link to elsewhere: its real path, and the repository that this is in.
    elsewhere: Vec<PathBuf>,
}

/// Where a link leads, if a site may follow it.
pub(super) struct Target {
    pub(super) real: PathBuf,
    pub(super) known: Metadata,
}

impl Bounds {
    /// The bounds of a site's root.
    ///
    /// # Errors
    /// If the root is not there.
    pub(super) fn of(root: &Path) -> io::Result<Self> {
        let mut bounds = Self {
            root: fs::canonicalize(root)?,
            elsewhere: Vec::new(),
        };
        for folder in LINKED_AS_A_WHOLE {
            if let Ok(Target { real, .. }) = bounds.follow_whole(folder)
                && !real.starts_with(&bounds.root)
            {
                bounds.elsewhere.extend(repository::top_of(&real));
                bounds.elsewhere.push(real);
            }
        }
        Ok(bounds)
    }

    /// The real path of the site's root.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Follows a link, or says why not.
    pub(super) fn follow(&self, name: &SourcePath, link: &Path) -> Result<Target, Unread> {
        if LINKED_AS_A_WHOLE.contains(&name.as_str()) {
            return self.follow_whole(name.as_str());
        }
        let (real, says) = resolve(link)?;
        if !self.allows(&real) {
            return Err(Unread::LeadsOut(says));
        }
        let target = self.accept(real, says.clone())?;
        let is_of_kind = target.known.is_dir() || name.is_of_kind(&target.real.to_string_lossy());
        is_of_kind
            .then_some(target)
            .ok_or(Unread::LeadsToOtherKind(says))
    }

    /// Follows `content` or `themes` where it is a link as a whole. Its owner may keep it anywhere, but a link that
    /// came with the repository may not leave it.
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
        match fs::metadata(&real) {
            Ok(known) => Ok(Target { real, known }),
            Err(error) => Err(Unread::Failed(error.to_string())),
        }
    }

    /// Whether a real path lies where files of the site may lie.
    pub(super) fn allows(&self, real: &Path) -> bool {
        let mut bases = self.bases();
        bases.any(|base| real.starts_with(base))
    }

    fn bases(&self) -> impl Iterator<Item = &PathBuf> {
        std::iter::once(&self.root).chain(&self.elsewhere)
    }

    /// Whether a real path within the bounds is not the site's own, or part of a published site.
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

/// Where a link leads in the end, and what it says.
fn resolve(link: &Path) -> Result<(PathBuf, String), Unread> {
    let says = fs::read_link(link).map_or(String::new(), |to| to.display().to_string());
    match fs::canonicalize(link) {
        Ok(real) => Ok((real, says)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Unread::LeadsNowhere(says)),
        Err(error) if system::is_circle(&error) => Err(Unread::Loop),
        Err(error) => Err(Unread::Failed(error.to_string())),
    }
}

/// Whether a folder is the system's own view of itself, in which nobody keeps a site.
fn is_of_the_system(real: &Path) -> bool {
    let mut folders = ["/proc", "/sys", "/dev"].iter();
    folders.any(|folder| real.starts_with(folder) && !real.starts_with("/dev/shm"))
}
