//! What the last build knew, outside the output and ignored by git: the sources it was made from, and where it was
//! published. The published folder itself says nothing of sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::source::{Fingerprint, SourceTree};

const FOLDER: &str = ".quarterdeck";
const RECORD: &str = "last-build.json";
const OUTPUTS: &str = "outputs.json";

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
pub fn remember(root: &Path, inputs: &Inputs) -> std::io::Result<()> {
    let text = serde_json::to_string_pretty(inputs)?;
    write(root, RECORD, &text)
}

/// Remembers that a site is about to be published to a folder, so that every later command finds what an interrupted
/// build left there.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn remember_output(root: &Path, output: &Path) -> std::io::Result<()> {
    let mut outputs = outputs(root);
    if outputs.insert(output.to_owned()) {
        outputs.retain(|path| path == output || path.exists());
        write(root, OUTPUTS, &serde_json::to_string_pretty(&outputs)?)?;
    }
    Ok(())
}

/// The folders that this site was published to.
pub fn outputs(root: &Path) -> BTreeSet<PathBuf> {
    let text = std::fs::read_to_string(root.join(FOLDER).join(OUTPUTS)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Writes a file of the memory whole or not at all. The folder tells git to ignore it.
fn write(root: &Path, name: &str, text: &str) -> std::io::Result<()> {
    let folder = root.join(FOLDER);
    let named = |error: std::io::Error| {
        let message = format!("{} cannot be written to: {error}", folder.display());
        std::io::Error::new(error.kind(), message)
    };
    std::fs::create_dir_all(&folder).map_err(named)?;
    std::fs::write(folder.join(".gitignore"), "*\n").map_err(named)?;
    let temporary = folder.join(format!("{name}.new"));
    std::fs::write(&temporary, text).map_err(named)?;
    std::fs::rename(temporary, folder.join(name)).map_err(named)
}
