//! What was reported of one measure, quarter by quarter.

use std::borrow::Cow;

use super::{Entry, Measure, MeasureId, Quarter};

/// A measure's entries, the earliest first, one for each quarter that holds anything of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series {
    entries: Vec<(Quarter, Entry)>,
}

impl Series {
    /// Takes entries; of two for one quarter the first stays.
    pub(crate) fn new(mut entries: Vec<(Quarter, Entry)>) -> Self {
        entries.sort_by_key(|(quarter, _)| *quarter);
        entries.dedup_by_key(|(quarter, _)| *quarter);
        entries.shrink_to_fit();
        Self { entries }
    }

    /// What a quarter reported.
    pub fn entry(&self, quarter: Quarter) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&quarter, |(of, _)| *of);
        at.ok().map(|at| &self.entries[at].1)
    }

    /// The entry of the measure itself or of a member of it: of a composite that is missing as a whole, the reason
    /// stands for each of its members.
    pub fn entry_of(&self, quarter: Quarter, member: Option<&str>) -> Option<&Entry> {
        let whole = self.entry(quarter)?;
        match member {
            None => Some(whole),
            Some(member) => whole
                .members
                .get(member)
                .or_else(|| whole.stands_for_members().then_some(whole)),
        }
    }

    /// Every entry, the earliest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Quarter, &Entry)> {
        self.entries
            .iter()
            .map(|(quarter, entry)| (*quarter, entry))
    }

    /// The first quarter with an entry.
    pub fn first(&self) -> Option<Quarter> {
        self.entries.first().map(|(quarter, _)| *quarter)
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The same without the quarters that are not wanted.
    pub(crate) fn only(&self, wanted: impl Fn(Quarter) -> bool) -> Cow<'_, Self> {
        if self.entries.iter().all(|(quarter, _)| wanted(*quarter)) {
            return Cow::Borrowed(self);
        }
        let entries = self.entries.iter().filter(|(quarter, _)| wanted(*quarter));
        Cow::Owned(Self {
            entries: entries.cloned().collect(),
        })
    }

    /// The entry of a measure, or of a member by its dotted id, to be changed.
    pub(crate) fn entry_mut(&mut self, quarter: Quarter, id: &MeasureId) -> Option<&mut Entry> {
        let at = self.entries.binary_search_by_key(&quarter, |(of, _)| *of);
        let whole = &mut self.entries[at.ok()?].1;
        match id.member() {
            None => Some(whole),
            Some(member) => whole.details_mut().members.get_mut(member),
        }
    }
}

/// A measure, or a member of one, with everything that was reported of it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'r> {
    /// The measure or the member.
    pub measure: &'r Measure,
    /// The entries of the measure, or of the one that it is a member of.
    pub series: &'r Series,
}

impl<'r> Told<'r> {
    /// What a quarter reported of it.
    pub fn entry(&self, quarter: Quarter) -> Option<&'r Entry> {
        self.series.entry_of(quarter, self.measure.id.member())
    }
}
