//! A quarter at a glance: the finding, the bar, the two lists, the counts.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::BarPart;
use super::context::Context;
use super::lists::{ListView, Scales};
use super::periods;
use super::routes::{Links, Section};
use super::rows::MeasureRow;
use super::tallies::{StatedView, TallyTable};
use super::words::{counted, fill};
use crate::assess::QuarterAssessment;
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
        let assessed = &self.assessment.quarters[&quarter];
        let all = assessed.rollup.all();
        Glance {
            period: periods::quarter_in_full(self.words, quarter),
            finding: self.finding_of(quarter, &all),
            base: self.base(&all),
            bar: self.glance_bar(quarter, &all),
            lists: self.glance_lists(quarter, links),
            hard: self.hard_sentence(assessed),
            hard_to_shift: self.hard_rows(assessed, quarter, links),
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
        let objectives = self.assessment.quarters[&quarter].objectives.values();
        let ratings: Vec<Rating> = objectives
            .filter_map(|objective| objective.rating)
            .collect();
        if all.rated() > 0 || ratings.is_empty() {
            return self.finding(all);
        }
        let count = |chosen: fn(Rating) -> bool| {
            let chosen = ratings.iter().filter(|rating| chosen(**rating));
            chosen.count()
        };
        let words = self.words;
        let sentences = (words.finding_objectives, words.finding_red);
        self.good_and_poor(
            sentences,
            (count(Rating::is_good), count(Rating::is_poor)),
            ratings.len(),
        )
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
        self.good_and_poor(sentences, counts, all.rated() as usize)
    }

    /// "7 of 17 rated measures meet their target; 7 are outside tolerance".
    fn good_and_poor(
        &self,
        (good, poor): (&str, &str),
        counts: (usize, usize),
        rated: usize,
    ) -> String {
        let slots = [("rated", &*rated.to_string())];
        let slots = [
            ("good", &*counted(good, counts.0, &slots)),
            ("poor", &counted(poor, counts.1, &slots)),
        ];
        fill(self.words.finding, &slots)
    }

    /// The two lists in brief.
    fn glance_lists(&self, quarter: Quarter, links: &Links) -> Vec<ListView> {
        if !self.has_lists(quarter) {
            return Vec::new();
        }
        let well = self.performing_well(quarter, links);
        let improvement = self.improvement(quarter, links);
        vec![
            self.in_brief(well, (quarter, Section::PerformingWell), links),
            self.in_brief(improvement, (quarter, Section::Improvement), links),
        ]
    }

    fn hard_sentence(&self, assessed: &QuarterAssessment) -> String {
        let judged = assessed.measures.values();
        match judged
            .filter(|judged| judged.hard_to_shift().is_some())
            .count()
        {
            0 => String::new(),
            count => counted(self.words.finding_hard, count, &[]),
        }
    }

    fn hard_rows(
        &self,
        assessed: &QuarterAssessment,
        quarter: Quarter,
        links: &Links,
    ) -> Vec<MeasureRow> {
        let hard = assessed
            .measures
            .iter()
            .filter(|(_, judged)| judged.hard_to_shift().is_some());
        let mut hard: Vec<&MeasureId> = hard.map(|(id, _)| id).collect();
        hard.sort_by_key(|id| self.place_of(id));
        hard.into_iter()
            .filter_map(|id| self.row(id, quarter, links))
            .collect()
    }
}
