//! Removes the old site after the exchange.
//!
//! A foreign file may have been added to the old site before the exchange. So only files are removed that the old record
//! names with the same bytes, or that are linked into the new site under the same name.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Fault, PublishError};
use super::existing::folders_of;
use super::operations::{Operation, Operations};
use super::path::SitePath;
use super::record::{RECORD_NAME, Record, fingerprint_of_file};
use super::survey::Folder;
use crate::disk::system::identity;

/// An old site and the new one that replaced it.
pub(super) struct OldSite<'a> {
    old: &'a Path,
    live: &'a Path,
    kept: PathBuf,
    old_record: Option<Record>,
    /// The folders of the old record's files.
    old_folders: BTreeSet<PathBuf>,
    live_record: Option<Record>,
    operations: Operations<'a>,
    set_aside: Vec<PathBuf>,
}

impl<'a> OldSite<'a> {
    /// Prepares to remove the site in `old`, which the one in `live` has replaced. Foreign files without a place in the new site
    /// are moved to `kept`.
    pub(super) fn new(
        old: &'a Path,
        live: &'a Path,
        kept: PathBuf,
        operations: Operations<'a>,
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
            operations,
            set_aside: Vec::new(),
        })
    }

    /// Removes the old site, its record last, so that an interrupted removal can be finished. Returns the files that were set
    /// aside.
    pub(super) fn remove(mut self) -> Result<Vec<PathBuf>, PublishError> {
        self.remove_contents(Path::new(""))?;
        if self.old_record.is_some() {
            self.operations.remove(&self.old.join(RECORD_NAME))?;
        }
        self.operations.remove_folder(self.old)?;
        Ok(self.set_aside)
    }

    fn remove_contents(&mut self, folder: &Path) -> Result<(), PublishError> {
        let old = self.old.join(folder);
        let unreadable = |source| PublishError::from(Fault::new(Operation::Read, &old, source));
        self.operations.open_up(&old)?;
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
                self.remove_contents(&path)?;
                self.remove_folder(&path, &meta)?;
            } else {
                self.remove_file(&path, &meta)?;
            }
        }
        Ok(())
    }

    fn remove_file(&mut self, path: &Path, meta: &Metadata) -> Result<(), PublishError> {
        let (old, live) = (self.old.join(path), self.live.join(path));
        let successor = fs::symlink_metadata(&live).ok();
        if successor
            .as_ref()
            .is_some_and(|live| identity(live) == identity(meta))
            || self.is_ours(path, &old)
        {
            return Ok(self.operations.remove(&old)?);
        }
        match successor {
            None => self.move_to_live(path, &old, &live),
            Some(live_meta) => self.resolve_conflict(path, meta, &live_meta),
        }
    }

    /// Whether the old build made this file: with these bytes, or at a path that the new build overwrites.
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

    /// Moves a foreign file that was added too late to the new site.
    fn move_to_live(&mut self, path: &Path, old: &Path, live: &Path) -> Result<(), PublishError> {
        let parent = live.parent().unwrap_or(self.live);
        match fs::symlink_metadata(parent) {
            Ok(meta) if meta.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.operations.make_folders(parent)?;
            }
            _ => return self.put_aside(path, old),
        }
        Ok(self.operations.rename(old, live)?)
    }

    /// Resolves a conflict of two files with one path. A published file stays; of two foreign ones, the later.
    fn resolve_conflict(
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
        Ok(self.operations.rename(&old_path, &live_path)?)
    }

    fn put_aside(&mut self, path: &Path, what: &Path) -> Result<(), PublishError> {
        let aside = self.operations.put_aside(&self.kept, path, what)?;
        self.set_aside.push(aside);
        Ok(())
    }

    /// Removes a folder, and recreates a foreign one in the new site.
    fn remove_folder(&self, path: &Path, meta: &Metadata) -> Result<(), PublishError> {
        let live = self.live.join(path);
        if !self.old_folders.contains(path) && fs::symlink_metadata(&live).is_err() {
            self.operations.make_folders(&live)?;
            self.operations.set_mode(&live, Folder::of(meta).mode)?;
        }
        Ok(self.operations.remove_folder(&self.old.join(path))?)
    }
}
