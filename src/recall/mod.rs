//! What was worked out before, for as long as what it was worked out from is the same.
//!
//! Stages are functions of their input, so an earlier answer to the same question is the answer. Each stage that a
//! session repeats keeps its answers by key, and asks again only for the keys whose input has changed. A first run is a
//! run that recalls nothing; there is no other way through a stage. What is no longer asked for is forgotten.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;

/// Shared data that counts as the same only while it is the very same: looking at it closely would cost more than
/// working out again what follows from it.
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

/// Answers by key.
#[derive(Debug)]
pub struct Recall<K, I, O> {
    known: Vec<Known<K, I, O>>,
}

#[derive(Debug)]
struct Known<K, I, O> {
    key: K,
    from: I,
    /// Nothing only while it is being worked out.
    answer: Option<O>,
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
    /// Answers for every key, in the order of the keys: what is known from the same input is taken, the rest is worked
    /// out, in parallel. `asked` stands in the order of its keys, each once.
    pub fn all(
        &mut self,
        asked: impl IntoIterator<Item = (K, I)>,
        work: impl Fn(&K, &I) -> O + Sync,
    ) -> impl ExactSizeIterator<Item = (&K, &O)> {
        self.all_but(asked, |_| true, work)
    }

    /// The same, but an answer that does not `last` is worked out again each time.
    pub fn all_but(
        &mut self,
        asked: impl IntoIterator<Item = (K, I)>,
        lasts: impl Fn(&O) -> bool,
        work: impl Fn(&K, &I) -> O + Sync,
    ) -> impl ExactSizeIterator<Item = (&K, &O)> {
        let mut before = std::mem::take(&mut self.known).into_iter().peekable();
        let recalled = asked.into_iter().map(|(key, from)| {
            while before.next_if(|known| known.key < key).is_some() {}
            let same = before.next_if(|known| known.key.cmp(&key) == Ordering::Equal);
            let same = same.filter(|known| known.from == from);
            let answer = same.and_then(|known| known.answer).filter(&lasts);
            Known { key, from, answer }
        });
        self.known = recalled.collect();
        let mut open: Vec<_> = self
            .known
            .iter_mut()
            .filter(|known| known.answer.is_none())
            .collect();
        if let [one] = open.as_mut_slice() {
            one.answer = Some(work(&one.key, &one.from));
        } else {
            open.par_iter_mut()
                .for_each(|known| known.answer = Some(work(&known.key, &known.from)));
        }
        Answers {
            known: self.known.iter(),
        }
    }
}

/// The answers in the order of their keys.
struct Answers<'r, K, I, O> {
    known: std::slice::Iter<'r, Known<K, I, O>>,
}

impl<'r, K, I, O> Iterator for Answers<'r, K, I, O> {
    type Item = (&'r K, &'r O);

    fn next(&mut self) -> Option<Self::Item> {
        let known = self.known.next()?;
        Some((&known.key, known.answer.as_ref()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.known.size_hint()
    }
}

impl<K, I, O> ExactSizeIterator for Answers<'_, K, I, O> {}

/// One answer, kept for as long as what it was worked out from is the same.
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
    /// The answer.
    pub fn or(&mut self, from: I, work: impl FnOnce(&I) -> O) -> &O {
        let same = self.known.take().filter(|(known, _)| *known == from);
        let (from, answer) = same.unwrap_or_else(|| {
            let answer = work(&from);
            (from, answer)
        });
        &self.known.insert((from, answer)).1
    }
}

/// A value that stays the very same for as long as it is equal.
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
    /// The value, shared: the earlier one where nothing about it has changed.
    pub fn keep(&mut self, value: T) -> Same<T> {
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
