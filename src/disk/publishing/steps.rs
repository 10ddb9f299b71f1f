//! Publishing file by file, where folders cannot be exchanged: every step is in the journal first.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::aside::put_aside;
use super::error::{Fault, PublishError};
use super::ground::Ground;
use super::journal::Step;
use super::path::SitePath;
use super::plan::{Fresh, Plan};
use super::record::{Fingerprint, RECORD_NAME, fingerprint_of_file};
use super::world::{Act, World};
use crate::disk::system;

/// The name under which a file is copied to its folder before it takes its place there.
const TEMPORARY_NAME: &str = ".quarterdeck.put";

/// The steps that lead from the old site to the new one, in an order in which a reader meets the least harm:
/// what pages refer to comes before the pages, new pages before those that link to them, and nothing goes
/// before its last reference has gone. The record comes last of all.
pub(super) fn steps(ground: &Ground, plan: &Plan) -> Vec<Step> {
    let newcomers = Newcomers::of(plan);
    let (blocking, rest): (Vec<_>, Vec<_>) = ground
        .prune
        .iter()
        .partition(|(path, _)| newcomers.need_gone(path));
    let prune = |(path, print): (&SitePath, &Fingerprint)| Step::Prune {
        path: path.clone(),
        print: *print,
    };
    let (blocking_folders, other_folders): (Vec<SitePath>, Vec<SitePath>) = emptied(plan)
        .partition(|folder| {
            plan.record.files().contains_key(folder) || is_below_a_file(folder, plan)
        });
    let mut fresh: Vec<&Fresh> = plan.fresh.iter().collect();
    fresh.sort_by_key(|fresh| (fresh.path.is_page(), fresh.was.is_some(), &fresh.path));
    let empty = |folder| Step::Empty { folder };

    let mut steps: Vec<Step> = blocking.into_iter().map(prune).collect();
    steps.extend(blocking_folders.into_iter().map(empty));
    steps.extend(fresh.into_iter().map(put));
    steps.extend(rest.into_iter().map(prune));
    steps.extend(other_folders.into_iter().map(empty));
    steps.push(Step::PutRecord);
    steps
}

/// The steps that remove a site and leave all that is not ours.
pub(super) fn clearing_steps(ground: &Ground, plan: &Plan) -> Vec<Step> {
    let prune = |(path, print): (&SitePath, &Fingerprint)| Step::Prune {
        path: path.clone(),
        print: *print,
    };
    let mut steps: Vec<Step> = ground.prune.iter().map(prune).collect();
    steps.extend(emptied(plan).map(|folder| Step::Empty { folder }));
    steps.push(Step::RemoveRecord);
    steps
}

fn put(fresh: &Fresh) -> Step {
    Step::Put {
        path: fresh.path.clone(),
        print: fresh.print,
        was: fresh.was,
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
}

/// Whether the one file can be read or written by somebody who may not do so with the other.
fn adds_rights(staged: &Path, goal: &Path) -> bool {
    let mode = |path| fs::symlink_metadata(path).map(|known| system::mode(&known));
    matches!((mode(staged), mode(goal)), (Ok(staged), Ok(goal)) if staged & !goal != 0)
}

fn is_below_a_file(folder: &SitePath, plan: &Plan) -> bool {
    folder
        .folders()
        .any(|above| plan.record.files().contains_key(&above))
}

/// Where steps are carried out.
pub(super) struct Scene<'a> {
    /// The published folder.
    pub(super) folder: &'a Path,
    /// Where the new files wait.
    pub(super) next: &'a Path,
    /// Where what someone put into a published file's place goes.
    pub(super) kept: PathBuf,
    pub(super) world: World<'a>,
}

impl Scene<'_> {
    /// Carries out the steps, of which any number may have been carried out before.
    ///
    /// Answers with what had to be set aside.
    pub(super) fn carry_out(&self, steps: &[Step]) -> Result<Vec<PathBuf>, PublishError> {
        let mut set_aside = Vec::new();
        for step in steps {
            match step {
                Step::Put { path, print, was } => set_aside.extend(self.put(path, *print, *was)?),
                Step::Prune { path, print } => self.prune(path, *print)?,
                Step::Empty { folder } => self.empty(folder),
                Step::PutRecord => self.put_record()?,
                Step::RemoveRecord => self.remove_record()?,
            }
        }
        Ok(set_aside)
    }

    fn put(
        &self,
        path: &SitePath,
        print: Fingerprint,
        was: Option<Fingerprint>,
    ) -> Result<Option<PathBuf>, PublishError> {
        let (staged, goal) = (path.under(self.next), path.under(self.folder));
        if fs::symlink_metadata(&staged).is_err() {
            // An earlier run put it there; whatever has become of it since is not ours to judge.
            return Ok(None);
        }
        self.make_way(path)?;
        if fingerprint_of_file(&goal) == Some(print) && !adds_rights(&staged, &goal) {
            return Ok(None);
        }
        let appeared = was.is_none() && fs::symlink_metadata(&goal).is_ok();
        let aside = if appeared {
            Some(put_aside(self.world, &self.kept, path.as_path(), &goal)?)
        } else {
            None
        };
        self.place(&staged, &goal)?;
        Ok(aside)
    }

    /// Sees to it that the folders of `path` are there, and are folders in the output.
    fn make_way(&self, path: &SitePath) -> Result<(), PublishError> {
        for folder in path.folders() {
            let folder = folder.under(self.folder);
            match fs::symlink_metadata(&folder) {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => {
                    return Err(Fault::new(
                        Act::MakeFolder,
                        &folder,
                        io::ErrorKind::NotADirectory.into(),
                    )
                    .into());
                }
                Err(_) => self.world.make_folder(&folder)?,
            }
        }
        Ok(())
    }

    /// Puts a staged file into its place in one step, so that a reader gets the old one or the new one.
    fn place(&self, staged: &Path, goal: &Path) -> Result<(), PublishError> {
        match self.world.rename(staged, goal) {
            Err(fault) if fault.source.kind() == io::ErrorKind::CrossesDevices => {
                let temporary = goal.with_file_name(TEMPORARY_NAME);
                if fs::symlink_metadata(&temporary).is_ok() {
                    self.world.remove(&temporary)?;
                }
                self.world.copy(staged, &temporary)?;
                // It may be on a file system of its own, which the last sync of all does not reach.
                self.world.sync(&temporary)?;
                Ok(self.world.rename(&temporary, goal)?)
            }
            renamed => Ok(renamed?),
        }
    }

    fn prune(&self, path: &SitePath, print: Fingerprint) -> Result<(), PublishError> {
        let goal = path.under(self.folder);
        if self.leads_through_folders(path) && fingerprint_of_file(&goal) == Some(print) {
            self.world.remove(&goal)?;
        }
        Ok(())
    }

    /// Removes a folder if it is empty. One that cannot be removed does no harm, and is no reason to stop half way.
    fn empty(&self, folder: &SitePath) {
        let goal = folder.under(self.folder);
        let is_folder = fs::symlink_metadata(&goal).is_ok_and(|meta| meta.is_dir());
        if is_folder && self.leads_through_folders(folder) {
            let _ = self.world.remove_folder(&goal);
        }
    }

    /// Whether every folder on the way to `path` is one, and not a link out of the output.
    fn leads_through_folders(&self, path: &SitePath) -> bool {
        let is_folder = |folder: SitePath| {
            fs::symlink_metadata(folder.under(self.folder)).is_ok_and(|m| m.is_dir())
        };
        path.folders().all(is_folder)
    }

    fn put_record(&self) -> Result<(), PublishError> {
        let staged = self.next.join(RECORD_NAME);
        if staged.exists() {
            self.place(&staged, &self.folder.join(RECORD_NAME))
        } else {
            Ok(())
        }
    }

    fn remove_record(&self) -> Result<(), PublishError> {
        let record = self.folder.join(RECORD_NAME);
        if record.exists() {
            Ok(self.world.remove(&record)?)
        } else {
            Ok(())
        }
    }
}
