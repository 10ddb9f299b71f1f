//! Counts in sentences: how many measures are rated, and how many do well.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::{moved, verdicts};
use crate::assess::rating::{Outcome, Unrated};
use crate::assess::rollup::{Column, Tally};
use crate::chart::Tone;
use crate::model::{Class, Quarter, Rating, Scale};
use crate::site::context::Context;
use crate::site::words::{Words, counted, fill};

/// Returns the scales of some ratings, or the usual one if there are none.
fn scales_of<'a>(
    context: &Context<'a>,
    ratings: impl IntoIterator<Item = Rating>,
) -> Vec<&'a Scale> {
    let scales = &context.report.site.scales;
    let known: BTreeSet<Rating> = ratings.into_iter().collect();
    let mut own: Vec<&Scale> = known.into_iter().map(|rating| scales.of(rating)).collect();
    own.dedup_by_key(|scale| &scale.id);
    if own.is_empty() {
        own.push(scales.usual());
    }
    own
}

/// Returns the names of a class on the scales of some ratings: "On target", "Met or exceeded", or "On target or green".
pub(crate) fn name_of_class(
    context: &Context,
    ratings: impl IntoIterator<Item = Rating>,
    class: Class,
) -> String {
    let scales = scales_of(context, ratings);
    let names = scales.into_iter().flat_map(|scale| scale.of_class(class));
    names_of(context.words, names)
}

/// Joins the names of ratings: "Met, exceeded or green".
fn names_of(words: &Words, ratings: impl Iterator<Item = Rating>) -> String {
    let mut names: Vec<&str> = ratings.map(Rating::name).collect();
    let Some(last) = names.pop() else {
        return String::new();
    };
    let others = names
        .into_iter()
        .map(str::to_owned)
        .reduce(|one, other| fill(words.several_ratings, &[("one", &one), ("other", &other)]));
    match others {
        Some(others) => fill(words.either_rating, &[("one", &others), ("other", last)]),
        None => last.to_owned(),
    }
}

/// What a count of measures is of: a rating, or all that are listed together.
pub(crate) struct Standing {
    pub(crate) label: String,
    pub(crate) tone: Tone,
    /// `None` for those that are not rated.
    pub(crate) class: Option<Class>,
    ratings: Vec<Rating>,
}

impl Standing {
    pub(crate) fn has(&self, outcome: Outcome) -> bool {
        match outcome {
            Outcome::Rated(rating) => self.ratings.contains(&rating),
            Outcome::Unrated(_) => self.class.is_none(),
        }
    }

    pub(crate) fn count(&self, all: &Tally) -> u32 {
        match self.class {
            None => all.total() - all.rated(),
            Some(_) => self
                .ratings
                .iter()
                .map(|rating| all.count(Column::Rated(*rating)))
                .sum(),
        }
    }
}

/// Returns what measures are counted by, the best first: the states of their scale, or if they have several the classes, and
/// last those that are not rated.
pub(crate) fn standings(
    context: &Context,
    ratings: impl IntoIterator<Item = Rating>,
) -> Vec<Standing> {
    let scales = scales_of(context, ratings);
    let groups: Vec<Vec<Rating>> = match scales.as_slice() {
        [only] => only.ratings.iter().map(|rating| vec![*rating]).collect(),
        several => {
            let of_class = |class| several.iter().flat_map(move |scale| scale.of_class(class));
            let groups = [Class::Good, Class::Near, Class::Poor].map(of_class);
            groups.into_iter().map(Iterator::collect).collect()
        }
    };
    let rated = groups.into_iter().filter_map(|ratings| {
        let first = *ratings.first()?;
        Some(Standing {
            label: names_of(context.words, ratings.iter().copied()),
            tone: verdicts::tone(Outcome::Rated(first)),
            class: Some(first.class()),
            ratings,
        })
    });
    let unrated = Standing {
        label: context.words.not_rated.to_owned(),
        tone: Tone::None,
        class: None,
        ratings: Vec::new(),
    };
    rated.chain([unrated]).collect()
}

/// Returns the main finding of a quarter: on its measures, or if none is rated, on its objectives or else on what moved.
pub(crate) fn finding_of(context: &Context, quarter: Quarter, all: &Tally) -> String {
    let objectives = context.assessment.quarter(quarter).objectives.values();
    let ratings: Vec<Rating> = objectives
        .filter_map(|objective| objective.rating)
        .collect();
    if is_in_progress(context, quarter) {
        return so_far(context, &all.ratings().collect::<Vec<_>>());
    }
    if all.rated() > 0 || ratings.is_empty() {
        let moved = moved::moved(context, quarter);
        let moved = moved.and_then(|moved| moved::finding(context.words, &moved));
        return moved.unwrap_or_else(|| finding(context, all));
    }
    let good = good_of(context, context.words.rated_objectives, &ratings);
    good_and_poor(context, &good, &ratings)
}

pub(crate) fn finding(context: &Context, all: &Tally) -> String {
    let ratings: Vec<Rating> = all.ratings().collect();
    if ratings.is_empty() {
        return without_ratings(context.words, all);
    }
    let good = good_of(context, context.words.rated_measures, &ratings);
    good_and_poor(context, &good, &ratings)
}

/// Returns the number of measures that could have a rating: those that are due and not for context only.
fn could_be_rated(all: &Tally) -> u32 {
    let is_out = |column| {
        let Column::Unrated(reason) = column else {
            return false;
        };
        let out = [Unrated::NotDue, Unrated::NoNewFigure, Unrated::Context];
        out.contains(&reason)
    };
    let columns = all.columns().filter(|(column, _)| !is_out(*column));
    columns.map(|(_, count)| count).sum()
}

/// Says why no measure is rated, if none is due or none has a target.
fn without_ratings(words: &Words, all: &Tally) -> String {
    let all_are = |reasons: &[Unrated]| {
        let mut columns = all.columns();
        columns.all(|(column, _)| reasons.iter().any(|why| column == Column::Unrated(*why)))
    };
    if all.total() == 0 {
        words.finding_none.to_owned()
    } else if all_are(&[Unrated::NotDue]) {
        words.finding_not_due.to_owned()
    } else if all_are(&[Unrated::NoTargetSet, Unrated::Context]) {
        let count = all.total() as usize;
        counted(words, words.finding_no_targets, count, &[])
    } else {
        words.finding_none.to_owned()
    }
}

fn is_in_progress(context: &Context, quarter: Quarter) -> bool {
    let report = context.report.quarters.get(&quarter);
    report.is_some_and(|report| report.in_progress().is_some())
}

/// Says how many measures have months of a quarter that is in progress.
fn so_far(context: &Context, ratings: &[Rating]) -> String {
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    let slots = [
        ("good", &*good.to_string()),
        (
            "rating",
            &name_of_class(context, ratings.iter().copied(), Class::Good),
        ),
    ];
    counted(
        context.words,
        context.words.finding_so_far,
        ratings.len(),
        &slots,
    )
}

/// Says how many are rated, if that is less than half of those that could be: "2 of 25 measures are rated; on target: 2". A
/// share of so few would be taken for one of all.
fn few_rated(context: &Context, all: &Tally, ratings: &[Rating]) -> Option<String> {
    let of = could_be_rated(all);
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    let slots = [
        ("rated", &*ratings.len().to_string()),
        ("good", &good.to_string()),
        (
            "rating",
            &name_of_class(context, ratings.iter().copied(), Class::Good),
        ),
    ];
    let sentence = context.words.finding_few;
    (all.rated() * 2 < of).then(|| counted(context.words, sentence, of as usize, &slots))
}

/// Returns how many measures are on target in a quarter. Without rated measures it is the main finding.
pub(crate) fn brief(context: &Context, quarter: Quarter) -> String {
    let all = context.assessment.quarter(quarter).rollup.all();
    let ratings: Vec<Rating> = all.ratings().collect();
    if ratings.is_empty() {
        return finding_of(context, quarter, &all);
    }
    if is_in_progress(context, quarter) {
        return so_far(context, &ratings);
    }
    let few = few_rated(context, &all, &ratings);
    few.unwrap_or_else(|| good_of(context, context.words.counted_measures, &ratings))
}

/// Returns the heading of a quarter: how many measures are on target, and how many were in the quarter before. Without
/// rated measures it is the main finding.
pub(crate) fn heading(context: &Context, quarter: Quarter) -> String {
    let tally = |quarter| context.assessment.quarter(quarter).rollup.all();
    let (words, all) = (context.words, tally(quarter));
    let finding = brief(context, quarter);
    let ratings: Vec<Rating> = all.ratings().collect();
    let is_few = is_in_progress(context, quarter) || few_rated(context, &all, &ratings).is_some();
    if ratings.is_empty() || is_few {
        return finding;
    }
    let before = quarter.previous();
    let is_published = context.report.published().any(|one| one.quarter == before);
    let before: Vec<Rating> = if is_published {
        tally(before).ratings().collect()
    } else {
        Vec::new()
    };
    let name = |ratings: &[Rating]| name_of_class(context, ratings.iter().copied(), Class::Good);
    if before.is_empty() || name(&before) != name(&ratings) {
        return finding;
    }
    if let ([now], [then]) = (&*ratings, &*before)
        && now != then
    {
        let then = then.name();
        return fill(
            words.heading_one,
            &[("finding", &*finding), ("rating", then)],
        );
    }
    let good = |ratings: &[Rating]| ratings.iter().filter(|rating| rating.is_good()).count();
    let (now, then) = (good(&ratings), good(&before));
    let shares = (now * before.len()).cmp(&(then * ratings.len()));
    let sentence = match (now.cmp(&then), shares) {
        (Ordering::Greater, Ordering::Greater) => words.heading_up,
        (Ordering::Less, Ordering::Less) => words.heading_down,
        (Ordering::Equal, Ordering::Equal) => words.heading_same,
        _ => words.heading_was,
    };
    let slots = [
        ("finding", &*finding),
        ("good", &or_none(words, then)),
        ("rated", &before.len().to_string()),
    ];
    fill(sentence, &slots)
}

/// Formats a count in a sentence, with a word for 0: "up from none of 17".
fn or_none(words: &Words, count: usize) -> String {
    match count {
        0 => words.none.to_owned(),
        count => count.to_string(),
    }
}

/// Counts good ratings: "7 of 17 rated measures are on target". For one rated measure, its rating: "1 rated measure is close
/// to target".
pub(crate) fn good_of(context: &Context, things: &str, ratings: &[Rating]) -> String {
    let words = context.words;
    let all = counted(words, things, ratings.len(), &[]);
    if let [only] = ratings {
        let rating = only.name();
        return fill(words.finding_one, &[("rated", &*all), ("rating", rating)]);
    }
    let good = ratings.iter().filter(|rating| rating.is_good()).count();
    let slots = [
        ("good", &*good.to_string()),
        ("rated", &all),
        (
            "rating",
            &name_of_class(context, ratings.iter().copied(), Class::Good),
        ),
    ];
    counted(words, words.finding_good, good, &slots)
}

fn good_and_poor(context: &Context, good: &str, ratings: &[Rating]) -> String {
    let words = context.words;
    if ratings.len() == 1 {
        return good.to_owned();
    }
    let poor = ratings.iter().filter(|rating| rating.is_poor()).count();
    let name = name_of_class(context, ratings.iter().copied(), Class::Poor);
    let poor = counted(words, words.finding_poor, poor, &[("rating", &name)]);
    fill(words.finding, &[("good", good), ("poor", &poor)])
}

/// Says how many are rated: "17 of 20 measures are rated; of the others: 2 no target set, 1 not available." Empty for a
/// quarter without measures.
pub(crate) fn base(context: &Context, tally: &Tally) -> String {
    let words = context.words;
    if tally.total() == 0 {
        return String::new();
    }
    let columns = tally.columns();
    let unrated = columns.filter(|(column, _)| column.rating().is_none());
    let rest = unrated.map(|(column, count)| {
        let (label, _) = verdicts::column(context, column);
        count_of(words, count, &label)
    });
    let rest = rest.collect::<Vec<_>>().join(", ");
    let slots = [("rated", &*tally.rated().to_string()), ("rest", &rest)];
    let template = match (tally.rated(), &*rest) {
        (0, _) => words.base_unrated,
        (_, "") => words.base,
        _ => words.base_rest,
    };
    counted(words, template, tally.total() as usize, &slots)
}

/// Formats a count with what is counted: "2 no target set".
pub(crate) fn count_of(words: &Words, count: u32, what: &str) -> String {
    fill(
        words.count_of,
        &[("count", &count.to_string()), ("what", what)],
    )
}
