//! Publishing in one step: the finished folder takes the place of the old one.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{Fault, PublishError};
use super::journal::Journal;
use super::outcome::Reason;
use super::place::Place;
use super::workspace::Workspace;
use super::world::Act;
use crate::disk::system;

/// What came of trying.
pub(super) enum Attempt {
    /// The new site is published, and the old one lies in the workspace.
    Exchanged,
    /// The system will not do it, and nothing has changed.
    Refused(Reason),
}

/// Moves the finished folder to where nothing is yet.
pub(super) fn create(workspace: &Workspace<'_>, place: &Place) -> Result<(), PublishError> {
    let world = workspace.world;
    world.sync_all(&workspace.next())?;
    world.rename(&workspace.next(), &place.folder)?;
    sync_names(workspace, place).map_err(|error| error.unfinished(&place.folder))
}

/// Exchanges the finished folder with the published one.
///
/// The new files are on the disk before the exchange, and the exchange is before anything old is removed: else
/// a power failure could leave a site of empty files, or none.
pub(super) fn exchange(workspace: &Workspace<'_>, place: &Place) -> Result<Attempt, PublishError> {
    if !system::CAN_EXCHANGE {
        return Ok(Attempt::Refused(Reason::NotSupported));
    }
    let world = workspace.world;
    world.sync_all(&workspace.next())?;
    let inode = inode_of(&workspace.next())?;
    Journal::Exchange { inode }.write(workspace)?;
    match world.exchange(&workspace.next(), &place.folder) {
        Ok(()) => {
            sync_names(workspace, place).map_err(|error| error.unfinished(&place.folder))?;
            Ok(Attempt::Exchanged)
        }
        Err(fault) => {
            Journal::forget(workspace)?;
            refusal(&fault)
                .map(Attempt::Refused)
                .ok_or_else(|| fault.into())
        }
    }
}

/// The number by which the file system knows a folder. It stays with the folder when names change.
pub(super) fn inode_of(folder: &Path) -> Result<u64, Fault> {
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
