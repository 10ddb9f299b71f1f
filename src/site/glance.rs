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
use crate::model::{Colour, Quarter, Standing, Stated, StatedOf};

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
    /// Where it begins, in tenths of a per cent of the bar.
    pub start: u32,
    /// How long it is, in tenths of a per cent of the bar.
    pub width: u32,
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
    /// "5 of 7 measures are rated".
    pub base: String,
}

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListView {
    /// Its heading.
    pub heading: String,
    /// The rule that picks.
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
        let colours = [Colour::Green, Colour::Amber, Colour::Red].iter().any(|c| {
            all.count(Column::ColourByRule(*c)) + all.count(Column::ColourByPerson(*c)) > 0
        });
        let standings = [Standing::OnTarget, Standing::Within, Standing::Outside]
            .iter()
            .any(|s| all.count(Column::Standing(*s)) > 0);
        let template = match (standings, colours) {
            (false, false) => return self.words.finding_none.to_owned(),
            (true, false) => self.words.finding_tolerance,
            (false, true) => self.words.finding_colours,
            (true, true) => self.words.finding_mixed,
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
                BarPart {
                    tone,
                    label,
                    count,
                    percent: format!("{}%", percent_of(count, rated).shown()),
                    start,
                    width: before * 1000 / rated - start,
                }
            })
            .collect()
    }

    pub(super) fn performing_well(&self, quarter: Quarter, links: &Links) -> ListView {
        let words = self.words;
        let lists = &self.assessment.quarters[&quarter].performing_well;
        self.list(
            lists,
            (words.performing_well, words.performing_well_rule),
            quarter,
            links,
        )
    }

    pub(super) fn improvement(&self, quarter: Quarter, links: &Links) -> ListView {
        let words = self.words;
        let lists = &self.assessment.quarters[&quarter].improvement;
        self.list(
            lists,
            (words.improvement, words.improvement_rule),
            quarter,
            links,
        )
    }

    fn list(
        &self,
        lists: &Lists,
        (heading, rule): (&str, &str),
        quarter: Quarter,
        links: &Links,
    ) -> ListView {
        let tiles = lists.shown.iter().filter_map(|(id, why)| {
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
            rule: rule.to_owned(),
            tiles: tiles.collect(),
            left_out: left_out.collect(),
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
            .filter(|(_, judged)| judged.hard_to_shift.is_some());
        hard.filter_map(|(id, _)| self.row(id, quarter, links))
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
            base: self.base(tally),
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

    /// "5 green (71%)": of what is rated where the count is a rating, else of all.
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
        let base = if is_rating(word) {
            Some(rated)
        } else {
            stated.total
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
