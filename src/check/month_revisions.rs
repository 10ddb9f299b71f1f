//! Revisions of months, and what they did to the figures of their quarters.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::known::KnownNames;
use super::quarters::{self, AllQuarters};
use super::reported::CheckedRow;
use super::{FileProblems, amounts, revisions};
use crate::diag::Code;
use crate::model::{
    Holder, MeasureId, Month, Publication, Quarter, QuarterReport, RecordedChange, Revision,
    month_lists, published,
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
                    was: Some(was),
                    now: Some(now),
                    on: change.on,
                    reason: change.reason.clone(),
                    follows_months: true,
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

/// Reports revisions of months that are not figures of their measure, were made before the month ended, or do not say where
/// they start. `earlier` are the changes of earlier files.
pub(super) fn check_months(
    all: &AllQuarters,
    earlier: &[RecordedChange],
    changes: &[(&ChangeDraft, &RecordedChange)],
    file: &mut FileProblems,
) {
    for (index, (draft, change)) in changes.iter().enumerate() {
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
        let before = changes[..index].iter().map(|(_, before)| *before);
        let mut before = earlier.iter().chain(before).rev();
        let before = before.find(|one| is_of_same_months(change, one));
        check_start(draft, month, before, file);
    }
}

/// Returns whether two changes are of the same thing, and name a month that is the same.
pub(super) fn is_of_same_months(one: &RecordedChange, other: &RecordedChange) -> bool {
    one.holder == other.holder
        && other.is_of_months()
        && !one.named_months().is_disjoint(&other.named_months())
}

/// Returns the message and the help for a revision of a month that does not end at the current figure, or where the next
/// one starts. `None` if it does.
pub(super) fn of_month(
    month: Month,
    now: Option<&str>,
    is_revised_again: bool,
    expected: Option<&str>,
) -> Option<(String, String)> {
    let value = |list| month_lists::value(list, month);
    let (now, expected) = (now.and_then(value), expected.and_then(value));
    if published::are_same(now, expected) {
        return None;
    }
    Some(match (now, expected) {
        (Some(now), Some(expected)) if is_revised_again => (
            format!(
                "this revision ends at {now}, but the next one of {month} starts at {expected}"
            ),
            format!("write `now: {expected}`, or correct the `was` of the next one"),
        ),
        (Some(now), Some(expected)) => (
            format!("this revision ends at {now}, but {month} has {expected}"),
            format!("write `now: {expected}`, or correct the figure of {month} under `months:`"),
        ),
        // What starts at nothing has its own message.
        (_, None) if is_revised_again => return None,
        (now, None) => {
            let now = now.unwrap_or_default();
            (
                format!("this revision ends at {now}, but {month} has no figure"),
                format!(
                    "correct `period`, or type the figure: `months: {{ {month}: {now} }}`; if the month was withdrawn, add a revision that says so, without `now`"
                ),
            )
        }
        (None, Some(expected)) if is_revised_again => (
            format!("this revision withdraws {month}, but the next one of it starts at {expected}"),
            format!("add `now: {expected}`, or delete the `was` of the next one"),
        ),
        (None, Some(expected)) => (
            format!("this revision has no `now`, but {month} has {expected}"),
            format!(
                "add `now: {expected}`; to withdraw the month, delete its figure under `months:`; if it was published again, add a revision that says so, without `was`"
            ),
        ),
    })
}

/// Reports a revision of a month without the figure before, unless the revision before it withdrew the month.
fn check_start(
    draft: &ChangeDraft,
    month: Month,
    earlier: Option<&RecordedChange>,
    file: &mut FileProblems,
) {
    if draft.was.is_some() {
        return;
    }
    let ends_at = earlier.and_then(|earlier| earlier.now.as_ref());
    let ends_at = ends_at.and_then(|now| month_lists::value(now.as_str(), month));
    if earlier.is_some() && ends_at.is_none() {
        return;
    }
    let (message, help) = revisions::without_start(&month, ends_at);
    file.error(Code::Revision, draft.node, message, help);
}
