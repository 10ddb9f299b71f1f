//! Checks before publishing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::error::{Fault, PublishError};
use super::existing::ExistingOutput;
use super::operations::Operation;
use super::path::SitePath;
use super::plan::Plan;
use crate::disk::system;

/// Checks that every folder that changes can be written to.
pub(super) fn check_folders(existing: &ExistingOutput, plan: &Plan) -> Result<(), PublishError> {
    for folder in plan.touched(existing, &[]) {
        if existing.survey.folders.contains_key(&folder) {
            check_access(&existing.folder.join(folder))?;
        }
    }
    Ok(())
}

fn check_access(folder: &Path) -> Result<(), PublishError> {
    system::check_writable(folder)
        .map_err(|error| Fault::new(Operation::Write, folder, error).into())
}

/// Checks that the site's paths can coexist, even if the file system ignores case.
pub(super) fn check_paths(paths: Vec<SitePath>) -> Result<BTreeSet<SitePath>, PublishError> {
    let mut by_folded = BTreeMap::new();
    for path in paths {
        if let Some(first) = by_folded.insert(path.folded(), path.clone()) {
            return Err(PublishError::Clash {
                first,
                second: path,
            });
        }
    }
    for path in by_folded.values() {
        let file_above = path
            .folders()
            .find_map(|folder| by_folded.get(&folder.folded()));
        if let Some(first) = file_above {
            return Err(PublishError::Clash {
                first: first.clone(),
                second: path.clone(),
            });
        }
    }
    Ok(by_folded.into_values().collect())
}
