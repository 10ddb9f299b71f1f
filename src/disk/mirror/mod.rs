//! A site's folder in memory, kept as it is on the disk: what changed is read again, and nothing else.
//!
//! What tells of a change only says where to look. Whether anything changed is decided by the bytes, so that too many
//! signs do no harm, and a [`Mirror`] that was told of everything holds what [`super::read`] would read.

mod stamp;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::read::{FOLDERS, Found, ReadError, Way, walk};
use crate::source::{SourcePath, SourceTree};
pub use stamp::Ground;
use stamp::Stamp;

/// A site's folder in memory.
#[derive(Debug)]
pub struct Mirror {
    root: PathBuf,
    tree: SourceTree,
    files: BTreeMap<SourcePath, Stamp>,
    folders: BTreeSet<SourcePath>,
    /// Files and folders that stand elsewhere: what happens there is not told here.
    links: BTreeSet<SourcePath>,
    /// What could not be read, by its path.
    refused: BTreeMap<PathBuf, ReadError>,
}

/// How closely to look at a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Care {
    /// It is read where size, times and place differ from those of the last reading.
    Stamp,
    /// It is read.
    Bytes,
}

/// What a look came to.
#[derive(Debug, Default)]
pub struct Seen {
    /// Files that came, went, or hold other bytes now, and how it was with each before.
    pub changed: BTreeMap<SourcePath, Before>,
    /// Whether a folder came or went.
    pub folders_changed: bool,
}

/// How it was with a file before it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// It held other bytes.
    There,
    /// It was not there.
    NotThere,
}

impl Seen {
    /// Adds what was seen after this.
    pub fn and_then(&mut self, later: Self) {
        for (name, before) in later.changed {
            self.changed.entry(name).or_insert(before);
        }
        self.folders_changed |= later.folders_changed;
    }
}

impl Mirror {
    /// Of a site's root, before the first look.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            tree: SourceTree::default(),
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
            links: BTreeSet::new(),
            refused: BTreeMap::new(),
        }
    }

    /// Everything that a site can be made from, as it was when it was last looked at.
    ///
    /// # Errors
    /// Where reading it would fail.
    pub fn tree(&self) -> Result<&SourceTree, ReadError> {
        if !self.folders.contains(&SourcePath::new(FOLDERS[0])) {
            return Err(ReadError::NotASite(self.root.clone()));
        }
        match self.refused.values().next() {
            Some(error) => Err(error.clone()),
            None => Ok(&self.tree),
        }
    }

    /// Whether there is such a file.
    pub fn holds(&self, name: &SourcePath) -> bool {
        self.files.contains_key(name)
    }

    /// Every folder, by its path on the disk.
    pub fn folders(&self) -> impl Iterator<Item = PathBuf> {
        self.folders.iter().map(|name| self.path(name))
    }

    /// Everything that stands elsewhere.
    pub fn links(&self) -> Vec<SourcePath> {
        self.links.iter().cloned().collect()
    }

    /// The name of a path that a site can be made from.
    pub fn name(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).ok()?;
        let first = below.iter().next()?;
        let name = SourcePath::new(below.to_str()?);
        FOLDERS.iter().any(|f| *f == first).then_some(name)
    }

    /// Looks at everything.
    pub fn look_round(&mut self) -> Seen {
        let mut seen = Seen::default();
        for folder in FOLDERS {
            self.look(&SourcePath::new(folder), Care::Stamp, &mut seen);
        }
        seen
    }

    /// Looks at a file or a folder, or at where there was one.
    pub fn look(&mut self, name: &SourcePath, care: Care, seen: &mut Seen) {
        let path = self.path(name);
        self.refused
            .retain(|refused, _| !refused.starts_with(&path));
        match std::fs::metadata(&path) {
            Ok(known) if known.is_file() => {
                self.forget_below(name, seen);
                self.look_at_file(name, &path, &known, care, seen);
            }
            Ok(known) if known.is_dir() => {
                self.forget_file(name, seen);
                self.look_into(name, &path, seen);
            }
            _ => {
                self.forget_file(name, seen);
                self.forget_below(name, seen);
                self.look_for_link(name, &path, seen);
            }
        }
    }

    fn path(&self, name: &SourcePath) -> PathBuf {
        self.root.join(name.as_str())
    }

    fn look_at_file(
        &mut self,
        name: &SourcePath,
        path: &Path,
        known: &Metadata,
        care: Care,
        seen: &mut Seen,
    ) {
        if path.is_symlink() {
            self.links.insert(name.clone());
        } else {
            self.links.remove(name);
        }
        let is_known = self.files.get(name).is_some_and(|stamp| stamp.holds(known));
        if care == Care::Bytes || !is_known {
            let read = std::fs::read(path);
            self.take(name.clone(), path, Stamp::of(known), read, seen);
        }
    }

    /// A link that leads nowhere cannot be read; the walk says so as it does for the whole.
    fn look_for_link(&mut self, name: &SourcePath, path: &Path, seen: &mut Seen) {
        if path.is_symlink() {
            self.look_into(name, path, seen);
        }
    }

    fn look_into(&mut self, folder: &SourcePath, path: &Path, seen: &mut Seen) {
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        let mut to_read = Vec::new();
        self.links.retain(|link| !is_in(link, folder));
        let found: Vec<_> = walk(&self.root, path).collect();
        for found in found {
            match found {
                Ok(Found::Folder { name, way }) => {
                    self.note_link(&name, way);
                    folders.insert(name);
                }
                Ok(Found::File {
                    path,
                    name,
                    known,
                    way,
                }) => {
                    self.note_link(&name, way);
                    if !self
                        .files
                        .get(&name)
                        .is_some_and(|stamp| stamp.holds(&known))
                    {
                        to_read.push((name.clone(), path, Stamp::of(&known)));
                    }
                    files.insert(name);
                }
                Err(failed) if failed.is_gone => {}
                Err(failed) => {
                    self.refused
                        .insert(failed.path.clone(), failed.into_error());
                }
            }
        }
        self.forget_all_but(folder, &files, &folders, seen);
        self.read_all(to_read, seen);
    }

    fn note_link(&mut self, name: &SourcePath, way: Way) {
        if way == Way::Link {
            self.links.insert(name.clone());
        }
    }

    fn read_all(&mut self, to_read: Vec<(SourcePath, PathBuf, Stamp)>, seen: &mut Seen) {
        let read: Vec<_> = to_read
            .into_par_iter()
            .map(|(name, path, stamp)| {
                let bytes = std::fs::read(&path);
                (name, path, stamp, bytes)
            })
            .collect();
        for (name, path, stamp, bytes) in read {
            self.take(name, &path, stamp, bytes, seen);
        }
    }

    fn take(
        &mut self,
        name: SourcePath,
        path: &Path,
        stamp: Stamp,
        read: io::Result<Vec<u8>>,
        seen: &mut Seen,
    ) {
        match read {
            Ok(bytes) => {
                self.files.insert(name.clone(), stamp);
                let before = match self.tree.get(&name) {
                    None => Before::NotThere,
                    Some(known) if known != bytes.as_slice() => Before::There,
                    Some(_) => return,
                };
                self.tree.insert(name.clone(), bytes);
                seen.changed.entry(name).or_insert(before);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.forget_file(&name, seen),
            Err(error) => {
                let error = ReadError::unreadable(path, &error);
                self.refused.insert(path.to_owned(), error);
            }
        }
    }

    fn forget_file(&mut self, name: &SourcePath, seen: &mut Seen) {
        self.files.remove(name);
        self.links.remove(name);
        if self.tree.remove(name).is_some() {
            let name = name.clone();
            seen.changed.entry(name).or_insert(Before::There);
        }
    }

    fn forget_below(&mut self, folder: &SourcePath, seen: &mut Seen) {
        if self.folders.contains(folder) {
            self.forget_all_but(folder, &BTreeSet::new(), &BTreeSet::new(), seen);
        }
    }

    /// What was in a folder and is not there any more.
    fn forget_all_but(
        &mut self,
        folder: &SourcePath,
        files: &BTreeSet<SourcePath>,
        folders: &BTreeSet<SourcePath>,
        seen: &mut Seen,
    ) {
        let known = self.files.keys().filter(|name| is_in(name, folder));
        let gone: Vec<SourcePath> = known
            .filter(|name| !files.contains(name))
            .cloned()
            .collect();
        for name in gone {
            self.forget_file(&name, seen);
        }
        let known = self.folders.iter().filter(|name| is_in(name, folder));
        let known: BTreeSet<SourcePath> = known.cloned().collect();
        if known != *folders {
            seen.folders_changed = true;
            self.folders.retain(|name| !known.contains(name));
            self.folders.extend(folders.iter().cloned());
        }
    }
}

/// Whether a path is a folder or lies below it.
fn is_in(name: &SourcePath, folder: &SourcePath) -> bool {
    name == folder || name.below(folder.as_str()).is_some()
}

#[cfg(all(test, unix))]
mod tests;
