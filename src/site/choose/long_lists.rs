//! The lists that a large site splits into parts: their content, and the labels of the parts.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::{findable, list_groups};
use crate::model::MeasureId;
use crate::site::context::Context;
use crate::site::route::parts::{MeasureParts, PartGroup, PartRange, Parts};
use crate::site::route::{self, Findable, LongList, Route};
use crate::site::words::{Words, fill};

/// How much of a list a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    Part(usize),
}

/// The part of a list on a page, or all of it.
pub(crate) struct ListPart<T> {
    list: LongList,
    parts: Arc<Parts<T>>,
    extent: Extent,
}

impl<T> ListPart<T> {
    fn new(list: &LongList, parts: Arc<Parts<T>>, number: usize) -> Self {
        let extent = match parts.count() {
            1 => Extent::Whole,
            _ => Extent::Part(number),
        };
        let list = list.clone();
        Self {
            list,
            parts,
            extent,
        }
    }

    pub(crate) fn route(&self) -> Route {
        match self.extent {
            Extent::Whole => self.list.page(),
            Extent::Part(number) => self.list.part(number),
        }
    }

    /// Returns whether this is the list's own page, which alone shows what is about the list as a whole.
    pub(crate) fn is_first(&self) -> bool {
        matches!(self.extent, Extent::Whole | Extent::Part(1))
    }

    /// Returns the entries in it, by group.
    pub(crate) fn groups(&self) -> Vec<PartGroup<'_, T>> {
        match self.extent {
            Extent::Whole => self.parts.whole().collect(),
            Extent::Part(number) => self.parts.groups(number).collect(),
        }
    }

    /// Returns the title: "Measures, part 2 of 40: Adult care to Housing", or the list's own if it is on one page.
    pub(crate) fn title(&self, words: &Words, title: &str) -> String {
        let Extent::Part(number) = self.extent else {
            return title.to_owned();
        };
        let slots = [
            ("title", title),
            ("number", &*number.to_string()),
            ("count", &*self.parts.count().to_string()),
            ("what", &*self.label(words, number)),
        ];
        fill(words.part_of_list, &slots)
    }

    /// Returns the breadcrumb to the list's own page. `None` on that page.
    pub(crate) fn crumb(&self, title: &str) -> Option<(String, Route)> {
        (!self.is_first()).then(|| (title.to_owned(), self.list.page()))
    }

    /// Returns the number of the part, counted from 1. `None` if the list is on one page.
    pub(crate) fn number(&self) -> Option<usize> {
        match self.extent {
            Extent::Whole => None,
            Extent::Part(number) => Some(number),
        }
    }

    /// Returns the label and page of each part, in order.
    pub(crate) fn all(&self, words: &Words) -> impl Iterator<Item = (String, Route)> {
        let numbers = 1..=self.parts.count();
        numbers.map(|number| (self.label(words, number), self.list.part(number)))
    }

    /// Returns each group's heading, and the page on which it starts.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = (&str, Route)> {
        let begin = self.parts.beginnings();
        begin.map(|(group, number)| (group.heading.as_str(), self.list.part(number)))
    }

    /// Returns the label of a part: "Adult care to Housing".
    fn label(&self, words: &Words, number: usize) -> String {
        let range = |first: &str, last: &str| {
            let slots = [("first", first), ("last", last)];
            fill(words.part_range, &slots)
        };
        match self.parts.range(number) {
            None => String::new(),
            Some(PartRange::Groups(only, last)) if only == last => only.to_owned(),
            Some(PartRange::Groups(first, last)) => range(first, last),
            Some(PartRange::Within("", first, last)) => range(&first, &last),
            Some(PartRange::Within(group, first, last)) => {
                let slots = [("group", group), ("range", &*range(&first, &last))];
                fill(words.part_within, &slots)
            }
        }
    }
}

/// A list of measures, or a part of one.
pub(crate) type MeasuresPart = ListPart<Vec<MeasureId>>;

impl MeasuresPart {
    /// Returns the ids of its measures, with composites in place of their members.
    pub(crate) fn wholes(&self) -> BTreeSet<MeasureId> {
        let part_groups = self.groups().into_iter();
        let entries = part_groups.flat_map(|part_group| part_group.entries);
        let ids = entries.flat_map(|entry| &entry.value);
        ids.map(route::whole).collect()
    }
}

impl<T> PartGroup<'_, T> {
    /// Returns the heading of its group, with a note if the group continues from an earlier part.
    pub(crate) fn heading(&self, words: &Words) -> String {
        let heading = self.group.heading.as_str();
        if self.is_continued {
            fill(words.part_continued, &[("group", heading)])
        } else {
            heading.to_owned()
        }
    }
}

impl PartGroup<'_, Vec<MeasureId>> {
    pub(crate) fn measures(&self) -> impl Iterator<Item = &MeasureId> {
        self.entries.iter().flat_map(|entry| &entry.value)
    }
}

pub(super) fn parts_of(context: &Context, list: &LongList) -> usize {
    match list {
        LongList::Search => names(context).count(),
        list => measure_parts(context, list).count(),
    }
}

/// Returns a part of a list of measures, counted from 1, or the whole list if it is not split.
pub(crate) fn part_of(context: &Context, list: &LongList, number: usize) -> MeasuresPart {
    ListPart::new(list, measure_parts(context, list), number)
}

/// Returns a whole list of measures, for the report on one page.
pub(crate) fn whole_of(context: &Context, list: &LongList) -> MeasuresPart {
    ListPart {
        list: list.clone(),
        parts: measure_parts(context, list),
        extent: Extent::Whole,
    }
}

pub(crate) fn part_of_names(context: &Context, number: usize) -> ListPart<Findable> {
    ListPart::new(&LongList::Search, names(context), number)
}

fn names(context: &Context) -> Arc<Parts<Findable>> {
    let names = context
        .splits
        .names
        .get_or_init(|| Arc::new(Parts::new(findable::letters(context))));
    Arc::clone(names)
}

/// Two threads may both calculate this at the same time, with the same result. Neither waits for the other.
fn measure_parts(context: &Context, list: &LongList) -> Arc<MeasureParts> {
    let known = || {
        context
            .splits
            .measures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    };
    if let Some(parts) = known().get(list) {
        return Arc::clone(parts);
    }
    let parts = Arc::new(Parts::new(list_groups::groups_of(context, list)));
    Arc::clone(known().entry(list.clone()).or_insert(parts))
}
