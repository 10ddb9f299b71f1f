//! What the new site meets in the output: what is the program's own there, and what is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::iter::Either;
use rayon::prelude::*;

use super::error::PublishError;
use super::path::SitePath;
use super::record::{Fingerprint, Record, fingerprint_of_file};
use super::survey::{Folder, Kind, Survey};
use crate::disk::system;

/// The output folder as it is, read once before anything is decided.
#[derive(Default)]
pub(super) struct Ground {
    pub(super) folder: PathBuf,
    pub(super) survey: Survey,
    /// The last build's record; `None` where no build has been.
    pub(super) record: Option<Record>,
    /// The record's folders: they came with the files, and go with them.
    pub(super) recorded_folders: BTreeSet<PathBuf>,
    /// Recorded files that the new site does not have and nobody has altered: to be removed.
    pub(super) prune: BTreeMap<SitePath, Fingerprint>,
    /// Recorded files that the new site does not have but someone has altered: to be left.
    pub(super) altered: Vec<SitePath>,
    /// The paths in `prune` as a file system that ignores case knows them.
    folded_prune: BTreeSet<String>,
    /// Who may do what with recorded files that fewer people may read than could now.
    closed: BTreeMap<SitePath, u32>,
    /// Who may do what with a file that is new.
    usual: u32,
}

impl Ground {
    /// Looks at `folder`, over which a site with the paths `wanted` is to be published, in files with the mode `usual`.
    pub(super) fn look_at(
        folder: &Path,
        wanted: &BTreeSet<SitePath>,
        usual: u32,
    ) -> Result<Self, PublishError> {
        let survey = Survey::of(folder)?;
        let record = Record::read(folder)?;
        let (prune, altered) = match &record {
            Some(record) => sift(folder, &survey, record, wanted),
            None => (BTreeMap::new(), Vec::new()),
        };
        let recorded = record.as_ref().map_or_else(BTreeSet::new, Record::paths);
        let closed = closed(folder, &recorded, usual);
        Ok(Self {
            folder: folder.to_owned(),
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

    /// The ground of a site that has never been published.
    pub(super) fn untouched(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            ..Self::default()
        }
    }

    /// Whether the new site may overwrite what is at `path`.
    pub(super) fn may_overwrite(&self, path: &SitePath, found: Option<Fingerprint>) -> bool {
        let record = self.record.as_ref();
        record.is_some_and(|record| record.may_overwrite(path, found))
    }

    /// Whether a plain file stands at `path`, exactly so spelt.
    pub(super) fn has_plain(&self, path: &SitePath) -> bool {
        self.survey.files.get(path.as_path()) == Some(&Kind::Plain)
    }

    /// Whether a file that the last build published can be read by fewer people than a new one could.
    pub(super) fn is_closed(&self, path: &SitePath) -> bool {
        self.closed.contains_key(path)
    }

    /// The mode that a published folder is to have: the one that it has, unless it was made together with files that can
    /// be read by fewer people than new ones could.
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

    /// The foreign links that lead out of the output, or to nothing.
    pub(super) fn links_out(&self) -> Vec<PathBuf> {
        let special = self
            .survey
            .files
            .iter()
            .filter(|(_, kind)| **kind == Kind::Special);
        let leads_out = |path: &&PathBuf| {
            let link = self.folder.join(path);
            let leads = fs::canonicalize(&link);
            link.is_symlink() && !leads.is_ok_and(|leads| leads.starts_with(&self.folder))
        };
        special
            .map(|(path, _)| path)
            .filter(leads_out)
            .cloned()
            .collect()
    }

    /// What a file at `path` would have to push away. Nothing of it may be.
    pub(super) fn in_the_way_of(&self, path: &SitePath) -> Vec<PathBuf> {
        let above = path.folders().find(|folder| self.blocks_as_folder(folder));
        if let Some(folder) = above {
            return vec![folder.as_path().to_owned()];
        }
        if self.survey.folders.contains_key(path.as_path()) {
            return self.foreign_below(path.as_path());
        }
        let special = self.survey.files.get(path.as_path()) == Some(&Kind::Special);
        if special || self.stands_under_another_name(path) {
            vec![path.as_path().to_owned()]
        } else {
            Vec::new()
        }
    }

    /// Whether something that stays, and is no folder, stands where `path` must be a folder.
    ///
    /// A symbolic link to a folder is no folder: writing through it would leave the output.
    fn blocks_as_folder(&self, path: &SitePath) -> bool {
        if self.survey.folders.contains_key(path.as_path()) || self.prune.contains_key(path) {
            return false;
        }
        let spelt_so = self.survey.files.contains_key(path.as_path());
        let otherwise =
            || fs::symlink_metadata(path.under(&self.folder)).is_ok_and(|meta| !meta.is_dir());
        spelt_so || (self.stands_under_another_name(path) && otherwise())
    }

    /// Whether `path` exists though nothing of that spelling does: the file system ignores case, and what is
    /// there is not about to be removed.
    fn stands_under_another_name(&self, path: &SitePath) -> bool {
        let spelt_so = self.survey.files.contains_key(path.as_path())
            || self.survey.folders.contains_key(path.as_path());
        !spelt_so
            && fs::symlink_metadata(path.under(&self.folder)).is_ok()
            && !self.folded_prune.contains(&path.folded())
    }

    /// What has to stay below `folder`: foreign files, or where there are none the folders that are foreign.
    fn foreign_below(&self, folder: &Path) -> Vec<PathBuf> {
        let pruned =
            |file: &PathBuf| SitePath::of(file).is_some_and(|path| self.prune.contains_key(&path));
        let within = |path: &&PathBuf| path.starts_with(folder);
        let below = folder.to_owned()..;
        let files = self
            .survey
            .files
            .range(below.clone())
            .map(|(file, _)| file)
            .take_while(within);
        let staying: Vec<PathBuf> = files.filter(|file| !pruned(file)).cloned().collect();
        if !staying.is_empty() {
            return staying;
        }
        let folders = self
            .survey
            .folders
            .range(below)
            .map(|(folder, _)| folder)
            .take_while(within);
        folders
            .filter(|folder| !self.recorded_folders.contains(*folder))
            .cloned()
            .collect()
    }
}

/// Who may read and write.
const READ_WRITE: u32 = 0o666;

/// The modes of the files that fewer people may read or write than `usual` says.
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

/// Of the recorded files that the new site does not have: which are as they were published, and which are not.
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

/// The folders that files with these paths need.
pub(super) fn folders_of<'a>(paths: impl Iterator<Item = &'a SitePath>) -> BTreeSet<PathBuf> {
    paths
        .flat_map(SitePath::folders)
        .map(|folder| folder.as_path().to_owned())
        .collect()
}
