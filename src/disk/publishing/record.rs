//! What the last build published: the part of its record that lies in the output.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::path::SitePath;
pub use crate::source::Fingerprint;

/// The file in the output that holds the record.
pub const RECORD_NAME: &str = ".quarterdeck.json";

/// The form of record that this program writes. Another number is another program's, and not guessed at.
const VERSION: u32 = 1;

/// The files of one site.
type Files = BTreeMap<SitePath, Fingerprint>;

/// The paths that a build published, with the fingerprint of each: the same site, the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    version: u32,
    files: Files,
    /// Only while a site is published file by file: the sites whose files may still be there, the newest first. The
    /// last one was finished, and is empty if there was none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<Files>,
}

impl Record {
    /// A record of these files.
    pub fn new(files: BTreeMap<SitePath, Fingerprint>) -> Self {
        Self {
            version: VERSION,
            files,
            before: Vec::new(),
        }
    }

    /// Returns this record as it is written before the first of its files is published over those of `old`.
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

    /// The sites whose files may be there, the newest first: one, unless publishing was interrupted.
    fn sites(&self) -> impl Iterator<Item = &Files> {
        std::iter::once(&self.files).chain(&self.before)
    }

    /// Every path at which a published file may be.
    pub(super) fn paths(&self) -> BTreeSet<&SitePath> {
        self.sites().flat_map(Files::keys).collect()
    }

    /// Whether a file with this fingerprint at `path` is one that the program published.
    pub(super) fn has_published(&self, path: &SitePath, found: Fingerprint) -> bool {
        self.sites().any(|files| files.get(path) == Some(&found))
    }

    /// Whether what is at `path` may be overwritten: a published file, also one that someone has edited. What an
    /// interrupted build was about to create may be someone's own by now, unless it has the right fingerprint.
    pub(super) fn may_overwrite(&self, path: &SitePath, found: Option<Fingerprint>) -> bool {
        let finished = self.before.last().unwrap_or(&self.files);
        finished.contains_key(path) || found.is_some_and(|found| self.has_published(path, found))
    }

    /// Every published file with its fingerprint, by path.
    pub fn files(&self) -> &BTreeMap<SitePath, Fingerprint> {
        &self.files
    }

    /// The record in `folder`, or `None` where there is none.
    ///
    /// A record decides what may be deleted, so one that is damaged, of another version, names a path that
    /// leaves the folder, or is no plain file is an error and never half believed.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = folder.join(RECORD_NAME);
        match read_plain_file(&path) {
            Ok(bytes) => Self::parse(&bytes)
                .map(Some)
                .map_err(|why| PublishError::BadRecord { path, why }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PublishError::BadRecord {
                path,
                why: error.to_string(),
            }),
        }
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

/// The bytes of a file that is a file itself, not a link to one elsewhere.
pub(super) fn read_plain_file(path: &Path) -> io::Result<Vec<u8>> {
    if fs::symlink_metadata(path)?.is_file() {
        fs::read(path)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not a plain file",
        ))
    }
}

/// What the last build published into `output`, for deciding whether a new one is needed.
///
/// `None` where nothing was published, and also where the record cannot be read: [`super::publish`] says what
/// is wrong with it.
pub fn published_record(output: &Path) -> Option<Record> {
    Record::read(output).ok().flatten()
}

/// The fingerprint of the plain file at `path`; `None` when there is none that can be read.
pub(super) fn fingerprint_of_file(path: &Path) -> Option<Fingerprint> {
    read_plain_file(path)
        .ok()
        .map(|bytes| Fingerprint::of(&bytes))
}
