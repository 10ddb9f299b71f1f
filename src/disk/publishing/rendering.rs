//! Renders every file, and compares it with the published one.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;

use super::Site;
use super::error::{Fault, PublishError, RenderFailure};
use super::path::SitePath;
use super::record::Fingerprint;
use super::staging::Staging;

/// A file of the new site.
pub(super) struct RenderedFile {
    pub(super) path: SitePath,
    pub(super) print: Fingerprint,
    pub(super) status: FileStatus,
}

/// The status of a new file in the published site.
pub(super) enum FileStatus {
    /// The same bytes are already published.
    Unchanged,
    /// The file is in the staging folder, to be published.
    Changed {
        /// The file that is replaced, if any.
        was: Option<Fingerprint>,
    },
    /// Foreign files are in its way.
    Blocked(Vec<PathBuf>),
}

enum FileError {
    Render(SitePath, RenderFailure),
    Disk(Fault),
}

/// Renders every file in parallel. Changed files are written to the staging folder at once.
///
/// # Errors
/// Returns all rendering failures together, or the first error of the disk.
pub(super) fn draft(
    site: &dyn Site,
    paths: &BTreeSet<SitePath>,
    staging: &Staging<'_>,
) -> Result<Vec<RenderedFile>, PublishError> {
    let drafted: Vec<Result<RenderedFile, FileError>> = paths
        .par_iter()
        .map(|path| draft_one(site, path, staging))
        .collect();
    let mut drafts = Vec::with_capacity(drafted.len());
    let mut failures = Vec::new();
    for each in drafted {
        match each {
            Ok(draft) => drafts.push(draft),
            Err(FileError::Render(path, failure)) => failures.push((path, failure)),
            Err(FileError::Disk(fault)) => return Err(fault.into()),
        }
    }
    if failures.is_empty() {
        Ok(drafts)
    } else {
        Err(PublishError::Render { failures })
    }
}

fn draft_one(
    site: &dyn Site,
    path: &SitePath,
    staging: &Staging<'_>,
) -> Result<RenderedFile, FileError> {
    let bytes = site
        .render(path)
        .map_err(|failure| FileError::Render(path.clone(), failure))?;
    let status = status_of(path, &bytes, staging);
    if matches!(status, FileStatus::Changed { .. }) {
        staging.write(path, &bytes).map_err(FileError::Disk)?;
    }
    Ok(RenderedFile {
        path: path.clone(),
        print: Fingerprint::of(&bytes),
        status,
    })
}

fn status_of(path: &SitePath, bytes: &[u8], staging: &Staging<'_>) -> FileStatus {
    let existing = staging.existing;
    let in_the_way = existing.in_the_way_of(path);
    if !in_the_way.is_empty() {
        return FileStatus::Blocked(in_the_way);
    }
    if !existing.has_plain(path) {
        return FileStatus::Changed { was: None };
    }
    match fs::read(path.under(&existing.folder)) {
        Ok(old) if old == bytes && !existing.is_closed(path) => FileStatus::Unchanged,
        old => {
            let was = old.ok().map(|old| Fingerprint::of(&old));
            if existing.may_overwrite(path, was) {
                FileStatus::Changed { was }
            } else {
                FileStatus::Blocked(vec![path.as_path().to_owned()])
            }
        }
    }
}
