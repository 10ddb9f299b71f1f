//! Publishing file by file, where folders cannot be exchanged.
//!
//! The record goes first, with the files of the site before in it: from then on it names everything in the folder that
//! is the program's own, so that the next build can begin again wherever this one is stopped. Then come assets, pages
//! and removals, and the finished record is last.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::aside::put_aside;
use super::error::{Fault, PublishError};
use super::ground::Ground;
use super::path::SitePath;
use super::plan::{Fresh, Plan};
use super::record::{Fingerprint, RECORD_NAME, fingerprint_of_file};
use super::world::{Act, World};

/// The name under which a file is copied to its folder before it takes its place there.
pub(super) const TEMPORARY_NAME: &str = ".quarterdeck.put";

/// The name of the first record among the staged files.
const BEGUN_RECORD_NAME: &str = ".quarterdeck.begun.json";

/// A published folder in which files are replaced and removed one by one.
pub(super) struct InPlace<'a> {
    /// The published folder.
    pub(super) folder: &'a Path,
    /// Where the new files wait.
    pub(super) next: PathBuf,
    /// Where what someone put into a published file's place goes.
    pub(super) kept: PathBuf,
    pub(super) world: World<'a>,
}

impl InPlace<'_> {
    /// Writes the records that [`Self::publish`] begins and ends with to the staged files.
    pub(super) fn stage_records(&self, ground: &Ground, plan: &Plan) -> Result<(), Fault> {
        let begun = plan.record.begun_over(ground.record.as_ref());
        self.world
            .write_new_json(&self.next.join(BEGUN_RECORD_NAME), &begun)?;
        let finished = self.next.join(RECORD_NAME);
        if finished.exists() {
            return Ok(());
        }
        self.world.write_new_json(&finished, &plan.record)
    }

    /// Puts the staged site in its place, in an order in which a reader meets the least harm: what pages refer to comes
    /// before the pages, new pages before those that link to them, and nothing goes before its last reference has gone.
    ///
    /// Returns what had to be set aside.
    ///
    /// # Errors
    /// [`PublishError::Unfinished`] once the first record is in its place.
    pub(super) fn publish(
        &self,
        ground: &Ground,
        plan: &Plan,
    ) -> Result<Vec<PathBuf>, PublishError> {
        self.place(&self.next.join(BEGUN_RECORD_NAME), &self.record())?;
        let published = self.world.sync(self.folder).map_err(PublishError::from);
        published
            .and_then(|()| self.publish_files(ground, plan))
            .map_err(|error| error.unfinished(self.folder))
    }

    fn publish_files(&self, ground: &Ground, plan: &Plan) -> Result<Vec<PathBuf>, PublishError> {
        let newcomers = Newcomers::of(plan);
        let (blocking, rest): (Vec<_>, Vec<_>) = ground
            .prune
            .iter()
            .partition(|(path, _)| newcomers.need_gone(path));
        let (blocking_folders, other_folders): (Vec<SitePath>, Vec<SitePath>) =
            emptied(plan).partition(|folder| newcomers.need_gone_folder(folder));
        let mut fresh: Vec<&Fresh> = plan.fresh.iter().collect();
        fresh.sort_by_key(|fresh| (fresh.path.is_page(), fresh.was.is_some(), &fresh.path));

        self.remove(blocking, blocking_folders)?;
        let mut set_aside = Vec::new();
        for fresh in fresh {
            set_aside.extend(self.put(fresh)?);
        }
        self.remove(rest, other_folders)?;
        self.world.sync_all(self.folder)?;
        self.place(&self.next.join(RECORD_NAME), &self.record())?;
        self.world.sync(self.folder)?;
        Ok(set_aside)
    }

    /// Removes a site, its record last, and leaves everything else.
    pub(super) fn clear(&self, ground: &Ground, plan: &Plan) -> Result<(), PublishError> {
        self.remove(&ground.prune, emptied(plan))?;
        self.world.sync_all(self.folder)?;
        self.world.remove(&self.record())?;
        Ok(self.world.sync(self.folder)?)
    }

    fn record(&self) -> PathBuf {
        self.folder.join(RECORD_NAME)
    }

    fn put(&self, fresh: &Fresh) -> Result<Option<PathBuf>, PublishError> {
        let path = &fresh.path;
        let goal = path.under(self.folder);
        self.make_way(path)?;
        let appeared = fresh.was.is_none() && fs::symlink_metadata(&goal).is_ok();
        let aside = if appeared {
            Some(put_aside(self.world, &self.kept, path.as_path(), &goal)?)
        } else {
            None
        };
        self.place(&path.under(&self.next), &goal)?;
        Ok(aside)
    }

    /// Sees to it that the folders of `path` are there, and are folders in the output.
    fn make_way(&self, path: &SitePath) -> Result<(), Fault> {
        for folder in path.folders() {
            let folder = folder.under(self.folder);
            match fs::symlink_metadata(&folder) {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => {
                    let refused = io::ErrorKind::NotADirectory.into();
                    return Err(Fault::new(Act::MakeFolder, &folder, refused));
                }
                Err(_) => self.world.make_folder(&folder)?,
            }
        }
        Ok(())
    }

    /// Puts a staged file into its place in one step, so that a reader gets the old one or the new one.
    fn place(&self, staged: &Path, goal: &Path) -> Result<(), Fault> {
        match self.world.rename(staged, goal) {
            Err(fault) if fault.source.kind() == io::ErrorKind::CrossesDevices => {
                let temporary = goal.with_file_name(TEMPORARY_NAME);
                if fs::symlink_metadata(&temporary).is_ok() {
                    self.world.remove(&temporary)?;
                }
                self.world.copy(staged, &temporary)?;
                // It may be on a file system of its own, which the last sync of all does not reach.
                self.world.sync(&temporary)?;
                self.world.rename(&temporary, goal)
            }
            renamed => renamed,
        }
    }

    /// Removes files that still have the bytes that were published, and then folders that are empty. A folder that
    /// cannot be removed does no harm, and is no reason to stop half way.
    fn remove<'p>(
        &self,
        files: impl IntoIterator<Item = (&'p SitePath, &'p Fingerprint)>,
        folders: impl IntoIterator<Item = SitePath>,
    ) -> Result<(), Fault> {
        for (path, print) in files {
            let goal = path.under(self.folder);
            if self.leads_through_folders(path) && fingerprint_of_file(&goal) == Some(*print) {
                self.world.remove(&goal)?;
            }
        }
        for folder in folders {
            let goal = folder.under(self.folder);
            let is_folder = fs::symlink_metadata(&goal).is_ok_and(|meta| meta.is_dir());
            if is_folder && self.leads_through_folders(&folder) {
                let _ = self.world.remove_folder(&goal);
            }
        }
        Ok(())
    }

    /// Whether every folder on the way to `path` is one, and not a link out of the output.
    fn leads_through_folders(&self, path: &SitePath) -> bool {
        let is_folder = |folder: SitePath| {
            fs::symlink_metadata(folder.under(self.folder)).is_ok_and(|meta| meta.is_dir())
        };
        path.folders().all(is_folder)
    }
}

/// The folders to be removed, innermost first.
fn emptied(plan: &Plan) -> impl Iterator<Item = SitePath> {
    plan.emptied
        .iter()
        .rev()
        .filter_map(|folder| SitePath::of(folder))
}

/// What the new files need of the old ones.
struct Newcomers<'a> {
    paths: BTreeSet<&'a SitePath>,
    folders: BTreeSet<SitePath>,
    folded: BTreeSet<String>,
}

impl<'a> Newcomers<'a> {
    fn of(plan: &'a Plan) -> Self {
        let paths = || plan.fresh.iter().map(|fresh| &fresh.path);
        Self {
            paths: paths().collect(),
            folders: paths().flat_map(SitePath::folders).collect(),
            folded: paths().map(SitePath::folded).collect(),
        }
    }

    /// Whether an old file has to go before a new one can come: it is a folder now, it lies in what is a file
    /// now, or only the case of its name has changed, which some file systems do not tell apart.
    fn need_gone(&self, old: &SitePath) -> bool {
        self.folders.contains(old)
            || self.folded.contains(&old.folded())
            || old.folders().any(|folder| self.paths.contains(&folder))
    }

    /// Whether an old folder has to go: it is a file now, or lies in what is one.
    fn need_gone_folder(&self, old: &SitePath) -> bool {
        self.paths.contains(old) || old.folders().any(|folder| self.paths.contains(&folder))
    }
}
