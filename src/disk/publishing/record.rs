//! What the last build published: the part of its record that lies in the output.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::path::SitePath;

/// The file in the output that holds the record.
pub const RECORD_NAME: &str = ".quarterdeck.json";

/// The form of record that this program writes. Another number is another program's, and not guessed at.
const VERSION: u32 = 1;

/// The paths that a build published, with the fingerprint of each: the same site, the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    version: u32,
    files: BTreeMap<SitePath, Fingerprint>,
}

impl Record {
    /// A record of these files.
    pub fn new(files: BTreeMap<SitePath, Fingerprint>) -> Self {
        Self {
            version: VERSION,
            files,
        }
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

/// The BLAKE3 hash of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(blake3::Hash);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }

    /// The fingerprint of the plain file at `path`; `None` when there is none that can be read.
    pub(super) fn of_file(path: &Path) -> Option<Self> {
        read_plain_file(path).ok().map(|bytes| Self::of(&bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        blake3::Hash::from_hex(&text)
            .map(Self)
            .map_err(|error| format!("`{text}` is no fingerprint: {error}"))
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}
