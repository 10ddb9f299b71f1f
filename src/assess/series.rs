//! The verdicts on one measure, quarter by quarter, and all verdicts of one quarter.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::JudgedEntry;
use super::direction::Directions;
use super::rating::{self, Earlier, Outcome, Unrated};
use super::run::{self, RunFinding};
use super::{direction, held, months};
use crate::model::{
    ByMeasure, Figure, Figures, Measure, MeasureId, MeasureSeries, Publication, Quarter, Series,
    find_quarter,
};

/// The quarters of a report, and when each becomes public.
pub(crate) type Calendar = BTreeMap<Quarter, Publication>;

/// The verdicts on a measure and then on each of its members, the earliest quarter first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct JudgedSeries(Vec<Verdicts>);

pub(super) type Verdicts = Vec<(Quarter, JudgedEntry)>;

impl JudgedSeries {
    pub(crate) fn each<'r>(
        &'r self,
        measure: &'r Measure,
    ) -> impl Iterator<Item = (&'r Measure, &'r [(Quarter, JudgedEntry)])> {
        let all = measure.with_members();
        all.zip(self.0.iter().map(Vec::as_slice))
    }
}

pub(super) fn verdict_in(
    verdicts: &[(Quarter, JudgedEntry)],
    quarter: Quarter,
) -> Option<&JudgedEntry> {
    find_quarter(verdicts, quarter).map(|at| &verdicts[at].1)
}

pub(super) fn judge(measure: &Measure, series: &Series, calendar: &Calendar) -> JudgedSeries {
    let verdicts = |measure| verdicts(&MeasureSeries { measure, series }, calendar);
    let all = measure.with_members();
    JudgedSeries(all.map(verdicts).collect())
}

fn verdicts(measured: &MeasureSeries, calendar: &Calendar) -> Verdicts {
    let mut verdicts = Verdicts::with_capacity(calendar.len());
    // Figures of years are judged also if they are from before the site's first quarter.
    let years = measured
        .series
        .entries()
        .filter(|(_, entry)| entry.is_outturn);
    let years = years.map(|(quarter, _)| (quarter, Publication::Background(None)));
    let before = measured.years_before_reports().into_iter();
    let years = years.chain(before.map(|(quarter, _)| (quarter, Publication::Background(None))));
    let mut quarters: Calendar = years.collect();
    quarters.extend(calendar.iter().map(|(quarter, one)| (*quarter, *one)));
    for (quarter, publication) in quarters {
        let Some(mut judged) = judge_in(measured, quarter, publication, calendar, &verdicts) else {
            continue;
        };
        let entry = measured.entry(quarter);
        if entry.is_some_and(|entry| entry.is_later_than(publication)) {
            let (measure, series) = known_with(measured.measure, measured.series, publication);
            let (measure, series) = (&measure, &series);
            let known = MeasureSeries { measure, series };
            let then = judge_in(&known, quarter, publication, calendar, &verdicts);
            judged.before_figure = then.map(Box::new);
        }
        verdicts.push((quarter, judged));
    }
    verdicts.shrink_to_fit();
    verdicts
}

/// Returns a measure with its entries as they were known when a report was published, without the figures of years that were
/// published after it.
pub(super) fn known_with(
    measure: &Measure,
    series: &Series,
    report: Publication,
) -> (Measure, Series) {
    let (mut measure, mut series) = (measure.clone(), series.clone());
    if let Publication::On(day) = report {
        let outturns = &mut measure.outturns;
        outturns.retain(|one| one.publish_on.is_none_or(|own| own <= day));
    }
    series.retain(|_, entry| !entry.is_later_than(report));
    (measure, series)
}

/// Judges a measure in one quarter. Without an entry, a measure that exists by then is *not due*, or *owed* in a
/// quarter that is being collected. In a background quarter there is no verdict.
fn judge_in(
    measured: &MeasureSeries,
    quarter: Quarter,
    publication: Publication,
    calendar: &Calendar,
    earlier: &Verdicts,
) -> Option<JudgedEntry> {
    let measure = measured.measure;
    let earlier_year = measured.years_before_reports().into_iter();
    let earlier_year = earlier_year.filter(|(then, _)| *then == quarter);
    let earlier_year = earlier_year.map(|(_, entry)| entry).next();
    let is_of_earlier_year = earlier_year.is_some();
    let entry = measured.entry(quarter).or(earlier_year.as_ref());
    // Of a quarter in progress only months are public.
    let has_only_entries =
        publication.is_background() || matches!(publication, Publication::InProgress { .. });
    if entry.is_none() && (has_only_entries || !is_running(measured, quarter)) {
        return None;
    }
    let compared_with = of_last_year(measured, quarter);
    let is_due = measure.expected.is_due(quarter);
    let reported = entry.ok_or(match publication {
        Publication::Draft if is_due => Unrated::Owed,
        Publication::InProgress { .. } if is_due => Unrated::NoNewFigure,
        _ if is_due && measured.is_by_years() => Unrated::NoNewFigure,
        _ => Unrated::NotDue,
    });
    let months = months::months(measured, quarter);
    let is_so_far = entry.is_some_and(|entry| entry.so_far.is_some());
    let latest_month = months.last().filter(|_| is_so_far);
    // A quarter that is not complete is judged as its latest month.
    let current = match latest_month {
        Some(latest) => latest.verdict.clone(),
        None => rating::rate(measure, quarter, reported, compared_with),
    };
    let direction = match latest_month {
        Some(latest) => Directions {
            leads: latest.leads,
            previous: latest.previous.clone(),
            last_year: latest.last_year.clone(),
            three: None,
            printed: None,
        },
        None => direction::directions(measured, quarter, calendar, &current),
    };
    // A month does not continue a run of quarters.
    let held = held::held(measured, quarter, (entry, &current), earlier).filter(|_| !is_so_far);
    let forecast =
        entry.and_then(|entry| rating::rate_forecast(measure, quarter, entry, compared_with));
    Some(JudgedEntry {
        forecast: forecast.map(Box::new),
        direction,
        held,
        months,
        current,
        before_figure: None,
        is_of_earlier_year,
    })
}

/// Returns the figures of last year that a rule can compare with.
pub(super) fn of_last_year(measured: &MeasureSeries, quarter: Quarter) -> Earlier {
    let measure = measured.measure;
    let before = |then| comparable(measured, measure.a_year_before(then), quarter);
    Earlier {
        last_year: before(quarter),
        last_year_end: before(measure.year_end(quarter)),
    }
}

/// Returns whether a measure exists in a quarter.
pub(super) fn is_running(measured: &MeasureSeries, quarter: Quarter) -> bool {
    let expected = &measured.measure.expected;
    let from = expected.from.or(measured.series.first());
    from.is_some_and(|from| from <= quarter) && expected.until.is_none_or(|until| quarter <= until)
}

/// Returns an earlier figure of those that are rated, if it can be compared with a later one: there must be no break in
/// the series between them.
pub(super) fn comparable(measured: &MeasureSeries, then: Quarter, now: Quarter) -> Option<Figure> {
    let figure = measured.rated_figure(then)?;
    direction::broken_between(measured, then, now)
        .is_none()
        .then_some(figure)
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct InQuarter<'r> {
    pub(super) figures: &'r Figures,
    pub(super) series: &'r ByMeasure<Arc<JudgedSeries>>,
    pub(super) quarter: Quarter,
}

/// A measure that is counted, with its verdict. Of a composite each member is counted, unless a person rated the whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'r> {
    /// The measure or the member.
    pub measure: &'r Measure,
    /// The verdict.
    pub judged: &'r JudgedEntry,
}

impl<'r> InQuarter<'r> {
    /// Returns the verdict on a measure, or on a member by its dotted id.
    pub fn get(&self, id: &MeasureId) -> Option<&'r JudgedEntry> {
        let measure = self.figures.measures.get(id.whole())?;
        let mut all = self.series.get(id.whole())?.each(measure);
        let (_, verdicts) = all.find(|(measure, _)| measure.id == *id)?;
        verdict_in(verdicts, self.quarter)
    }

    /// Returns what the figures of a measure, or of a member by its dotted id, show up to this quarter.
    pub fn run(&self, id: &MeasureId) -> Option<RunFinding> {
        let whole = self.figures.measures.get(id.whole())?;
        let mut all = self.series.get(id.whole())?.each(whole);
        let (measure, verdicts) = all.find(|(measure, _)| measure.id == *id)?;
        let series = self.figures.series.get(id.whole())?;
        run::found(&MeasureSeries { measure, series }, verdicts, self.quarter)
    }

    /// Returns all measures with the verdicts of the report, each followed by its members.
    pub fn all(&self) -> impl Iterator<Item = (&'r Measure, &'r JudgedEntry)> + use<'r> {
        let quarter = self.quarter;
        let measured = self.figures.measures.values().zip(self.series.values());
        measured
            .flat_map(|(measure, series)| series.each(measure))
            .filter_map(move |(measure, verdicts)| {
                let judged = verdict_in(verdicts, quarter)?.in_report();
                (!judged.is_of_earlier_year).then_some((measure, judged))
            })
    }

    /// Returns whether there are no verdicts.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    pub(crate) fn counted(&self) -> impl Iterator<Item = Counted<'r>> + use<'r> {
        let by_members = Outcome::Unrated(Unrated::ByMembers);
        let quarter = self.quarter;
        let measured = self.figures.measures.values().zip(self.series.values());
        measured.flat_map(move |(whole, series)| {
            let own = verdict_in(&series.0[0], quarter);
            let is_by_members = own.is_some_and(|own| own.current.outcome == by_members);
            let measures = series.each(whole).enumerate();
            let measures = measures.filter(move |(n, _)| (*n > 0) == is_by_members);
            measures.filter_map(move |(_, (measure, verdicts))| {
                let judged = verdict_in(verdicts, quarter)?.in_report();
                (!judged.is_of_earlier_year).then_some(Counted { measure, judged })
            })
        })
    }
}
