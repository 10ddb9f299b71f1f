//! Watches a site's folder, and looks where something may have changed.

use std::fs::File;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::gathering::{Gathering, Lost};
use super::watch::{REPORTS_OPENING, Sign, Watch};
use super::{News, Tell, Watching};
use crate::disk::{Care, GitLock, Ground, Mirror, Seen};
use crate::source::SourcePath;

/// What stands elsewhere, and whether the folders are still the same ones, is looked at so often.
const ROUND: Duration = Duration::from_millis(250);

/// Everything is looked at so often while nothing happens, in case a sign was lost.
const WIDE_ROUND: Duration = Duration::from_secs(10);

/// The sign of the root's opening comes within this time, unless the root is another folder than the one watched.
const OPENING_WITHIN: Duration = Duration::from_millis(250);

/// On a slow disk less often: looking may take this part of the time.
const SHARE: u32 = 200;

pub(super) struct Lookout {
    root: PathBuf,
    mirror: Mirror,
    git: GitLock,
    watching: Watching,
    watch: Option<Watch>,
    signs: Receiver<Sign>,
    ground: Ground,
    next_wide_round: Instant,
    tell: Tell,
}

impl Lookout {
    pub(super) fn new(root: PathBuf, watching: Watching, tell: Tell) -> Self {
        let (send, signs) = mpsc::channel();
        let watch = match watching {
            Watching::Polling(_) => Ok(None),
            // Once nobody listens, the program is at its end.
            Watching::Signs => {
                Watch::new(root.clone(), move |sign| drop(send.send(sign))).map(Some)
            }
        };
        let mut lookout = Self {
            mirror: Mirror::new(&root),
            git: GitLock::of(&root),
            watching,
            watch: None,
            signs,
            ground: Ground::of(&root),
            next_wide_round: Instant::now(),
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

    /// The next sign, where there is one until the next round.
    pub(super) fn hear(&self) -> Option<Sign> {
        self.hear_within(match self.watching {
            Watching::Polling(every) => every,
            Watching::Signs => ROUND,
        })
    }

    /// The next sign, where there is one in time.
    pub(super) fn hear_within(&self, time: Duration) -> Option<Sign> {
        match self.signs.recv_timeout(time) {
            Ok(sign) => Some(sign),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                // Nobody watches: time passes all the same.
                std::thread::sleep(time);
                None
            }
        }
    }

    /// Whether a sign is of something that a site can be made from.
    pub(super) fn concerns(&self, sign: &Sign) -> bool {
        match sign {
            Sign::Writing(path) | Sign::Done(path) | Sign::Perhaps(path) => {
                self.mirror.name(path).is_some()
            }
            Sign::Lost => true,
            Sign::RootOpened => false,
        }
    }

    /// Takes a sign, and all that have come since.
    pub(super) fn gather(&self, first: Option<Sign>, gathering: &mut Gathering) {
        for sign in first.into_iter().chain(self.signs.try_iter()) {
            self.take(sign, gathering);
        }
    }

    /// Takes the signs of everything that has happened up to now, also those that are still on their way: on a busy
    /// machine they come late. Opening the root gives a sign, and once that one is there, all earlier ones are.
    pub(super) fn catch_up(&self, gathering: &mut Gathering) {
        if REPORTS_OPENING && self.watch.is_some() && File::open(&self.root).is_ok() {
            let end = Instant::now() + OPENING_WITHIN;
            let left = || end.saturating_duration_since(Instant::now());
            while let Ok(sign) = self.signs.recv_timeout(left())
                && sign != Sign::RootOpened
            {
                self.take(sign, gathering);
            }
        }
        self.gather(None, gathering);
    }

    fn take(&self, sign: Sign, gathering: &mut Gathering) {
        if self.concerns(&sign) {
            gathering.take(sign, Instant::now());
        }
    }

    /// Looks where the signs say; where there are none, everywhere.
    pub(super) fn look(&mut self, gathering: &mut Gathering) -> Seen {
        let (paths, lost) = gathering.due(Instant::now());
        let mut seen = Seen::default();
        if self.watch.is_none() {
            seen = self.mirror.look_round();
            if !seen.changed.is_empty() {
                // Whether a save is whole is only known when a second look finds nothing more.
                gathering.extend(Instant::now());
            }
            return seen;
        }
        let names: Vec<SourcePath> = paths
            .iter()
            .filter_map(|path| self.mirror.name(path))
            .collect();
        for name in names {
            self.mirror.look(&name, Care::Bytes, &mut seen);
        }
        if lost == Lost::Some || seen.folders_changed {
            self.look_until_watched(&mut seen);
        }
        seen
    }

    /// Looks where no sign would tell.
    pub(super) fn go_round(&mut self) -> Seen {
        let mut seen = Seen::default();
        let is_polled = self.watch.is_none();
        if is_polled
            || self.ground != Ground::of(&self.root)
            || Instant::now() > self.next_wide_round
        {
            self.go_wide(&mut seen);
        } else {
            for link in self.mirror.links() {
                self.mirror.look(&link, Care::Stamp, &mut seen);
            }
            if seen.folders_changed {
                self.look_until_watched(&mut seen);
            }
        }
        seen
    }

    /// Looks at everything, and watches it again in case that was lost.
    fn go_wide(&mut self, seen: &mut Seen) {
        let began = Instant::now();
        self.look_until_watched(seen);
        let rest = WIDE_ROUND.max(began.elapsed() * SHARE);
        self.next_wide_round = Instant::now() + rest;
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
        self.ground = Ground::of(&self.root);
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

    /// Where the system does not tell of changes, it is as if it had been asked to look again and again.
    fn say_unwatched(&mut self, why: &str) {
        let text = format!(
            "the system does not tell of changes ({why}), so the folders are looked at again and again"
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
        lookout.go_wide(&mut Seen::default());
        for round in 0..200 {
            std::fs::write(&file, format!("title: {round}\n")).expect("a file");
            let mut gathering = Gathering::new(Instant::now());
            lookout.catch_up(&mut gathering);
            assert!(gathering.is_due(), "round {round}: nothing was heard");
        }
    }
}
