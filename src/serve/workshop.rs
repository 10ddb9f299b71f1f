//! The one thread that changes anything: it hears that a file changed, reads what is new, and shows what follows.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::audience::Audience;
use super::lookout::Lookout;
use super::source_page;
use super::stage::Stage;
use super::state::State;
use super::{Account, Following, News, Settings, Tell};
use crate::build::{Reading, Session};
use crate::check::Edition;
use crate::disk::{Before, Mirror, ReadError, Seen};
use crate::site::Options;
use crate::source::{SourcePath, SourceTree};

/// While git works, its lock is looked at so often.
const LOCK_LOOK: Duration = Duration::from_millis(5);

/// Nobody needs to be told of a git that is done at once.
const LONG: Duration = Duration::from_secs(1);

pub(super) struct Workshop {
    lookout: Lookout,
    session: Session,
    edition: Box<dyn Fn() -> Edition + Send>,
    options: Arc<Options>,
    following: Following,
    state: Arc<State>,
    /// What the state was read from, beside the files.
    read_as: Option<ReadAs>,
    stage: Stage,
    audience: Arc<Audience>,
    tell: Tell,
}

/// What a reading depends on, beside the files.
#[derive(PartialEq)]
struct ReadAs {
    edition: Edition,
    refused: Option<ReadError>,
}

/// A change in the making.
struct Change {
    began: Instant,
    /// What changed, and how it was with each file before.
    seen: Seen,
    outcome: Option<Result<Reading, ReadError>>,
    /// Whether the outcome is of what was seen last.
    is_read: bool,
}

impl Workshop {
    pub(super) fn new(
        settings: Settings,
        stage: Stage,
        audience: Arc<Audience>,
        tell: Tell,
    ) -> Self {
        Self {
            lookout: Lookout::new(settings.root, settings.watching, Arc::clone(&tell)),
            session: Session::default(),
            edition: settings.edition,
            options: Arc::new(settings.options),
            following: settings.following,
            state: Arc::new(State::none()),
            read_as: None,
            stage,
            audience,
            tell,
        }
    }

    /// Reads the site, shows it, and goes on for as long as the program runs.
    pub(super) fn run(mut self) {
        let mut first = Change::new();
        first.seen = self.lookout.first_look();
        self.read(&mut first);
        self.finish(&first);
        loop {
            if self.lookout.wait() {
                self.follow(Change::new());
            } else {
                self.go_round();
            }
        }
    }

    /// Follows a change to its end. Where files only hold other bytes, reading begins at once, and is shown
    /// when it has been quiet for long enough: by then it is often done. Files that come and go may be on their way from
    /// one name to another, and are read when it is quiet.
    fn follow(&mut self, mut change: Change) {
        self.lookout.begin();
        loop {
            self.wait_for_git();
            if self.lookout.is_due() {
                self.stage.draw_curtain();
            }
            let seen = self.lookout.look();
            self.note(seen, &mut change);
            if change.is_of_bytes(self.lookout.mirror()) {
                self.read_what_is_new(&mut change);
            }
            let quiet = self.lookout.quiet_in();
            if !quiet.is_zero() {
                self.lookout.hear_within(quiet);
            } else if !self.is_settled() {
                // A file was written, or git took its lock, after it was read.
            } else if change.is_read {
                break;
            } else {
                self.read_what_is_new(&mut change);
            }
        }
        self.finish(&change);
    }

    /// Whether what was read last is what is there: asked after reading and before showing, with every event heard.
    fn is_settled(&mut self) -> bool {
        self.lookout.catch_up();
        self.lookout.quiet_in().is_zero() && !self.lookout.is_git_at_work()
    }

    fn wait_for_git(&mut self) {
        let began = Instant::now();
        let mut is_told = false;
        while self.lookout.is_git_at_work() {
            self.stage.open_curtain();
            if !is_told && began.elapsed() > LONG {
                (self.tell)(News::GitAtWork);
                is_told = true;
            }
            self.lookout.hear_within(LOCK_LOOK);
        }
    }

    /// Looks at everything, also where no event would come from.
    fn go_round(&mut self) {
        self.wait_for_git();
        let mut change = Change::new();
        let seen = self.lookout.go_round();
        self.note(seen, &mut change);
        if !change.seen.changed.is_empty() || self.is_read_otherwise() {
            self.stage.draw_curtain();
            self.follow(change);
        }
    }

    /// Adds to a change what was seen; not what came and went again.
    fn note(&self, seen: Seen, change: &mut Change) {
        change.is_read &= seen.changed.is_empty();
        change.seen.and_then(seen);
        let mirror = self.lookout.mirror();
        let changed = &mut change.seen.changed;
        changed.retain(|path, before| *before == Before::There || mirror.holds(path));
    }

    fn read_what_is_new(&mut self, change: &mut Change) {
        let is_other = !change.seen.changed.is_empty() || change.outcome.is_some();
        if !change.is_read && (is_other || self.is_read_otherwise()) {
            self.read(change);
        }
        change.is_read = true;
    }

    fn is_read_otherwise(&self) -> bool {
        self.read_as.as_ref() != Some(&self.would_read_as())
    }

    fn would_read_as(&self) -> ReadAs {
        ReadAs {
            edition: (self.edition)(),
            refused: self.lookout.mirror().tree().err(),
        }
    }

    fn read(&mut self, change: &mut Change) {
        let read_as = self.would_read_as();
        // What it took up is given back before as much is taken up again.
        change.outcome = None;
        let tree = self.lookout.mirror().tree();
        change.outcome = Some(tree.map(|tree| self.session.read(tree, &read_as.edition)));
        self.read_as = Some(read_as);
        change.is_read = true;
    }

    /// Shows what a change came to, if it came to anything, and says so.
    fn finish(&mut self, change: &Change) {
        let Some(outcome) = &change.outcome else {
            self.stage.open_curtain();
            return;
        };
        let outcome = outcome.as_ref();
        let files: BTreeSet<SourcePath> = change.seen.changed.keys().cloned().collect();
        let next = self.state.next(outcome, &self.options);
        let next = Arc::new(next);
        let before = std::mem::replace(&mut self.state, Arc::clone(&next));
        self.stage.show(Arc::clone(&next));
        let account = Account {
            reading: outcome,
            files: self.lookout.mirror().tree().map_or(0, SourceTree::len),
            took: change.began.elapsed(),
        };
        self.audience.compare(&next, &next.renamed_since(&before));
        if before.number == 0 {
            (self.tell)(News::Began(account));
        } else if files.is_empty() {
            (self.tell)(News::Again(account));
        } else {
            self.lead(&files, &next);
            (self.tell)(News::Changed(&files, account));
        }
        // The old state may be large: nobody waits until it is put away.
        drop(before);
    }

    /// Takes open pages to the page of what changed, where that was asked for.
    fn lead(&self, files: &BTreeSet<SourcePath>, state: &State) {
        if self.following == Following::Changed
            && state.problems.is_none()
            && let Some(good) = &state.good
            && let Some(page) = source_page::of(files, good)
        {
            self.audience.lead(&page);
        }
    }
}

impl Change {
    fn new() -> Self {
        Self {
            began: Instant::now(),
            seen: Seen::default(),
            outcome: None,
            is_read: false,
        }
    }

    /// Whether the same files are there as before, and only hold other bytes.
    fn is_of_bytes(&self, mirror: &Mirror) -> bool {
        let changed = &self.seen.changed;
        !changed.is_empty()
            && changed
                .iter()
                .all(|(path, before)| *before == Before::There && mirror.holds(path))
    }
}
