//! Whether publishing file by file can succeed, asked before it begins.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::error::{Fault, PublishError};
use super::ground::Ground;
use super::path::SitePath;
use super::plan::Plan;
use super::world::Act;
use crate::disk::system;

/// Refuses what would have to stop half way, because a folder cannot be written to.
pub(super) fn foresee(ground: &Ground, plan: &Plan) -> Result<(), PublishError> {
    for folder in plan.touched(ground, &[]) {
        if ground.survey.folders.contains_key(&folder) {
            check_access(&ground.folder.join(folder))?;
        }
    }
    Ok(())
}

fn check_access(folder: &Path) -> Result<(), PublishError> {
    system::check_writable(folder).map_err(|error| Fault::new(Act::Write, folder, error).into())
}

/// Checks that a site's own paths can stand side by side, also where case is ignored.
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
