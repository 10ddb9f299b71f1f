//! What has been revised, and what was forecast: long lists, which a large site splits into parts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ListPart;
use crate::model::revision::of_report;
use crate::model::{FigurePeriod, Holder, MeasureId, Quarter, RecordedChange};
use crate::site::context::Context;
use crate::site::phrases::{names, periods};
use crate::site::route::parts::{MAX_LINES, Parts, split};
use crate::site::route::{Group, ListItem, Route};

/// The lines of an entry: a row of a table.
const LINES: usize = 3;

/// Returns the part of a list on the page that is being built. Its entries are places in all revised figures, or in all
/// forecasts, of the assessment.
pub(crate) fn part_here(context: &Context) -> ListPart<usize> {
    ListPart::here(context, parts)
}

pub(super) fn parts(context: &Context, list: &Route) -> Arc<Parts<usize>> {
    let (known, entries): (_, fn(&Context) -> Entries) = match list {
        Route::Forecasts => (&context.splits.forecasts, forecasts),
        _ => (&context.splits.revisions, revised),
    };
    let parts = || {
        let entries = entries(context);
        let groups = entries.chunk_by(|(one, _), (next, _)| one == next);
        let mut place = 0;
        let groups = groups.map(|group| {
            let items = group.iter().map(|(_, name)| {
                place += 1;
                ListItem {
                    value: place - 1,
                    name: name.clone(),
                    lines: LINES,
                }
            });
            let items = items.collect();
            Group::new(group[0].0.clone(), items)
        });
        Arc::new(split(groups.collect(), MAX_LINES))
    };
    Arc::clone(known.get_or_init(parts))
}

/// The day or quarter of each entry and its name, in the order of the list.
type Entries = Vec<(String, String)>;

fn revised(context: &Context) -> Entries {
    let all = context.assessment.revised();
    let entries = all.iter().filter_map(|one| {
        let last = one.revisions.last()?;
        let day = periods::day(context.words, last.on);
        Some((day, names::title_of(context, one.measure)))
    });
    entries.collect()
}

fn forecasts(context: &Context) -> Entries {
    let all = context.assessment.all_forecasts();
    let entries = all.iter().map(|(measure, forecast)| {
        let quarter = periods::quarter(context.words, forecast.made_in);
        (quarter, names::title_of(context, measure))
    });
    entries.collect()
}

/// Returns whether there are any forecasts.
pub(super) fn any_forecasts(context: &Context) -> bool {
    has_entries(&parts(context, &Route::Forecasts))
}

/// Returns whether anything that was published has been revised.
pub(super) fn any_revisions(context: &Context) -> bool {
    let quarters = context.report.quarters.values();
    let mut others = quarters.flat_map(|quarter| &quarter.other_revisions);
    has_entries(&parts(context, &Route::Revisions))
        || others.any(|change| is_shown(context, change))
}

fn has_entries(parts: &Parts<usize>) -> bool {
    parts.iter().any(|groups| !groups.is_empty())
}

/// Returns whether what a revision is about is public.
fn is_shown(context: &Context, change: &RecordedChange) -> bool {
    match &change.holder {
        Holder::Measure(id) => context.report.measure(id).is_some(),
        Holder::Objective(id) => context.report.objective(id).is_some(),
        Holder::Site | Holder::Plan(_) => false,
        Holder::Money(_) | Holder::Risk(_) | Holder::Action(_) | Holder::Stated(_) => true,
    }
}

/// Returns the number of a quarter's figures, and of those of its months, that have been revised.
pub(crate) fn revised_in(context: &Context, quarter: Quarter) -> usize {
    let reports = context.report.quarters.values();
    let all = reports.flat_map(|report| of_report(context.report, report));
    let own = all.filter(|revision| revision.period.quarter() == quarter);
    let figures: BTreeSet<(&MeasureId, FigurePeriod)> = own
        .map(|revision| (revision.measure, revision.period))
        .collect();
    let shown = figures.into_iter();
    shown
        .filter(|(id, _)| context.report.measure(id).is_some())
        .count()
}
