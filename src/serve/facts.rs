//! What an open page must know to tell whether it is the one that there is now.

use std::fmt;

use serde::Serialize;

use crate::disk::Fingerprint;

/// Which bytes: the same for the same, whoever serves them and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Version(String);

/// So much of a fingerprint tells one from another.
const DIGITS: usize = 16;

impl Version {
    /// Of several pieces in this order.
    pub(super) fn of<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut all = Vec::new();
        for piece in pieces {
            all.extend_from_slice(&piece.len().to_le_bytes());
            all.extend_from_slice(piece);
        }
        let mut text = Fingerprint::of(&all).to_string();
        text.truncate(DIGITS);
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What there is now at a page's address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Facts {
    /// Which page.
    pub(super) page: Version,
    /// Which problems; none where all is well.
    pub(super) problems: Option<Version>,
    /// Which files of the theme; none where there never was one.
    pub(super) assets: Option<Version>,
}
