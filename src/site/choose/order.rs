//! The order of measures on pages.

use crate::model::{Measure, MeasureId, Quarter, Text};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::route::Section;

/// Returns the measures in order, each by its place in the order of their ids.
pub(super) fn in_all<'a>(context: &'a Context) -> &'a [usize] {
    let ordered = &context.splits.ordered;
    ordered.get_or_init(|| context.report.order())
}

/// Returns the place of each measure, in the order of their ids.
fn places(context: &Context) -> Vec<usize> {
    let ordered = in_all(context).iter();
    let mut places = vec![0; ordered.len()];
    for (place, at) in ordered.enumerate() {
        places[*at] = place;
    }
    places
}

/// Returns the place of a measure. Members have that of their composite, so that a stable sort keeps the order of their
/// file.
pub(crate) fn place(context: &Context, id: &MeasureId) -> Option<usize> {
    let at = context.report.measures.get_index_of(id.whole())?;
    let places = context.splits.places.get_or_init(|| places(context));
    Some(places[at])
}

pub(crate) fn ordered<'m>(
    context: &Context,
    measures: impl Iterator<Item = &'m Measure>,
) -> Vec<&'m Measure> {
    let mut measures: Vec<&Measure> = measures.collect();
    measures.sort_by_cached_key(|measure| place(context, &measure.id));
    measures
}

/// Returns the judged measures of one of the three lists: those that the rule chose, in order, then those that editors
/// added.
pub(crate) fn in_order<'a>(
    context: &Context<'a>,
    quarter: Quarter,
    section: Section,
) -> Vec<&'a (MeasureId, Option<Text>)> {
    let mut shown: Vec<_> = names::lists(context, quarter, section)
        .shown
        .iter()
        .collect();
    shown.retain(|(id, _)| context.assessment.judged(quarter, id).is_some());
    shown.sort_by_cached_key(|(id, why)| (why.is_some(), place(context, id)));
    shown
}
