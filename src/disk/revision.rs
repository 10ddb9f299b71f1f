//! A site as it was: read out of its repository, without a look at the files that lie in the folder.
//!
//! The one place that starts `git`. It is asked for objects alone and told to take no locks, so that nothing is written,
//! and what is being edited is left alone.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::past::Past;
use crate::source::SourceTree;

/// Why a revision cannot be read. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionError {
    /// `git` cannot be started.
    NoProgram(String),
    /// The site is in no repository.
    NoRepository(PathBuf),
    /// There is no such revision.
    Unknown(String, History),
    /// Two revisions have nothing in common.
    NoCommon(String, String),
    /// A part of another repository is not in this one.
    Submodule(String),
    /// What `git` said.
    Git(String),
}

/// How much of its history a repository holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// All of it.
    Whole,
    /// The latest revisions only.
    Shallow,
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            Self::Unknown(name, History::Whole) => write!(
                f,
                "there is no revision `{name}`: name a branch, a tag or a commit, such as `main` or `HEAD~1`"
            ),
            Self::Unknown(name, History::Shallow) => write!(
                f,
                "there is no revision `{name}` here, and this copy holds the latest history only: fetch all of it (`fetch-depth: 0` in a workflow of GitHub, `GIT_DEPTH: 0` in one of GitLab, `git fetch --unshallow` by hand)"
            ),
            Self::NoCommon(one, other) => write!(
                f,
                "`{one}` and `{other}` have no revision in common: compare them with a blank between them"
            ),
            Self::Submodule(path) => write!(
                f,
                "{path} is a part of another repository, so the site as it was cannot be read"
            ),
            Self::Git(why) => write!(f, "git says: {why}"),
        }
    }
}

impl std::error::Error for RevisionError {}

pub(super) type Result<T> = std::result::Result<T, RevisionError>;

/// A commit by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit(pub(super) String);

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
    root: PathBuf,
    /// The site's folder below the repository's, ending in `/`; empty where they are the same.
    below: String,
}

impl Repository {
    /// The repository of a site.
    ///
    /// # Errors
    /// Where there is none, or no `git`.
    pub fn of(root: &Path) -> Result<Self> {
        let mut repository = Self {
            root: root.to_owned(),
            below: String::new(),
        };
        let below = repository.git(&["rev-parse", "--show-prefix"]);
        let below = below.map_err(|error| match error {
            RevisionError::Git(why) if why.contains("not a git repository") => {
                RevisionError::NoRepository(root.to_owned())
            }
            other => other,
        })?;
        repository.below = text(&below);
        Ok(repository)
    }

    /// The commit that a name means.
    ///
    /// # Errors
    /// Where there is none.
    pub fn commit(&self, name: &str) -> Result<Commit> {
        let named = format!("{name}^{{commit}}");
        let found = self.git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ]);
        match found {
            Ok(hash) => Ok(Commit(text(&hash))),
            Err(RevisionError::Git(_)) => {
                Err(RevisionError::Unknown(name.to_owned(), self.history()))
            }
            Err(other) => Err(other),
        }
    }

    /// The last commit that two have in common: what a branch began from.
    ///
    /// # Errors
    /// Where they have none.
    pub fn common(&self, one: &Commit, other: &Commit) -> Result<Commit> {
        match self.git(&["merge-base", &one.0, &other.0]) {
            Ok(hash) => Ok(Commit(text(&hash))),
            Err(RevisionError::Git(_)) if self.history() == History::Shallow => {
                Err(RevisionError::Unknown(one.0.clone(), History::Shallow))
            }
            Err(RevisionError::Git(_)) => Err(RevisionError::NoCommon(
                one.short().to_owned(),
                other.short().to_owned(),
            )),
            Err(other) => Err(other),
        }
    }

    fn history(&self) -> History {
        let shallow = self.git(&["rev-parse", "--is-shallow-repository"]);
        match shallow.map(|said| text(&said)) {
            Ok(said) if said == "true" => History::Shallow,
            _ => History::Whole,
        }
    }

    /// Whether git keeps a path below a folder: then it may have come from somebody else.
    pub(super) fn tracks(root: &Path, path: &str) -> bool {
        let repository = Self {
            root: root.to_owned(),
            below: String::new(),
        };
        let asked = ["ls-files", "--error-unmatch", "--", path];
        repository.git(&asked).is_ok()
    }

    /// Everything that the site was made from at a commit; nothing where there was no site yet.
    ///
    /// What is read, and which links are followed, is as it is in a folder.
    ///
    /// # Errors
    /// Where something cannot be read.
    pub fn tree(&self, commit: &Commit) -> Result<SourceTree> {
        Past::read(self, commit)
    }

    /// The site's folder below the repository's, ending in `/`; empty where they are the same.
    pub(super) fn below(&self) -> &str {
        &self.below
    }

    pub(super) fn git(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        self.ask(arguments, &[])
    }

    /// Runs `git` with something on its input, and gives what it said on its output.
    pub(super) fn ask(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
        let failed = |error: std::io::Error| RevisionError::NoProgram(error.to_string());
        let mut git = Command::new("git")
            .arg("-C")
            .arg(&self.root)
            .args(arguments)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            // What it says is read here: in one language.
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let stdin = git.stdin.take();
        let said = std::thread::scope(|scope| {
            // Written beside the reading, or both sides would wait for each other.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            git.wait_with_output()
        });
        let said = said.map_err(failed)?;
        if said.status.success() {
            return Ok(said.stdout);
        }
        let why = text(&said.stderr);
        Err(RevisionError::Git(
            why.trim_start_matches("fatal: ").to_owned(),
        ))
    }
}

pub(super) fn text(said: &[u8]) -> String {
    String::from_utf8_lossy(said)
        .trim_end_matches(['\n', '\r'])
        .to_owned()
}
