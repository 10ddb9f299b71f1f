//! The existing files of the output: the program's own and foreign ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::iter::Either;
use rayon::prelude::*;

use super::error::PublishError;
use super::path::SitePath;
use super::place::{FolderKind, Place};
use super::record::{Fingerprint, Record, fingerprint_of_file};
use super::survey::{Folder, Kind, Survey};
use crate::disk::system;

/// The output folder before publishing.
#[derive(Default)]
pub(super) struct ExistingOutput {
    pub(super) folder: PathBuf,
    pub(super) survey: Survey,
    /// The last build's record, if any.
    pub(super) record: Option<Record>,
    /// The folders of recorded files.
    pub(super) recorded_folders: BTreeSet<PathBuf>,
    /// Unaltered recorded files that the new site does not have, to be removed.
    pub(super) prune: BTreeMap<SitePath, Fingerprint>,
    /// Altered recorded files that the new site does not have, to be kept.
    pub(super) altered: Vec<SitePath>,
    /// The paths in `prune`, without case.
    folded_prune: BTreeSet<String>,
    /// The modes of recorded files that fewer people may read than new ones.
    closed: BTreeMap<SitePath, u32>,
    /// The mode of new files.
    usual: u32,
}

impl ExistingOutput {
    /// Reads the output, if it exists, before a site with the paths `wanted` is published in files with the mode `usual`.
    pub(super) fn read(
        place: &Place,
        wanted: &BTreeSet<SitePath>,
        usual: u32,
    ) -> Result<Self, PublishError> {
        let folder = &place.folder;
        if place.kind == FolderKind::Missing {
            return Ok(Self {
                folder: folder.clone(),
                ..Self::default()
            });
        }
        let survey = Survey::of(folder)?;
        let record = Record::read(folder)?;
        let (prune, altered) = match &record {
            Some(record) => sift(folder, &survey, record, wanted),
            None => (BTreeMap::new(), Vec::new()),
        };
        let recorded = record.as_ref().map_or_else(BTreeSet::new, Record::paths);
        let closed = closed(folder, &recorded, usual);
        Ok(Self {
            folder: folder.clone(),
            recorded_folders: folders_of(recorded.into_iter()),
            closed,
            usual,
            folded_prune: prune.keys().map(SitePath::folded).collect(),
            survey,
            record,
            prune,
            altered,
        })
    }

    /// Whether the new site may overwrite what is at `path`.
    pub(super) fn may_overwrite(&self, path: &SitePath, found: Option<Fingerprint>) -> bool {
        let record = self.record.as_ref();
        record.is_some_and(|record| record.may_overwrite(path, found))
    }

    /// Whether there is a regular file at exactly this path.
    pub(super) fn has_plain(&self, path: &SitePath) -> bool {
        self.survey.files.get(path.as_path()) == Some(&Kind::Plain)
    }

    /// Whether a recorded file can be read by fewer people than a new one.
    pub(super) fn is_closed(&self, path: &SitePath) -> bool {
        self.closed.contains_key(path)
    }

    /// Returns the mode for a published folder: its own, unless it was created with files that fewer people may read than new
    /// ones.
    pub(super) fn folder_mode(&self, folder: &Path, old: &Folder) -> u32 {
        let is_ours = folder.as_os_str().is_empty() || self.recorded_folders.contains(folder);
        let mut closed = self.closed.values();
        if is_ours && closed.any(|mode| mode & READ_WRITE == old.mode & READ_WRITE) {
            let readers = self.usual & 0o444;
            old.mode | (self.usual & READ_WRITE) | (readers >> 2)
        } else {
            old.mode
        }
    }

    /// Returns the foreign links that lead out of the output or are broken.
    pub(super) fn links_out(&self) -> Vec<PathBuf> {
        let leads_out = |path: &&PathBuf| {
            let link = self.folder.join(path);
            let leads = fs::canonicalize(&link);
            link.is_symlink() && !leads.is_ok_and(|leads| leads.starts_with(&self.folder))
        };
        let files = self.survey.files.iter();
        let special = files.filter(|(_, kind)| **kind == Kind::Special);
        let special = special.map(|(path, _)| path);
        special.filter(leads_out).cloned().collect()
    }

    /// Returns the foreign files in the way of a file at `path`.
    pub(super) fn in_the_way_of(&self, path: &SitePath) -> Vec<PathBuf> {
        let above = path.folders().find(|folder| self.blocks_as_folder(folder));
        if let Some(folder) = above {
            return vec![folder.as_path().to_owned()];
        }
        if self.survey.folders.contains_key(path.as_path()) {
            return self.foreign_below(path.as_path());
        }
        let special = self.survey.files.get(path.as_path()) == Some(&Kind::Special);
        if special || self.exists_in_other_case(path) {
            vec![path.as_path().to_owned()]
        } else {
            Vec::new()
        }
    }

    /// Whether a file that stays is at a path that must be a folder. A symbolic link to a folder counts as a file, because it may
    /// lead out of the output.
    fn blocks_as_folder(&self, path: &SitePath) -> bool {
        if self.survey.folders.contains_key(path.as_path()) || self.prune.contains_key(path) {
            return false;
        }
        let spelt_so = self.survey.files.contains_key(path.as_path());
        let otherwise =
            || fs::symlink_metadata(path.under(&self.folder)).is_ok_and(|meta| !meta.is_dir());
        spelt_so || (self.exists_in_other_case(path) && otherwise())
    }

    /// Whether a file that stays differs from `path` only in case, on a file system that ignores case.
    fn exists_in_other_case(&self, path: &SitePath) -> bool {
        let spelt_so = self.survey.files.contains_key(path.as_path())
            || self.survey.folders.contains_key(path.as_path());
        !spelt_so
            && fs::symlink_metadata(path.under(&self.folder)).is_ok()
            && !self.folded_prune.contains(&path.folded())
    }

    /// Returns the foreign files below `folder`, or if there are none the foreign folders.
    fn foreign_below(&self, folder: &Path) -> Vec<PathBuf> {
        let pruned =
            |file: &PathBuf| SitePath::of(file).is_some_and(|path| self.prune.contains_key(&path));
        let within = |path: &&PathBuf| path.starts_with(folder);
        let below = folder.to_owned()..;
        let files = self.survey.files.range(below.clone()).map(|(file, _)| file);
        let files = files.take_while(within);
        let staying: Vec<PathBuf> = files.filter(|file| !pruned(file)).cloned().collect();
        if !staying.is_empty() {
            return staying;
        }
        let folders = self.survey.folders.range(below).map(|(folder, _)| folder);
        let folders = folders.take_while(within);
        let foreign = folders.filter(|folder| !self.recorded_folders.contains(*folder));
        foreign.cloned().collect()
    }
}

/// Read and write permissions.
const READ_WRITE: u32 = 0o666;

/// Returns the modes of files with fewer permissions than `usual`.
fn closed(folder: &Path, files: &BTreeSet<&SitePath>, usual: u32) -> BTreeMap<SitePath, u32> {
    let mode = |path: &&&SitePath| {
        let known = fs::symlink_metadata(path.under(folder)).ok()?;
        let mode = system::mode(&known);
        let is_closed = known.is_file() && usual & READ_WRITE & !mode != 0;
        is_closed.then_some(mode)
    };
    let closed = files
        .par_iter()
        .filter_map(|path| Some(((*path).clone(), mode(&path)?)));
    closed.collect()
}

/// Splits the recorded files that the new site does not have into unaltered and altered ones.
fn sift(
    folder: &Path,
    survey: &Survey,
    record: &Record,
    wanted: &BTreeSet<SitePath>,
) -> (BTreeMap<SitePath, Fingerprint>, Vec<SitePath>) {
    let mut gone = record.paths();
    gone.retain(|path| {
        !wanted.contains(*path) && survey.files.get(path.as_path()) == Some(&Kind::Plain)
    });
    gone.into_par_iter()
        .partition_map(|path| match fingerprint_of_file(&path.under(folder)) {
            Some(print) if record.has_published(path, print) => Either::Left((path.clone(), print)),
            _ => Either::Right(path.clone()),
        })
}

/// Returns the folders above these paths.
pub(super) fn folders_of<'a>(paths: impl Iterator<Item = &'a SitePath>) -> BTreeSet<PathBuf> {
    paths
        .flat_map(SitePath::folders)
        .map(|folder| folder.as_path().to_owned())
        .collect()
}
