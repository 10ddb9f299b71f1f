//! Fills a staging folder up with what stays, so that it can take the published folder's place.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::error::{Fault, PublishError};
use super::outcome::Reason;
use super::path::SitePath;
use super::plan::Plan;
use super::record::RECORD_NAME;
use super::staging::Staging;

/// Completes the staging folder: folders, unchanged files, foreign files, the record.
///
/// Answers with the reason when something foreign cannot be carried exactly as it is. Then the folders must not be
/// exchanged; what was staged so far is still good for publishing file by file.
///
/// # Errors
/// What the disk refuses for another reason, such as want of room.
pub(super) fn fill(staging: &Staging<'_>, plan: &Plan) -> Result<Option<Reason>, PublishError> {
    for folder in staging
        .ground
        .survey
        .folders
        .keys()
        .filter(|folder| !plan.emptied.contains(*folder))
    {
        staging.folder(folder)?;
    }
    if let Some(obstacle) = staging.obstacle() {
        return Ok(Some(obstacle));
    }
    for path in &plan.kept {
        if let Some(obstacle) = carry_foreign(staging, path)? {
            return Ok(Some(obstacle));
        }
    }
    plan.same
        .par_iter()
        .try_for_each(|path| carry_unchanged(staging, path))?;
    let record = staging.root.join(RECORD_NAME);
    staging.world.write_new_json(&record, &plan.record)?;
    staging.finish_folders(&plan.touched(staging.ground, &staging.new_folders()))?;
    Ok(None)
}

/// A foreign file is linked, whatever it is: so it keeps owner, mode, times and bytes, and costs nothing.
fn carry_foreign(staging: &Staging<'_>, path: &Path) -> Result<Option<Reason>, Fault> {
    let published = staging.ground.folder.join(path);
    match staging.world.link(&published, &staging.root.join(path)) {
        // Someone has just removed it, as they may.
        Err(fault) if fault.source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) if refuses_links(&fault) => Ok(Some(Reason::Unlinkable(published))),
        linked => linked.map(|()| None),
    }
}

/// An unchanged file is ours, so that a copy with its times does where it cannot be linked.
fn carry_unchanged(staging: &Staging<'_>, path: &SitePath) -> Result<(), Fault> {
    let (published, new) = (
        path.under(&staging.ground.folder),
        path.under(&staging.root),
    );
    match staging.world.link(&published, &new) {
        Err(fault) if refuses_links(&fault) => staging.world.copy(&published, &new),
        linked => linked,
    }
}

/// Whether the system will not link this file here, as against having failed to.
fn refuses_links(fault: &Fault) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    matches!(
        fault.source.kind(),
        CrossesDevices | PermissionDenied | TooManyLinks | Unsupported
    )
}
