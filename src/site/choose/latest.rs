//! Which measures have a page, a chart and a picture, and the quarter that their pages show.

use crate::model::{Measure, MeasureId, Quarter};
use crate::site::context::Context;
use crate::site::route::EmbedKind;

/// Whether there is a chart of a measure, or of one of its members: it takes a figure.
pub(super) fn has_chart(context: &Context, measure: &Measure) -> bool {
    let mut own = std::iter::once(measure).chain(measure.members());
    own.any(|measure| was_ever_reported(context, &measure.id))
}

/// Whether a figure was ever reported of it.
pub(super) fn was_ever_reported(context: &Context, id: &MeasureId) -> bool {
    let mut quarters = context.report.quarters.keys();
    quarters.any(|quarter| {
        let entry = context.report.entry(*quarter, id);
        entry.is_some_and(|entry| entry.reported.figure().is_some())
    })
}

/// Whether an embed stands alone as a picture too: several charts do not.
pub(crate) fn has_picture(context: &Context, measure: &Measure, kind: EmbedKind) -> bool {
    measure.members().is_empty()
        && match kind {
            EmbedKind::Chart => was_ever_reported(context, &measure.id),
            EmbedKind::Tile => true,
        }
}

/// Whether a measure has a page: it has been judged in a quarter that is public.
pub(crate) fn exists(context: &Context, id: &MeasureId) -> bool {
    latest_quarter(context, id)
        .is_some_and(|quarter| context.assessment.judged(quarter, id).is_some())
}

/// The last published quarter in which it has an entry; of a measure that has not been due yet, the latest of all.
pub(crate) fn latest_quarter(context: &Context, id: &MeasureId) -> Option<Quarter> {
    context
        .report
        .published()
        .rev()
        .find(|quarter| context.report.entry(quarter.quarter, id).is_some())
        .or_else(|| context.report.published().next_back())
        .map(|quarter| quarter.quarter)
}
