//! What each list of measures is made of before anything of it is shown: its groups, in order, and how much of a page each
//! measure takes.

use std::collections::BTreeMap;

use super::context::Context;
use super::long_lists::LongList;
use super::parts::{Entry, Group};
use super::routes::Section;
use crate::assess::highlights::Lists;
use crate::model::{Fragment, Measure, MeasureId, ObjectiveId, Prose, Quarter, Subject};

/// The lines of a row in a table.
const ROW: usize = 3;

/// The lines of a tile beside which its comments stand.
const TILE: usize = 4;

/// So many letters of a comment make a line.
const LETTERS: usize = 100;

/// A chart or a list within a comment weighs as much as so many letters.
const EMBED: usize = 4_000;

/// How much of a page measures take.
struct Lines {
    /// Each by itself.
    each: usize,
    /// How many letters were said of it, beside that.
    said: BTreeMap<MeasureId, usize>,
}

impl Lines {
    fn of_rows() -> Self {
        let said = BTreeMap::new();
        Self { each: ROW, said }
    }

    /// Of the measures of one entry, of which all is said that is said of the first's whole.
    fn of(&self, entry: &[&Measure]) -> usize {
        let whole = entry.first().map(|measure| measure.id.whole());
        let said = whole.and_then(|whole| self.said.get(whole));
        entry.len() * self.each + said.copied().unwrap_or(0).div_ceil(LETTERS)
    }
}

impl Context<'_> {
    /// The groups of a list.
    pub(super) fn groups_of(&self, list: &LongList) -> Vec<Group<Vec<MeasureId>>> {
        match list {
            LongList::Measures => {
                let unnamed = self.words.no_group;
                grouped(&self.in_latest_quarter(), unnamed, &Lines::of_rows())
            }
            LongList::InQuarter(quarter, Section::Measures) => self.groups_of_sets(*quarter),
            LongList::InQuarter(quarter, section) => self.groups_of_section(*quarter, *section),
            LongList::Objective(id) => {
                let latest = self.latest_judging(id);
                latest.map_or(Vec::new(), |quarter| self.groups_of_objective(quarter, id))
            }
            LongList::ObjectiveIn(quarter, id) => self.groups_of_objective(*quarter, id),
            LongList::Search => Vec::new(),
        }
    }

    /// Every measure that has a latest quarter, in order.
    fn in_latest_quarter(&self) -> Vec<&Measure> {
        let measures = self.report.measures.values();
        let shown = measures.filter(|measure| self.latest_row(measure).is_some());
        self.ordered(shown.map(|measure| &**measure))
    }

    /// The quarter in which a measure stands in the list of all measures.
    pub(super) fn latest_row(&self, measure: &Measure) -> Option<Quarter> {
        let mut published = self.report.published().rev();
        let told = published.find(|one| self.report.entry(one.quarter, &measure.id).is_some());
        let told = told.or_else(|| self.report.published().next_back())?;
        let is_judged = self.assessment.judged(told.quarter, &measure.id).is_some();
        is_judged.then_some(told.quarter)
    }

    fn groups_of_sets(&self, quarter: Quarter) -> Vec<Group<Vec<MeasureId>>> {
        let rollup = &self.assessment.quarter(quarter).rollup;
        let counted = self.assessment.in_quarter(quarter).counted();
        let several_sets = rollup.sets.len() > 1;
        let sets = rollup.sets.iter().flat_map(|set| {
            let several = set.groups.len() > 1;
            set.groups
                .iter()
                .map(move |(group, _)| (set, group, several))
        });
        let groups = sets.map(|(set, group, several)| {
            let own = counted.iter().map(|one| one.measure);
            let own = own.filter(|m| m.set == set.set && m.group == *group);
            let heading = self.group_caption(group.as_deref(), several);
            let set = set.set.as_deref();
            Group {
                over: self.set_heading(set),
                label: if several_sets {
                    format!("{}: {heading}", self.set_name(set))
                } else {
                    heading.clone()
                },
                heading,
                entries: entries(&self.ordered(own), &Lines::of_rows()),
            }
        });
        groups.collect()
    }

    fn groups_of_section(&self, quarter: Quarter, section: Section) -> Vec<Group<Vec<MeasureId>>> {
        let assessed = self.assessment.quarter(quarter);
        match section {
            Section::PerformingWell => self.groups_of_listed(quarter, &assessed.performing_well),
            Section::Improvement => self.groups_of_listed(quarter, &assessed.improvement),
            Section::Governance => {
                let own = self.governance(quarter).into_iter();
                let own: Vec<&Measure> = own.filter_map(|id| self.report.measure(id)).collect();
                let several = own.iter().any(|one| one.group != own[0].group);
                let unnamed = self.group_caption(None, several);
                grouped(&own, &unnamed, &self.lines_with_comments(quarter, ROW))
            }
            _ => Vec::new(),
        }
    }

    fn groups_of_listed(&self, quarter: Quarter, lists: &Lists) -> Vec<Group<Vec<MeasureId>>> {
        let listed = self.in_order(lists).into_iter().map(|(id, _)| id);
        let judged = listed.filter(|id| self.assessment.judged(quarter, id).is_some());
        let measures: Vec<&Measure> = judged.filter_map(|id| self.report.measure(id)).collect();
        let lines = self.lines_with_comments(quarter, TILE);
        grouped(&measures, self.words.no_group, &lines)
    }

    fn lines_with_comments(&self, quarter: Quarter, each: usize) -> Lines {
        let mut said = BTreeMap::new();
        for comment in self.report.comments_of(quarter) {
            if let Subject::Measure(id) = &comment.subject {
                *said.entry(id.clone()).or_default() += letters(&comment.prose);
            }
        }
        Lines { each, said }
    }

    fn groups_of_objective(
        &self,
        quarter: Quarter,
        id: &ObjectiveId,
    ) -> Vec<Group<Vec<MeasureId>>> {
        let counted = self.assessment.in_quarter(quarter).counted();
        let own = counted.iter().filter(|one| one.belongs_to(id));
        let own = self.ordered(own.map(|one| one.measure));
        grouped(&own, self.words.no_group, &Lines::of_rows())
    }

    fn latest_judging(&self, id: &ObjectiveId) -> Option<Quarter> {
        let (plan, _) = self.report.objective(id)?;
        self.quarters_of(plan, id).last().copied()
    }

    /// In the order of the summary; members stand as their file lists them.
    fn ordered<'m>(&self, measures: impl Iterator<Item = &'m Measure>) -> Vec<&'m Measure> {
        let mut measures: Vec<&Measure> = measures.collect();
        measures.sort_by_cached_key(|measure| self.place(measure));
        measures
    }
}

/// Measures in their order by the groups in which they follow one another.
fn grouped(measures: &[&Measure], unnamed: &str, lines: &Lines) -> Vec<Group<Vec<MeasureId>>> {
    let groups = measures.chunk_by(|a, b| a.group == b.group);
    let groups = groups.map(|own| {
        let heading = own[0].group.as_deref().unwrap_or(unnamed).to_owned();
        Group {
            over: String::new(),
            label: heading.clone(),
            heading,
            entries: entries(own, lines),
        }
    });
    groups.collect()
}

/// A measure is an entry, and so are the members of one: what is said of them is said once.
fn entries(measures: &[&Measure], lines: &Lines) -> Vec<Entry<Vec<MeasureId>>> {
    let wholes = measures.chunk_by(|a, b| a.id.whole() == b.id.whole());
    let entries = wholes.map(|own| Entry {
        name: own[0]
            .reference
            .as_deref()
            .unwrap_or(own[0].title.as_str())
            .to_owned(),
        lines: lines.of(own),
        what: own.iter().map(|measure| measure.id.clone()).collect(),
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
