//! The two lists: areas performing well and areas for improvement. A rule chooses measures, and editors can add or
//! leave out some.

use schemars::JsonSchema;
use serde::Serialize;

use super::links::{self, LinkView};
use super::rows::{self, Tile};
use crate::assess::highlights::{Listed, Lists};
use crate::model::{Quarter, Subject};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::phrases::counts::Scales;
use crate::site::phrases::names;
use crate::site::route::{Links, Section};
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

/// Returns areas performing well, all of them or in brief.
pub(super) fn performing_well(
    context: &Context,
    quarter: Quarter,
    extent: Extent,
    links: &Links,
) -> ListView {
    let lists = &context.assessment.quarter(quarter).performing_well;
    let heading = context.words.performing_well;
    let place = (quarter, Section::PerformingWell);
    list(context, lists, heading, place, extent, links)
}

/// Returns areas for improvement, all of them or in brief.
pub(super) fn improvement(
    context: &Context,
    quarter: Quarter,
    extent: Extent,
    links: &Links,
) -> ListView {
    let lists = &context.assessment.quarter(quarter).improvement;
    let heading = context.words.improvement;
    let place = (quarter, Section::Improvement);
    list(context, lists, heading, place, extent, links)
}

fn list(
    context: &Context,
    lists: &Lists,
    heading: &str,
    (quarter, section): (Quarter, Section),
    extent: Extent,
    links: &Links,
) -> ListView {
    let mut shown = order::in_order(context, lists);
    shown.retain(|(id, _)| context.assessment.judged(quarter, id).is_some());
    let count = shown.len();
    let all = match extent {
        Extent::Whole => None,
        Extent::Brief => way_to_all(context, count, quarter, section, links),
    };
    if extent == Extent::Brief && count > FEW {
        shown.truncate(BRIEF);
    }
    let tiles = shown.into_iter();
    let tiles =
        tiles.filter_map(|(id, why)| rows::tile(context, id, quarter, why.because(), links));
    ListView {
        heading: heading.to_owned(),
        rule: rule_of_list(context, quarter, section),
        tiles: tiles.collect(),
        left_out: left_out(context, lists),
        all,
    }
}

/// Returns the rule that chooses measures for one of the two lists, and how many editors added or left out.
pub(crate) fn rule_of_list(context: &Context, quarter: Quarter, section: Section) -> String {
    let words = context.words;
    let assessed = context.assessment.quarter(quarter);
    let (lists, plain, colours, mixed) = if section == Section::PerformingWell {
        (
            &assessed.performing_well,
            words.performing_well_rule,
            words.performing_well_rule_colours,
            words.performing_well_rule_mixed,
        )
    } else {
        (
            &assessed.improvement,
            words.improvement_rule,
            words.improvement_rule_colours,
            words.improvement_rule_mixed,
        )
    };
    let rule = match Scales::of_tally(&assessed.rollup.all()) {
        Scales::None | Scales::Tolerance => plain,
        Scales::Colours => colours,
        Scales::Both => mixed,
    };
    rule_and_edits(context, rule, lists)
}

/// What editors left out, and why.
pub(crate) fn left_out(context: &Context, lists: &Lists) -> Vec<String> {
    let left_out = lists.left_out.iter().filter_map(|(id, because)| {
        let title = names::title_of(context, context.report.measure(id)?);
        Some(fill(
            context.words.left_out_entry,
            &[("title", &title), ("because", because.as_str())],
        ))
    });
    left_out.collect()
}

/// Returns a link to the page of the whole list, if that has more than is shown here.
fn way_to_all(
    context: &Context,
    count: usize,
    quarter: Quarter,
    section: Section,
    links: &Links,
) -> Option<LinkView> {
    let words = context.words;
    let sentence = match (count > FEW, has_comments(context, quarter)) {
        (true, true) => words.list_all,
        (true, false) => words.list_all_plain,
        (false, true) => words.list_with_comments,
        // Its page would show the same.
        (false, false) => return None,
    };
    let label = fill(sentence, &[("count", &count.to_string())]);
    (count > 0)
        .then(|| links::section_link(context, quarter, section, &label, links))
        .flatten()
}

/// Returns whether there is a comment on any measure in a quarter.
fn has_comments(context: &Context, quarter: Quarter) -> bool {
    let mut comments = context.report.comments_of(quarter).iter();
    comments.any(|comment| matches!(comment.subject, Subject::Measure(_)))
}

/// Returns the rule, followed by how many measures editors added or left out, if any.
fn rule_and_edits(context: &Context, rule: &str, lists: &Lists) -> String {
    let words = context.words;
    let added = lists.shown.iter().filter(|(_, why)| *why != Listed::ByRule);
    let (added, left_out) = (added.count(), lists.left_out.len());
    let template = match (added, left_out) {
        (0, 0) => return rule.to_owned(),
        (_, 0) => words.edited_added,
        (0, _) => words.edited_left_out,
        _ => words.edited_both,
    };
    let slots = [
        ("rule", rule),
        ("added", &added.to_string()),
        ("left_out", &left_out.to_string()),
    ];
    fill(template, &slots)
}
