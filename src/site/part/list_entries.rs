//! The measures of one of the two lists, each with what was said of it, and nothing said twice on a page.

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

/// A measure of a list, with what was said of it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ListEntry {
    /// The measure.
    pub tile: Tile,
    /// What was said of it in the quarter.
    pub voices: Voices,
    /// Said where nothing was, and where it stands further up: with another part of the same measure.
    pub no_comment: String,
}

/// The measures whose comments a page has shown.
pub(crate) type Shown = BTreeSet<MeasureId>;

/// The parts of a composite share its comments: they stand with the first of them.
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
