//! The quarters as one picture: a column for each, of the shares of its measures by rating.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::tallies::{self, TallyHead, TallyRow, TallyTable};
use crate::assess::rollup::Tally;
use crate::model::{Quarter, QuarterNumber, Rating};
use crate::site::context::Context;
use crate::site::phrases::counts::Standing;
use crate::site::phrases::{Tone, counts, periods};
use crate::site::words::{Words, fill};

/// The ratings of all quarters as a picture with its table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterStack {
    /// What the latest quarter shows: "16 of 29 measures are on target, up from 14 of 29".
    pub finding: String,
    /// What is drawn: "Share of measures by rating, April to June 2018 to January to March 2024".
    pub measured: String,
    /// The columns, the earliest first.
    pub columns: Vec<StackColumn>,
    /// The years below the columns.
    pub years: Vec<StackYear>,
    /// The parts of a column from its foot, each with its name.
    pub key: Vec<TallyHead>,
    /// That some columns are missing, and why. `None` if all are there.
    pub gaps: Option<String>,
    /// The same as a table, the latest quarter first.
    pub table: TallyTable,
}

/// A quarter in the picture.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StackColumn {
    /// Where it starts across the picture: "4.2%".
    pub start: String,
    /// Its width: "3.7%".
    pub width: String,
    /// Its parts from the foot. Empty for a quarter without a rated measure.
    pub parts: Vec<StackPart>,
}

/// A part of a column.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StackPart {
    /// Its colour and pattern.
    pub tone: Tone,
    /// Where it starts, from the foot: "55.1%".
    pub start: String,
    /// Its height: "17.2%".
    pub height: String,
}

/// A financial year below the columns.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StackYear {
    /// Where its first column starts: "16.7%".
    pub start: String,
    /// The year: "2019/20".
    pub label: String,
}

/// The fewest quarters with a rated measure that are drawn.
const LEAST: usize = 3;
/// The most years that have room for their names on a phone.
const YEARS: usize = 6;
/// How much of its room a column takes, in per cent.
const FILLED: u32 = 84;

/// Returns the picture of all published quarters. `None` if fewer than [`LEAST`] have a rated measure.
pub(crate) fn stack(context: &Context) -> Option<QuarterStack> {
    let words = context.words;
    let tally = |quarter: Quarter| context.assessment.quarter(quarter).rollup.all();
    let published = context.report.published().map(|one| one.quarter);
    let published: BTreeMap<Quarter, Tally> = published.map(|one| (one, tally(one))).collect();
    let (first, last) = (*published.keys().next()?, *published.keys().next_back()?);
    let ratings: Vec<Rating> = published.values().flat_map(Tally::ratings).collect();
    let standings = counts::standings(context, ratings);
    let key = standings.iter().map(|standing| TallyHead {
        label: standing.label.clone(),
        tone: standing.tone,
    });
    let key: Vec<TallyHead> = key.collect();
    let is_rated = |quarter: &Quarter| published.get(quarter).is_some_and(|one| one.rated() > 0);
    let quarters: Vec<Quarter> = first.through(last).collect();
    quarters
        .iter()
        .filter(|quarter| is_rated(quarter))
        .nth(LEAST - 1)?;
    let slots = [
        ("first", &*periods::quarter(words, first)),
        ("last", &periods::quarter(words, last)),
    ];
    let measured = fill(words.stack_measured, &slots);
    let rows = published.iter().rev();
    Some(QuarterStack {
        finding: counts::heading(context, last),
        columns: columns(&quarters, |quarter| {
            let tally = published.get(&quarter);
            tally.map_or_else(Vec::new, |tally| parts(tally, &standings))
        }),
        years: years(&quarters),
        gaps: (!quarters.iter().all(is_rated)).then(|| words.stack_gaps.to_owned()),
        table: TallyTable {
            caption: measured.clone(),
            first: words.status_quarter.to_owned(),
            head: key.clone(),
            rows: rows
                .map(|(quarter, tally)| row(words, *quarter, tally, &standings))
                .collect(),
        },
        key,
        measured,
    })
}

fn columns(quarters: &[Quarter], parts: impl Fn(Quarter) -> Vec<StackPart>) -> Vec<StackColumn> {
    let starts = starts(quarters.len());
    let columns = quarters.iter().zip(&starts);
    let columns = columns.map(|(quarter, start)| StackColumn {
        start: tallies::shown(*start),
        width: tallies::shown(starts.get(1).map_or(1000, |width| *width) * FILLED / 100),
        parts: parts(*quarter),
    });
    columns.collect()
}

/// Returns where each column starts, in tenths of a per cent of the width.
fn starts(count: usize) -> Vec<u32> {
    let all = u32::try_from(count).unwrap_or(u32::MAX);
    (0..all).map(|at| tallies::tenths(at, all)).collect()
}

/// Returns the parts of a column. Empty if nothing is rated.
fn parts(tally: &Tally, standings: &[Standing]) -> Vec<StackPart> {
    if tally.rated() == 0 {
        return Vec::new();
    }
    let counts = standings.iter();
    let counts = counts.map(|one| (String::new(), one.tone, one.count(tally)));
    let parts = tallies::bar(&counts.collect::<Vec<_>>()).into_iter();
    let parts = parts.map(|part| StackPart {
        tone: part.tone,
        start: part.start,
        height: part.width,
    });
    parts.collect()
}

/// Returns the names of years, as many as there is room for.
fn years(quarters: &[Quarter]) -> Vec<StackYear> {
    let starts = starts(quarters.len());
    let is_first = |at: usize| at == 0 || quarters[at].number() == QuarterNumber::Q1;
    let firsts: Vec<usize> = (0..quarters.len()).filter(|at| is_first(*at)).collect();
    let step = firsts.len().div_ceil(YEARS).max(1);
    let named = firsts.into_iter().step_by(step);
    let named = named.map(|at| StackYear {
        start: tallies::shown(starts[at]),
        label: periods::financial_year(quarters[at].year()),
    });
    named.collect()
}

fn row(words: &Words, quarter: Quarter, tally: &Tally, standings: &[Standing]) -> TallyRow {
    TallyRow {
        label: periods::quarter(words, quarter),
        counts: standings.iter().map(|one| one.count(tally)).collect(),
        base: match tally.rated() {
            0 => words.finding_none.to_owned(),
            _ => String::new(),
        },
        bar: Vec::new(),
    }
}
