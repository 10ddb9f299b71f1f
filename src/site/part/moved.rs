//! The figures of a quarter in which no measure is rated, in lists by how they moved.

use super::{ListView, MeasureRow, links, rows};
use crate::assess::moved::Movement;
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{MeasureId, Quarter};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::phrases::moved;
use crate::site::route::Section;

/// The most measures of a list that are tiles. The others are rows.
const TILES: usize = 6;

/// The most measures in a list.
const LISTED: usize = 40;

/// Returns lists of the measures that worsened, improved, went up and went down, and of all others. Each is in the order of
/// the site: changes in different units have no order. Empty if a measure is rated.
pub(super) fn lists(context: &Context, quarter: Quarter) -> Vec<ListView> {
    let words = context.words;
    let Some(moved) = moved::moved(context, quarter) else {
        return Vec::new();
    };
    let ways = [
        (Movement::Worsened, words.worsened),
        (Movement::Improved, words.improved),
        (Movement::WentUp, words.went_up),
        (Movement::WentDown, words.went_down),
    ];
    let lists = ways.into_iter().filter_map(|(way, heading)| {
        let (_, own) = moved.groups.iter().find(|(other, _)| *other == way)?;
        let rule = moved::compared_with(context, quarter, own);
        Some(list(context, quarter, (heading, rule), own, TILES))
    });
    let mut lists: Vec<ListView> = lists.collect();
    let others = moved.groups.iter().filter(|(way, _)| !way.is_moved());
    let others: Vec<MeasureId> = others.flat_map(|(_, own)| own.iter().cloned()).collect();
    if !others.is_empty() {
        let rule = moved::counts_of(words, &moved, |way| !way.is_moved()) + ".";
        let (heading, tiles) = if lists.is_empty() {
            (words.all_figures, TILES)
        } else {
            (words.other_figures, 0)
        };
        lists.push(list(context, quarter, (heading, rule), &others, tiles));
    }
    lists
}

fn list(
    context: &Context,
    quarter: Quarter,
    (heading, rule): (&str, String),
    own: &[MeasureId],
    tiles: usize,
) -> ListView {
    let measures = own.iter().filter_map(|id| context.report.measure(id));
    let measures = order::ordered(context, measures);
    let shown = measures.iter().take(LISTED);
    let (first, rest) = (shown.clone().take(tiles), shown.skip(tiles));
    let tiles = first.filter_map(|measure| {
        let mut tile = rows::tile(context, &measure.id, quarter, None)?;
        shorten(context, &measure.id, quarter, &mut tile.measure);
        Some(tile)
    });
    let rows = rest.filter_map(|measure| {
        let mut row = rows::row(context, &measure.id, quarter)?;
        shorten(context, &measure.id, quarter, &mut row);
        Some(row)
    });
    let label = context.words.all_in_quarter;
    let all = links::section_link(context, quarter, Section::Measures, label);
    ListView {
        heading: heading.to_owned(),
        rule,
        tiles: tiles.collect(),
        rows: rows.collect(),
        left_out: Vec::new(),
        all: all.filter(|_| measures.len() > LISTED),
    }
}

/// Leaves out that a measure has no target, which the page says once of all.
fn shorten(context: &Context, id: &MeasureId, quarter: Quarter, row: &mut MeasureRow) {
    let judged = context.assessment.judged(quarter, id);
    let outcome = judged.map(|judged| judged.current.outcome);
    if let Some(Outcome::Unrated(Unrated::NoTargetSet | Unrated::Context)) = outcome {
        row.brief.clear();
    }
}
