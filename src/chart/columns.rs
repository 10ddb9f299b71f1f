//! Where periods and months lie across the plot.

use super::frame::Frame;
use super::spec::TrendSpec;
use super::units::count;

/// The least room for a month, in drawing units: its mark must not touch the next one's.
const MONTH: f64 = 15.0;

/// The columns of a chart, one a period, and the months that follow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    periods: usize,
    months: usize,
    /// The width of a month in columns: a third of a quarter, or more where that is too little to see.
    month: f64,
    /// The width of a column in drawing units.
    width: f64,
}

impl Columns {
    /// Shares the plot's width out.
    pub(super) fn of(spec: &TrendSpec, frame: &Frame) -> Self {
        let (periods, months) = (spec.periods.len(), spec.latest.len());
        let room = frame.right - frame.left;
        let in_proportion = room / (count(periods) + count(months) / 3.0);
        // However many months there are, the periods keep half of the plot.
        let least = MONTH.min(room / 2.0 / count(months.max(1)));
        let (width, month) = if months == 0 || in_proportion / 3.0 >= least || periods == 0 {
            (in_proportion, 1.0 / 3.0)
        } else {
            let width = (room - least * count(months)) / count(periods);
            (width, least / width)
        };
        Self {
            periods,
            months,
            month,
            width,
        }
    }

    /// Everything, in columns.
    pub(super) fn span(&self) -> f64 {
        self.start(self.periods) + count(self.months) * self.month
    }

    /// The width of a column in drawing units.
    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// The left edge of a period; the right edge of the last for any later one.
    pub(super) fn start(&self, period: usize) -> f64 {
        count(period.min(self.periods))
    }

    /// The right edge of the period before this: of the whole plot after the last.
    pub(super) fn end(&self, period: usize) -> f64 {
        if period >= self.periods {
            self.span()
        } else {
            self.start(period)
        }
    }

    /// The middle of a period.
    pub(super) fn middle(period: usize) -> f64 {
        count(period) + 0.5
    }

    /// The middle of a month.
    pub(super) fn month(&self, month: usize) -> f64 {
        count(self.periods) + (count(month) + 0.5) * self.month
    }
}
