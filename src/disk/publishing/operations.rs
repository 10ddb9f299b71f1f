//! The operations of publishing on the disk, each reported to an observer first.

use std::fmt;
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;

use super::error::Fault;
use super::survey::Folder;
use crate::disk::system;

/// An operation on a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Reading. It changes nothing, so it is not reported.
    Read,
    /// Taking the lock.
    Lock,
    /// Making a folder.
    MakeFolder,
    /// Writing a new file.
    Write,
    /// Creating a hard link.
    Link,
    /// Copying a file with its time stamps.
    Copy,
    /// Moving.
    Move,
    /// Exchanging the folders.
    Exchange,
    /// Removing a file.
    Remove,
    /// Removing a folder.
    RemoveFolder,
    /// Setting owner, mode or times.
    SetMetadata,
    /// Syncing to the disk.
    Sync,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Lock => "lock",
            Self::MakeFolder => "make the folder",
            Self::Write => "write",
            Self::Link => "link",
            Self::Copy => "copy",
            Self::Move => "put in place",
            Self::Exchange => "exchange",
            Self::Remove => "remove",
            Self::RemoveFolder => "remove the folder",
            Self::SetMetadata => "set owner, mode and times of",
            Self::Sync => "write to disk",
        })
    }
}

/// Observes every change before it is made, and can prevent it. For tests.
pub trait Observer: Sync {
    /// Called before an operation on a path.
    ///
    /// # Errors
    /// An error prevents the operation, as if the system had returned it.
    fn before(&self, act: Operation, path: &Path) -> io::Result<()>;
}

/// The observer of normal runs, which does nothing.
pub(super) struct NoObserver;

impl Observer for NoObserver {
    fn before(&self, _act: Operation, _path: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Changes the disk, and reports every change to the observer.
#[derive(Clone, Copy)]
pub(super) struct Operations<'a> {
    observer: &'a dyn Observer,
}

impl<'a> Operations<'a> {
    pub(super) fn new(observer: &'a dyn Observer) -> Self {
        Self { observer }
    }

    fn act<T>(
        &self,
        act: Operation,
        path: &Path,
        run: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, Fault> {
        self.observer
            .before(act, path)
            .and_then(|()| run())
            .map_err(|source| Fault::new(act, path, source))
    }

    pub(super) fn make_folder(&self, path: &Path) -> Result<(), Fault> {
        self.act(Operation::MakeFolder, path, || fs::create_dir(path))
    }

    pub(super) fn make_folders(&self, path: &Path) -> Result<(), Fault> {
        self.act(Operation::MakeFolder, path, || fs::create_dir_all(path))
    }

    /// Makes a folder that no other user can read, because its pages may not be public yet.
    pub(super) fn make_private_folder(&self, path: &Path) -> Result<(), Fault> {
        self.act(Operation::MakeFolder, path, || {
            system::make_private_folder(path)
        })
    }

    /// Opens or creates the lock file, without locking it.
    pub(super) fn open_lock(&self, path: &Path) -> Result<File, Fault> {
        self.act(Operation::Lock, path, || {
            OpenOptions::new()
                .read(true)
                .append(true)
                .create(true)
                .open(path)
        })
    }

    pub(super) fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        self.act(Operation::Write, path, || {
            File::create_new(path)?.write_all(bytes)
        })
    }

    /// Writes a record with one value in each line.
    pub(super) fn write_new_json(&self, path: &Path, facts: &impl Serialize) -> Result<(), Fault> {
        let mut bytes = serde_json::to_vec_pretty(facts)
            .map_err(|error| Fault::new(Operation::Write, path, error.into()))?;
        bytes.push(b'\n');
        self.write_new(path, &bytes)
    }

    /// Creates a hard link. A symbolic link is linked itself, not its target.
    pub(super) fn link(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        self.act(Operation::Link, to, || fs::hard_link(from, to))
    }

    /// Copies a file with its time stamps.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        self.act(Operation::Copy, to, || {
            fs::copy(from, to)?;
            let meta = fs::metadata(from)?;
            let times = FileTimes::new().set_accessed(meta.accessed()?);
            let times = times.set_modified(meta.modified()?);
            OpenOptions::new().append(true).open(to)?.set_times(times)
        })
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        self.act(Operation::Move, to, || fs::rename(from, to))
    }

    /// Exchanges two folders in one step.
    pub(super) fn exchange(&self, new: &Path, old: &Path) -> Result<(), Fault> {
        self.act(Operation::Exchange, old, || system::exchange(new, old))
    }

    /// Moves `what`, a foreign file at `path` in the site, into the folder `kept` under a free name. Returns its new path.
    pub(super) fn put_aside(
        &self,
        kept: &Path,
        path: &Path,
        what: &Path,
    ) -> Result<PathBuf, Fault> {
        let goal = free_name(&kept.join(path));
        if let Some(folder) = goal.parent() {
            self.make_folders(folder)?;
        }
        match self.rename(what, &goal) {
            // It is on a file system mounted in the output, so it stays on that one.
            Err(fault) if fault.source.kind() == io::ErrorKind::CrossesDevices => {
                let goal = free_name(&with_suffix(what, ".kept"));
                self.rename(what, &goal)?;
                Ok(goal)
            }
            moved => moved.map(|()| goal),
        }
    }

    pub(super) fn remove(&self, path: &Path) -> Result<(), Fault> {
        self.act(Operation::Remove, path, || fs::remove_file(path))
    }

    pub(super) fn remove_all(&self, paths: &[PathBuf]) -> Result<(), Fault> {
        paths.iter().try_for_each(|path| self.remove(path))
    }

    pub(super) fn remove_folder(&self, path: &Path) -> Result<(), Fault> {
        self.act(Operation::RemoveFolder, path, || fs::remove_dir(path))
    }

    /// Removes a folder of the program with its contents.
    pub(super) fn remove_tree(&self, path: &Path) -> Result<(), Fault> {
        let read = |source| Fault::new(Operation::Read, path, source);
        self.open_up(path)?;
        for entry in fs::read_dir(path).map_err(read)? {
            let entry = entry.map_err(read)?;
            if entry.file_type().map_err(read)?.is_dir() {
                self.remove_tree(&entry.path())?;
            } else {
                self.remove(&entry.path())?;
            }
        }
        self.remove_folder(path)
    }

    /// Gives the owner access to a folder, if its mode denies it.
    pub(super) fn open_up(&self, path: &Path) -> Result<(), Fault> {
        let meta = fs::symlink_metadata(path)
            .map_err(|source| Fault::new(Operation::Read, path, source))?;
        let mode = system::mode(&meta);
        if mode & 0o700 == 0o700 {
            Ok(())
        } else {
            self.set_mode(path, mode | 0o700)
        }
    }

    pub(super) fn set_mode(&self, path: &Path, mode: u32) -> Result<(), Fault> {
        self.act(Operation::SetMetadata, path, || {
            system::set_mode(path, mode)
        })
    }

    pub(super) fn set_owner(&self, path: &Path, like: &Folder) -> Result<(), Fault> {
        self.act(Operation::SetMetadata, path, || {
            system::set_owner(path, like.owner)
        })
    }

    /// Sets the time of a folder's last change.
    pub(super) fn set_modified(&self, path: &Path, modified: SystemTime) -> Result<(), Fault> {
        self.act(Operation::SetMetadata, path, || {
            File::open(path)?.set_modified(modified)
        })
    }

    /// Syncs everything below `folder` to the disk.
    pub(super) fn sync_all(&self, folder: &Path) -> Result<(), Fault> {
        self.act(Operation::Sync, folder, || system::sync_all(folder))
    }

    /// Syncs a file, or the entries of a folder, to the disk.
    pub(super) fn sync(&self, path: &Path) -> Result<(), Fault> {
        self.act(Operation::Sync, path, || system::sync(path))
    }
}

/// Returns this path, with a number if it is taken.
fn free_name(path: &Path) -> PathBuf {
    let numbered = (1_u64..).map(|number| with_suffix(path, &format!(".{number}")));
    let mut names = [path.to_owned()].into_iter().chain(numbered);
    names
        .find(|name| fs::symlink_metadata(name).is_err())
        .unwrap_or_else(|| path.to_owned())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
