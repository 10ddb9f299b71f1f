//! Prose on a page: references become links, and embedded figures become views.

use schemars::JsonSchema;
use serde::Serialize;

use super::collected::Collected;
use super::lists::{self, Extent, ListView};
use super::rows::{self, Tile};
use super::tallies::{self, TallyTable};
use super::trend::{self, Placement};
use crate::markup::Html;
use crate::model::{Embed, Fragment, MeasureId, Prose, Reference};
use crate::site::context::Context;
use crate::site::route::{Links, Route};

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
pub(crate) fn prose(
    context: &Context,
    prose: &Prose,
    links: &Links,
    collected: &mut Collected,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut html = Html::default();
    for fragment in &prose.fragments {
        match fragment {
            Fragment::Html(markup) => html.push(markup),
            Fragment::Link(reference) => html.push(&link(links, reference)),
            Fragment::Embed(embed, words) => {
                take(&mut html, &mut pieces);
                pieces.extend(embedded(context, embed, words, links, collected));
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
    links: &Links,
    collected: &mut Collected,
) -> Option<Piece> {
    match embed {
        Embed::Chart(id) => {
            let chart = embedded_chart(context, id, collected)?;
            Some(Piece::Chart {
                chart,
                words: words.to_owned(),
            })
        }
        Embed::Tile(id, quarter) => {
            let tile = Box::new(rows::tile(context, id, *quarter, "", links)?);
            Some(Piece::Tile { tile })
        }
        Embed::Summary(quarter) => Some(Piece::Summary {
            tables: tallies::by_group(context, *quarter),
        }),
        Embed::PerformingWell(quarter) => Some(Piece::List {
            list: lists::performing_well(context, *quarter, Extent::Whole, links),
        }),
        Embed::Improvement(quarter) => Some(Piece::List {
            list: lists::improvement(context, *quarter, Extent::Whole, links),
        }),
    }
}

fn embedded_chart(context: &Context, id: &MeasureId, collected: &mut Collected) -> Option<String> {
    let measure = context.report.measure(id)?;
    let plain = id.as_str().replace('.', "-");
    let numbered = (2_u32..).map(|number| format!("{plain}-chart{number}"));
    // The same chart may be on a page twice, but ids in its markup must differ.
    let key = std::iter::once(plain.clone())
        .chain(numbered)
        .find(|key| !collected.charts.contains_key(key))?;
    collected.charts.insert(
        key.clone(),
        trend::trend(context, measure, &key, Placement::InText)?,
    );
    Some(key)
}

fn take(html: &mut Html, pieces: &mut Vec<Piece>) {
    if !html.is_empty() {
        pieces.push(Piece::Html {
            html: std::mem::take(html),
        });
    }
}

fn link(links: &Links, reference: &Reference) -> Html {
    let route = match reference {
        Reference::Measure(id) => Route::of_measure(id),
        Reference::Objective(id) => Route::Objective(id.clone()),
        Reference::Quarter(quarter) => Route::Quarter(*quarter),
    };
    Html::link_start(&links.to(&route))
}
