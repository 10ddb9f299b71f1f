//! What the figures of a measure show up to a quarter: a record, a crossing of the target, a streak or a turn.

use rust_decimal::Decimal;

use super::JudgedEntry;
use super::direction::{self, Change, Travel};
use super::rating::{Outcome, RatedBy};
use super::series::verdict_in;
use crate::model::{Comparison, Figure, Measure, MeasureSeries, PeriodKind, Quarter, Rates};

/// What a run of figures shows, by the first rule that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunFinding {
    /// Higher, or lower, than every other comparable figure.
    Record {
        /// Whether it is the highest; otherwise the lowest.
        is_highest: bool,
        /// How many figures it was compared with, itself included.
        of: Length,
    },
    /// On target after figures that were not, or the other way round.
    Crossing {
        /// Whether the figure is on target.
        is_met: bool,
        /// The last quarter that was on the same side. `None` if none is known.
        since: Option<Quarter>,
        /// How many figures there are from the first on the other side up to this one.
        within: Length,
    },
    /// Several changes running, all of one kind.
    Streak(Way, Length),
    /// A change of the other kind after a streak of this length.
    Turn(Way, Length),
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Better.
    Better,
    /// Worse.
    Worse,
    /// Up, where neither way is better.
    Up,
    /// Down, where neither way is better.
    Down,
}

/// A number of comparable figures or of changes between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub count: usize,
    /// What each is for.
    pub each: Each,
}

/// Which figures of a measure are compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// Those of all quarters.
    Quarter,
    /// Those of all years: there is one figure a year.
    Year,
    /// Those of the same quarter of each year: figures start again each April, or are compared with last year.
    SameQuarter,
    /// All, where only some quarters of the year have one.
    Figure,
}

/// The least figures for a record. Of fewer, one is the highest too often.
const RECORD: usize = 5;
/// The least figures on the other side of the target before a crossing. A single one is a lapse.
const CROSSING: usize = 2;
/// The least changes of one kind for a streak.
const STREAK: usize = 3;

/// Returns what a measure's figures show up to a quarter. `None` if no rule holds, or if the quarter has no figure.
pub(super) fn found(
    measured: &MeasureSeries,
    verdicts: &[(Quarter, JudgedEntry)],
    quarter: Quarter,
) -> Option<RunFinding> {
    let since_break = due_since_break(measured, quarter);
    let each = each(measured.measure);
    let is_compared =
        |then: &&Quarter| each != Each::SameQuarter || then.number() == quarter.number();
    let compared = since_break.iter().filter(is_compared);
    let figures: Vec<(Quarter, Option<Figure>)> = compared
        .map(|then| (*then, measured.figure(*then)))
        .collect();
    let (_, now) = figures.last()?;
    (*now)?;
    if !measured.measure.unit.has_scale() {
        return crossing(measured.measure, verdicts, &since_break);
    }
    record(measured.measure, each, &figures)
        .or_else(|| crossing(measured.measure, verdicts, &since_break))
        .or_else(|| streak_or_turn(measured.measure, each, &figures))
}

/// Returns the quarters in which a figure was due or reported, up to this one and since the last break in the series.
fn due_since_break(measured: &MeasureSeries, quarter: Quarter) -> Vec<Quarter> {
    let is_annual = measured.measure.period == PeriodKind::Annual;
    let outturn = is_annual.then(|| measured.figures().first().map(|(first, _)| *first));
    let Some(first) = outturn.flatten().or(measured.series.first()) else {
        return Vec::new();
    };
    let quarters: Vec<Quarter> = first.through(quarter).collect();
    let breaks = |to: &Quarter| direction::broken_between(measured, to.previous(), *to).is_some();
    let start = quarters.iter().rposition(breaks).unwrap_or(0);
    let expected = &measured.measure.expected;
    // An annual measure has one figure a year, also if its file does not say in which quarters.
    let is_by_figures = is_annual && expected.due.is_empty();
    let is_due = |then: &Quarter| {
        let is_due = expected.is_due(*then) && !is_by_figures;
        is_due || measured.entry(*then).is_some() || measured.outturn(*then).is_some()
    };
    quarters[start..].iter().copied().filter(is_due).collect()
}

impl Each {
    /// Returns what each rating of a measure is for. Those of one quarter of the year follow on those of another.
    pub(crate) fn rating_of(measure: &Measure) -> Self {
        match each(measure) {
            Self::SameQuarter => Self::Quarter,
            each => each,
        }
    }
}

fn each(measure: &Measure) -> Each {
    match (measure.period, measure.expected.due.len()) {
        _ if measure.expected.every > 1 => Each::Figure,
        (PeriodKind::Annual, _) | (_, 1) => Each::Year,
        (PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage, _) => Each::SameQuarter,
        _ if measure.compare_with == Comparison::SameQuarterLastYear => Each::SameQuarter,
        (_, 0 | 4) => Each::Quarter,
        _ => Each::Figure,
    }
}

/// Finds a record by the figures as they are printed. It must be clear of the others by a change that counts.
fn record(
    measure: &Measure,
    each: Each,
    figures: &[(Quarter, Option<Figure>)],
) -> Option<RunFinding> {
    let mut shown = figures
        .iter()
        .filter_map(|(_, figure)| Some(figure.as_ref()?.shown()));
    let now = shown.next_back()?;
    let others: Vec<Decimal> = shown.collect();
    let count = others.len() + 1;
    let is_clear = |by: Decimal| by > Decimal::ZERO && by >= measure.meaningful_change;
    let is_highest = is_clear(now - others.iter().max()?);
    let is_lowest = is_clear(others.iter().min()? - now);
    let of = Length { count, each };
    (count >= RECORD && (is_highest || is_lowest)).then_some(RunFinding::Record { is_highest, of })
}

/// Finds a crossing by the ratings of the site's own rule. A new target is no crossing.
fn crossing(
    measure: &Measure,
    verdicts: &[(Quarter, JudgedEntry)],
    quarters: &[Quarter],
) -> Option<RunFinding> {
    // The ratings of the year so far are not those of the quarters' own figures.
    if measure.rates != Rates::Quarter {
        return None;
    }
    let (now, earlier) = quarters.split_last()?;
    let goal = |quarter| {
        let target = measure.target_in(quarter);
        target.map(|target| &target.aim)
    };
    if goal(*now) != goal(*earlier.last()?) {
        return None;
    }
    let is_met = is_on_target(verdicts, *now)?;
    let mut before = earlier.iter().rev();
    let other = before
        .clone()
        .take_while(|then| is_on_target(verdicts, **then) == Some(!is_met));
    let other = other.count();
    let since = before
        .nth(other)
        .filter(|then| is_on_target(verdicts, **then) == Some(is_met));
    let each = Each::rating_of(measure);
    (other >= CROSSING).then_some(RunFinding::Crossing {
        is_met,
        since: since.copied(),
        within: Length {
            count: other + 1,
            each,
        },
    })
}

/// Returns whether a figure is on target by the site's own rule. `None` if that rule did not rate it.
fn is_on_target(verdicts: &[(Quarter, JudgedEntry)], quarter: Quarter) -> Option<bool> {
    let verdict = &verdict_in(verdicts, quarter)?.current;
    match (verdict.outcome, &verdict.by) {
        (Outcome::Rated(rating), RatedBy::Rule) => Some(rating.is_good()),
        _ => None,
    }
}

/// Finds a streak or its end by the changes from each figure to the next. A missing figure ends a streak.
fn streak_or_turn(
    measure: &Measure,
    each: Each,
    figures: &[(Quarter, Option<Figure>)],
) -> Option<RunFinding> {
    let mut ways = figures.windows(2).rev().map(|two| {
        let ((_, from), (now, to)) = (two[0], two[1]);
        way(measure, now, from?, to?)
    });
    let last = ways.next()??;
    let same = ways.clone().take_while(|way| *way == Some(last)).count() + 1;
    let other = ways.take_while(|way| *way == Some(last.opposite())).count();
    let length = |count| Length { count, each };
    if same >= STREAK {
        return Some(RunFinding::Streak(last, length(same)));
    }
    (other >= STREAK).then(|| RunFinding::Turn(last, length(other)))
}

/// Returns the kind of a change that counts.
fn way(measure: &Measure, now: Quarter, from: Figure, to: Figure) -> Option<Way> {
    match direction::judge(measure, now, Change::between(from, to)) {
        Travel::Improved(_) => Some(Way::Better),
        Travel::Worsened(_) => Some(Way::Worse),
        Travel::WentUp(_) => Some(Way::Up),
        Travel::WentDown(_) => Some(Way::Down),
        _ => None,
    }
}

impl Way {
    /// Returns the opposite kind.
    pub fn opposite(self) -> Self {
        match self {
            Self::Better => Self::Worse,
            Self::Worse => Self::Better,
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}
