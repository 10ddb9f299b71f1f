//! Reads earlier versions of a site from its repository.

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
    /// Returns the abbreviated hash.
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The repository of a site.
#[derive(Debug, Clone)]
pub struct Repository {
    git: Git,
    /// The top folder of the worktree, if there is one.
    top: Option<PathBuf>,
    /// The site's folder below that one, ending in `/`; empty if they are the same.
    place: String,
}

/// The file that every site has.
pub const SITE: &str = "content/site.yaml";

/// The pathspec of all sites in a repository.
const ANY_SITE: &str = ":(top,glob)**/content/site.yaml";

impl Repository {
    /// Finds the repository that contains a site's folder, or else the one in the environment (`GIT_DIR`), if its worktree
    /// contains the site: hooks of `git --git-dir=... --work-tree=... commit` need this.
    ///
    /// # Errors
    /// Returns an error if there is no repository, or no `git`.
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
                return Err(RevisionError::Other(format!(
                    "`GIT_DIR` is `{name}`, which is not a repository as seen from this folder: where git starts a hook, name the site with --root and do not change to its folder"
                )));
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
                Err(RevisionError::Other(format!(
                    "`GIT_DIR` names the repository {git_dir}, whose files are not known to be in {}: if they were checked out to it, set `GIT_WORK_TREE` to that folder",
                    root.display()
                )))
            }
            other => other,
        }
    }

    /// Returns the site's folder below the repository's, ending in `/`. Empty if they are the same.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Whether a folder of the worktree contains a site.
    pub fn has_site_now(&self, place: &str) -> bool {
        let top = self.top.as_ref();
        top.is_some_and(|top| top.join(place).join(SITE).is_file())
    }

    /// Returns the commit of a revision.
    ///
    /// # Errors
    /// Returns an error if there is no such revision.
    pub fn commit(&self, name: &str) -> Result<Commit> {
        let named = format!("{name}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
        match self.git.text(&[&asked[..], &[&named]].concat()) {
            Ok(hash) => Ok(Commit(hash)),
            Err(RevisionError::Git(_)) => {
                Err(RevisionError::Unknown(name.to_owned(), self.history()))
            }
            Err(other) => Err(other),
        }
    }

    /// Returns the merge base of two revisions. Without a second one, it uses the checked out commit and the commits that are
    /// being merged into it.
    ///
    /// # Errors
    /// Returns an error if there is none, or the clone is too shallow to tell.
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
            Err(RevisionError::Git(_)) => Err(RevisionError::Other(format!(
                "`{one}` and `{}` have no common ancestor: to compare with exactly `{one}`, write `{one}..`",
                other.unwrap_or("HEAD")
            ))),
            other => other,
        }
    }

    /// Returns the first parent of a commit.
    ///
    /// # Errors
    /// Returns an error if `git` fails, or the clone does not contain the parent.
    pub fn parent(&self, commit: &Commit) -> Result<Option<Commit>> {
        match self.commit(&format!("{commit}^1")) {
            Ok(parent) => Ok(Some(parent)),
            Err(RevisionError::Unknown(_, History::Whole)) => Ok(None),
            Err(RevisionError::Unknown(_, History::Shallow)) => Err(RevisionError::Shallow),
            Err(other) => Err(other),
        }
    }

    /// Returns the last commit, up to this one, that changed the site in a folder, or any site. `None` if there is none.
    ///
    /// # Errors
    /// Returns an error if `git` fails, or the clone is too shallow to tell.
    pub fn last_change(&self, commit: &Commit, place: Option<&str>) -> Result<Option<Commit>> {
        let own = place.map(|place| format!(":(top,literal){place}{SITE}"));
        let path = own.as_deref().unwrap_or(ANY_SITE);
        let asked = ["rev-list", "--full-history", "--max-count=1"];
        let asked = [&asked[..], &[&commit.0, "--", path]].concat();
        let found = self.git.text(&asked)?;
        if !found.is_empty() {
            return Ok(Some(Commit(found)));
        }
        match self.history() {
            History::Shallow => Err(RevisionError::Shallow),
            History::Whole => Ok(None),
        }
    }

    /// Checks that the repository tracks the files of the site.
    ///
    /// # Errors
    /// Returns an error if they are ignored, or belong to another repository.
    pub fn keeps_site(&self) -> Result<()> {
        let Some(top) = &self.top else {
            return Ok(());
        };
        let content = top.join(&self.place).join("content");
        let not_kept = || {
            RevisionError::Other(format!(
                "the repository here does not keep the files of {}, because it ignores them or they belong to another repository: there is nothing to compare with",
                content.display()
            ))
        };
        let around = content.canonicalize().map_err(|_| not_kept())?;
        if !around.starts_with(top) || Git::around(&around).top().is_ok_and(|own| own != *top) {
            return Err(not_kept());
        }
        let path = around.join("site.yaml");
        let asked = ["check-ignore", "--", &path.to_string_lossy()];
        match self.git.text(&asked) {
            Ok(_) => Err(not_kept()),
            // `git` also fails if nothing is ignored.
            Err(RevisionError::Git(why)) if why.is_empty() => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Whether git tracks a path below a folder.
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
