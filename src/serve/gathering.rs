//! Signs, gathered until it is quiet, so that what was saved together is seen together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::watch::Sign;

/// Saves that follow one another within this time are one change.
const TOGETHER: Duration = Duration::from_millis(5);

/// A file that someone keeps open is looked at when nothing has been written for so long.
const STILL: Duration = Duration::from_millis(500);

/// What is saved does not wait longer for another file that is still being written.
const HELD_UP: Duration = Duration::from_secs(1);

/// Where to look, and when.
#[derive(Debug)]
pub(super) struct Gathering {
    to_look_at: BTreeSet<PathBuf>,
    /// Since when nothing more was written.
    being_written: BTreeMap<PathBuf, Instant>,
    /// Whether signs were lost.
    is_lost: bool,
    /// The first thing that was saved.
    saved: Option<Instant>,
    latest: Instant,
}

impl Gathering {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            to_look_at: BTreeSet::new(),
            being_written: BTreeMap::new(),
            is_lost: false,
            saved: None,
            latest: now,
        }
    }

    /// Begins another change. What is being written belongs to it.
    pub(super) fn begin(&mut self, now: Instant) {
        self.saved = self.is_due().then_some(now);
        self.latest = now;
    }

    pub(super) fn take(&mut self, sign: Sign, now: Instant) {
        self.latest = now;
        if !matches!(sign, Sign::Writing(_)) {
            self.saved.get_or_insert(now);
        }
        match sign {
            Sign::Writing(path) => {
                self.being_written.insert(path, now);
            }
            Sign::Done(path) => {
                self.being_written.remove(&path);
                self.to_look_at.insert(path);
            }
            Sign::Perhaps(path) => {
                if !self.being_written.contains_key(&path) {
                    self.to_look_at.insert(path);
                }
            }
            Sign::Lost => self.is_lost = true,
            Sign::RootOpened => {}
        }
    }

    /// Something was seen without a sign.
    pub(super) fn extend(&mut self, now: Instant) {
        self.saved.get_or_insert(now);
        self.latest = now;
    }

    /// Whether there is something to look at.
    pub(super) fn is_due(&self) -> bool {
        !self.to_look_at.is_empty() || self.is_lost
    }

    /// Whether there is something to look at, or will be.
    pub(super) fn has_signs(&self) -> bool {
        self.is_due() || !self.being_written.is_empty()
    }

    /// What can be looked at now, and whether signs were lost.
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

    /// How long it must stay quiet from now on, until what was seen is a whole.
    pub(super) fn quiet_in(&self, now: Instant) -> Duration {
        let rest = |since: Instant, all: Duration| all.saturating_sub(now.duration_since(since));
        let held_up = self.saved.map_or(HELD_UP, |saved| rest(saved, HELD_UP));
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
    fn what_is_saved_together_is_one_change() {
        let start = Instant::now();
        let mut gathering = Gathering::new(start);
        gathering.take(Sign::Done("a".into()), start);
        gathering.take(Sign::Done("b".into()), after(start, 4));
        let (paths, is_lost) = gathering.due(after(start, 4));
        assert_eq!((paths.len(), is_lost), (2, false));
        assert_eq!(
            gathering.quiet_in(after(start, 5)),
            Duration::from_millis(4)
        );
        assert_eq!(gathering.quiet_in(after(start, 9)), Duration::ZERO);
    }

    #[test]
    fn a_file_is_looked_at_when_it_is_closed_or_has_stood_still() {
        let start = Instant::now();
        let mut gathering = Gathering::new(start);
        gathering.take(Sign::Writing("a".into()), start);
        gathering.take(Sign::Perhaps("a".into()), start);
        gathering.take(Sign::Writing("b".into()), start);
        let (paths, _) = gathering.due(after(start, 20));
        assert!(paths.is_empty(), "neither is whole");
        assert_eq!(gathering.quiet_in(after(start, 20)).as_millis(), 480);
        gathering.take(Sign::Done("a".into()), after(start, 30));
        assert_eq!(gathering.due(after(start, 30)).0.len(), 1);
        assert_eq!(gathering.due(after(start, 500)).0.len(), 1);
        assert_eq!(gathering.quiet_in(after(start, 500)), Duration::ZERO);
    }

    #[test]
    fn what_is_saved_does_not_wait_for_ever_for_another_file() {
        let start = Instant::now();
        let mut gathering = Gathering::new(start);
        gathering.take(Sign::Done("a".into()), start);
        let _ = gathering.due(start);
        for late in [200, 400, 600, 800, 990] {
            gathering.take(Sign::Writing("b".into()), after(start, late));
        }
        assert_eq!(gathering.quiet_in(after(start, 990)).as_millis(), 10);
        assert!(gathering.quiet_in(after(start, 1000)).is_zero());
    }
}
