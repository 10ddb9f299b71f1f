//! The lists that a large site shows in parts: which they are, what each is made of, and how a part speaks of the others.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::context::Context;
use super::findable::Findable;
use super::parts::{Ends, MeasureParts, Parts, Piece};
use super::routes::{Route, Section};
use super::words::{Words, fill};
use super::{outlines, rows, search_page};
use crate::model::{MeasureId, ObjectiveId, Quarter};

/// A list that a large site shows in parts. The first stands at the list's own address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LongList {
    /// `/measures/`
    Measures,
    /// `/2016-17/q1/measures/`
    InQuarter(Quarter, Section),
    /// `/objectives/p2-obj1/`
    Objective(ObjectiveId),
    /// `/2016-17/q1/objectives/p2-obj1/`
    ObjectiveIn(Quarter, ObjectiveId),
    /// `/search/`
    Search,
}

impl LongList {
    /// The list that stands on a page; none where it has no list that may be long.
    pub fn on(route: &Route) -> Option<Self> {
        Some(match route {
            Route::Measures => Self::Measures,
            Route::Section(
                quarter,
                section @ (Section::PerformingWell
                | Section::Improvement
                | Section::Measures
                | Section::Governance),
            ) => Self::InQuarter(*quarter, *section),
            Route::Objective(id) => Self::Objective(id.clone()),
            Route::ObjectiveIn(quarter, id) => Self::ObjectiveIn(*quarter, id.clone()),
            Route::Search => Self::Search,
            _ => return None,
        })
    }

    /// The page of its first part.
    pub fn page(&self) -> Route {
        match self {
            Self::Measures => Route::Measures,
            Self::InQuarter(quarter, section) => Route::Section(*quarter, *section),
            Self::Objective(id) => Route::Objective(id.clone()),
            Self::ObjectiveIn(quarter, id) => Route::ObjectiveIn(*quarter, id.clone()),
            Self::Search => Route::Search,
        }
    }

    /// The page of a part, counted from 1.
    pub(super) fn part(&self, number: usize) -> Route {
        match number {
            1 => self.page(),
            _ => Route::Part(self.clone(), number),
        }
    }
}

/// How much of a list a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Whole,
    Part(usize),
}

/// A list as a page shows it: all of it, or a part.
pub(super) struct ListPart<T> {
    list: LongList,
    parts: Arc<Parts<T>>,
    shows: Shows,
}

impl<T> ListPart<T> {
    fn new(list: &LongList, parts: Arc<Parts<T>>, number: usize) -> Self {
        let shows = match parts.count() {
            1 => Shows::Whole,
            _ => Shows::Part(number),
        };
        let list = list.clone();
        Self { list, parts, shows }
    }

    /// The page that shows it.
    pub(super) fn route(&self) -> Route {
        match self.shows {
            Shows::Whole => self.list.page(),
            Shows::Part(number) => self.list.part(number),
        }
    }

    /// Whether the page is the list's own: what is said of the list as a whole stands there and nowhere else.
    pub(super) fn is_first(&self) -> bool {
        matches!(self.shows, Shows::Whole | Shows::Part(1))
    }

    /// What stands there.
    pub(super) fn pieces(&self) -> Vec<Piece<'_, T>> {
        match self.shows {
            Shows::Whole => self.parts.whole().collect(),
            Shows::Part(number) => self.parts.pieces(number).collect(),
        }
    }

    /// "Measures, part 2 of 40: Adult care to Housing"; of a list that is whole, its own title.
    pub(super) fn title(&self, words: &Words, title: &str) -> String {
        let Shows::Part(number) = self.shows else {
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

    /// The way back to the page of the list, on those of its other parts.
    pub(super) fn crumb(&self, title: &str) -> Option<(String, Route)> {
        (!self.is_first()).then(|| (title.to_owned(), self.list.page()))
    }

    /// Which part it is, counted from 1; `None` of a list that is whole.
    pub(super) fn number(&self) -> Option<usize> {
        match self.shows {
            Shows::Whole => None,
            Shows::Part(number) => Some(number),
        }
    }

    /// What each part begins and ends with, and its page, in order.
    pub(super) fn all(&self, words: &Words) -> impl Iterator<Item = (String, Route)> {
        let numbers = 1..=self.parts.count();
        numbers.map(|number| (self.label(words, number), self.list.part(number)))
    }

    /// Each group's label with the page on which it begins.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = (&str, Route)> {
        let begin = self.parts.beginnings();
        begin.map(|(group, number)| (group.heading.as_str(), self.list.part(number)))
    }

    /// "Adult care to Housing".
    fn label(&self, words: &Words, number: usize) -> String {
        let range = |first: &str, last: &str| {
            let slots = [("first", first), ("last", last)];
            fill(words.part_range, &slots)
        };
        match self.parts.ends(number) {
            None => String::new(),
            Some(Ends::Groups(only, last)) if only == last => only.to_owned(),
            Some(Ends::Groups(first, last)) => range(first, last),
            Some(Ends::Within("", first, last)) => range(&first, &last),
            Some(Ends::Within(group, first, last)) => {
                let slots = [("group", group), ("range", &*range(&first, &last))];
                fill(words.part_within, &slots)
            }
        }
    }
}

/// A list of measures, or a part of one.
pub(super) type MeasuresPart = ListPart<Vec<MeasureId>>;

impl MeasuresPart {
    /// The measures that stand there, by the ids of their wholes.
    pub(super) fn wholes(&self) -> BTreeSet<MeasureId> {
        let pieces = self.pieces().into_iter();
        let entries = pieces.flat_map(|piece| piece.entries);
        let ids = entries.flat_map(|entry| &entry.what);
        ids.map(rows::whole).collect()
    }
}

impl<T> Piece<'_, T> {
    /// The heading of its group, and that this goes on from an earlier part.
    pub(super) fn heading(&self, words: &Words) -> String {
        let heading = self.group.heading.as_str();
        if self.is_continued {
            fill(words.part_continued, &[("group", heading)])
        } else {
            heading.to_owned()
        }
    }
}

impl Piece<'_, Vec<MeasureId>> {
    /// Its measures, and members of measures.
    pub(super) fn measures(&self) -> impl Iterator<Item = &MeasureId> {
        self.entries.iter().flat_map(|entry| &entry.what)
    }
}

/// How many parts a list has.
pub(super) fn parts_of(context: &Context, list: &LongList) -> usize {
    match list {
        LongList::Search => names(context).count(),
        list => measure_parts(context, list).count(),
    }
}

/// A part of a list of measures, counted from 1; the whole where it is not split.
pub(super) fn part_of(context: &Context, list: &LongList, number: usize) -> MeasuresPart {
    ListPart::new(list, measure_parts(context, list), number)
}

/// A list of measures as it stands where nothing is split: on paper.
pub(super) fn whole_of(context: &Context, list: &LongList) -> MeasuresPart {
    ListPart {
        list: list.clone(),
        parts: measure_parts(context, list),
        shows: Shows::Whole,
    }
}

/// A part of everything from A to Z.
pub(super) fn part_of_names(context: &Context, number: usize) -> ListPart<Findable> {
    ListPart::new(&LongList::Search, names(context), number)
}

fn names(context: &Context) -> Arc<Parts<Findable>> {
    let names = context
        .splits
        .names
        .get_or_init(|| Arc::new(Parts::new(search_page::letters(context))));
    Arc::clone(names)
}

/// Two that ask at once may both work it out: neither waits for the other, and they find the same.
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
    let parts = Arc::new(Parts::new(outlines::groups_of(context, list)));
    Arc::clone(known().entry(list.clone()).or_insert(parts))
}
