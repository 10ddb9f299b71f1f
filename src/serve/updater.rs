//! The thread that reads changes and sends new states.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::detector::ChangeDetector;
use super::source_page;
use super::state::State;
use super::states::States;
use super::subscribers::Subscribers;
use super::{Notice, ReadSummary, Reporter, Settings};
use crate::build::{Reading, Session};
use crate::check::Edition;
use crate::disk::{Changes, Mirror, ReadError};
use crate::site::Options;
use crate::source::{SourcePath, SourceTree};

/// The interval at which git's lock is checked.
const LOCK_LOOK: Duration = Duration::from_millis(5);

/// The time after which waiting for git is reported.
const LONG: Duration = Duration::from_secs(1);

pub(super) struct Updater {
    detector: ChangeDetector,
    session: Session,
    edition: Box<dyn Fn() -> Edition + Send>,
    options: Arc<Options>,
    navigates_to_changed: bool,
    state: Arc<State>,
    /// What the state depends on besides the files.
    read_as: Option<ReadAs>,
    states: Arc<States>,
    subscribers: Arc<Subscribers>,
    report: Reporter,
}

/// What a reading depends on besides the files: the edition, and whether there is a site.
type ReadAs = (Edition, Option<ReadError>);

/// A change that is being collected.
struct Change {
    began: Instant,
    seen: Changes,
    outcome: Option<Result<Reading, ReadError>>,
    /// Whether the outcome is of the latest files.
    is_read: bool,
}

impl Updater {
    pub(super) fn new(
        settings: Settings,
        states: Arc<States>,
        subscribers: Arc<Subscribers>,
        report: Reporter,
    ) -> Self {
        Self {
            detector: ChangeDetector::new(settings.root, settings.poll, Arc::clone(&report)),
            session: Session::default(),
            edition: settings.edition,
            options: Arc::new(settings.options),
            navigates_to_changed: settings.navigates_to_changed,
            state: Arc::default(),
            read_as: None,
            states,
            subscribers,
            report,
        }
    }

    /// Reads the site and sends its states for as long as the program runs.
    pub(super) fn run(mut self) {
        let mut first = Change::new();
        first.seen = self.detector.mirror.refresh();
        self.read(&mut first);
        self.finish(&first);
        loop {
            if self.detector.wait() {
                self.follow(Change::new());
            } else {
                self.look_everywhere();
            }
        }
    }

    /// Follows a change to its end. Where files only hold other bytes, reading begins at once, and is shown
    /// when it has been quiet for long enough: by then it is often done. Files that come and go may be on their way from
    /// one name to another, and are read when it is quiet.
    fn follow(&mut self, mut change: Change) {
        self.detector.pending.start(Instant::now());
        loop {
            self.wait_for_git();
            if self.detector.pending.is_due() {
                self.states.set_outdated(true);
            }
            let seen = self.detector.look();
            self.note(seen, &mut change);
            if change.is_of_bytes(&self.detector.mirror) {
                self.read_what_is_new(&mut change);
            }
            let quiet = self.detector.quiet_in();
            if !quiet.is_zero() {
                self.detector.hear_within(quiet);
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
        self.detector.catch_up();
        self.detector.quiet_in().is_zero() && !self.detector.is_git_at_work()
    }

    fn wait_for_git(&mut self) {
        let began = Instant::now();
        let mut is_told = false;
        while self.detector.is_git_at_work() {
            self.states.set_outdated(false);
            if !is_told && began.elapsed() > LONG {
                (self.report)(Notice::GitAtWork);
                is_told = true;
            }
            self.detector.hear_within(LOCK_LOOK);
        }
    }

    /// Looks at everything, also where no event would come from.
    fn look_everywhere(&mut self) {
        self.wait_for_git();
        let mut change = Change::new();
        let seen = self.detector.look_everywhere();
        self.note(seen, &mut change);
        if !change.seen.changed.is_empty() || self.is_read_otherwise() {
            self.states.set_outdated(true);
            self.follow(change);
        }
    }

    /// Adds to a change what was seen, without files that are again as they were before it.
    fn note(&self, seen: Changes, change: &mut Change) {
        change.is_read &= seen.changed.is_empty();
        change.seen.and_then(seen);
        let changed = &mut change.seen.changed;
        changed.retain(|path, before| !self.detector.mirror.is_as(path, before));
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
        ((self.edition)(), self.detector.mirror.tree().err())
    }

    fn read(&mut self, change: &mut Change) {
        let read_as = self.would_read_as();
        // What it took up is given back before as much is taken up again.
        change.outcome = None;
        let tree = self.detector.mirror.tree();
        change.outcome = Some(tree.map(|tree| self.session.read(tree, &read_as.0)));
        self.read_as = Some(read_as);
        change.is_read = true;
    }

    /// Sends the state after a change, if there is one, and reports it.
    fn finish(&mut self, change: &Change) {
        let Some(outcome) = &change.outcome else {
            self.states.set_outdated(false);
            return;
        };
        let outcome = outcome.as_ref();
        let files: BTreeSet<SourcePath> = change.seen.changed.keys().cloned().collect();
        let next = Arc::new(self.state.next(outcome, &self.options));
        let before = std::mem::replace(&mut self.state, Arc::clone(&next));
        self.states.send(Arc::clone(&next));
        let summary = ReadSummary {
            changed: (before.number > 0).then_some(&files),
            reading: outcome,
            files: self.detector.mirror.tree().map_or(0, SourceTree::len),
            took: change.began.elapsed(),
        };
        self.subscribers
            .compare(&next, &next.renamed_since(&before));
        if self.navigates_to_changed
            && before.number > 0
            && next.problems.is_none()
            && let Some(good) = &next.good
            && let Some(page) = source_page::page_of(&files, good)
        {
            self.subscribers.navigate(&page);
        }
        (self.report)(Notice::Read(summary));
        // The old state may be large, so it is dropped last.
        drop(before);
    }
}

impl Change {
    fn new() -> Self {
        Self {
            began: Instant::now(),
            seen: Changes::default(),
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
                .all(|(path, before)| before.is_some() && mirror.holds(path))
    }
}
