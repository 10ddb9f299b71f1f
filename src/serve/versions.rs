//! Versions, by which an open page knows whether it is up to date.

use std::fmt;

use serde::Serialize;

use crate::source::Fingerprint;

/// A version of some bytes: the same for the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Version(String);

/// The number of digits of a fingerprint that are used.
const DIGITS: usize = 16;

impl Version {
    /// Returns the version of several pieces in this order.
    pub(super) fn of<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut text = Fingerprint::of_pieces(pieces).to_string();
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

/// The versions of a page and what it depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct PageVersions {
    pub(super) page: Version,
    /// `None` without problems.
    pub(super) problems: Option<Version>,
    /// The files of the theme. `None` without a site.
    pub(super) assets: Option<Version>,
}
