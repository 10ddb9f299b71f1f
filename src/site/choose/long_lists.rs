//! The lists that a large site splits into parts: their content, and the labels of the parts.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::{findable, list_groups};
use crate::model::MeasureId;
use crate::site::context::Context;
use crate::site::route::parts::{MAX_LINES, MeasureParts, Parts, distinct_start, split};
use crate::site::route::{self, Findable, Group, ListItem, Route};
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
    pub(super) fn here(context: &Context, parts_of: fn(&Context, &Route) -> Arc<Parts<T>>) -> Self {
        let (list, number) = context.route.list_and_number();
        let parts = parts_of(context, list);
        Self {
            list: list.clone(),
            number: (parts.len() > 1).then_some(number),
            parts,
        }
    }

    /// Returns whether this is the list's own page, which alone shows what is about the list as a whole.
    pub(crate) fn is_first(&self) -> bool {
        matches!(self.number, None | Some(1))
    }

    /// Returns what only the list's own page shows, and an empty value for further parts.
    pub(crate) fn on_first<V: Default>(&self, build: impl FnOnce() -> V) -> V {
        if self.is_first() {
            build()
        } else {
            V::default()
        }
    }

    pub(crate) fn groups(&self) -> &[Group<T>] {
        self.groups_of(self.number.unwrap_or(1))
    }

    /// Returns the entries of the part, without their groups.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &T> {
        let groups = self.groups().iter();
        groups.flat_map(|group| group.entries.iter().map(|entry| &entry.value))
    }

    fn groups_of(&self, number: usize) -> &[Group<T>] {
        let part = self.parts.get(number.wrapping_sub(1));
        part.map_or(&[], Vec::as_slice)
    }

    /// Returns the title: "Measures, part 2 of 40: Adult care to Housing", or the list's own if it is on one page.
    pub(crate) fn title(&self, words: &Words, title: &str) -> String {
        let numbered = self.number.map(|number| {
            let label = self.label(words, number);
            numbered(words, title, (number, self.parts.len()), &label)
        });
        numbered.unwrap_or_else(|| title.to_owned())
    }

    /// Returns the breadcrumb to the list's own page. `None` on that page.
    pub(crate) fn crumb(&self, title: &str) -> Option<(String, Route)> {
        (!self.is_first()).then(|| (title.to_owned(), self.list.clone()))
    }

    pub(crate) fn all(&self, words: &Words) -> impl Iterator<Item = (String, Route)> {
        let numbers = 1..=self.parts.len();
        numbers.map(|number| (self.label(words, number), self.list.part(number)))
    }

    /// Returns each group's heading, and the page on which it starts.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = (&str, Route)> {
        let numbered = self.parts.iter().zip(1..);
        numbered.flat_map(move |(groups, number)| {
            let begin = groups.iter().filter(|group| !group.is_continued);
            begin.map(move |group| (group.heading.as_str(), self.list.part(number)))
        })
    }

    /// Returns the label of this part. Empty if the list is on one page.
    pub(crate) fn label_here(&self, words: &Words) -> String {
        let number = self.number.filter(|_| self.parts.len() > 1);
        number.map_or_else(String::new, |number| self.label(words, number))
    }

    /// Returns the label of a part: "Adult care to Housing". A part of one group has enough words of its first and last
    /// entry to distinguish them from the entries next to them.
    fn label(&self, words: &Words, number: usize) -> String {
        let [first, others @ ..] = self.groups_of(number) else {
            return String::new();
        };
        let range =
            |first: &str, last: &str| fill(words.part_range, &[("first", first), ("last", last)]);
        let before = self.groups_of(number - 1).last();
        let before = before.filter(|_| first.is_continued);
        let after = self.groups_of(number + 1).first();
        let after = after.filter(|group| group.is_continued);
        if before.is_none() && after.is_none() {
            let last = others.last();
            return match last.filter(|last| last.label != first.label) {
                None => first.label.clone(),
                Some(last) => range(&first.label, &last.label),
            };
        }
        let start = |entry: Option<&ListItem<T>>, neighbour: Option<&ListItem<T>>| {
            let name = entry.map_or("", |entry| &entry.name);
            distinct_start(name, neighbour.map(|entry| &*entry.name))
        };
        let range = range(
            &start(
                first.entries.first(),
                before.and_then(|group| group.entries.last()),
            ),
            &start(
                first.entries.last(),
                after.and_then(|group| group.entries.first()),
            ),
        );
        // A list with only one group needs no name for it.
        if self.beginnings().count() == 1 {
            return range;
        }
        let slots = [("group", &*first.label), ("range", &range)];
        fill(words.part_within, &slots)
    }
}

/// Returns the title of a part, with its number and how many there are: "Measures, part 2 of 40: Adult care to Housing".
pub(crate) fn numbered(
    words: &Words,
    title: &str,
    (number, count): (usize, usize),
    label: &str,
) -> String {
    let slots = [
        ("title", title),
        ("number", &*number.to_string()),
        ("count", &*count.to_string()),
        ("what", label),
    ];
    fill(words.part_of_list, &slots)
}

pub(crate) type MeasuresPart = ListPart<Vec<MeasureId>>;

impl MeasuresPart {
    /// Returns a list that is on one page.
    pub(super) fn whole(list: Route, groups: Vec<Group<Vec<MeasureId>>>) -> Self {
        Self {
            list,
            parts: Arc::new(vec![groups]),
            number: None,
        }
    }

    /// Returns one part of a list.
    pub(super) fn part(list: Route, parts: Arc<MeasureParts>, number: usize) -> Self {
        let number = Some(number);
        Self {
            list,
            parts,
            number,
        }
    }

    /// Returns each group's heading, the page on which it starts, and its measures on all pages.
    pub(crate) fn whole_groups(&self) -> Vec<(&str, Route, Vec<&MeasureId>)> {
        let begin = self.beginnings();
        let mut groups: Vec<_> = begin
            .map(|(label, page)| (label, page, Vec::new()))
            .collect();
        let mut at = 0;
        for group in self.parts.iter().flatten() {
            at += usize::from(!group.is_continued);
            groups[at - 1].2.extend(group.measures());
        }
        groups
    }

    /// Returns the ids of its measures, with composites in place of their members.
    pub(crate) fn wholes(&self) -> BTreeSet<MeasureId> {
        let ids = self.groups().iter().flat_map(Group::measures);
        ids.map(route::whole).collect()
    }
}

impl<T> Group<T> {
    /// Returns the heading, with a note if the group continues from an earlier part.
    pub(crate) fn title(&self, words: &Words) -> String {
        if self.is_continued {
            fill(words.part_continued, &[("group", &self.heading)])
        } else {
            self.heading.clone()
        }
    }
}

impl Group<Vec<MeasureId>> {
    pub(crate) fn measures(&self) -> impl Iterator<Item = &MeasureId> {
        self.entries.iter().flat_map(|entry| &entry.value)
    }
}

/// Returns the part of a list of measures on the page that is being built.
pub(crate) fn part_here(context: &Context) -> MeasuresPart {
    ListPart::here(context, measure_parts)
}

/// Returns a whole list of measures, for the report on one page.
pub(crate) fn whole_of(context: &Context, list: Route) -> MeasuresPart {
    let groups = list_groups::groups_of(context, &list);
    MeasuresPart::whole(list, groups)
}

/// Returns a list of measures that has a page, with all its parts.
pub(crate) fn list_of(context: &Context, list: Route) -> MeasuresPart {
    let parts = measure_parts(context, &list);
    MeasuresPart::part(list, parts, 1)
}

pub(crate) fn names_here(context: &Context) -> ListPart<Findable> {
    ListPart::here(context, names)
}

pub(super) fn names(context: &Context, _: &Route) -> Arc<Parts<Findable>> {
    let names = || Arc::new(split(findable::letters(context), MAX_LINES));
    Arc::clone(context.splits.names.get_or_init(names))
}

/// Two threads may both calculate this at the same time, with the same result. Neither waits for the other.
pub(super) fn measure_parts(context: &Context, list: &Route) -> Arc<MeasureParts> {
    let known = || {
        let known = context.splits.measures.lock();
        known.unwrap_or_else(PoisonError::into_inner)
    };
    if let Some(parts) = known().get(list) {
        return Arc::clone(parts);
    }
    let parts = Arc::new(split(list_groups::groups_of(context, list), MAX_LINES));
    Arc::clone(known().entry(list.clone()).or_insert(parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::words;

    fn list(groups: &[(&str, usize)]) -> ListPart<()> {
        let entry = |at: usize| ListItem {
            value: (),
            name: format!("Measure {at}"),
            lines: MAX_LINES / 4,
        };
        let groups = groups.iter();
        let groups = groups
            .map(|(name, count)| Group::new((*name).to_owned(), (1..=*count).map(entry).collect()));
        ListPart {
            list: Route::Measures,
            parts: Arc::new(split(groups.collect(), MAX_LINES)),
            number: Some(1),
        }
    }

    #[test]
    fn a_part_is_labelled_by_its_first_and_last_entries() {
        let words = words::for_language(None);
        let parts = list(&[
            ("Benefits", 2),
            ("Education", 2),
            ("Housing", 6),
            ("Parks", 1),
        ]);
        let labels: Vec<String> = parts.all(words).map(|(label, _)| label).collect();
        assert_eq!(
            labels,
            [
                "Benefits to Education",
                "Housing, Measure to Measure 3",
                "Housing, Measure 4 to Measure",
                "Parks"
            ]
        );
        assert_eq!(list(&[("All", 6)]).label(words, 1), "Measure to Measure 3");
        let begin = parts
            .beginnings()
            .map(|(group, page)| format!("{group} {page}"));
        assert_eq!(
            begin.collect::<Vec<_>>(),
            [
                "Benefits /measures/",
                "Education /measures/",
                "Housing /measures/part/2/",
                "Parks /measures/part/4/"
            ]
        );
    }
}
