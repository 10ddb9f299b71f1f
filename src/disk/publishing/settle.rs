//! Finishes or undoes what an interrupted run left behind.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::exchange::inode_of;
use super::journal::{Journal, Step};
use super::outcome::Recovery;
use super::place::Place;
use super::retire::Retirement;
use super::steps::Scene;
use super::workspace::Workspace;
use super::world::World;

/// Settles whatever lies at `home` from an interrupted run, and leaves nothing there.
///
/// # Errors
/// [`PublishError::Busy`] when the run is not interrupted but going on.
pub(super) fn settle_at(
    home: &Path,
    place: &Place,
    world: World<'_>,
) -> Result<Option<Recovery>, PublishError> {
    if !fs::symlink_metadata(home).is_ok_and(|meta| meta.is_dir()) {
        return Ok(None);
    }
    let workspace = Workspace::acquire(home.to_owned(), place, world)?;
    let recovery = settle(&workspace, place)?;
    workspace.leave()?;
    Ok(recovery)
}

/// Settles what an interrupted run left in this workspace, which is then as good as new.
///
/// Without a journal nothing published had been touched. With one, everything new had been written and
/// synced, so that it can be finished.
pub(super) fn settle(
    workspace: &Workspace<'_>,
    place: &Place,
) -> Result<Option<Recovery>, PublishError> {
    if workspace.journal_draft().exists() {
        workspace.world.remove(&workspace.journal_draft())?;
    }
    match Journal::read(workspace)? {
        None if workspace.next().exists() => workspace.drop_next().map(|()| Some(Recovery::Undone)),
        None => Ok(None),
        Some(Journal::Exchange { inode }) => settle_exchange(workspace, place, inode).map(Some),
        Some(Journal::Steps(steps)) => settle_steps(workspace, place, &steps).map(Some),
    }
}

fn settle_exchange(
    workspace: &Workspace<'_>,
    place: &Place,
    inode: u64,
) -> Result<Recovery, PublishError> {
    let next = workspace.next();
    let recovery = if !next.exists() {
        Recovery::Finished {
            set_aside: Vec::new(),
        }
    } else if inode_of(&next)? == inode {
        workspace.drop_next()?;
        Recovery::Undone
    } else {
        Recovery::Finished {
            set_aside: retire(workspace, place)?,
        }
    };
    Journal::forget(workspace)?;
    Ok(recovery)
}

/// Removes the old site, which lies in the workspace since the exchange.
pub(super) fn retire(
    workspace: &Workspace<'_>,
    place: &Place,
) -> Result<Vec<PathBuf>, PublishError> {
    let kept = place.kept(&workspace.home);
    Retirement::new(&workspace.next(), &place.folder, kept, workspace.world)?.carry_out()
}

fn settle_steps(
    workspace: &Workspace<'_>,
    place: &Place,
    steps: &[Step],
) -> Result<Recovery, PublishError> {
    if !place.folder.exists() {
        // Someone has removed the output since; there is nothing to finish.
        Journal::forget(workspace)?;
        workspace.drop_next()?;
        return Ok(Recovery::Undone);
    }
    let set_aside =
        follow(workspace, place, steps).map_err(|error| error.unfinished(&place.folder))?;
    Ok(Recovery::Finished { set_aside })
}

/// Carries out the journal's steps, and forgets it once their work is safe on the disk.
pub(super) fn follow(
    workspace: &Workspace<'_>,
    place: &Place,
    steps: &[Step],
) -> Result<Vec<PathBuf>, PublishError> {
    let kept = place.kept(&workspace.home);
    let scene = Scene {
        folder: &place.folder,
        next: &workspace.next(),
        kept,
        world: workspace.world,
    };
    let set_aside = scene.carry_out(steps)?;
    workspace.world.sync_all(&place.folder)?;
    Journal::forget(workspace)?;
    workspace.drop_next()?;
    Ok(set_aside)
}
