//! The charts of a page, drawn, with the words around them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::chart::{self, Chart, Drawing, Excerpt, Named, Table};
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
    /// A note that the scales do not start at zero. Empty if one of them does.
    axis_note: &'static str,
    /// The drawings for wide screens and for phones, of which the stylesheet shows one. A whole report has only the first.
    /// Empty with too few figures for a plot.
    drawings: Vec<DrawingView>,
    /// The same figures as a table.
    table: Table,
}

/// One drawing of a chart, with the notes under it.
#[derive(Debug, Clone, JsonSchema, Serialize)]
struct DrawingView {
    /// The class by which the stylesheet shows or hides it.
    class: &'static str,
    /// The drawing.
    svg: Html,
    /// Notes on the period that it shows and on a scale that does not start at zero. Often empty.
    note: String,
    /// The key to the shapes of its points. Empty if none is rated.
    key: Vec<KeyEntry>,
    /// Parts of the drawing that are named under it.
    named: Vec<Named>,
}

pub(super) fn draw(trends: &BTreeMap<String, Trend>, words: &Words) -> BTreeMap<String, ChartView> {
    let views = trends.iter();
    views
        .map(|(key, trend)| (key.clone(), view(trend, words)))
        .collect()
}

fn view(trend: &Trend, words: &Words) -> ChartView {
    let drawn = if trend.spec.is_low {
        let wide = chart::wide(&trend.spec);
        wide.into_iter().map(|wide| ("chart-wide", wide)).collect()
    } else {
        let both = chart::trend(&trend.spec).into_iter();
        let both = both
            .flat_map(|Chart { wide, narrow }| [("chart-wide", wide), ("chart-narrow", narrow)]);
        both.collect::<Vec<_>>()
    };
    let mut axis_notes = drawn.iter().map(|(_, drawing)| axis_note(drawing, words));
    let first = axis_notes.next().unwrap_or_default();
    let shared_note = if axis_notes.all(|note| note == first) {
        first
    } else {
        ""
    };
    let drawings = drawn.into_iter().map(|(class, drawing)| DrawingView {
        class,
        svg: drawing.svg(),
        note: note(&drawing, trend, words, shared_note),
        key: key(&drawing, trend),
        named: drawing.named,
    });
    ChartView {
        finding: trend.finding.clone(),
        measured: trend.measured.clone(),
        axis_note: shared_note,
        drawings: drawings.collect(),
        table: trend.table.clone(),
    }
}

/// Returns the key to the points of a drawing, which may show only the last of them.
fn key(drawing: &Drawing, trend: &Trend) -> Vec<KeyEntry> {
    let key = trend.key.iter();
    let drawn = key.filter(|entry| drawing.tones.contains(&entry.tone));
    drawn.cloned().collect()
}

fn axis_note(drawing: &Drawing, words: &Words) -> &'static str {
    if drawing.includes_zero {
        ""
    } else {
        words.chart_axis_from
    }
}

fn note(drawing: &Drawing, trend: &Trend, words: &Words, shared_note: &str) -> String {
    let excerpt = drawing.excerpt.map(|Excerpt { shown, all }| {
        let (shown, all) = (shown.to_string(), all.to_string());
        fill(trend.excerpt, &[("shown", &shown), ("all", &all)])
    });
    let axis = axis_note(drawing, words);
    let axis = (axis != shared_note).then(|| axis.to_owned());
    let sentences: Vec<String> = excerpt.into_iter().chain(axis).collect();
    sentences.join(" ")
}
