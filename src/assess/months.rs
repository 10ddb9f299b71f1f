//! The verdicts on the months of a monthly measure.

use super::direction::{self, Change, NoComparison, Travel};
use super::rating::{self, Verdict};
use crate::model::{Comparison, Figure, Mark, MeasureSeries, Month, Quarter};

/// The verdict on one month.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedMonth {
    /// The month.
    pub month: Month,
    /// Its figure.
    pub figure: Figure,
    /// Its rating.
    pub verdict: Verdict,
    /// The main comparison.
    pub leads: Comparison,
    /// The comparison with the month before.
    pub previous: Travel,
    /// The comparison with the same month last year.
    pub last_year: Travel,
}

/// Judges the months of a quarter that have figures. Empty if the measure is not monthly.
pub(super) fn months(measured: &MeasureSeries, quarter: Quarter) -> Vec<JudgedMonth> {
    if measured.measure.months.is_none() {
        return Vec::new();
    }
    let Some(entry) = measured.entry(quarter) else {
        return Vec::new();
    };
    let own = entry.months.range(..=quarter.last_month());
    own.map(|(month, figure)| judge(measured, *month, *figure))
        .collect()
}

/// Rates a figure of a month.
pub(super) fn rate(measured: &MeasureSeries, month: Month, figure: Figure) -> Verdict {
    let a_year_before = month.after(-12);
    let comparable = measured.month(a_year_before);
    let comparable =
        comparable.filter(|_| broken_between(measured, a_year_before, month).is_none());
    rating::rate_month(measured.measure, month, figure, comparable)
}

fn judge(measured: &MeasureSeries, month: Month, figure: Figure) -> JudgedMonth {
    let measure = measured.measure;
    let is_same_year = measure.month_in_year(month) > 0;
    let has_equal_before = measure.is_compared_with_before(is_same_year);
    let previous = if has_equal_before {
        travel(measured, month, month.after(-1))
    } else {
        Travel::NotAvailable(NoComparison::OtherPeriod)
    };
    JudgedMonth {
        leads: match measure.leads(has_equal_before) {
            // Three months are no three results of quarters.
            Comparison::LatestThreeResults => Comparison::PreviousQuarter,
            leads => leads,
        },
        verdict: rate(measured, month, figure),
        previous,
        last_year: travel(measured, month, month.after(-12)),
        month,
        figure,
    }
}

fn travel(measured: &MeasureSeries, now: Month, then: Month) -> Travel {
    let (Some(to), Some(from)) = (measured.month(now), measured.month(then)) else {
        return Travel::NotAvailable(NoComparison::NoEarlierFigure);
    };
    if let Some(broken) = broken_between(measured, then, now) {
        return Travel::NotAvailable(broken);
    }
    let quarter = Quarter::of(now.last_day());
    direction::judge(measured.measure, quarter, Change::between(from, to))
}

/// Returns the break after `then` and up to `now`: one that the measure declares from a quarter on, or one that is marked on
/// a month.
fn broken_between(measured: &MeasureSeries, then: Month, now: Month) -> Option<NoComparison> {
    let (earlier, later) = (Quarter::of(then.last_day()), Quarter::of(now.last_day()));
    if let Some(declared) = measured.measure.break_between(earlier, later) {
        return Some(NoComparison::Break(Some(declared.because.clone())));
    }
    let mut since = std::iter::successors(Some(then.after(1)), |month| Some(month.after(1)));
    let is_marked = |month: Month| {
        let figure = measured.month(month);
        figure.is_some_and(|figure| figure.mark == Some(Mark::Break))
    };
    let marked = since
        .by_ref()
        .take_while(|month| *month <= now)
        .any(is_marked);
    marked.then_some(NoComparison::Break(None))
}
