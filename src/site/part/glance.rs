//! The summary of a quarter: finding, bar, the two lists and counts.

use schemars::JsonSchema;
use serde::Serialize;

use super::lists::Extent;
use super::{
    BarPart, ListView, MeasureRow, StatedView, TallyTable, findings, lists, rows, tallies,
};
use crate::assess::rollup::Tally;
use crate::model::{MeasureId, Quarter, StatedOf};
use crate::site::choose::{order, sections};
use crate::site::context::Context;
use crate::site::phrases::{counts, periods};
use crate::site::route::Section;
use crate::site::words::counted;

/// A quarter at a glance.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Glance {
    /// "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// The main finding in one sentence.
    pub finding: String,
    /// "17 of 20 measures are rated; ...". Empty if the quarter has no measures.
    pub base: String,
    /// How many measures are hard to shift. `None` if there are none.
    pub hard: Option<String>,
    /// The ratings as a bar: of measures, or of objectives if no measure is rated. Empty if nothing is rated.
    pub bar: Vec<BarPart>,
    /// The two lists: areas performing well and areas for improvement. Empty if no measure is rated and editors added
    /// none.
    pub lists: Vec<ListView>,
    /// The measures that are hard to shift.
    pub hard_to_shift: Vec<MeasureRow>,
    /// Ratings by group, one table for each set of measures. Empty if nothing is rated.
    pub by_group: Vec<TallyTable>,
    /// Totals of measures, as the source gives them.
    pub stated: Vec<StatedView>,
}

pub(crate) fn glance(context: &Context, quarter: Quarter) -> Glance {
    let words = context.words;
    let all = context.assessment.quarter(quarter).rollup.all();
    let hard = hard(context, quarter);
    let lists = [Section::PerformingWell, Section::Improvement].into_iter();
    let lists = lists.filter(|_| sections::has_lists(context, quarter));
    let lists = lists.map(|section| lists::list(context, quarter, section, Extent::Brief));
    Glance {
        period: periods::quarter_in_full(words, quarter),
        finding: counts::finding_of(context, quarter, &all),
        base: counts::base(context, &all),
        bar: glance_bar(context, quarter, &all),
        lists: lists.collect(),
        hard: (!hard.is_empty()).then(|| counted(words, words.finding_hard, hard.len(), &[])),
        hard_to_shift: hard
            .into_iter()
            .filter_map(|id| rows::row(context, id, quarter))
            .collect(),
        by_group: match all.rated() {
            0 => Vec::new(),
            _ => tallies::by_group(context, quarter),
        },
        stated: tallies::stated_of(context, quarter, StatedOf::Measures),
    }
}

/// Returns the bar that shows the same as the finding.
pub(crate) fn glance_bar(context: &Context, quarter: Quarter, all: &Tally) -> Vec<BarPart> {
    if all.rated() > 0 {
        tallies::tally_bar(context, all)
    } else {
        findings::section_bar(context, quarter, Section::Objectives)
    }
}

/// Returns the measures that are hard to shift, in order. Composites are left out if their members count, as in the
/// finding: the sentence must not count more than that has outside tolerance.
fn hard<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<&'a MeasureId> {
    let counted = context.assessment.in_quarter(quarter).counted();
    let hard = counted.filter(|one| one.judged.hard_to_shift().is_some());
    let mut hard: Vec<&MeasureId> = hard.map(|one| &one.measure.id).collect();
    hard.sort_by_cached_key(|id| order::place(context, id));
    hard
}
