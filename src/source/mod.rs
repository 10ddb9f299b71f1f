//! The input as a value: every byte that a site is made from, by path, and where in a file a place is.
//!
//! A [`SourceTree`] is read by an edge (a folder on disk, later a git revision). From then on nothing looks at
//! the world again.

pub mod characters;
mod fingerprint;
mod role;
mod text;
mod unread;

pub use fingerprint::Fingerprint;
pub use role::{
    CopiedBy, DEEPEST, FOLDERS, LARGEST_ASSET, LARGEST_SITE, LARGEST_TEXT, MOST_FILES, PUBLISHED,
    Role, copy_of, is_foreign_name, is_reserved,
};
pub use text::{LineColumn, SourceText};
pub use unread::Unread;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A file's path from the site's root, with forward slashes: `content/measures/a2.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Names a file. Backslashes are taken as separators, so that paths read the same on every machine.
    pub fn new(path: &str) -> Self {
        Self(path.replace('\\', "/").into())
    }

    /// The path as text, with forward slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `a2.council.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The parts between the slashes.
    pub fn parts(&self) -> Vec<&str> {
        self.0.split('/').collect()
    }

    /// The path below `folder`, or nothing when it lies elsewhere.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The n-th node of a YAML file, keys and values counted in the order of the text.
///
/// It is what drafts carry instead of line and column: only a file that has something wrong is read again to find
/// out where a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// Where in the data of a file something stands, whatever line it is on: `values.a2.value`. Of a list, an entry is named
/// by what it says first: `targets[2016-17 Q1].tolerance`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(String);

impl FieldPath {
    /// Names a place in the data.
    pub fn new(path: &str) -> Self {
        Self(path.to_owned())
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The file as a whole.
    File,
    /// A node of a YAML file.
    Node(NodeId),
    /// These bytes.
    Bytes {
        /// The first.
        start: usize,
        /// The one after the last.
        end: usize,
    },
}

/// A place that a diagnostic can point to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which file.
    pub path: SourcePath,
    /// Where in it.
    pub at: At,
}

impl Place {
    /// A file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Self {
            path: path.clone(),
            at: At::File,
        }
    }

    /// A node of a YAML file.
    pub fn node(path: &SourcePath, node: NodeId) -> Self {
        Self {
            path: path.clone(),
            at: At::Node(node),
        }
    }

    /// Bytes of a file.
    pub fn bytes(path: &SourcePath, range: std::ops::Range<usize>) -> Self {
        Self {
            path: path.clone(),
            at: At::Bytes {
                start: range.start,
                end: range.end,
            },
        }
    }
}

/// Every input byte, by path, in the order of the paths, and what was found beside them and not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: BTreeMap<SourcePath, Arc<[u8]>>,
    unread: BTreeMap<SourcePath, Unread>,
}

impl SourceTree {
    /// Adds a file, or replaces the one of that path.
    pub fn insert(&mut self, path: SourcePath, bytes: Vec<u8>) {
        self.files.insert(path, bytes.into());
    }

    /// Takes a file out, and answers with what stood in it.
    pub fn remove(&mut self, path: &SourcePath) -> Option<Arc<[u8]>> {
        self.files.remove(path)
    }

    /// Adds a file or folder that was found and not read.
    pub fn insert_unread(&mut self, path: SourcePath, why: Unread) {
        self.unread.insert(path, why);
    }

    /// Forgets that a file or folder was found and not read, and returns why it was not.
    pub fn remove_unread(&mut self, path: &SourcePath) -> Option<Unread> {
        self.unread.remove(path)
    }

    /// What was found and not read, in the order of the paths.
    pub fn unread(&self) -> impl Iterator<Item = (&SourcePath, &Unread)> {
        self.unread.iter()
    }

    /// Why a file or folder that was found was not read.
    pub fn why_unread(&self, path: &SourcePath) -> Option<&Unread> {
        self.unread.get(path)
    }

    /// Whether there is a file or folder at a path that was read, or found and not read.
    pub fn has(&self, path: &SourcePath) -> bool {
        self.files.contains_key(path) || self.unread.contains_key(path)
    }

    /// The part of the tree that is in a folder or at its path.
    pub fn within(&self, folder: &str) -> Self {
        let is_in = |path: &SourcePath| path.as_str() == folder || path.below(folder).is_some();
        let files = self.files.iter().filter(|(path, _)| is_in(path));
        let unread = self.unread.iter().filter(|(path, _)| is_in(path));
        Self {
            files: files
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect(),
            unread: unread
                .map(|(path, why)| (path.clone(), why.clone()))
                .collect(),
        }
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// The bytes of one file.
    pub fn get(&self, path: &SourcePath) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| &**bytes)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for SourceTree {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(files: T) -> Self {
        let files = files
            .into_iter()
            .map(|(path, text)| (SourcePath::new(path), text.as_bytes().into()))
            .collect();
        Self {
            files,
            unread: BTreeMap::new(),
        }
    }
}
