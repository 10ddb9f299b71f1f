//! Paths of files in a site.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The prefix of the program's own files: its record, its workspace and its temporary files.
pub(in crate::disk) const OWN_PREFIX: &str = ".quarterdeck";

/// A path inside the site: relative, with forward slashes, never leaving it (`2016-17/q1/index.html`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SitePath(String);

impl SitePath {
    /// Takes `text` as a path inside the site.
    ///
    /// # Errors
    /// Returns a sentence if it is empty or absolute, contains `..`, an empty part, a backslash or a control character, has a
    /// part that is too long for file systems, or starts with `.quarterdeck`.
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        match fault_of(&text) {
            None => Ok(Self(text)),
            Some(why) => Err(format!(
                "`{}` is not a path inside the site: it {why}",
                text.escape_debug()
            )),
        }
    }

    /// Returns the path as in links and in the record.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is a page and not an asset.
    pub(super) fn is_page(&self) -> bool {
        self.as_path()
            .extension()
            .is_some_and(|extension| extension == "html")
    }

    /// Converts the path of a file in the output, if it is a valid site path.
    pub(super) fn of(found: &Path) -> Option<Self> {
        Self::new(found.to_str()?).ok()
    }

    pub(super) fn as_path(&self) -> &Path {
        Path::new(&self.0)
    }

    pub(super) fn under(&self, root: &Path) -> PathBuf {
        root.join(&self.0)
    }

    /// Returns the folders above this path, outermost first, without the root.
    pub(super) fn folders(&self) -> impl Iterator<Item = SitePath> {
        self.0
            .match_indices('/')
            .map(|(end, _)| Self(self.0[..end].to_owned()))
    }

    /// Returns the path without case, for file systems that ignore it.
    pub(super) fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

/// Returns why `text` is not a site path, in a phrase that follows "it".
fn fault_of(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("is empty");
    }
    if text.contains('\\') {
        return Some("holds a backslash; write `/`");
    }
    if text.contains(char::is_control) {
        return Some("holds a control character");
    }
    text.split('/').find_map(fault_of_part)
}

fn fault_of_part(part: &str) -> Option<&'static str> {
    match part {
        "" => Some("begins or ends with `/`, or holds `//`"),
        "." | ".." => Some("holds `.` or `..`"),
        own if own.to_lowercase().starts_with(OWN_PREFIX) => {
            Some("uses a name that quarterdeck keeps for itself")
        }
        long if long.len() > 255 => Some("has a part longer than 255 bytes"),
        _ => None,
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for SitePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(text)
    }
}

impl From<SitePath> for String {
    fn from(path: SitePath) -> Self {
        path.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_that_stay_inside_the_site_are_paths() {
        for fine in "index.html|2016-17/q1/index.html|.well-known/x|é/ü.html|a b.csv".split('|') {
            let path = SitePath::new(fine);
            assert_eq!(path.map(String::from), Ok(fine.to_owned()));
        }
        let unfit = "|/|/etc/passwd|a//b|a/|..|../a|a/../b|./a|a\\b|a\nb|a\0b|.quarterdeck.json|a/.Quarterdeck.put";
        for unfit in unfit.split('|') {
            assert!(SitePath::new(unfit).is_err(), "{unfit:?} was taken");
        }
        assert!(SitePath::new("x".repeat(256)).is_err());
    }

    #[test]
    fn the_folders_of_a_path_run_from_the_outermost() {
        let path = SitePath::new("a/b/c.html").expect("a path");
        let folders: Vec<String> = path.folders().map(String::from).collect();
        assert_eq!(folders, ["a", "a/b"]);
    }
}
