//! The open pages, each of which subscribes to its changes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::mpsc::{self, Receiver, Sender};

use super::answer::{self, PageVersions};
use super::state::{Renamed, State};

/// A message to an open page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Message {
    /// The current versions.
    Now {
        #[serde(flatten)]
        versions: PageVersions,
        /// Files of the theme with new addresses, if known.
        renamed: Vec<Renamed>,
    },
    /// The address to go to.
    Go(String),
}

/// The number of messages that are kept for a page. One that is further behind is dropped, and subscribes again.
const QUEUE: usize = 16;

/// The open pages, the latest last. A subscription ends when its receiver is dropped.
#[derive(Default)]
pub(super) struct Subscribers(Mutex<Vec<Subscriber>>);

struct Subscriber {
    page: Arc<str>,
    /// The number of the state that was sent last, and the versions.
    sent: Option<(u64, PageVersions)>,
    sender: Sender<Message>,
}

impl Subscribers {
    fn open(&self) -> MutexGuard<'_, Vec<Subscriber>> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|subscriber| !subscriber.sender.is_closed());
        open
    }

    /// Adds an open page.
    pub(super) fn subscribe(&self, page: &str) -> Receiver<Message> {
        let (sender, receiver) = mpsc::channel(QUEUE);
        self.open().push(Subscriber {
            page: page.into(),
            sent: None,
            sender,
        });
        receiver
    }

    /// Sends the versions of a page to its subscribers, unless they know them.
    pub(super) fn notify(
        &self,
        page: &str,
        state: u64,
        versions: &PageVersions,
        renamed: &[Renamed],
    ) {
        self.open().retain_mut(|subscriber| {
            let sent = subscriber.sent.as_ref();
            let is_known = sent.is_some_and(|(of, known)| *of > state || known == versions);
            if is_known || &*subscriber.page != page {
                return true;
            }
            subscriber.sent = Some((state, versions.clone()));
            let message = Message::Now {
                versions: versions.clone(),
                renamed: renamed.to_vec(),
            };
            subscriber.sender.try_send(message).is_ok()
        });
    }

    /// Compares every open page with a state, the latest page first.
    pub(super) fn compare(&self, state: &State, renamed: &[Renamed]) {
        for page in self.pages() {
            let versions = answer::versions(state, &page);
            self.notify(&page, state.number, &versions, renamed);
        }
    }

    /// Sends all subscribers to a page.
    pub(super) fn navigate(&self, to: &str) {
        let message = Message::Go(to.to_owned());
        self.open()
            .retain(|subscriber| subscriber.sender.try_send(message.clone()).is_ok());
    }

    /// Returns the open pages, each once, the latest first.
    fn pages(&self) -> Vec<Arc<str>> {
        let open = self.open();
        let mut known = BTreeSet::new();
        let pages = open.iter().rev().map(|subscriber| &subscriber.page);
        let pages = pages.filter(|page| known.insert(Arc::clone(page)));
        pages.cloned().collect()
    }
}
