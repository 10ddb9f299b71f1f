//! A small site in a folder of its own, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::alone;

pub(crate) const SITE: &str = "title: Example performance\norganisation: Example Council\n";
pub(crate) const MEASURE: &str = "ref: A2\ntitle: Assessments completed on time\nunit: percent\nbetter: higher\nperiod: in_quarter\n\
                       targets:\n  - { from: 2016-17 Q1, target: 92, tolerance: 90 }\n";
pub(crate) const QUARTER: &str = "quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n  a2: 88\n";

/// A small site in a folder of its own.
pub(crate) struct Site(TempDir);

impl Site {
    pub(crate) fn new() -> Self {
        let site = Self(TempDir::new().expect("a folder"));
        site.write("content/site.yaml", SITE);
        site.write("content/measures/a2.yaml", MEASURE);
        site.write("content/quarters/2016-17-q1.yaml", QUARTER);
        site
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Runs the program in the site's folder: exit code and what it said.
    pub(crate) fn run(&self, args: &[&str]) -> (i32, String) {
        run_in(self.0.path(), args)
    }

    /// The same, for what was asked for itself: exit code and the standard output.
    pub(crate) fn given(&self, args: &[&str]) -> (i32, String) {
        let output = program(self.0.path()).args(args).output().expect("it runs");
        let given = String::from_utf8(output.stdout).expect("text");
        (output.status.code().expect("an exit code"), given)
    }
}

/// The program in a folder, whatever the machine that it is tested on asks of programs.
pub(crate) fn program(folder: &Path) -> Command {
    let mut program = alone::quarterdeck();
    program.current_dir(folder);
    Command::from_std(program)
}

pub(crate) fn run_in(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = program(folder).args(args).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    (output.status.code().expect("an exit code"), said)
}
