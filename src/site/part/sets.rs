//! Measures in tables, by set and group.

use schemars::JsonSchema;
use serde::Serialize;

use super::rows::{self, MeasureRow};
use crate::model::Quarter;
use crate::site::choose::long_lists::MeasuresPart;
use crate::site::context::Context;
use crate::site::route::Links;

/// Measures of one set, as a table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SetTable {
    /// Its heading.
    pub heading: String,
    /// By group, in the order of the summary.
    pub groups: Vec<GroupTable>,
}

/// Measures of one group.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GroupTable {
    /// Its caption.
    pub caption: String,
    /// Its measures.
    pub rows: Vec<MeasureRow>,
}

/// The shorthand that a quarter's figures use in a list, explained.
pub(crate) fn shorthand_of(
    context: &Context,
    quarter: Quarter,
    part: &MeasuresPart,
) -> Vec<String> {
    let shown = part.wholes();
    let entries = shown
        .iter()
        .filter_map(|id| context.report.entry(quarter, id));
    rows::shorthand(
        context,
        entries.flat_map(|entry| std::iter::once(entry).chain(entry.members.values())),
    )
}

/// The measures of a list that the quarter reports, by set and group in the order of the summary.
pub(crate) fn sets(
    context: &Context,
    quarter: Quarter,
    part: &MeasuresPart,
    links: &Links,
) -> Vec<SetTable> {
    let mut sets: Vec<SetTable> = Vec::new();
    for piece in part.pieces() {
        let rows = piece
            .measures()
            .filter_map(|id| rows::row(context, id, quarter, links));
        let table = GroupTable {
            caption: piece.heading(context.words),
            rows: rows.collect(),
        };
        match sets.last_mut() {
            Some(set) if set.heading == piece.group.over => set.groups.push(table),
            _ => sets.push(SetTable {
                heading: piece.group.over.clone(),
                groups: vec![table],
            }),
        }
    }
    sets
}
