//! Errors of reading earlier versions of a site.

use std::fmt;
use std::path::PathBuf;

/// The reason why a revision cannot be read. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionError {
    /// `git` cannot be started.
    NoProgram(String),
    /// The site is in no repository.
    NoRepository(PathBuf),
    /// The repository belongs to another user. Contains the command that allows reading it.
    Owner(String),
    /// The repository that the folder lies in has no checked out files.
    Bare,
    /// The environment names a repository that does not exist.
    NotThere(String),
    /// The environment names a repository whose worktree may not contain the site.
    OtherFolder {
        /// The site's folder.
        site: PathBuf,
        /// The repository.
        git_dir: String,
    },
    /// There is no such revision.
    Unknown(String, History),
    /// Two revisions have no common ancestor.
    NoCommon(String, String),
    /// The clone is too shallow.
    Shallow,
    /// The clone lacks the contents of some files.
    Partial,
    /// A link leads out of the repository or in a loop, or the site is too large.
    Unreadable(String),
    /// The revision of the submodule at this path is missing.
    Submodule(String),
    /// Several folders may have contained the site.
    Several(String, Vec<String>),
    /// The repository does not track the files of the site.
    NotKept(PathBuf),
    /// Another message of `git`.
    Git(String),
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
            let lines: Vec<&str> = message.lines().map(str::trim).collect();
            let typed = lines.iter().find(|line| line.starts_with("git config"));
            let typed = typed.map_or("git config --global --add safe.directory FOLDER", |line| {
                line
            });
            return Self::Owner(typed.to_owned());
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
        f.write_str(&match self {
            Self::Unknown(name, History::Whole) => format!(
                "there is no revision `{name}`: name a branch, a tag or a commit, such as `main` or `HEAD~1`"
            ),
            Self::Unknown(name, History::Shallow) => format!(
                "there is no revision `{name}` here, and this copy holds the latest history only: {FETCH_ALL}"
            ),
            Self::NoCommon(one, other) => format!(
                "`{one}` and `{other}` have no common ancestor: to compare with exactly `{one}`, write `{one}..`"
            ),
            Self::Shallow => format!(
                "this copy holds the latest history only, so the revision to compare with is not known: {FETCH_ALL}"
            ),
            Self::Partial => "this copy lacks the contents of some files, because it was cloned with `--filter`: fetch them with `git fetch --refetch --no-filter`".to_owned(),
            Self::Submodule(path) => format!(
                "{path} is a submodule whose earlier version is not in this copy: type `git submodule update --init --recursive`, and `git fetch` in {path} (`submodules: true` with `fetch-depth: 0` in a workflow of GitHub, `GIT_SUBMODULE_STRATEGY: recursive` with `GIT_DEPTH: 0` in one of GitLab)"
            ),
            Self::Several(commit, places) => format!(
                "the site was in another folder at {commit}, and it may be any of these: {}. Move it in a separate change, in which none of its files change",
                places.join(", ")
            ),
            Self::Unreadable(why) => why.clone(),
            Self::Git(why) => format!("git says: {why}"),
            _ => return self.fmt_repository(f),
        })
    }
}

impl RevisionError {
    /// Writes why the repository as a whole cannot be used.
    fn fmt_repository(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProgram(why) => write!(
                f,
                "earlier versions are read with the program `git`, which cannot be started: {why}"
            ),
            Self::NoRepository(root) => write!(
                f,
                "{} is in no git repository, so there is nothing to compare with",
                root.display()
            ),
            Self::Owner(typed) => write!(
                f,
                "the repository belongs to another user, so git does not read it: if you trust it, type `{typed}`"
            ),
            Self::Bare => f.write_str(
                "the repository here has no checked out files, so none of them can be compared: go to a folder that they are checked out to, or name two revisions and the repository, as in `GIT_DIR=. quarterdeck diff v1 v2`"
            ),
            Self::NotThere(git_dir) => write!(
                f,
                "`GIT_DIR` is `{git_dir}`, which is not a repository as seen from this folder: where git starts a hook, name the site with --root and do not change to its folder"
            ),
            Self::OtherFolder { site, git_dir } => write!(
                f,
                "`GIT_DIR` names the repository {git_dir}, whose files are not known to be in {}: if they were checked out to it, set `GIT_WORK_TREE` to that folder",
                site.display()
            ),
            Self::NotKept(folder) => write!(
                f,
                "the repository here does not keep the files of {}, because it ignores them or they belong to another repository: there is nothing to compare with",
                folder.display()
            ),
            Self::Unknown(..)
            | Self::NoCommon(..)
            | Self::Shallow
            | Self::Partial
            | Self::Submodule(_)
            | Self::Several(..)
            | Self::Unreadable(_)
            | Self::Git(_) => Ok(()),
        }
    }
}

impl std::error::Error for RevisionError {}
