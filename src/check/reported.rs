//! One measure with all its entries: its definition, each entry, and whether they agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::doubt::Doubt;
use super::entries;
use super::misspelt::{self, Misspelt};
use super::names::Names;
use super::table::{Row, Typed};
use super::{expected, idle, measures, scale};
use crate::diag::Problems;
use crate::model::{Entry, Measure, MeasureId, Quarter, Series};
use crate::parse::Legible;
use crate::recall::Same;

/// The context of all measures.
#[derive(Debug, PartialEq)]
pub(super) struct Terms {
    pub(super) names: Same<Names>,
    /// Files that could not be read completely.
    pub(super) doubt: Doubt,
    pub(super) quarters: BTreeMap<Quarter, Stage>,
}

/// The stage of a quarter's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It has a publication day, which is given if it is known.
    Report(Option<Date>),
    /// It has no publication day yet.
    Draft,
    /// It is known only from later reports.
    Background,
}

/// The result of checking a measure and its entries.
#[derive(Debug)]
pub(super) struct Reported {
    /// `None` if the definition is wrong.
    pub(super) measure: Option<Arc<Measure>>,
    pub(super) series: Arc<Series>,
    pub(super) doubt: RowDoubt,
    pub(super) problems: Problems,
}

/// What is not reliable about a measure.
#[derive(Debug, Default)]
pub(super) struct RowDoubt {
    pub(super) measure: bool,
    pub(super) targets: bool,
    pub(super) entries: BTreeSet<Quarter>,
}

/// The check of a measure and its entries.
pub(super) struct Reading<'a> {
    pub(super) row: &'a Row,
    pub(super) terms: &'a Terms,
    pub(super) doubt: RowDoubt,
}

impl Reading<'_> {
    /// Returns whether a figure, or its absence, is not reliable.
    pub(super) fn doubts_entry(&self, quarter: Quarter) -> bool {
        self.doubt.measure
            || self.terms.doubt.on_quarter(quarter)
            || self.doubt.entries.contains(&quarter)
    }
}

/// Checks a measure and its entries. Nothing is concluded from content with an error.
pub(super) fn check(row: &Row, terms: &Terms) -> Reported {
    let mut problems = Problems::default();
    let measure = measures::check(&row.measure, &terms.names, &mut problems);
    let misspelt = misspelt::in_row(row);
    problems.extend(misspelt.iter().map(Misspelt::problem));
    let measure = measure.filter(|_| misspelt.is_empty());
    let id = &row.measure.id;
    let doubt = RowDoubt {
        measure: measure.is_none() || terms.doubt.is_measure(id.as_str()),
        targets: problems.has_errors(),
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
    problems: &mut Problems,
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
        let before = problems.len();
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
        let entry = entries::check(draft, measure, &terms, problems);
        if problems.has_errors_from(before) {
            doubted.push(quarter);
        }
        (quarter, entry)
    });
    let read = read.collect();
    reading.doubt.entries.extend(doubted);
    read
}

impl Doubt {
    /// Adds the unreliable content of a measure.
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
