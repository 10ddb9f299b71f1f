//! Progress of a long task, shown after a second on a line that is wiped at the end.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// A task that takes less than this shows no progress.
const DELAY: Duration = Duration::from_secs(1);
/// The time between two updates of the line.
const INTERVAL: Duration = Duration::from_millis(100);

/// The progress of a task, which ends when this is dropped.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    display: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts a line on the error stream, such as "Making 12 of 40 files". Without a total, items are not counted.
    pub(super) fn new(verb: &'static str, items: &'static str, total: Option<usize>) -> Self {
        let (end, ended) = mpsc::channel();
        let done = Arc::<AtomicUsize>::default();
        let counted = Arc::clone(&done);
        let line = move || match (total, counted.load(Ordering::Relaxed)) {
            (Some(total), done) => format!("{verb:>12} {done} of {total} {items}"),
            (None, _) => format!("{verb:>12} {items}"),
        };
        let draw = |text: &str| {
            let mut out = std::io::stderr();
            let _ = write!(out, "{text}").and_then(|()| out.flush());
        };
        let display = std::thread::spawn(move || display(line, DELAY, &ended, draw));
        Self {
            done,
            display: Some((end, display)),
        }
    }

    /// Counts one more item as done.
    pub(super) fn tick(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, display)) = self.display.take() {
            drop(end);
            // A panic while the line was drawn does not affect the task.
            let _ = display.join();
        }
    }
}

/// Draws the line again and again until the sender is dropped.
fn display(
    line: impl Fn() -> String,
    delay: Duration,
    ended: &Receiver<()>,
    mut draw: impl FnMut(&str),
) {
    let mut wait = delay;
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        draw(&format!("\r\x1b[K{}", line()));
        wait = INTERVAL;
    }
    if wait == INTERVAL {
        draw("\r\x1b[K");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_task_shows_its_progress_and_wipes_the_line() {
        let long: &[&str] = &["\r\x1b[K1 of 3 files", "\r\x1b[K"];
        for (is_long, shown) in [(true, long), (false, &[])] {
            let (end, ended) = mpsc::channel();
            let (mut end, mut drawn) = (Some(end).filter(|_| is_long), Vec::new());
            display(
                || "1 of 3 files".to_owned(),
                Duration::ZERO,
                &ended,
                |text| {
                    drawn.push(text.to_owned());
                    end = None;
                },
            );
            assert_eq!(drawn, shown);
        }
    }
}
