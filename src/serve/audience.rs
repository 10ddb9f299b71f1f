//! The open pages: who looks at what, and who must be told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::mpsc::{self, Receiver, Sender};

use super::answer;
use super::facts::Facts;
use super::state::State;

/// What an open page is told.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Message {
    /// What there is now.
    Now {
        /// At its address.
        #[serde(flatten)]
        facts: Facts,
        /// Files of the theme that are others now; none where that is not known.
        changed: Vec<String>,
    },
    /// Where to go.
    Go(String),
}

/// So much is kept for a page that does not listen. One that hears less is let go, and asks again.
const KEPT: usize = 16;

/// The open pages.
#[derive(Default)]
pub(super) struct Audience(Mutex<Seats>);

#[derive(Default)]
struct Seats {
    next: u64,
    taken: BTreeMap<u64, Seat>,
}

struct Seat {
    page: Arc<str>,
    /// The state that it was last told of, and what.
    told: Option<(u64, Facts)>,
    sender: Sender<Message>,
}

/// A place in the audience, given back when it is dropped.
pub(super) struct Ticket {
    number: u64,
    audience: Arc<Audience>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.audience.seats().taken.remove(&self.number);
    }
}

impl Audience {
    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page that was opened. It is told what there is as soon as that is known.
    pub(super) fn join(self: &Arc<Self>, page: &str) -> (Ticket, Receiver<Message>) {
        let (sender, receiver) = mpsc::channel(KEPT);
        let mut seats = self.seats();
        let number = seats.next;
        seats.next += 1;
        let seat = Seat {
            page: page.into(),
            told: None,
            sender,
        };
        seats.taken.insert(number, seat);
        let audience = Arc::clone(self);
        (Ticket { number, audience }, receiver)
    }

    /// Tells those who look at a page what there is now, where they do not know it.
    pub(super) fn tell(&self, page: &str, state: u64, facts: &Facts, changed: &[String]) {
        let mut seats = self.seats();
        seats.taken.retain(|_, seat| {
            if &*seat.page != page {
                return true;
            }
            let is_known = seat
                .told
                .as_ref()
                .is_some_and(|(of, known)| *of > state || known == facts);
            if is_known {
                return true;
            }
            seat.told = Some((state, facts.clone()));
            let message = Message::Now {
                facts: facts.clone(),
                changed: changed.to_vec(),
            };
            seat.sender.try_send(message).is_ok()
        });
    }

    /// Compares every open page with what there is now. Whoever came last is served first.
    pub(super) fn compare(&self, state: &State, changed: &[String]) {
        for page in self.pages() {
            let facts = answer::facts(state, &page);
            self.tell(&page, state.number, &facts, changed);
        }
    }

    /// Takes everyone to a page.
    pub(super) fn lead(&self, to: &str) {
        let message = Message::Go(to.to_owned());
        let mut seats = self.seats();
        seats
            .taken
            .retain(|_, seat| seat.sender.try_send(message.clone()).is_ok());
    }

    /// The pages that are looked at, each once, the latest first.
    fn pages(&self) -> Vec<Arc<str>> {
        let seats = self.seats();
        let mut pages: Vec<Arc<str>> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for seat in seats.taken.values().rev() {
            if known.insert(Arc::clone(&seat.page)) {
                pages.push(Arc::clone(&seat.page));
            }
        }
        pages
    }
}
