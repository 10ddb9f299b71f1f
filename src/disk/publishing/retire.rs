//! Removes the old site after the exchange, looking at each thing once more before it goes.
//!
//! Between preparing the new site and exchanging it someone may have put a file into the old one. So nothing is
//! removed on the strength of what was there before: only what the old record names with these bytes, and what
//! is in the new site under the same name, as the same file.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::aside::put_aside;
use super::error::{Fault, PublishError};
use super::ground::folders_of;
use super::path::SitePath;
use super::record::{RECORD_NAME, Record, fingerprint_of_file};
use super::survey::Folder;
use super::world::{Act, World};
use crate::disk::system;

/// An old site that has been replaced, and the new one.
pub(super) struct Retirement<'a> {
    old: &'a Path,
    live: &'a Path,
    kept: PathBuf,
    old_record: Option<Record>,
    /// The folders that came with the old record's files.
    old_folders: BTreeSet<PathBuf>,
    live_record: Option<Record>,
    world: World<'a>,
    set_aside: Vec<PathBuf>,
}

impl<'a> Retirement<'a> {
    /// Prepares to remove the site in `old`, which the one in `live` has replaced. What belongs to someone else
    /// and has no place in the new site goes to `kept`.
    pub(super) fn new(
        old: &'a Path,
        live: &'a Path,
        kept: PathBuf,
        world: World<'a>,
    ) -> Result<Self, PublishError> {
        let (old_record, live_record) = (Record::read(old)?, Record::read(live)?);
        let old_paths = old_record.iter().flat_map(Record::paths);
        Ok(Self {
            old,
            live,
            kept,
            old_folders: folders_of(old_paths),
            old_record,
            live_record,
            world,
            set_aside: Vec::new(),
        })
    }

    /// Removes the old site, its record last: until then a run that takes over knows what is whose.
    pub(super) fn carry_out(mut self) -> Result<Vec<PathBuf>, PublishError> {
        self.retire_contents(Path::new(""))?;
        if self.old_record.is_some() {
            self.world.remove(&self.old.join(RECORD_NAME))?;
        }
        self.world.remove_folder(self.old)?;
        Ok(self.set_aside)
    }

    fn retire_contents(&mut self, folder: &Path) -> Result<(), PublishError> {
        let old = self.old.join(folder);
        let unreadable = |source| PublishError::from(Fault::new(Act::Read, &old, source));
        self.world.open_up(&old)?;
        let entries: Vec<DirEntry> = fs::read_dir(&old)
            .and_then(Iterator::collect)
            .map_err(unreadable)?;
        for entry in entries {
            let path = folder.join(entry.file_name());
            let meta = entry.metadata().map_err(unreadable)?;
            if path == Path::new(RECORD_NAME) {
                continue;
            }
            if meta.is_dir() {
                self.retire_contents(&path)?;
                self.retire_folder(&path, &meta)?;
            } else {
                self.retire_file(&path, &meta)?;
            }
        }
        Ok(())
    }

    fn retire_file(&mut self, path: &Path, meta: &Metadata) -> Result<(), PublishError> {
        let (old, live) = (self.old.join(path), self.live.join(path));
        let successor = fs::symlink_metadata(&live).ok();
        if successor.as_ref().is_some_and(|live| same_file(live, meta)) || self.is_ours(path, &old)
        {
            return Ok(self.world.remove(&old)?);
        }
        match successor {
            None => self.bring_home(path, &old, &live),
            Some(live_meta) => self.settle_rivals(path, meta, &live_meta),
        }
    }

    /// Whether the old build made this file: with these bytes, or else for the new build to overwrite.
    fn is_ours(&self, path: &Path, old: &Path) -> bool {
        let Some(path) = SitePath::of(path) else {
            return false;
        };
        let Some(record) = &self.old_record else {
            return false;
        };
        let found = fingerprint_of_file(old);
        found.is_some_and(|found| record.has_published(&path, found))
            || (self.is_published(&path) && record.may_overwrite(&path, found))
    }

    fn is_published(&self, path: &SitePath) -> bool {
        let record = self.live_record.as_ref();
        record.is_some_and(|record| record.files().contains_key(path))
    }

    /// Someone's file that came too late to be carried over: it goes where it would have gone.
    fn bring_home(&mut self, path: &Path, old: &Path, live: &Path) -> Result<(), PublishError> {
        let parent = live.parent().unwrap_or(self.live);
        match fs::symlink_metadata(parent) {
            Ok(meta) if meta.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.world.make_folders(parent)?;
            }
            _ => return self.put_aside(path, old),
        }
        Ok(self.world.rename(old, live)?)
    }

    /// Two files claim one place. A published one stays; of two foreign ones the later does.
    fn settle_rivals(
        &mut self,
        path: &Path,
        old: &Metadata,
        live: &Metadata,
    ) -> Result<(), PublishError> {
        let is_published = SitePath::of(path).is_some_and(|path| self.is_published(&path));
        let old_is_later = old.modified().ok() >= live.modified().ok();
        let (old_path, live_path) = (self.old.join(path), self.live.join(path));
        if is_published || live.is_dir() || !old_is_later {
            return self.put_aside(path, &old_path);
        }
        self.put_aside(path, &live_path)?;
        Ok(self.world.rename(&old_path, &live_path)?)
    }

    fn put_aside(&mut self, path: &Path, what: &Path) -> Result<(), PublishError> {
        self.set_aside
            .push(put_aside(self.world, &self.kept, path, what)?);
        Ok(())
    }

    /// An empty folder that came too late is someone's as well.
    fn retire_folder(&self, path: &Path, meta: &Metadata) -> Result<(), PublishError> {
        let live = self.live.join(path);
        if !self.old_folders.contains(path) && fs::symlink_metadata(&live).is_err() {
            self.world.make_folders(&live)?;
            self.world.set_mode(&live, Folder::of(meta).mode)?;
        }
        Ok(self.world.remove_folder(&self.old.join(path))?)
    }
}

fn same_file(one: &Metadata, other: &Metadata) -> bool {
    system::identity(one) == system::identity(other)
}
