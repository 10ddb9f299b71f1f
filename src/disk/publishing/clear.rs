//! Removes a published site.

use std::collections::BTreeSet;
use std::path::Path;

use super::checks::check_folders;
use super::error::PublishError;
use super::existing::ExistingOutput;
use super::operations::Operations;
use super::outcome::Cleaned;
use super::place::{FolderKind, Place};
use super::plan::Plan;
use super::run::{in_place, in_workspace};
use super::workspace::Workspace;

/// Removes the recorded files that have not been altered.
pub(super) fn clear(output: &Path, operations: Operations<'_>) -> Result<Cleaned, PublishError> {
    let done = in_workspace(output, operations, clear_in)?;
    // A link or a mount point stays. It does not matter if an empty folder cannot be removed.
    if done.result.is_some() && done.place.kind == FolderKind::Folder {
        let _ = operations.remove_folder(&done.place.folder);
    }
    Ok(Cleaned {
        set_aside: done.set_aside,
        ..done.result.unwrap_or_default()
    })
}

/// Returns `None` if there is no record.
fn clear_in(workspace: &Workspace<'_>, place: &Place) -> Result<Option<Cleaned>, PublishError> {
    let existing = ExistingOutput::read(&place.folder, &BTreeSet::new(), 0)?;
    workspace
        .operations
        .remove_all(&existing.survey.leftovers)?;
    if existing.record.is_none() {
        return Ok(None);
    }
    let plan = Plan::new(&existing, Vec::new())?;
    check_folders(&existing, &plan)?;
    in_place(workspace, place)
        .clear(&existing, &plan)
        .map_err(|error| error.unfinished(&place.folder))?;
    Ok(Some(Cleaned {
        removed: existing.prune.len(),
        kept_foreign: plan.kept.len() - existing.altered.len(),
        left_altered: existing.altered,
        set_aside: Vec::new(),
    }))
}
