//! Finds out what publishing would change, without writing anything.

use std::path::Path;

use super::Site;
use super::checks::check_paths;
use super::error::PublishError;
use super::existing::ExistingOutput;
use super::path::SitePath;
use super::place::{FolderKind, Place};
use super::plan::Plan;
use super::rendering::draft;

/// What publishing would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The files that do not exist yet.
    pub added: Vec<SitePath>,
    /// The files with other content.
    pub changed: Vec<SitePath>,
    /// The files that the new site does not have.
    pub removed: Vec<SitePath>,
    /// The number of files that would stay as they are.
    pub unchanged: usize,
}

/// Returns what [`super::publish`] would change. Nothing is written, not even a lock.
///
/// # Errors
/// As for [`super::publish`], unless writing would fail.
pub fn preview(site: &dyn Site, output: &Path) -> Result<Preview, PublishError> {
    let paths = check_paths(site.paths())?;
    let place = Place::find(output)?;
    let existing = match place.kind {
        FolderKind::Missing => ExistingOutput::missing(&place.folder),
        _ => ExistingOutput::read(&place.folder, &paths, 0)?,
    };
    let plan = Plan::new(&existing, draft(site, &paths, &existing, &|_, _| Ok(()))?)?;
    let (changed, added) =
        (plan.changed.into_iter()).partition::<Vec<_>, _>(|file| existing.has_plain(&file.path));
    let path_of = |files: Vec<_>| {
        files
            .into_iter()
            .map(|file: super::plan::ChangedFile| file.path)
            .collect()
    };
    Ok(Preview {
        added: path_of(added),
        changed: path_of(changed),
        removed: existing.prune.into_keys().collect(),
        unchanged: plan.unchanged.len(),
    })
}
