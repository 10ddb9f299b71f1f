//! A quarter at a glance: the finding, the bar, the two lists, the counts.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::BarPart;
use super::context::Context;
use super::lists::{Extent, ListView, Scales};
use super::periods;
use super::routes::{Links, Section};
use super::rows::MeasureRow;
use super::tallies::{StatedView, TallyTable};
use super::words::{counted, fill};
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

impl Context<'_> {
    pub(super) fn glance(&self, quarter: Quarter, links: &Links) -> Glance {
        let assessed = self.assessment.quarter(quarter);
        let all = assessed.rollup.all();
        Glance {
            period: periods::quarter_in_full(self.words, quarter),
            finding: self.finding_of(quarter, &all),
            base: self.base(&all),
            bar: self.glance_bar(quarter, &all),
            lists: self.glance_lists(quarter, links),
            hard: self.hard_sentence(quarter),
            hard_to_shift: self.hard_rows(quarter, links),
            by_group: if all.rated() > 0 {
                self.by_group(quarter)
            } else {
                Vec::new()
            },
            stated: self.stated_of(quarter, StatedOf::Measures),
        }
    }

    /// The quarter in one sentence: of its measures, or of its objectives where no measure is rated.
    pub(super) fn finding_of(&self, quarter: Quarter, all: &Tally) -> String {
        let objectives = self.assessment.quarter(quarter).objectives.values();
        let ratings: Vec<Rating> = objectives
            .filter_map(|objective| objective.rating)
            .collect();
        if all.rated() > 0 || ratings.is_empty() {
            return self.finding(all);
        }
        let words = self.words;
        let poor = match Scales::by_people(&ratings) {
            Scales::None | Scales::Colours => words.finding_red,
            Scales::Tolerance => words.finding_outside,
            Scales::Both => words.finding_outside_or_red,
        };
        let is_poor = ratings.iter().filter(|rating| rating.is_poor());
        let slots = [
            (
                "good",
                &*self.good_by_people(words.rated_objectives, &ratings),
            ),
            ("poor", &counted(poor, is_poor.count(), &[])),
        ];
        fill(words.finding, &slots)
    }

    /// "5 of 7 rated actions are green": by people, each scale in its own words.
    pub(super) fn good_by_people(&self, things: &str, ratings: &[Rating]) -> String {
        let words = self.words;
        let sentence = match Scales::by_people(ratings) {
            Scales::None | Scales::Colours => words.finding_green,
            Scales::Tolerance => words.finding_on_target,
            Scales::Both => words.finding_on_target_or_green,
        };
        let good = ratings.iter().filter(|rating| rating.is_good()).count();
        good_of(sentence, good, (things, ratings.len()))
    }

    /// The bar that goes with the finding.
    pub(super) fn glance_bar(&self, quarter: Quarter, all: &Tally) -> Vec<BarPart> {
        if all.rated() > 0 {
            self.bar(all)
        } else {
            self.section_bar(quarter, Section::Objectives)
        }
    }

    /// Counts of measures in one sentence.
    pub(super) fn finding(&self, all: &Tally) -> String {
        let sum = |standing, colour| {
            let tolerance = all.count(Column::Standing(standing));
            let colours =
                all.count(Column::ColourByRule(colour)) + all.count(Column::ColourByPerson(colour));
            (tolerance, colours)
        };
        let good = sum(Standing::OnTarget, Colour::Green);
        let poor = sum(Standing::Outside, Colour::Red);
        let words = self.words;
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
    fn glance_lists(&self, quarter: Quarter, links: &Links) -> Vec<ListView> {
        if !self.has_lists(quarter) {
            return Vec::new();
        }
        vec![
            self.performing_well(quarter, Extent::Brief, links),
            self.improvement(quarter, Extent::Brief, links),
        ]
    }

    fn hard_sentence(&self, quarter: Quarter) -> String {
        match self.hard(quarter).len() {
            0 => String::new(),
            count => counted(self.words.finding_hard, count, &[]),
        }
    }

    /// The measures that are hard to shift, of those that count one by one: otherwise the sentence could name more of
    /// them than the finding before it has outside tolerance.
    fn hard(&self, quarter: Quarter) -> Vec<&MeasureId> {
        let counted = self.assessment.in_quarter(quarter).counted();
        let hard = counted
            .into_iter()
            .filter(|one| one.judged.hard_to_shift().is_some());
        hard.map(|one| &one.measure.id).collect()
    }

    fn hard_rows(&self, quarter: Quarter, links: &Links) -> Vec<MeasureRow> {
        let mut hard = self.hard(quarter);
        hard.sort_by_cached_key(|id| self.place_of(id));
        hard.into_iter()
            .filter_map(|id| self.row(id, quarter, links))
            .collect()
    }
}

/// "7 of 17 rated measures meet their target"; of one that is rated, "0 of 1 rated measure meets its target".
fn good_of(sentence: &str, good: usize, (things, rated): (&str, usize)) -> String {
    let all = counted(things, rated, &[]);
    let agrees_with = if rated == 1 { 1 } else { good };
    let slots = [("good", &*good.to_string()), ("rated", &all)];
    counted(sentence, agrees_with, &slots)
}
