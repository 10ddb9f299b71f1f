//! A site's folder in memory, which reads only what has changed on the disk.
//!
//! The bytes decide whether a file has changed, so unneeded refreshes do no harm. After a refresh the tree is the one that
//! [`super::read`] would return.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::bounds::Bounds;
use super::read::{ReadError, read_plain, within_limits};
use super::system::{HAS_FILE_IDS, changed, identity};
use super::walk::{self, Found, FoundKind};
use crate::source::{FOLDERS, Role, SourcePath, SourceTree, Unread};

/// A site's folder in memory.
#[derive(Debug)]
pub struct Mirror {
    root: PathBuf,
    tree: SourceTree,
    /// The stamps of files that cannot have changed without a change of their stamp.
    stamps: BTreeMap<SourcePath, Stamp>,
    folders: BTreeSet<SourcePath>,
    /// As of the last full refresh.
    bounds: Option<Bounds>,
}

/// The changes that a refresh found.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files that were created, removed or changed, as they were before.
    pub changed: BTreeMap<SourcePath, FileState>,
    /// Whether a folder was created or removed.
    pub folders_changed: bool,
}

/// A file at one time: its content, or the reason why it was not read. `None` if it did not exist.
pub type FileState = Option<Result<Arc<[u8]>, Unread>>;

impl Changes {
    /// Adds later changes.
    pub fn and_then(&mut self, later: Self) {
        for (name, before) in later.changed {
            self.changed.entry(name).or_insert(before);
        }
        self.folders_changed |= later.folders_changed;
    }
}

impl Mirror {
    /// Creates a mirror of a site's root, before the first refresh.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            tree: SourceTree::default(),
            stamps: BTreeMap::new(),
            folders: BTreeSet::new(),
            bounds: None,
        }
    }

    /// Returns the files as of the last refresh.
    ///
    /// # Errors
    /// Returns an error if there was no content.
    pub fn tree(&self) -> Result<&SourceTree, ReadError> {
        if !self.folders.contains(&SourcePath::new(FOLDERS[0])) {
            return Err(ReadError(self.root.clone()));
        }
        Ok(&self.tree)
    }

    /// Returns the files as of the last refresh, even without content.
    pub(super) fn into_tree(self) -> SourceTree {
        self.tree
    }

    /// Whether a file exists, read or not.
    pub fn holds(&self, name: &SourcePath) -> bool {
        self.tree.has(name)
    }

    /// Whether a file is the same as it was before.
    pub fn is_as(&self, name: &SourcePath, before: &FileState) -> bool {
        match before {
            None => !self.tree.has(name),
            Some(Ok(bytes)) => self.tree.get(name) == Some(bytes),
            Some(Err(why)) => self.tree.why_unread(name) == Some(why),
        }
    }

    /// Returns every folder with its path on the disk.
    pub fn folders(&self) -> impl Iterator<Item = PathBuf> {
        self.folders
            .iter()
            .map(|name| self.root.join(name.as_str()))
    }

    /// Returns the source path of a path on the disk, if it can be part of a site.
    pub fn name(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).ok()?;
        let first = below.iter().next()?.to_str()?;
        let name = SourcePath::new(below.to_str()?);
        let is_beside = name.as_str() == first && name.role() == Role::Text;
        let is_known = FOLDERS.contains(&first) || is_beside;
        (is_known && !name.is_foreign()).then_some(name)
    }

    /// Refreshes everything. A file is read again if its stamp has changed.
    pub fn refresh(&mut self) -> Changes {
        self.bounds = Bounds::of(&self.root).ok();
        let found = self.bounds.as_ref().map_or_else(Vec::new, walk::all);
        let mut seen = Changes::default();
        self.update(None, found, &mut seen);
        seen
    }

    /// Refreshes one path. A file is read even if its stamp has not changed.
    pub fn refresh_path(&mut self, name: &SourcePath, seen: &mut Changes) {
        match &self.bounds {
            Some(bounds) if name.parts().len() > 1 => {
                let found = walk::at(bounds, name);
                self.update(Some(name), found, seen);
            }
            // The bounds depend on the folders in the root.
            _ => seen.and_then(self.refresh()),
        }
    }

    /// Replaces the entries at `place` by those that were found.
    fn update(&mut self, place: Option<&SourcePath>, found: Vec<Found>, seen: &mut Changes) {
        let is_there =
            |name: &SourcePath| place.is_none_or(|place| name == place || is_below(name, place));
        let elsewhere = self.tree.iter().filter(|(name, _)| !is_there(name));
        let others = elsewhere.map(|(_, bytes)| bytes.len() as u64).sum();
        let known = self.tree.iter().map(|(name, _)| name);
        let known = known.chain(self.tree.unread().map(|(name, _)| name));
        let mut gone: BTreeSet<SourcePath> = known.filter(|name| is_there(name)).cloned().collect();
        let is_asked_for = place.is_some() && found.len() == 1;
        let (mut folders, mut to_read) = (BTreeSet::new(), Vec::new());
        for Found { name, kind, .. } in within_limits(found, others) {
            match kind {
                FoundKind::Folder => {
                    folders.insert(name);
                }
                FoundKind::Unread(why) => {
                    gone.remove(&name);
                    self.put(name, Some(Err(why)), seen);
                }
                FoundKind::File { real, known } => {
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

    fn read_all(&mut self, to_read: Vec<(SourcePath, PathBuf, Stamp)>, seen: &mut Changes) {
        let read: Vec<_> = to_read
            .into_par_iter()
            .map(|(name, real, stamp)| {
                // A file written just now may be written again within the same time stamp.
                let stamp = stamp.is_proof().then_some(stamp);
                let read = read_plain(&real, name.role().limit()).transpose();
                let read = read.map(|read| read.map(Arc::from));
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

    /// Replaces a file by its new content, or by the reason why it was not read.
    fn put(&mut self, name: SourcePath, now: FileState, seen: &mut Changes) {
        if !matches!(now, Some(Ok(_))) {
            self.stamps.remove(&name);
        }
        if self.is_as(&name, &now) {
            return;
        }
        let unread = self.tree.remove_unread(&name).map(Err);
        let before = self.tree.remove(&name).map(Ok).or(unread);
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

/// The coarsest resolution of time stamps.
const STEP: Duration = Duration::from_secs(2);

/// Size, times and id of a file, taken before it is read, so that later changes are noticed.
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

    /// Whether the same stamp proves the same content: the file has not changed just now, and the system has file ids.
    fn is_proof(&self) -> bool {
        let since = self
            .modified
            .and_then(|modified| SystemTime::now().duration_since(modified).ok());
        HAS_FILE_IDS && since.is_some_and(|since| since > STEP)
    }
}
