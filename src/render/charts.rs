//! A page's charts, drawn, and the words around them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::chart::{self, Drawing, Excerpt, Named};
use crate::markup::Html;
use crate::site::part::trend::{KeyEntry, Trend};
use crate::site::words::{Words, fill};

/// A chart for a template.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub(super) struct ChartView {
    /// The finding, as a heading.
    finding: String,
    /// What is measured.
    measured: String,
    /// That the scales do not begin at zero; empty where one of them does.
    axis_note: &'static str,
    /// What the shapes of its points say; empty where none is rated.
    key: Vec<KeyEntry>,
    /// The drawings, of which a page shows one: for wide pages, and for phones.
    drawings: [DrawingView; 2],
    /// The same figures.
    table: TableView,
}

/// One of a chart's drawings, with what is said under it.
#[derive(Debug, Clone, JsonSchema, Serialize)]
struct DrawingView {
    /// Which one: the class that shows and hides it.
    class: &'static str,
    /// The drawing.
    svg: Html,
    /// How much of the run it shows, and that its own scale does not begin at zero; empty where nothing is to be said.
    note: String,
    /// What it has no room to name.
    named: Vec<NamedView>,
}

/// Something that a drawing shows, named under it.
#[derive(Debug, Clone, JsonSchema, Serialize)]
struct NamedView {
    /// How it looks.
    sample: Html,
    /// What it is.
    label: String,
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
    let table = &drawn.table;
    let sizes = [("chart-wide", &drawn.wide), ("chart-narrow", &drawn.narrow)];
    let axis_notes = sizes.map(|(_, drawing)| axis_note(drawing, words));
    let in_common = if axis_notes[0] == axis_notes[1] {
        axis_notes[0]
    } else {
        ""
    };
    Some(ChartView {
        finding: trend.finding.clone(),
        measured: trend.measured.clone(),
        axis_note: in_common,
        key: trend.key.clone(),
        drawings: sizes.map(|(class, drawing)| DrawingView {
            class,
            svg: drawing.svg(),
            note: note(drawing, trend, words, in_common),
            named: drawing.named.iter().map(named).collect(),
        }),
        table: TableView {
            caption: table.caption.clone(),
            head: table.head.clone(),
            rows: table.rows.clone(),
        },
    })
}

fn axis_note(drawing: &Drawing, words: &Words) -> &'static str {
    if drawing.includes_zero {
        ""
    } else {
        words.chart_axis_from
    }
}

/// What is said of one drawing alone.
fn note(drawing: &Drawing, trend: &Trend, words: &Words, in_common: &str) -> String {
    let excerpt = drawing.excerpt.map(|Excerpt { shown, all }| {
        let slots = [("shown", shown.to_string()), ("all", all.to_string())];
        fill(
            trend.excerpt,
            &slots
                .each_ref()
                .map(|(slot, count)| (*slot, count.as_str())),
        )
    });
    let axis = axis_note(drawing, words);
    let axis = (axis != in_common).then(|| axis.to_owned());
    let sentences: Vec<String> = excerpt.into_iter().chain(axis).collect();
    sentences.join(" ")
}

fn named(named: &Named) -> NamedView {
    NamedView {
        sample: named.sample.clone(),
        label: named.label.clone(),
    }
}
