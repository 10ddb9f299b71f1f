//! Signs that something changed: the one door to notify.

use std::fs::Metadata;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// A sign that something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// A file is being written; that it is done will be told too.
    Writing(PathBuf),
    /// A file was written to its end, or something came, went or was renamed.
    Done(PathBuf),
    /// Something about a file changed that may be nothing.
    Perhaps(PathBuf),
    /// Signs were lost: anything may have changed.
    Lost,
    /// The root was opened. Signs come in the order of what happened, so all earlier ones have been heard.
    RootOpened,
}

/// Whether the system reports that a folder was opened.
pub(super) const REPORTS_OPENING: bool = cfg!(target_os = "linux");

/// Watches folders, each by itself: what is in a folder that comes is looked at only after it is watched, so that
/// nothing comes in between.
pub(super) struct Watch(RecommendedWatcher);

impl Watch {
    /// Sends signs to whoever takes them, until that one is gone.
    pub(super) fn new(root: PathBuf, send: impl Fn(Sign) + Send + 'static) -> Result<Self, String> {
        let heard = move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => send(Sign::Lost),
            Ok(event) => {
                let kind = event.kind;
                for path in event.paths {
                    if matches!(kind, EventKind::Access(AccessKind::Open(_))) && path == root {
                        send(Sign::RootOpened);
                    }
                    if let Some(sign) = sign(kind, path) {
                        send(sign);
                    }
                }
            }
            Err(_) => send(Sign::Lost),
        };
        let watcher = RecommendedWatcher::new(heard, Config::default());
        watcher.map(Self).map_err(|error| error.to_string())
    }

    /// Watches what happens in a folder, also where it was watched already.
    pub(super) fn folder(&mut self, path: &Path) -> Result<(), String> {
        match self.0.watch(path, RecursiveMode::NonRecursive) {
            Ok(()) => Ok(()),
            // Gone again: the folder that it was in tells.
            Err(_) if !path.exists() => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn sign(kind: EventKind, path: PathBuf) -> Option<Sign> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Sign::Done(path)),
        EventKind::Access(_) => None,
        EventKind::Create(CreateKind::File) if is_new(&path) => Some(Sign::Writing(path)),
        EventKind::Modify(ModifyKind::Data(_)) => Some(Sign::Writing(path)),
        EventKind::Modify(ModifyKind::Metadata(_)) => Some(Sign::Perhaps(path)),
        _ => Some(Sign::Done(path)),
    }
}

/// Whether a file has just been begun. A link to one that was there is whole, and nobody will say so.
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
