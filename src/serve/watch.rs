//! Events of the file system. No other file uses notify.

use std::fs::Metadata;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

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
    /// The root was opened. Events arrive in order, so all earlier ones have arrived.
    RootOpened,
}

/// Whether the system reports that a folder was opened.
pub(super) const REPORTS_OPENING: bool = cfg!(target_os = "linux");

/// Watches folders, each by itself: what is in a folder that comes is looked at only after it is watched, so that
/// nothing comes in between.
pub(super) struct Watch(RecommendedWatcher);

impl Watch {
    /// Sends events as long as there is a receiver.
    pub(super) fn new(
        root: PathBuf,
        send: impl Fn(ChangeEvent) + Send + 'static,
    ) -> Result<Self, String> {
        let heard = move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => send(ChangeEvent::Lost),
            Ok(event) => {
                let kind = event.kind;
                for path in event.paths {
                    if matches!(kind, EventKind::Access(AccessKind::Open(_))) && path == root {
                        send(ChangeEvent::RootOpened);
                    }
                    if let Some(event) = change_event(kind, path) {
                        send(event);
                    }
                }
            }
            Err(_) => send(ChangeEvent::Lost),
        };
        let watcher = RecommendedWatcher::new(heard, Config::default());
        watcher.map(Self).map_err(|error| error.to_string())
    }

    /// Watches a folder, again if it was watched already.
    pub(super) fn folder(&mut self, path: &Path) -> Result<(), String> {
        match self.0.watch(path, RecursiveMode::NonRecursive) {
            Ok(()) => Ok(()),
            // Removed again: its parent has an event for that.
            Err(_) if !path.exists() => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
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
