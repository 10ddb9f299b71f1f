//! The entries of one measure, quarter by quarter.

use super::{Entry, Figure, Measure, MeasureId, Month, PeriodKind, Quarter};

/// A measure's entries, the earliest first. Quarters without an entry are not included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Series {
    entries: Vec<(Quarter, Entry)>,
}

/// Finds a quarter in a list that is sorted by quarter. Most lists have no gaps, so that it is where it is looked for
/// first.
pub(crate) fn find_quarter<T>(list: &[(Quarter, T)], quarter: Quarter) -> Option<usize> {
    let (first, _) = list.first()?;
    let guess = usize::try_from(quarter.ordinal() - first.ordinal()).ok()?;
    if list.get(guess).is_some_and(|(of, _)| *of == quarter) {
        return Some(guess);
    }
    list.binary_search_by_key(&quarter, |(of, _)| *of).ok()
}

impl Series {
    /// Takes entries in the order of the quarters, one for each.
    pub(crate) fn new(mut entries: Vec<(Quarter, Entry)>) -> Self {
        entries.shrink_to_fit();
        Self { entries }
    }

    /// Returns the entry of the measure or of a member. If a composite is missing as a whole, its entry applies to each
    /// member.
    pub(crate) fn entry_of(&self, quarter: Quarter, member: Option<&str>) -> Option<&Entry> {
        let whole = &self.entries[find_quarter(&self.entries, quarter)?].1;
        match member {
            None => Some(whole),
            Some(member) => whole
                .members
                .get(member)
                .or_else(|| whole.applies_to_members().then_some(whole)),
        }
    }

    pub(crate) fn entries(&self) -> impl DoubleEndedIterator<Item = (Quarter, &Entry)> {
        let entries = self.entries.iter();
        entries.map(|(quarter, entry)| (*quarter, entry))
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
        let at = find_quarter(&self.entries, quarter)?;
        let whole = &mut self.entries[at].1;
        match id.member() {
            None => Some(whole),
            Some(member) => whole.details_mut().members.get_mut(member),
        }
    }
}

/// A measure, or a member of one, with its entries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasureSeries<'r> {
    pub(crate) measure: &'r Measure,
    /// Of the measure, or of the composite that it is a member of.
    pub(crate) series: &'r Series,
}

impl<'r> MeasureSeries<'r> {
    pub(crate) fn entry(&self, quarter: Quarter) -> Option<&'r Entry> {
        self.series.entry_of(quarter, self.measure.id.member())
    }

    /// Returns the figure of a month, as its own quarter reports it.
    pub(crate) fn month(&self, month: Month) -> Option<Figure> {
        let entry = self.entry(Quarter::of(month.last_day()))?;
        entry.months.get(&month).copied()
    }

    /// Returns the figure of a quarter, if it is complete. For an annual measure that did not report one then, the measure's own figure of
    /// that year.
    pub(crate) fn figure(&self, quarter: Quarter) -> Option<Figure> {
        if let Some(entry) = self.entry(quarter) {
            return entry.reported.figure().filter(|_| entry.so_far.is_none());
        }
        let measure = self.measure;
        if measure.period != PeriodKind::Annual || !measure.expected.is_due(quarter) {
            return None;
        }
        let year = measure.year_covered(quarter);
        let outturn = measure
            .outturns
            .iter()
            .find(|outturn| outturn.year == year)?;
        Some(Figure::typed(outturn.value))
    }
}
