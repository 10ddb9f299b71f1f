//! Where a long list is split into parts.
//!
//! A list on one page is easier to read and to search, so a list is split only if its page would be too large. It is
//! split between groups, and within a group only if that alone is too long.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use super::{Findable, Route, Section};
use crate::model::{MeasureId, Quarter};

/// The most lines in a part.
///
/// A line is roughly a line on screen: a name from A to Z takes 1, a row of a table 3, a tile 4, and a comment 1 for
/// each 100 letters. Measured on the sample sites as a server sends it (gzip), a line is 28 to 37 bytes in the list of
/// names, 22 to 60 in tables and 47 to 65 in the two lists with comments. So a part is at most 40 kB. A page may be 60
/// kB with everything it loads, of which the style, icon and frame take 11.
pub(crate) const MAX_LINES: usize = 600;

/// An entry of a list, which is never split.
#[derive(Debug)]
pub(crate) struct ListItem<T> {
    pub(crate) value: T,
    /// The name to look it up by.
    pub(crate) name: String,
    pub(crate) lines: usize,
}

/// Entries under one heading, or those of them that are in one part.
#[derive(Debug)]
pub(crate) struct Group<T> {
    /// The heading above several groups. Empty for none.
    pub(crate) set_heading: String,
    pub(crate) heading: String,
    /// The name in labels of parts.
    pub(crate) label: String,
    pub(crate) entries: Vec<ListItem<T>>,
    /// Whether the group starts in an earlier part.
    pub(crate) is_continued: bool,
}

/// A list in parts.
pub(crate) type Parts<T> = Vec<Vec<Group<T>>>;

/// A list of measures in parts. The members of a composite are one entry.
pub(crate) type MeasureParts = Parts<Vec<MeasureId>>;

/// A list of a whole report that has pages of its own.
pub(crate) struct PaperList {
    pub(crate) section: Section,
    /// Its parts. The first of all measures is empty: it is on the first page of the report, with the totals.
    pub(crate) parts: Arc<MeasureParts>,
}

impl PaperList {
    pub(crate) fn pages(&self) -> usize {
        let parts = self.parts.iter();
        parts.filter(|groups| !groups.is_empty()).count()
    }
}

/// How lists are ordered and split. Calculated on first use, because the page of any part needs the whole list.
#[derive(Default)]
pub(crate) struct Splits {
    /// The place of each measure, in the order of their ids.
    pub(crate) places: OnceLock<Vec<usize>>,
    /// The measures in order, each by its place in the order of their ids.
    pub(crate) ordered: OnceLock<Vec<usize>>,
    /// By the page of the list.
    pub(crate) measures: Mutex<BTreeMap<Route, Arc<MeasureParts>>>,
    pub(crate) names: OnceLock<Arc<Parts<Findable>>>,
    /// The revised figures, by their places in the assessment's list.
    pub(crate) revisions: OnceLock<Arc<Parts<usize>>>,
    /// The forecasts, by their places in the assessment's list.
    pub(crate) forecasts: OnceLock<Arc<Parts<usize>>>,
    /// Whether any measure is of how the organisation is run.
    pub(crate) has_governance: OnceLock<bool>,
    /// The long lists of whole reports.
    pub(crate) papers: Mutex<BTreeMap<Quarter, Arc<Vec<PaperList>>>>,
}

impl<T> Group<T> {
    pub(crate) fn new(heading: String, entries: Vec<ListItem<T>>) -> Self {
        Self {
            set_heading: String::new(),
            label: heading.clone(),
            heading,
            entries,
            is_continued: false,
        }
    }

    pub(crate) fn lines(&self) -> usize {
        self.entries.iter().map(|entry| entry.lines).sum()
    }
}

/// Splits a list into parts with at most so many lines. A list that is short enough has one part.
pub(crate) fn split<T>(groups: Vec<Group<T>>, most: usize) -> Parts<T> {
    let mut parts = Vec::new();
    let mut open = Vec::new();
    let mut filled = 0;
    for group in groups {
        let lines = group.lines();
        if filled + lines > most && !open.is_empty() {
            parts.push(std::mem::take(&mut open));
            filled = 0;
        }
        if lines > most {
            parts.extend(stretches(group, most).into_iter().map(|part| vec![part]));
        } else {
            open.push(group);
            filled += lines;
        }
    }
    if !open.is_empty() || parts.is_empty() {
        parts.push(open);
    }
    parts
}

/// Splits a long group into as few parts as possible, of about the same length.
fn stretches<T>(group: Group<T>, most: usize) -> Vec<Group<T>> {
    let all = group.lines();
    let wanted = all.div_ceil(most);
    let mut stretches: Vec<Group<T>> = Vec::new();
    let (mut before, mut read) = (0, 0);
    for entry in group.entries {
        read += entry.lines;
        let has_its_share = (read - entry.lines) * wanted >= all * stretches.len();
        match stretches.last_mut() {
            Some(open) if !has_its_share && read - before <= most => open.entries.push(entry),
            _ => {
                before = read - entry.lines;
                stretches.push(Group {
                    set_heading: group.set_heading.clone(),
                    label: group.label.clone(),
                    is_continued: !stretches.is_empty(),
                    ..Group::new(group.heading.clone(), vec![entry])
                });
            }
        }
    }
    stretches
}

/// Returns the first words of a name, up to the first that differs from a neighbour's, as at the top of a dictionary
/// page.
pub(crate) fn distinct_start(name: &str, neighbour: Option<&str>) -> String {
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

    /// Returns groups with entries of so many lines each. The value of an entry is its place.
    fn groups(lines: &[Vec<usize>]) -> Vec<Group<(usize, usize)>> {
        let groups = lines.iter().enumerate().map(|(group, entries)| {
            let entries = entries.iter().enumerate().map(|(at, lines)| ListItem {
                value: (group, at),
                name: String::new(),
                lines: *lines,
            });
            Group::new(group.to_string(), entries.collect())
        });
        groups.collect()
    }

    /// Formats parts: the number of each group, followed by how many of its entries are in the part.
    fn shown<T>(parts: &Parts<T>) -> String {
        let part = |groups: &Vec<Group<T>>| {
            let groups = groups.iter();
            let groups = groups.map(|group| format!("{}{}", group.heading, group.entries.len()));
            groups.collect::<Vec<_>>().join(" ")
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
        for (what, lines, parts) in table {
            assert_eq!(shown(&split(groups(&lines), 10)), parts, "{what}");
        }
    }

    proptest! {
        #[test]
        fn every_entry_is_in_one_part_in_order_and_no_part_is_too_long(
            lines in vec(vec(1_usize..9, 1..40), 1..12),
            most in 8_usize..60,
        ) {
            let values = |groups: &[Group<(usize, usize)>]| {
                let entries = groups.iter().flat_map(|group| &group.entries);
                entries.map(|entry| entry.value).collect::<Vec<_>>()
            };
            let whole = groups(&lines);
            let parts = split(groups(&lines), most);
            let read: Vec<_> = parts.iter().flat_map(|part| values(part)).collect();
            prop_assert_eq!(read, values(&whole));
            for part in &parts {
                prop_assert!(part.iter().map(Group::lines).sum::<usize>() <= most);
                for group in part {
                    let (at, first) = group.entries[0].value;
                    let is_whole = group.entries.len() == whole[at].entries.len();
                    prop_assert!(is_whole || whole[at].lines() > most);
                    prop_assert!(is_whole || part.len() == 1);
                    prop_assert_eq!(group.is_continued, first > 0);
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
}
