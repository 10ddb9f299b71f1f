//! A site's folder in memory: what changed on the disk is read again, and nothing else.
//!
//! A report of a change only says where to look. Whether anything changed is decided by the bytes, so that too many
//! reports do no harm, and a [`Mirror`] that heard of everything holds what [`super::read`] would read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::bounds::Bounds;
use super::read::{ReadError, read_file, within_limits};
use super::system::{TELLS_FILES_APART, changed, identity};
use super::walk::{self, Found, What};
use crate::source::{FOLDERS, Role, SourcePath, SourceTree, Unread};

/// A site's folder in memory.
#[derive(Debug)]
pub struct Mirror {
    root: PathBuf,
    tree: SourceTree,
    /// Of the files whose bytes can have changed only if this has.
    stamps: BTreeMap<SourcePath, Stamp>,
    folders: BTreeSet<SourcePath>,
    /// Where links may lead, as of the last look at everything.
    bounds: Option<Bounds>,
}

/// The result of a look.
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
    /// A mirror of a site's root, before the first look.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            tree: SourceTree::default(),
            stamps: BTreeMap::new(),
            folders: BTreeSet::new(),
            bounds: None,
        }
    }

    /// Everything that a site can be made from, as it was when it was last looked at.
    ///
    /// # Errors
    /// If there was no content.
    pub fn tree(&self) -> Result<&SourceTree, ReadError> {
        if !self.folders.contains(&SourcePath::new(FOLDERS[0])) {
            return Err(ReadError::NotASite(self.root.clone()));
        }
        Ok(&self.tree)
    }

    /// Everything that was found when it was last looked at.
    pub(super) fn into_tree(self) -> SourceTree {
        self.tree
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

    /// The name of a path that a site can be made from.
    pub fn name(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).ok()?;
        let first = below.iter().next()?.to_str()?;
        let name = SourcePath::new(below.to_str()?);
        let is_beside = name.as_str() == first && name.role() == Role::Text;
        let is_known = FOLDERS.contains(&first) || is_beside;
        (is_known && !name.is_foreign()).then_some(name)
    }

    /// Looks at everything. A file is read if size, times and place differ from those of the last reading.
    pub fn look_round(&mut self) -> Seen {
        self.bounds = Bounds::of(&self.root).ok();
        let found = self.bounds.as_ref().map_or_else(Vec::new, walk::all);
        let mut seen = Seen::default();
        self.take_in(None, found, &mut seen);
        seen
    }

    /// Looks at a file or a folder, or at where there was one. A file is read in any case.
    pub fn look(&mut self, name: &SourcePath, seen: &mut Seen) {
        match &self.bounds {
            Some(bounds) if name.parts().len() > 1 => {
                let found = walk::at(bounds, name);
                self.take_in(Some(name), found, seen);
            }
            // Where links may lead depends on the folders in the root.
            _ => seen.and_then(self.look_round()),
        }
    }

    /// Puts what was found at `place` in the place of all that was known there.
    fn take_in(&mut self, place: Option<&SourcePath>, found: Vec<Found>, seen: &mut Seen) {
        let is_there =
            |name: &SourcePath| place.is_none_or(|place| name == place || is_below(name, place));
        let elsewhere = self.tree.iter().filter(|(name, _)| !is_there(name));
        let others = elsewhere.map(|(_, bytes)| bytes.len() as u64).sum();
        let known = self.tree.iter().map(|(name, _)| name);
        let known = known.chain(self.tree.unread().map(|(name, _)| name));
        let mut gone: BTreeSet<SourcePath> = known.filter(|name| is_there(name)).cloned().collect();
        let is_asked_for = place.is_some() && found.len() == 1;
        let (mut folders, mut to_read) = (BTreeSet::new(), Vec::new());
        for Found { name, what, .. } in within_limits(found, others) {
            match what {
                What::Folder => {
                    folders.insert(name);
                }
                What::Unread(why) => {
                    gone.remove(&name);
                    self.put(name, Some(Err(why)), seen);
                }
                What::File { real, known } => {
                    gone.remove(&name);
                    let stamp = Stamp::of(&known);
                    if is_asked_for || self.stamps.get(&name) != Some(&stamp) {
                        to_read.push((name, real, stamp));
                    }
                }
            }
        }
        for name in gone {
            self.put(name, None, seen);
        }
        let known: BTreeSet<_> = self.folders.iter().filter(|name| is_there(name)).collect();
        if known != folders.iter().collect() {
            seen.folders_changed = true;
            self.folders.retain(|name| !is_there(name));
            self.folders.append(&mut folders);
        }
        self.read_all(to_read, seen);
    }

    fn read_all(&mut self, to_read: Vec<(SourcePath, PathBuf, Stamp)>, seen: &mut Seen) {
        let read: Vec<_> = to_read
            .into_par_iter()
            .map(|(name, real, stamp)| {
                // What was written so lately may be written again and look the same.
                let stamp = stamp.is_proof().then_some(stamp);
                let read = read_file(&name, &real).transpose();
                (name, stamp, read)
            })
            .collect();
        for (name, stamp, read) in read {
            match stamp {
                Some(stamp) => self.stamps.insert(name.clone(), stamp),
                None => self.stamps.remove(&name),
            };
            self.put(name, read, seen);
        }
    }

    /// Puts a file, or why it was not read, in the place of what was known of it.
    fn put(&mut self, name: SourcePath, now: Option<Result<Vec<u8>, Unread>>, seen: &mut Seen) {
        if !matches!(now, Some(Ok(_))) {
            self.stamps.remove(&name);
        }
        let known = self.tree.get(&name).map(Ok);
        let known = known.or_else(|| self.tree.why_unread(&name).map(Err));
        let before = match (&known, &now) {
            (None, None) => return,
            (Some(Ok(known)), Some(Ok(now))) if known == now => return,
            (Some(Err(known)), Some(Err(now))) if *known == now => return,
            (Some(_), _) => Before::There,
            (None, _) => Before::NotThere,
        };
        self.tree.remove(&name);
        self.tree.remove_unread(&name);
        match now {
            Some(Ok(bytes)) => self.tree.insert(name.clone(), bytes),
            Some(Err(why)) => self.tree.insert_unread(name.clone(), why),
            None => {}
        }
        seen.changed.entry(name).or_insert(before);
    }
}

fn is_below(name: &SourcePath, folder: &SourcePath) -> bool {
    name.below(folder.as_str()).is_some()
}

/// Some systems count time in steps of this: within one, two files can look alike.
const STEP: Duration = Duration::from_secs(2);

/// Size, times and place of a file, taken before it is read, so that what changes in between shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    changed: (i64, i64),
    place: (u64, u64),
}

impl Stamp {
    fn of(known: &Metadata) -> Self {
        Self {
            size: known.len(),
            modified: known.modified().ok(),
            changed: changed(known),
            place: identity(known),
        }
    }

    /// Whether a file with the same stamp is certainly this one: it has not changed lately, and the system says enough.
    fn is_proof(&self) -> bool {
        let since = self
            .modified
            .and_then(|modified| SystemTime::now().duration_since(modified).ok());
        TELLS_FILES_APART && since.is_some_and(|since| since > STEP)
    }
}

#[cfg(all(test, unix))]
mod tests;
