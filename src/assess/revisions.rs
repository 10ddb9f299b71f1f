//! Revised figures: how each was rated as first published, and how much the figures of a measure are usually revised.
//!
//! Sources: *Code of Practice for Statistics*, on scheduled revisions. The size is the absolute difference between the first
//! published figure and the current one, as in the revisions analyses of the *Office for National Statistics*; the average is
//! the median, as in those of the *Australian Bureau of Statistics*, because a single large correction distorts a mean.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::direction::Change;
use super::rating::{self, Verdict};
use super::{Assessment, months, series};
use crate::model::revision::{of_months, of_quarter, of_report};
use crate::model::{
    Aim, Figure, FigurePeriod, FigureRevision, Figures, Goal, Measure, MeasureId, MeasureSeries,
    Quarter,
};

/// The least revised figures that show what is usual. Of fewer, one decides the median.
const LEAST: usize = 5;

/// A figure that has been revised since it was first published.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisedFigure<'r> {
    /// The measure or the member.
    pub measure: &'r Measure,
    /// The period of the figure.
    pub period: FigurePeriod,
    /// Its revisions, the earliest first. There is at least one.
    pub revisions: Vec<FigureRevision<'r>>,
    /// The figure as first published.
    pub first: Figure,
    /// Its rating, by the same rule as that of the current figure.
    pub first_verdict: Verdict,
}

impl RevisedFigure<'_> {
    /// Returns whether there is no figure now, because the last revision withdrew it.
    pub fn is_withdrawn(&self) -> bool {
        self.revisions.last().is_some_and(|last| last.now.is_none())
    }
}

/// How much the figures of a measure are usually revised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsualRevision {
    /// The median size, in the unit of the measure. `None` if there are too few revised figures to tell.
    pub size: Option<Decimal>,
    /// The number of revised figures.
    pub revised: usize,
    /// The number of all figures of the measure.
    pub figures: usize,
}

impl UsualRevision {
    /// Rule: a change that is smaller than the usual revision could disappear when a figure is revised.
    pub fn includes(&self, change: &Change) -> bool {
        let by = change.by.abs();
        !by.is_zero() && self.size.is_some_and(|size| by < size)
    }
}

/// The revisions of each measure: the report, and the position in its revisions of quarters or in its other revisions.
pub(super) type Places = BTreeMap<MeasureId, Vec<(Quarter, Place)>>;

#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Quarter(usize),
    Months(usize),
}

fn places(figures: &Figures) -> Places {
    let mut places = Places::new();
    for (quarter, report) in &figures.quarters {
        for (at, revision) in report.revisions.iter().enumerate() {
            let own = places.entry(revision.measure.clone()).or_default();
            own.push((*quarter, Place::Quarter(at)));
        }
        for (at, change) in report.other_revisions.iter().enumerate() {
            if let Some(one) = of_months(figures, change).first() {
                let own = places.entry(one.measure.clone()).or_default();
                own.push((*quarter, Place::Months(at)));
            }
        }
    }
    places
}

/// The revisions of each figure, the earliest first.
type ByFigure<'r> = BTreeMap<(&'r MeasureId, FigurePeriod), Vec<FigureRevision<'r>>>;

impl Assessment {
    /// Returns the revised figures, with the latest revision first.
    pub fn revised(&self) -> Vec<RevisedFigure<'_>> {
        let reports = self.figures.quarters.values();
        let all = reports.flat_map(|report| of_report(&self.figures, report));
        let mut revised: Vec<RevisedFigure> = by_figure(all)
            .into_iter()
            .filter_map(|((id, period), revisions)| self.revised_figure(id, period, revisions))
            .collect();
        revised.sort_by_key(|one| {
            let last = one.revisions.last().map(|last| last.on);
            (Reverse(last), Reverse(one.period.end()))
        });
        revised
    }

    /// Returns the current rating of the figure of a period. `None` if the period has no figure.
    pub fn verdict_of(&self, id: &MeasureId, period: FigurePeriod) -> Option<&Verdict> {
        let judged = self.judged(period.quarter(), id)?;
        match period {
            FigurePeriod::Quarter(_) => Some(&judged.current),
            FigurePeriod::Month(month) => {
                let mut months = judged.months.iter();
                let own = months.find(|one| one.month == month)?;
                Some(&own.verdict)
            }
        }
    }

    /// Returns how much the figures of a measure or a member are usually revised. `None` if none has been; a figure that was
    /// withdrawn has no size of change.
    ///
    /// Rule: the median, over the figures that have been revised, of the size of the change from the figure as first
    /// published to the current one. Figures that have not been revised yet do not count, because they may still be. Months do
    /// not either, because their figures may be of another size.
    pub fn usual_revision(&self, id: &MeasureId) -> Option<UsualRevision> {
        let measure = self.figures.measure(id)?;
        if !measure.unit.has_scale() {
            return None;
        }
        let own = self.revisions_of(id);
        let of_quarters = |one: &FigureRevision| matches!(one.period, FigurePeriod::Quarter(_));
        let own = by_figure(own.filter(of_quarters));
        let sizes = own.values().filter_map(|revisions| {
            let (first, last) = (revisions.first()?, revisions.last()?);
            Some((last.now? - first.was?).abs())
        });
        let mut sizes: Vec<Decimal> = sizes.collect();
        if sizes.is_empty() {
            return None;
        }
        sizes.sort_unstable();
        let measured = self.measured(id)?;
        let entries = measured.series.entries();
        let entries = entries.filter_map(|(quarter, _)| measured.entry(quarter));
        let figures = entries.filter(|entry| entry.reported.figure().is_some());
        Some(UsualRevision {
            size: median(&sizes).filter(|_| sizes.len() >= LEAST),
            revised: sizes.len(),
            figures: figures.count(),
        })
    }

    /// Returns the revisions of a measure or a member, in the order of the reports that publish them.
    pub(crate) fn revisions_of(&self, id: &MeasureId) -> impl Iterator<Item = FigureRevision<'_>> {
        let places = self.revisions.get_or_init(|| places(&self.figures));
        let own = places.get(id).into_iter().flatten();
        own.flat_map(|(quarter, place)| {
            let report = &self.figures.quarters[quarter];
            match place {
                Place::Quarter(at) => vec![of_quarter(&report.revisions[*at])],
                Place::Months(at) => of_months(&self.figures, &report.other_revisions[*at]),
            }
        })
    }

    fn revised_figure<'r>(
        &'r self,
        id: &MeasureId,
        period: FigurePeriod,
        revisions: Vec<FigureRevision<'r>>,
    ) -> Option<RevisedFigure<'r>> {
        let measured = self.measured(id)?;
        let first = Figure::typed(revisions.iter().find_map(|one| one.was)?);
        let first_verdict = match period {
            FigurePeriod::Quarter(quarter) => {
                let mut entry = measured.entry(quarter)?.clone();
                entry.restate(Some(first));
                let earlier = series::of_last_year(&measured, quarter);
                rating::rate(measured.measure, quarter, Ok(&entry), earlier)
            }
            FigurePeriod::Month(month) => months::rate(&measured, month, first),
        };
        Some(RevisedFigure {
            first_verdict,
            measure: measured.measure,
            period,
            revisions,
            first,
        })
    }

    /// Returns what the target of a measure or member asks for in a quarter, if that can be compared with a figure.
    pub(crate) fn goal_in(&self, measure: &Measure, quarter: Quarter) -> Option<Goal> {
        let target = measure.target_in(quarter)?;
        let last_year = match target.aim {
            Aim::LastYear { .. } => self.a_year_earlier(measure, quarter),
            _ => None,
        };
        rating::goal_in(measure, quarter, last_year)
    }

    /// Returns the figure of a year before a quarter, if it can be compared.
    pub(crate) fn a_year_earlier(&self, measure: &Measure, quarter: Quarter) -> Option<Figure> {
        let then = measure.a_year_before(quarter);
        series::comparable(&self.measured(&measure.id)?, then, quarter)
    }

    /// Returns a measure, or a member by its dotted id, with its entries. `None` if it is not public.
    pub(super) fn measured(&self, id: &MeasureId) -> Option<MeasureSeries<'_>> {
        let measure = self.figures.measure(id)?;
        let series = self.figures.series.get(id.whole())?;
        Some(MeasureSeries { measure, series })
    }
}

fn by_figure<'r>(revisions: impl Iterator<Item = FigureRevision<'r>>) -> ByFigure<'r> {
    let mut figures = ByFigure::new();
    for revision in revisions {
        let key = (revision.measure, revision.period);
        figures.entry(key).or_default().push(revision);
    }
    for revisions in figures.values_mut() {
        revisions.sort_by_key(|revision| revision.on);
    }
    figures
}

/// Returns the median of sorted numbers: with an even number of them, half-way between the middle two.
fn median(sorted: &[Decimal]) -> Option<Decimal> {
    let (low, high) = (sorted.len().checked_sub(1)? / 2, sorted.len() / 2);
    Some((sorted[low] + sorted[high]) / Decimal::TWO)
}
