//! The hidden folder in which one run at a time prepares a site.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::error::{Fault, PublishError};
use super::place::Place;
use super::world::{Act, World};
use crate::disk::system;

/// The workspace's name when it has to lie in the output.
pub(super) const INSIDE_NAME: &str = ".quarterdeck.work";

/// How often a lock is tried for, and how long is waited in between: half a second in all.
const PATIENCE: usize = 50;
const A_MOMENT: Duration = Duration::from_millis(10);

/// The workspace while it is ours: the lock falls when this is dropped, or when the process dies.
pub(super) struct Workspace<'a> {
    pub(super) home: PathBuf,
    pub(super) world: World<'a>,
    lock: File,
}

impl<'a> Workspace<'a> {
    /// Makes the workspace at `home`, or takes over what an interrupted run left there.
    ///
    /// # Errors
    /// [`PublishError::Busy`] while another run is in it.
    pub(super) fn acquire(
        home: PathBuf,
        place: &Place,
        world: World<'a>,
    ) -> Result<Self, PublishError> {
        // The run before us removes its lock file when it leaves, and we may have opened just that one. A lock
        // counts only while its file still has its name.
        loop {
            make_home(&home, world)?;
            let path = home.join("lock");
            let lock = match world.open_lock(&path) {
                Err(fault) if fault.source.kind() == io::ErrorKind::NotFound => continue,
                opened => opened?,
            };
            take(&lock, &path, place)?;
            if system::is_still_named(&lock, &path) {
                return Ok(Self { home, world, lock });
            }
        }
    }

    /// Who may do what with a file that is new, by the one that was made first.
    pub(super) fn usual_mode(&self) -> u32 {
        self.lock.metadata().map_or(0, |known| system::mode(&known))
    }

    /// The folder in which the new site is prepared. Nothing in it is lost if it is removed.
    pub(super) fn next(&self) -> PathBuf {
        self.home.join("next")
    }

    /// Removes what was prepared. Only for what is ours alone, or linked from the published site.
    pub(super) fn drop_next(&self) -> Result<(), PublishError> {
        match fs::symlink_metadata(self.next()) {
            Ok(_) => Ok(self.world.remove_tree(&self.next())?),
            Err(_) => Ok(()),
        }
    }

    /// Leaves no trace of the workspace.
    pub(super) fn leave(self) -> Result<(), PublishError> {
        use io::ErrorKind::{DirectoryNotEmpty, NotFound};
        self.world.remove(&self.home.join("lock"))?;
        let removed = self.world.remove_folder(&self.home);
        drop(self.lock);
        match removed {
            // Another run has put its lock there already, or has been and gone: the folder is its. Or an old site is
            // still there, which the next run removes.
            Err(fault) if matches!(fault.source.kind(), DirectoryNotEmpty | NotFound) => Ok(()),
            removed => Ok(removed?),
        }
    }

    /// Removes what was prepared, after an error. What cannot be removed now, the next run removes.
    pub(super) fn abandon(self) {
        let _ = self.drop_next().and_then(|()| self.leave());
    }
}

fn make_home(home: &Path, world: World<'_>) -> Result<(), Fault> {
    match fs::symlink_metadata(home) {
        Ok(meta) if meta.is_dir() => Ok(()),
        Ok(_) => Err(Fault::new(
            Act::MakeFolder,
            home,
            io::ErrorKind::AlreadyExists.into(),
        )),
        Err(_) => match world.make_private_folder(home) {
            Err(fault) if fault.source.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        },
    }
}

/// Locks the lock file, or says that another run has.
///
/// A run that is just ending deserves a moment. And a program that starts another, such as git, lends it the lock
/// for the instant until that one has become itself.
fn take(lock: &File, path: &Path, place: &Place) -> Result<(), PublishError> {
    for _ in 0..PATIENCE {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(A_MOMENT),
            Err(TryLockError::Error(error)) => {
                return Err(Fault::new(Act::Lock, path, error).into());
            }
        }
    }
    Err(PublishError::Busy {
        output: place.folder.clone(),
    })
}
