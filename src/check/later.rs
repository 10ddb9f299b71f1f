//! Recorded changes that are not public yet, and what they will change.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::edition::{EarlierFigures, Edition, hidden};
use crate::model::{
    Entry, EntryDetails, Holder, Measure, MeasureId, Quarter, QuarterReport, RecordedChange,
    Reported, Revision, Scales, Series, restored,
};
use crate::parse::draft::TypedNumber;

/// Returns figures before revisions that are not public yet. A revision is public from its own day, but not before the
/// quarter whose file contains it. Until then the figure is the `now` of the last public revision, or the `was` of the
/// first.
pub(super) fn figures_before_later_revisions(
    quarters: &BTreeMap<Quarter, QuarterReport>,
    edition: Edition,
) -> EarlierFigures {
    let mut figures: BTreeMap<(Quarter, &MeasureId), Vec<(&Revision, bool)>> = BTreeMap::new();
    for quarter in quarters.values() {
        let is_shown = is_shown(quarter, edition);
        for revision in &quarter.revisions {
            let is_public = is_shown && revision.on <= edition.as_of;
            let all = figures.entry((revision.period, &revision.measure));
            all.or_default().push((revision, is_public));
        }
    }
    let mut earlier_figures = EarlierFigures::new();
    for ((period, measure), mut revisions) in figures {
        revisions.sort_by_key(|(revision, _)| revision.on);
        let last_public = revisions.iter().rposition(|(_, is_public)| *is_public);
        let figure = match last_public {
            Some(last) if last + 1 == revisions.len() => continue,
            Some(last) => revisions[last].0.now,
            None => revisions[0].0.was,
        };
        let of_measure = earlier_figures.entry(measure.whole().to_owned());
        let figure = figure.map(TypedNumber);
        of_measure
            .or_default()
            .push((period, measure.clone(), figure));
    }
    earlier_figures
}

/// Returns whether the revisions of a quarter's file are public: with the quarter, or with its first month.
fn is_shown(quarter: &QuarterReport, edition: Edition) -> bool {
    hidden(quarter, edition).is_none() || quarter.last_public_month(edition.as_of).is_some()
}

/// Returns the changes of what quarters reported, other than figures, that are not public yet, the latest first. They are public from
/// their own day, but not before the quarter whose file contains them.
pub(super) fn hidden_changes(
    quarters: &BTreeMap<Quarter, QuarterReport>,
    edition: Edition,
) -> Vec<RecordedChange> {
    let all = quarters.values().flat_map(|quarter| {
        let is_shown = is_shown(quarter, edition);
        let changes = quarter.other_revisions.iter();
        changes.filter(move |change| !is_shown || change.on > edition.as_of)
    });
    let mut all: Vec<RecordedChange> = all.cloned().collect();
    all.sort_by_key(|change| Reverse(change.on));
    all
}

/// Sets the months of a measure and its members back to what they were before changes that are not public yet, the latest
/// first. The entry of a quarter may have lost its only month.
pub(super) fn restore_months<'c>(
    (measure, scales): (&Measure, &Scales),
    series: &mut Arc<Series>,
    changes: impl Iterator<Item = &'c RecordedChange>,
) {
    for change in changes.filter(|change| change.is_of_months()) {
        let Holder::Measure(id) = &change.holder else {
            continue;
        };
        let Some(own) = measure.with_members().find(|one| one.id == *id) else {
            continue;
        };
        let series = Arc::make_mut(series);
        if series.entry_of(change.quarter, None).is_none() {
            let empty = Entry::new(Reported::InMembers, EntryDetails::default());
            series.add(vec![(change.quarter, empty)]);
        }
        if let Some(entry) = series.entry_mut(change.quarter, id) {
            restored::entry(entry, (&own.unit, (scales, &own.scale)), change);
        }
    }
}
