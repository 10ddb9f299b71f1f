//! The lists that a large site splits into parts: their content, and the labels of the parts.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::{findable, list_groups};
use crate::model::MeasureId;
use crate::site::context::Context;
use crate::site::route::{self, Findable, MeasureParts, PartGroup, PartRange, Parts, Route};
use crate::site::words::{Words, fill};

/// The part of a list on a page, or all of it.
pub(crate) struct ListPart<T> {
    /// The page of the list.
    list: Route,
    parts: Arc<Parts<T>>,
    /// The number of the part, counted from 1. `None` for the whole list.
    pub(crate) number: Option<usize>,
}

impl<T> ListPart<T> {
    /// Returns the part on the page that is being built, which shows the whole list if it is not split.
    fn new(context: &Context, parts: Arc<Parts<T>>) -> Self {
        let (list, number) = match &context.route {
            Route::Part(list, number) => (&**list, *number),
            list => (list, 1),
        };
        Self {
            list: list.clone(),
            number: (parts.count() > 1).then_some(number),
            parts,
        }
    }

    /// Returns whether this is the list's own page, which alone shows what is about the list as a whole.
    pub(crate) fn is_first(&self) -> bool {
        matches!(self.number, None | Some(1))
    }

    /// Returns the entries in it, by group.
    pub(crate) fn groups(&self) -> Vec<PartGroup<'_, T>> {
        match self.number {
            None => self.parts.whole().collect(),
            Some(number) => self.parts.groups(number).collect(),
        }
    }

    /// Returns the title: "Measures, part 2 of 40: Adult care to Housing", or the list's own if it is on one page.
    pub(crate) fn title(&self, words: &Words, title: &str) -> String {
        let Some(number) = self.number else {
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
        (!self.is_first()).then(|| (title.to_owned(), self.list.clone()))
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

/// Returns the number of parts of the list on a page. 1 if the page has no list that can be long.
pub(super) fn parts_on(context: &Context, route: &Route) -> usize {
    match route {
        Route::Search => names(context).count(),
        list if list.may_have_parts() => measure_parts(context, list).count(),
        _ => 1,
    }
}

/// Returns the part of a list of measures on the page that is being built.
pub(crate) fn part_here(context: &Context) -> MeasuresPart {
    let list = match &context.route {
        Route::Part(list, _) => list,
        list => list,
    };
    ListPart::new(context, measure_parts(context, list))
}

/// Returns a whole list of measures, for the report on one page.
pub(crate) fn whole_of(context: &Context, list: Route) -> MeasuresPart {
    ListPart {
        parts: measure_parts(context, &list),
        list,
        number: None,
    }
}

/// Returns the part of the list of names on the page that is being built.
pub(crate) fn names_here(context: &Context) -> ListPart<Findable> {
    ListPart::new(context, names(context))
}

fn names(context: &Context) -> Arc<Parts<Findable>> {
    let names = &context.splits.names;
    Arc::clone(names.get_or_init(|| Arc::new(Parts::new(findable::letters(context)))))
}

/// Two threads may both calculate this at the same time, with the same result. Neither waits for the other.
fn measure_parts(context: &Context, list: &Route) -> Arc<MeasureParts> {
    let known = || {
        let known = context.splits.measures.lock();
        known.unwrap_or_else(PoisonError::into_inner)
    };
    if let Some(parts) = known().get(list) {
        return Arc::clone(parts);
    }
    let parts = Arc::new(Parts::new(list_groups::groups_of(context, list)));
    Arc::clone(known().entry(list.clone()).or_insert(parts))
}
