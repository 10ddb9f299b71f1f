//! Renders every file, and compares it with the published one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use super::Site;
use super::error::{Fault, PublishError};
use super::existing::ExistingOutput;
use super::path::SitePath;
use super::record::{Fingerprint, fingerprint_of_file};

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
    /// The file is to be published.
    Changed {
        /// The file that is replaced, if any.
        was: Option<Fingerprint>,
    },
    /// Foreign files are in its way.
    Blocked(Vec<PathBuf>),
}

/// What is done with a changed file.
pub(super) type Write<'a> = dyn Fn(&SitePath, &[u8]) -> Result<(), Fault> + Sync + 'a;

/// Checks that the site's paths can coexist, even if the file system ignores case.
pub(super) fn check_paths(paths: Vec<SitePath>) -> Result<BTreeSet<SitePath>, PublishError> {
    let mut by_folded = BTreeMap::new();
    for second in paths {
        if let Some(first) = by_folded.insert(second.folded(), second.clone()) {
            return Err(PublishError::Clash(first, second));
        }
    }
    for path in by_folded.values() {
        let mut folders = path.folders();
        if let Some(first) = folders.find_map(|folder| by_folded.get(&folder.folded())) {
            return Err(PublishError::Clash(first.clone(), path.clone()));
        }
    }
    Ok(by_folded.into_values().collect())
}

/// Renders every file in parallel. Each changed file is given to `write` at once, so that no two sites are in memory.
///
/// # Errors
/// Returns all rendering failures together, or the first error of the disk.
pub(super) fn draft(
    site: &dyn Site,
    paths: &BTreeSet<SitePath>,
    existing: &ExistingOutput,
    write: &Write<'_>,
) -> Result<Vec<RenderedFile>, PublishError> {
    let drafted = paths.par_iter();
    let drafted = drafted.map_init(Vec::new, |buffer, path| {
        buffer.clear();
        draft_one(site, path, buffer, existing, write)
    });
    let (mut drafts, mut failures) = (Vec::new(), Vec::new());
    for each in drafted.collect::<Vec<_>>() {
        match each {
            Ok(draft) => drafts.push(draft),
            Err(PublishError::Render(more)) => failures.extend(more),
            Err(other) => return Err(other),
        }
    }
    if failures.is_empty() {
        Ok(drafts)
    } else {
        Err(PublishError::Render(failures))
    }
}

fn draft_one(
    site: &dyn Site,
    path: &SitePath,
    bytes: &mut Vec<u8>,
    existing: &ExistingOutput,
    write: &Write<'_>,
) -> Result<RenderedFile, PublishError> {
    let rendered = site.render(path, bytes);
    rendered.map_err(|why| PublishError::Render(vec![(path.clone(), why)]))?;
    let print = Fingerprint::of(bytes);
    let status = status_of(path, print, existing);
    if matches!(status, FileStatus::Changed { .. }) {
        write(path, bytes)?;
    }
    Ok(RenderedFile {
        path: path.clone(),
        print,
        status,
    })
}

fn status_of(path: &SitePath, print: Fingerprint, existing: &ExistingOutput) -> FileStatus {
    let in_the_way = existing.in_the_way_of(path);
    if !in_the_way.is_empty() {
        return FileStatus::Blocked(in_the_way);
    }
    if !existing.has_plain(path) {
        return FileStatus::Changed { was: None };
    }
    let was = fingerprint_of_file(&path.under(&existing.folder));
    if was == Some(print) && !existing.is_closed(path) {
        FileStatus::Unchanged
    } else if existing.may_overwrite(path, was) {
        FileStatus::Changed { was }
    } else {
        FileStatus::Blocked(vec![path.as_path().to_owned()])
    }
}
