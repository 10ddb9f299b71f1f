//! Publishing in one step: the finished folder takes the place of the old one.
//!
//! Before the exchange the finished folder gets a name that says which folder it is. After it, the old folder has that
//! name, and so a build that finds it knows on which side of the exchange the one before was stopped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Fault, PublishError};
use super::outcome::Reason;
use super::place::Place;
use super::retire::Retirement;
use super::workspace::Workspace;
use super::world::Act;
use crate::disk::system;

/// What came of trying.
pub(super) enum Attempt {
    /// The new site is published, and this is what was set aside.
    Exchanged(Vec<PathBuf>),
    /// The system will not do it, and nothing has changed.
    Refused(Reason),
}

/// The name of a finished folder begins so, and ends with the number by which the file system knows it.
const FINISHED: &str = "finished-";

/// Moves the finished folder to where nothing is yet.
pub(super) fn create(workspace: &Workspace<'_>, place: &Place) -> Result<(), PublishError> {
    let world = workspace.world;
    world.sync_all(&workspace.next())?;
    world.rename(&workspace.next(), &place.folder)?;
    sync_names(workspace, place).map_err(|error| error.unfinished(&place.folder))
}

/// Exchanges the finished folder with the published one, and removes the old site.
///
/// The new files are on the disk before the exchange, and the exchange is before anything old is removed: else
/// a power failure could leave a site of empty files, or none.
pub(super) fn exchange(workspace: &Workspace<'_>, place: &Place) -> Result<Attempt, PublishError> {
    if !system::CAN_EXCHANGE {
        return Ok(Attempt::Refused(Reason::NotSupported));
    }
    let (world, next) = (workspace.world, workspace.next());
    world.sync_all(&next)?;
    let finished = workspace
        .home
        .join(format!("{FINISHED}{}", inode_of(&next)?));
    world.rename(&next, &finished)?;
    world.sync(&workspace.home)?;
    match world.exchange(&finished, &place.folder) {
        Ok(()) => sync_names(workspace, place)
            .and_then(|()| retire(workspace, place, &finished))
            .map(Attempt::Exchanged)
            .map_err(|error| error.unfinished(&place.folder)),
        Err(fault) => {
            world.rename(&finished, &next)?;
            refusal(&fault)
                .map(Attempt::Refused)
                .ok_or_else(|| fault.into())
        }
    }
}

/// Clears the workspace of what an interrupted build left there. Returns what had to be set aside.
pub(super) fn clear_up(
    workspace: &Workspace<'_>,
    place: &Place,
) -> Result<Vec<PathBuf>, PublishError> {
    let unreadable = |source| Fault::new(Act::Read, &workspace.home, source);
    let mut set_aside = Vec::new();
    for entry in fs::read_dir(&workspace.home).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (folder, name) = (entry.path(), entry.file_name());
        let number = name.to_str().and_then(|name| name.strip_prefix(FINISHED));
        match number.and_then(|number| number.parse::<u64>().ok()) {
            Some(number) if inode_of(&folder)? != number => {
                set_aside.extend(retire(workspace, place, &folder)?);
            }
            Some(_) => workspace.world.remove_tree(&folder)?,
            None => {}
        }
    }
    // A build of an earlier version may have been stopped after it had exchanged the folders: it left a journal.
    let journal = workspace.home.join("journal.json");
    let next = workspace.next();
    match (next.exists(), journal.exists()) {
        (true, true) => set_aside.extend(retire(workspace, place, &next)?),
        (true, false) => workspace.drop_next()?,
        (false, _) => {}
    }
    for left in [journal, workspace.home.join("journal.draft")] {
        if left.exists() {
            workspace.world.remove(&left)?;
        }
    }
    Ok(set_aside)
}

/// Removes an old site from the workspace. Returns what had to be set aside.
fn retire(
    workspace: &Workspace<'_>,
    place: &Place,
    old: &Path,
) -> Result<Vec<PathBuf>, PublishError> {
    let kept = place.kept(&workspace.home);
    Retirement::new(old, &place.folder, kept, workspace.world)?.carry_out()
}

/// The number by which the file system knows a folder. It stays with the folder when names change.
fn inode_of(folder: &Path) -> Result<u64, Fault> {
    fs::symlink_metadata(folder)
        .map(|meta| system::identity(&meta).1)
        .map_err(|source| Fault::new(Act::Read, folder, source))
}

fn sync_names(workspace: &Workspace<'_>, place: &Place) -> Result<(), PublishError> {
    workspace.world.sync(&place.parent)?;
    Ok(workspace.world.sync(&workspace.home)?)
}

/// Why the system will not exchange these folders, as against having failed to.
fn refusal(fault: &Fault) -> Option<Reason> {
    match fault.source.kind() {
        io::ErrorKind::ResourceBusy => Some(Reason::MountPoint),
        io::ErrorKind::CrossesDevices => Some(Reason::OtherFileSystem),
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Some(Reason::NotSupported),
        io::ErrorKind::PermissionDenied => Some(Reason::NotPermitted),
        _ => None,
    }
}
