//! The open pages, each of which subscribes to its changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::mpsc::{self, Receiver, Sender};

use super::answer;
use super::state::{Renamed, State};
use super::versions::PageVersions;

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

/// The open pages.
#[derive(Default)]
pub(super) struct Subscribers(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    next: u64,
    by_number: BTreeMap<u64, Subscriber>,
}

struct Subscriber {
    page: Arc<str>,
    /// The number of the state that was sent last, and the versions.
    sent: Option<(u64, PageVersions)>,
    sender: Sender<Message>,
}

/// A subscription, which ends when it is dropped.
pub(super) struct Subscription {
    number: u64,
    subscribers: Arc<Subscribers>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.subscribers.entries().by_number.remove(&self.number);
    }
}

impl Subscribers {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an open page.
    pub(super) fn subscribe(self: &Arc<Self>, page: &str) -> (Subscription, Receiver<Message>) {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let mut entries = self.entries();
        let number = entries.next;
        entries.next += 1;
        let subscriber = Subscriber {
            page: page.into(),
            sent: None,
            sender,
        };
        entries.by_number.insert(number, subscriber);
        let subscribers = Arc::clone(self);
        (
            Subscription {
                number,
                subscribers,
            },
            receiver,
        )
    }

    /// Sends the versions of a page to its subscribers, unless they know them.
    pub(super) fn notify(
        &self,
        page: &str,
        state: u64,
        versions: &PageVersions,
        renamed: &[Renamed],
    ) {
        let mut entries = self.entries();
        entries.by_number.retain(|_, subscriber| {
            if &*subscriber.page != page {
                return true;
            }
            let is_known = subscriber
                .sent
                .as_ref()
                .is_some_and(|(of, known)| *of > state || known == versions);
            if is_known {
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
        let mut entries = self.entries();
        entries
            .by_number
            .retain(|_, subscriber| subscriber.sender.try_send(message.clone()).is_ok());
    }

    /// Returns the open pages, each once, the latest first.
    fn pages(&self) -> Vec<Arc<str>> {
        let entries = self.entries();
        let mut pages: Vec<Arc<str>> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for subscriber in entries.by_number.values().rev() {
            if known.insert(Arc::clone(&subscriber.page)) {
                pages.push(Arc::clone(&subscriber.page));
            }
        }
        pages
    }
}
