//! Looks through a site's folder without reading a file: what is there, and what of it may be read.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::bounds::{Bounds, LINKED_AS_A_WHOLE, Target};
use super::repository;
use crate::source::{
    DEEPEST, FOLDERS, MOST_FILES, Role, SourcePath, Unread, is_foreign_name, is_reserved,
};

/// Something in a site's folder.
pub(super) struct Found {
    pub(super) name: SourcePath,
    pub(super) what: What,
    pub(super) way: Way,
}

/// What was found.
pub(super) enum What {
    /// A file that may be read.
    File {
        /// The path without links in it, to be read from.
        real: PathBuf,
        known: Metadata,
    },
    /// A folder; what is in it follows.
    Folder,
    /// Something that is not read.
    Unread(Unread),
}

/// How a path leads to what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As it says.
    Straight,
    /// Over a symbolic link.
    Link,
}

/// Everything that a site could be made from, in the order of the names of each folder.
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

/// The same for one file or folder, and what is in it. A path that leads through something that is not the site's, or
/// through nothing, gives nothing.
pub(super) fn at(bounds: &Bounds, name: &SourcePath) -> Vec<Found> {
    let mut walk = Walk::new(bounds);
    let parts = name.parts();
    let Some((last, above)) = parts.split_last() else {
        return walk.found;
    };
    let mut folder = bounds.root().to_owned();
    let mut way = String::new();
    for part in above {
        way = format!("{way}{part}");
        let link = folder.join(part);
        let name = SourcePath::new(&way);
        let real = if link.is_symlink() {
            bounds.follow(&name, &link).map(|target| target.real)
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
        way.push('/');
    }
    walk.visit(&folder, name, OsStr::new(last));
    walk.found
}

/// YAML files that lie beside the site's folders: perhaps one was meant to be in them.
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
    /// The real paths of the folders that are being looked through, from the outermost.
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
                return self.unread(name, Unread::Failed(error.to_string()), Way::Straight);
            }
        };
        if is_reserved(&file_name.to_string_lossy()) {
            return self.unread(name, Unread::Reserved, Way::Straight);
        }
        if self.found.len() >= MOST_FILES {
            self.is_full = true;
            return self.unread(name, Unread::TooMany, Way::Straight);
        }
        if !known.is_symlink() {
            return self.note(name, Target { real: path, known }, Way::Straight);
        }
        match self.bounds.follow(name, &path) {
            Ok(target) => self.note(name, target, Way::Link),
            Err(_) if name.role() == Role::Foreign && !FOLDERS.contains(&name.as_str()) => {}
            Err(why) => self.unread(name, why, Way::Link),
        }
    }

    fn note(&mut self, name: &SourcePath, target: Target, way: Way) {
        let Target { real, known } = target;
        let limit = name.role().limit();
        let why = match name.role() {
            _ if known.is_dir() => return self.folder(name, &real, way),
            _ if FOLDERS.contains(&name.as_str()) => Unread::FileNamedLikeFolder,
            Role::Foreign => return,
            _ if !known.is_file() => Unread::Special,
            Role::Unread => Unread::NotNeeded,
            _ if known.len() > limit => Unread::TooLarge(limit),
            _ => return self.push(name, What::File { real, known }, way),
        };
        self.unread(name, why, way);
    }

    fn folder(&mut self, name: &SourcePath, real: &Path, way: Way) {
        if name.is_named_like_a_file() {
            return self.unread(name, Unread::FolderNamedLikeFile, way);
        }
        if self.within.iter().any(|within| within == real) {
            return self.unread(name, Unread::Loop, way);
        }
        if self.within.len() >= DEEPEST {
            return self.unread(name, Unread::TooDeep, way);
        }
        let entries = match names_in(real) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => return self.unread(name, Unread::Failed(error.to_string()), way),
        };
        if entries.is_empty() && repository::is_submodule(self.bounds.root(), name) {
            return self.unread(name, Unread::NotFetched, way);
        }
        self.push(name, What::Folder, way);
        self.within.push(real.to_owned());
        for entry in entries {
            let text = entry.to_string_lossy();
            let below = SourcePath::new(&format!("{name}/{text}"));
            if entry.to_str().is_none() || text.contains('\\') {
                if !below.is_foreign() {
                    self.unread(&below, Unread::Name, Way::Straight);
                }
            } else {
                self.visit(real, &below, &entry);
            }
        }
        self.within.pop();
    }

    /// Beside `content` and `themes` nothing has to be read, so nothing is missed.
    fn unread(&mut self, name: &SourcePath, why: Unread, way: Way) {
        let first = name.parts().first().copied();
        if first.is_some_and(|first| LINKED_AS_A_WHOLE.contains(&first)) {
            self.push(name, What::Unread(why), way);
        }
    }

    fn push(&mut self, name: &SourcePath, what: What, way: Way) {
        let name = name.clone();
        self.found.push(Found { name, what, way });
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
