//! Programs in an environment of their own: nothing that the machine asks of programs reaches them. In a hook, git's own
//! variables would lead a test into the repository that it is run from; its user's settings may ask for signatures.

use std::ffi::OsStr;
use std::process::Command;

/// The names of variables that a host, a hook or a user sets begin like these.
const NAMES: [&str; 7] = [
    "GIT_",
    "GITHUB_",
    "GITLAB_",
    "CI",
    "QUARTERDECK_",
    "CLICOLOR",
    "FORCE_COLOR",
];

/// A program that is run so.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if NAMES
            .iter()
            .any(|begins| name.to_string_lossy().starts_with(begins))
        {
            command.env_remove(name);
        }
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

/// The project's own program, run so.
pub fn quarterdeck() -> Command {
    command(assert_cmd::cargo::cargo_bin("quarterdeck"))
}
