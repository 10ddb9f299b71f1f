//! What a run that has passed the point of no return was doing.

use std::io;

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::path::SitePath;
use super::record::{Fingerprint, read_plain_file};
use super::workspace::Workspace;

/// The form of journal that this program writes and follows.
const VERSION: u32 = 1;

/// Written whole before the first published file is touched, and removed after the last.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Journal {
    /// Two folders were about to be exchanged.
    Exchange {
        /// The number by which the file system knows the new folder, whatever it is called.
        inode: u64,
    },
    /// Files were about to be replaced and removed, in this order.
    Steps(Vec<Step>),
}

/// One replacement or removal. Doing it twice does no more than doing it once.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    /// Put the staged file in its place.
    Put {
        path: SitePath,
        /// The fingerprint of the staged file.
        print: Fingerprint,
        /// What was there when the site was prepared.
        was: Option<Fingerprint>,
    },
    /// Remove the file, if it still has this fingerprint.
    Prune { path: SitePath, print: Fingerprint },
    /// Remove the folder, if it is empty.
    Empty { folder: SitePath },
    /// Put the staged record in its place.
    PutRecord,
    /// Remove the record.
    RemoveRecord,
}

#[derive(Serialize, Deserialize)]
struct Page {
    version: u32,
    journal: Journal,
}

impl Journal {
    /// Writes the journal so that it is there whole or not at all, and survives a power failure.
    pub(super) fn write(self, workspace: &Workspace<'_>) -> Result<(), PublishError> {
        let page = Page {
            version: VERSION,
            journal: self,
        };
        let draft = workspace.journal_draft();
        workspace.world.write_new_json(&draft, &page)?;
        workspace.world.sync(&draft)?;
        workspace.world.rename(&draft, &workspace.journal())?;
        Ok(workspace.world.sync(&workspace.home)?)
    }

    /// The journal in this workspace, if the run came so far.
    pub(super) fn read(workspace: &Workspace<'_>) -> Result<Option<Self>, PublishError> {
        let path = workspace.journal();
        let bad = |path, why| PublishError::BadJournal { path, why };
        let bytes = match read_plain_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(bad(path, error.to_string())),
            Ok(bytes) => bytes,
        };
        match serde_json::from_slice::<Page>(&bytes) {
            Ok(page) if page.version == VERSION => Ok(Some(page.journal)),
            Ok(page) => Err(bad(
                path,
                format!(
                    "it is of version {}, this quarterdeck knows {VERSION}",
                    page.version
                ),
            )),
            Err(error) => Err(bad(path, error.to_string())),
        }
    }

    /// Removes the journal: what it spoke of is done, or was never begun.
    pub(super) fn forget(workspace: &Workspace<'_>) -> Result<(), PublishError> {
        Ok(workspace.world.remove(&workspace.journal())?)
    }
}
