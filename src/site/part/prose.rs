//! Prose on a page: references become links, and embedded figures become views.

use schemars::JsonSchema;
use serde::Serialize;

use super::lists::Extent;
use super::{Collected, ListView, Placement, TallyTable, Tile, lists, rows, tallies, trend};
use crate::markup::Html;
use crate::model::{Embed, Fragment, MeasureId, Prose, Reference};
use crate::site::context::Context;
use crate::site::route::{Route, Section};

/// A stretch of prose, or a figure embedded in it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Piece {
    /// Markup.
    Html {
        /// The markup: `{{ piece.html | safe }}`.
        html: Html,
    },
    /// A chart.
    Chart {
        /// The key of the chart: `charts[piece.chart]`.
        chart: String,
        /// The label that the editor gave it.
        words: String,
    },
    /// A measure as a tile.
    Tile {
        /// The tile.
        tile: Box<Tile>,
    },
    /// Ratings by group, a table for each set of measures.
    Summary {
        /// The tables.
        tables: Vec<TallyTable>,
    },
    /// One of the two lists.
    List {
        /// The list.
        list: ListView,
    },
}

/// Returns prose as pieces, and adds the charts embedded in it to `collected`.
pub(crate) fn prose(context: &Context, prose: &Prose, collected: &mut Collected) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut html = Html::default();
    for fragment in &prose.fragments {
        match fragment {
            Fragment::Html(markup) => html.push(markup),
            Fragment::Link(reference) => html.push(&link(context, reference)),
            Fragment::Embed(embed, words) => {
                take(&mut html, &mut pieces);
                pieces.extend(embedded(context, embed, words, collected));
            }
        }
    }
    take(&mut html, &mut pieces);
    pieces
}

fn embedded(
    context: &Context,
    embed: &Embed,
    words: &str,
    collected: &mut Collected,
) -> Option<Piece> {
    let list = |quarter, section| Piece::List {
        list: lists::list(context, quarter, section, Extent::Whole),
    };
    Some(match embed {
        Embed::Chart(id) => Piece::Chart {
            chart: embedded_chart(context, id, collected)?,
            words: words.to_owned(),
        },
        Embed::Tile(id, quarter) => Piece::Tile {
            tile: Box::new(rows::tile(context, id, *quarter, None)?),
        },
        Embed::Summary(quarter) => Piece::Summary {
            tables: tallies::by_group(context, *quarter),
        },
        Embed::PerformingWell(quarter) => list(*quarter, Section::PerformingWell),
        Embed::Improvement(quarter) => list(*quarter, Section::Improvement),
    })
}

fn embedded_chart(context: &Context, id: &MeasureId, collected: &mut Collected) -> Option<String> {
    let measure = context.report.measure(id)?;
    let plain = id.as_str().replace('.', "-");
    let numbered = (2_u32..).map(|number| format!("{plain}-chart{number}"));
    // The same chart may be on a page twice, but ids in its markup must differ.
    let mut keys = std::iter::once(plain.clone()).chain(numbered);
    let key = keys.find(|key| !collected.charts.contains_key(key))?;
    let trend = trend::trend(context, measure, &key, Placement::InText)?;
    collected.charts.insert(key.clone(), trend);
    Some(key)
}

fn take(html: &mut Html, pieces: &mut Vec<Piece>) {
    if !html.is_empty() {
        pieces.push(Piece::Html {
            html: std::mem::take(html),
        });
    }
}

fn link(context: &Context, reference: &Reference) -> Html {
    let route = match reference {
        Reference::Measure(id) => Route::of_measure(id),
        Reference::Objective(id) => Route::Objective(id.clone()),
        Reference::Quarter(quarter) => Route::Quarter(*quarter),
    };
    Html::link_start(&context.links.to(&route))
}
