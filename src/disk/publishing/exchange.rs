//! Publishes in one step: exchanges the finished folder with the old one.
//!
//! Before the exchange, the finished folder gets a name with its inode number. After it, the old folder has that name. So
//! the next build knows whether an interrupted one was stopped before or after the exchange.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Fault, PublishError};
use super::old_site::OldSite;
use super::operations::Operation;
use super::outcome::Reason;
use super::place::Place;
use super::workspace::Workspace;
use crate::disk::system;

/// The start of a finished folder's name, followed by its inode number.
const FINISHED: &str = "finished-";

/// Moves the finished folder to the output, which does not exist yet.
pub(super) fn create(workspace: &Workspace<'_>, place: &Place) -> Result<(), PublishError> {
    let operations = workspace.operations;
    operations.sync_all(&workspace.next())?;
    operations.rename(&workspace.next(), &place.folder)?;
    sync_names(workspace, place).map_err(|error| error.unfinished(&place.folder))
}

/// Exchanges the finished folder with the published one, and removes the old site.
///
/// New files are synced before the exchange, and the exchange before old files are removed: otherwise a power failure could
/// leave empty files, or no site.
///
/// Returns the files that were set aside, or the reason why the system refused. Then nothing has changed.
pub(super) fn exchange(
    workspace: &Workspace<'_>,
    place: &Place,
) -> Result<Result<Vec<PathBuf>, Reason>, PublishError> {
    let (operations, next) = (workspace.operations, workspace.next());
    operations.sync_all(&next)?;
    let finished = workspace
        .home
        .join(format!("{FINISHED}{}", inode_of(&next)?));
    operations.rename(&next, &finished)?;
    operations.sync(&workspace.home)?;
    match operations.exchange(&finished, &place.folder) {
        Ok(()) => sync_names(workspace, place)
            .and_then(|()| remove_old_site(workspace, place, &finished))
            .map(Ok)
            .map_err(|error| error.unfinished(&place.folder)),
        Err(fault) => {
            operations.rename(&finished, &next)?;
            refusal(&fault).map(Err).ok_or_else(|| fault.into())
        }
    }
}

/// Removes the files of an interrupted build from the workspace. Returns the files that were set aside.
pub(super) fn clear_up(
    workspace: &Workspace<'_>,
    place: &Place,
) -> Result<Vec<PathBuf>, PublishError> {
    let unreadable = |source| Fault::new(Operation::Read, &workspace.home, source);
    let mut set_aside = Vec::new();
    for entry in fs::read_dir(&workspace.home).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (folder, name) = (entry.path(), entry.file_name());
        let number = name.to_str().and_then(|name| name.strip_prefix(FINISHED));
        match number.and_then(|number| number.parse::<u64>().ok()) {
            Some(number) if inode_of(&folder)? != number => {
                set_aside.extend(remove_old_site(workspace, place, &folder)?);
            }
            Some(_) => workspace.operations.remove_tree(&folder)?,
            None => {}
        }
    }
    workspace.drop_next()?;
    Ok(set_aside)
}

/// Removes an old site from the workspace. Returns the files that were set aside.
fn remove_old_site(
    workspace: &Workspace<'_>,
    place: &Place,
    old: &Path,
) -> Result<Vec<PathBuf>, PublishError> {
    let kept = place.kept(&workspace.home);
    OldSite::new(old, &place.folder, kept, workspace.operations)?.remove()
}

/// Returns the inode number of a folder, which stays the same when it is renamed.
fn inode_of(folder: &Path) -> Result<u64, Fault> {
    fs::symlink_metadata(folder)
        .map(|meta| system::identity(&meta).1)
        .map_err(|source| Fault::new(Operation::Read, folder, source))
}

fn sync_names(workspace: &Workspace<'_>, place: &Place) -> Result<(), PublishError> {
    workspace.operations.sync(&place.parent)?;
    Ok(workspace.operations.sync(&workspace.home)?)
}

/// Returns the reason if the system does not support this exchange, rather than failed.
fn refusal(fault: &Fault) -> Option<Reason> {
    match fault.source.kind() {
        io::ErrorKind::ResourceBusy => Some(Reason::MountPoint),
        io::ErrorKind::CrossesDevices => Some(Reason::OtherFileSystem),
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Some(Reason::NotSupported),
        io::ErrorKind::PermissionDenied => Some(Reason::NotPermitted),
        _ => None,
    }
}
