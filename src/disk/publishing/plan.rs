//! What publishing will do: decided before anything published is touched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::draft::{Drafted, Fate};
use super::error::PublishError;
use super::ground::{Ground, folders_of};
use super::path::SitePath;
use super::record::{Fingerprint, Record};

/// A file that is to get new bytes.
pub(super) struct Fresh {
    pub(super) path: SitePath,
    pub(super) was: Option<Fingerprint>,
}

/// Everything that is to be done, and all that is to stay. What is to be pruned stands in the ground.
pub(super) struct Plan {
    pub(super) fresh: Vec<Fresh>,
    pub(super) same: Vec<SitePath>,
    /// Foreign and altered files, which stay as they are.
    pub(super) kept: Vec<PathBuf>,
    /// Folders that came with recorded files, and go because nothing needs or uses them any more.
    pub(super) emptied: BTreeSet<PathBuf>,
    /// Recorded files that someone has edited, and that get new bytes all the same.
    pub(super) edited: Vec<SitePath>,
    pub(super) record: Record,
}

impl Plan {
    /// Draws the plan up.
    ///
    /// # Errors
    /// [`PublishError::Foreign`] with everything that would have to be pushed away.
    pub(super) fn draw_up(ground: &Ground, drafts: Vec<Drafted>) -> Result<Self, PublishError> {
        let record = Record::new(
            drafts
                .iter()
                .map(|draft| (draft.path.clone(), draft.print))
                .collect(),
        );
        let mut taken = BTreeSet::new();
        let mut plan = Self::without_files(ground, record);
        for Drafted { path, fate, .. } in drafts {
            match fate {
                Fate::Same => plan.same.push(path),
                Fate::Fresh { was } => plan.fresh.push(Fresh { path, was }),
                Fate::Taken(by) => taken.extend(by),
            }
        }
        plan.edited = plan
            .fresh
            .iter()
            .filter(|fresh| is_edited(ground, fresh))
            .map(|f| f.path.clone())
            .collect();
        if taken.is_empty() {
            return Ok(plan);
        }
        Err(PublishError::Foreign {
            output: ground.folder.clone(),
            paths: taken.into_iter().collect(),
        })
    }

    fn without_files(ground: &Ground, record: Record) -> Self {
        let ours = |path: &Path| {
            SitePath::of(path).is_some_and(|path| {
                record.files().contains_key(&path) || ground.prune.contains_key(&path)
            })
        };
        let kept: Vec<PathBuf> = ground
            .survey
            .files
            .keys()
            .filter(|path| !ours(path))
            .cloned()
            .collect();
        let emptied = emptied(ground, &record, &kept);
        Self {
            fresh: Vec::new(),
            same: Vec::new(),
            edited: Vec::new(),
            kept,
            emptied,
            record,
        }
    }

    /// Whether the published site is this one already, and its record with it.
    pub(super) fn changes_nothing(&self, ground: &Ground) -> bool {
        self.fresh.is_empty()
            && ground.prune.is_empty()
            && ground.record.as_ref() == Some(&self.record)
    }

    /// The folders whose own list of names changes, given those that will be new.
    pub(super) fn touched(&self, ground: &Ground, new_folders: &[PathBuf]) -> BTreeSet<PathBuf> {
        let files = self.fresh.iter().map(|fresh| fresh.path.as_path());
        let pruned = ground.prune.keys().map(SitePath::as_path);
        let folders = self.emptied.iter().chain(new_folders).map(PathBuf::as_path);
        let parents = files.chain(pruned).chain(folders).filter_map(Path::parent);
        // The record is replaced whenever anything is, and lies in the output itself.
        parents
            .map(Path::to_owned)
            .chain([PathBuf::new()])
            .collect()
    }
}

fn is_edited(ground: &Ground, fresh: &Fresh) -> bool {
    match (fresh.was, &ground.record) {
        (Some(was), Some(record)) => !record.has_published(&fresh.path, was),
        _ => false,
    }
}

/// The recorded folders in which nothing new, foreign or altered will lie.
fn emptied(ground: &Ground, record: &Record, kept: &[PathBuf]) -> BTreeSet<PathBuf> {
    let foreign_folders = ground
        .survey
        .folders
        .keys()
        .filter(|path| !ground.recorded_folders.contains(*path));
    let staying = kept
        .iter()
        .filter_map(|path| path.parent())
        .chain(foreign_folders.map(PathBuf::as_path));
    let mut needed = folders_of(record.files().keys());
    needed.extend(staying.flat_map(Path::ancestors).map(Path::to_owned));
    let present = |path: &&PathBuf| ground.survey.folders.contains_key(*path);
    ground
        .recorded_folders
        .iter()
        .filter(present)
        .filter(|path| !needed.contains(*path))
        .cloned()
        .collect()
}
