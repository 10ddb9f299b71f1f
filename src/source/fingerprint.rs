//! Fingerprints of content. The only module that uses the hash crate.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The BLAKE3 hash of a file's content.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(blake3::Hash);

/// How many hexadecimal digits appear in the name of a published file.
const IN_NAMES: usize = 10;

impl Fingerprint {
    /// Calculates the fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }

    /// Returns the digits that appear in the names of published files.
    pub(crate) fn short(&self) -> String {
        self.0.to_hex()[..IN_NAMES].to_owned()
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
            .map_err(|error| format!("`{text}` is not a fingerprint: {error}"))
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}
