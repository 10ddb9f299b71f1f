//! Pages for embedding: a measure's chart and its tile, each on a small page that other websites can frame.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::MeasureId;
use crate::site::choose::sections::latest_quarter;
use crate::site::context::Context;
use crate::site::part::{Collected, LinkView, PageTitle, Placement, Tile, links, rows};
use crate::site::phrases::MeasureInQuarter;
use crate::site::phrases::names::distinct_title;
use crate::site::route::{EmbedKind, Route};
use crate::site::words::fill;

/// A small page that other websites can frame.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct EmbedView {
    /// The measure's name.
    pub title: String,
    /// The quarter: "April to June 2016".
    pub period: String,
    /// The measure's page.
    pub measure: LinkView,
    /// The keys of its charts: its own, or one for each member. Empty if the page shows a tile.
    pub charts: Vec<String>,
    /// The measure as a tile. `None` if the page shows charts.
    pub tile: Option<Tile>,
    /// The shorthand that its figures use, explained.
    pub shorthand: Vec<String>,
}

pub(super) fn page(context: &Context, id: &MeasureId, kind: EmbedKind) -> Option<Page> {
    let measure = context.report.measures.get(id)?;
    let named = match kind {
        EmbedKind::Chart => context.words.embed_chart,
        EmbedKind::Tile => context.words.embed_tile,
    };
    let title = distinct_title(context, measure);
    let named = fill(named, &[("title", &title)]);
    let (view, collected) = view(context, id, kind)?;
    let head = PageTitle::new(&named, &named);
    Some(Page::new(context, head, View::Embed(Box::new(view))).with(collected))
}

/// Returns what a measure's embed shows, also as a picture.
pub(crate) fn view(
    context: &Context,
    id: &MeasureId,
    kind: EmbedKind,
) -> Option<(EmbedView, Collected)> {
    let measure = context.report.measures.get(id)?;
    let quarter = latest_quarter(context, id)?;
    let words = context.words;
    let mut collected = Collected::default();
    let (charts, tile, shorthand) = match kind {
        EmbedKind::Chart => {
            let place = ("", Placement::OwnPage);
            let mut charts = collected.months_of(context, measure, place);
            if charts.is_empty() {
                charts = collected.charts_of(context, measure, place);
            }
            (charts, None, shorthand_of_all(context, id))
        }
        EmbedKind::Tile => (
            Vec::new(),
            Some(rows::tile(context, id, quarter, None)?),
            rows::shorthand(context, context.report.entry(quarter, id)),
        ),
    };
    let view = EmbedView {
        title: measure.title.as_str().to_owned(),
        period: MeasureInQuarter::new(context, id, quarter)?.period_name(),
        measure: links::link(context, words.embed_source, &Route::Measure(id.clone())),
        charts,
        tile,
        shorthand,
    };
    Some((view, collected))
}

fn shorthand_of_all(context: &Context, id: &MeasureId) -> Vec<String> {
    let quarters = context.report.quarters.keys();
    let entries = quarters.filter_map(|quarter| context.report.entry(*quarter, id));
    rows::shorthand(context, entries)
}
