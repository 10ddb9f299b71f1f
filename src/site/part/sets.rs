//! Measures in tables, by set and group.

use schemars::JsonSchema;
use serde::Serialize;

use super::{MeasureRow, rows};
use crate::model::{MeasureId, Quarter};
use crate::site::choose::MeasuresPart;
use crate::site::context::Context;
use crate::site::route::Group;

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
    let sets = groups.chunk_by(|a, b| a.set_heading == b.set_heading);
    let sets = sets.map(|groups| SetTable {
        heading: groups[0].set_heading.clone(),
        groups: groups
            .iter()
            .map(|group| group_table(context, quarter, group))
            .collect(),
    });
    sets.collect()
}

pub(crate) fn group_table(
    context: &Context,
    quarter: Quarter,
    group: &Group<Vec<MeasureId>>,
) -> GroupTable {
    let rows = group.measures();
    let rows = rows.filter_map(|id| rows::row_in_report(context, id, quarter));
    GroupTable {
        caption: group.title(context.words),
        rows: rows.collect(),
    }
}
