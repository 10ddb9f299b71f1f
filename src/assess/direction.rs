//! The direction of travel: improved, no real change or worsened, or up and down if neither way is better.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::margin;
use super::rating::Verdict;
use super::series::Calendar;
use crate::model::{
    Comparison, Figure, Goal, Mark, Measure, MeasureSeries, Polarity, Quarter, Target, Text,
    TypedDirection,
};

/// How a measure has moved.
#[derive(Debug, Clone, PartialEq)]
pub enum Travel {
    /// Better by a change that counts.
    Improved(Change),
    /// No change, or a change too small to count.
    NoRealChange(Change),
    /// A change within the target range, where all figures are equally good.
    WithinBand(Change),
    /// A change within the margins of both figures, which need not be real.
    WithinMargin(Change),
    /// Worse by a change that counts.
    Worsened(Change),
    /// Up, if neither way is better.
    WentUp(Change),
    /// Down, if neither way is better.
    WentDown(Change),
    /// A direction that the source prints without figures, with its reason if the verdict does not give it.
    Printed(TypedDirection, Option<Text>),
    /// No comparison is available.
    NotAvailable(NoComparison),
}

impl Travel {
    /// Returns the change between the two figures. `None` if they were not compared.
    pub fn change(&self) -> Option<&Change> {
        match self {
            Self::Improved(change)
            | Self::NoRealChange(change)
            | Self::WithinBand(change)
            | Self::WithinMargin(change)
            | Self::Worsened(change)
            | Self::WentUp(change)
            | Self::WentDown(change) => Some(change),
            Self::Printed(..) | Self::NotAvailable(_) => None,
        }
    }
}

/// A change between two figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The earlier figure.
    pub from: Figure,
    /// The later figure.
    pub to: Figure,
    /// The later minus the earlier figure, both as they are shown.
    pub by: Decimal,
}

impl Change {
    pub(super) fn between(from: Figure, to: Figure) -> Self {
        let by = to.shown() - from.shown();
        Self { from, to, by }
    }
}

/// Why no comparison is available.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoComparison {
    /// There is no current figure.
    NoFigure,
    /// One of the two figures is not told exactly.
    NotExact,
    /// The earlier quarter is not on the site.
    NotReported,
    /// The earlier quarter has no figure.
    NoEarlierFigure,
    /// There is a break in the series between the two.
    Break(Option<Text>),
    /// Figures cover or accumulate over the year, so they are not compared with the quarter before.
    OtherPeriod,
}

/// Both comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Directions {
    /// The main comparison.
    pub leads: Comparison,
    /// With the quarter before.
    pub previous: Travel,
    /// With the same quarter last year.
    pub last_year: Travel,
}

impl Directions {
    /// Returns the main comparison.
    pub fn leading(&self) -> &Travel {
        match self.leads {
            Comparison::PreviousQuarter => &self.previous,
            Comparison::SameQuarterLastYear => &self.last_year,
        }
    }
}

/// Compares a quarter with the one before and with the same one last year.
pub(super) fn directions(
    measured: &MeasureSeries,
    quarter: Quarter,
    calendar: &Calendar,
    verdict: &Verdict,
) -> Directions {
    let measure = measured.measure;
    let before = measure.due_before(quarter);
    let is_same_year = measure.year_running_in(before) == measure.year_running_in(quarter);
    let has_equal_before = measure.is_compared_with_before(is_same_year);
    let mut directions = Directions {
        leads: measure.leads(has_equal_before),
        previous: Travel::NotAvailable(NoComparison::OtherPeriod),
        last_year: travel(measured, quarter, measure.a_year_before(quarter), calendar),
    };
    if has_equal_before {
        directions.previous = travel(measured, quarter, before, calendar);
    }
    // A printed direction is used if the figures give none: for the comparison with the quarter before, unless the
    // measure compares with last year.
    let entry = measured.entry(quarter);
    if let Some((printed, because)) =
        entry.and_then(|entry| Some((entry.direction?, &entry.because)))
        && matches!(directions.leading(), Travel::NotAvailable(_))
    {
        let because = because.clone().filter(|_| !verdict.gives_reason());
        let printed = Travel::Printed(printed, because);
        directions.leads = measure.compare_with;
        match directions.leads {
            Comparison::PreviousQuarter => directions.previous = printed,
            Comparison::SameQuarterLastYear => directions.last_year = printed,
        }
    }
    directions
}

fn travel(measured: &MeasureSeries, now: Quarter, then: Quarter, calendar: &Calendar) -> Travel {
    let is_in_words = |quarter| {
        let entry = measured.entry(quarter);
        entry.is_some_and(|entry| entry.reported.is_in_words())
    };
    let to = figure_in(measured, now);
    if to.is_none() && !is_in_words(now) {
        return Travel::NotAvailable(NoComparison::NoFigure);
    }
    if let Some(broken) = broken_between(measured, then, now) {
        return Travel::NotAvailable(broken);
    }
    let why_not = match (to, figure_in(measured, then)) {
        (Some(to), Some(from)) => {
            let change = Change::between(from, to);
            let by = change.by;
            let margins = [now, then].map(|quarter| measured.entry(quarter)?.margin);
            return if !by.is_zero() && margin::covers_change(by, margins) {
                Travel::WithinMargin(change)
            } else {
                judge(measured.measure, now, change)
            };
        }
        (None, Some(_)) => NoComparison::NotExact,
        (_, None) if is_in_words(then) => NoComparison::NotExact,
        (_, None) if measured.entry(then).is_none() && !calendar.contains_key(&then) => {
            NoComparison::NotReported
        }
        (_, None) => NoComparison::NoEarlierFigure,
    };
    Travel::NotAvailable(why_not)
}

fn figure_in(measured: &MeasureSeries, quarter: Quarter) -> Option<Figure> {
    measured.figure(quarter)
}

/// Returns the break after `then` and up to `now` that the measure declares or a figure is marked with.
pub(super) fn broken_between(
    measured: &MeasureSeries,
    then: Quarter,
    now: Quarter,
) -> Option<NoComparison> {
    if let Some(declared) = measured.measure.break_between(then, now) {
        return Some(NoComparison::Break(Some(declared.because.clone())));
    }
    let figures = then.next().through(now);
    let mut figures = figures.filter_map(|quarter| figure_in(measured, quarter));
    let is_marked = figures.any(|figure| figure.mark == Some(Mark::Break));
    is_marked.then_some(NoComparison::Break(None))
}

pub(super) fn judge(measure: &Measure, now: Quarter, change: Change) -> Travel {
    let is_small = |by: Decimal| by.is_zero() || by.abs() < measure.meaningful_change;
    // A list of results is in order, whether they are rated or not.
    let polarity = if measure.unit.has_scale() {
        measure.judgement.polarity()
    } else {
        measure.judgement.better()
    };
    match polarity {
        _ if is_small(change.by) => Travel::NoRealChange(change),
        Polarity::Higher if change.by.is_sign_positive() => Travel::Improved(change),
        Polarity::Lower if change.by.is_sign_negative() => Travel::Improved(change),
        Polarity::Higher | Polarity::Lower => Travel::Worsened(change),
        Polarity::Between => toward_band(measure, now, change),
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

/// Compares distances to the target range: a smaller one is better, and within the range all figures are equally good.
fn toward_band(measure: &Measure, now: Quarter, change: Change) -> Travel {
    let Some(Goal::Band { low, high, .. }) = measure.target_in(now).and_then(Target::goal) else {
        return up_or_down(change);
    };
    let away = |figure: Figure| away((low, high), figure.shown());
    let (before, now) = (away(change.from), away(change.to));
    match now.cmp(&before) {
        Ordering::Less => Travel::Improved(change),
        Ordering::Equal if now.is_zero() => Travel::WithinBand(change),
        Ordering::Equal => Travel::NoRealChange(change),
        Ordering::Greater => Travel::Worsened(change),
    }
}

/// Returns how far a value is from a target range. Zero within it.
pub(super) fn away((low, high): (Decimal, Decimal), value: Decimal) -> Decimal {
    (low - value).max(value - high).max(Decimal::ZERO)
}
