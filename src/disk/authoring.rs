//! Writes files in the site's own folder.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::bounds::Bounds;
use super::publishing::place;
use crate::source::SourcePath;

/// Creates a file if it does not exist. Returns whether it was created.
///
/// # Errors
/// Returns an error if the folder cannot be written to.
pub fn create(root: &Path, path: &SourcePath, text: &str) -> io::Result<bool> {
    let target = in_its_folder(root, path)?;
    match create_new(&target) {
        Ok(mut file) => {
            file.write_all(text.as_bytes())?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(named(path, &error)),
    }
}

/// Writes a file that the program maintains, atomically. Returns whether that changed it.
///
/// # Errors
/// Returns an error if the folder cannot be written to.
pub fn keep(root: &Path, path: &SourcePath, text: &str) -> io::Result<bool> {
    let target = in_its_folder(root, path)?;
    if std::fs::read(&target).is_ok_and(|own| own == text.as_bytes()) {
        return Ok(false);
    }
    replace(&target, text.as_bytes(), None).map_err(|error| named(path, &error))?;
    Ok(true)
}

/// Rewrites a file of the author atomically. Links and permissions stay.
///
/// # Errors
/// Returns an error if the content is no longer `before`, or the file cannot be written.
pub fn rewrite(root: &Path, path: &SourcePath, before: &[u8], after: &[u8]) -> io::Result<()> {
    let write = || {
        let target = std::fs::canonicalize(root.join(path.as_str()))?;
        if !Bounds::of(root)?.allows(&target) {
            return Err(leads_out());
        }
        if std::fs::read(&target)? != before {
            let message = "it was changed in the meantime";
            return Err(io::Error::other(message));
        }
        let known = std::fs::metadata(&target)?;
        replace(&target, after, Some(known.permissions()))
    };
    write().map_err(|error| named(path, &error))
}

/// Appends to a file outside the site.
///
/// # Errors
/// Returns an error if the file cannot be written.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    let opened = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path);
    opened
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| {
            let message = format!("{} cannot be written: {error}", path.display());
            io::Error::new(error.kind(), message)
        })
}

/// Writes a file atomically: under a new name, so that no link is followed, and then renames it.
pub(super) fn replace(target: &Path, bytes: &[u8], mode: Option<Permissions>) -> io::Result<()> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.{}.new", std::process::id()));
    // Left by a process with the same id.
    let _ = std::fs::remove_file(&beside);
    let written = create_new(&beside)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| mode.map_or(Ok(()), |mode| std::fs::set_permissions(&beside, mode)))
        .and_then(|()| std::fs::rename(&beside, target));
    if written.is_err() {
        // If it cannot be removed, it is hidden and not read as content.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn create_new(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

/// Creates the folder of a file, and returns the file's path. Returns an error if a link leads out of the site.
fn in_its_folder(root: &Path, path: &SourcePath) -> io::Result<PathBuf> {
    let target = root.join(path.as_str());
    let folder = target.parent().unwrap_or(root);
    let refused = |error: io::Error| {
        let message = format!("{} cannot be made: {error}", folder.display());
        io::Error::new(error.kind(), message)
    };
    std::fs::create_dir_all(root).map_err(refused)?;
    let bounds = Bounds::of(root).map_err(refused)?;
    match place::real(folder) {
        Ok(real) if bounds.allows(&real) => {}
        Ok(_) => return Err(named(path, &leads_out())),
        Err(error) => return Err(refused(io::Error::other(error.to_string()))),
    }
    std::fs::create_dir_all(folder).map_err(refused)?;
    Ok(target)
}

fn leads_out() -> io::Error {
    io::Error::other("a link leads out of the site's folder")
}

fn named(path: &SourcePath, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path} cannot be written: {error}"))
}
