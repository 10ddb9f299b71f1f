//! Counts of measures by rating.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::rating::{Outcome, Unrated};
use super::{Counted, JudgedEntry};
use crate::model::{Figure, Figures, Missing, Rating};

/// A column of a summary table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Rated, by the rule or by people.
    Rated(Rating),
    /// Not rated, with the reason.
    Unrated(Unrated),
}

impl Column {
    /// Returns the rating. `None` for measures that are not rated.
    pub(crate) fn rating(self) -> Option<Rating> {
        match self {
            Self::Rated(rating) => Some(rating),
            Self::Unrated(_) => None,
        }
    }
}

/// The counts of one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<Column, u32>);

impl Tally {
    /// Returns the count of a column.
    pub fn count(&self, column: Column) -> u32 {
        self.0.get(&column).copied().unwrap_or(0)
    }

    /// Returns the columns that are not empty.
    pub fn columns(&self) -> impl Iterator<Item = (Column, u32)> {
        self.0.iter().map(|(column, count)| (*column, *count))
    }

    /// Returns the total.
    pub fn total(&self) -> u32 {
        self.0.values().sum()
    }

    /// Returns every rating, as often as it was given.
    pub(crate) fn ratings(&self) -> impl Iterator<Item = Rating> {
        let columns = self.columns();
        columns.flat_map(|(column, count)| (0..count).filter_map(move |_| column.rating()))
    }

    /// Returns the number of rated measures, which is the base of every percentage.
    pub fn rated(&self) -> u32 {
        let rated = self
            .columns()
            .filter(|(column, _)| column.rating().is_some());
        rated.map(|(_, count)| count).sum()
    }

    fn add(&mut self, column: Column, count: u32) {
        *self.0.entry(column).or_default() += count;
    }
}

/// Returns a share in per cent without decimals.
pub fn percent_of(count: u32, of: u32) -> Figure {
    let share = Decimal::from(count) * Decimal::ONE_HUNDRED / Decimal::from(of.max(1));
    Figure::computed(share, 0)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SetTally {
    /// The name of the set, or `None` for measures without a set.
    pub(crate) set: Option<String>,
    /// The counts of the whole set.
    pub all: Tally,
    /// The counts by group, in the order of the site's list, then in the order in which they first appear.
    pub(crate) groups: Vec<(Option<String>, Tally)>,
}

/// The counts by set. Context is last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollup {
    /// In the order in which they first appear.
    pub(crate) sets: Vec<SetTally>,
}

impl Rollup {
    pub(crate) fn judged_sets(&self) -> impl Iterator<Item = &SetTally> {
        let sets = self.sets.iter();
        sets.filter(|set| set.set.as_deref() != Some("context"))
    }

    /// Returns the counts of all judged measures.
    pub fn all(&self) -> Tally {
        let mut all = Tally::default();
        for set in self.judged_sets() {
            for (column, count) in set.all.columns() {
                all.add(column, count);
            }
        }
        all
    }
}

pub(crate) fn column(judged: &JudgedEntry) -> Column {
    match judged.current.outcome {
        Outcome::Rated(rating) => Column::Rated(rating),
        Outcome::Unrated(Unrated::Missing(Missing::NotCollected)) => {
            Column::Unrated(Unrated::Missing(Missing::NotAvailable))
        }
        Outcome::Unrated(reason) => Column::Unrated(reason),
    }
}

pub(crate) fn tally<'r>(counted: impl IntoIterator<Item = &'r Counted<'r>>) -> Tally {
    let mut tally = Tally::default();
    for one in counted {
        tally.add(column(one.judged), 1);
    }
    tally
}

pub(super) fn rollup(figures: &Figures, counted: &[Counted]) -> Rollup {
    let sets = grouped(counted.iter().map(|one| (one.measure.set.as_deref(), one))).into_iter();
    let sets = sets.map(|(set, own)| set_tally(figures, set, &own));
    let mut sets: Vec<SetTally> = sets.collect();
    sets.sort_by_key(|set| set.set.as_deref() == Some("context"));
    Rollup { sets }
}

fn set_tally(figures: &Figures, set: Option<&str>, counted: &[&Counted]) -> SetTally {
    let named = counted.iter();
    let mut groups = grouped(named.map(|one| (one.measure.group.as_deref(), *one)));
    let known = &figures.site.groups;
    let rank = |group| known.iter().position(|known| Some(known.as_str()) == group);
    groups.sort_by_key(|(group, _)| rank(*group).unwrap_or(usize::MAX));
    let groups = groups.into_iter();
    let groups = groups.map(|(group, own)| (group.map(str::to_owned), tally(own)));
    SetTally {
        set: set.map(str::to_owned),
        groups: groups.collect(),
        all: tally(counted.iter().copied()),
    }
}

/// Groups values by key, in the order in which the keys first appear.
pub(crate) fn grouped<K: PartialEq, V>(items: impl Iterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in items {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    groups
}
