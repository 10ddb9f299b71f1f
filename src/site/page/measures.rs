//! The list of measures, each in its latest quarter.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::MeasureId;
use crate::site::choose::{MeasuresPart, long_lists, sections};
use crate::site::context::Context;
use crate::site::part::{MeasureRow, PageTitle, PartsView, PictureView, links, pictures, rows};
use crate::site::phrases::periods;

/// A group in the list of measures.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureGroup {
    /// The name of the group.
    pub heading: String,
    /// The measures of the group.
    pub rows: Vec<LatestMeasure>,
}

/// A measure in its latest quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LatestMeasure {
    /// The measure in that quarter.
    pub row: MeasureRow,
    /// The quarter: "April to June 2016".
    pub period: String,
    /// A picture of its latest quarters. `None` with fewer than 2 figures.
    pub run: Option<PictureView>,
}

/// The list of measures.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasuresView {
    /// "Measures", and if the list has several parts, which one this is.
    pub heading: String,
    /// Links to all parts of the list. `None` if it is on one page.
    pub parts: Option<PartsView>,
    /// The groups, in the order of the site's list.
    pub groups: Vec<MeasureGroup>,
    /// The shorthand that the figures use, explained.
    pub shorthand: Vec<String>,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let part = long_lists::part_here(context);
    let heading = part.title(words, words.measures);
    let named = (words.measures, &*heading);
    let head = PageTitle::of_part(&part, named, words.all_measures);
    let shown = part.wholes();
    let published = context.report.published();
    let entries = published.flat_map(|quarter| {
        let shown = shown.iter();
        shown.filter_map(|id| context.report.entry(quarter.quarter, id))
    });
    let view = View::Measures(MeasuresView {
        heading,
        parts: links::other_parts(context, &part),
        groups: measure_groups(context, &part),
        shorthand: rows::shorthand(context, entries),
    });
    Page::new(context, head, view)
}

/// Returns every measure in its latest quarter, by group.
fn measure_groups(context: &Context, part: &MeasuresPart) -> Vec<MeasureGroup> {
    let part_groups = part.groups().into_iter();
    let groups = part_groups.map(|part_group| MeasureGroup {
        heading: part_group.heading(context.words),
        rows: part_group
            .measures()
            .filter_map(|id| latest_measure(context, id))
            .collect(),
    });
    groups.collect()
}

fn latest_measure(context: &Context, id: &MeasureId) -> Option<LatestMeasure> {
    let measure = context.report.measures.get(id)?;
    let quarter = sections::latest_quarter(context, id)?;
    Some(LatestMeasure {
        row: rows::row(context, id, quarter)?,
        period: periods::quarter(context.words, quarter),
        run: pictures::run(context, measure, quarter),
    })
}
