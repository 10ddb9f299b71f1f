//! The record of the last build, in the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::path::SitePath;
use crate::disk::read::read_plain;
use crate::disk::system;
pub use crate::source::Fingerprint;
use crate::source::Unread;

/// The name of the record in the output.
pub const RECORD_NAME: &str = ".quarterdeck.json";

/// The largest record that is read, in bytes: that of about a million files.
const LARGEST_RECORD: u64 = 256 * 1024 * 1024;

/// The version of records. Others are refused.
const VERSION: u32 = 1;

/// The files of one site.
type Files = BTreeMap<SitePath, Fingerprint>;

/// The paths that a build published, with the fingerprint of each. The same site has the same record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    version: u32,
    files: Files,
    /// Earlier sites whose files may still exist, the newest first, while a site is published file by file. The last one was
    /// finished, and is empty if there was none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<Files>,
}

impl Record {
    /// Creates a record of these files.
    pub fn new(files: BTreeMap<SitePath, Fingerprint>) -> Self {
        Self {
            version: VERSION,
            files,
            before: Vec::new(),
        }
    }

    /// Returns the record that is written before the first file is published over those of `old`.
    pub(super) fn begun_over(&self, old: Option<&Self>) -> Self {
        let mut begun = self.clone();
        begun.before = match old {
            None => vec![Files::new()],
            Some(old) => old.sites().cloned().collect(),
        };
        let finished = begun.before.pop();
        begun.before.retain(|files| *files != self.files);
        begun.before.extend(finished);
        begun
    }

    /// Returns the sites whose files may exist, the newest first: one, unless publishing was interrupted.
    fn sites(&self) -> impl Iterator<Item = &Files> {
        std::iter::once(&self.files).chain(&self.before)
    }

    /// Returns every path of a published file.
    pub(super) fn paths(&self) -> BTreeSet<&SitePath> {
        self.sites().flat_map(Files::keys).collect()
    }

    /// Whether the program published a file with this fingerprint at `path`.
    pub(super) fn has_published(&self, path: &SitePath, found: Fingerprint) -> bool {
        self.sites().any(|files| files.get(path) == Some(&found))
    }

    /// Whether the file at `path` may be overwritten: a published file, even if it was edited. A file that an interrupted build
    /// was about to create may be foreign, unless it has the right fingerprint.
    pub(super) fn may_overwrite(&self, path: &SitePath, found: Option<Fingerprint>) -> bool {
        let finished = self.before.last().unwrap_or(&self.files);
        finished.contains_key(path) || found.is_some_and(|found| self.has_published(path, found))
    }

    /// Returns every published file with its fingerprint.
    pub fn files(&self) -> &BTreeMap<SitePath, Fingerprint> {
        &self.files
    }

    /// Reads the record in `folder`, if there is one.
    ///
    /// A record decides what may be deleted, so it is an error if it is damaged, of another version, not a regular file, or
    /// names a path outside the folder.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = folder.join(RECORD_NAME);
        let why = match read_plain(&path, LARGEST_RECORD) {
            Ok(None) => return Ok(None),
            Ok(Some(bytes)) => match Self::parse(&bytes) {
                Ok(record) => return Ok(Some(record)),
                Err(why) => why,
            },
            Err(Unread::Failed(why)) if is_plain(&path) => why,
            Err(Unread::TooLarge(_)) => "it is too large to be one".to_owned(),
            Err(_) => "it is not a plain file".to_owned(),
        };
        Err(PublishError::BadRecord(path, why))
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let record: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        match record.version {
            VERSION => Ok(record),
            other => Err(format!(
                "it is of version {other}, and this quarterdeck knows version {VERSION}"
            )),
        }
    }
}

/// Returns the record of the last build in `output`. `None` if there is none, or it cannot be read, which [`super::publish`]
/// reports.
pub fn published_record(output: &Path) -> Option<Record> {
    Record::read(output).ok().flatten()
}

/// Whether there is a regular file at a path, not a link to one.
fn is_plain(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|known| known.is_file())
}

/// Returns the fingerprint of the regular file at `path`, if it can be read.
pub(super) fn fingerprint_of_file(path: &Path) -> Option<Fingerprint> {
    let file = is_plain(path).then(|| system::open_plain(path).ok())??;
    Fingerprint::of_reader(file).ok()
}
