//! Cached results of earlier runs, valid as long as their input is the same.
//!
//! Stages are functions of their input. A stage that a session repeats keeps its results by key and recomputes only
//! those whose input has changed. A first run has an empty cache. Results for keys that are no longer requested are
//! dropped.

use std::sync::Arc;

use rayon::prelude::*;

/// Shared data that is compared by pointer: comparing the content would cost more than recomputing the result.
#[derive(Debug)]
pub struct Same<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> std::ops::Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Results by key, each with its input.
#[derive(Debug)]
pub struct Recall<K, I, O> {
    known: Vec<(K, I, O)>,
}

impl<K, I, O> Default for Recall<K, I, O> {
    fn default() -> Self {
        Self { known: Vec::new() }
    }
}

impl<K, I, O> Recall<K, I, O>
where
    K: Ord + Send + Sync,
    I: PartialEq + Send + Sync,
    O: Send + Sync,
{
    /// Returns a result for each key, in the order of the keys. Results for unchanged input are reused; others are
    /// computed in parallel. `asked` is sorted by key, without duplicates.
    pub fn all(
        &mut self,
        asked: impl IntoIterator<Item = (K, I)>,
        work: impl Fn(&K, &I) -> O + Sync,
    ) -> impl ExactSizeIterator<Item = (&K, &O)> {
        self.all_but(asked, |_| true, work)
    }

    /// Returns a result for each key, as [`Self::all`] does. A result for which `lasts` is false is recomputed each
    /// time.
    pub(crate) fn all_but(
        &mut self,
        asked: impl IntoIterator<Item = (K, I)>,
        lasts: impl Fn(&O) -> bool,
        work: impl Fn(&K, &I) -> O + Sync,
    ) -> impl ExactSizeIterator<Item = (&K, &O)> {
        let mut before = std::mem::take(&mut self.known).into_iter().peekable();
        let recalled = asked.into_iter().map(|(key, from)| {
            while before.next_if(|(known, ..)| *known < key).is_some() {}
            let same = before.next_if(|(known, ..)| *known == key);
            let same = same.filter(|(_, known, _)| *known == from);
            (key, from, same.map(|(.., answer)| answer).filter(&lasts))
        });
        let recalled: Vec<_> = recalled.collect();
        let recalled = recalled.into_par_iter().map(|(key, from, answer)| {
            let answer = answer.unwrap_or_else(|| work(&key, &from));
            (key, from, answer)
        });
        self.known = recalled.collect();
        self.known.iter().map(|(key, _, answer)| (key, answer))
    }
}

/// A single result, valid as long as its input is the same.
#[derive(Debug)]
pub struct Last<I, O> {
    known: Option<(I, O)>,
}

impl<I, O> Default for Last<I, O> {
    fn default() -> Self {
        Self { known: None }
    }
}

impl<I: PartialEq, O> Last<I, O> {
    /// Returns the result, recomputed if the input has changed.
    pub(crate) fn or(&mut self, from: I, work: impl FnOnce(&I) -> O) -> &O {
        let same = self.known.take().filter(|(known, _)| *known == from);
        let (from, answer) = same.unwrap_or_else(|| {
            let answer = work(&from);
            (from, answer)
        });
        &self.known.insert((from, answer)).1
    }
}

/// A value whose pointer stays the same as long as it is equal.
#[derive(Debug)]
pub struct Steady<T> {
    last: Option<Arc<T>>,
}

impl<T> Default for Steady<T> {
    fn default() -> Self {
        Self { last: None }
    }
}

impl<T: PartialEq> Steady<T> {
    /// Returns the value, shared: the earlier one if they are equal.
    pub(crate) fn keep(&mut self, value: T) -> Same<T> {
        let same = self.last.take().filter(|last| **last == value);
        Same(
            self.last
                .insert(same.unwrap_or_else(|| Arc::new(value)))
                .clone(),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn only_what_changed_is_worked_out_again_and_what_is_gone_is_forgotten() {
        let mut recall = Recall::default();
        let mut ask = |asked: &[(&'static str, u32)]| {
            let worked = AtomicUsize::new(0);
            let answers = recall.all(asked.iter().copied(), |key, from| {
                worked.fetch_add(1, Ordering::Relaxed);
                format!("{key}{from}")
            });
            let answers: Vec<String> = answers.map(|(_, answer)| answer.clone()).collect();
            (answers.join(" "), worked.load(Ordering::Relaxed))
        };
        assert_eq!(ask(&[("a", 1), ("b", 1)]), ("a1 b1".to_owned(), 2));
        assert_eq!(
            ask(&[("a", 1), ("b", 2), ("c", 1)]),
            ("a1 b2 c1".to_owned(), 2)
        );
        assert_eq!(ask(&[("c", 1)]), ("c1".to_owned(), 0));
        assert_eq!(ask(&[("a", 1), ("c", 1)]), ("a1 c1".to_owned(), 1));
    }

    #[test]
    fn what_does_not_last_is_worked_out_each_time() {
        let mut recall = Recall::default();
        let mut times = 0;
        for _ in 0..2 {
            let answers = recall.all_but([("a", 1), ("b", 2)], |from| *from == 1, |_, from| *from);
            times += answers.len();
        }
        assert_eq!(times, 4);
    }

    #[test]
    fn the_last_answer_holds_until_its_input_changes() {
        let mut last = Last::default();
        let mut asked = Vec::new();
        for from in [1, 1, 2, 1] {
            last.or(from, |from| asked.push(*from));
        }
        assert_eq!(asked, [1, 2, 1]);
    }
}
