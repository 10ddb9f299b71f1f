//! The current state, and whether a newer one is being read.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::state::State;

/// The states of the site, one after another.
#[derive(Default)]
pub(super) struct States(watch::Sender<Snapshot>);

#[derive(Default)]
struct Snapshot {
    state: Arc<State>,
    /// Whether files have changed since.
    is_outdated: bool,
}

/// The longest time that a request waits for a newer state.
const MAX_WAIT: Duration = Duration::from_secs(3);

impl States {
    /// Makes requests wait for the next state, or use the current one.
    pub(super) fn set_outdated(&self, is_outdated: bool) {
        self.0
            .send_modify(|snapshot| snapshot.is_outdated = is_outdated);
    }

    /// Sends a state.
    pub(super) fn send(&self, state: Arc<State>) {
        let is_outdated = false;
        // The old state may be large, so it is dropped here and not by a request.
        drop(self.0.send_replace(Snapshot { state, is_outdated }));
    }

    /// Returns the current state, or waits for the first one.
    pub(super) async fn current(&self) -> Arc<State> {
        let mut states = self.0.subscribe();
        let is_read = |snapshot: &Snapshot| snapshot.state.number > 0;
        let is_current = |snapshot: &Snapshot| is_read(snapshot) && !snapshot.is_outdated;
        // If it takes longer, the last state will do.
        let _ = tokio::time::timeout(MAX_WAIT, states.wait_for(is_current)).await;
        let first = states.wait_for(is_read).await;
        first.map_or_else(|_| Arc::default(), |snapshot| Arc::clone(&snapshot.state))
    }
}
