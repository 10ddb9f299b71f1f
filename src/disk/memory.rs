//! What the last build knew, outside the output and ignored by git: the sources it was made from, and where it was
//! published. The published folder itself says nothing of sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::authoring::replace;
use super::read::read_plain;
use crate::source::{Fingerprint, LARGEST_TEXT, SourceTree};

/// The folder in a site's root.
pub(super) const FOLDER: &str = ".quarterdeck";
const RECORD: &str = "last-build.json";
const OUTPUTS: &str = "outputs.json";
const LOCK: &str = "lock";

/// So many places are remembered before those that are gone are forgotten. One that is not there yet may be about to be
/// made by another build.
const MANY: usize = 200;

/// The part of a build's record that is not published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The version of the program.
    pub program: String,
    /// The day of the edition.
    pub as_of: String,
    /// The command's other settings, in words.
    pub settings: BTreeMap<String, String>,
    /// The fingerprint of each source file.
    pub sources: BTreeMap<String, String>,
}

impl Inputs {
    /// What a build is made from.
    pub fn new(tree: &SourceTree, as_of: &str, settings: BTreeMap<String, String>) -> Self {
        let sources = tree
            .iter()
            .map(|(path, bytes)| (path.as_str().to_owned(), Fingerprint::of(bytes).to_string()))
            .collect();
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: as_of.to_owned(),
            settings,
            sources,
        }
    }
}

/// Remembers what a site was made from.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn remember(root: &Path, inputs: &Inputs) -> io::Result<()> {
    let text = serde_json::to_string_pretty(inputs)?;
    let memory = Memory::lock(root)?;
    memory.write(RECORD, &text)
}

/// Remembers that a site is about to be published to a folder, so that every later command finds what an interrupted
/// build left there.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn remember_output(root: &Path, output: &Path) -> io::Result<()> {
    let memory = Memory::lock(root)?;
    let mut outputs = outputs(root);
    if outputs.insert(output.to_owned()) {
        if outputs.len() > MANY {
            outputs.retain(|path| path == output || path.exists());
        }
        memory.write(OUTPUTS, &serde_json::to_string_pretty(&outputs)?)?;
    }
    Ok(())
}

/// The folders that this site was published to.
pub fn outputs(root: &Path) -> BTreeSet<PathBuf> {
    let bytes = read_plain(&root.join(FOLDER).join(OUTPUTS), LARGEST_TEXT);
    let bytes = bytes.ok().flatten().unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// The memory while one process changes it: the others wait, so that none loses what another remembers.
struct Memory {
    folder: PathBuf,
    _lock: File,
}

impl Memory {
    /// Makes the folder, which tells git to ignore it, and waits for the lock.
    fn lock(root: &Path) -> io::Result<Self> {
        let folder = root.join(FOLDER);
        let locked = || {
            if folder.is_symlink() {
                return Err(io::Error::other("it is a link"));
            }
            std::fs::create_dir_all(&folder)?;
            let path = folder.join(LOCK);
            if path.symlink_metadata().is_ok_and(|known| !known.is_file()) {
                std::fs::remove_file(&path)?;
            }
            let lock = File::options().append(true).create(true).open(path)?;
            match lock.lock() {
                // Some file systems have no locks.
                Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
                locked => locked?,
            }
            replace(&folder.join(".gitignore"), b"*\n", None)?;
            Ok(lock)
        };
        let lock = locked().map_err(|error| named(&folder, &error))?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// Writes a file whole or not at all.
    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        let written = replace(&self.folder.join(name), text.as_bytes(), None);
        written.map_err(|error| named(&self.folder, &error))
    }
}

fn named(folder: &Path, error: &io::Error) -> io::Error {
    let message = format!("{} cannot be written to: {error}", folder.display());
    io::Error::new(error.kind(), message)
}
