//! A quarter's report as it was on its day: figures as first published, and the promises that were in force.

use std::sync::Arc;

use jiff::civil::Date;

use super::series::known_with;
use crate::model::{
    Figure, Figures, Holder, Measure, Outturn, Publication, Quarter, QuarterReport, RecordedChange,
    Revision, restored,
};

/// Something in a report that has changed since its day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Since<'r> {
    Figure(&'r Revision),
    /// A figure of a year of an annual measure, which was published on its own day.
    Year(&'r Measure, &'r Outturn, Date),
    /// Another result of a quarter, and whether the record tells what it was.
    Result(&'r RecordedChange, bool),
    /// A promise, and whether the record tells what it was.
    Promise(&'r RecordedChange, bool),
}

impl Since<'_> {
    fn day(&self) -> Date {
        match self {
            Self::Figure(revision) => revision.on,
            Self::Year(_, _, on) => *on,
            Self::Result(change, _) | Self::Promise(change, _) => change.on,
        }
    }
}

/// A report as it was on its day.
#[derive(Debug)]
pub(crate) struct AsPublished<'r> {
    /// The site's figures of that day. Later quarters are not included.
    pub(crate) figures: Arc<Figures>,
    pub(crate) day: Date,
    /// What has changed since, the latest first.
    pub(crate) since: Vec<Since<'r>>,
}

/// Restores the report of a quarter: every change that was made after its day, or applies only to later quarters, is undone.
///
/// What the record does not reach stays as it is now: comments, notes, and changes of before there was a record.
pub(crate) fn as_published<'r>(figures: &'r Figures, report: &QuarterReport) -> AsPublished<'r> {
    let quarter = report.quarter;
    let day = match report.publication {
        Publication::On(day) => day,
        _ => quarter.last_day(),
    };
    let is_later = |on: Date, from: Quarter| on > day || from > quarter;
    let mut then = Figures {
        quarters: figures
            .quarters
            .range(..=quarter)
            .map(|(of, report)| (*of, report.clone()))
            .collect(),
        ..figures.clone()
    };
    let mut since = Vec::new();
    for revision in last_first(revisions(figures), |revision| revision.on) {
        if revision.period <= quarter && revision.on > day {
            restore_figure(&mut then, revision);
            since.push(Since::Figure(revision));
        }
    }
    let results = figures
        .quarters
        .values()
        .flat_map(|report| &report.other_revisions);
    for change in last_first(results, |change| change.on) {
        if change.quarter <= quarter && change.on > day {
            let is_known = restored::result(&mut then, change).is_some();
            since.push(Since::Result(change, is_known));
        }
    }
    for change in last_first(promises(figures), |change| change.on) {
        if is_later(change.on, change.quarter) && is_in(figures, quarter, &change.holder) {
            let is_known = restored::promise(&mut then, change).is_some();
            since.push(Since::Promise(change, is_known));
        }
    }
    since.extend(take_back_years(&mut then, figures, report));
    since.sort_by_key(|one| std::cmp::Reverse(one.day()));
    for report in then.quarters.values_mut() {
        report.revisions.retain(|revision| revision.on <= day);
        report.other_revisions.retain(|change| change.on <= day);
    }
    AsPublished {
        figures: Arc::new(then),
        day,
        since,
    }
}

/// Removes the figures of years that were published after a report, and returns those of them that its quarter would have.
fn take_back_years<'r>(
    then: &mut Figures,
    figures: &'r Figures,
    report: &QuarterReport,
) -> Vec<Since<'r>> {
    let mut later = Vec::new();
    let Publication::On(day) = report.publication else {
        return later;
    };
    for (id, series) in &mut then.series {
        let (Some(measure), Some(now)) = (then.measures.get_mut(id), figures.measures.get(id))
        else {
            continue;
        };
        let is_later = |one: &&Outturn| one.publish_on.is_some_and(|on| on > day);
        if !now.outturns.iter().any(|one| is_later(&one)) {
            continue;
        }
        let known = known_with(measure, series, report.publication);
        (*Arc::make_mut(measure), *Arc::make_mut(series)) = known;
        let outturns = figures.measured(now).into_iter();
        let outturns = outturns.flat_map(|measured| measured.outturns());
        let of_report =
            outturns.filter(|(quarter, one)| *quarter <= report.quarter && is_later(one));
        later.extend(of_report.filter_map(|(_, one)| Some(Since::Year(now, one, one.publish_on?))));
    }
    later
}

fn last_first<T>(all: impl Iterator<Item = T>, on: impl Fn(&T) -> Date) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(|one| std::cmp::Reverse(on(one)));
    all
}

/// Returns whether the report of a quarter has what a promise is about.
fn is_in(figures: &Figures, quarter: Quarter, holder: &Holder) -> bool {
    match holder {
        Holder::Measure(id) => figures.entry(quarter, id).is_some(),
        Holder::Plan(id) => figures
            .plans
            .get(id)
            .is_some_and(|plan| plan.covers(quarter)),
        Holder::Objective(id) => figures
            .objective(id)
            .is_some_and(|(plan, _)| plan.covers(quarter)),
        _ => true,
    }
}

fn revisions(figures: &Figures) -> impl Iterator<Item = &Revision> {
    figures
        .quarters
        .values()
        .flat_map(|report| &report.revisions)
}

fn promises(figures: &Figures) -> impl Iterator<Item = &RecordedChange> {
    let measures = figures.measures.values();
    let measures = measures.flat_map(|measure| &measure.changes);
    let plans = figures.plans.values().flat_map(|plan| &plan.changes);
    measures.chain(plans).chain(&figures.site.changes)
}

fn restore_figure(then: &mut Figures, revision: &Revision) {
    let series = then.series.get_mut(revision.measure.whole());
    let entry = series
        .and_then(|series| Arc::make_mut(series).entry_mut(revision.period, &revision.measure));
    if let Some(entry) = entry {
        entry.restate(revision.was.map(Figure::typed));
    }
}
