//! Starts `git`. No other file does.
//!
//! It only reads objects: it takes no lock, writes and fetches nothing, and starts no program of a configuration. Variables
//! about other repositories are not passed on.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::{Result, RevisionError};

/// The repository that `git` uses.
#[derive(Debug, Clone)]
enum Location {
    /// The one that contains this folder.
    Around(PathBuf),
    /// The one that the environment names, as in a hook.
    OfEnvironment,
    /// That of a submodule that is not checked out.
    Module { folder: PathBuf, git_dir: PathBuf },
}

/// Runs `git` on one repository.
#[derive(Debug, Clone)]
pub(super) struct Git(Location);

/// The variables that name a repository. Other variables that start with `GIT_` are not passed on, except [`SETTINGS`].
const REPOSITORY: [&str; 5] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
];

/// The variables for the user's own settings, such as the folders of other owners that `git` may read.
const SETTINGS: [&str; 4] = [
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
];

/// Settings that override any configuration. A bare repository must be named explicitly, because a folder of the site that
/// looks like one is not its history.
const FIXED_SETTINGS: [&str; 3] = [
    "core.fsmonitor=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
];

impl Git {
    /// Uses the repository that contains a folder.
    pub(super) fn around(folder: &Path) -> Self {
        Self(Location::Around(folder.to_owned()))
    }

    /// Uses the repository that the environment names, and returns its name; `None` if it names none.
    pub(super) fn of_environment() -> Option<(Self, String)> {
        let name = std::env::var_os(REPOSITORY[0]).filter(|name| !name.is_empty())?;
        Some((
            Self(Location::OfEnvironment),
            name.to_string_lossy().into_owned(),
        ))
    }

    /// Returns the repository of a submodule of this name.
    pub(super) fn module(&self, folder: &Path, name: &str) -> Result<Self> {
        let git_dir = self.text(&["rev-parse", "--git-path", &format!("modules/{name}")])?;
        let git_dir = match &self.0 {
            Location::Around(folder) | Location::Module { folder, .. } => folder.join(git_dir),
            Location::OfEnvironment => git_dir.into(),
        };
        Ok(Self(Location::Module {
            folder: folder.to_owned(),
            git_dir,
        }))
    }

    /// Returns the real path of the top folder of the worktree.
    pub(super) fn top(&self) -> Result<PathBuf> {
        let top = PathBuf::from(self.text(&["rev-parse", "--show-toplevel"])?);
        Ok(top.canonicalize().unwrap_or(top))
    }

    /// Returns the output of `git`, without the last line end.
    pub(super) fn text(&self, arguments: &[&str]) -> Result<String> {
        Ok(text(&self.bytes(arguments, &[])?))
    }

    /// Returns the output of `git` for an input.
    pub(super) fn bytes(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
        let failed = |why: std::io::Error| {
            RevisionError::Other(format!(
                "earlier versions are read with the program `git`, which cannot be started: {why}"
            ))
        };
        let mut git = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let stdin = git.stdin.take();
        let output = std::thread::scope(|scope| {
            // Written while the output is read, or both sides would wait for each other.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            git.wait_with_output()
        });
        let output = output.map_err(failed)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(RevisionError::of_git(&text(&output.stderr)))
    }

    fn command(&self) -> Command {
        let mut git = Command::new("git");
        let names_repository = matches!(self.0, Location::OfEnvironment);
        for (name, _) in std::env::vars_os() {
            if is_of_git(&name) && !is_passed_on(&name, names_repository) {
                git.env_remove(name);
            }
        }
        match &self.0 {
            Location::Around(folder) => {
                git.arg("-C").arg(folder);
            }
            Location::Module { folder, git_dir } => {
                git.arg("-C").arg(folder).arg("--git-dir").arg(git_dir);
                // Its own settings may name a folder that no longer exists.
                git.arg("--work-tree").arg(folder);
            }
            Location::OfEnvironment => {}
        }
        git.args(["--no-pager", "--no-replace-objects"]);
        git.args(FIXED_SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        git.env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            // Its messages are parsed.
            .env("LC_ALL", "C");
        git
    }
}

fn is_of_git(name: &OsStr) -> bool {
    // Windows ignores case in names of variables.
    let name = name.to_ascii_uppercase();
    name.as_encoded_bytes().starts_with(b"GIT_")
}

fn is_passed_on(name: &OsString, names_repository: bool) -> bool {
    let is_one_of = |names: &[&str]| names.iter().any(|one| name.eq_ignore_ascii_case(one));
    is_one_of(&SETTINGS) || (names_repository && is_one_of(&REPOSITORY))
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output)
        .trim_end_matches(['\n', '\r'])
        .to_owned()
}
