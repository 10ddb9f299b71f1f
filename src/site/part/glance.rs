//! The summary of a quarter: finding, bar, lists and counts.

use schemars::JsonSchema;
use serde::Serialize;

use super::lists::Extent;
use super::{BarPart, ListView, StatedView, TallyTable, findings, lists, moved, tallies};
use crate::assess::rollup::Tally;
use crate::model::{Class, Quarter, Rating, StatedOf};
use crate::site::choose::sections;
use crate::site::context::Context;
use crate::site::phrases::{self, counts, names, people};
use crate::site::route::Section;
use crate::site::words::counted;

/// A quarter at a glance.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Glance {
    /// "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// How many measures are on target, and how many were before: "11 of 29 measures are on target, up from 8 of 27".
    pub heading: String,
    /// The main finding in one sentence.
    pub finding: String,
    /// "Rated: 17 of 20 measures. ...", and how many ratings people gave. If no measure is rated, how many moved first.
    /// Empty if the quarter has no measures.
    pub base: String,
    /// How many measures are hard to shift. `None` if there are none.
    pub hard: Option<String>,
    /// The ratings as a bar: of measures, or of objectives if no measure is rated. Empty if nothing is rated.
    pub bar: Vec<BarPart>,
    /// Areas for improvement, measures close to their targets, if there are any, and areas performing well. If no measure
    /// is rated, those that editors added, then all figures by how they moved.
    pub lists: Vec<ListView>,
    /// Ratings by group, one table for each set of measures. Empty if nothing is rated.
    pub by_group: Vec<TallyTable>,
    /// Totals of measures, as the source gives them.
    pub stated: Vec<StatedView>,
}

pub(crate) fn glance(context: &Context, quarter: Quarter) -> Glance {
    let words = context.words;
    let all = context.assessment.quarter(quarter).rollup.all();
    // Composites are left out if their members count, as in the finding: the sentence must not count more than that has.
    let hard = context.assessment.in_quarter(quarter).counted();
    let hard = hard.filter(|one| one.judged.hard_to_shift().is_some());
    let hard: Vec<Rating> = hard.filter_map(|one| one.judged.current.rating()).collect();
    let lists = Section::LISTS.into_iter();
    let lists = lists.filter(|section| sections::has_section(context, quarter, *section));
    let lists = lists.map(|section| lists::list(context, quarter, section, Extent::Brief));
    Glance {
        period: names::quarter_in_full(context, quarter),
        heading: counts::heading(context, quarter),
        finding: counts::finding_of(context, quarter, &all),
        base: base(context, quarter, &all),
        bar: glance_bar(context, quarter, &all),
        lists: lists.chain(moved::lists(context, quarter)).collect(),
        hard: (!hard.is_empty()).then(|| {
            let rating = counts::name_of_class(context, hard.iter().copied(), Class::Poor);
            counted(
                words,
                words.finding_hard,
                hard.len(),
                &[("rating", &rating)],
            )
        }),
        by_group: match all.rated() {
            0 => Vec::new(),
            _ => tallies::by_group(context, quarter),
        },
        stated: tallies::stated_of(context, quarter, StatedOf::Measures),
    }
}

fn base(context: &Context, quarter: Quarter, all: &Tally) -> String {
    let moved = phrases::moved::moved(context, quarter);
    let moved = moved.map(|moved| phrases::moved::counts(context.words, &moved));
    let sentences = [
        moved.unwrap_or_default(),
        people::base_of(context, quarter, all),
    ];
    sentences.join(" ").trim().to_owned()
}

/// Returns the bar that shows the same as the finding.
pub(crate) fn glance_bar(context: &Context, quarter: Quarter, all: &Tally) -> Vec<BarPart> {
    if all.rated() > 0 {
        tallies::glance_bar(context, quarter, all)
    } else {
        findings::section_bar(context, quarter, Section::Objectives)
    }
}
