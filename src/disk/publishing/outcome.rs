//! The results of publishing and cleaning.

use std::fmt;
use std::path::PathBuf;

use super::path::SitePath;

/// How the site was published.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Replacement {
    /// There was no output folder before.
    Created,
    /// The folders were exchanged in one step.
    Exchanged,
    /// File by file, because exchanging was not possible or not wanted.
    InPlace {
        /// The reason why the folders were not exchanged.
        because: Reason,
    },
    /// The published site was already the same.
    Unchanged,
}

/// The reason why folders could not be exchanged. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The caller asked for it: [`super::Method::FileByFile`].
    Asked,
    /// The output folder is a mount point.
    MountPoint,
    /// Another file system is mounted in the output folder, at this path.
    MountInside(PathBuf),
    /// The output is a symbolic link to a folder.
    SymbolicLink,
    /// The output is on another file system, or another layer of one, than the folder that it lies in.
    OtherFileSystem,
    /// The system or the file system cannot exchange folders.
    NotSupported,
    /// The system does not let this user exchange the folders.
    NotPermitted,
    /// The folder that the output lies in cannot be written to.
    ParentReadOnly,
    /// This folder has an owner, a group or a mode that this user cannot give to a new one.
    ForeignOwnership(PathBuf),
    /// This folder has access rules or attributes that a new one would not have.
    Attributes(PathBuf),
    /// This foreign file cannot be linked into a new folder.
    Unlinkable(PathBuf),
    /// This folder cannot be read, so what it holds cannot be carried over.
    Unreadable(PathBuf),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |path: &PathBuf, says: &str| format!("`{}`{says}", path.display());
        f.write_str(&match self {
            Self::Asked => "File by file was asked for.".to_owned(),
            Self::MountPoint => {
                "The output folder is a mount point, and a mount point cannot be exchanged.".to_owned()
            }
            Self::MountInside(path) => {
                let path = path.display();
                format!("Another file system is mounted in the output folder, at `{path}`.")
            }
            Self::SymbolicLink => "The output is a symbolic link, which stays as it is.".to_owned(),
            Self::OtherFileSystem => {
                "The output folder is on another file system, or another layer of one, than the folder that it lies in.".to_owned()
            }
            Self::NotSupported => {
                "This system or file system cannot exchange two folders in one step.".to_owned()
            }
            Self::NotPermitted => {
                "The system does not let this user exchange the output folder.".to_owned()
            }
            Self::ParentReadOnly => {
                "The folder that the output lies in cannot be written to.".to_owned()
            }
            Self::ForeignOwnership(path) => of(
                path,
                " has an owner, a group or a mode that this user cannot give to a new folder.",
            ),
            Self::Attributes(path) => of(
                path,
                " has access rules or attributes that a new folder would not have.",
            ),
            Self::Unlinkable(path) => of(
                path,
                ", which quarterdeck did not make, cannot be linked into a new folder.",
            ),
            Self::Unreadable(path) => of(path, ", which quarterdeck did not make, cannot be read."),
        })
    }
}

/// The result of publishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// How it was published.
    pub replacement: Replacement,
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files whose bytes were already there; they keep their time stamps.
    pub unchanged: usize,
    /// Files of the previous build that this one no longer has, and that were removed.
    pub removed: usize,
    /// Foreign files (and links and so on, but not folders) that were kept as they are.
    pub kept_foreign: usize,
    /// Foreign links that lead out of the output. Copying the site may copy their targets.
    pub links_out: Vec<PathBuf>,
    /// Files of the previous build that this one no longer has, but that someone has edited since: they
    /// were left, and count as foreign from now on.
    pub left_altered: Vec<SitePath>,
    /// Files of the previous build that someone had edited since, and that now have the new build's bytes.
    pub overwrote_edited: Vec<SitePath>,
    /// The new paths of foreign files that were set aside.
    pub set_aside: Vec<PathBuf>,
}

/// The result of [`super::clean`]. All counts are zero if there is no record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The number of removed files, without the record.
    pub removed: usize,
    /// Recorded files that someone has edited since the build: they were left.
    pub left_altered: Vec<SitePath>,
    /// The number of foreign files that were kept.
    pub kept_foreign: usize,
    /// The new paths of foreign files that were set aside.
    pub set_aside: Vec<PathBuf>,
}
