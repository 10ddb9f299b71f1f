//! Fingerprints of content. The only module that uses the hash crate.

use std::fmt;
use std::io;

use serde::{Deserialize, Serialize};

/// The BLAKE3 hash of a file's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(blake3::Hash);

/// How many hexadecimal digits appear in the name of a published file.
const IN_NAMES: usize = 10;

impl Fingerprint {
    /// Calculates the fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }

    /// Calculates the fingerprint of several pieces in this order.
    pub fn of_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for piece in pieces {
            hasher.update(&piece.len().to_le_bytes()).update(piece);
        }
        Self(hasher.finalize())
    }

    /// Calculates the fingerprint of what is read, without holding it in memory.
    ///
    /// # Errors
    /// Returns an error if reading fails.
    pub fn of_reader(reader: impl io::Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        Ok(Self(hasher.update_reader(reader)?.finalize()))
    }

    /// Returns the first digits, for names of files.
    pub(crate) fn short(&self) -> String {
        self.0.to_hex()[..IN_NAMES].to_owned()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
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
