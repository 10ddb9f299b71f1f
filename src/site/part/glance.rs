//! A quarter at a glance: the finding, the bar, the two lists, the counts.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::{self, BarPart};
use super::findings;
use super::lists::{self, Extent, ListView};
use super::rows::{self, MeasureRow};
use super::tallies::{self, StatedView, TallyTable};
use crate::assess::rollup::Tally;
use crate::model::{MeasureId, Quarter, StatedOf};
use crate::site::choose::{order, sections};
use crate::site::context::Context;
use crate::site::route::{Links, Section};
use crate::site::say::{counts, periods};
use crate::site::words::counted;

/// A quarter at a glance.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Glance {
    /// "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// The finding, as a sentence.
    pub finding: String,
    /// "17 of 20 measures are rated; ..."
    pub base: String,
    /// How many are hard to shift; empty where none is.
    pub hard: String,
    /// The ratings as a bar: of measures, or of objectives where no measure is rated; empty where nothing is.
    pub bar: Vec<BarPart>,
    /// Areas performing well, then areas for improvement; empty where no measure is rated and none was added.
    pub lists: Vec<ListView>,
    /// Measures that are hard to shift.
    pub hard_to_shift: Vec<MeasureRow>,
    /// Ratings by group, for each judged set; empty where nothing is rated.
    pub by_group: Vec<TallyTable>,
    /// Totals of measures as the source states them.
    pub stated: Vec<StatedView>,
}

pub(crate) fn glance(context: &Context, quarter: Quarter, links: &Links) -> Glance {
    let assessed = context.assessment.quarter(quarter);
    let all = assessed.rollup.all();
    Glance {
        period: periods::quarter_in_full(context.words, quarter),
        finding: counts::finding_of(context, quarter, &all),
        base: counts::base(context, &all),
        bar: glance_bar(context, quarter, &all),
        lists: glance_lists(context, quarter, links),
        hard: hard_sentence(context, quarter),
        hard_to_shift: hard_rows(context, quarter, links),
        by_group: if all.rated() > 0 {
            tallies::by_group(context, quarter)
        } else {
            Vec::new()
        },
        stated: tallies::stated_of(context, quarter, StatedOf::Measures),
    }
}

/// The bar that goes with the finding.
pub(crate) fn glance_bar(context: &Context, quarter: Quarter, all: &Tally) -> Vec<BarPart> {
    if all.rated() > 0 {
        bars::tally_bar(context, all)
    } else {
        findings::section_bar(context, quarter, Section::Objectives)
    }
}

/// The two lists in brief.
fn glance_lists(context: &Context, quarter: Quarter, links: &Links) -> Vec<ListView> {
    if !sections::has_lists(context, quarter) {
        return Vec::new();
    }
    vec![
        lists::performing_well(context, quarter, Extent::Brief, links),
        lists::improvement(context, quarter, Extent::Brief, links),
    ]
}

fn hard_sentence(context: &Context, quarter: Quarter) -> String {
    match hard(context, quarter).len() {
        0 => String::new(),
        count => counted(context.words, context.words.finding_hard, count, &[]),
    }
}

/// The measures that are hard to shift, of those that count one by one: otherwise the sentence could name more of
/// them than the finding before it has outside tolerance.
fn hard<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<&'a MeasureId> {
    let counted = context.assessment.in_quarter(quarter).counted();
    let hard = counted
        .into_iter()
        .filter(|one| one.judged.hard_to_shift().is_some());
    hard.map(|one| &one.measure.id).collect()
}

fn hard_rows(context: &Context, quarter: Quarter, links: &Links) -> Vec<MeasureRow> {
    let mut hard = hard(context, quarter);
    hard.sort_by_cached_key(|id| order::place_of(context, id));
    hard.into_iter()
        .filter_map(|id| rows::row(context, id, quarter, links))
        .collect()
}
