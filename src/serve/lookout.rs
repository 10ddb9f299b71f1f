//! Watches a site's folder, and looks where something may have changed.

use std::fs::File;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::gathering::Gathering;
use super::watch::{REPORTS_OPENING, Sign, Watch};
use super::{News, Tell, Watching};
use crate::disk::{GitLock, Mirror, Seen};
use crate::source::SourcePath;

/// Everything is looked at so often: links may lead to folders that are not watched, and events may be lost.
const ROUND: Duration = Duration::from_millis(250);

/// On a large site less often, so that looking takes little of the time, but at least so often.
const WIDE_ROUND: Duration = Duration::from_secs(10);

/// The event of the root's opening comes within this time, unless the root is another folder than the one watched.
const OPENING_WITHIN: Duration = Duration::from_millis(250);

pub(super) struct Lookout {
    root: PathBuf,
    mirror: Mirror,
    git: GitLock,
    round: Duration,
    next_round: Instant,
    watch: Option<Watch>,
    signs: Receiver<Sign>,
    gathering: Gathering,
    tell: Tell,
}

impl Lookout {
    pub(super) fn new(root: PathBuf, watching: Watching, tell: Tell) -> Self {
        let (send, signs) = mpsc::channel();
        let (watch, round) = match watching {
            Watching::Polling(every) => (Ok(None), every),
            Watching::Signs => {
                // Once nobody listens, the program is at its end.
                let watch = Watch::new(root.clone(), move |sign| drop(send.send(sign)));
                (watch.map(Some), ROUND)
            }
        };
        let mut lookout = Self {
            mirror: Mirror::new(&root),
            git: GitLock::of(&root),
            round,
            next_round: Instant::now(),
            watch: None,
            signs,
            gathering: Gathering::new(Instant::now()),
            root,
            tell,
        };
        match watch {
            Ok(watch) => lookout.watch = watch,
            Err(why) => lookout.say_unwatched(&why),
        }
        lookout
    }

    /// What was seen.
    pub(super) fn mirror(&self) -> &Mirror {
        &self.mirror
    }

    /// Whether git is changing files: what is there is half of one state and half of another.
    pub(super) fn is_git_at_work(&self) -> bool {
        self.git.is_held()
    }

    /// Looks at everything for the first time; nothing is watched yet.
    pub(super) fn first_look(&mut self) -> Seen {
        self.mirror.look_round()
    }

    /// Begins a change: what was seen until now was shown.
    pub(super) fn begin(&mut self) {
        self.gathering.begin(Instant::now());
    }

    /// Waits until something may have changed, or it is time to look at everything. Returns whether something may.
    pub(super) fn wait(&mut self) -> bool {
        while !self.gathering.has_signs() {
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
        match self.signs.recv_timeout(time) {
            Ok(sign) => self.take(sign),
            Err(RecvTimeoutError::Timeout) => {}
            // Nobody watches: time passes all the same.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(time),
        }
        self.hear();
    }

    fn hear(&mut self) {
        while let Ok(sign) = self.signs.try_recv() {
            self.take(sign);
        }
    }

    /// Takes an event if it is of something that a site can be made from.
    fn take(&mut self, sign: Sign) {
        let is_of_site = match &sign {
            Sign::Writing(path) | Sign::Done(path) | Sign::Perhaps(path) => {
                self.mirror.name(path).is_some()
            }
            Sign::Lost => true,
            Sign::RootOpened => false,
        };
        if is_of_site {
            self.gathering.take(sign, Instant::now());
        }
    }

    /// Takes the events of everything that has happened up to now, also those that are still on their way: on a busy
    /// machine they come late. Opening the root gives an event, and once that one is there, all earlier ones are. The
    /// first may be of an earlier look at the root, so it is opened again.
    pub(super) fn catch_up(&mut self) {
        for _ in 0..2 {
            if REPORTS_OPENING && self.watch.is_some() && File::open(&self.root).is_ok() {
                let end = Instant::now() + OPENING_WITHIN;
                let left = || end.saturating_duration_since(Instant::now());
                while let Ok(sign) = self.signs.recv_timeout(left())
                    && sign != Sign::RootOpened
                {
                    self.take(sign);
                }
            }
        }
        self.hear();
    }

    /// Whether there is something to look at.
    pub(super) fn is_due(&self) -> bool {
        self.gathering.is_due()
    }

    /// How long it must stay quiet from now on, until what was seen is a whole.
    pub(super) fn quiet_in(&self) -> Duration {
        self.gathering.quiet_in(Instant::now())
    }

    /// Looks where something may have changed; if nothing is watched, everywhere.
    pub(super) fn look(&mut self) -> Seen {
        let (paths, is_lost) = self.gathering.due(Instant::now());
        let mut seen = Seen::default();
        if self.watch.is_none() {
            seen = self.mirror.look_round();
            if !seen.changed.is_empty() {
                // Whether a save is whole is only known when a second look finds nothing more.
                self.gathering.extend(Instant::now());
            }
            return seen;
        }
        let names = paths.iter().filter_map(|path| self.mirror.name(path));
        for name in names.collect::<Vec<SourcePath>>() {
            self.mirror.look(&name, &mut seen);
        }
        if is_lost || seen.folders_changed {
            self.look_until_watched(&mut seen);
        }
        seen
    }

    /// Looks at everything, and watches it again in case that was lost.
    pub(super) fn go_round(&mut self) -> Seen {
        let began = Instant::now();
        let mut seen = Seen::default();
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
    fn look_until_watched(&mut self, seen: &mut Seen) {
        loop {
            self.watch_all();
            let more = self.mirror.look_round();
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

    /// If the system reports no changes, it is as if it had been asked to look again and again.
    fn say_unwatched(&mut self, why: &str) {
        let text = format!(
            "the system does not report changes ({why}), so the folders are looked at again and again"
        );
        (self.tell)(News::Remark(&text));
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_happened_before_is_heard_before_anything_is_shown() {
        let site = tempfile::TempDir::new().expect("a folder");
        let file = site.path().join("content/site.yaml");
        std::fs::create_dir(site.path().join("content")).expect("a folder");
        let root = site.path().to_owned();
        let mut lookout = Lookout::new(root, Watching::Signs, Arc::new(|_| {}));
        for round in 0..200 {
            lookout.go_round();
            std::fs::write(&file, format!("title: {round}\n")).expect("a file");
            lookout.catch_up();
            assert!(lookout.is_due(), "round {round}: nothing was heard");
            lookout.look();
        }
    }
}
