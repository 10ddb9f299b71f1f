//! Where lines stop: breaks in the series, and the start of each year of running totals.

use super::Series;
use crate::chart::SeriesBreak;
use crate::model::{Figure, Mark, Month, PeriodKind};

impl Series<'_> {
    pub(super) fn is_joined(&self, before: Month, month: Month, figure: &Figure) -> bool {
        before.after(1) == month
            && figure.mark != Some(Mark::Break)
            && !(self.restarts_each_year() && month.number() == self.measure.year_starts)
    }

    /// Returns whether figures start again with each year.
    pub(super) fn restarts_each_year(&self) -> bool {
        matches!(
            self.measure.period,
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage
        )
    }

    /// Returns the first column of each year, if figures start again then.
    pub(super) fn restarts(&self) -> Vec<usize> {
        let pairs = self.quarters.windows(2).zip(1..);
        let new_years = pairs.filter(|(two, _)| self.measure.place_in_year(two[1]) == 0);
        new_years
            .filter(|_| self.restarts_each_year())
            .map(|(_, column)| column)
            .collect()
    }

    /// Returns the breaks in the series: those that the measure declares, and those marked on a figure.
    pub(super) fn breaks(&self) -> Vec<SeriesBreak> {
        let declared = self.measure.breaks.iter().filter_map(|declared| {
            let mut quarters = self.quarters.iter();
            Some(SeriesBreak {
                before: quarters.position(|quarter| *quarter >= declared.from)?,
                label: declared.because.as_str().to_owned(),
            })
        });
        let mut breaks: Vec<SeriesBreak> = declared.collect();
        for (before, quarter) in self.quarters.iter().enumerate() {
            let figure = self.figure(*quarter);
            let is_marked = figure.is_some_and(|figure| figure.mark == Some(Mark::Break));
            if is_marked && breaks.iter().all(|b| b.before != before) {
                let label = self.words().shorthand_b.to_owned();
                breaks.push(SeriesBreak { before, label });
            }
        }
        breaks.retain(|b| b.before > 0);
        breaks.sort_by_key(|b| b.before);
        breaks
    }
}
