//! Windows. It has no modes and no owners as Linux has them: new folders take their access rules from the one that they
//! lie in. Names in a folder are written to the disk by the system itself.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use same_file::Handle;
use walkdir::WalkDir;

/// Whether files that look alike are told apart for certain.
pub(in crate::disk) const HAS_FILE_IDS: bool = false;

/// When something was last written, to be set again: that of folders is left as it comes.
pub(in crate::disk) type Modified = ();

/// The numbers by which the system knows a file or folder: they cannot be asked for without opening it.
pub(in crate::disk) fn identity(_meta: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// Whether an open file is the one that has this name.
pub(in crate::disk) fn is_still_named(open: &File, path: &Path) -> bool {
    let held = open.try_clone().and_then(Handle::from_file);
    match (held, Handle::from_path(path)) {
        (Ok(held), Ok(named)) => held == named,
        _ => false,
    }
}

/// Whether links that lead to one another have no end: not told.
pub(in crate::disk) fn is_link_loop(_error: &io::Error) -> bool {
    false
}

/// Opens a file to read it.
pub(in crate::disk) fn open_plain(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// When a file or anything about it was last changed: not told.
pub(in crate::disk) fn changed(_meta: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// Who may do what: the owner everything.
pub(in crate::disk) fn mode(_meta: &Metadata) -> u32 {
    0o700
}

/// Owner and group: the same everywhere.
pub(in crate::disk) fn owner(_meta: &Metadata) -> (u32, u32) {
    (0, 0)
}

/// When it was last written.
pub(in crate::disk) fn modified(_meta: &Metadata) -> Modified {}

/// Makes a folder, which takes its access rules from the one that it lies in.
pub(in crate::disk) fn make_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// Gives a file a second name.
pub(in crate::disk) fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to)
}

/// Says who may do what: left to the folder that it lies in.
pub(in crate::disk) fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Gives it to an owner and a group: left to the folder that it lies in.
pub(in crate::disk) fn set_owner(_path: &Path, _owner: (u32, u32)) -> io::Result<()> {
    Ok(())
}

/// Makes it look as old as it is: left as it comes.
pub(in crate::disk) fn set_modified(_path: &Path, _modified: Modified) -> io::Result<()> {
    Ok(())
}

/// Whether files may be made in a folder: found out when one is made.
pub(in crate::disk) fn check_writable(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether files can be moved from the one folder to the other without copying them: of folders side by side, yes.
pub(in crate::disk) fn on_one_device(_one: &Path, _other: &Path) -> bool {
    true
}

/// Exchanges two folders in one step, which this system cannot.
pub(in crate::disk) fn exchange(_new: &Path, _old: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether another file system begins at this folder: then it is a link, and known as one.
pub(in crate::disk) fn is_mount_point(_folder: &Path) -> bool {
    false
}

/// A folder's access rules and other named attributes: only asked for where folders are exchanged.
pub(in crate::disk) fn attributes(_folder: &Path) -> BTreeMap<Vec<u8>, Vec<u8>> {
    BTreeMap::new()
}

/// Sees to it that everything written below `folder` survives a power failure.
pub(in crate::disk) fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            sync(entry.path())?;
        }
    }
    Ok(())
}

/// Sees to it that one file survives a power failure. A folder cannot be asked for it.
pub(in crate::disk) fn sync(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    File::options().write(true).open(path)?.sync_all()
}
