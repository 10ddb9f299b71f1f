//! The direction of travel: improved, no real change or worsened, or up and down if neither way is better.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::margin;
use super::rating::Verdict;
use super::series::Calendar;
use crate::model::{
    Comparison, Figure, Goal, Mark, Measure, MeasureSeries, Polarity, PrintedDirection, PrintedOn,
    Quarter, Target, Text,
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
    /// Better, then worse, or the other way round, over three results; with the figure between the two.
    NoClearDirection(Change, Figure),
    /// Up, if neither way is better.
    WentUp(Change),
    /// Down, if neither way is better.
    WentDown(Change),
    /// A direction that the source prints, with its reason if the verdict does not give it.
    Printed(PrintedDirection, Option<Text>),
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
            | Self::NoClearDirection(change, _)
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
    /// There are not three results in a row.
    FewerThanThree,
}

/// The comparisons of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Directions {
    /// The main comparison.
    pub leads: Comparison,
    /// With the quarter before.
    pub previous: Travel,
    /// With the same quarter last year.
    pub last_year: Travel,
    /// Over the latest three results, if the measure asks for it.
    pub three: Option<Travel>,
    /// A direction that the source prints, which is about something else than these comparisons.
    pub printed: Option<PrintedDirection>,
}

impl Directions {
    /// Returns the main comparison.
    pub fn leading(&self) -> &Travel {
        self.of(self.leads)
    }

    /// Returns whether a printed direction has the entry's reason.
    pub(crate) fn gives_reason(&self) -> bool {
        let all = [&self.previous, &self.last_year].into_iter();
        let mut all = all.chain(&self.three);
        let is_given = |travel: &Travel| matches!(travel, Travel::Printed(_, Some(_)));
        self.printed.is_some() || all.any(is_given)
    }

    /// Returns a comparison.
    pub fn of(&self, which: Comparison) -> &Travel {
        match (which, &self.three) {
            (Comparison::SameQuarterLastYear, _) => &self.last_year,
            (Comparison::LatestThreeResults, Some(three)) => three,
            _ => &self.previous,
        }
    }

    fn replace(&mut self, which: Comparison, travel: Travel) {
        match which {
            Comparison::PreviousQuarter => self.previous = travel,
            Comparison::SameQuarterLastYear => self.last_year = travel,
            Comparison::LatestThreeResults => self.three = Some(travel),
        }
    }
}

/// Compares a quarter with the one before, with the same one last year and, if the measure asks for it, with the two results
/// before.
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
        three: (measure.compare_with == Comparison::LatestThreeResults)
            .then(|| over_three(measured, quarter, calendar)),
        printed: None,
    };
    if has_equal_before {
        directions.previous = travel(measured, quarter, before, calendar);
    }
    add_printed(&mut directions, measured, quarter, verdict);
    directions
}

/// Rule: a direction that the source prints is shown where the figures give none: for the comparison that the source makes or,
/// if it does not say which, for the main one.
fn add_printed(
    directions: &mut Directions,
    measured: &MeasureSeries,
    quarter: Quarter,
    verdict: &Verdict,
) {
    let entry = measured.entry(quarter);
    let Some((printed, because)) = entry.and_then(|one| Some((one.direction?, &one.because)))
    else {
        return;
    };
    let is_open = |travel: &Travel| matches!(travel, Travel::NotAvailable(_));
    let usual = measured.measure.compare_with;
    let which = match printed.on {
        None => usual,
        Some(PrintedOn::PreviousQuarter) => Comparison::PreviousQuarter,
        Some(PrintedOn::SameQuarterLastYear | PrintedOn::LastYear) => {
            Comparison::SameQuarterLastYear
        }
    };
    let has_no_direction = is_open(directions.leading());
    let is_used = match printed.on {
        None => has_no_direction,
        Some(_) => is_open(directions.of(which)),
    };
    if is_used {
        let because = because.clone().filter(|_| !verdict.gives_reason());
        directions.replace(which, Travel::Printed(printed, because));
        if has_no_direction {
            directions.leads = which;
        }
    } else if printed.on == Some(PrintedOn::LastYear) {
        directions.printed = Some(printed);
    }
}

/// Compares the latest three results.
///
/// Rule: the direction is that from the first to the third, unless one of the two steps counts the other way.
fn over_three(measured: &MeasureSeries, now: Quarter, calendar: &Calendar) -> Travel {
    let measure = measured.measure;
    let before = |quarter| measure.result_before(quarter);
    let [second, first] = [before(now), before(before(now))];
    let steps = [(second, first), (now, second)];
    let steps = steps.map(|(now, then)| travel(measured, now, then, calendar));
    let change = |step: &Travel| step.change().copied();
    let (from, to) = match [&steps[0], &steps[1]] {
        [
            _,
            Travel::NotAvailable(why @ (NoComparison::NoFigure | NoComparison::Break(_))),
        ]
        | [Travel::NotAvailable(why @ NoComparison::Break(_)), _] => {
            return Travel::NotAvailable(why.clone());
        }
        [early, late] => match (change(early), change(late)) {
            (Some(early), Some(late)) => (early, late),
            _ => return Travel::NotAvailable(NoComparison::FewerThanThree),
        },
    };
    let all = travel(measured, now, first, calendar);
    let counts = |step: &Travel| match step {
        Travel::Improved(_) | Travel::WentUp(_) => Some(true),
        Travel::Worsened(_) | Travel::WentDown(_) => Some(false),
        _ => None,
    };
    let mut counted = steps.iter().filter_map(counts);
    let is_clear = match counts(&all) {
        Some(way) => counted.all(|step| step == way),
        None => counted.next().is_none(),
    };
    if is_clear {
        all
    } else {
        Travel::NoClearDirection(Change::between(from.from, to.to), from.to)
    }
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
