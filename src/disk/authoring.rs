//! Files that are written for an author to go on with, in the site's own folder.

use std::io::{self, Write};
use std::path::Path;

use crate::source::SourcePath;

/// What became of a file that was to be created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Creation {
    /// It is there now.
    Created,
    /// There was one, and it is as it was.
    WasThere,
}

/// Creates a file, and never writes over one.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn create(root: &Path, path: &SourcePath, text: &str) -> io::Result<Creation> {
    let target = root.join(path.as_str());
    in_its_folder(&target)?;
    let opened = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&target);
    match opened {
        Ok(mut file) => {
            file.write_all(text.as_bytes())?;
            Ok(Creation::Created)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Creation::WasThere),
        Err(error) => Err(named(path, &error)),
    }
}

/// Writes a file that the program keeps for the author, whole or not at all.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn keep(root: &Path, path: &SourcePath, text: &str) -> io::Result<()> {
    let target = root.join(path.as_str());
    in_its_folder(&target)?;
    let beside = root.join(format!("{path}.new"));
    std::fs::write(&beside, text)
        .and_then(|()| std::fs::rename(&beside, &target))
        .map_err(|error| named(path, &error))
}

/// Writes a file of the author's anew, whole or not at all, for as long as it still says what was read. A link stays one,
/// and who may read and write it stays as it was.
///
/// # Errors
/// Where it says something else by now, or cannot be written.
pub fn rewrite(root: &Path, path: &SourcePath, before: &[u8], after: &[u8]) -> io::Result<()> {
    let write = || {
        let target = std::fs::canonicalize(root.join(path.as_str()))?;
        if std::fs::read(&target)? != before {
            let message = "it was changed in the meantime";
            return Err(io::Error::other(message));
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let beside = target.with_file_name(format!(".{name}.new"));
        let written = std::fs::metadata(&target).and_then(|metadata| {
            std::fs::write(&beside, after)?;
            std::fs::set_permissions(&beside, metadata.permissions())?;
            std::fs::rename(&beside, &target)
        });
        if written.is_err() {
            // What cannot be removed either is an aside, which no reading takes for content.
            let _ = std::fs::remove_file(&beside);
        }
        written
    };
    write().map_err(|error| named(path, &error))
}

/// Adds to the end of a file that another program gave for it.
///
/// # Errors
/// Where the file cannot be written to.
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

fn in_its_folder(target: &Path) -> io::Result<()> {
    match target.parent() {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|error| {
            let message = format!("{} cannot be made: {error}", folder.display());
            io::Error::new(error.kind(), message)
        }),
        None => Ok(()),
    }
}

fn named(path: &SourcePath, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path} cannot be written: {error}"))
}
