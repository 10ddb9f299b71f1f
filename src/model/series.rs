//! The entries of one measure, quarter by quarter.

use std::collections::BTreeSet;

use super::{Entry, Figure, Measure, MeasureId, Month, Outturn, PeriodKind, Quarter, Rates};

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

    pub(crate) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut().map(|(_, entry)| entry)
    }

    pub(crate) fn first(&self) -> Option<Quarter> {
        self.entries.first().map(|(quarter, _)| *quarter)
    }

    /// Adds entries for quarters without one.
    pub(crate) fn add(&mut self, entries: Vec<(Quarter, Entry)>) {
        self.entries.extend(entries);
        self.entries.sort_by_key(|(quarter, _)| *quarter);
    }

    /// Removes the entries that are not wanted.
    pub(crate) fn retain(&mut self, wanted: impl Fn(Quarter, &Entry) -> bool) {
        self.entries
            .retain(|(quarter, entry)| wanted(*quarter, entry));
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

    /// Returns the figure of a quarter, if it is complete. For an annual measure that did not report one then, and for a
    /// running total at the end of a year, the measure's own figure of the year.
    pub(crate) fn figure(&self, quarter: Quarter) -> Option<Figure> {
        match self.entry(quarter) {
            Some(entry) => entry.reported.figure().filter(|_| entry.so_far.is_none()),
            None => self.outturn(quarter).or_else(|| {
                let total = self.year_so_far_at_end(quarter);
                total.filter(|_| self.measure.rates == Rates::Quarter)
            }),
        }
    }

    /// Returns the figure of a quarter that is rated.
    pub(crate) fn rated_figure(&self, quarter: Quarter) -> Option<Figure> {
        let own = match self.entry(quarter) {
            Some(entry) => self.measure.rated_figure(quarter, entry),
            None => self.outturn(quarter),
        };
        let is_without = self.entry(quarter).is_none() || self.measure.rates != Rates::Quarter;
        own.or_else(|| self.year_so_far_at_end(quarter).filter(|_| is_without))
    }

    /// Returns the figure of the year so far in the last quarter of a year: this body's own figure of that year.
    fn year_so_far_at_end(&self, quarter: Quarter) -> Option<Figure> {
        let measure = self.measure;
        let rated = measure.rates.period().unwrap_or(measure.period);
        let is_of_year = matches!(
            rated,
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage
        );
        let end = Some(measure.covered_quarter(quarter)).filter(|_| is_of_year)?;
        let mut outturns = measure.outturns.iter();
        let own = outturns.find(|outturn| {
            measure.end_of(outturn.year) == end && outturn.year == measure.year_running_in(quarter)
        });
        own.and_then(|outturn| outturn.value.figure())
            .map(Figure::typed)
    }

    /// Returns whether a quarter's rating is of the average of its whole year, and those of the quarters before were of
    /// their own figures.
    pub(crate) fn states_average_at_end_of(&self, quarter: Quarter) -> bool {
        let measure = self.measure;
        let is_stated = |quarter| {
            let entry = self.entry(quarter);
            entry.is_some_and(|entry| entry.year_to_date.is_some())
        };
        let is_at_end = measure.rates == Rates::YearToDateAverage
            && measure.place_in_year(quarter) == 3
            && is_stated(quarter);
        let mut on_the_way =
            std::iter::successors(Some(quarter.previous()), |then| Some(then.previous())).take(3);
        is_at_end && !on_the_way.any(is_stated)
    }

    /// Returns an annual measure's own figure of the year that a quarter reports.
    pub(crate) fn outturn(&self, quarter: Quarter) -> Option<Figure> {
        let mut all = self.outturns();
        all.find_map(|(then, outturn)| {
            outturn
                .value
                .figure()
                .filter(|_| then == quarter)
                .map(Figure::typed)
        })
    }

    /// Returns an annual measure's own figures of years, each with the quarter that reports it.
    pub(crate) fn outturns(&self) -> impl Iterator<Item = (Quarter, &'r Outturn)> + use<'r> {
        let all = self.years();
        all.filter(|(_, outturn)| outturn.value.figure().is_some())
    }

    /// Returns what an annual measure reports of its own years, also without a figure, each with the quarter that reports it.
    pub(crate) fn years(&self) -> impl Iterator<Item = (Quarter, &'r Outturn)> + use<'r> {
        let measure = self.measure;
        let all = measure.outturns.iter();
        all.filter_map(move |outturn| {
            let quarter = measure.quarter_of(outturn.year);
            let is_own = measure.period == PeriodKind::Annual
                && measure.year_covered(quarter) == outturn.year;
            is_own.then_some((quarter, outturn))
        })
    }

    /// Returns whether it is an annual measure that is known by its own figures of years only.
    pub(crate) fn is_by_years(&self) -> bool {
        let mut entries = self.series.entries();
        self.measure.period == PeriodKind::Annual && entries.all(|(_, entry)| entry.is_outturn)
    }

    /// Returns all figures, the earliest first.
    pub(crate) fn figures(&self) -> Vec<(Quarter, Figure)> {
        let own = self.series.entries().map(|(quarter, _)| quarter);
        let outturns = self.outturns().map(|(quarter, _)| quarter);
        let quarters: BTreeSet<Quarter> = own.chain(outturns).collect();
        let figures = quarters.into_iter();
        figures
            .filter_map(|quarter| Some((quarter, self.figure(quarter)?)))
            .collect()
    }

    /// Returns entries for an annual measure's own figures of years that no quarter's file has, from the first quarter that
    /// reports the measure. A measure without one is known by its years only.
    pub(crate) fn entries_of_years(&self) -> Vec<(Quarter, Entry)> {
        let first = self.first_report();
        self.missing_years(|quarter| first.is_none_or(|first| first <= quarter))
    }

    /// Returns entries for an annual measure's own figures of years from before it was reported.
    pub(crate) fn years_before_reports(&self) -> Vec<(Quarter, Entry)> {
        let first = self.first_report();
        self.missing_years(|quarter| first.is_some_and(|first| quarter < first))
    }

    fn first_report(&self) -> Option<Quarter> {
        self.measure.expected.from.or(self.series.first())
    }

    fn missing_years(&self, is_wanted: impl Fn(Quarter) -> bool) -> Vec<(Quarter, Entry)> {
        let missing = self.outturns();
        let missing =
            missing.filter(|(quarter, _)| is_wanted(*quarter) && self.entry(*quarter).is_none());
        missing
            .filter_map(|(quarter, outturn)| {
                let figure = outturn.value.figure().map(Figure::typed)?;
                Some((quarter, Entry::of_year(figure, outturn.publish_on)))
            })
            .collect()
    }
}
