//! The measures of one of the two lists, each with its comments. No comment appears twice on a page.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::collected::Collected;
use super::rows::Tile;
use super::voices::{self, Voices};
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
    pub voices: Voices,
    /// The text to show if `voices` has no comments: there are none, or they appear further up, with another part of
    /// the same measure.
    pub no_comment: String,
}

/// Measures whose comments a page already shows.
pub(crate) type Shown = BTreeSet<MeasureId>;

/// Returns a measure with its comments. Members of a composite share its comments, which appear with the first member.
pub(crate) fn list_entry(
    context: &Context,
    (quarter, links): (Quarter, &Links),
    id: &MeasureId,
    tile: Tile,
    shown: &mut Shown,
    collected: &mut Collected,
) -> ListEntry {
    let whole = route::whole(id);
    if shown.contains(&whole) {
        let title = context.report.measure(&whole).map(|whole| &whole.title);
        let slots = [("measure", title.map_or("", |title| title.as_str()))];
        return ListEntry {
            tile,
            voices: Voices::default(),
            no_comment: fill(context.words.comment_above, &slots),
        };
    }
    let voices = voices::voices(
        context,
        quarter,
        &Subject::Measure(whole.clone()),
        links,
        collected,
    );
    if !voices.comments.is_empty() {
        shown.insert(whole);
    }
    ListEntry {
        tile,
        voices,
        no_comment: voices::no_comment(context, quarter),
    }
}
