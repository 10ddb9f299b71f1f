//! Watches a site's folder, and reads what may have changed.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::pending::PendingChanges;
use super::watch::{ChangeEvent, Watch};
use super::{Notice, Reporter};
use crate::disk::{Changes, Mirror, git_lock};
use crate::source::SourcePath;

/// The interval at which everything is read: links may lead to folders that are not watched, and events may be lost.
const ROUND: Duration = Duration::from_millis(250);

/// The longest such interval, for large sites.
const WIDE_ROUND: Duration = Duration::from_secs(10);

/// The longest time that the event of a mark is waited for.
const MARK_WITHIN: Duration = Duration::from_secs(2);

pub(super) struct ChangeDetector {
    root: PathBuf,
    /// The folder in memory.
    pub(super) mirror: Mirror,
    /// The lock that git holds while it changes files.
    git_lock: Option<PathBuf>,
    round: Duration,
    next_round: Instant,
    watch: Option<Watch>,
    events: Receiver<ChangeEvent>,
    pub(super) pending: PendingChanges,
    report: Reporter,
}

impl ChangeDetector {
    /// Creates a detector that uses events, or reads everything at an interval.
    pub(super) fn new(root: PathBuf, poll: Option<Duration>, report: Reporter) -> Self {
        let (send, events) = mpsc::channel();
        let watch = match poll {
            Some(_) => Ok(None),
            // Sending fails only without a receiver, when the program is about to end.
            None => Watch::new(move |event| drop(send.send(event))).map(Some),
        };
        let mut detector = Self {
            mirror: Mirror::new(&root),
            git_lock: git_lock(&root),
            round: poll.unwrap_or(ROUND),
            next_round: Instant::now(),
            watch: None,
            events,
            pending: PendingChanges::new(Instant::now()),
            root,
            report,
        };
        match watch {
            Ok(watch) => detector.watch = watch,
            Err(why) => detector.say_unwatched(&why),
        }
        detector
    }

    /// Whether git is changing files, which may be of two revisions until it has finished.
    pub(super) fn is_git_at_work(&self) -> bool {
        let lock = self.git_lock.as_ref();
        lock.is_some_and(|lock| lock.symlink_metadata().is_ok())
    }

    /// Waits until something may have changed, or it is time to look at everything. Returns whether something may.
    pub(super) fn wait(&mut self) -> bool {
        while !self.pending.has_events() {
            let rest = self.next_round.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return false;
            }
            self.hear_within(rest);
        }
        true
    }

    /// Waits for an event, and takes it and all that have come since.
    pub(super) fn hear_within(&mut self, time: Duration) {
        match self.events.recv_timeout(time) {
            Ok(event) => self.take(event),
            Err(RecvTimeoutError::Timeout) => {}
            // Nothing is watched.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(time),
        }
        self.hear();
    }

    fn hear(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            self.take(event);
        }
    }

    /// Adds an event if it is about a file of a site.
    fn take(&mut self, event: ChangeEvent) {
        let is_of_site = match &event {
            ChangeEvent::Writing(path) | ChangeEvent::Done(path) | ChangeEvent::Perhaps(path) => {
                self.mirror.name(path).is_some()
            }
            ChangeEvent::Lost => true,
            ChangeEvent::Marked => false,
        };
        if is_of_site {
            self.pending.add(event, Instant::now());
        }
    }

    /// Receives all events up to now, which arrive late on a busy machine.
    pub(super) fn catch_up(&mut self) {
        self.hear();
        if self.watch.as_mut().is_some_and(Watch::mark) {
            let end = Instant::now() + MARK_WITHIN;
            let left = || end.saturating_duration_since(Instant::now());
            while let Ok(event) = self.events.recv_timeout(left())
                && event != ChangeEvent::Marked
            {
                self.take(event);
            }
        }
        self.hear();
    }

    /// How long it must stay quiet from now on, until what was seen is a whole.
    pub(super) fn quiet_in(&self) -> Duration {
        self.pending.quiet_in(Instant::now())
    }

    /// Looks where something may have changed; if nothing is watched, everywhere.
    pub(super) fn look(&mut self) -> Changes {
        let (paths, is_lost) = self.pending.due(Instant::now());
        let mut seen = Changes::default();
        if self.watch.is_none() {
            seen = self.mirror.refresh();
            if !seen.changed.is_empty() {
                // Whether a save is whole is only known when a second look finds nothing more.
                self.pending.extend(Instant::now());
            }
            return seen;
        }
        let names = paths.iter().filter_map(|path| self.mirror.name(path));
        for name in names.collect::<Vec<SourcePath>>() {
            self.mirror.refresh_path(&name, &mut seen);
        }
        if is_lost || seen.folders_changed {
            self.look_until_watched(&mut seen);
        }
        seen
    }

    /// Looks at everything, and watches it again in case that was lost.
    pub(super) fn look_everywhere(&mut self) -> Changes {
        let began = Instant::now();
        let mut seen = Changes::default();
        self.look_until_watched(&mut seen);
        let took = began.elapsed();
        let rest = match self.watch {
            // A slow disk is given a rest, too.
            Some(_) => (took * 200).min(WIDE_ROUND).max(took * 20),
            None => Duration::ZERO,
        };
        self.next_round = Instant::now() + rest.max(self.round);
        seen
    }

    /// A folder that came is looked into once more after it is watched.
    fn look_until_watched(&mut self, seen: &mut Changes) {
        loop {
            self.watch_all();
            let more = self.mirror.refresh();
            let is_all = !more.folders_changed;
            seen.and_then(more);
            if is_all {
                break;
            }
        }
    }

    fn watch_all(&mut self) {
        let Some(watch) = &mut self.watch else {
            return;
        };
        let mut folders = std::iter::once(self.root.clone()).chain(self.mirror.folders());
        let refused = folders.find_map(|folder| watch.folder(&folder).err());
        drop(folders);
        if let Some(why) = refused {
            self.watch = None;
            self.say_unwatched(&why);
        }
    }

    /// Reports that the folder is polled because the system sends no events.
    fn say_unwatched(&mut self, why: &str) {
        let text = format!(
            "the system does not report changes ({why}), so the folders are looked at again and again"
        );
        (self.report)(Notice::Remark(&text));
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn earlier_events_are_received_before_a_state_is_sent() {
        let site = tempfile::TempDir::new().expect("a folder");
        let file = site.path().join("content/site.yaml");
        std::fs::create_dir(site.path().join("content")).expect("a folder");
        let root = site.path().to_owned();
        let mut detector = ChangeDetector::new(root, None, Arc::new(|_| {}));
        for round in 0..200 {
            detector.look_everywhere();
            std::fs::write(&file, format!("title: {round}\n")).expect("a file");
            detector.catch_up();
            assert!(
                detector.pending.is_due(),
                "round {round}: nothing was heard"
            );
            detector.look();
        }
    }
}
