//! The groups of each list of measures, in order, and how much of a page each measure takes.

use std::collections::BTreeMap;

use super::{order, sections};
use crate::assess::objectives::belongs;
use crate::model::{Fragment, Measure, MeasureId, ObjectiveId, Prose, Quarter, Subject};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::route::{Group, ListItem, Route, Section};

/// The lines of a row in a table.
const ROW: usize = 3;

/// The lines of a tile with comments next to it.
const TILE: usize = 4;

/// The letters of a comment that make a line.
const LETTERS: usize = 100;

/// A chart or a list in a comment counts as so many letters.
const EMBED: usize = 4_000;

/// How much of a page measures take, in lines.
struct LineCounts {
    /// Lines of each measure without comments.
    each: usize,
    /// Letters of comments on each measure.
    comment_letters: BTreeMap<MeasureId, usize>,
}

/// The lines of measures in a table without comments.
const ROWS: LineCounts = LineCounts {
    each: ROW,
    comment_letters: BTreeMap::new(),
};

impl LineCounts {
    /// Returns the lines of one entry, with the comments on the measure or composite.
    fn count(&self, entry: &[&Measure]) -> usize {
        let whole = entry.first().map(|measure| measure.id.whole());
        let comment_letters = whole.and_then(|whole| self.comment_letters.get(whole));
        entry.len() * self.each + comment_letters.copied().unwrap_or(0).div_ceil(LETTERS)
    }
}

pub(super) fn groups_of(context: &Context, list: &Route) -> Vec<Group<Vec<MeasureId>>> {
    match list {
        Route::Measures => {
            let measures = context.report.measures.values();
            let shown = measures.filter(|measure| sections::exists(context, &measure.id));
            let shown = ordered(context, shown.map(|measure| &**measure));
            grouped(&shown, context.words.no_group, &ROWS)
        }
        Route::Section(quarter, Section::Measures) => groups_of_sets(context, *quarter),
        Route::Section(quarter, section) => groups_of_section(context, *quarter, *section),
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

fn groups_of_sets(context: &Context, quarter: Quarter) -> Vec<Group<Vec<MeasureId>>> {
    let rollup = &context.assessment.quarter(quarter).rollup;
    let counted = context.assessment.in_quarter(quarter).counted();
    let several_sets = rollup.sets.len() > 1;
    let sets = rollup.sets.iter();
    let sets = sets.flat_map(|set| set.groups.iter().map(move |(group, _)| (set, group)));
    let groups = sets.map(|(set, group)| {
        let several = set.groups.len() > 1;
        let own = counted.iter().map(|one| one.measure);
        let own = own.filter(|m| m.set == set.set && m.group == *group);
        let heading = names::group_caption(context, group.as_deref(), several);
        let set = set.set.as_deref();
        Group {
            set_heading: names::set_heading(context, set),
            label: if several_sets {
                format!("{}: {heading}", names::set_name(context, set))
            } else {
                heading.clone()
            },
            heading,
            entries: entries(&ordered(context, own), &ROWS),
        }
    });
    groups.collect()
}

fn groups_of_section(
    context: &Context,
    quarter: Quarter,
    section: Section,
) -> Vec<Group<Vec<MeasureId>>> {
    match section {
        Section::PerformingWell | Section::Improvement => {
            let lists = order::in_order(context, order::lists(context, quarter, section));
            let listed = lists.into_iter().map(|(id, _)| id);
            let judged = listed.filter(|id| context.assessment.judged(quarter, id).is_some());
            let measures: Vec<&Measure> =
                judged.filter_map(|id| context.report.measure(id)).collect();
            let lines = lines_with_comments(context, quarter, TILE);
            grouped(&measures, context.words.no_group, &lines)
        }
        Section::Governance => {
            let own = sections::governance(context, quarter);
            let several = own.iter().any(|one| one.group != own[0].group);
            let unnamed = names::group_caption(context, None, several);
            grouped(&own, &unnamed, &lines_with_comments(context, quarter, ROW))
        }
        _ => Vec::new(),
    }
}

fn lines_with_comments(context: &Context, quarter: Quarter, each: usize) -> LineCounts {
    let mut comment_letters = BTreeMap::new();
    for comment in context.report.comments_of(quarter) {
        if let Subject::Measure(id) = &comment.subject {
            *comment_letters.entry(id.clone()).or_default() += letters(&comment.prose);
        }
    }
    LineCounts {
        each,
        comment_letters,
    }
}

fn groups_of_objective(
    context: &Context,
    quarter: Quarter,
    id: &ObjectiveId,
) -> Vec<Group<Vec<MeasureId>>> {
    let counted = context.assessment.in_quarter(quarter).counted();
    let own = counted
        .iter()
        .filter(|one| belongs(context.report, one.measure, id));
    let own = ordered(context, own.map(|one| one.measure));
    grouped(&own, context.words.no_group, &ROWS)
}

/// Sorts measures by place. Members keep the order of their file.
fn ordered<'m>(context: &Context, measures: impl Iterator<Item = &'m Measure>) -> Vec<&'m Measure> {
    let mut measures: Vec<&Measure> = measures.collect();
    measures.sort_by_cached_key(|measure| order::sort_key(context, measure));
    measures
}

fn grouped(measures: &[&Measure], unnamed: &str, lines: &LineCounts) -> Vec<Group<Vec<MeasureId>>> {
    let groups = measures.chunk_by(|a, b| a.group == b.group);
    let groups = groups.map(|own| {
        let heading = own[0].group.as_deref().unwrap_or(unnamed).to_owned();
        Group {
            set_heading: String::new(),
            label: heading.clone(),
            heading,
            entries: entries(own, lines),
        }
    });
    groups.collect()
}

/// Returns measures as entries. The members of a composite are one entry, because they share comments.
fn entries(measures: &[&Measure], lines: &LineCounts) -> Vec<ListItem<Vec<MeasureId>>> {
    let wholes = measures.chunk_by(|a, b| a.id.whole() == b.id.whole());
    let entries = wholes.map(|own| ListItem {
        name: own[0]
            .reference
            .as_deref()
            .unwrap_or(own[0].title.as_str())
            .to_owned(),
        lines: lines.count(own),
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
