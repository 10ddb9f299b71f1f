//! Errors of publishing.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::operations::Operation;
use super::path::SitePath;

/// The reason why a site could not be published or removed.
///
/// Except for [`PublishError::Unfinished`], the published site has not changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum PublishError {
    /// Another run is publishing to this output.
    Busy(PathBuf),
    /// The site has files where the output has something that quarterdeck did not make.
    Foreign {
        /// The output folder.
        output: PathBuf,
        /// The foreign paths, relative to the output, sorted.
        paths: Vec<PathBuf>,
    },
    /// Two paths of the site cannot both exist on every file system.
    Clash(SitePath, SitePath),
    /// The record at this path cannot be trusted, for this reason.
    BadRecord(PathBuf, String),
    /// The output is not a folder that can hold a site. Contains a phrase that follows "it".
    NotAFolder(PathBuf, &'static str),
    /// These files could not be rendered.
    Render(Vec<(SitePath, String)>),
    /// An operation on the disk failed.
    Disk(Fault),
    /// An operation failed after some files were published to this output. The next run finishes it.
    Unfinished(PathBuf, Box<PublishError>),
}

impl PublishError {
    pub(super) fn unfinished(self, output: &Path) -> Self {
        Self::Unfinished(output.to_owned(), Box::new(self))
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(output) => write!(
                f,
                "another quarterdeck is publishing to `{}`; wait until it has finished, then run this again",
                output.display()
            ),
            Self::Foreign { output, paths } => write_foreign(f, output, paths),
            Self::Clash(first, second) => write!(
                f,
                "the site has both `{first}` and `{second}`, which some disks cannot tell apart; rename one"
            ),
            Self::BadRecord(path, why) => write!(
                f,
                "the record of the last build, `{}`, cannot be trusted: {why}. Restore it, or delete it together \
                 with the pages of the last build and build again",
                path.display()
            ),
            Self::NotAFolder(output, why) => {
                write!(
                    f,
                    "cannot publish to `{}`: it {why}; choose another output folder",
                    output.display()
                )
            }
            Self::Render(failures) => {
                let lines = failures.iter();
                let lines = lines.map(|(path, why)| format!("cannot make `{path}`: {why}"));
                f.write_str(&lines.collect::<Vec<_>>().join("\n"))
            }
            Self::Disk(fault) => fault.fmt(f),
            Self::Unfinished(output, cause) => write!(
                f,
                "{cause}. The site in `{}` is not finished: put this right, then run this again",
                output.display()
            ),
        }
    }
}

/// The number of foreign files that a message names.
const MAX_NAMED: usize = 20;

fn write_foreign(f: &mut fmt::Formatter<'_>, output: &Path, paths: &[PathBuf]) -> fmt::Result {
    let (was, them) = if paths.len() == 1 {
        ("was", "it")
    } else {
        ("were", "them")
    };
    let mut names: Vec<String> = paths
        .iter()
        .take(MAX_NAMED)
        .map(|path| format!("`{}`", path.display()))
        .collect();
    if let Some(more @ 1..) = paths.len().checked_sub(MAX_NAMED) {
        names.push(format!("and {more} more"));
    }
    write!(
        f,
        "{} in `{}` {was} not made by quarterdeck, or changed by hand since, and the new site needs the place; move \
         {them} away or choose another output folder",
        names.join(", "),
        output.display()
    )
}

impl Error for PublishError {}

impl From<Fault> for PublishError {
    fn from(fault: Fault) -> Self {
        Self::Disk(fault)
    }
}

/// An operation on the disk that failed.
#[derive(Debug)]
pub struct Fault {
    /// The operation.
    pub act: Operation,
    /// The path.
    pub path: PathBuf,
    /// The error of the system.
    pub source: io::Error,
}

impl Fault {
    pub(super) fn new(act: Operation, path: &Path, source: io::Error) -> Self {
        Self {
            act,
            path: path.to_owned(),
            source,
        }
    }

    /// Returns advice for the user, if there is any.
    fn advice(&self) -> &'static str {
        match self.source.kind() {
            io::ErrorKind::PermissionDenied => {
                "; check that you may write there, or choose another output folder"
            }
            io::ErrorKind::ReadOnlyFilesystem => "; choose an output folder that can be written to",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "; make room, then run this again"
            }
            io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::AlreadyExists => {
                "; something else is in its place: move that away, then run this again"
            }
            _ => "",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot {} `{}`: {}{}",
            self.act,
            self.path.display(),
            self.source,
            self.advice()
        )
    }
}
