//! The current state, and whether a newer one is being read.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::state::State;

#[derive(Clone, Default)]
struct Snapshot {
    state: Option<Arc<State>>,
    /// Whether files have changed since.
    is_outdated: bool,
}

/// Sends states to requests.
pub(super) struct StateSender(watch::Sender<Snapshot>);

/// Receives the current state.
#[derive(Clone)]
pub(super) struct StateReceiver(watch::Receiver<Snapshot>);

/// The longest time that a request waits for a newer state.
const MAX_WAIT: Duration = Duration::from_secs(3);

impl StateSender {
    pub(super) fn new() -> (Self, StateReceiver) {
        let (sender, receiver) = watch::channel(Snapshot::default());
        (Self(sender), StateReceiver(receiver))
    }

    /// Makes requests wait for the next state.
    pub(super) fn mark_outdated(&self) {
        self.0.send_modify(|snapshot| snapshot.is_outdated = true);
    }

    /// Makes requests use the current state.
    pub(super) fn mark_current(&self) {
        self.0.send_modify(|snapshot| snapshot.is_outdated = false);
    }

    /// Sends a state.
    pub(super) fn send(&self, state: Arc<State>) {
        let snapshot = Snapshot {
            state: Some(state),
            is_outdated: false,
        };
        // The old state may be large, so it is dropped here and not by a request.
        drop(self.0.send_replace(snapshot));
    }
}

impl StateReceiver {
    /// Returns the current state, or waits for the first one.
    pub(super) async fn state(&self) -> Arc<State> {
        let mut snapshot = self.0.clone();
        let settled =
            snapshot.wait_for(|snapshot| snapshot.state.is_some() && !snapshot.is_outdated);
        if let Ok(Ok(snapshot)) = tokio::time::timeout(MAX_WAIT, settled).await
            && let Some(state) = &snapshot.state
        {
            return Arc::clone(state);
        }
        match snapshot
            .wait_for(|snapshot| snapshot.state.is_some())
            .await
            .map(|snapshot| snapshot.state.clone())
        {
            Ok(Some(state)) => state,
            // The updater has ended, and the program with it.
            _ => std::future::pending().await,
        }
    }
}
