//! Counts by rating: this site's own by group, and the totals that a source states.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::{self, BarPart};
use crate::assess::rollup::{Column, SetTally, Tally, percent_of};
use crate::model::{Quarter, Stated, StatedOf};
use crate::site::context::Context;
use crate::site::phrases::verdicts::{self, Tone};
use crate::site::phrases::{figures, names, periods};
use crate::site::words::fill;

/// A table of counts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct TallyTable {
    /// The caption.
    pub caption: String,
    /// The heading of the first column.
    pub first: String,
    /// The headings of the columns of counts.
    pub head: Vec<TallyHead>,
    /// The rows.
    pub rows: Vec<TallyRow>,
}

/// The heading of a column of counts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct TallyHead {
    /// The rating, or the reason for none: "Outside tolerance".
    pub label: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
}

/// A row of counts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct TallyRow {
    /// The group.
    pub label: String,
    /// One count for each column.
    pub counts: Vec<u32>,
    /// How many are rated: "5 of 7 rated".
    pub base: String,
    /// The ratings as a bar. Empty if nothing is rated.
    pub bar: Vec<BarPart>,
}

/// A total that the source states.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StatedView {
    /// What it counts: "Actions: Corporate plan".
    pub of: String,
    /// The total and counts: "7 in all, 5 green, 2 amber".
    pub text: String,
    /// A note on it. `None` for no note.
    pub note: Option<String>,
}

/// Returns counts by group, one table for each set of measures that are rated.
pub(crate) fn by_group(context: &Context, quarter: Quarter) -> Vec<TallyTable> {
    let rollup = &context.assessment.quarter(quarter).rollup;
    let several = rollup.judged_sets().count() > 1;
    rollup
        .judged_sets()
        .map(|set| {
            let mut caption = fill(
                context.words.by_group_caption,
                &[("quarter", &periods::quarter(context.words, quarter))],
            );
            if several {
                caption = format!(
                    "{caption}: {}",
                    names::set_name(context, set.set.as_deref())
                );
            }
            tally_table(context, set, caption)
        })
        .collect()
}

fn tally_table(context: &Context, set: &SetTally, caption: String) -> TallyTable {
    let columns: Vec<Column> = set.all.columns().map(|(column, _)| column).collect();
    let row = |label: String, tally: &Tally| TallyRow {
        label,
        bar: bars::tally_bar(context, tally),
        counts: columns.iter().map(|column| tally.count(*column)).collect(),
        base: fill(
            context.words.base_short,
            &[
                ("rated", &tally.rated().to_string()),
                ("total", &tally.total().to_string()),
            ],
        ),
    };
    let several = set.groups.len() > 1;
    let groups = set.groups.iter().map(|(group, tally)| {
        let unnamed = if several {
            context.words.no_group
        } else {
            context.words.all_groups
        };
        row(group.clone().unwrap_or_else(|| unnamed.to_owned()), tally)
    });
    let mut rows: Vec<TallyRow> = groups.collect();
    if rows.len() > 1 {
        rows.push(row(context.words.all_groups.to_owned(), &set.all));
    }
    TallyTable {
        caption,
        first: context.words.group.to_owned(),
        head: columns
            .iter()
            .map(|column| {
                let (label, tone) = verdicts::column(context.words, &context.publisher, *column);
                TallyHead { label, tone }
            })
            .collect(),
        rows,
    }
}

pub(super) fn stated(context: &Context, stated: &Stated) -> StatedView {
    let words = context.words;
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
        .map(|(word, count)| stated_count(context, stated, word, *count));
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
        note: stated.note.as_ref().map(|note| note.as_str().to_owned()),
    }
}

/// Formats a count with its share: "5 green (71% of 7 rated)". Ratings are a share of all that are rated, other counts
/// of the total. There is no share if the counts do not add up to the total: how many are rated is then not known.
fn stated_count(context: &Context, stated: &Stated, word: &str, count: u32) -> String {
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
    let words = context.words;
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
        &[("count", &count.to_string()), ("what", label)],
    );
    let listed: u32 = stated.counts.iter().map(|(_, count)| count).sum();
    let base = match stated.total {
        total if !is_rating(word) => total,
        Some(total) if total == listed => Some(rated),
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

/// Returns the totals of one kind that the source states.
pub(crate) fn stated_of(context: &Context, quarter: Quarter, of: StatedOf) -> Vec<StatedView> {
    let all = context.report.quarters[&quarter].stated.iter();
    all.filter(|stated| stated.of == of)
        .map(|one| stated(context, one))
        .collect()
}
