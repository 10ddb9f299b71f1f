//! The entries of one measure, quarter by quarter.

use super::{Entry, Measure, MeasureId, Quarter};

/// A measure's entries, the earliest first. Quarters without an entry are not included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Series {
    entries: Vec<(Quarter, Entry)>,
}

impl Series {
    /// Sorts entries by quarter. Of two for the same quarter, the first is kept.
    pub(crate) fn new(mut entries: Vec<(Quarter, Entry)>) -> Self {
        entries.sort_by_key(|(quarter, _)| *quarter);
        entries.dedup_by_key(|(quarter, _)| *quarter);
        entries.shrink_to_fit();
        Self { entries }
    }

    /// Returns the entry of a quarter.
    pub fn entry(&self, quarter: Quarter) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&quarter, |(of, _)| *of);
        at.ok().map(|at| &self.entries[at].1)
    }

    /// Returns the entry of the measure or of a member. If a composite is missing as a whole, its entry applies to each
    /// member.
    pub(crate) fn entry_of(&self, quarter: Quarter, member: Option<&str>) -> Option<&Entry> {
        let whole = self.entry(quarter)?;
        match member {
            None => Some(whole),
            Some(member) => whole
                .members
                .get(member)
                .or_else(|| whole.applies_to_members().then_some(whole)),
        }
    }

    pub(crate) fn entries(&self) -> impl DoubleEndedIterator<Item = (Quarter, &Entry)> {
        self.entries
            .iter()
            .map(|(quarter, entry)| (*quarter, entry))
    }

    pub(crate) fn first(&self) -> Option<Quarter> {
        self.entries.first().map(|(quarter, _)| *quarter)
    }

    /// Removes the entries of quarters that are not wanted.
    pub(crate) fn retain(&mut self, wanted: impl Fn(Quarter) -> bool) {
        self.entries.retain(|(quarter, _)| wanted(*quarter));
    }

    /// Returns the entry of a measure, or of a member by its dotted id, for changing it.
    pub(crate) fn entry_mut(&mut self, quarter: Quarter, id: &MeasureId) -> Option<&mut Entry> {
        let at = self.entries.binary_search_by_key(&quarter, |(of, _)| *of);
        let whole = &mut self.entries[at.ok()?].1;
        match id.member() {
            None => Some(whole),
            Some(member) => whole.details_mut().members.get_mut(member),
        }
    }
}

/// A measure, or a member of one, with its entries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasureSeries<'r> {
    /// The measure or the member.
    pub measure: &'r Measure,
    /// The entries of the measure, or of the composite that it is a member of.
    pub(crate) series: &'r Series,
}

impl<'r> MeasureSeries<'r> {
    /// Returns the entry of a quarter.
    pub fn entry(&self, quarter: Quarter) -> Option<&'r Entry> {
        self.series.entry_of(quarter, self.measure.id.member())
    }
}
