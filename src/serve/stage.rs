//! The state that is shown, and whether a newer one is on its way.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::state::State;

#[derive(Clone, Default)]
struct Scene {
    state: Option<Arc<State>>,
    /// Whether a change has been noticed that this state does not show.
    is_behind: bool,
}

/// Where the workshop shows what it came to.
pub(super) struct Stage(watch::Sender<Scene>);

/// Where requests look.
#[derive(Clone)]
pub(super) struct View(watch::Receiver<Scene>);

/// A request waits so long for a change that was noticed before it came.
const PATIENCE: Duration = Duration::from_secs(3);

impl Stage {
    pub(super) fn new() -> (Self, View) {
        let (stage, view) = watch::channel(Scene::default());
        (Self(stage), View(view))
    }

    /// Says that a change was noticed: requests wait for it.
    pub(super) fn draw_curtain(&self) {
        self.0.send_modify(|scene| scene.is_behind = true);
    }

    /// Says that there is nothing to wait for.
    pub(super) fn open_curtain(&self) {
        self.0.send_modify(|scene| scene.is_behind = false);
    }

    /// Shows a state.
    pub(super) fn show(&self, state: Arc<State>) {
        let scene = Scene {
            state: Some(state),
            is_behind: false,
        };
        // The old state may be large, and is dropped here: no request waits for that.
        drop(self.0.send_replace(scene));
    }
}

impl View {
    /// The present state; the first, as soon as there is one.
    pub(super) async fn state(&self) -> Arc<State> {
        let mut scene = self.0.clone();
        let settled = scene.wait_for(|scene| scene.state.is_some() && !scene.is_behind);
        if let Ok(Ok(scene)) = tokio::time::timeout(PATIENCE, settled).await
            && let Some(state) = &scene.state
        {
            return Arc::clone(state);
        }
        match scene
            .wait_for(|scene| scene.state.is_some())
            .await
            .map(|scene| scene.state.clone())
        {
            Ok(Some(state)) => state,
            // The workshop has ended, and the program with it.
            _ => std::future::pending().await,
        }
    }
}
