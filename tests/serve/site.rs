//! A small site in a folder of its own, and what a build makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::server::quarterdeck;

pub(crate) const DAY: &str = "2016-10-01";
pub(crate) const COMMENT: &str = "content/commentary/2016-17-q1/measures/a2.council.md";
pub(crate) const MEASURE: &str = "content/measures/a2.yaml";
pub(crate) const QUARTER: &str = "content/quarters/2016-17-q1.yaml";
pub(crate) const PAGE: &str = "/measures/a2/";

/// A folder with a site in it.
pub(crate) struct Site(TempDir);

impl Site {
    /// Two measures, a quarter, a comment.
    pub(crate) fn new() -> Self {
        let site = Self(TempDir::new().expect("a folder"));
        site.write(
            "content/site.yaml",
            "title: Example performance\norganisation: Example Council\nvoices:\n  council: { name: Council comment, body: the council }\n",
        );
        for id in ["a2", "a3"] {
            site.write(
                &format!("content/measures/{id}.yaml"),
                &measure(id, "Assessments on time"),
            );
        }
        site.write(
            QUARTER,
            "quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n  a2: 88\n  a3: 91\n",
        );
        site.write(COMMENT, "Two officers left in May.\n");
        site
    }

    /// A copy of one of the project's own sites.
    pub(crate) fn copy(of: &Path) -> Self {
        let site = Self(TempDir::new().expect("a folder"));
        for folder in ["content", "themes"] {
            for (path, bytes) in files(&of.join(folder)) {
                let to = site.path(&format!("{folder}/{path}"));
                fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
                fs::write(to, bytes).expect("a file");
            }
        }
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

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file")
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file");
    }

    /// What a cold build by another process makes; nothing where it refuses.
    pub(crate) fn build(&self, options: &[&str]) -> Option<BTreeMap<String, Vec<u8>>> {
        let folder = TempDir::new().expect("a folder");
        let output = folder.path().join("public");
        let built = quarterdeck(self.root())
            .args(["--quiet", "build", "--as-of", DAY, "--output-dir"])
            .arg(&output)
            .args(options)
            .output()
            .expect("it runs");
        // What it remembers beside the content is not the site's.
        let _ = fs::remove_dir_all(self.path(".quarterdeck"));
        let mut made = files(&output);
        made.remove(".quarterdeck.json");
        built.status.success().then_some(made)
    }
}

pub(crate) fn measure(id: &str, title: &str) -> String {
    let reference = id.to_uppercase();
    format!(
        "ref: {reference}\ntitle: {title} ({id})\nunit: percent\nbetter: higher\nperiod: in_quarter\n\
         targets:\n  - {{ from: 2016-17 Q1, target: 92, tolerance: 90 }}\n"
    )
}

/// Every file below a folder: path and bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let entries = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| {
        let below = path.strip_prefix(folder).expect("below");
        below.to_string_lossy().into_owned()
    };
    entries
        .map(|entry| (name(entry.path()), fs::read(entry.path()).expect("a file")))
        .collect()
}
