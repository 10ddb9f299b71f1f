//! Measures in tables, by set and group.

use schemars::JsonSchema;
use serde::Serialize;

use super::{MeasureRow, rows};
use crate::model::{MeasureId, Quarter};
use crate::site::choose::MeasuresPart;
use crate::site::context::Context;
use crate::site::route::PartGroup;

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
    let entries = shown.iter();
    let entries = entries.filter_map(|id| context.report.entry(quarter, id));
    let all = entries.flat_map(|entry| std::iter::once(entry).chain(entry.members.values()));
    rows::shorthand(context, all)
}

/// Returns the measures of a list that the quarter reports, by set and group.
pub(crate) fn sets(context: &Context, quarter: Quarter, part: &MeasuresPart) -> Vec<SetTable> {
    let groups = part.groups();
    let sets = groups.chunk_by(|a, b| a.group.set_heading == b.group.set_heading);
    let sets = sets.map(|groups| SetTable {
        heading: groups[0].group.set_heading.clone(),
        groups: groups
            .iter()
            .map(|part_group| group_table(context, quarter, part_group))
            .collect(),
    });
    sets.collect()
}

pub(crate) fn group_table(
    context: &Context,
    quarter: Quarter,
    part_group: &PartGroup<Vec<MeasureId>>,
) -> GroupTable {
    let rows = part_group.measures();
    let rows = rows.filter_map(|id| rows::row(context, id, quarter));
    GroupTable {
        caption: part_group.heading(context.words),
        rows: rows.collect(),
    }
}
