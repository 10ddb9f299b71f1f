//! Revisions of figures, of quarters and of months.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    FigurePeriod, Figures, Holder, MeasureId, QuarterReport, Reason, RecordedChange, Revision,
};

/// A revision of the figure of a quarter or a month.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRevision<'r> {
    /// The measure or the member.
    pub measure: &'r MeasureId,
    /// The period of the figure.
    pub period: FigurePeriod,
    /// The figure before. `None` if there was none, because it had been withdrawn.
    pub was: Option<Decimal>,
    /// The figure after. `None` if it was withdrawn.
    pub now: Option<Decimal>,
    /// The day from which it is public.
    pub on: Date,
    /// Why, and who decided it.
    pub reason: &'r Reason,
}

pub(crate) fn of_quarter(revision: &Revision) -> FigureRevision<'_> {
    FigureRevision {
        measure: &revision.measure,
        period: FigurePeriod::Quarter(revision.period),
        was: revision.was,
        now: revision.now,
        on: revision.on,
        reason: &revision.reason,
    }
}

/// Returns the revisions of months that a recorded change of a quarter's months consists of. Empty for other changes, also
/// for those of the latest figures of a measure that is not monthly.
pub(crate) fn of_months<'r>(
    figures: &Figures,
    change: &'r RecordedChange,
) -> Vec<FigureRevision<'r>> {
    let Holder::Measure(id) = &change.holder else {
        return Vec::new();
    };
    let measure = figures.measure(id).filter(|one| one.months.is_some());
    let Some(measure) = measure.filter(|_| change.is_of_months()) else {
        return Vec::new();
    };
    let months = change.changed_months().into_iter();
    let months = months.filter(|one| one.month.quarter() == change.quarter);
    let read = |typed: Option<&str>| measure.unit.read(typed?);
    let revisions = months.map(|one| FigureRevision {
        measure: id,
        period: FigurePeriod::Month(one.month),
        was: read(one.was),
        now: read(one.now),
        on: change.on,
        reason: &change.reason,
    });
    revisions.collect()
}

/// Returns the revisions of figures that a report publishes.
pub(crate) fn of_report<'r>(
    figures: &Figures,
    report: &'r QuarterReport,
) -> Vec<FigureRevision<'r>> {
    let months = report.other_revisions.iter();
    let months = months.flat_map(|change| of_months(figures, change));
    let quarters = report.revisions.iter().map(of_quarter);
    quarters.chain(months).collect()
}
