//! The edition: what the public may see on one day.
//!
//! Everything that is not public yet is taken out here, before anything is judged, so that no later stage can let it
//! slip through.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{Figure, MeasureId, Publication, Quarter, QuarterReport, Report};
use crate::source::SourcePath;

/// Whether drafts are part of the edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftContent {
    /// For a preview.
    Included,
    /// For the public.
    LeftOut,
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
    undo_later_revisions(&mut report, edition.as_of);
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
    match quarter.publication {
        Publication::On(day) | Publication::Background(Some(day)) if day > edition.as_of => {
            Some(Hidden::Until(day))
        }
        Publication::Draft if edition.drafts == DraftContent::LeftOut => Some(Hidden::Draft),
        _ => None,
    }
}

/// A revision that is made later is not known yet: the figure stands as it was before, the latest undone first.
fn undo_later_revisions(report: &mut Report, as_of: Date) {
    let mut later: Vec<_> = report
        .quarters
        .values()
        .flat_map(|quarter| {
            quarter
                .revisions
                .iter()
                .filter(|revision| revision.on > as_of)
                .cloned()
        })
        .collect();
    later.sort_by_key(|revision| std::cmp::Reverse(revision.on));
    for revision in later {
        let quarter = report.quarters.get_mut(&revision.period);
        if let Some(entry) = quarter.and_then(|quarter| quarter.entries.get_mut(&revision.measure))
        {
            entry.reported = crate::model::Reported::Figure(Figure::typed(revision.was));
            entry.fraction = None;
        }
    }
    for quarter in report.quarters.values_mut() {
        quarter.revisions.retain(|revision| revision.on <= as_of);
    }
}

/// Targets, breaks and plans that begin after the last public quarter are not there yet.
fn forget_later_settings(report: &mut Report, last: Option<Quarter>) {
    for measure in report.measures.values_mut() {
        if let crate::model::Judgement::Judged { targets, .. } = &mut measure.judgement {
            targets.retain(|target| last.is_some_and(|last| target.from <= last));
        }
        measure
            .breaks
            .retain(|b| last.is_some_and(|last| b.from <= last));
    }
    report
        .plans
        .retain(|_, plan| last.is_some_and(|last| plan.from <= last));
}

/// A measure that no public quarter reports is not public either.
fn forget_unpublished_measures(report: &mut Report) {
    let reported: BTreeSet<MeasureId> = report
        .published()
        .flat_map(|quarter| quarter.entries.keys().cloned())
        .collect();
    let mut hidden = Vec::new();
    report.measures.retain(|id, _| {
        let keep = reported.contains(id);
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
