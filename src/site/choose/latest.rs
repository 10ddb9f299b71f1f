//! Which measures have a page, a chart or a picture, and the quarter that their pages show.

use crate::model::{Measure, MeasureId, Quarter};
use crate::site::context::Context;
use crate::site::route::EmbedKind;

/// Returns whether a measure or one of its members has a chart, which needs a figure.
pub(super) fn has_chart(context: &Context, measure: &Measure) -> bool {
    let mut own = std::iter::once(measure).chain(measure.members());
    own.any(|measure| was_ever_reported(context, &measure.id))
}

pub(super) fn was_ever_reported(context: &Context, id: &MeasureId) -> bool {
    let mut quarters = context.report.quarters.keys();
    quarters.any(|quarter| {
        let entry = context.report.entry(*quarter, id);
        entry.is_some_and(|entry| entry.reported.figure().is_some())
    })
}

/// Returns whether an embed also has a picture file. Embeds with several charts have none.
pub(crate) fn has_picture(context: &Context, measure: &Measure, kind: EmbedKind) -> bool {
    measure.members().is_empty()
        && match kind {
            EmbedKind::Chart => was_ever_reported(context, &measure.id),
            EmbedKind::Tile => true,
        }
}

/// Returns whether a measure has a page: it was judged in a published quarter.
pub(crate) fn exists(context: &Context, id: &MeasureId) -> bool {
    latest_quarter(context, id)
        .is_some_and(|quarter| context.assessment.judged(quarter, id).is_some())
}

/// Returns the last published quarter with an entry for a measure, or the latest of all if none has one.
pub(crate) fn latest_quarter(context: &Context, id: &MeasureId) -> Option<Quarter> {
    context
        .report
        .published()
        .rev()
        .find(|quarter| context.report.entry(quarter.quarter, id).is_some())
        .or_else(|| context.report.published().next_back())
        .map(|quarter| quarter.quarter)
}
