//! The two lists: what performs well, and what is for improvement. The rule picks; editors add and leave out in the open.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::routes::Links;
use super::rows::Tile;
use super::words::fill;
use crate::assess::highlights::{Listed, Lists};
use crate::assess::rollup::{Column, Tally};
use crate::model::{MeasureId, Quarter};

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ListView {
    /// Its heading.
    pub heading: String,
    /// The rule that picks, and whether editors changed what it picked.
    pub rule: String,
    /// Its tiles.
    pub tiles: Vec<Tile>,
    /// What editors left out, and why.
    pub left_out: Vec<String>,
}

/// Which scales a quarter's ratings are on.
#[derive(Clone, Copy)]
pub(super) enum Scales {
    None,
    Tolerance,
    Colours,
    Both,
}

impl Scales {
    pub(super) fn of(all: &Tally) -> Self {
        let has = |chosen: fn(&Column) -> bool| all.columns().any(|(column, _)| chosen(&column));
        let tolerance = has(|column| matches!(column, Column::Standing(_)));
        let colours =
            has(|column| matches!(column, Column::ColourByRule(_) | Column::ColourByPerson(_)));
        match (tolerance, colours) {
            (false, false) => Self::None,
            (true, false) => Self::Tolerance,
            (false, true) => Self::Colours,
            (true, true) => Self::Both,
        }
    }
}
impl Context<'_> {
    pub(super) fn performing_well(&self, quarter: Quarter, links: &Links) -> ListView {
        let words = self.words;
        let assessed = &self.assessment.quarters[&quarter];
        let rule = match Scales::of(&assessed.rollup.all()) {
            Scales::None | Scales::Tolerance => words.performing_well_rule,
            Scales::Colours => words.performing_well_rule_colours,
            Scales::Both => words.performing_well_rule_mixed,
        };
        let heading = words.performing_well;
        self.list(&assessed.performing_well, (heading, rule), quarter, links)
    }

    pub(super) fn improvement(&self, quarter: Quarter, links: &Links) -> ListView {
        let words = self.words;
        let assessed = &self.assessment.quarters[&quarter];
        let rule = match Scales::of(&assessed.rollup.all()) {
            Scales::None | Scales::Tolerance => words.improvement_rule,
            Scales::Colours => words.improvement_rule_colours,
            Scales::Both => words.improvement_rule_mixed,
        };
        let heading = words.improvement;
        self.list(&assessed.improvement, (heading, rule), quarter, links)
    }

    fn list(
        &self,
        lists: &Lists,
        (heading, rule): (&str, &str),
        quarter: Quarter,
        links: &Links,
    ) -> ListView {
        let mut shown: Vec<&(MeasureId, Listed)> = lists.shown.iter().collect();
        shown.sort_by_key(|(id, why)| (*why != Listed::ByRule, self.place_of(id)));
        let tiles = shown.into_iter().filter_map(|(id, why)| {
            let added = match why {
                Listed::ByRule => "",
                Listed::Added(because) => because.as_str(),
            };
            self.tile(id, quarter, added, links)
        });
        let left_out = lists.left_out.iter().filter_map(|(id, because)| {
            let title = self.title_of(self.report.measure(id)?);
            Some(fill(
                self.words.left_out_entry,
                &[("title", &title), ("because", because.as_str())],
            ))
        });
        ListView {
            heading: heading.to_owned(),
            rule: self.rule_and_edits(rule, lists),
            tiles: tiles.collect(),
            left_out: left_out.collect(),
        }
    }

    /// The rule that picks, and how many an editor added or left out where one did.
    fn rule_and_edits(&self, rule: &str, lists: &Lists) -> String {
        let words = self.words;
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
}
