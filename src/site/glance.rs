//! A quarter at a glance: the finding, the bar, the two lists, the counts.

use serde::Serialize;

use super::context::Context;
use super::figures;
use super::periods;
use super::routes::Links;
use super::rows::{MeasureRow, Tile};
use super::verdicts::{self, Tone};
use super::words::fill;
use crate::assess::QuarterAssessment;
use crate::assess::highlights::{Listed, Lists};
use crate::assess::rollup::{Column, SetTally, Tally, percent_of};
use crate::model::{Colour, MeasureId, Quarter, Standing, Stated, StatedOf};

/// A part of the bar that shows a quarter's ratings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarPart {
    /// Shape and colour.
    pub tone: Tone,
    /// "Outside tolerance".
    pub label: String,
    /// How many measures.
    pub count: u32,
    /// Of the rated ones: "41%".
    pub percent: String,
    /// Where it begins on the bar: "41.1%".
    pub start: String,
    /// How much of the bar it takes: "17.7%".
    pub width: String,
    /// How many measures, where it is long enough for that to stand in it; else empty.
    pub number: String,
}

/// A table of counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TallyTable {
    /// Above it.
    pub caption: String,
    /// The head of the first column.
    pub first: String,
    /// The heads of the counts.
    pub head: Vec<TallyHead>,
    /// The rows.
    pub rows: Vec<TallyRow>,
}

/// The head of a column of counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TallyHead {
    /// "Outside tolerance".
    pub label: String,
    /// Shape and colour.
    pub tone: Tone,
}

/// A row of counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TallyRow {
    /// What is counted.
    pub label: String,
    /// One for each column.
    pub counts: Vec<u32>,
    /// "5 of 7 rated".
    pub base: String,
}

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
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

/// A total that the source states.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatedView {
    /// What it counts.
    pub of: String,
    /// "7 in all, 5 green, 2 amber".
    pub text: String,
    /// What readers must know; empty for nothing.
    pub note: String,
}

/// A quarter at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Glance {
    /// "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// The finding, as a sentence.
    pub finding: String,
    /// "17 of 20 measures are rated; ..."
    pub base: String,
    /// The bar; empty where nothing is rated.
    pub bar: Vec<BarPart>,
    /// Areas performing well.
    pub performing_well: ListView,
    /// Areas for improvement.
    pub improvement: ListView,
    /// Measures that are hard to shift.
    pub hard_to_shift: Vec<MeasureRow>,
    /// Ratings by group, for each judged set.
    pub by_group: Vec<TallyTable>,
    /// Totals as stated.
    pub stated: Vec<StatedView>,
}

/// Which scales a quarter's ratings are on.
#[derive(Clone, Copy)]
enum Scales {
    None,
    Tolerance,
    Colours,
    Both,
}

impl Scales {
    fn of(all: &Tally) -> Self {
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

/// Of the bar, in tenths of a per cent: less than this has no room for a number on a phone.
const ROOM_FOR_A_NUMBER: u32 = 80;

impl Context<'_> {
    pub(super) fn glance(&self, quarter: Quarter, links: &Links) -> Glance {
        let assessed = &self.assessment.quarters[&quarter];
        let all = assessed.rollup.all();
        Glance {
            period: periods::quarter_in_full(self.words, quarter),
            finding: self.finding(&all),
            base: self.base(&all),
            bar: self.bar(&all),
            performing_well: self.performing_well(quarter, links),
            improvement: self.improvement(quarter, links),
            hard_to_shift: self.hard_rows(assessed, quarter, links),
            by_group: self.by_group(quarter),
            stated: self.report.quarters[&quarter]
                .stated
                .iter()
                .map(|stated| self.stated(stated))
                .collect(),
        }
    }

    /// The quarter in one sentence.
    pub(super) fn finding(&self, all: &Tally) -> String {
        let sum = |standing, colour| {
            let tolerance = all.count(Column::Standing(standing));
            let colours =
                all.count(Column::ColourByRule(colour)) + all.count(Column::ColourByPerson(colour));
            (tolerance, colours)
        };
        let good = sum(Standing::OnTarget, Colour::Green);
        let poor = sum(Standing::Outside, Colour::Red);
        let template = match Scales::of(all) {
            Scales::None => return self.words.finding_none.to_owned(),
            Scales::Tolerance => self.words.finding_tolerance,
            Scales::Colours => self.words.finding_colours,
            Scales::Both => self.words.finding_mixed,
        };
        let slots = [
            ("good", &*(good.0 + good.1).to_string()),
            ("poor", &(poor.0 + poor.1).to_string()),
            ("rated", &all.rated().to_string()),
        ];
        fill(template, &slots)
    }

    /// "17 of 20 measures are rated; of the others: 2 no target set, 1 not available."
    pub(super) fn base(&self, tally: &Tally) -> String {
        let rest: Vec<String> = tally
            .columns()
            .filter(|(column, _)| matches!(column, Column::Unrated(_)))
            .map(|(column, count)| {
                let (label, _) = verdicts::column(self.words, column);
                fill(
                    self.words.count_of,
                    &[
                        ("count", &count.to_string()),
                        ("what", &label.to_lowercase()),
                    ],
                )
            })
            .collect();
        let slots = [
            ("rated", &*tally.rated().to_string()),
            ("total", &tally.total().to_string()),
            ("rest", &rest.join(", ")),
        ];
        let template = if rest.is_empty() {
            self.words.base
        } else {
            self.words.base_rest
        };
        fill(template, &slots)
    }

    fn bar(&self, all: &Tally) -> Vec<BarPart> {
        let rated = all.rated();
        let mut columns: Vec<(Column, u32)> = all
            .columns()
            .filter(|(column, _)| !matches!(column, Column::Unrated(_)))
            .collect();
        columns.sort_by_key(|(column, _)| verdicts::column(self.words, *column).1);
        let mut before = 0;
        columns
            .into_iter()
            .map(|(column, count)| {
                let (label, tone) = verdicts::column(self.words, column);
                let start = before * 1000 / rated;
                before += count;
                let width = before * 1000 / rated - start;
                BarPart {
                    tone,
                    label,
                    count,
                    percent: format!("{}%", percent_of(count, rated).shown()),
                    start: tenths(start),
                    width: tenths(width),
                    number: if width < ROOM_FOR_A_NUMBER {
                        String::new()
                    } else {
                        count.to_string()
                    },
                }
            })
            .collect()
    }

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

    fn hard_rows(
        &self,
        assessed: &QuarterAssessment,
        quarter: Quarter,
        links: &Links,
    ) -> Vec<MeasureRow> {
        let hard = assessed
            .measures
            .iter()
            .filter(|(_, judged)| judged.hard_to_shift.is_some());
        let mut hard: Vec<&MeasureId> = hard.map(|(id, _)| id).collect();
        hard.sort_by_key(|id| self.place_of(id));
        hard.into_iter()
            .filter_map(|id| self.row(id, quarter, links))
            .collect()
    }

    /// Counts by group, a table for each judged set.
    pub(super) fn by_group(&self, quarter: Quarter) -> Vec<TallyTable> {
        let rollup = &self.assessment.quarters[&quarter].rollup;
        let several = rollup.judged_sets().count() > 1;
        rollup
            .judged_sets()
            .map(|set| {
                let mut caption = fill(
                    self.words.by_group_caption,
                    &[("quarter", &periods::quarter(self.words, quarter))],
                );
                if several {
                    caption = format!("{caption}: {}", self.set_name(set.set.as_deref()));
                }
                self.tally_table(set, caption)
            })
            .collect()
    }

    fn tally_table(&self, set: &SetTally, caption: String) -> TallyTable {
        let columns: Vec<Column> = set.all.columns().map(|(column, _)| column).collect();
        let row = |label: String, tally: &Tally| TallyRow {
            label,
            counts: columns.iter().map(|column| tally.count(*column)).collect(),
            base: fill(
                self.words.base_short,
                &[
                    ("rated", &tally.rated().to_string()),
                    ("total", &tally.total().to_string()),
                ],
            ),
        };
        let groups = set.groups.iter().map(|(group, tally)| {
            let label = group
                .clone()
                .unwrap_or_else(|| self.words.no_group.to_owned());
            row(label, tally)
        });
        let mut rows: Vec<TallyRow> = groups.collect();
        if rows.len() > 1 {
            rows.push(row(self.words.all_groups.to_owned(), &set.all));
        }
        TallyTable {
            caption,
            first: self.words.group.to_owned(),
            head: columns
                .iter()
                .map(|column| {
                    let (label, tone) = verdicts::column(self.words, *column);
                    TallyHead { label, tone }
                })
                .collect(),
            rows,
        }
    }

    pub(super) fn set_name(&self, set: Option<&str>) -> String {
        match set {
            Some("contract") => self.words.set_contract.to_owned(),
            Some("context") => self.words.set_context.to_owned(),
            Some(other) => other.to_owned(),
            None => self.words.other_set.to_owned(),
        }
    }

    fn stated(&self, stated: &Stated) -> StatedView {
        let words = self.words;
        let of = match stated.of {
            StatedOf::Measures => words.stated_of_measures,
            StatedOf::Actions => words.stated_of_actions,
            StatedOf::Risks => words.stated_of_risks,
        };
        let total = stated
            .total
            .map(|total| fill(words.stated_total, &[("total", &total.to_string())]));
        let counts = stated
            .counts
            .iter()
            .map(|(word, count)| self.stated_count(stated, word, *count));
        StatedView {
            of: stated
                .within
                .as_ref()
                .map_or(of.to_owned(), |within| format!("{of}: {within}")),
            text: total
                .into_iter()
                .chain(counts)
                .collect::<Vec<_>>()
                .join(", "),
            note: stated
                .note
                .as_ref()
                .map_or(String::new(), |note| note.as_str().to_owned()),
        }
    }

    /// "5 green (71% of 7 rated)": of what is rated where the count is a rating, else of all. Counts that do not add up
    /// to their total say nothing of how many are rated, so they have no share.
    fn stated_count(&self, stated: &Stated, word: &str, count: u32) -> String {
        const RATINGS: [&str; 6] = [
            "on_target",
            "within_tolerance",
            "outside_tolerance",
            "green",
            "amber",
            "red",
        ];
        let is_rating = |word: &str| RATINGS.contains(&word);
        let rated: u32 = stated
            .counts
            .iter()
            .filter(|(w, _)| is_rating(w))
            .map(|(_, count)| count)
            .sum();
        let words = self.words;
        let label = match word {
            "on_target" => words.on_target,
            "within_tolerance" => words.within_tolerance,
            "outside_tolerance" => words.outside_tolerance,
            "green" => words.green,
            "amber" => words.amber,
            "red" => words.red,
            "no_target" => words.no_target_set,
            "not_available" => words.not_available,
            "no_result" => words.no_result,
            _ => words.annual_measures,
        };
        let text = fill(
            words.count_of,
            &[
                ("count", &count.to_string()),
                ("what", &label.to_lowercase()),
            ],
        );
        let counted: u32 = stated.counts.iter().map(|(_, count)| count).sum();
        let base = match stated.total {
            total if !is_rating(word) => total,
            Some(total) if total == counted => Some(rated),
            _ => None,
        };
        match base.filter(|base| *base > 0) {
            Some(base) => {
                let percent = format!("{}%", figures::grouped(percent_of(count, base).shown()));
                let slots = [
                    ("text", text.as_str()),
                    ("percent", &percent),
                    ("base", &base.to_string()),
                ];
                fill(
                    if is_rating(word) {
                        words.share_of_rated
                    } else {
                        words.share_of_all
                    },
                    &slots,
                )
            }
            None => text,
        }
    }
}

/// "41.1%", of tenths of a per cent.
fn tenths(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}
