//! One measure with everything that was reported of it: what it is, what each quarter says, and whether the two agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::doubt::Doubt;
use super::entries;
use super::misspelt::{self, Misspelt};
use super::names::Names;
use super::table::{Row, Typed};
use super::{any_error, expected, idle, measures, scale};
use crate::diag::Diagnostic;
use crate::model::{Entry, Measure, MeasureId, Quarter, Series};
use crate::parse::Legible;
use crate::recall::Same;

/// What a measure is checked against, the same for all of them.
#[derive(Debug, PartialEq)]
pub(super) struct Terms {
    pub(super) names: Same<Names>,
    /// What could not be read, or not in full.
    pub(super) doubt: Doubt,
    pub(super) quarters: BTreeMap<Quarter, Stage>,
}

/// How far a quarter's report has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It has a page, or will have from a day on, where that is known.
    Report(Option<Date>),
    /// It has no day of publication yet.
    Draft,
    /// It is known from later reports alone.
    Background,
}

/// What came of a measure's row.
#[derive(Debug)]
pub(super) struct Reported {
    /// Nothing where it is not known what it is.
    pub(super) measure: Option<Arc<Measure>>,
    pub(super) series: Arc<Series>,
    pub(super) doubt: RowDoubt,
    pub(super) problems: Vec<Diagnostic>,
}

/// What of one measure cannot be relied on.
#[derive(Debug, Default)]
pub(super) struct RowDoubt {
    pub(super) measure: bool,
    pub(super) targets: bool,
    pub(super) entries: BTreeSet<Quarter>,
}

/// A row while it is checked.
pub(super) struct Reading<'a> {
    pub(super) row: &'a Row,
    pub(super) terms: &'a Terms,
    pub(super) doubt: RowDoubt,
}

impl Reading<'_> {
    /// Whether a figure, or that there is none, cannot be relied on.
    pub(super) fn doubts_entry(&self, quarter: Quarter) -> bool {
        self.doubt.measure
            || self.terms.doubt.on_quarter(quarter)
            || self.doubt.entries.contains(&quarter)
    }
}

/// Checks a row. What of it nobody may rely on is told once, and nothing is concluded from it.
pub(super) fn check(row: &Row, terms: &Terms) -> Reported {
    let mut problems = Vec::new();
    let measure = measures::check(&row.measure, &terms.names, &mut problems);
    let misspelt = misspelt::in_row(row);
    problems.extend(misspelt.iter().map(Misspelt::problem));
    let measure = measure.filter(|_| misspelt.is_empty());
    let id = &row.measure.id;
    let doubt = RowDoubt {
        measure: measure.is_none() || terms.doubt.is_measure(id.as_str()),
        targets: any_error(&problems),
        entries: doubted_entries(row),
    };
    let mut reading = Reading { row, terms, doubt };
    let measure = measure.filter(|_| row.measure.legible == Legible::Whole);
    let Some(measure) = measure else {
        let (measure, series) = (None, Arc::new(Series::default()));
        let doubt = reading.doubt;
        return Reported {
            measure,
            series,
            doubt,
            problems,
        };
    };
    let series = Series::new(read_entries(&mut reading, &measure, &mut problems));
    expected::check(&reading, &measure, &series, &mut problems);
    idle::check(&row.measure, &measure, &mut problems);
    if !(reading.doubt.measure || reading.doubt.targets) {
        scale::check(&reading, &measure, &series, &mut problems);
    }
    Reported {
        measure: Some(Arc::new(measure)),
        series: Arc::new(series),
        doubt: reading.doubt,
        problems,
    }
}

fn doubted_entries(row: &Row) -> BTreeSet<Quarter> {
    let columns = row.table.columns.iter();
    let by_others = columns
        .filter(|column| column.doubted.contains(&row.measure.id))
        .map(|column| column.quarter);
    let own = row
        .entries()
        .filter(|typed| typed.draft.legible == Legible::InPart)
        .map(|typed| typed.quarter);
    by_others.chain(own).collect()
}

fn read_entries(
    reading: &mut Reading,
    measure: &Measure,
    out: &mut Vec<Diagnostic>,
) -> Vec<(Quarter, Entry)> {
    let names = &reading.terms.names;
    let mut doubted = Vec::new();
    let read = reading.row.entries().map(|typed| {
        let Typed {
            quarter,
            path,
            name,
            draft,
        } = typed;
        let before = out.len();
        let published = match reading.terms.quarters.get(&quarter) {
            Some(Stage::Report(day)) if !reading.terms.doubt.on_quarter(quarter) => *day,
            _ => None,
        };
        let terms = entries::Terms {
            path,
            quarter,
            published,
            names,
            name,
        };
        let entry = entries::check(draft, measure, &terms, out);
        if any_error(&out[before..]) {
            doubted.push(quarter);
        }
        (quarter, entry)
    });
    let read = read.collect();
    reading.doubt.entries.extend(doubted);
    read
}

impl Doubt {
    /// Takes over what came of a row.
    pub(super) fn add(&mut self, id: &MeasureId, row: &RowDoubt) {
        if row.measure {
            self.measure(id.as_str());
        }
        if row.targets {
            self.targets(id.as_str());
        }
        for quarter in &row.entries {
            self.entry_of(*quarter, id.clone());
        }
    }
}
