//! The hidden folder in which a run prepares a site.

use std::fs::{self, File, Metadata, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::error::{Fault, PublishError};
use super::operations::{Operation, Operations};
use super::place::Place;
use crate::disk::system;

/// The workspace's name inside the output.
pub(super) const INSIDE_NAME: &str = ".quarterdeck.work";

/// The attempts to take the lock, and the time between them: half a second in all.
const LOCK_ATTEMPTS: usize = 50;
const LOCK_INTERVAL: Duration = Duration::from_millis(10);

/// A locked workspace. The lock ends when this is dropped or the process ends.
pub(super) struct Workspace<'a> {
    pub(super) home: PathBuf,
    pub(super) operations: Operations<'a>,
    lock: File,
}

impl<'a> Workspace<'a> {
    /// Creates the workspace at `home`, or takes over that of an interrupted run.
    ///
    /// # Errors
    /// Returns [`PublishError::Busy`] while another run uses it.
    pub(super) fn acquire(
        home: PathBuf,
        place: &Place,
        operations: Operations<'a>,
    ) -> Result<Self, PublishError> {
        // Another run removes its lock file when it ends, so a lock is valid only if its file still has its name.
        loop {
            make_home(&home, operations)?;
            let path = home.join("lock");
            let lock = match operations.open_lock(&path) {
                Err(fault) if fault.source.kind() == io::ErrorKind::NotFound => continue,
                opened => opened?,
            };
            take(&lock, &path, place)?;
            if system::is_still_named(&lock, &path) {
                return Ok(Self {
                    home,
                    operations,
                    lock,
                });
            }
        }
    }

    /// Returns the metadata of the lock file: its mode is that of new files, and its time that of the file system.
    pub(super) fn lock(&self) -> io::Result<Metadata> {
        self.lock.metadata()
    }

    /// Returns the mode of new files.
    pub(super) fn usual_mode(&self) -> u32 {
        self.lock().map_or(0, |known| system::mode(&known))
    }

    /// Returns the staging folder.
    pub(super) fn next(&self) -> PathBuf {
        self.home.join("next")
    }

    /// Removes the staging folder.
    pub(super) fn drop_next(&self) -> Result<(), PublishError> {
        match fs::symlink_metadata(self.next()) {
            Ok(_) => Ok(self.operations.remove_tree(&self.next())?),
            Err(_) => Ok(()),
        }
    }

    /// Removes the workspace.
    pub(super) fn leave(self) -> Result<(), PublishError> {
        use io::ErrorKind::{DirectoryNotEmpty, NotFound};
        self.operations.remove(&self.home.join("lock"))?;
        let removed = self.operations.remove_folder(&self.home);
        drop(self.lock);
        match removed {
            // Another run uses the folder or has removed it, or it contains an old site, which the next run removes.
            Err(fault) if matches!(fault.source.kind(), DirectoryNotEmpty | NotFound) => Ok(()),
            removed => Ok(removed?),
        }
    }

    /// Removes the workspace after an error, as far as possible. The next run removes the rest.
    pub(super) fn abandon(self) {
        let _ = self.drop_next().and_then(|()| self.leave());
    }
}

fn make_home(home: &Path, operations: Operations<'_>) -> Result<(), Fault> {
    match fs::symlink_metadata(home) {
        Ok(meta) if meta.is_dir() => Ok(()),
        Ok(_) => Err(Fault::new(
            Operation::MakeFolder,
            home,
            io::ErrorKind::AlreadyExists.into(),
        )),
        Err(_) => match operations.make_private_folder(home) {
            Err(fault) if fault.source.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        },
    }
}

/// Locks the lock file. Tries for half a second: another run may be about to end, and a new child process shares the lock until
/// it executes its program.
fn take(lock: &File, path: &Path, place: &Place) -> Result<(), PublishError> {
    for _ in 0..LOCK_ATTEMPTS {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_INTERVAL),
            Err(TryLockError::Error(error)) => {
                return Err(Fault::new(Operation::Lock, path, error).into());
            }
        }
    }
    Err(PublishError::Busy(place.folder.clone()))
}
