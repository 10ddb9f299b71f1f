//! A rating: a state of a scale, with its name, what it counts as, its look, and when a figure has it.

use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;
use std::ops::Deref;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::Deserialize;

use super::{Text, Tolerance};

/// What a state counts as, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum CountsAs {
    Poor,
    /// Neither good nor poor.
    Watch,
    Good,
    /// Good, and better than required.
    Beyond,
    /// Good, and finished.
    Complete,
}

/// Which symbol and colour of the theme a state has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Look {
    Blue,
    Green,
    Yellow,
    Amber,
    Red,
    Purple,
}

/// What ratings of any scale are listed and counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as its list")]
pub enum Class {
    Good,
    Near,
    Poor,
}

impl CountsAs {
    /// Returns the word in files.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Poor => "poor",
            Self::Watch => "watch",
            Self::Good => "good",
            Self::Beyond => "beyond",
            Self::Complete => "complete",
        }
    }
}

impl Look {
    /// Returns the word in files.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Purple => "purple",
        }
    }
}

/// When a figure has a state by rule. Of the states of a scale it has the first whose condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// It is better than the target by so much.
    BetterBy(Tolerance),
    /// It meets the target.
    Target,
    /// It misses the target by no more than the measure's own `allow`.
    Allowance,
    /// It misses the target by no more than this.
    Within(Tolerance),
    /// It misses the target by no more than the target's tolerance.
    Tolerance,
    /// It is no worse than in the same quarter last year.
    LastYear,
    /// The figure that is expected at the end of the year meets the target.
    Forecast,
    /// No condition before it holds.
    Otherwise,
}

/// A state of a scale.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The word for its scale in files.
    pub(crate) scale: String,
    /// The position of its scale among those of the site.
    pub(super) place: usize,
    /// How many states of its scale are better.
    pub(crate) better_states: usize,
    /// The word in files.
    pub(crate) id: String,
    /// The name on pages.
    pub(crate) name: Text,
    pub(crate) counts_as: CountsAs,
    pub(crate) look: Look,
    /// `None` if only people give it.
    pub(crate) when: Option<Condition>,
}

/// A rating: a state of one of the site's scales. The better one of a scale is greater.
///
/// There are few states, and almost everything refers to them, so each is kept for as long as the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rating(&'static State);

impl Rating {
    fn kept(state: State) -> Self {
        static KNOWN: LazyLock<Mutex<HashSet<&'static State>>> = LazyLock::new(Mutex::default);
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = known.get(&state) {
            return Self(same);
        }
        let kept: &'static State = Box::leak(Box::new(state));
        known.insert(kept);
        Self(kept)
    }

    /// Returns the name on pages.
    pub fn name(self) -> &'static str {
        self.0.name.as_str()
    }

    /// Returns the word in files.
    pub fn id(self) -> &'static str {
        &self.0.id
    }

    pub(crate) fn class(self) -> Class {
        match self.counts_as {
            CountsAs::Poor => Class::Poor,
            CountsAs::Watch => Class::Near,
            CountsAs::Good | CountsAs::Beyond | CountsAs::Complete => Class::Good,
        }
    }

    /// Returns whether it counts as good.
    pub(crate) fn is_good(self) -> bool {
        self.class() == Class::Good
    }

    /// Returns whether it counts as neither good nor poor.
    pub(crate) fn is_near(self) -> bool {
        self.class() == Class::Near
    }

    /// Returns whether it counts as poor.
    pub(crate) fn is_poor(self) -> bool {
        self.class() == Class::Poor
    }

    /// Returns whether both are the same state of the same scale, under any name.
    pub(crate) fn is_same(self, other: Self) -> bool {
        (&self.scale, &self.id) == (&other.scale, &other.id)
    }

    fn order(self) -> (usize, Reverse<usize>, &'static str, &'static str) {
        (
            self.place,
            Reverse(self.better_states),
            &self.0.scale,
            self.id(),
        )
    }
}

impl Deref for Rating {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

impl Ord for Rating {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Rating {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A state as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeclaredState {
    pub(crate) id: String,
    pub(crate) name: Text,
    pub(crate) counts_as: CountsAs,
    pub(crate) look: Look,
    pub(crate) when: Option<Condition>,
}

/// A scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The word in files.
    pub(crate) id: String,
    /// The best first.
    pub(crate) ratings: Vec<Rating>,
}

impl Scale {
    pub(super) fn new(place: usize, id: &str, states: Vec<DeclaredState>) -> Self {
        let ratings = states
            .into_iter()
            .enumerate()
            .map(|(better_states, state)| {
                Rating::kept(State {
                    scale: id.to_owned(),
                    place,
                    better_states,
                    id: state.id,
                    name: state.name,
                    counts_as: state.counts_as,
                    look: state.look,
                    when: state.when,
                })
            });
        Self {
            id: id.to_owned(),
            ratings: ratings.collect(),
        }
    }

    /// Returns the rating that files call by this word.
    pub(crate) fn rating(&self, word: &str) -> Option<Rating> {
        let mut ratings = self.ratings.iter().copied();
        ratings.find(|rating| rating.id() == word)
    }

    /// Returns the ratings of a class, the plainest first: the one that is least beyond what is required, or least short of
    /// it.
    pub(crate) fn of_class(&self, class: Class) -> impl Iterator<Item = Rating> {
        let own = self
            .ratings
            .iter()
            .filter(move |rating| rating.class() == class);
        let mut own: Vec<Rating> = own.copied().collect();
        if class == Class::Good {
            own.reverse();
        }
        own.into_iter()
    }

    /// Returns the best rating that a rule can give.
    pub(crate) fn best_by_rule(&self) -> Option<Rating> {
        let mut best_first = self.ratings.iter().copied();
        best_first.find(|rating| rating.when.is_some())
    }

    /// Returns the worst rating that a rule can give.
    pub(crate) fn worst_by_rule(&self) -> Option<Rating> {
        let mut worst_first = self.ratings.iter().rev().copied();
        worst_first.find(|rating| rating.when.is_some())
    }

    /// Returns the plainest rating of a class.
    pub(crate) fn first_of(&self, class: Class) -> Option<Rating> {
        self.of_class(class).next()
    }

    /// Returns whether a rule gives its ratings, and not only people.
    pub(crate) fn has_rule(&self) -> bool {
        self.ratings.iter().any(|rating| rating.when.is_some())
    }

    /// Returns whether measures that name no scale have it.
    pub(crate) fn is_usual(&self) -> bool {
        self.ratings.iter().any(|rating| rating.place == 0)
    }

    pub(crate) fn uses(&self, condition: Condition) -> bool {
        self.ratings
            .iter()
            .any(|rating| rating.when == Some(condition))
    }
}
