//! Completes a staging folder with the files that stay, so that it can replace the published folder.

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
/// Returns the reason if a foreign file cannot be carried over unchanged. Then the folders must not be exchanged, but the
/// staged files can be published file by file.
///
/// # Errors
/// Returns an error if the disk fails for another reason, such as a full disk.
pub(super) fn fill(staging: &Staging<'_>, plan: &Plan) -> Result<Option<Reason>, PublishError> {
    for folder in staging
        .existing
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
    plan.unchanged
        .par_iter()
        .try_for_each(|path| carry_unchanged(staging, path))?;
    let record = staging.root.join(RECORD_NAME);
    staging.operations.write_new_json(&record, &plan.record)?;
    staging.finish_folders(&plan.touched(staging.existing, &staging.new_folders()))?;
    Ok(None)
}

/// Links a foreign file, so that it keeps its owner, mode and times.
fn carry_foreign(staging: &Staging<'_>, path: &Path) -> Result<Option<Reason>, Fault> {
    let published = staging.existing.folder.join(path);
    match staging
        .operations
        .link(&published, &staging.root.join(path))
    {
        // It was removed in the meantime.
        Err(fault) if fault.source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) if refuses_links(&fault) => Ok(Some(Reason::Unlinkable(published))),
        linked => linked.map(|()| None),
    }
}

/// Links an unchanged file, or copies it with its times.
fn carry_unchanged(staging: &Staging<'_>, path: &SitePath) -> Result<(), Fault> {
    let (published, new) = (
        path.under(&staging.existing.folder),
        path.under(&staging.root),
    );
    match staging.operations.link(&published, &new) {
        Err(fault) if refuses_links(&fault) => staging.operations.copy(&published, &new),
        linked => linked,
    }
}

/// Whether the system does not support this link, rather than failed.
fn refuses_links(fault: &Fault) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    matches!(
        fault.source.kind(),
        CrossesDevices | PermissionDenied | TooManyLinks | Unsupported
    )
}
