//! The edition: what the public may see on one day.
//!
//! Everything that is not public yet is taken out here, before anything is judged, so that no later stage can let it
//! slip through.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{
    Entry, Figure, Judgement, Measure, MeasureId, Publication, Quarter, QuarterReport, Report,
    Reported, Revision, Shape,
};
use crate::source::SourcePath;

/// Whether drafts are part of the edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftContent {
    /// For a preview.
    Included,
    /// For the public.
    LeftOut,
    /// For those who write: also what is published later, and measures that no quarter reports yet.
    AndAllToCome,
}

/// The day that the site is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// Nothing that is published later is in it.
    pub as_of: Date,
    /// Whether drafts are in it.
    pub drafts: DraftContent,
}

/// Something that is not in the edition, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// A quarter without a day of publication.
    DraftQuarter(Quarter),
    /// A quarter that is published later.
    LaterQuarter(Quarter, Date),
    /// A document marked as a draft.
    DraftDocument(SourcePath),
    /// A committee report of a later day.
    LaterReport(SourcePath),
    /// A plain page that is published later.
    LaterPage(SourcePath, Date),
    /// A comment or report of a quarter that is not public.
    OfHiddenQuarter(SourcePath, Quarter),
}

/// Takes out of the report what is not public, and says what that was.
pub(super) fn of(mut report: Report, edition: Edition) -> (Report, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    undo_unknown_revisions(&mut report, edition);
    report
        .quarters
        .retain(|quarter, content| match hidden(content, edition) {
            None => true,
            Some(Hidden::Draft) => {
                left_out.push(LeftOut::DraftQuarter(*quarter));
                false
            }
            Some(Hidden::Until(day)) => {
                left_out.push(LeftOut::LaterQuarter(*quarter, day));
                false
            }
        });
    if edition.drafts == DraftContent::AndAllToCome {
        return (report, left_out);
    }
    let last = report.quarters.keys().next_back().copied();
    forget_later_settings(&mut report, last);
    forget_unpublished_measures(&mut report);
    (report, left_out)
}

enum Hidden {
    Draft,
    Until(Date),
}

fn hidden(quarter: &QuarterReport, edition: Edition) -> Option<Hidden> {
    if edition.drafts == DraftContent::AndAllToCome {
        return None;
    }
    match quarter.publication {
        Publication::On(day) | Publication::Background(Some(day)) if day > edition.as_of => {
            Some(Hidden::Until(day))
        }
        Publication::AlreadyPublic if edition.as_of < first_day_after(quarter.quarter) => {
            Some(Hidden::Until(first_day_after(quarter.quarter)))
        }
        Publication::Draft if edition.drafts == DraftContent::LeftOut => Some(Hidden::Draft),
        _ => None,
    }
}

/// No quarter can have been public before it ended.
fn first_day_after(quarter: Quarter) -> Date {
    quarter.last_day().tomorrow().unwrap_or(Date::MAX)
}

/// A revision is known from its own day on, and no earlier than the quarter whose file tells of it. Before that the
/// figure stands as the last known one left it, or as it was before the first.
fn undo_unknown_revisions(report: &mut Report, edition: Edition) {
    let mut figures: BTreeMap<(Quarter, MeasureId), Vec<(Revision, Known)>> = BTreeMap::new();
    for quarter in report.quarters.values() {
        let is_hidden = hidden(quarter, edition).is_some();
        for revision in &quarter.revisions {
            let known = if is_hidden || revision.on > edition.as_of {
                Known::Later
            } else {
                Known::Now
            };
            let of = (revision.period, revision.measure.clone());
            figures
                .entry(of)
                .or_default()
                .push((revision.clone(), known));
        }
    }
    for ((period, id), mut revisions) in figures {
        revisions.sort_by_key(|(revision, _)| revision.on);
        let last_known = revisions
            .iter()
            .rposition(|(_, known)| *known == Known::Now);
        let stands = match last_known {
            Some(last) if last + 1 == revisions.len() => continue,
            Some(last) => revisions[last].0.now,
            None => revisions[0].0.was,
        };
        let quarter = report.quarters.get_mut(&period);
        if let Some(entry) = quarter.and_then(|quarter| entry_of(quarter, &id)) {
            entry.reported = Reported::Figure(Figure::typed(stands));
            entry.fraction = None;
        }
    }
    for quarter in report.quarters.values_mut() {
        quarter
            .revisions
            .retain(|revision| revision.on <= edition.as_of);
    }
}

/// Whether a revision is known in the edition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Now,
    Later,
}

/// The entry of a measure, or of a member by its dotted id.
fn entry_of<'q>(quarter: &'q mut QuarterReport, id: &MeasureId) -> Option<&'q mut Entry> {
    match id.as_str().split_once('.') {
        None => quarter.entries.get_mut(id),
        Some((whole, member)) => {
            let whole = quarter.entries.get_mut(&MeasureId::new(whole))?;
            whole.members.get_mut(member)
        }
    }
}

/// Targets, breaks and plans that begin after the last public quarter are not there yet.
fn forget_later_settings(report: &mut Report, last: Option<Quarter>) {
    for measure in report.measures.values_mut() {
        forget_later_targets(measure, last);
    }
    report
        .plans
        .retain(|_, plan| last.is_some_and(|last| plan.from <= last));
}

fn forget_later_targets(measure: &mut Measure, last: Option<Quarter>) {
    let begun = |from: Quarter| last.is_some_and(|last| from <= last);
    if let Judgement::Judged { targets, .. } = &mut measure.judgement {
        targets.retain(|target| begun(target.from));
    }
    measure.breaks.retain(|b| begun(b.from));
    if let Shape::Composite(members) = &mut measure.shape {
        for member in members {
            forget_later_targets(member, last);
        }
    }
}

/// A measure that no public quarter reports is not public either, unless it says itself that it began by then: an
/// annual one may not have been due yet.
fn forget_unpublished_measures(report: &mut Report) {
    let reported: BTreeSet<MeasureId> = report
        .published()
        .flat_map(|quarter| quarter.entries.keys().cloned())
        .collect();
    let latest = report.latest();
    let mut hidden = Vec::new();
    report.measures.retain(|id, measure| {
        let has_begun = measure
            .expected
            .from
            .is_some_and(|from| latest.is_some_and(|latest| from <= latest));
        let keep = reported.contains(id) || has_begun;
        if !keep {
            hidden.push(id.clone());
        }
        keep
    });
    for quarter in report.quarters.values_mut() {
        quarter.entries.retain(|id, _| !hidden.contains(id));
        let list = [&mut quarter.performing_well, &mut quarter.improvement];
        for highlights in list {
            highlights.add.retain(|(id, _)| !hidden.contains(id));
            highlights.leave_out.retain(|(id, _)| !hidden.contains(id));
        }
    }
}
