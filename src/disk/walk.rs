//! Lists a site's folder without reading files: what exists, and which files may be read.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::bounds::{Bounds, LINKABLE_FOLDERS, Target};
use super::repository;
use crate::source::{
    DEEPEST, FOLDERS, MOST_FILES, Role, SourcePath, Unread, is_foreign_name, is_reserved,
};

/// An entry of a site's folder.
pub(super) struct Found {
    pub(super) name: SourcePath,
    pub(super) kind: FoundKind,
}

/// The kind of an entry.
pub(super) enum FoundKind {
    /// A file that may be read.
    File {
        /// The real path to read from.
        real: PathBuf,
        known: Metadata,
    },
    /// A folder. Its entries follow.
    Folder,
    /// A file or folder that is not read.
    Unread(Unread),
}

/// Lists all files of a site, sorted by name in each folder.
pub(super) fn all(bounds: &Bounds) -> Vec<Found> {
    let mut walk = Walk::new(bounds);
    for folder in FOLDERS {
        walk.visit(bounds.root(), &SourcePath::new(folder), OsStr::new(folder));
    }
    for name in beside(bounds.root()) {
        walk.visit(bounds.root(), &SourcePath::new(&name), OsStr::new(&name));
    }
    walk.found
}

/// Lists one file, or one folder and its entries. Empty if the path is not part of the site.
pub(super) fn at(bounds: &Bounds, name: &SourcePath) -> Vec<Found> {
    let mut walk = Walk::new(bounds);
    let parts = name.parts();
    let Some((last, above)) = parts.split_last() else {
        return walk.found;
    };
    let mut folder = bounds.root().to_owned();
    let mut path = String::new();
    for part in above {
        path = format!("{path}{part}");
        let link = folder.join(part);
        let name = SourcePath::new(&path);
        let real = if link.is_symlink() {
            bounds.follow(&name, &link).map(|(real, _)| real)
        } else {
            Ok(link)
        };
        match real {
            Ok(real) if !is_foreign_name(part) && !name.is_named_like_a_file() => {
                folder = real;
            }
            _ => return walk.found,
        }
        walk.within.push(folder.clone());
        path.push('/');
    }
    walk.visit(&folder, name, OsStr::new(last));
    walk.found
}

/// Returns the text files next to the site's folders, which may have been meant to be in them.
fn beside(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| SourcePath::new(name).role() == Role::Text && root.join(name).is_file())
        .collect();
    names.sort();
    names
}

struct Walk<'a> {
    bounds: &'a Bounds,
    found: Vec<Found>,
    /// The real paths of the open folders, from the outermost.
    within: Vec<PathBuf>,
    is_full: bool,
}

impl<'a> Walk<'a> {
    fn new(bounds: &'a Bounds) -> Self {
        Self {
            bounds,
            found: Vec::new(),
            within: vec![bounds.root().to_owned()],
            is_full: false,
        }
    }

    fn visit(&mut self, folder: &Path, name: &SourcePath, file_name: &OsStr) {
        if name.is_foreign() || self.is_full {
            return;
        }
        let path = folder.join(file_name);
        let known = match fs::symlink_metadata(&path) {
            Ok(known) => known,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                return self.unread(name, Unread::Failed(error.to_string()));
            }
        };
        if is_reserved(&file_name.to_string_lossy()) {
            return self.unread(name, Unread::Reserved);
        }
        if self.found.len() >= MOST_FILES {
            self.is_full = true;
            return self.unread(name, Unread::TooMany);
        }
        if !known.is_symlink() {
            return self.note(name, (path, known));
        }
        match self.bounds.follow(name, &path) {
            Ok(target) => self.note(name, target),
            Err(_) if name.role() == Role::Foreign && !FOLDERS.contains(&name.as_str()) => {}
            Err(why) => self.unread(name, why),
        }
    }

    fn note(&mut self, name: &SourcePath, (real, known): Target) {
        let limit = name.role().limit();
        let why = match name.role() {
            _ if known.is_dir() => return self.folder(name, &real),
            _ if FOLDERS.contains(&name.as_str()) => Unread::FileNamedLikeFolder,
            Role::Foreign => return,
            _ if !known.is_file() => Unread::Special,
            Role::Unread => Unread::NotNeeded,
            _ if known.len() > limit => Unread::TooLarge(limit),
            _ => return self.push(name, FoundKind::File { real, known }),
        };
        self.unread(name, why);
    }

    fn folder(&mut self, name: &SourcePath, real: &Path) {
        if name.is_named_like_a_file() {
            return self.unread(name, Unread::FolderNamedLikeFile);
        }
        if self.within.iter().any(|within| within == real) {
            return self.unread(name, Unread::Loop);
        }
        if self.within.len() >= DEEPEST {
            return self.unread(name, Unread::TooDeep);
        }
        let entries = match names_in(real) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => return self.unread(name, Unread::Failed(error.to_string())),
        };
        if entries.is_empty() && repository::is_submodule(self.bounds.root(), name) {
            return self.unread(name, Unread::NotFetched);
        }
        self.push(name, FoundKind::Folder);
        self.within.push(real.to_owned());
        for entry in entries {
            let text = entry.to_string_lossy();
            let below = SourcePath::new(&format!("{name}/{text}"));
            if entry.to_str().is_none() || text.contains('\\') {
                if !below.is_foreign() {
                    self.unread(&below, Unread::Name);
                }
            } else {
                self.visit(real, &below, &entry);
            }
        }
        self.within.pop();
    }

    /// Adds an entry that is not read, if it is in `content` or `themes`.
    fn unread(&mut self, name: &SourcePath, why: Unread) {
        let first = name.parts().first().copied();
        if first.is_some_and(|first| LINKABLE_FOLDERS.contains(&first)) {
            self.push(name, FoundKind::Unread(why));
        }
    }

    fn push(&mut self, name: &SourcePath, kind: FoundKind) {
        let name = name.clone();
        self.found.push(Found { name, kind });
    }
}

fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = fs::read_dir(folder)?;
    let mut names: Vec<OsString> = entries
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}
