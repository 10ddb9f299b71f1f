//! Where a long list is split, and the labels of its parts.
//!
//! A list on one page is easier to read and to search, so a list is split only if its page would be too large. It is
//! split between groups, and within a group only if that alone is too long.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use super::{Findable, Route};
use crate::model::MeasureId;

/// The most lines in a part.
///
/// A line is roughly a line on screen: a name from A to Z takes 1, a row of a table 3, a tile 4, and a comment 1 for
/// each 100 letters. Measured on the sample sites as a server sends it (gzip), a line is 28 to 37 bytes in the list of
/// names, 22 to 60 in tables and 47 to 65 in the two lists with comments. So a part is at most 40 kB. A page may be 60
/// kB with everything it loads, of which the style, icon and frame take 11.
pub(crate) const MAX_LINES: usize = 600;

/// An entry of a list, which is never split.
#[derive(Debug, Clone)]
pub(crate) struct ListItem<T> {
    pub(crate) value: T,
    /// The name to look it up by.
    pub(crate) name: String,
    pub(crate) lines: usize,
}

/// Entries under one heading.
#[derive(Debug, Clone)]
pub(crate) struct Group<T> {
    /// The heading above several groups. Empty for none.
    pub(crate) set_heading: String,
    pub(crate) heading: String,
    /// The name in labels of parts.
    pub(crate) label: String,
    pub(crate) entries: Vec<ListItem<T>>,
}

/// A list, split into parts.
#[derive(Debug)]
pub(crate) struct Parts<T> {
    groups: Vec<Group<T>>,
    parts: Vec<Vec<Span>>,
}

/// Consecutive entries of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    group: usize,
    entries: Range<usize>,
}

/// The entries of a group that are in a part.
pub(crate) struct PartGroup<'a, T> {
    pub(crate) group: &'a Group<T>,
    pub(crate) entries: &'a [ListItem<T>],
    /// Whether the group starts in an earlier part.
    pub(crate) is_continued: bool,
}

/// The entries that a part starts and ends with, for its label.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PartRange<'a> {
    /// Whole groups: the labels of the first and the last.
    Groups(&'a str, &'a str),
    /// Part of one group: its label, and enough words of its first and last entry to distinguish them from the entries
    /// next to them.
    Within(&'a str, String, String),
}

/// A list of measures in parts. The members of a composite are one entry.
pub(crate) type MeasureParts = Parts<Vec<MeasureId>>;

/// How each list is split. Calculated on first use, because the page of any part needs the whole list.
#[derive(Default)]
pub(crate) struct Splits {
    /// By the page of the list.
    pub(crate) measures: Mutex<BTreeMap<Route, Arc<MeasureParts>>>,
    pub(crate) names: OnceLock<Arc<Parts<Findable>>>,
}

impl<T> Parts<T> {
    /// Splits a list that is too long for one page.
    pub(crate) fn new(groups: Vec<Group<T>>) -> Self {
        let lines = |group: &Group<T>| group.entries.iter().map(|entry| entry.lines).collect();
        let all: Vec<Vec<usize>> = groups.iter().map(lines).collect();
        let parts = split(&all, MAX_LINES);
        Self { groups, parts }
    }

    pub(crate) fn count(&self) -> usize {
        self.parts.len()
    }

    /// Returns the entries of a part, by group. Parts are counted from 1.
    pub(crate) fn groups(&self, number: usize) -> impl Iterator<Item = PartGroup<'_, T>> {
        let spans = self.parts.get(number.wrapping_sub(1)).into_iter().flatten();
        spans.map(|span| PartGroup {
            group: &self.groups[span.group],
            entries: &self.groups[span.group].entries[span.entries.clone()],
            is_continued: span.entries.start > 0,
        })
    }

    pub(crate) fn whole(&self) -> impl Iterator<Item = PartGroup<'_, T>> {
        self.groups.iter().map(|group| PartGroup {
            group,
            entries: &group.entries,
            is_continued: false,
        })
    }

    /// Returns each group with the number of the part in which it starts.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = (&Group<T>, usize)> {
        let numbered = self.parts.iter().zip(1..);
        let spans = numbered.flat_map(|(spans, number)| spans.iter().map(move |s| (s, number)));
        let begin = spans.filter(|(span, _)| span.entries.start == 0);
        begin.map(|(span, number)| (&self.groups[span.group], number))
    }

    /// Returns the entries that a part starts and ends with.
    pub(crate) fn range(&self, number: usize) -> Option<PartRange<'_>> {
        let spans = self.parts.get(number.checked_sub(1)?)?;
        let (first, last) = (spans.first()?, spans.last()?);
        let group = &self.groups[first.group];
        if first.entries.len() == group.entries.len() {
            return Some(PartRange::Groups(
                &group.label,
                &self.groups[last.group].label,
            ));
        }
        let name = |at: usize| group.entries.get(at).map(|entry| entry.name.as_str());
        let Range { start, end } = first.entries;
        Some(PartRange::Within(
            // A list with only one group needs no name for it.
            if self.groups.len() > 1 {
                &group.label
            } else {
                ""
            },
            distinct_start(name(start)?, start.checked_sub(1).and_then(name)),
            distinct_start(name(end - 1)?, name(end)),
        ))
    }
}

/// Returns the entries of each part, in order. A list that is short enough has one part.
fn split(groups: &[Vec<usize>], most: usize) -> Vec<Vec<Span>> {
    let mut parts: Vec<Vec<Span>> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    let mut filled = 0;
    for (group, entries) in groups.iter().enumerate() {
        let lines: usize = entries.iter().sum();
        if filled + lines > most && !open.is_empty() {
            parts.push(std::mem::take(&mut open));
            filled = 0;
        }
        if lines > most {
            let stretches = stretches(entries, most).into_iter();
            parts.extend(stretches.map(|entries| vec![Span { group, entries }]));
        } else {
            let entries = 0..entries.len();
            open.push(Span { group, entries });
            filled += lines;
        }
    }
    if !open.is_empty() || parts.is_empty() {
        parts.push(open);
    }
    parts
}

/// Splits a long group into as few parts as possible, of about the same length.
fn stretches(entries: &[usize], most: usize) -> Vec<Range<usize>> {
    let all: usize = entries.iter().sum();
    let wanted = all.div_ceil(most);
    let mut stretches = Vec::new();
    let (mut start, mut before, mut read) = (0, 0, 0);
    for (at, lines) in entries.iter().enumerate() {
        let has_its_share = read * wanted >= all * (stretches.len() + 1);
        if at > start && (has_its_share || read - before + lines > most) {
            stretches.push(start..at);
            (start, before) = (at, read);
        }
        read += lines;
    }
    stretches.push(start..entries.len());
    stretches
}

/// Returns the first words of a name, up to the first that differs from a neighbour's, as at the top of a dictionary
/// page.
fn distinct_start(name: &str, neighbour: Option<&str>) -> String {
    let other = neighbour.unwrap_or_default().split_whitespace();
    let words: Vec<&str> = name.split_whitespace().collect();
    let shared = words.iter().zip(other).take_while(|(a, b)| **a == *b);
    let start = words[..words.len().min(shared.count() + 1)].join(" ");
    start.trim_end_matches([',', ';', ':', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// Formats parts: the number of each group, followed by how many of its entries are in the part.
    fn shown(parts: &[Vec<Span>]) -> String {
        let part = |spans: &Vec<Span>| {
            let spans = spans.iter();
            let spans = spans.map(|span| format!("{}{}", span.group, span.entries.len()));
            spans.collect::<Vec<_>>().join(" ")
        };
        parts.iter().map(part).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_list_is_split_between_groups_and_within_a_group_that_is_too_long() {
        let one = |count: usize| vec![1; count];
        let table: [(&str, Vec<Vec<usize>>, &str); 9] = [
            ("nothing is one part", vec![], ""),
            ("what fits stays whole", vec![one(4), one(6)], "04 16"),
            ("one more parts two groups", vec![one(5), one(6)], "05 | 16"),
            (
                "small groups share a part",
                vec![one(4), one(4), one(4)],
                "04 14 | 24",
            ),
            ("a long group is cut evenly", vec![one(11)], "06 | 05"),
            (
                "and shares no part",
                vec![one(2), one(15), one(2)],
                "02 | 18 | 17 | 22",
            ),
            (
                "as long as may be is not cut",
                vec![one(2), one(10)],
                "02 | 110",
            ),
            (
                "lines count, not entries",
                vec![vec![3, 3, 3, 3]],
                "02 | 02",
            ),
            ("no entry is cut", vec![vec![2, 30, 2]], "01 | 01 | 01"),
        ];
        for (what, groups, parts) in table {
            assert_eq!(shown(&split(&groups, 10)), parts, "{what}");
        }
    }

    proptest! {
        #[test]
        fn every_entry_is_in_one_part_in_order_and_no_part_is_too_long(
            groups in vec(vec(1_usize..9, 1..40), 1..12),
            most in 8_usize..60,
        ) {
            let parts = split(&groups, most);
            let spans = parts.iter().flatten();
            let read: Vec<(usize, usize)> = spans
                .flat_map(|span| span.entries.clone().map(|entry| (span.group, entry)))
                .collect();
            let all = groups.iter().enumerate();
            let all: Vec<(usize, usize)> = all
                .flat_map(|(group, entries)| (0..entries.len()).map(move |entry| (group, entry)))
                .collect();
            prop_assert_eq!(read, all);
            for part in &parts {
                let lines = part.iter().map(|span| &groups[span.group][span.entries.clone()]);
                prop_assert!(lines.flatten().sum::<usize>() <= most);
                for span in part {
                    let group = &groups[span.group];
                    let is_whole = span.entries.len() == group.len();
                    prop_assert!(is_whole || group.iter().sum::<usize>() > most);
                    prop_assert!(is_whole || part.len() == 1);
                }
            }
        }
    }

    #[test]
    fn a_name_is_distinguished_by_as_few_words_as_possible() {
        let table = [
            ("Calls answered in time", None, "Calls"),
            ("Calls answered in time", Some("Bins emptied"), "Calls"),
            (
                "Calls answered, urgent",
                Some("Calls returned"),
                "Calls answered",
            ),
            ("Calls", Some("Calls answered"), "Calls"),
            ("M120", Some("M119"), "M120"),
        ];
        for (name, neighbour, start) in table {
            assert_eq!(
                distinct_start(name, neighbour),
                start,
                "{name} beside {neighbour:?}"
            );
        }
    }

    fn list(groups: &[(&str, usize)]) -> Parts<()> {
        let entry = |at: usize| ListItem {
            value: (),
            name: format!("Measure {at}"),
            lines: MAX_LINES / 4,
        };
        let groups = groups.iter().map(|(name, count)| Group {
            set_heading: String::new(),
            heading: (*name).to_owned(),
            label: (*name).to_owned(),
            entries: (1..=*count).map(entry).collect(),
        });
        Parts::new(groups.collect())
    }

    #[test]
    fn a_part_is_labelled_by_its_first_and_last_entries() {
        let within = |group, first: &str, last: &str| {
            Some(PartRange::Within(group, first.to_owned(), last.to_owned()))
        };
        let parts = list(&[
            ("Benefits", 2),
            ("Education", 2),
            ("Housing", 6),
            ("Parks", 1),
        ]);
        assert_eq!(parts.count(), 4);
        assert_eq!(
            parts.range(1),
            Some(PartRange::Groups("Benefits", "Education"))
        );
        assert_eq!(parts.range(2), within("Housing", "Measure", "Measure 3"));
        assert_eq!(parts.range(3), within("Housing", "Measure 4", "Measure"));
        assert_eq!(parts.range(4), Some(PartRange::Groups("Parks", "Parks")));
        assert_eq!(
            list(&[("All", 6)]).range(1),
            within("", "Measure", "Measure 3")
        );
        let begin = parts
            .beginnings()
            .map(|(group, part)| format!("{} {part}", group.label));
        assert_eq!(
            begin.collect::<Vec<_>>(),
            ["Benefits 1", "Education 1", "Housing 2", "Parks 4"]
        );
    }
}
