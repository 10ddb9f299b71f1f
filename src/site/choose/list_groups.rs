//! The groups of each list of measures, in order, and how much of a page each measure takes.

use std::collections::BTreeMap;

use super::{order, sections};
use crate::assess::objectives::belongs;
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{Fragment, Measure, MeasureId, ObjectiveId, Prose, Quarter, Subject};
use crate::site::context::Context;
use crate::site::phrases::{counts, names};
use crate::site::route::{Group, ListItem, Route, Section};

/// The lines of a row in a table.
const ROW: usize = 3;

/// The lines of a tile with comments next to it.
const TILE: usize = 4;

/// The lines of a chart with its table.
const CHART: usize = 25;

/// The letters of a comment that make a line.
const LETTERS: usize = 100;

/// A chart or a list in a comment counts as so many letters.
const EMBED: usize = 4_000;

type MeasureGroups = Vec<Group<Vec<MeasureId>>>;

pub(super) fn groups_of(context: &Context, list: &Route) -> MeasureGroups {
    let words = context.words;
    match list {
        Route::Measures => grouped(&with_pages(context), words.no_group, rows),
        Route::MeasuresByRating => groups_by_rating(context),
        Route::Section(quarter, Section::Measures) => groups_of_sets(context, *quarter, rows),
        Route::Section(quarter, Section::Governance) => {
            let own = sections::governance(context, *quarter);
            let several = own.iter().any(|one| one.group != own[0].group);
            let unnamed = names::group_caption(context, None, several);
            grouped(&own, &unnamed, with_comments(context, *quarter, ROW))
        }
        Route::Section(quarter, section) if Section::LISTS.contains(section) => {
            let listed = order::in_order(context, *quarter, *section).into_iter();
            let measures = listed.filter_map(|(id, _)| context.report.measure(id));
            let measures: Vec<&Measure> = measures.collect();
            let lines = with_comments(context, *quarter, TILE);
            grouped(&measures, words.no_group, lines)
        }
        Route::Objective(id) => {
            let found = context.report.objective(id);
            let judged = found.map(|(plan, _)| sections::quarters_of(context, plan, id));
            let latest = judged.and_then(|quarters| quarters.last().copied());
            latest.map_or_else(Vec::new, |latest| groups_of_objective(context, latest, id))
        }
        Route::ObjectiveIn(quarter, id) => groups_of_objective(context, *quarter, id),
        _ => Vec::new(),
    }
}

/// Returns all measures of a quarter with the lines that a whole report has of each: a row, a chart and comments.
pub(super) fn with_charts(context: &Context, quarter: Quarter) -> MeasureGroups {
    let lines = with_comments(context, quarter, ROW + CHART);
    groups_of_sets(context, quarter, lines)
}

fn groups_of_sets(
    context: &Context,
    quarter: Quarter,
    lines: impl Fn(&[&Measure]) -> usize,
) -> MeasureGroups {
    let rollup = &context.assessment.quarter(quarter).rollup;
    let counted = context.assessment.in_quarter(quarter).counted();
    let counted: Vec<&Measure> = counted.map(|one| one.measure).collect();
    let several_sets = rollup.sets.len() > 1;
    let sets = rollup.sets.iter();
    let sets = sets.flat_map(|set| set.groups.iter().map(move |(group, _)| (set, group)));
    let groups = sets.map(|(set, group)| {
        let several = set.groups.len() > 1;
        let own = counted.iter().copied();
        let own = own.filter(|m| m.set == set.set && m.group == *group);
        let heading = names::group_caption(context, group.as_deref(), several);
        let set = set.set.as_deref();
        let mut group = Group::new(heading, entries(&order::ordered(context, own), &lines));
        group.set_heading = names::set_heading(context, set);
        if several_sets {
            group.label = format!("{}: {}", names::set_name(context, set), group.heading);
        }
        group
    });
    groups.collect()
}

/// Returns the measures with pages, in order.
fn with_pages<'a>(context: &Context<'a>) -> Vec<&'a Measure> {
    let measures = context.report.measures.values();
    let shown = measures.filter(|measure| sections::exists(context, &measure.id));
    order::ordered(context, shown.map(|measure| &**measure))
}

/// Returns the measures with pages by their latest rating, the worst first. As in all counts, the parts of a composite are
/// listed in its place if they are rated.
fn groups_by_rating(context: &Context) -> MeasureGroups {
    let latest = |measure: &Measure| {
        let quarter = sections::latest_quarter(context, &measure.id)?;
        let judged = context.assessment.judged(quarter, &measure.id)?;
        Some(judged.current.outcome)
    };
    let measures = with_pages(context).into_iter();
    let counted = measures.flat_map(|measure| match latest(measure) {
        Some(Outcome::Unrated(Unrated::ByMembers)) => measure.members().iter().collect(),
        _ => vec![measure],
    });
    let rated = counted.filter_map(|measure| Some((latest(measure)?, measure)));
    let rated: Vec<(Outcome, &Measure)> = rated.collect();
    let ratings = rated.iter().filter_map(|(outcome, _)| match outcome {
        Outcome::Rated(rating) => Some(*rating),
        Outcome::Unrated(_) => None,
    });
    let mut standings = counts::standings(context, ratings);
    let unrated = standings.pop();
    let worst_first = standings.into_iter().rev().chain(unrated);
    let groups = worst_first.map(|standing| {
        let own = rated.iter().filter(|(outcome, _)| standing.has(*outcome));
        let own: Vec<&Measure> = own.map(|(_, measure)| *measure).collect();
        Group::new(standing.label, entries(&own, &rows))
    });
    groups.filter(|group| !group.entries.is_empty()).collect()
}

fn groups_of_objective(context: &Context, quarter: Quarter, id: &ObjectiveId) -> MeasureGroups {
    let counted = context.assessment.in_quarter(quarter).counted();
    let own = counted.map(|one| one.measure);
    let own = own.filter(|measure| belongs(context.report, measure, id));
    let own = order::ordered(context, own);
    grouped(&own, context.words.no_group, rows)
}

/// Returns the lines that measures take in a table without comments.
fn rows(measures: &[&Measure]) -> usize {
    measures.len() * ROW
}

/// Returns a function for the lines of measures that share comments: so many for each measure, and the comments.
fn with_comments(
    context: &Context,
    quarter: Quarter,
    each: usize,
) -> impl Fn(&[&Measure]) -> usize {
    let mut comment_letters: BTreeMap<&str, usize> = BTreeMap::new();
    for comment in context.report.comments_of(quarter) {
        if let Subject::Measure(id) = &comment.subject {
            *comment_letters.entry(id.as_str()).or_default() += letters(&comment.prose);
        }
    }
    move |measures| {
        let whole = measures.first().map_or("", |measure| measure.id.whole());
        let letters = comment_letters.get(whole).copied().unwrap_or(0);
        measures.len() * each + letters.div_ceil(LETTERS)
    }
}

fn grouped(
    measures: &[&Measure],
    unnamed: &str,
    lines: impl Fn(&[&Measure]) -> usize,
) -> MeasureGroups {
    let groups = measures.chunk_by(|a, b| a.group == b.group);
    let groups = groups.map(|own| {
        let heading = own[0].group.as_deref().unwrap_or(unnamed);
        Group::new(heading.to_owned(), entries(own, &lines))
    });
    groups.collect()
}

/// Returns measures as entries. The members of a composite are one entry, because they share comments.
fn entries(
    measures: &[&Measure],
    lines: &impl Fn(&[&Measure]) -> usize,
) -> Vec<ListItem<Vec<MeasureId>>> {
    let wholes = measures.chunk_by(|a, b| a.id.whole() == b.id.whole());
    let entries = wholes.map(|own| ListItem {
        name: own[0]
            .reference
            .as_deref()
            .unwrap_or(own[0].title.as_str())
            .to_owned(),
        lines: lines(own),
        value: own.iter().map(|measure| measure.id.clone()).collect(),
    });
    entries.collect()
}

fn letters(prose: &Prose) -> usize {
    let fragments = prose.fragments.iter();
    let letters = fragments.map(|fragment| match fragment {
        Fragment::Html(html) => html.as_str().len(),
        Fragment::Link(_) => 0,
        Fragment::Embed(..) => EMBED,
    });
    letters.sum()
}
