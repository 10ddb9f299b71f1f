//! What has been revised.

use std::collections::BTreeSet;

use crate::model::{Holder, MeasureId, Quarter, RecordedChange};
use crate::site::context::Context;

/// Returns whether anything that was published has been revised.
pub(super) fn any(context: &Context) -> bool {
    let any = || {
        let quarters = context.report.quarters.values();
        let mut others = quarters.flat_map(|quarter| &quarter.other_revisions);
        !context.assessment.revised().is_empty() || others.any(|change| is_shown(context, change))
    };
    *context.splits.has_revisions.get_or_init(any)
}

/// Returns whether what a revision is about is public.
pub(crate) fn is_shown(context: &Context, change: &RecordedChange) -> bool {
    match &change.holder {
        Holder::Measure(id) => context.report.measure(id).is_some(),
        Holder::Objective(id) => context.report.objective(id).is_some(),
        Holder::Site | Holder::Plan(_) => false,
        Holder::Money(_) | Holder::Risk(_) | Holder::Action(_) | Holder::Stated(_) => true,
    }
}

/// Returns the number of a quarter's figures that have been revised.
pub(crate) fn revised_in(context: &Context, quarter: Quarter) -> usize {
    let quarters = context.report.quarters.values();
    let all = quarters.flat_map(|quarter| &quarter.revisions);
    let own = all.filter(|revision| revision.period == quarter);
    let ids: BTreeSet<&MeasureId> = own.map(|revision| &revision.measure).collect();
    let shown = ids
        .into_iter()
        .filter(|id| context.report.measure(id).is_some());
    shown.count()
}
