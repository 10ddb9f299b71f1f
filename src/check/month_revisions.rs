//! Revisions of months, and what they did to the figures of their quarters.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::known::KnownNames;
use super::quarters::{self, AllQuarters};
use super::reported::CheckedRow;
use super::{FileProblems, amounts};
use crate::diag::Code;
use crate::model::{
    Holder, MeasureId, Month, Publication, Quarter, QuarterReport, RecordedChange, Revision,
    month_lists,
};
use crate::parse::At;
use crate::parse::draft::ChangeDraft;
use crate::parse::leaf::Amount;

/// Adds the revisions of quarters whose figures follow from revised months, so that one entry is enough.
///
/// A quarter that was not complete when its month was revised had no figure yet.
pub(super) fn add(
    known: &KnownNames,
    rows: &[Arc<CheckedRow>],
    reports: &mut BTreeMap<Quarter, QuarterReport>,
) {
    for ((id, quarter), mut recorded) in of_months(reports) {
        recorded.sort_by_key(|(_, change)| change.on);
        let public_since = reports.get(&quarter).map(since);
        let (Some(measure), Some(public_since)) =
            (quarters::measure(known, rows, &id), public_since)
        else {
            continue;
        };
        let row = known.position(id.whole()).map(|position| &rows[position]);
        let entry = row.and_then(|row| row.series.entry_of(quarter, id.member()));
        let Some(entry) = entry.filter(|entry| measure.follows_from_months(entry, quarter)) else {
            continue;
        };
        let changes: Vec<&RecordedChange> = recorded.iter().map(|(_, change)| change).collect();
        let revised =
            month_lists::revisions_of_quarter(&entry.months, &measure.unit, &changes, |months| {
                measure.figure_of_months(months, quarter)
            });
        for (change, [was, now]) in revised {
            let mut own = recorded.iter().filter(|(_, one)| std::ptr::eq(one, change));
            let file = own.next().and_then(|(file, _)| reports.get_mut(file));
            let Some(report) = file.filter(|_| change.on > public_since) else {
                continue;
            };
            let is_typed =
                |one: &Revision| one.measure == id && one.period == quarter && one.on == change.on;
            if !report.revisions.iter().any(is_typed) {
                report.revisions.push(Revision {
                    measure: id.clone(),
                    period: quarter,
                    was,
                    now,
                    on: change.on,
                    reason: change.reason.clone(),
                });
            }
        }
    }
}

/// Changes of the months of a quarter, each with the quarter whose file records it.
type Recorded = Vec<(Quarter, RecordedChange)>;

fn of_months(
    reports: &BTreeMap<Quarter, QuarterReport>,
) -> BTreeMap<(MeasureId, Quarter), Recorded> {
    let mut found: BTreeMap<_, Recorded> = BTreeMap::new();
    for (file, report) in reports {
        for change in report
            .other_revisions
            .iter()
            .filter(|one| one.is_of_months())
        {
            if let Holder::Measure(id) = &change.holder {
                let own = found.entry((id.clone(), change.quarter)).or_default();
                own.push((*file, change.clone()));
            }
        }
    }
    found
}

/// Returns the day from which the figure of a whole quarter is public.
fn since(report: &QuarterReport) -> Date {
    match report.publication {
        Publication::On(day) | Publication::Background(Some(day)) => day,
        Publication::AlreadyPublic | Publication::Background(None) => report.quarter.last_day(),
        Publication::Draft | Publication::InProgress { .. } => Date::MAX,
    }
}

/// Reports revisions of months that are not figures of their measure, or were made before the month ended.
pub(super) fn check_months(
    all: &AllQuarters,
    changes: &[(&ChangeDraft, &RecordedChange)],
    file: &mut FileProblems,
) {
    for (draft, change) in changes {
        let (Some(month), Holder::Measure(id)) = (draft.month, &change.holder) else {
            continue;
        };
        let unit = quarters::measure(all.known, all.rows, id).map(|measure| &measure.unit);
        let sides = [&draft.was, &draft.now].into_iter().flatten();
        for side in sides {
            let typed = side
                .value
                .as_str()
                .split_once(' ')
                .map_or("", |(_, typed)| typed);
            if let Some(unit) = unit.filter(|unit| unit.read(typed).is_none()) {
                let amount = At {
                    value: Amount::Words(typed.to_owned()),
                    node: side.node,
                };
                amounts::figure(&amount, unit, file);
            }
        }
        if draft.on.value <= month.last_day() {
            let message = format!(
                "this revision was made on {}, before {month} ended",
                draft.on.value
            );
            let help = "write the day on which the new figure was published";
            file.error(Code::Revision, draft.on.node, message, help);
        }
    }
}

/// Returns whether a later change starts with months that a change ends with.
pub(super) fn is_of_same_months(change: &RecordedChange, later: &RecordedChange) -> bool {
    let sides = change.now.as_ref().zip(later.was.as_ref());
    sides.is_some_and(|(now, was)| month_lists::overlap(now.as_str(), was.as_str()))
}

/// Returns the message and the help for a revision of a month that ends at another figure.
pub(super) fn of_month(
    month: Month,
    now: Option<&str>,
    is_revised_again: bool,
    expected: Option<&str>,
) -> (String, String) {
    let value = |list: Option<&str>| {
        let all = month_lists::changes("", list.unwrap_or_default());
        let own = all.iter().find(|one| one.month == month);
        own.and_then(|own| own.now).map(str::to_owned)
    };
    let ends = value(now).unwrap_or_default();
    match value(expected) {
        Some(expected) if is_revised_again => (
            format!(
                "this revision ends at {ends}, but the next one of {month} starts at {expected}"
            ),
            format!("write `now: {expected}`, or correct the `was` of the next one"),
        ),
        Some(expected) => (
            format!("this revision ends at {ends}, but {month} has {expected}"),
            format!("write `now: {expected}`, or correct the figure of {month} under `months:`"),
        ),
        None => (
            format!("this revision ends at {ends}, but {month} has no figure"),
            format!("correct `period`, or type the figure: `months: {{ {month}: {ends} }}`"),
        ),
    }
}
