//! Counts by status, and what they are out of.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Judged;
use super::rating::{By, Outcome, Unrated};
use crate::model::{Colour, Figure, Measure, MeasureId, Missing, Rating, Report, Standing};

/// A column of a summary table. Words of the two scales never share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// On the tolerance scale, computed and as rated by people alike.
    Standing(Standing),
    /// On the colour scale, by the improvement rule.
    ColourByRule(Colour),
    /// On the colour scale, as rated by people.
    ColourByPerson(Colour),
    /// Not rated, and why.
    Unrated(Unrated),
}

/// Counts of one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<Column, u32>,
}

impl Tally {
    /// How many stand in a column.
    pub fn count(&self, column: Column) -> u32 {
        self.counts.get(&column).copied().unwrap_or(0)
    }

    /// The columns that hold anything.
    pub fn columns(&self) -> impl Iterator<Item = (Column, u32)> {
        self.counts.iter().map(|(column, count)| (*column, *count))
    }

    /// How many there are in all.
    pub fn total(&self) -> u32 {
        self.counts.values().sum()
    }

    /// How many of them are rated: the base of every percentage.
    pub fn rated(&self) -> u32 {
        let rated = self
            .counts
            .iter()
            .filter(|(column, _)| !matches!(column, Column::Unrated(_)));
        rated.map(|(_, count)| count).sum()
    }

    /// A column's share of the rated ones, in per cent without decimals; none where nothing is rated.
    pub fn percent(&self, column: Column) -> Option<Figure> {
        let rated = self.rated();
        (rated > 0).then(|| percent_of(self.count(column), rated))
    }

    fn add(&mut self, column: Column) {
        *self.counts.entry(column).or_default() += 1;
    }
}

/// So many of so many, in per cent without decimals.
pub fn percent_of(count: u32, of: u32) -> Figure {
    let share = Decimal::from(count) * Decimal::ONE_HUNDRED / Decimal::from(of.max(1));
    Figure::computed(share, 0)
}

/// Counts of one set of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetTally {
    /// Its name; none for measures of no set.
    pub set: Option<String>,
    /// All of them.
    pub all: Tally,
    /// By group, in the order of the site's list, then as they first appear.
    pub groups: Vec<(Option<String>, Tally)>,
}

/// Counts by set; context comes last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollup {
    /// In the order in which they first appear.
    pub sets: Vec<SetTally>,
}

impl Rollup {
    /// The sets that are judged at all.
    pub fn judged_sets(&self) -> impl Iterator<Item = &SetTally> {
        self.sets
            .iter()
            .filter(|set| set.set.as_deref() != Some("context"))
    }

    /// Every judged measure.
    pub fn all(&self) -> Tally {
        let mut all = Tally::default();
        for set in self.judged_sets() {
            for (column, count) in set.all.columns() {
                *all.counts.entry(column).or_default() += count;
            }
        }
        all
    }
}

/// The column a measure counts in.
pub fn column(judged: &Judged) -> Column {
    match (&judged.current.outcome, &judged.current.by) {
        (Outcome::Rated(Rating::Tolerance(standing)), _) => Column::Standing(*standing),
        (Outcome::Rated(Rating::Colour(colour)), By::Rule) => Column::ColourByRule(*colour),
        (Outcome::Rated(Rating::Colour(colour)), By::Person(_)) => Column::ColourByPerson(*colour),
        (Outcome::Unrated(Unrated::Missing(Missing::NotCollected)), _) => {
            Column::Unrated(Unrated::Missing(Missing::NotAvailable))
        }
        (Outcome::Unrated(reason), _) => Column::Unrated(*reason),
    }
}

/// The measures that count one by one: of a composite its members, unless a person rated the whole.
pub fn counted<'r>(report: &'r Report, judged: &BTreeMap<MeasureId, Judged>) -> Vec<&'r Measure> {
    let by_members = |measure: &Measure| {
        judged
            .get(&measure.id)
            .is_some_and(|j| j.current.outcome == Outcome::Unrated(Unrated::ByMembers))
    };
    report
        .measures
        .values()
        .flat_map(|measure| {
            if by_members(measure) {
                measure.members().iter().collect()
            } else {
                vec![measure]
            }
        })
        .collect()
}

/// Counts the measures that are chosen.
pub fn tally<'m>(
    measures: impl IntoIterator<Item = &'m Measure>,
    judged: &BTreeMap<MeasureId, Judged>,
) -> Tally {
    let mut tally = Tally::default();
    for measure in measures {
        if let Some(judged) = judged.get(&measure.id) {
            tally.add(column(judged));
        }
    }
    tally
}

/// Counts a quarter by set and group.
pub fn rollup(report: &Report, judged: &BTreeMap<MeasureId, Judged>) -> Rollup {
    let counted = counted(report, judged);
    let reported: Vec<&Measure> = counted
        .into_iter()
        .filter(|m| judged.contains_key(&m.id))
        .collect();
    let mut sets: Vec<SetTally> = distinct(reported.iter().map(|measure| measure.set.clone()))
        .into_iter()
        .map(|set| {
            let members: Vec<&Measure> =
                reported.iter().copied().filter(|m| m.set == set).collect();
            set_tally(report, set, &members, judged)
        })
        .collect();
    sets.sort_by_key(|set| set.set.as_deref() == Some("context"));
    Rollup { sets }
}

fn set_tally(
    report: &Report,
    set: Option<String>,
    measures: &[&Measure],
    judged: &BTreeMap<MeasureId, Judged>,
) -> SetTally {
    let mut groups = distinct(measures.iter().map(|measure| measure.group.clone()));
    let rank = |group: &Option<String>| {
        report
            .site
            .groups
            .iter()
            .position(|known| Some(known) == group.as_ref())
            .unwrap_or(usize::MAX)
    };
    groups.sort_by_key(rank);
    let groups = groups
        .into_iter()
        .map(|group| {
            let members = measures
                .iter()
                .copied()
                .filter(|measure| measure.group == group);
            let counts = tally(members, judged);
            (group, counts)
        })
        .collect();
    SetTally {
        set,
        all: tally(measures.iter().copied(), judged),
        groups,
    }
}

fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}
