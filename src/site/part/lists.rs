//! The lists of measures by their ratings: areas for improvement, close to target, areas performing well. A rule chooses
//! measures, and editors can add or leave out some.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, MeasureRow, Tile, links, rows};
use crate::assess::highlights::Lists;
use crate::model::{Quarter, Subject};
use crate::site::choose::{order, sections};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::route::{self, Section};
use crate::site::words::fill;

/// A list of measures by their ratings, or by how they moved.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ListView {
    /// The heading.
    pub heading: String,
    /// The rule that chooses measures, and how many editors added or left out. For a list by movement, what figures are
    /// compared with.
    pub rule: String,
    /// The measures as tiles. Empty for a list of rows alone.
    pub tiles: Vec<Tile>,
    /// The measures as rows, if they are close to their targets, or follow the tiles of a list by movement.
    pub rows: Vec<MeasureRow>,
    /// What editors left out, and why, if this is the whole list.
    pub left_out: Vec<String>,
    /// A link to the page of the whole list. `None` if this is the whole list.
    pub all: Option<LinkView>,
}

/// The most measures in a list in brief.
const BRIEF: usize = 6;

/// How much of a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    /// The first measures, with a link to the page of the whole list.
    Brief,
}

pub(super) fn list(
    context: &Context,
    quarter: Quarter,
    section: Section,
    extent: Extent,
) -> ListView {
    let lists = names::lists(context, quarter, section);
    let mut shown = order::in_order(context, quarter, section);
    let count = shown.len();
    if extent == Extent::Brief && count > BRIEF {
        shown.truncate(BRIEF);
    }
    let (mut tiles, mut rows) = (Vec::new(), Vec::new());
    for (id, why) in shown {
        if section == Section::Close {
            rows.extend(rows::row(context, id, quarter));
        } else {
            tiles.extend(rows::tile(context, id, quarter, why.as_ref()));
        }
    }
    ListView {
        heading: names::heading(context, quarter, section),
        rule: rule_of_list(context, quarter, section),
        tiles,
        rows,
        left_out: match extent {
            Extent::Whole => left_out(context, lists),
            Extent::Brief => Vec::new(),
        },
        all: match extent {
            Extent::Whole => None,
            Extent::Brief => way_to_all(context, count, quarter, section),
        },
    }
}

/// Returns the rule that chooses measures for a list, and how many editors added or left out.
pub(crate) fn rule_of_list(context: &Context, quarter: Quarter, section: Section) -> String {
    let words = context.words;
    let rating = names::of_list(context, quarter, section);
    let rule = fill(words.list_rule, &[("rating", &rating)]);
    let lists = names::lists(context, quarter, section);
    let added = lists.shown.iter().filter(|(_, why)| why.is_some());
    let (added, left_out) = (added.count(), lists.left_out.len());
    let template = match (added, left_out) {
        (0, 0) => return rule,
        (_, 0) => words.edited_added,
        (0, _) => words.edited_left_out,
        _ => words.edited_both,
    };
    let (added, left_out) = (added.to_string(), left_out.to_string());
    let slots = [("rule", &*rule), ("added", &added), ("left_out", &left_out)];
    fill(template, &slots)
}

pub(crate) fn left_out(context: &Context, lists: &Lists) -> Vec<String> {
    let left_out = lists.left_out.iter().filter_map(|(id, because)| {
        let title = names::title_of(context, context.report.measure(id)?);
        let slots = [("title", &*title), ("because", because.as_str())];
        Some(fill(context.words.left_out_entry, &slots))
    });
    left_out.collect()
}

/// Returns a link to the page of the whole list, if that has more than is shown here.
fn way_to_all(
    context: &Context,
    count: usize,
    quarter: Quarter,
    section: Section,
) -> Option<LinkView> {
    let words = context.words;
    let mut shown = names::lists(context, quarter, section).shown.iter();
    let has_comments = shown.any(|(id, _)| {
        let whole = Subject::Measure(route::whole(id));
        !sections::comments_on(context, quarter, &whole).is_empty()
    });
    let sentence = match (count > BRIEF, has_comments) {
        (true, true) => words.list_all,
        (true, false) => words.list_all_plain,
        (false, true) if count > 0 => words.list_with_comments,
        // Its page would show the same.
        (false, _) => return None,
    };
    let label = fill(sentence, &[("count", &count.to_string())]);
    links::section_link(context, quarter, section, &label)
}
