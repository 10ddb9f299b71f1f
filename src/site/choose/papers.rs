//! Whole reports: which quarters have one, and how a long one is split.

use std::sync::{Arc, PoisonError};

use super::list_groups::{self, groups_of};
use super::{MeasuresPart, sections};
use crate::model::{Quarter, WholeReports};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::route::parts::{MAX_LINES, PaperList, split};
use crate::site::route::{Group, Route, Section};
use crate::site::words::fill;

/// A site with more measures has a whole report of its latest quarter alone, unless its settings say otherwise. Those of
/// 1,000 measures and 20 quarters took more than half of its space and of the time to build it.
pub(crate) const ORDINARY: usize = 500;

/// The most lines on a page of a whole report. With one chart for each measure, about 200 measures and 2 MB.
const MAX_PAPER_LINES: usize = 10 * MAX_LINES;

/// Returns whether a published quarter has a whole report.
pub(crate) fn has_paper(context: &Context, quarter: Quarter) -> bool {
    let report = context.report.quarters.get(&quarter);
    if report.is_some_and(|report| report.in_progress().is_some()) {
        return false;
    }
    let is_latest = || context.report.latest() == Some(quarter);
    match context.report.site.whole_reports {
        Some(WholeReports::All) => true,
        Some(WholeReports::Latest) => is_latest(),
        Some(WholeReports::None) => false,
        Some(WholeReports::From(first)) => first <= quarter,
        None => context.report.measures.len() <= ORDINARY || is_latest(),
    }
}

/// Returns whether earlier quarters have no whole report because the site is large, and not because its settings say so.
pub(crate) fn are_left_out(context: &Context) -> bool {
    let complete = context.report.published();
    let mut complete = complete.filter(|report| report.in_progress().is_none());
    context.report.site.whole_reports.is_none()
        && complete.any(|report| !has_paper(context, report.quarter))
}

/// The pages of a whole report: the first, and those of the lists that are too long for it.
pub(crate) struct PaperPages {
    quarter: Quarter,
    lists: Arc<Vec<PaperList>>,
}

impl PaperPages {
    pub(crate) fn of(context: &Context, quarter: Quarter) -> Self {
        let known = || {
            let known = context.splits.papers.lock();
            known.unwrap_or_else(PoisonError::into_inner)
        };
        let found = known().get(&quarter).map(Arc::clone);
        let lists = found.unwrap_or_else(|| {
            let lists = Arc::new(long_lists(context, quarter));
            Arc::clone(known().entry(quarter).or_insert(lists))
        });
        Self { quarter, lists }
    }

    pub(crate) fn count(&self) -> usize {
        let lists = self.lists.iter();
        1 + lists.map(PaperList::pages).sum::<usize>()
    }

    /// Returns what the first page shows of a section's list. `None` if the list has pages of its own; of all measures, the
    /// first page has the totals even then.
    pub(crate) fn on_first(&self, context: &Context, section: Section) -> Option<MeasuresPart> {
        let list = Route::Section(self.quarter, section);
        if self.lists.iter().all(|long| long.section != section) {
            return Some(super::long_lists::whole_of(context, list));
        }
        (section == Section::Measures).then(|| MeasuresPart::whole(list, Vec::new()))
    }

    /// Returns the list on a page, and which part of it. `None` for the first page.
    pub(crate) fn list(&self, page: usize) -> Option<(Section, MeasuresPart)> {
        let mut before = 1;
        let list = self.lists.iter().find(|list| {
            before += list.pages();
            page > 1 && page <= before
        })?;
        let number = page + list.parts.len() - before;
        let route = Route::Section(self.quarter, list.section);
        let part = MeasuresPart::part(route, Arc::clone(&list.parts), number);
        Some((list.section, part))
    }

    /// Returns the name of a page: "Measures: Adult care to Housing".
    pub(crate) fn label(&self, context: &Context, page: usize) -> String {
        let words = context.words;
        let Some((section, part)) = self.list(page) else {
            return words.paper_first.to_owned();
        };
        let name = &names::section_name(context, self.quarter, section);
        match part.label_here(words) {
            label if label.is_empty() => name.to_owned(),
            label => fill(words.paper_list, &[("section", name), ("part", &label)]),
        }
    }
}

/// Returns the lists that are too long for the first page, in order: with the charts of all measures, or else the lists
/// as far as they do not fit.
fn long_lists(context: &Context, quarter: Quarter) -> Vec<PaperList> {
    let has = |section: &Section| sections::has_section(context, quarter, *section);
    let lists = Section::LISTS.into_iter().chain([Section::Measures]);
    let lists = lists.filter(has).map(|section| {
        let groups = match section {
            Section::Measures => list_groups::with_charts(context, quarter),
            _ => groups_of(context, &Route::Section(quarter, section)),
        };
        (section, groups)
    });
    let lists: Vec<_> = lists.collect();
    let lines = |groups: &[Group<_>]| groups.iter().map(Group::lines).sum::<usize>();
    let all: usize = lists.iter().map(|(_, groups)| lines(groups)).sum();
    let mut room = MAX_PAPER_LINES;
    let long = lists.into_iter().filter(|(section, groups)| {
        let fits = all <= MAX_PAPER_LINES || *section != Section::Measures && lines(groups) <= room;
        room -= if fits { lines(groups) } else { 0 };
        !fits
    });
    let long = long.map(|(section, groups)| {
        let mut parts = split(groups, MAX_PAPER_LINES);
        if section == Section::Measures {
            parts.insert(0, Vec::new());
        }
        let parts = Arc::new(parts);
        PaperList { section, parts }
    });
    long.collect()
}
