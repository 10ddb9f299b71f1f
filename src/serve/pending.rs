//! Collects events until no more arrive, so that files saved together are read together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::watch::ChangeEvent;

/// Saves within this time are one change.
const TOGETHER: Duration = Duration::from_millis(5);

/// A file that stays open is read when nothing was written for this time.
const STILL: Duration = Duration::from_millis(500);

/// The longest time that a saved file waits for another that is being written.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Paths to look at, and when.
#[derive(Debug)]
pub(super) struct PendingChanges {
    to_look_at: BTreeSet<PathBuf>,
    /// The time of the last write to each file.
    being_written: BTreeMap<PathBuf, Instant>,
    is_lost: bool,
    /// The time of the first save.
    saved: Option<Instant>,
    latest: Instant,
}

impl PendingChanges {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            to_look_at: BTreeSet::new(),
            being_written: BTreeMap::new(),
            is_lost: false,
            saved: None,
            latest: now,
        }
    }

    /// Starts another change. Files that are being written belong to it.
    pub(super) fn start(&mut self, now: Instant) {
        self.saved = self.is_due().then_some(now);
        self.latest = now;
    }

    /// Adds an event.
    pub(super) fn add(&mut self, event: ChangeEvent, now: Instant) {
        self.latest = now;
        if !matches!(event, ChangeEvent::Writing(_)) {
            self.saved.get_or_insert(now);
        }
        match event {
            ChangeEvent::Writing(path) => {
                self.being_written.insert(path, now);
            }
            ChangeEvent::Done(path) => {
                self.being_written.remove(&path);
                self.to_look_at.insert(path);
            }
            ChangeEvent::Perhaps(path) => {
                if !self.being_written.contains_key(&path) {
                    self.to_look_at.insert(path);
                }
            }
            ChangeEvent::Lost => self.is_lost = true,
            ChangeEvent::Marked => {}
        }
    }

    /// Something was seen without a event.
    pub(super) fn extend(&mut self, now: Instant) {
        self.saved.get_or_insert(now);
        self.latest = now;
    }

    /// Whether there is something to look at.
    pub(super) fn is_due(&self) -> bool {
        !self.to_look_at.is_empty() || self.is_lost
    }

    /// Whether there is something to look at, or will be.
    pub(super) fn has_events(&self) -> bool {
        self.is_due() || !self.being_written.is_empty()
    }

    /// Returns the paths to look at now, and whether events were lost.
    pub(super) fn due(&mut self, now: Instant) -> (BTreeSet<PathBuf>, bool) {
        self.being_written.retain(|path, since| {
            let is_still = now.duration_since(*since) >= STILL;
            if is_still {
                self.to_look_at.insert(path.clone());
            }
            !is_still
        });
        let is_lost = std::mem::take(&mut self.is_lost);
        (std::mem::take(&mut self.to_look_at), is_lost)
    }

    /// Returns how long no event may arrive until the change is complete.
    pub(super) fn quiet_in(&self, now: Instant) -> Duration {
        let rest = |since: Instant, all: Duration| all.saturating_sub(now.duration_since(since));
        let held_up = self.saved.map_or(MAX_WAIT, |saved| rest(saved, MAX_WAIT));
        let writing = self.being_written.values();
        let writing = writing.map(|since| rest(*since, STILL).min(held_up));
        let more = if self.is_due() {
            TOGETHER
        } else {
            rest(self.latest, TOGETHER)
        };
        writing.chain([more]).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    #[test]
    fn files_saved_together_are_one_change() {
        let start = Instant::now();
        let mut pending = PendingChanges::new(start);
        pending.add(ChangeEvent::Done("a".into()), start);
        pending.add(ChangeEvent::Done("b".into()), after(start, 4));
        let (paths, is_lost) = pending.due(after(start, 4));
        assert_eq!((paths.len(), is_lost), (2, false));
        assert_eq!(pending.quiet_in(after(start, 5)), Duration::from_millis(4));
        assert_eq!(pending.quiet_in(after(start, 9)), Duration::ZERO);
    }

    #[test]
    fn a_file_is_read_when_it_is_closed_or_no_longer_written() {
        let start = Instant::now();
        let mut pending = PendingChanges::new(start);
        pending.add(ChangeEvent::Writing("a".into()), start);
        pending.add(ChangeEvent::Perhaps("a".into()), start);
        pending.add(ChangeEvent::Writing("b".into()), start);
        let (paths, _) = pending.due(after(start, 20));
        assert!(paths.is_empty(), "neither is whole");
        assert_eq!(pending.quiet_in(after(start, 20)).as_millis(), 480);
        pending.add(ChangeEvent::Done("a".into()), after(start, 30));
        assert_eq!(pending.due(after(start, 30)).0.len(), 1);
        assert_eq!(pending.due(after(start, 500)).0.len(), 1);
        assert_eq!(pending.quiet_in(after(start, 500)), Duration::ZERO);
    }

    #[test]
    fn a_saved_file_does_not_wait_for_ever_for_another() {
        let start = Instant::now();
        let mut pending = PendingChanges::new(start);
        pending.add(ChangeEvent::Done("a".into()), start);
        let _ = pending.due(start);
        for late in [200, 400, 600, 800, 990] {
            pending.add(ChangeEvent::Writing("b".into()), after(start, late));
        }
        assert_eq!(pending.quiet_in(after(start, 990)).as_millis(), 10);
        assert!(pending.quiet_in(after(start, 1000)).is_zero());
    }
}
