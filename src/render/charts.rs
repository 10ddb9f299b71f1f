//! A page's charts, drawn, and the words around them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::chart::{self, AxisStart};
use crate::markup::Html;
use crate::site::trend::{KeyEntry, Trend};
use crate::site::words::Words;

/// A chart for a template.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub(super) struct ChartView {
    /// The finding, as a heading.
    finding: String,
    /// What is measured.
    measured: String,
    /// That the scale does not begin at zero; empty where it does.
    axis_note: &'static str,
    /// What the shapes of its points say; empty where none is rated.
    key: Vec<KeyEntry>,
    /// The drawing for wide pages.
    wide: Html,
    /// The drawing for phones.
    narrow: Html,
    /// The same figures.
    table: TableView,
}

/// A chart's table.
#[derive(Debug, Clone, JsonSchema, Serialize)]
struct TableView {
    /// What it shows.
    caption: String,
    /// The head of each column.
    head: Vec<String>,
    /// Its rows, each with its own head first.
    rows: Vec<Vec<String>>,
}

/// Draws every chart of a page.
pub(super) fn draw(trends: &BTreeMap<String, Trend>, words: &Words) -> BTreeMap<String, ChartView> {
    trends
        .iter()
        .filter_map(|(key, trend)| Some((key.clone(), view(trend, words)?)))
        .collect()
}

fn view(trend: &Trend, words: &Words) -> Option<ChartView> {
    let drawn = chart::trend(&trend.spec)?;
    let table = drawn.table();
    Some(ChartView {
        finding: trend.finding.clone(),
        measured: trend.measured.clone(),
        axis_note: match drawn.axis_start() {
            AxisStart::IncludesZero => "",
            AxisStart::LeavesZeroOut { .. } => words.chart_axis_from,
        },
        key: trend.key.clone(),
        wide: drawn.wide().clone(),
        narrow: drawn.narrow().clone(),
        table: TableView {
            caption: table.caption.clone(),
            head: table.head.clone(),
            rows: table.rows.clone(),
        },
    })
}
