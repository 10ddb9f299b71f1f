//! A site as it was: read from its repository, without looking at the files in the folder.

mod error;
mod git;
mod snapshot;

pub use error::{History, RevisionError};
pub use snapshot::Snapshot;

use std::fmt;
use std::path::{Path, PathBuf};

use self::error::Result;
use self::git::Git;

/// A commit by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit(String);

impl Commit {
    /// As people write it.
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The repository that a site is kept in.
#[derive(Debug, Clone)]
pub struct Repository {
    git: Git,
    /// The folder that its files are checked out to, if it has one.
    top: Option<PathBuf>,
    /// The site's folder below that one, ending in `/`; empty if they are the same.
    place: String,
}

/// The file that makes a folder a site's.
pub const SITE: &str = "content/site.yaml";

/// The last commit in which the file of a site, anywhere in the repository, came, changed or went.
const ANY_SITE: &str = ":(top,glob)**/content/site.yaml";

impl Repository {
    /// Finds the repository of a site: the one around its folder; else the one that the environment names, if that one
    /// says that its files are checked out to a folder around the site.
    ///
    /// A hook of `git --git-dir=... --work-tree=... commit` knows its repository by the environment only.
    ///
    /// # Errors
    /// If there is none, or no `git`.
    pub fn of(root: &Path) -> Result<Self> {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let around = Self::holding(Git::around(&root), &root);
        let is_final = !matches!(
            around,
            Err(RevisionError::NoRepository(_) | RevisionError::Bare)
        );
        match Git::of_environment().filter(|_| !is_final) {
            Some((git, name)) => Self::of_environment(git, &name, &root),
            None => around,
        }
    }

    fn holding(git: Git, root: &Path) -> Result<Self> {
        let nowhere = || RevisionError::NoRepository(root.to_owned());
        let top = git.top().map_err(|error| match error {
            RevisionError::NoRepository(_) => nowhere(),
            other => other,
        })?;
        let below = root.strip_prefix(&top).map_err(|_| nowhere())?;
        let parts = below.components();
        let place = parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
        Ok(Self {
            place: place.collect(),
            git,
            top: Some(top),
        })
    }

    fn of_environment(git: Git, name: &str, root: &Path) -> Result<Self> {
        let git_dir = match git.text(&["rev-parse", "--absolute-git-dir"]) {
            Err(RevisionError::NoRepository(_)) => {
                return Err(RevisionError::NotThere(name.to_owned()));
            }
            other => other?,
        };
        match Self::holding(git.clone(), root) {
            // Two revisions can be compared without files.
            Err(RevisionError::Bare)
                if Path::new(&git_dir)
                    .canonicalize()
                    .is_ok_and(|dir| dir == root) =>
            {
                Ok(Self {
                    git,
                    top: None,
                    place: String::new(),
                })
            }
            Err(RevisionError::Bare | RevisionError::NoRepository(_)) => {
                Err(RevisionError::OtherFolder {
                    site: root.to_owned(),
                    git_dir,
                })
            }
            other => other,
        }
    }

    /// The site's folder below the repository's, ending in `/`; empty if they are the same.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Whether a site is in a folder of the checked out files.
    pub fn has_site_now(&self, place: &str) -> bool {
        let top = self.top.as_ref();
        top.is_some_and(|top| top.join(place).join(SITE).is_file())
    }

    /// The commit that a name means.
    ///
    /// # Errors
    /// If there is none.
    pub fn commit(&self, name: &str) -> Result<Commit> {
        let named = format!("{name}^{{commit}}");
        let found = self.git.text(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ]);
        match found {
            Ok(hash) => Ok(Commit(hash)),
            Err(RevisionError::Git(_)) => {
                Err(RevisionError::Unknown(name.to_owned(), self.history()))
            }
            Err(other) => Err(other),
        }
    }

    /// The last commit that two revisions have in common: where a branch began. Without a second one, the checked out
    /// commit, with what is being merged into it.
    ///
    /// # Errors
    /// If they have none, or the copy does not hold enough of the history to be sure.
    pub fn branch_point(&self, one: &str, other: Option<&str>) -> Result<Commit> {
        let commit = self.commit(one)?;
        let mut others = vec![self.commit(other.unwrap_or("HEAD"))?];
        if other.is_none() {
            others.extend(self.commit("MERGE_HEAD"));
        }
        let mut arguments = vec!["merge-base", &commit.0];
        arguments.extend(others.iter().map(|other| other.0.as_str()));
        let found = self.git.text(&arguments).map(Commit);
        match found {
            Ok(common) if common == commit => Ok(common),
            Ok(_) | Err(RevisionError::Git(_)) if self.history() == History::Shallow => {
                Err(RevisionError::Shallow)
            }
            Err(RevisionError::Git(_)) => Err(RevisionError::NoCommon(
                one.to_owned(),
                other.unwrap_or("HEAD").to_owned(),
            )),
            other => other,
        }
    }

    /// The commit before another one, on its own branch.
    ///
    /// # Errors
    /// If `git` fails, or the copy does not hold it.
    pub fn parent(&self, commit: &Commit) -> Result<Option<Commit>> {
        match self.commit(&format!("{commit}^1")) {
            Ok(parent) => Ok(Some(parent)),
            Err(RevisionError::Unknown(_, History::Whole)) => Ok(None),
            Err(RevisionError::Unknown(_, History::Shallow)) => Err(RevisionError::Shallow),
            Err(other) => Err(other),
        }
    }

    /// The last commit, up to this one, that a site changed in; `None` if none ever did. The site in this folder is
    /// asked for, or any site at all.
    ///
    /// # Errors
    /// If `git` fails, or the copy does not hold the history that would tell.
    pub fn last_change(&self, commit: &Commit, place: Option<&str>) -> Result<Option<Commit>> {
        let own = place.map(|place| format!(":(top,literal){place}{SITE}"));
        let path = own.as_deref().unwrap_or(ANY_SITE);
        let found = self.git.text(&[
            "rev-list",
            "--full-history",
            "--max-count=1",
            &commit.0,
            "--",
            path,
        ])?;
        if !found.is_empty() {
            return Ok(Some(Commit(found)));
        }
        match self.history() {
            History::Shallow => Err(RevisionError::Shallow),
            History::Whole => Ok(None),
        }
    }

    /// Makes sure that the files of the site in the folder are ones that this repository would keep.
    ///
    /// # Errors
    /// If they are ignored, or belong to another repository.
    pub fn keeps_site(&self) -> Result<()> {
        let Some(top) = &self.top else {
            return Ok(());
        };
        let content = top.join(&self.place).join("content");
        let not_kept = || RevisionError::NotKept(content.clone());
        let around = content.canonicalize().map_err(|_| not_kept())?;
        if !around.starts_with(top) || Git::around(&around).top().is_ok_and(|own| own != *top) {
            return Err(not_kept());
        }
        let path = around.join("site.yaml");
        let is_ignored = self
            .git
            .text(&["check-ignore", "--", &path.to_string_lossy()]);
        match is_ignored {
            Ok(_) => Err(not_kept()),
            // It ends so if nothing is ignored, too.
            Err(RevisionError::Git(why)) if why.is_empty() => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Whether git keeps a path below a folder: then it may have come from somebody else.
    pub(in crate::disk) fn tracks(root: &Path, path: &str) -> bool {
        let asked = ["ls-files", "--error-unmatch", "--", path];
        Git::around(root).text(&asked).is_ok()
    }

    fn history(&self) -> History {
        match self.git.text(&["rev-parse", "--is-shallow-repository"]) {
            Ok(shallow) if shallow == "true" => History::Shallow,
            _ => History::Whole,
        }
    }
}
