//! The measures of one of the two lists, each with its comments. No comment appears twice on a page.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::collected::Collected;
use super::comments::{self, QuarterComments};
use super::rows::Tile;
use crate::model::{MeasureId, Quarter, Subject};
use crate::site::context::Context;
use crate::site::route::{self, Links};
use crate::site::words::fill;

/// A measure in a list, with its comments.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ListEntry {
    /// The measure.
    pub tile: Tile,
    /// Comments on it in the quarter.
    pub voices: QuarterComments,
    /// The text to show if `voices` has no comments: there are none, or they appear further up, with another part of
    /// the same measure.
    pub no_comment: String,
}

/// Measures whose comments a page already shows.
pub(crate) type Commented = BTreeSet<MeasureId>;

/// Returns a measure with its comments. Members of a composite share its comments, which appear with the first member.
pub(crate) fn list_entry(
    context: &Context,
    (quarter, links): (Quarter, &Links),
    id: &MeasureId,
    tile: Tile,
    commented: &mut Commented,
    collected: &mut Collected,
) -> ListEntry {
    let whole = route::whole(id);
    if commented.contains(&whole) {
        let title = context.report.measure(&whole).map(|whole| &whole.title);
        let slots = [("measure", title.map_or("", |title| title.as_str()))];
        return ListEntry {
            tile,
            voices: QuarterComments::default(),
            no_comment: fill(context.words.comment_above, &slots),
        };
    }
    let voices = comments::comments(
        context,
        quarter,
        &Subject::Measure(whole.clone()),
        links,
        collected,
    );
    if !voices.comments.is_empty() {
        commented.insert(whole);
    }
    ListEntry {
        tile,
        voices,
        no_comment: comments::no_comment(context, quarter),
    }
}
