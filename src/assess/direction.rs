//! The direction of travel: improved, no real change, worsened; up or down where neither way is better.

use rust_decimal::Decimal;

use super::rating::Verdict;
use super::series::Calendar;
use crate::model::{
    Comparison, Figure, Goal, Mark, Measure, PeriodKind, Polarity, Quarter, Reported, Text, Told,
    TypedDirection,
};

/// Which way a measure has moved.
#[derive(Debug, Clone, PartialEq)]
pub enum Travel {
    /// Better by a real change.
    Improved(Change),
    /// The same, or nearly: within the measure's own dead band.
    NoRealChange(Change),
    /// It moved within the band that it should stay in, where one place is as good as another.
    WithinBand(Change),
    /// Worse by a real change.
    Worsened(Change),
    /// Up, where neither way is better.
    WentUp(Change),
    /// Down, where neither way is better.
    WentDown(Change),
    /// As the source prints it, without figures; and why, if the verdict does not give the reason.
    Printed(TypedDirection, Option<Text>),
    /// It cannot be told.
    CannotTell(Why),
}

/// From what, and by how much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The earlier figure.
    pub from: Figure,
    /// The later figure.
    pub to: Figure,
    /// Now less then, unrounded: it decides which way the measure went.
    pub by: Decimal,
}

/// Why a direction cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is no figure now.
    NoFigure,
    /// The earlier quarter is not reported here.
    NotReported,
    /// The earlier quarter is here, without a figure.
    NoEarlierFigure,
    /// The series was broken in between.
    Break(Option<Text>),
    /// Figures run on through the year, or cover it: the quarter before is no comparison.
    OtherPeriod,
}

/// Both comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Directions {
    /// Which of the two leads.
    pub leads: Comparison,
    /// Against the quarter before.
    pub previous: Travel,
    /// Against the same quarter last year.
    pub last_year: Travel,
}

impl Directions {
    /// The comparison that leads.
    pub fn leading(&self) -> &Travel {
        match self.leads {
            Comparison::PreviousQuarter => &self.previous,
            Comparison::SameQuarterLastYear => &self.last_year,
        }
    }
}

/// Compares a quarter with the one before and with the same one last year.
pub(super) fn directions(
    told: &Told,
    quarter: Quarter,
    calendar: &Calendar,
    verdict: &Verdict,
) -> Directions {
    let measure = told.measure;
    let runs_on = matches!(measure.period, PeriodKind::YearToDate | PeriodKind::Annual);
    let leads = if runs_on {
        Comparison::SameQuarterLastYear
    } else {
        measure.compare_with
    };
    let previous = if runs_on {
        Travel::CannotTell(Why::OtherPeriod)
    } else {
        travel(told, quarter, quarter.previous(), calendar)
    };
    let last_year = travel(told, quarter, quarter.last_year(), calendar);
    let directions = Directions {
        leads,
        previous,
        last_year,
    };
    with_printed(told, quarter, directions, verdict)
}

/// A printed direction stands where figures cannot tell: as against the quarter before, unless the measure compares
/// with last year.
fn with_printed(
    told: &Told,
    quarter: Quarter,
    directions: Directions,
    verdict: &Verdict,
) -> Directions {
    let entry = told.entry(quarter);
    let printed = entry.and_then(|entry| Some((entry.direction?, &entry.because)));
    let Some((printed, because)) =
        printed.filter(|_| matches!(directions.leading(), Travel::CannotTell(_)))
    else {
        return directions;
    };
    let because = because.clone().filter(|_| !verdict.gives_reason());
    let printed = Travel::Printed(printed, because);
    match told.measure.compare_with {
        Comparison::PreviousQuarter => Directions {
            leads: Comparison::PreviousQuarter,
            previous: printed,
            ..directions
        },
        Comparison::SameQuarterLastYear => Directions {
            last_year: printed,
            ..directions
        },
    }
}

fn travel(told: &Told, now: Quarter, then: Quarter, calendar: &Calendar) -> Travel {
    let Some(figure) = figure_in(told, now) else {
        return Travel::CannotTell(Why::NoFigure);
    };
    if let Some(because) = broken_between(told, then, now) {
        return Travel::CannotTell(Why::Break(because));
    }
    match told.entry(then).map(|entry| &entry.reported) {
        None if calendar.knows(then) => Travel::CannotTell(Why::NoEarlierFigure),
        None => Travel::CannotTell(Why::NotReported),
        Some(Reported::Figure(from)) => {
            let change = Change {
                from: *from,
                to: figure,
                by: figure.value - from.value,
            };
            judge(told.measure, now, figure.value, change)
        }
        Some(_) => Travel::CannotTell(Why::NoEarlierFigure),
    }
}

fn figure_in(told: &Told, quarter: Quarter) -> Option<Figure> {
    told.entry(quarter)?.reported.figure()
}

/// A break that the measure declares, or that is marked on a figure, after `then` and up to `now`.
#[allow(
    clippy::option_option,
    reason = "there may be a break without a reason beside it"
)]
pub(super) fn broken_between(told: &Told, then: Quarter, now: Quarter) -> Option<Option<Text>> {
    if let Some(declared) = told.measure.break_between(then, now) {
        return Some(Some(declared.because.clone()));
    }
    then.next()
        .through(now)
        .any(|quarter| {
            figure_in(told, quarter).is_some_and(|figure| figure.mark == Some(Mark::Break))
        })
        .then_some(None)
}

fn judge(measure: &Measure, now: Quarter, figure: Decimal, change: Change) -> Travel {
    let is_small = |by: Decimal| by.is_zero() || by.abs() < measure.meaningful_change;
    match measure.judgement.polarity() {
        _ if is_small(change.by) => Travel::NoRealChange(change),
        Polarity::Higher if change.by.is_sign_positive() => Travel::Improved(change),
        Polarity::Lower if change.by.is_sign_negative() => Travel::Improved(change),
        Polarity::Higher | Polarity::Lower => Travel::Worsened(change),
        Polarity::Between => toward_band(measure, now, figure, change),
        Polarity::Neither => up_or_down(change),
    }
}

fn up_or_down(change: Change) -> Travel {
    if change.by.is_sign_positive() {
        Travel::WentUp(change)
    } else {
        Travel::WentDown(change)
    }
}

/// Nearer to the band is better; within it, one place is as good as another.
fn toward_band(measure: &Measure, now: Quarter, figure: Decimal, change: Change) -> Travel {
    let Some(Goal::Band { low, high, .. }) =
        measure.judgement.target_in(now).map(|target| target.goal)
    else {
        return up_or_down(change);
    };
    let away = |value: Decimal| (low - value).max(value - high).max(Decimal::ZERO);
    match away(figure).cmp(&away(change.from.value)) {
        std::cmp::Ordering::Less => Travel::Improved(change),
        std::cmp::Ordering::Equal if away(figure).is_zero() => Travel::WithinBand(change),
        std::cmp::Ordering::Equal => Travel::NoRealChange(change),
        std::cmp::Ordering::Greater => Travel::Worsened(change),
    }
}
