//! Published figures that changed, and whether the report says so.
//!
//! The rule follows the Code of Practice for Statistics (Office for Statistics Regulation): published figures are
//! revised openly and with a reason, or not at all.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{
    Entry, Figure, Measure, MeasureId, Missing, Quarter, Report, Reported, Revision, Unit,
};

/// A published figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// The quarter of the figure.
    pub quarter: Quarter,
    /// The measure or the member.
    pub measure: MeasureId,
    pub(crate) title: String,
    /// The current unit, in which both figures are.
    pub(crate) unit: Unit,
    pub(crate) was: Decimal,
    /// The current figure, or `None` if it was removed.
    pub(crate) now: Option<Decimal>,
    pub(crate) record: Record,
}

impl Revised {
    /// Formats a figure as files type it.
    pub(crate) fn typed(&self, figure: Decimal) -> String {
        self.unit.typed(figure)
    }

    /// Formats a figure as files type it, or says that there is none.
    pub(crate) fn typed_or_none(&self, figure: Option<Decimal>) -> String {
        figure.map_or_else(|| "no figure".to_owned(), |figure| self.typed(figure))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Record {
    /// Under `revisions`, with this day and reason.
    Revision(Date, String),
    /// As suppressed, for this reason: a revision would say the figure again.
    Suppressed(String),
    /// By a revision that ends at the current figure, but does not start at the published one.
    OtherStart(OtherStart),
    /// Not at all, and this published revision was removed, or the figure is again the one that it corrected.
    Undone(Revision),
    /// Not at all.
    Unrecorded,
}

impl Record {
    /// Returns whether readers can see why the figure changed.
    pub(crate) fn is_recorded(&self) -> bool {
        matches!(self, Self::Revision(..) | Self::Suppressed(_))
    }
}

/// A revision that does not start at the published figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OtherStart {
    pub(crate) on: Date,
    /// `None` if it starts at a figure that had been withdrawn.
    pub(crate) was: Option<Decimal>,
    /// The revision that led to the published figure, if it was removed.
    pub(crate) in_place_of: Option<Revision>,
}

pub(super) fn revised(
    before: &Report,
    after: &Report,
    published: &BTreeSet<Quarter>,
) -> Vec<Revised> {
    let mut revised = Vec::new();
    for measure in before.measures.values() {
        for quarter in published {
            let all = measure.with_members();
            revised.extend(all.filter_map(|one| of_entry(before, after, *quarter, one)));
        }
    }
    revised.sort_by(|a, b| (a.quarter, &a.measure).cmp(&(b.quarter, &b.measure)));
    revised
}

fn of_entry(
    before: &Report,
    after: &Report,
    quarter: Quarter,
    measure: &Measure,
) -> Option<Revised> {
    let was = before.entry(quarter, &measure.id)?;
    if was.is_outturn {
        return None;
    }
    // Of a quarter in progress only months are published.
    if was.so_far.is_some() && after.quarters.contains_key(&quarter) {
        return None;
    }
    let was_entry = was;
    let was = was.reported.figure()?.shown();
    let unit = after
        .measure(&measure.id)
        .map_or(&measure.unit, |now| &now.unit);
    // A list of results may have become longer.
    let was = unit.read(&measure.unit.typed(was)).unwrap_or(was);
    let entry = after.entry(quarter, &measure.id);
    // What is reported instead of a figure is compared with other facts.
    if entry.is_some_and(|entry| entry.reported.is_in_words()) {
        return None;
    }
    let now = entry.and_then(|entry| entry.reported.figure());
    if now.is_some_and(|now| now.shown() == was) {
        return None;
    }
    let suppressed =
        entry.filter(|entry| matches!(entry.reported, Reported::Missing(Missing::Suppressed)));
    let record = match suppressed.and_then(|entry| entry.because.as_ref()) {
        Some(why) => Record::Suppressed(why.as_str().to_owned()),
        None => of_revision([before, after], quarter, &measure.id, was, now.as_ref()),
    };
    let is_said_of_months = !record.is_recorded()
        && entry
            .is_some_and(|entry| follows_from_changed_months([was_entry, entry], measure, quarter));
    if is_said_of_months {
        return None;
    }
    Some(Revised {
        quarter,
        measure: measure.id.clone(),
        title: measure.title.as_str().to_owned(),
        unit: unit.clone(),
        was,
        now: now.map(|now| now.shown()),
        record,
    })
}

/// Returns whether the figure of a quarter changed because one of its months did, which then needs the record.
fn follows_from_changed_months(
    [before, after]: [&Entry; 2],
    measure: &Measure,
    quarter: Quarter,
) -> bool {
    let own = |entry: &Entry| -> Vec<_> {
        let months = entry.months.range(..=quarter.last_month());
        months
            .map(|(month, figure)| (*month, figure.value))
            .collect()
    };
    let both = [before, after];
    both.into_iter()
        .all(|entry| measure.follows_from_months(entry, quarter))
        && own(before) != own(after)
}

/// Returns the record of a changed figure, by following the revisions back from the current figure to the published
/// one.
fn of_revision(
    [before, after]: [&Report; 2],
    quarter: Quarter,
    id: &MeasureId,
    was: Decimal,
    now: Option<&Figure>,
) -> Record {
    let own = revisions(after, quarter, id);
    let ends = now.map_or([None; 2], |now| [Some(now.value), Some(now.shown())]);
    let mut reached = BTreeSet::from(ends);
    let mut first = None;
    for one in own.iter().rev() {
        if !reached.contains(&one.now) {
            break;
        }
        if one.was == Some(was) {
            let last = own[own.len() - 1];
            return Record::Revision(last.on, last.reason.because.as_str().to_owned());
        }
        reached = BTreeSet::from([one.was]);
        first = Some(*one);
    }
    let earlier = revisions(before, quarter, id);
    let Some(first) = first.filter(|first| !earlier.contains(first)) else {
        let is_back = |one: &Revision| ends.contains(&one.was);
        let mut earlier = earlier.iter().rev();
        let undone = earlier.find(|one| is_back(one) || !own.contains(one));
        return undone.map_or(Record::Unrecorded, |one| Record::Undone((*one).clone()));
    };
    let published = earlier.last().filter(|last| last.now == Some(was));
    let removed = published.filter(|last| !own.contains(last));
    Record::OtherStart(OtherStart {
        on: first.on,
        was: first.was,
        in_place_of: removed.map(|last| (*last).clone()),
    })
}

/// Returns the revisions of one figure, the earliest first.
pub(super) fn revisions<'r>(
    report: &'r Report,
    quarter: Quarter,
    id: &MeasureId,
) -> Vec<&'r Revision> {
    let quarters = report.quarters.values();
    let all = quarters.flat_map(|report| &report.revisions);
    let own = all.filter(|one| one.period == quarter && one.measure == *id);
    let mut own: Vec<&Revision> = own.collect();
    own.sort_by_key(|one| one.on);
    own
}
