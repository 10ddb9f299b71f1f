//! Measures in tables, by set and group.

use schemars::JsonSchema;
use serde::Serialize;

use super::rows::{self, MeasureRow};
use crate::model::Quarter;
use crate::site::choose::long_lists::MeasuresPart;
use crate::site::context::Context;
use crate::site::route::Links;

/// The measures of one set.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SetTable {
    /// The heading: the name of the set.
    pub heading: String,
    /// Tables of its groups, in the order of the site's list.
    pub groups: Vec<GroupTable>,
}

/// The measures of one group, as a table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GroupTable {
    /// The caption: the name of the group.
    pub caption: String,
    /// The measures.
    pub rows: Vec<MeasureRow>,
}

/// Explains the shorthand that the figures of a list use in a quarter.
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

/// Returns the measures of a list that the quarter reports, by set and group.
pub(crate) fn sets(
    context: &Context,
    quarter: Quarter,
    part: &MeasuresPart,
    links: &Links,
) -> Vec<SetTable> {
    let mut sets: Vec<SetTable> = Vec::new();
    for part_group in part.groups() {
        let rows = part_group
            .measures()
            .filter_map(|id| rows::row(context, id, quarter, links));
        let table = GroupTable {
            caption: part_group.heading(context.words),
            rows: rows.collect(),
        };
        match sets.last_mut() {
            Some(set) if set.heading == part_group.group.set_heading => set.groups.push(table),
            _ => sets.push(SetTable {
                heading: part_group.group.set_heading.clone(),
                groups: vec![table],
            }),
        }
    }
    sets
}
