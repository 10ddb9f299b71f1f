//! A run of publishing, from the lock to the removal of old files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::exchange;
use super::existing::ExistingOutput;
use super::in_place::InPlace;
use super::operations::{Operation, Operations};
use super::outcome::{Cleaned, Published, Reason, Replacement};
use super::path::SitePath;
use super::place::{FolderKind, Place};
use super::plan::Plan;
use super::rendering::{check_paths, draft};
use super::staging::Staging;
use super::workspace::Workspace;
use super::{Method, Site};
use crate::disk::system::{CAN_EXCHANGE, on_one_device};

/// Takes the lock, clears up after an interrupted run, and does `work`. Removes the workspace afterwards, even after an error.
/// Also returns the output, and the files that were set aside when the workspace was cleared up.
pub(super) fn in_workspace<'a, T>(
    output: &Path,
    operations: Operations<'a>,
    work: impl FnOnce(&Workspace<'a>, &Place) -> Result<T, PublishError>,
) -> Result<(T, Place, Vec<PathBuf>), PublishError> {
    let place = Place::find(output)?;
    let (home, elsewhere) = match place.kind {
        FolderKind::Mount => (place.inside(), place.beside()),
        _ => (place.beside(), place.inside()),
    };
    let mut set_aside = clear_up_at(&elsewhere, &place, operations)?;
    let workspace = match Workspace::acquire(home, &place, operations) {
        Err(error) if place.kind != FolderKind::Missing && no_room_beside(&error) => {
            Workspace::acquire(place.inside(), &place, operations)?
        }
        acquired => acquired?,
    };
    set_aside.extend(exchange::clear_up(&workspace, &place)?);
    // Read again, because another run may have created or removed the folder before the lock was taken.
    let place = Place::find(output)?;
    match work(&workspace, &place) {
        Ok(result) => {
            workspace
                .leave()
                .map_err(|error| error.unfinished(&place.folder))?;
            Ok((result, place, set_aside))
        }
        Err(error) => {
            workspace.abandon();
            Err(error)
        }
    }
}

/// Clears up an unused workspace and removes it. Returns the files that were set aside.
fn clear_up_at(
    home: &Path,
    place: &Place,
    operations: Operations<'_>,
) -> Result<Vec<PathBuf>, PublishError> {
    if !fs::symlink_metadata(home).is_ok_and(|meta| meta.is_dir()) {
        return Ok(Vec::new());
    }
    let workspace = Workspace::acquire(home.to_owned(), place, operations)?;
    let set_aside = exchange::clear_up(&workspace, place)?;
    workspace.leave()?;
    Ok(set_aside)
}

/// Whether a workspace could not be created because its parent cannot be written to.
fn no_room_beside(error: &PublishError) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    let PublishError::Disk(fault) = error else {
        return false;
    };
    fault.act == Operation::MakeFolder
        && matches!(fault.source.kind(), PermissionDenied | ReadOnlyFilesystem)
}

/// Publishes a site.
pub(super) fn publish(
    site: &dyn Site,
    output: &Path,
    method: Method,
    operations: Operations<'_>,
) -> Result<Published, PublishError> {
    let paths = check_paths(site.paths())?;
    let place = Place::find(output)?;
    if !place.parent.exists() {
        operations.make_folders(&place.parent)?;
    }
    let done = in_workspace(output, operations, |workspace, place| {
        let run = Run {
            workspace,
            place,
            method,
        };
        run.publish(site, &paths)
    });
    let (mut published, _, set_aside) = done?;
    published.set_aside.splice(0..0, set_aside);
    Ok(published)
}

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
    let existing = ExistingOutput::read(&Place::find(output)?, &paths, 0)?;
    let plan = Plan::new(&existing, draft(site, &paths, &existing, &|_, _| Ok(()))?)?;
    let changed = plan.changed.into_iter().map(|file| file.path);
    let (changed, added) = changed.partition(|path| existing.has_plain(path));
    Ok(Preview {
        added,
        changed,
        removed: existing.prune.into_keys().collect(),
        unchanged: plan.unchanged.len(),
    })
}

/// Removes the recorded files that have not been altered.
pub(super) fn clear(output: &Path, operations: Operations<'_>) -> Result<Cleaned, PublishError> {
    let place = Place::find(output)?;
    if place.kind == FolderKind::Missing {
        return Ok(Cleaned {
            set_aside: clear_up_at(&place.beside(), &place, operations)?,
            ..Cleaned::default()
        });
    }
    let (cleaned, place, set_aside) = in_workspace(output, operations, clear_in)?;
    // A link or a mount point stays. It does not matter if an empty folder cannot be removed.
    if cleaned.is_some() && place.kind == FolderKind::Folder {
        let _ = operations.remove_folder(&place.folder);
    }
    Ok(Cleaned {
        set_aside,
        ..cleaned.unwrap_or_default()
    })
}

/// Returns `None` if there is no record.
fn clear_in(workspace: &Workspace<'_>, place: &Place) -> Result<Option<Cleaned>, PublishError> {
    let existing = ExistingOutput::read(place, &BTreeSet::new(), 0)?;
    workspace
        .operations
        .remove_all(&existing.survey.leftovers)?;
    if existing.record.is_none() {
        return Ok(None);
    }
    let plan = Plan::new(&existing, Vec::new())?;
    plan.check_folders(&existing)?;
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

struct Run<'a> {
    workspace: &'a Workspace<'a>,
    place: &'a Place,
    method: Method,
}

impl Run<'_> {
    fn publish(
        &self,
        site: &dyn Site,
        paths: &BTreeSet<SitePath>,
    ) -> Result<Published, PublishError> {
        let existing = ExistingOutput::read(self.place, paths, self.workspace.usual_mode())?;
        self.workspace
            .operations
            .remove_all(&existing.survey.leftovers)?;
        let staging = Staging::new(self.workspace.next(), &existing, self.workspace.operations);
        let write = |path: &SitePath, bytes: &[u8]| staging.write(path, bytes);
        let plan = Plan::new(&existing, draft(site, paths, &existing, &write)?)?;
        if plan.changes_nothing(&existing) {
            return Ok(count(&existing, plan, Replacement::Unchanged, Vec::new()));
        }
        let (replacement, set_aside) = self.replace(&staging, &plan)?;
        Ok(count(&existing, plan, replacement, set_aside))
    }

    /// Publishes the staged site, by exchange if possible.
    fn replace(
        &self,
        staging: &Staging<'_>,
        plan: &Plan,
    ) -> Result<(Replacement, Vec<PathBuf>), PublishError> {
        if self.place.kind == FolderKind::Missing {
            staging.fill(plan)?;
            exchange::create(self.workspace, self.place)?;
            return Ok((Replacement::Created, Vec::new()));
        }
        let because = match self.reason_against_exchange(staging) {
            Some(reason) => reason,
            None => match staging.fill(plan)? {
                Some(reason) => reason,
                None => match exchange::exchange(self.workspace, self.place)? {
                    Ok(set_aside) => return Ok((Replacement::Exchanged, set_aside)),
                    Err(reason) => reason,
                },
            },
        };
        let set_aside = self.publish_in_place(staging, plan)?;
        Ok((Replacement::InPlace { because }, set_aside))
    }

    /// Returns the reason why folders cannot be exchanged, if it is known beforehand.
    fn reason_against_exchange(&self, staging: &Staging<'_>) -> Option<Reason> {
        match (self.method, self.place.kind) {
            (_, FolderKind::Mount) => Some(Reason::MountPoint),
            (_, FolderKind::Link) => Some(Reason::SymbolicLink),
            (Method::FileByFile, _) => Some(Reason::Asked),
            _ if !on_one_device(&self.workspace.home, &self.place.folder) => {
                Some(Reason::OtherFileSystem)
            }
            _ if self.workspace.home.starts_with(&self.place.folder) => {
                Some(Reason::ParentReadOnly)
            }
            _ if !CAN_EXCHANGE => Some(Reason::NotSupported),
            _ => {
                let obstacle = staging.existing.survey.obstacle.clone();
                obstacle.or(staging.obstacle())
            }
        }
    }

    fn publish_in_place(
        &self,
        staging: &Staging<'_>,
        plan: &Plan,
    ) -> Result<Vec<PathBuf>, PublishError> {
        plan.check_folders(staging.existing)?;
        staging.folder(Path::new(""))?;
        let in_place = in_place(self.workspace, self.place);
        in_place.stage_records(staging.existing, plan)?;
        self.workspace.operations.sync_all(&staging.root)?;
        staging.open_folders()?;
        let set_aside = in_place.publish(staging.existing, plan)?;
        self.workspace
            .drop_next()
            .map_err(|error| error.unfinished(&self.place.folder))?;
        Ok(set_aside)
    }
}

fn in_place<'a>(workspace: &Workspace<'a>, place: &'a Place) -> InPlace<'a> {
    InPlace {
        folder: &place.folder,
        next: workspace.next(),
        kept: place.kept(&workspace.home),
        operations: workspace.operations,
    }
}

fn count(
    existing: &ExistingOutput,
    plan: Plan,
    replacement: Replacement,
    set_aside: Vec<PathBuf>,
) -> Published {
    Published {
        replacement,
        written: plan.changed.len(),
        unchanged: plan.unchanged.len(),
        removed: existing.prune.len(),
        kept_foreign: plan.kept.len() - existing.altered.len(),
        links_out: existing.links_out(),
        left_altered: existing.altered.clone(),
        overwrote_edited: plan.edited,
        set_aside,
    }
}
