//! A run of publishing, from the lock to the removal of old files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::carry::fill;
use super::checks::check_folders;
use super::error::PublishError;
use super::exchange::{self, Attempt};
use super::existing::ExistingOutput;
use super::in_place::InPlace;
use super::operations::{Operation, Operations};
use super::outcome::{Published, Reason, Replacement};
use super::path::SitePath;
use super::place::{FolderKind, Place};
use super::plan::Plan;
use super::rendering::draft;
use super::staging::Staging;
use super::workspace::Workspace;
use super::{Method, Site};
use crate::disk::system::on_one_device;

/// A finished run.
pub(super) struct Done<T> {
    pub(super) result: T,
    pub(super) place: Place,
    /// Files that were set aside when the workspace was cleared up.
    pub(super) set_aside: Vec<PathBuf>,
}

/// Takes the lock, clears up after an interrupted run, and does `work`. Removes the workspace afterwards, even after an error.
pub(super) fn in_workspace<'a, T>(
    output: &Path,
    operations: Operations<'a>,
    work: impl FnOnce(&Workspace<'a>, &Place) -> Result<T, PublishError>,
) -> Result<Done<T>, PublishError> {
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
            Ok(Done {
                result,
                place,
                set_aside,
            })
        }
        Err(error) => {
            workspace.abandon();
            Err(error)
        }
    }
}

/// Clears up an unused workspace and removes it. Returns the files that were set aside.
pub(super) fn clear_up_at(
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

/// Publishes a site whose paths have been checked.
pub(super) fn publish(
    site: &dyn Site,
    paths: &BTreeSet<SitePath>,
    output: &Path,
    method: Method,
    operations: Operations<'_>,
) -> Result<Published, PublishError> {
    let done = in_workspace(output, operations, |workspace, place| {
        let run = Run {
            workspace,
            place,
            method,
        };
        run.publish(site, paths)
    })?;
    let mut published = done.result;
    published.set_aside.splice(0..0, done.set_aside);
    Ok(published)
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
        let existing = match self.place.kind {
            FolderKind::Missing => ExistingOutput::missing(&self.place.folder),
            _ => ExistingOutput::read(&self.place.folder, paths, self.workspace.usual_mode())?,
        };
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
            fill(staging, plan)?;
            exchange::create(self.workspace, self.place)?;
            return Ok((Replacement::Created, Vec::new()));
        }
        let because = match self.reason_against_exchange(staging) {
            Some(reason) => reason,
            None => match fill(staging, plan)? {
                Some(reason) => reason,
                None => match exchange::exchange(self.workspace, self.place)? {
                    Attempt::Exchanged(set_aside) => {
                        return Ok((Replacement::Exchanged, set_aside));
                    }
                    Attempt::Refused(reason) => reason,
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
            _ => staging
                .existing
                .survey
                .obstacle
                .clone()
                .or(staging.obstacle()),
        }
    }

    fn publish_in_place(
        &self,
        staging: &Staging<'_>,
        plan: &Plan,
    ) -> Result<Vec<PathBuf>, PublishError> {
        check_folders(staging.existing, plan)?;
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

pub(super) fn in_place<'a>(workspace: &Workspace<'a>, place: &'a Place) -> InPlace<'a> {
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
