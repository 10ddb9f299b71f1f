//! Counts by rating, as bars and tables: this site's own by group, and the totals that a source states.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::links;
use crate::assess::rollup::{Column, SetTally, Tally, grouped, percent_of};
use crate::model::{Class, Quarter, Rating, Stated, StatedOf};
use crate::site::context::Context;
use crate::site::phrases::{Tone, counts, names, verdicts};
use crate::site::route::Section;
use crate::site::words::{counted, fill};

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct BarPart {
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// "Off target".
    pub label: String,
    /// The number of items in it.
    pub count: u32,
    /// Its share of the whole bar, or of the rated measures: "41%". Empty for measures that are not rated.
    pub percent: String,
    /// Where it starts along the bar: "41.1%".
    pub start: String,
    /// Its width as a share of the bar: "17.7%".
    pub width: String,
    /// The count as text. `None` if the part is too short to show it.
    pub number: Option<String>,
    /// The address of the list of these items. `None` if there is none.
    pub href: Option<String>,
}

/// The width from which a part has room for its number on a phone, in tenths of a per cent of the bar.
const ROOM_FOR_A_NUMBER: u32 = 80;

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
    /// The rating, or the reason for none: "Off target".
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

/// A label with its tone, and how many items have it.
pub(crate) type Count = (String, Tone, u32);

/// Returns a bar of counts in the given order. Empty if all counts are 0.
pub(crate) fn bar(counts: &[Count]) -> Vec<BarPart> {
    let all: u32 = counts.iter().map(|(_, _, count)| count).sum();
    let mut before = 0;
    counts
        .iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(label, tone, count)| {
            let start = tenths(before, all);
            before += count;
            let width = tenths(before, all) - start;
            BarPart {
                tone: *tone,
                label: label.clone(),
                count: *count,
                percent: percent(*count, all),
                start: shown(start),
                width: shown(width),
                number: (width >= ROOM_FOR_A_NUMBER).then(|| count.to_string()),
                href: None,
            }
        })
        .collect()
}

/// Adds the counts of equal labels, and sorts them by tone, best first.
pub(super) fn tallied(items: impl Iterator<Item = ((String, Tone), u32)>) -> Vec<Count> {
    let groups = grouped(items).into_iter();
    let counts = groups.map(|((label, tone), counts)| (label, tone, counts.iter().sum()));
    let mut counts: Vec<Count> = counts.collect();
    counts.sort_by_key(|(_, tone, _)| *tone);
    counts
}

/// Returns the rated measures of a tally as a bar, best first.
pub(super) fn tally_bar(context: &Context, tally: &Tally) -> Vec<BarPart> {
    let rated = tally
        .columns()
        .filter(|(column, _)| column.rating().is_some());
    bar(&tallied(rated.map(|(column, count)| {
        (verdicts::column(context, column), count)
    })))
}

/// Returns the measures of a quarter as a bar: a part for each rating, or for each list if there are several scales, and
/// one for those that are not rated.
pub(super) fn glance_bar(context: &Context, quarter: Quarter, all: &Tally) -> Vec<BarPart> {
    let mut standings = counts::standings(context, all.ratings());
    standings.retain(|standing| standing.count(all) > 0);
    let parts = standings.iter();
    let parts = parts.map(|one| (one.label.clone(), one.tone, one.count(all)));
    let mut bar = bar(&parts.collect::<Vec<_>>());
    for (part, standing) in bar.iter_mut().zip(&standings) {
        let section = match standing.class {
            Some(Class::Good) => Section::PerformingWell,
            Some(Class::Near) => Section::Close,
            Some(Class::Poor) => Section::Improvement,
            None => Section::Measures,
        };
        let link = links::section_link(context, quarter, section, "");
        part.href = link.map(|link| link.href);
        // Rule: percentages are of the rated measures.
        part.percent = match standing.class {
            None => String::new(),
            Some(_) => percent(part.count, all.rated()),
        };
    }
    bar
}

/// Returns a share in tenths of a per cent.
pub(super) fn tenths(count: u32, all: u32) -> u32 {
    count * 1000 / all
}

/// Formats tenths of a per cent: "41.1%".
pub(super) fn shown(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Returns counts by group, one table for each set of measures that are rated.
pub(crate) fn by_group(context: &Context, quarter: Quarter) -> Vec<TallyTable> {
    let rollup = &context.assessment.quarter(quarter).rollup;
    let several = rollup.judged_sets().count() > 1;
    let period = names::quarter(context, quarter);
    let caption = fill(context.words.by_group_caption, &[("quarter", &period)]);
    let tables = rollup.judged_sets().map(|set| {
        let mut caption = caption.clone();
        if several {
            caption += &format!(": {}", names::set_name(context, set.set.as_deref()));
        }
        tally_table(context, set, caption)
    });
    tables.collect()
}

fn tally_table(context: &Context, set: &SetTally, caption: String) -> TallyTable {
    let words = context.words;
    let columns: Vec<Column> = set.all.columns().map(|(column, _)| column).collect();
    let row = |label: &str, tally: &Tally| {
        let total = [("total", &*tally.total().to_string())];
        TallyRow {
            label: label.to_owned(),
            bar: tally_bar(context, tally),
            counts: columns.iter().map(|column| tally.count(*column)).collect(),
            base: counted(words, words.base_short, tally.rated() as usize, &total),
        }
    };
    let several = set.groups.len() > 1;
    let unnamed = if several {
        words.no_group
    } else {
        words.all_groups
    };
    let groups = set.groups.iter();
    let groups = groups.map(|(group, tally)| row(group.as_deref().unwrap_or(unnamed), tally));
    let all = several.then(|| row(words.all_groups, &set.all));
    let head = columns.iter().map(|column| {
        let (label, tone) = verdicts::column(context, *column);
        TallyHead { label, tone }
    });
    TallyTable {
        caption,
        first: words.group.to_owned(),
        head: head.collect(),
        rows: groups.chain(all).collect(),
    }
}

pub(super) fn stated(context: &Context, stated: &Stated) -> StatedView {
    let words = context.words;
    let of = match stated.of {
        StatedOf::Measures => words.stated_of_measures,
        StatedOf::Actions => words.stated_of_actions,
        StatedOf::Risks => words.stated_of_risks,
    };
    let total = stated.total;
    let total = total.map(|total| fill(words.stated_total, &[("total", &total.to_string())]));
    // A count of 0 says something only if nothing else does.
    let has_more = total.is_some() || stated.counts.iter().any(|(_, count)| *count > 0);
    let counts = stated.counts.iter();
    let counts = counts.filter(|(_, count)| !has_more || *count > 0);
    let counts = counts.map(|(word, count)| stated_count(context, stated, word, *count));
    let texts: Vec<String> = total.into_iter().chain(counts).collect();
    let within = limit(context, stated);
    StatedView {
        of: within.map_or_else(|| of.to_owned(), |within| format!("{of}: {within}")),
        text: texts.join(", "),
        note: names::text(stated.note.as_ref()),
    }
}

/// Returns what a stated total is limited to: the name of a plan, a group, a set or an objective.
pub(super) fn limit(context: &Context, stated: &Stated) -> Option<String> {
    let objective = stated.objective.as_ref();
    let objective = objective.and_then(|id| context.report.objective(id));
    let objective = objective.map(|(plan, one)| names::objective_title(context, plan, one));
    objective.or_else(|| stated.within.clone())
}

/// Counts things by rating, the best first, and those without one: "4 actions, 2 green (67% of 3 rated), 1 amber (33% of 3
/// rated), 1 not rated.". `None` if none is rated.
pub(super) fn by_rating(
    context: &Context,
    things: &str,
    ratings: &[Option<Rating>],
) -> Option<String> {
    let words = context.words;
    let rated: BTreeSet<Rating> = ratings.iter().copied().flatten().collect();
    if rated.is_empty() {
        return None;
    }
    let count = |of: Option<Rating>| ratings.iter().filter(|rating| **rating == of).count();
    let unrated = u32::try_from(count(None)).unwrap_or_default();
    let base = u32::try_from(ratings.len()).unwrap_or_default() - unrated;
    let share = if unrated == 0 {
        words.share_of_these
    } else {
        words.share_of_rated
    };
    let scales = context.report.site.scales.iter();
    let known = scales.flat_map(|scale| &scale.ratings);
    let parts = known.filter(|rating| rated.contains(rating)).map(|rating| {
        let own = u32::try_from(count(Some(*rating))).unwrap_or_default();
        let slots = [
            ("text", &*counts::count_of(words, own, rating.name())),
            ("percent", &percent(own, base)),
            ("base", &base.to_string()),
        ];
        fill(share, &slots)
    });
    let all = counted(words, things, ratings.len(), &[]);
    let unrated = (unrated > 0).then(|| counts::count_of(words, unrated, words.not_rated));
    let parts: Vec<String> = std::iter::once(all).chain(parts).chain(unrated).collect();
    Some(format!("{}.", parts.join(", ")))
}

/// Formats a count with its share: "5 green (71% of 7 rated)". Ratings are a share of all that are rated, other counts
/// of the total. There is no share if the counts do not add up to the total: how many are rated is then not known.
fn stated_count(context: &Context, stated: &Stated, word: &str, count: u32) -> String {
    let words = context.words;
    let (label, is_rating) = stated_word(context, stated.of, word);
    let text = counts::count_of(words, count, label);
    let counts = || stated.counts.iter();
    let listed: u32 = counts().map(|(_, count)| count).sum();
    let rated = counts().filter(|(word, _)| stated_word(context, stated.of, word).1);
    let (sentence, base) = match stated.total {
        total if !is_rating => (words.share_of_all, total),
        Some(total) if total == listed => {
            let rated = rated.map(|(_, count)| count).sum();
            (words.share_of_rated, Some(rated))
        }
        _ => (words.share_of_rated, None),
    };
    let Some(base) = base.filter(|base| *base > 0) else {
        return text;
    };
    let slots = [
        ("text", text.as_str()),
        ("percent", &percent(count, base)),
        ("base", &base.to_string()),
    ];
    fill(sentence, &slots)
}

/// Returns the label of a word of the source's own counts, and whether it is a rating.
fn stated_word(context: &Context, of: StatedOf, word: &str) -> (&'static str, bool) {
    let words = context.words;
    let scales = &context.report.site.scales;
    if let Some(rating) = scales.rating(scales.of_stated(of), word) {
        return (rating.name(), true);
    }
    match word {
        "no_target" => (words.no_target_set, false),
        "not_available" => (words.not_available, false),
        "no_result" => (words.no_result, false),
        _ => (words.annual_measures, false),
    }
}

/// Returns the totals of one kind that the source states.
pub(crate) fn stated_of(context: &Context, quarter: Quarter, of: StatedOf) -> Vec<StatedView> {
    let all = context.report.quarters[&quarter].stated.iter();
    all.filter(|stated| stated.of == of)
        .map(|one| stated(context, one))
        .collect()
}

/// Formats a share: "41%".
pub(super) fn percent(count: u32, of: u32) -> String {
    format!("{}%", percent_of(count, of).shown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_bar_without_gaps() {
        let counts = [("a", 7), ("b", 3), ("c", 0), ("d", 7)];
        let counts = counts.map(|(label, count)| (label.to_owned(), Tone::None, count));
        let places: Vec<(String, String)> = bar(&counts)
            .into_iter()
            .map(|part| (part.start, part.width))
            .collect();
        let expected = [("0.0%", "41.1%"), ("41.1%", "17.7%"), ("58.8%", "41.2%")];
        let expected = expected.map(|(start, width)| (start.to_owned(), width.to_owned()));
        assert_eq!(places, expected);
    }

    #[test]
    fn a_bar_of_nothing_is_empty() {
        assert!(bar(&[]).is_empty());
        assert!(bar(&[("a".to_owned(), Tone::Good, 0)]).is_empty());
    }
}
