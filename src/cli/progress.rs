//! Progress of a long task, shown on a terminal after a second on a line that is wiped at the end.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// A task that takes less than this shows no progress.
const DELAY: Duration = Duration::from_secs(1);
/// The time between two updates of the line.
const INTERVAL: Duration = Duration::from_millis(100);

/// The progress of a task, which ends when this is dropped.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    finished: Arc<(Mutex<bool>, Condvar)>,
    display: Option<JoinHandle<()>>,
}

/// A task as its progress line describes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    /// Such as "Making".
    pub(super) verb: &'static str,
    /// Such as "pages and files".
    pub(super) items: &'static str,
    /// The number of items, if known.
    pub(super) total: Option<usize>,
}

impl Progress {
    /// Starts a line on the error stream. Without a terminal nothing is shown, because a log would keep every update.
    pub(super) fn on_terminal(task: Task) -> Self {
        if std::io::stderr().is_terminal() {
            Self::start(task, DELAY, std::io::stderr())
        } else {
            Self::silent()
        }
    }

    /// Starts without a line.
    pub(super) fn silent() -> Self {
        Self {
            done: Arc::default(),
            finished: Arc::default(),
            display: None,
        }
    }

    fn start(task: Task, delay: Duration, out: impl Write + Send + 'static) -> Self {
        let mut progress = Self::silent();
        let (done, finished) = (Arc::clone(&progress.done), Arc::clone(&progress.finished));
        progress.display = Some(std::thread::spawn(move || {
            display(task, delay, &done, &finished, out);
        }));
        progress
    }

    /// Counts one more item as done.
    pub(super) fn tick(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let (finished, changed) = &*self.finished;
        *finished.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
        if let Some(display) = self.display.take() {
            // A panic while the line was drawn does not affect the task.
            let _ = display.join();
        }
    }
}

fn display(
    task: Task,
    delay: Duration,
    done: &AtomicUsize,
    (finished, changed): &(Mutex<bool>, Condvar),
    mut out: impl Write,
) {
    let mut wait = delay;
    let mut is_finished = finished.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let waited = changed.wait_timeout_while(is_finished, wait, |finished| !*finished);
        (is_finished, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *is_finished {
            break;
        }
        let _ = write!(out, "\r\x1b[K{}", line(task, done.load(Ordering::Relaxed)));
        let _ = out.flush();
        wait = INTERVAL;
    }
    if wait == INTERVAL {
        let _ = write!(out, "\r\x1b[K");
        let _ = out.flush();
    }
}

fn line(task: Task, done: usize) -> String {
    match task.total {
        Some(total) => format!("{:>12} {done} of {total} {}", task.verb, task.items),
        None => format!("{:>12} {}", task.verb, task.items),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASK: Task = Task {
        verb: "Making",
        items: "files",
        total: Some(3),
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
    fn a_long_task_shows_its_progress_and_wipes_the_line() {
        let screen = Screen::default();
        let progress = Progress::start(TASK, Duration::ZERO, screen.clone());
        progress.tick();
        while !shown(&screen).contains("1 of 3 files") {
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(progress);
        assert!(shown(&screen).ends_with("\r\x1b[K"), "the line is wiped");
    }

    #[test]
    fn a_short_task_shows_no_progress() {
        let screen = Screen::default();
        drop(Progress::start(
            TASK,
            Duration::from_secs(60),
            screen.clone(),
        ));
        assert_eq!(shown(&screen), "");
    }
}
