//! A site's folder in memory, kept as it is on the disk: what changed is read again, and nothing else.
//!
//! What tells of a change only says where to look. Whether anything changed is decided by the bytes, so that too many
//! signs do no harm, and a [`Mirror`] that was told of everything holds what [`super::read`] would read.

mod stamp;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::bounds::{Bounds, Leads};
use super::read::{ReadError, read_file, within_limits};
use super::walk::{self, Found, Way, What};
use crate::source::{FOLDERS, Role, SourcePath, SourceTree, Unread};
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
    /// Where links may lead, for as long as the site's own folders lead where they did.
    bounds: Option<(Leads, Bounds)>,
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
            bounds: None,
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
        Ok(&self.tree)
    }

    /// Whether there is such a file, read or not.
    pub fn holds(&self, name: &SourcePath) -> bool {
        self.tree.has(name)
    }

    /// Every folder, by its path on the disk.
    pub fn folders(&self) -> impl Iterator<Item = PathBuf> {
        self.folders
            .iter()
            .map(|name| self.root.join(name.as_str()))
    }

    /// Everything that stands elsewhere.
    pub fn links(&self) -> Vec<SourcePath> {
        self.links.iter().cloned().collect()
    }

    /// The name of a path that a site can be made from.
    pub fn name(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).ok()?;
        let first = below.iter().next()?.to_str()?;
        let name = SourcePath::new(below.to_str()?);
        let is_beside = name.as_str() == first && name.role() == Role::Text;
        let is_known = FOLDERS.contains(&first) || is_beside;
        (is_known && !name.is_foreign()).then_some(name)
    }

    /// Looks at everything.
    pub fn look_round(&mut self) -> Seen {
        let mut seen = Seen::default();
        let found = self
            .bounds()
            .map_or_else(Vec::new, |bounds| walk::all(&bounds));
        self.take_over(&|_| true, found, Care::Stamp, &mut seen);
        seen
    }

    /// Looks at a file or a folder, or at where there was one.
    pub fn look(&mut self, name: &SourcePath, care: Care, seen: &mut Seen) {
        let found = self
            .bounds()
            .map_or_else(Vec::new, |bounds| walk::at(&bounds, name));
        self.take_over(&|other| is_in(other, name), found, care, seen);
    }

    fn bounds(&mut self) -> Option<Bounds> {
        let leads = Leads::of(&self.root);
        if self
            .bounds
            .as_ref()
            .is_none_or(|(known, _)| *known != leads)
        {
            let bounds = Bounds::of(&self.root).ok();
            self.bounds = bounds.map(|bounds| (leads, bounds));
        }
        self.bounds.as_ref().map(|(_, bounds)| bounds.clone())
    }

    /// Puts what was found in the place of all that was known there.
    fn take_over(
        &mut self,
        is_there: &dyn Fn(&SourcePath) -> bool,
        found: Vec<Found>,
        care: Care,
        seen: &mut Seen,
    ) {
        let elsewhere = self.tree.iter().filter(|(name, _)| !is_there(name));
        let others = elsewhere.map(|(_, bytes)| bytes.len() as u64).sum();
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        let (mut to_read, mut unread) = (Vec::new(), BTreeMap::new());
        let is_alone = found.len() == 1;
        self.links.retain(|link| !is_there(link));
        for Found { name, what, way } in within_limits(found, others) {
            if way == Way::Link {
                self.links.insert(name.clone());
            }
            match what {
                What::Folder => {
                    folders.insert(name);
                }
                What::Unread(why) => {
                    unread.insert(name, why);
                }
                What::File { real, known } => {
                    let stamp = self.files.get(&name);
                    let is_known = stamp.is_some_and(|stamp| stamp.holds(&known));
                    if !is_known || (is_alone && care == Care::Bytes) {
                        to_read.push((name.clone(), real, Stamp::of(&known)));
                    }
                    files.insert(name);
                }
            }
        }
        self.forget_all_but(is_there, &files, &folders, seen);
        // Whether a file can be read now is known when it has been tried.
        let stays = |name: &SourcePath| files.contains(name) || unread.contains_key(name);
        let known = self.tree.unread().map(|(name, _)| name);
        let gone = known.filter(|name| is_there(name) && !stays(name));
        for name in gone.cloned().collect::<Vec<_>>() {
            self.forget_unread(&name, seen);
        }
        for (name, why) in unread {
            self.note_unread(name, why, seen);
        }
        self.read_all(to_read, seen);
    }

    fn forget_unread(&mut self, name: &SourcePath, seen: &mut Seen) {
        if self.tree.remove_unread(name).is_some() {
            let name = name.clone();
            seen.changed.entry(name).or_insert(Before::There);
        }
    }

    fn note_unread(&mut self, name: SourcePath, why: Unread, seen: &mut Seen) {
        let before = match self.tree.why_unread(&name) {
            None => Before::NotThere,
            Some(known) if *known != why => Before::There,
            Some(_) => return,
        };
        self.tree.insert_unread(name.clone(), why);
        seen.changed.entry(name).or_insert(before);
    }

    fn read_all(&mut self, to_read: Vec<(SourcePath, PathBuf, Stamp)>, seen: &mut Seen) {
        let read: Vec<_> = to_read
            .into_par_iter()
            .map(|(name, real, stamp)| {
                let read = read_file(&name, &real);
                (name, stamp, read)
            })
            .collect();
        for (name, stamp, read) in read {
            self.take(name, stamp, read, seen);
        }
    }

    fn take(
        &mut self,
        name: SourcePath,
        stamp: Stamp,
        read: Result<Option<Vec<u8>>, Unread>,
        seen: &mut Seen,
    ) {
        match read {
            Ok(Some(bytes)) => {
                self.forget_unread(&name, seen);
                self.files.insert(name.clone(), stamp);
                let before = match self.tree.get(&name) {
                    None => Before::NotThere,
                    Some(known) if known != bytes.as_slice() => Before::There,
                    Some(_) => return,
                };
                self.tree.insert(name.clone(), bytes);
                seen.changed.entry(name).or_insert(before);
            }
            Ok(None) => {
                self.forget_unread(&name, seen);
                self.forget_file(&name, seen);
            }
            Err(why) => {
                self.forget_file(&name, seen);
                self.note_unread(name, why, seen);
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

    /// Forgets what was there and is not any more.
    fn forget_all_but(
        &mut self,
        is_there: &dyn Fn(&SourcePath) -> bool,
        files: &BTreeSet<SourcePath>,
        folders: &BTreeSet<SourcePath>,
        seen: &mut Seen,
    ) {
        let known = self.files.keys().filter(|name| is_there(name));
        let gone: Vec<SourcePath> = known
            .filter(|name| !files.contains(name))
            .cloned()
            .collect();
        for name in gone {
            self.forget_file(&name, seen);
        }
        let known = self.folders.iter().filter(|name| is_there(name));
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
