//! How far something has come: said on a terminal, after a second, on a line that goes away again.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// What is done quickly needs no word.
const SOON: Duration = Duration::from_secs(1);
const OFTEN: Duration = Duration::from_millis(100);

/// Something that may take long. Whoever holds it may count; it is over when it is dropped.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    over: Arc<(Mutex<bool>, Condvar)>,
    teller: Option<JoinHandle<()>>,
}

/// What is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    /// "Making".
    pub(super) verb: &'static str,
    /// "pages and files".
    pub(super) what: &'static str,
    /// How many there are in all, where that is known.
    pub(super) all: Option<usize>,
}

impl Progress {
    /// Begins on the error stream. Where that is no terminal nobody is told: a log keeps every line.
    pub(super) fn on_terminal(task: Task) -> Self {
        if std::io::stderr().is_terminal() {
            Self::begin(task, SOON, std::io::stderr())
        } else {
            Self::silent()
        }
    }

    /// Begins without a word.
    pub(super) fn silent() -> Self {
        Self {
            done: Arc::default(),
            over: Arc::default(),
            teller: None,
        }
    }

    fn begin(task: Task, soon: Duration, out: impl Write + Send + 'static) -> Self {
        let mut begun = Self::silent();
        let (done, over) = (Arc::clone(&begun.done), Arc::clone(&begun.over));
        begun.teller = Some(std::thread::spawn(move || {
            tell(task, soon, &done, &over, out);
        }));
        begun
    }

    /// One more is done.
    pub(super) fn tick(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let (over, changed) = &*self.over;
        *over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
        if let Some(teller) = self.teller.take() {
            // What is told is of no consequence to what is done.
            let _ = teller.join();
        }
    }
}

fn tell(
    task: Task,
    soon: Duration,
    done: &AtomicUsize,
    (over, changed): &(Mutex<bool>, Condvar),
    mut out: impl Write,
) {
    let mut wait = soon;
    let mut is_over = over.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let waited = changed.wait_timeout_while(is_over, wait, |over| !*over);
        (is_over, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *is_over {
            break;
        }
        let _ = write!(out, "\r\x1b[K{}", line(task, done.load(Ordering::Relaxed)));
        let _ = out.flush();
        wait = OFTEN;
    }
    if wait == OFTEN {
        let _ = write!(out, "\r\x1b[K");
        let _ = out.flush();
    }
}

fn line(task: Task, done: usize) -> String {
    match task.all {
        Some(all) => format!("{:>12} {done} of {all} {}", task.verb, task.what),
        None => format!("{:>12} {}", task.verb, task.what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASK: Task = Task {
        verb: "Making",
        what: "files",
        all: Some(3),
    };

    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("a screen").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn shown(screen: &Screen) -> String {
        String::from_utf8(screen.0.lock().expect("a screen").clone()).expect("text")
    }

    #[test]
    fn what_takes_long_is_told_and_leaves_no_trace() {
        let screen = Screen::default();
        let progress = Progress::begin(TASK, Duration::ZERO, screen.clone());
        progress.tick();
        while !shown(&screen).contains("1 of 3 files") {
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(progress);
        assert!(shown(&screen).ends_with("\r\x1b[K"), "the line is wiped");
    }

    #[test]
    fn what_is_done_soon_is_not_told() {
        let screen = Screen::default();
        drop(Progress::begin(
            TASK,
            Duration::from_secs(60),
            screen.clone(),
        ));
        assert_eq!(shown(&screen), "");
    }
}
