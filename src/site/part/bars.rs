//! Bars of counts: each part is a share of the whole, with a label and a tone.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::rollup::{Column, Tally, percent_of};
use crate::site::context::Context;
use crate::site::phrases::verdicts::{self, Tone};

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct BarPart {
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// "Outside tolerance".
    pub label: String,
    /// The number of items in it.
    pub count: u32,
    /// Its share of the whole bar: "41%".
    pub percent: String,
    /// Where it starts along the bar: "41.1%".
    pub start: String,
    /// Its width as a share of the bar: "17.7%".
    pub width: String,
    /// The count as text. `None` if the part is too short to show it.
    pub number: Option<String>,
}

/// The width from which a part has room for its number on a phone, in tenths of a per cent of the bar.
const ROOM_FOR_A_NUMBER: u32 = 80;

/// Returns a bar of counts in the given order. Empty if all counts are 0.
pub(crate) fn bar(counts: &[(String, Tone, u32)]) -> Vec<BarPart> {
    let all: u32 = counts.iter().map(|(_, _, count)| count).sum();
    let mut before = 0;
    counts
        .iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(label, tone, count)| {
            let start = tenths(before, all);
            before += count;
            let width = tenths(before, all) - start;
            BarPart {
                tone: *tone,
                label: label.clone(),
                count: *count,
                percent: format!("{}%", percent_of(*count, all).shown()),
                start: shown(start),
                width: shown(width),
                number: (width >= ROOM_FOR_A_NUMBER).then(|| count.to_string()),
            }
        })
        .collect()
}

/// Returns the rated measures of a tally as a bar, best first.
pub(super) fn tally_bar(context: &Context, tally: &Tally) -> Vec<BarPart> {
    let mut counts: Vec<(String, Tone, u32)> = tally
        .columns()
        .filter(|(column, _)| !matches!(column, Column::Unrated(_)))
        .map(|(column, count)| {
            let (label, tone) = verdicts::column(context.words, &context.publisher, column);
            (label, tone, count)
        })
        .collect();
    counts.sort_by_key(|(_, tone, _)| *tone);
    bar(&counts)
}

/// Returns a share in tenths of a per cent.
fn tenths(count: u32, all: u32) -> u32 {
    count * 1000 / all
}

/// Formats tenths of a per cent: "41.1%".
fn shown(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_bar_without_gaps() {
        let counts = [("a", 7), ("b", 3), ("c", 0), ("d", 7)];
        let counts = counts.map(|(label, count)| (label.to_owned(), Tone::None, count));
        let places: Vec<(String, String)> = bar(&counts)
            .into_iter()
            .map(|part| (part.start, part.width))
            .collect();
        let expected = [("0.0%", "41.1%"), ("41.1%", "17.7%"), ("58.8%", "41.2%")];
        let expected = expected.map(|(start, width)| (start.to_owned(), width.to_owned()));
        assert_eq!(places, expected);
    }

    #[test]
    fn a_bar_of_nothing_is_empty() {
        assert!(bar(&[]).is_empty());
        assert!(bar(&[("a".to_owned(), Tone::Good, 0)]).is_empty());
    }
}
