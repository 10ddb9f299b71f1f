//! One run of publishing, from the lock to the last old file.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::carry::fill;
use super::draft::draft;
use super::error::PublishError;
use super::exchange::{self, Attempt};
use super::foresight::foresee;
use super::ground::Ground;
use super::in_place::InPlace;
use super::outcome::{Published, Reason, Way};
use super::path::SitePath;
use super::place::{Place, Standing};
use super::plan::Plan;
use super::staging::Staging;
use super::workspace::Workspace;
use super::world::{Act, World};
use super::{Manner, Site};
use crate::disk::system::on_one_device;

/// A finished run.
pub(super) struct Done<T> {
    pub(super) result: T,
    pub(super) place: Place,
    /// What had to be set aside when the workspace was cleared up.
    pub(super) set_aside: Vec<PathBuf>,
}

/// Takes the lock, clears up what an interrupted run left, wherever it worked, and does `work`. The workspace goes
/// afterwards, also after an error.
pub(super) fn in_workspace<'a, T>(
    output: &Path,
    world: World<'a>,
    work: impl FnOnce(&Workspace<'a>, &Place) -> Result<T, PublishError>,
) -> Result<Done<T>, PublishError> {
    let place = Place::find(output)?;
    let (home, elsewhere) = match place.standing {
        Standing::Mount => (place.inside(), place.beside()),
        _ => (place.beside(), place.inside()),
    };
    let mut set_aside = clear_up_at(&elsewhere, &place, world)?;
    let workspace = match Workspace::acquire(home, &place, world) {
        Err(error) if place.standing != Standing::Missing && no_room_beside(&error) => {
            Workspace::acquire(place.inside(), &place, world)?
        }
        acquired => acquired?,
    };
    set_aside.extend(exchange::clear_up(&workspace, &place)?);
    // Looked at again: until the lock was ours, another run may have made the folder or removed it.
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

/// Clears up a workspace in which no run is at work, and leaves nothing there. Returns what had to be set aside.
pub(super) fn clear_up_at(
    home: &Path,
    place: &Place,
    world: World<'_>,
) -> Result<Vec<PathBuf>, PublishError> {
    if !fs::symlink_metadata(home).is_ok_and(|meta| meta.is_dir()) {
        return Ok(Vec::new());
    }
    let workspace = Workspace::acquire(home.to_owned(), place, world)?;
    let set_aside = exchange::clear_up(&workspace, place)?;
    workspace.leave()?;
    Ok(set_aside)
}

/// Whether there can be no workspace because the folder around it cannot be written to.
fn no_room_beside(error: &PublishError) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    let PublishError::Disk(fault) = error else {
        return false;
    };
    fault.act == Act::MakeFolder
        && matches!(fault.source.kind(), PermissionDenied | ReadOnlyFilesystem)
}

/// Publishes a site whose paths have been checked.
pub(super) fn publish(
    site: &dyn Site,
    paths: &BTreeSet<SitePath>,
    output: &Path,
    manner: Manner,
    world: World<'_>,
) -> Result<Published, PublishError> {
    let done = in_workspace(output, world, |workspace, place| {
        let run = Run {
            workspace,
            place,
            manner,
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
    manner: Manner,
}

impl Run<'_> {
    fn publish(
        &self,
        site: &dyn Site,
        paths: &BTreeSet<SitePath>,
    ) -> Result<Published, PublishError> {
        let ground = match self.place.standing {
            Standing::Missing => Ground::untouched(&self.place.folder),
            _ => Ground::look_at(&self.place.folder, paths, self.workspace.usual_mode())?,
        };
        self.workspace.world.remove_all(&ground.survey.leftovers)?;
        let staging = Staging::new(self.workspace.next(), &ground, self.workspace.world);
        let plan = Plan::draw_up(&ground, draft(site, paths, &staging)?)?;
        if plan.changes_nothing(&ground) {
            return Ok(count(&ground, plan, Way::Unchanged, Vec::new()));
        }
        let (way, set_aside) = self.take_place(&staging, &plan)?;
        Ok(count(&ground, plan, way, set_aside))
    }

    /// Brings the staged site to where it is to be seen, in the best way that there is.
    fn take_place(
        &self,
        staging: &Staging<'_>,
        plan: &Plan,
    ) -> Result<(Way, Vec<PathBuf>), PublishError> {
        if self.place.standing == Standing::Missing {
            fill(staging, plan)?;
            exchange::create(self.workspace, self.place)?;
            return Ok((Way::Created, Vec::new()));
        }
        let because = match self.reason_against_exchange(staging) {
            Some(reason) => reason,
            None => match fill(staging, plan)? {
                Some(reason) => reason,
                None => match exchange::exchange(self.workspace, self.place)? {
                    Attempt::Exchanged(set_aside) => return Ok((Way::Exchanged, set_aside)),
                    Attempt::Refused(reason) => reason,
                },
            },
        };
        let set_aside = self.publish_in_place(staging, plan)?;
        Ok((Way::InPlace { because }, set_aside))
    }

    /// What is known beforehand to stand against exchanging the folders.
    fn reason_against_exchange(&self, staging: &Staging<'_>) -> Option<Reason> {
        match (self.manner, self.place.standing) {
            (_, Standing::Mount) => Some(Reason::MountPoint),
            (_, Standing::Link) => Some(Reason::SymbolicLink),
            (Manner::FileByFile, _) => Some(Reason::Asked),
            _ if !on_one_device(&self.workspace.home, &self.place.folder) => {
                Some(Reason::OtherFileSystem)
            }
            _ if self.workspace.home.starts_with(&self.place.folder) => {
                Some(Reason::ParentReadOnly)
            }
            _ => staging
                .ground
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
        foresee(staging.ground, plan)?;
        staging.folder(Path::new(""))?;
        let in_place = in_place(self.workspace, self.place);
        in_place.stage_records(staging.ground, plan)?;
        self.workspace.world.sync_all(&staging.root)?;
        staging.open_folders()?;
        let set_aside = in_place.publish(staging.ground, plan)?;
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
        world: workspace.world,
    }
}

fn count(ground: &Ground, plan: Plan, way: Way, set_aside: Vec<PathBuf>) -> Published {
    Published {
        way,
        written: plan.fresh.len(),
        unchanged: plan.same.len(),
        removed: ground.prune.len(),
        kept_foreign: plan.kept.len() - ground.altered.len(),
        links_out: ground.links_out(),
        left_altered: ground.altered.clone(),
        overwrote_edited: plan.edited,
        set_aside,
    }
}
