//! What tells that a file is the one that was read, without reading it.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::disk::system::{TELLS_FILES_APART, changed, identity};
use crate::source::FOLDERS;

/// Some systems count time in steps of this: within one, two files can look alike.
const STEP: Duration = Duration::from_secs(2);

/// Size, times and place of a file when it was last read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    changed: (i64, i64),
    place: (u64, u64),
    worth: Worth,
}

/// What a stamp is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// The file had stood still when it was taken.
    Proof,
    /// It had changed so lately that it may have changed again unseen, or the system does not tell enough.
    Nothing,
}

impl Stamp {
    /// Taken before the file is read, so that what changes in between shows.
    pub(super) fn of(known: &Metadata) -> Self {
        let stood_still = known.modified().is_ok_and(|modified| {
            let since = SystemTime::now().duration_since(modified);
            since.is_ok_and(|since| since > STEP)
        });
        Self {
            size: known.len(),
            modified: known.modified().ok(),
            changed: changed(known),
            place: identity(known),
            worth: if stood_still && TELLS_FILES_APART {
                Worth::Proof
            } else {
                Worth::Nothing
            },
        }
    }

    /// Whether this is certainly still the file that was read.
    pub(super) fn holds(&self, known: &Metadata) -> bool {
        let now = Self {
            worth: self.worth,
            ..Self::of(known)
        };
        self.worth == Worth::Proof && *self == now
    }
}

/// Which folders a site's root and what it is made from are: others, as soon as one was replaced, came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground(Vec<Option<(u64, u64)>>);

impl Ground {
    /// As it is now.
    pub fn of(root: &Path) -> Self {
        let folders = FOLDERS.iter().map(|folder| root.join(folder));
        let all = std::iter::once(root.to_owned()).chain(folders);
        let place = |path: PathBuf| {
            let known = std::fs::metadata(path).ok()?;
            Some(identity(&known))
        };
        Self(all.map(place).collect())
    }
}
