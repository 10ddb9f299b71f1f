//! A quarter at a glance: the finding, the bar, the two lists, the counts.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::{self, BarPart};
use super::context::Context;
use super::lists::{self, Extent, ListView, Scales};
use super::routes::{Links, Section};
use super::rows::{self, MeasureRow};
use super::tallies::{self, StatedView, TallyTable};
use super::words::{counted, fill};
use super::{findings, order, periods, section_pages, sections};
use crate::assess::rollup::{Column, Tally};
use crate::model::{Colour, MeasureId, Quarter, Rating, Standing, StatedOf};

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

pub(super) fn glance(context: &Context, quarter: Quarter, links: &Links) -> Glance {
    let assessed = context.assessment.quarter(quarter);
    let all = assessed.rollup.all();
    Glance {
        period: periods::quarter_in_full(context.words, quarter),
        finding: finding_of(context, quarter, &all),
        base: tallies::base(context, &all),
        bar: glance_bar(context, quarter, &all),
        lists: glance_lists(context, quarter, links),
        hard: hard_sentence(context, quarter),
        hard_to_shift: hard_rows(context, quarter, links),
        by_group: if all.rated() > 0 {
            tallies::by_group(context, quarter)
        } else {
            Vec::new()
        },
        stated: section_pages::stated_of(context, quarter, StatedOf::Measures),
    }
}

/// The quarter in one sentence: of its measures, or of its objectives where no measure is rated.
pub(super) fn finding_of(context: &Context, quarter: Quarter, all: &Tally) -> String {
    let objectives = context.assessment.quarter(quarter).objectives.values();
    let ratings: Vec<Rating> = objectives
        .filter_map(|objective| objective.rating)
        .collect();
    if all.rated() > 0 || ratings.is_empty() {
        return finding(context, all);
    }
    let words = context.words;
    let poor = match Scales::by_people(&ratings) {
        Scales::None | Scales::Colours => words.finding_red,
        Scales::Tolerance => words.finding_outside,
        Scales::Both => words.finding_outside_or_red,
    };
    let is_poor = ratings.iter().filter(|rating| rating.is_poor());
    let slots = [
        (
            "good",
            &*good_by_people(context, words.rated_objectives, &ratings),
        ),
        ("poor", &counted(poor, is_poor.count(), &[])),
    ];
    fill(words.finding, &slots)
}

/// "5 of 7 rated actions are green": by people, each scale in its own words.
pub(super) fn good_by_people(context: &Context, things: &str, ratings: &[Rating]) -> String {
    let words = context.words;
    let sentence = match Scales::by_people(ratings) {
        Scales::None | Scales::Colours => words.finding_green,
        Scales::Tolerance => words.finding_on_target,
        Scales::Both => words.finding_on_target_or_green,
    };
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    good_of(sentence, good, (things, ratings.len()))
}

/// The bar that goes with the finding.
pub(super) fn glance_bar(context: &Context, quarter: Quarter, all: &Tally) -> Vec<BarPart> {
    if all.rated() > 0 {
        bars::tally_bar(context, all)
    } else {
        findings::section_bar(context, quarter, Section::Objectives)
    }
}

/// Counts of measures in one sentence.
pub(super) fn finding(context: &Context, all: &Tally) -> String {
    let sum = |standing, colour| {
        let tolerance = all.count(Column::Standing(standing));
        let colours =
            all.count(Column::ColourByRule(colour)) + all.count(Column::ColourByPerson(colour));
        (tolerance, colours)
    };
    let good = sum(Standing::OnTarget, Colour::Green);
    let poor = sum(Standing::Outside, Colour::Red);
    let words = context.words;
    let sentences = match Scales::of(all) {
        Scales::None => return words.finding_none.to_owned(),
        Scales::Tolerance => (words.finding_meet, words.finding_outside),
        Scales::Colours => (words.finding_green, words.finding_red),
        Scales::Both => (words.finding_meet_or_green, words.finding_outside_or_red),
    };
    let counts = ((good.0 + good.1) as usize, (poor.0 + poor.1) as usize);
    let rated = (words.rated_measures, all.rated() as usize);
    let slots = [
        ("good", &*good_of(sentences.0, counts.0, rated)),
        ("poor", &counted(sentences.1, counts.1, &[])),
    ];
    fill(words.finding, &slots)
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
        count => counted(context.words.finding_hard, count, &[]),
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

/// "7 of 17 rated measures meet their target"; of one that is rated, "0 of 1 rated measure meets its target".
fn good_of(sentence: &str, good: usize, (things, rated): (&str, usize)) -> String {
    let all = counted(things, rated, &[]);
    let agrees_with = if rated == 1 { 1 } else { good };
    let slots = [("good", &*good.to_string()), ("rated", &all)];
    counted(sentence, agrees_with, &slots)
}
