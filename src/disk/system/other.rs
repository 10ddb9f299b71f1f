//! Windows. It has no permission bits and owners like those of Unix: new folders inherit the access rules of their parent.
//! The system itself syncs the entries of a folder.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use same_file::Handle;
use walkdir::WalkDir;

/// Returns zeros: the id of a file is known only when it is open.
pub(in crate::disk) fn identity(_meta: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// Whether an open file still has this path.
pub(in crate::disk) fn is_still_named(open: &File, path: &Path) -> bool {
    let held = open.try_clone().and_then(Handle::from_file);
    match (held, Handle::from_path(path)) {
        (Ok(held), Ok(named)) => held == named,
        _ => false,
    }
}

/// Always false: the error does not say.
pub(in crate::disk) fn is_link_loop(_error: &io::Error) -> bool {
    false
}

/// Opens a file for reading.
pub(in crate::disk) fn open_plain(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Returns zeros: the time of the last change is not available.
pub(in crate::disk) fn changed(_meta: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// Returns the same permission bits for every file.
pub(in crate::disk) fn mode(_meta: &Metadata) -> u32 {
    0o700
}

/// Returns the same owner and group for every file.
pub(in crate::disk) fn owner(_meta: &Metadata) -> (u32, u32) {
    (0, 0)
}

/// Creates a folder, which inherits the access rules of its parent.
pub(in crate::disk) fn make_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// Does nothing: access rules are inherited.
pub(in crate::disk) fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Does nothing: owners are inherited.
pub(in crate::disk) fn set_owner(_path: &Path, _owner: (u32, u32)) -> io::Result<()> {
    Ok(())
}

/// Does nothing: creating a file shows whether it can be created.
pub(in crate::disk) fn check_writable(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Always true: the folders are next to each other.
pub(in crate::disk) fn on_one_device(_one: &Path, _other: &Path) -> bool {
    true
}

/// Always false: a mount point is a link here, and recognised as one.
pub(in crate::disk) fn is_mount_point(_folder: &Path) -> bool {
    false
}

/// Syncs every file below `folder` to the disk.
pub(in crate::disk) fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            sync(entry.path())?;
        }
    }
    Ok(())
}

/// Syncs a file to the disk. Folders cannot be synced.
pub(in crate::disk) fn sync(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    File::options().write(true).open(path)?.sync_all()
}
