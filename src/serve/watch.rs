//! Events of the file system. No other file uses notify.

use std::fs::{File, Metadata};
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process;
use std::time::SystemTime;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// An event that a file may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChangeEvent {
    /// A file is being written. Another event follows when it is closed.
    Writing(PathBuf),
    /// A file was closed, or something was created, removed or renamed.
    Done(PathBuf),
    /// The metadata of a file changed.
    Perhaps(PathBuf),
    /// Events were lost: anything may have changed.
    Lost,
    /// The marker was written to. Events arrive in order, so all earlier ones have arrived.
    Marked,
}

/// Watches folders, each by itself: what is in a folder that comes is looked at only after it is watched, so that
/// nothing comes in between.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    /// A file without a name, which only this program writes to.
    marker: Option<File>,
}

impl Watch {
    /// Sends events as long as there is a receiver.
    pub(super) fn new(send: impl Fn(ChangeEvent) + Send + 'static) -> Result<Self, String> {
        let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let name = format!("quarterdeck-marker-{}-{}", process::id(), since.as_nanos());
        let marker = std::env::temp_dir().join(name);
        let marked = marker.clone();
        let heard = move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => send(ChangeEvent::Lost),
            Ok(event) => {
                let kind = event.kind;
                for path in event.paths {
                    let change = change_event(kind, path);
                    let is_marker = |path: &PathBuf| *path == marked;
                    match change {
                        Some(ChangeEvent::Writing(path)) if is_marker(&path) => {
                            send(ChangeEvent::Marked);
                        }
                        Some(change) => send(change),
                        None => {}
                    }
                }
            }
            Err(_) => send(ChangeEvent::Lost),
        };
        let watcher = RecommendedWatcher::new(heard, Config::default());
        let mut watcher = watcher.map_err(|error| error.to_string())?;
        let marker = watched_marker(&mut watcher, &marker).ok();
        Ok(Self { watcher, marker })
    }

    /// Writes to the marker. Returns whether an event follows.
    pub(super) fn mark(&mut self) -> bool {
        let marker = self.marker.as_mut();
        marker.is_some_and(|marker| marker.write_all(b".").is_ok())
    }

    /// Watches a folder, again if it was watched already.
    pub(super) fn folder(&mut self, path: &Path) -> Result<(), String> {
        match self.watcher.watch(path, RecursiveMode::NonRecursive) {
            Ok(()) => Ok(()),
            // Removed again: its parent has an event for that.
            Err(_) if !path.exists() => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// Creates the marker. Its name is removed at once, so that nothing is left of it.
fn watched_marker(watcher: &mut RecommendedWatcher, path: &Path) -> io::Result<File> {
    if !cfg!(target_os = "linux") {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let file = File::create_new(path)?;
    let watched = watcher.watch(path, RecursiveMode::NonRecursive);
    std::fs::remove_file(path)?;
    watched.map(|()| file).map_err(io::Error::other)
}

fn change_event(kind: EventKind, path: PathBuf) -> Option<ChangeEvent> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(ChangeEvent::Done(path)),
        EventKind::Access(_) => None,
        EventKind::Create(CreateKind::File) if is_new(&path) => Some(ChangeEvent::Writing(path)),
        EventKind::Modify(ModifyKind::Data(_)) => Some(ChangeEvent::Writing(path)),
        EventKind::Modify(ModifyKind::Metadata(_)) => Some(ChangeEvent::Perhaps(path)),
        _ => Some(ChangeEvent::Done(path)),
    }
}

/// Whether a file was created. A hard link to an existing file is complete, and is never closed.
fn is_new(path: &Path) -> bool {
    let known = path.symlink_metadata();
    known.is_ok_and(|known| known.is_file() && names(&known) == 1)
}

#[cfg(unix)]
fn names(known: &Metadata) -> u64 {
    known.nlink()
}

/// Windows does not say how many names a file has.
#[cfg(not(unix))]
fn names(_known: &Metadata) -> u64 {
    1
}
