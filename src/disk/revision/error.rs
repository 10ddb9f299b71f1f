//! Errors of reading earlier versions of a site.

use std::fmt;
use std::path::PathBuf;

/// The reason why a revision cannot be read. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionError {
    /// The site is in no repository.
    NoRepository(PathBuf),
    /// The repository that the folder lies in has no checked out files.
    Bare,
    /// There is no such revision.
    Unknown(String, History),
    /// The clone is too shallow.
    Shallow,
    /// Another message of `git`.
    Git(String),
    /// Another reason, as a sentence.
    Other(String),
}

/// How much of its history a repository contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// All of it.
    Whole,
    /// The latest revisions only.
    Shallow,
}

pub(super) type Result<T> = std::result::Result<T, RevisionError>;

/// The advice for a shallow clone.
const FETCH_ALL: &str = "fetch all of it (`fetch-depth: 0` in a workflow of GitHub, `GIT_DEPTH: 0` in one of GitLab, `git fetch --unshallow` by hand)";

impl RevisionError {
    /// Parses a message of `git`.
    pub(super) fn of_git(message: &str) -> Self {
        let message = message.trim_start_matches("fatal: ");
        if message.contains("dubious ownership") {
            let mut lines = message.lines().map(str::trim);
            let typed = lines.find(|line| line.starts_with("git config"));
            let typed = typed.unwrap_or("git config --global --add safe.directory FOLDER");
            return Self::Other(format!(
                "the repository belongs to another user, so git does not read it: if you trust it, type `{typed}`"
            ));
        }
        if message.contains("not a git repository") {
            return Self::NoRepository(PathBuf::new());
        }
        let is_bare = ["cannot use bare repository", "must be run in a work tree"];
        if is_bare.iter().any(|said| message.contains(said)) {
            return Self::Bare;
        }
        Self::Git(message.to_owned())
    }
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository(root) => write!(
                f,
                "{} is in no git repository, so there is nothing to compare with",
                root.display()
            ),
            Self::Bare => f.write_str(
                "the repository here has no checked out files, so none of them can be compared: go to a folder that they are checked out to, or name two revisions and the repository, as in `GIT_DIR=. quarterdeck diff v1 v2`"
            ),
            Self::Unknown(name, History::Whole) => write!(
                f,
                "there is no revision `{name}`: name a branch, a tag or a commit, such as `main` or `HEAD~1`"
            ),
            Self::Unknown(name, History::Shallow) => write!(
                f,
                "there is no revision `{name}` here, and this copy holds the latest history only: {FETCH_ALL}"
            ),
            Self::Shallow => write!(
                f,
                "this copy holds the latest history only, so the revision to compare with is not known: {FETCH_ALL}"
            ),
            Self::Git(why) => write!(f, "git says: {why}"),
            Self::Other(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for RevisionError {}
