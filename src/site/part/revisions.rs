//! Revised figures: the figure before, the figure now, the day and the reason.
//!
//! Source: Code of Practice for Statistics, on revisions and corrections, which must be shown to readers.

use super::facts::Fact;
use crate::model::{Measure, MeasureId, Quarter, Revision};
use crate::site::context::Context;
use crate::site::phrases::{figures, periods};
use crate::site::words::fill;

/// Returns the revisions of a measure: latest quarter first, and for each quarter the latest revision first.
fn revisions_of<'a>(context: &Context<'a>, id: &MeasureId) -> Vec<&'a Revision> {
    let quarters = context.report.quarters.values();
    let all = quarters.flat_map(|quarter| &quarter.revisions);
    let mut own: Vec<&Revision> = all.filter(|revision| revision.measure == *id).collect();
    own.sort_by_key(|revision| std::cmp::Reverse((revision.period, revision.on)));
    own
}

/// Returns the revisions of a quarter's figure: "Revised on 12 September 2023, from 226 to 232: six records were late."
pub(super) fn revision_notes(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
) -> Vec<String> {
    let own = revisions_of(context, &measure.id).into_iter();
    let own = own.filter(|revision| revision.period == quarter);
    own.map(|revision| {
        let value = |value| figures::value(context.words, value, measure.unit);
        let slots = [
            ("day", &*periods::day(context.words, revision.on)),
            ("was", &value(revision.was)),
            ("now", &value(revision.now)),
            ("because", revision.because.as_str()),
        ];
        fill(context.words.revised, &slots)
    })
    .collect()
}

/// Returns every revision of a measure and its members as rows of a table.
pub(crate) fn revision_rows(context: &Context, measure: &Measure) -> Vec<Fact> {
    let all = std::iter::once(measure).chain(measure.members());
    let of_each = all.flat_map(|one| {
        let own = revisions_of(context, &one.id).into_iter();
        own.map(move |revision| (one, revision))
    });
    of_each
        .map(|(one, revision)| {
            let value = |value| figures::value(context.words, value, one.unit);
            let quarter = periods::quarter(context.words, revision.period);
            let label = if one.id == measure.id {
                quarter
            } else {
                format!("{}, {quarter}", one.title.as_str())
            };
            let slots = [
                ("was", &*value(revision.was)),
                ("now", &value(revision.now)),
            ];
            let day = periods::day(context.words, revision.on);
            Fact {
                label,
                text: fill(context.words.revised_from, &slots),
                detail: Some(format!("{day}. {}", revision.because.as_str())),
            }
        })
        .collect()
}
