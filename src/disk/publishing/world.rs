//! Every change that publishing makes to the disk, each announced before it is made.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::error::Fault;
use super::survey::Folder;
use crate::disk::system::{self, Modified};

/// What is done to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Act {
    /// Reading it. The only act that changes nothing, and so is not announced.
    Read,
    /// Taking the lock.
    Lock,
    /// Making a folder.
    MakeFolder,
    /// Writing a new file.
    Write,
    /// Giving a file a second name.
    Link,
    /// Copying a file with its time stamps.
    Copy,
    /// Moving it to its place.
    Move,
    /// Exchanging the folders.
    Exchange,
    /// Removing a file.
    Remove,
    /// Removing a folder.
    RemoveFolder,
    /// Setting owner, mode or times.
    Dress,
    /// Making sure that it would survive a power failure.
    Sync,
}

impl fmt::Display for Act {
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
            Self::Dress => "set owner, mode and times of",
            Self::Sync => "write to disk",
        })
    }
}

/// Hears of every change before it is made, and can prevent it: to list what a run does, or to stop it anywhere.
pub trait Witness: Sync {
    /// Called before `act` is done to `path`.
    ///
    /// # Errors
    /// An error prevents the act, as if the system had answered so.
    fn before(&self, act: Act, path: &Path) -> io::Result<()>;
}

/// The witness of ordinary runs: looks at nothing, prevents nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Witness for Unwatched {
    fn before(&self, _act: Act, _path: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// The disk, as publishing may change it.
#[derive(Clone, Copy)]
pub(super) struct World<'a> {
    witness: &'a dyn Witness,
}

impl<'a> World<'a> {
    pub(super) fn new(witness: &'a dyn Witness) -> Self {
        Self { witness }
    }

    fn act<T>(
        &self,
        act: Act,
        path: &Path,
        deed: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, Fault> {
        self.witness
            .before(act, path)
            .and_then(|()| deed())
            .map_err(|source| Fault::new(act, path, source))
    }

    pub(super) fn make_folder(&self, path: &Path) -> Result<(), Fault> {
        self.act(Act::MakeFolder, path, || fs::create_dir(path))
    }

    pub(super) fn make_folders(&self, path: &Path) -> Result<(), Fault> {
        self.act(Act::MakeFolder, path, || fs::create_dir_all(path))
    }

    /// Makes a folder into which no other user can look: pages may lie in it before they are public.
    pub(super) fn make_private_folder(&self, path: &Path) -> Result<(), Fault> {
        self.act(Act::MakeFolder, path, || system::make_private_folder(path))
    }

    /// Opens the lock file, making it where it is missing. Not locked yet.
    pub(super) fn open_lock(&self, path: &Path) -> Result<File, Fault> {
        self.act(Act::Lock, path, || {
            OpenOptions::new()
                .read(true)
                .append(true)
                .create(true)
                .open(path)
        })
    }

    pub(super) fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        self.act(Act::Write, path, || {
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(path)?
                .write_all(bytes)
        })
    }

    /// Writes a record, one fact a line so that a person can read and compare it.
    pub(super) fn write_new_json(&self, path: &Path, facts: &impl Serialize) -> Result<(), Fault> {
        let mut bytes = serde_json::to_vec_pretty(facts)
            .map_err(|error| Fault::new(Act::Write, path, error.into()))?;
        bytes.push(b'\n');
        self.write_new(path, &bytes)
    }

    /// Gives `from` the second name `to`, whatever it is: a symbolic link is linked itself, not what it points to.
    pub(super) fn link(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        self.act(Act::Link, to, || system::link(from, to))
    }

    /// Copies a file so that the copy looks as old as the original.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        self.act(Act::Copy, to, || {
            fs::copy(from, to)?;
            let times = fs::metadata(from).and_then(|meta| {
                Ok(fs::FileTimes::new()
                    .set_accessed(meta.accessed()?)
                    .set_modified(meta.modified()?))
            })?;
            OpenOptions::new().append(true).open(to)?.set_times(times)
        })
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        self.act(Act::Move, to, || fs::rename(from, to))
    }

    /// Exchanges two folders in one step: nobody ever sees either name missing.
    pub(super) fn exchange(&self, new: &Path, old: &Path) -> Result<(), Fault> {
        self.act(Act::Exchange, old, || system::exchange(new, old))
    }

    pub(super) fn remove(&self, path: &Path) -> Result<(), Fault> {
        self.act(Act::Remove, path, || fs::remove_file(path))
    }

    pub(super) fn remove_all(&self, paths: &[PathBuf]) -> Result<(), Fault> {
        paths.iter().try_for_each(|path| self.remove(path))
    }

    pub(super) fn remove_folder(&self, path: &Path) -> Result<(), Fault> {
        self.act(Act::RemoveFolder, path, || fs::remove_dir(path))
    }

    /// Removes a folder that is wholly the program's own, with all that is in it.
    pub(super) fn remove_tree(&self, path: &Path) -> Result<(), Fault> {
        let read = |source| Fault::new(Act::Read, path, source);
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

    /// Lets the owner into a folder that was carried over with a mode that keeps even the owner out.
    pub(super) fn open_up(&self, path: &Path) -> Result<(), Fault> {
        let meta =
            fs::symlink_metadata(path).map_err(|source| Fault::new(Act::Read, path, source))?;
        let mode = system::mode(&meta);
        if mode & 0o700 == 0o700 {
            Ok(())
        } else {
            self.set_mode(path, mode | 0o700)
        }
    }

    pub(super) fn set_mode(&self, path: &Path, mode: u32) -> Result<(), Fault> {
        self.act(Act::Dress, path, || system::set_mode(path, mode))
    }

    pub(super) fn set_owner(&self, path: &Path, like: &Folder) -> Result<(), Fault> {
        self.act(Act::Dress, path, || system::set_owner(path, like.owner))
    }

    pub(super) fn set_modified(&self, path: &Path, modified: Modified) -> Result<(), Fault> {
        self.act(Act::Dress, path, || system::set_modified(path, modified))
    }

    /// Sees to it that everything written below `folder` survives a power failure.
    pub(super) fn sync_all(&self, folder: &Path) -> Result<(), Fault> {
        self.act(Act::Sync, folder, || system::sync_all(folder))
    }

    /// Sees to it that one file, or the names in one folder, survive a power failure.
    pub(super) fn sync(&self, path: &Path) -> Result<(), Fault> {
        self.act(Act::Sync, path, || system::sync(path))
    }
}
