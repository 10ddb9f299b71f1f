//! The input as a value: every file of a site by its path, and positions in files.
//!
//! An edge reads a [`SourceTree`] from a folder or a git revision. Later stages do not access files.

pub mod characters;
mod fingerprint;
mod role;
mod text;

pub use fingerprint::Fingerprint;
pub(crate) use role::{
    CopiedBy, DEEPEST, FOLDERS, LARGEST_SITE, LARGEST_TEXT, MOST_FILES, Role, copy_of,
    is_foreign_name, is_reserved,
};
pub use text::{LineColumn, SourceText};

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A file's path from the site's root, with forward slashes: `content/measures/a2.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Creates a path. Backslashes become forward slashes, so that paths are the same on every system.
    pub fn new(path: &str) -> Self {
        Self(path.replace('\\', "/").into())
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the last part: `a2.council.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    pub(crate) fn parts(&self) -> Vec<&str> {
        self.0.split('/').collect()
    }

    /// Returns the path within `folder`, or `None` if it is elsewhere.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value or a name in a YAML file, in the order of the text: twice its first byte, and 1 more for a name, because the
/// first name of a map starts where the map does. Drafts contain it instead of line and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    pub(crate) fn value(start: usize) -> Self {
        Self(u32::try_from(start * 2).unwrap_or(u32::MAX))
    }

    pub(crate) fn name(start: usize) -> Self {
        Self(Self::value(start).0 | 1)
    }

    pub(crate) fn start(self) -> usize {
        self.0 as usize / 2
    }
}

/// A position in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The whole file.
    File,
    /// A node of a YAML file.
    Node(NodeId),
    /// A range of bytes.
    Bytes {
        /// The first byte.
        start: usize,
        /// The byte after the last.
        end: usize,
    },
}

/// A place to which a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The position in the file.
    pub at: At,
}

impl Place {
    fn new(path: &SourcePath, at: At) -> Self {
        let path = path.clone();
        Self { path, at }
    }

    pub(crate) fn file(path: &SourcePath) -> Self {
        Self::new(path, At::File)
    }

    pub(crate) fn node(path: &SourcePath, node: NodeId) -> Self {
        Self::new(path, At::Node(node))
    }

    pub(crate) fn bytes(path: &SourcePath, range: std::ops::Range<usize>) -> Self {
        let (start, end) = (range.start, range.end);
        Self::new(path, At::Bytes { start, end })
    }
}

/// All files of a site by path, in the order of the paths, and the files and folders that were found but not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: BTreeMap<SourcePath, Arc<[u8]>>,
    unread: BTreeMap<SourcePath, Unread>,
}

impl SourceTree {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: SourcePath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, bytes.into());
    }

    /// Removes a file and returns its content.
    pub fn remove(&mut self, path: &SourcePath) -> Option<Arc<[u8]>> {
        self.files.remove(path)
    }

    /// Adds a file or folder that was found but not read.
    pub fn insert_unread(&mut self, path: SourcePath, why: Unread) {
        self.unread.insert(path, why);
    }

    /// Removes a file or folder that was not read, and returns the reason.
    pub(crate) fn remove_unread(&mut self, path: &SourcePath) -> Option<Unread> {
        self.unread.remove(path)
    }

    /// Returns the files and folders that were not read, in the order of the paths.
    pub fn unread(&self) -> impl Iterator<Item = (&SourcePath, &Unread)> {
        self.unread.iter()
    }

    /// Returns why a file or folder was not read.
    pub fn why_unread(&self, path: &SourcePath) -> Option<&Unread> {
        self.unread.get(path)
    }

    /// Returns whether there is a file or folder at a path, read or not.
    pub(crate) fn has(&self, path: &SourcePath) -> bool {
        self.files.contains_key(path) || self.unread.contains_key(path)
    }

    pub(crate) fn within(&self, folder: &str) -> Self {
        let is_in = |path: &SourcePath| path.as_str() == folder || path.below(folder).is_some();
        let mut tree = self.clone();
        tree.files.retain(|path, _| is_in(path));
        tree.unread.retain(|path, _| is_in(path));
        tree
    }

    /// Returns the files in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// Returns the content of a file.
    pub fn get(&self, path: &SourcePath) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| &**bytes)
    }

    /// Returns the fingerprint of every path and its content. `None` if anything was not read.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        let files = self.files.iter();
        let pieces = files.flat_map(|(path, bytes)| [path.as_str().as_bytes(), bytes]);
        let is_whole = self.unread.is_empty();
        is_whole.then(|| Fingerprint::of_pieces(pieces))
    }

    /// Returns the number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The reason why a file or folder is not in a [`SourceTree`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// Files of this kind are not used here.
    NotNeeded,
    /// A symbolic link out of the site's folder, with its target.
    LeadsOut(String),
    /// A symbolic link in place of the site's `content` or `themes` that is committed to the repository and leads out
    /// of it.
    CommittedLink(String),
    /// A symbolic link to something that is not part of the site, such as `.git` or a published site.
    LeadsToForeign(String),
    /// A symbolic link to a file with another ending.
    LeadsToOtherKind(String),
    /// A symbolic link to a missing file.
    LeadsNowhere(String),
    /// A folder that contains itself, through a symbolic link.
    Loop,
    /// A pipe, a socket or a device.
    Special,
    /// A folder with the name of a file.
    FolderNamedLikeFile,
    /// A file with the name of one of the site's folders.
    FileNamedLikeFolder,
    /// A file larger than this number of bytes.
    TooLarge(u64),
    /// There are more than `MOST_FILES` files and folders.
    TooMany,
    /// The files have more than `LARGEST_SITE` bytes together.
    TooMuch,
    /// It is more than `DEEPEST` folders deep.
    TooDeep,
    /// The name is not UTF-8, or contains a backslash.
    Name,
    /// Windows reserves the name for a device, so the site could not be checked out there.
    Reserved,
    /// An empty folder of a submodule that was not fetched.
    NotFetched,
    /// An error of the operating system.
    Failed(String),
}

impl<'a> FromIterator<(&'a str, &'a str)> for SourceTree {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(files: T) -> Self {
        let files = files.into_iter();
        let files = files.map(|(path, text)| (SourcePath::new(path), text.as_bytes().into()));
        Self {
            files: files.collect(),
            ..Self::default()
        }
    }
}
