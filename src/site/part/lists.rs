//! The two lists: areas performing well and areas for improvement. A rule chooses measures, and editors can add or
//! leave out some.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Tile, links, rows};
use crate::assess::highlights::Lists;
use crate::model::{Quarter, Subject};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::phrases::{counts, names};
use crate::site::route::Section;
use crate::site::words::fill;

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ListView {
    /// The heading.
    pub heading: String,
    /// The rule that chooses measures, and how many editors added or left out.
    pub rule: String,
    /// The measures as tiles.
    pub tiles: Vec<Tile>,
    /// What editors left out, and why.
    pub left_out: Vec<String>,
    /// A link to the page of the whole list. `None` if this is the whole list.
    pub all: Option<LinkView>,
}

/// The number of tiles in a list in brief, if it has more than [`FEW`].
const BRIEF: usize = 6;

/// The most tiles that are shown in full in a list in brief.
const FEW: usize = 8;

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
    let lists = order::lists(context, quarter, section);
    let mut shown = order::in_order(context, quarter, section);
    let count = shown.len();
    if extent == Extent::Brief && count > FEW {
        shown.truncate(BRIEF);
    }
    let tiles = shown.into_iter();
    let tiles = tiles.filter_map(|(id, why)| rows::tile(context, id, quarter, why.as_ref()));
    ListView {
        heading: names::heading(context, section).to_owned(),
        rule: rule_of_list(context, quarter, section),
        tiles: tiles.collect(),
        left_out: left_out(context, lists),
        all: match extent {
            Extent::Whole => None,
            Extent::Brief => way_to_all(context, count, quarter, section),
        },
    }
}

/// Returns the rule that chooses measures for one of the two lists, and how many editors added or left out.
pub(crate) fn rule_of_list(context: &Context, quarter: Quarter, section: Section) -> String {
    let words = context.words;
    let rules = match section {
        Section::PerformingWell => [
            words.performing_well_rule,
            words.performing_well_rule_colours,
            words.performing_well_rule_mixed,
        ],
        _ => [
            words.improvement_rule,
            words.improvement_rule_colours,
            words.improvement_rule_mixed,
        ],
    };
    let all = context.assessment.quarter(quarter).rollup.all();
    let rule = counts::by_scale(all.ratings(), rules);
    let lists = order::lists(context, quarter, section);
    let added = lists.shown.iter().filter(|(_, why)| why.is_some());
    let (added, left_out) = (added.count(), lists.left_out.len());
    let template = match (added, left_out) {
        (0, 0) => return rule.to_owned(),
        (_, 0) => words.edited_added,
        (0, _) => words.edited_left_out,
        _ => words.edited_both,
    };
    let (added, left_out) = (added.to_string(), left_out.to_string());
    let slots = [("rule", rule), ("added", &added), ("left_out", &left_out)];
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
    let mut comments = context.report.comments_of(quarter).iter();
    let has_comments = comments.any(|one| matches!(one.subject, Subject::Measure(_)));
    let sentence = match (count > FEW, has_comments) {
        (true, true) => words.list_all,
        (true, false) => words.list_all_plain,
        (false, true) if count > 0 => words.list_with_comments,
        // Its page would show the same.
        (false, _) => return None,
    };
    let label = fill(sentence, &[("count", &count.to_string())]);
    links::section_link(context, quarter, section, &label)
}
