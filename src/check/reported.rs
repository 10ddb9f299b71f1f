//! One measure with all its entries: its definition, each entry, and whether they agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::doubt::Doubt;
use super::entries;
use super::misspelt::{self, Misspelt};
use super::names::Names;
use super::table::Row;
use super::{expected, measures, no_effect, scale};
use crate::diag::{Diagnostic, Problems};
use crate::model::{Entry, Measure, Publication, Quarter, Series};
use crate::recall::Same;

#[derive(Debug, PartialEq)]
pub(super) struct RowContext {
    pub(super) names: Same<Names>,
    /// Files that could not be read completely.
    pub(super) doubt: Doubt,
    pub(super) quarters: BTreeMap<Quarter, Publication>,
}

#[derive(Debug)]
pub(super) struct CheckedRow {
    /// `None` if the definition is wrong.
    pub(super) measure: Option<Arc<Measure>>,
    pub(super) series: Arc<Series>,
    pub(super) doubt: RowDoubt,
    pub(super) problems: Problems,
}

#[derive(Debug, Default)]
pub(super) struct RowDoubt {
    pub(super) measure: bool,
    pub(super) targets: bool,
    pub(super) entries: BTreeSet<Quarter>,
}

pub(super) struct RowCheck<'a> {
    pub(super) row: &'a Row,
    pub(super) context: &'a RowContext,
    pub(super) doubt: RowDoubt,
}

impl RowCheck<'_> {
    /// Returns whether a figure, or its absence, is not reliable.
    pub(super) fn doubts_entry(&self, quarter: Quarter) -> bool {
        self.doubt.measure
            || self.context.doubt.on_quarter(quarter)
            || self.doubt.entries.contains(&quarter)
    }
}

/// Checks a measure and its entries. Nothing is concluded from content with an error.
pub(super) fn check(row: &Row, context: &RowContext) -> CheckedRow {
    let mut problems = Problems::default();
    let measure = measures::check(&row.measure, &context.names, &mut problems);
    let misspelt = misspelt::in_row(row);
    problems.extend(misspelt.iter().map(Misspelt::problem));
    let measure = measure.filter(|_| misspelt.is_empty());
    let id = &row.measure.id;
    let doubt = RowDoubt {
        measure: measure.is_none() || context.doubt.is_measure(id.as_str()),
        targets: problems.iter().any(Diagnostic::is_error),
        entries: doubted_entries(row),
    };
    let mut check = RowCheck {
        row,
        context,
        doubt,
    };
    let measure = measure.filter(|_| row.measure.is_whole);
    let mut series = Series::default();
    if let Some(measure) = &measure {
        series = Series::new(read_entries(&mut check, measure, &mut problems));
        expected::check(&check, measure, &series, &mut problems);
        no_effect::check(&row.measure, measure, &mut problems);
        if !(check.doubt.measure || check.doubt.targets) {
            scale::check(&check, measure, &series, &mut problems);
        }
    }
    CheckedRow {
        measure: measure.map(Arc::new),
        series: Arc::new(series),
        doubt: check.doubt,
        problems,
    }
}

fn doubted_entries(row: &Row) -> BTreeSet<Quarter> {
    let columns = row.table.columns.iter();
    let by_others = columns.filter(|column| column.doubted.contains(&row.measure.id));
    let own = row.entries().filter(|typed| !typed.draft.is_whole);
    let by_others = by_others.map(|column| column.quarter);
    by_others.chain(own.map(|typed| typed.quarter)).collect()
}

fn read_entries(
    check: &mut RowCheck,
    measure: &Measure,
    problems: &mut Problems,
) -> Vec<(Quarter, Entry)> {
    let names = &check.context.names;
    let mut doubted = Vec::new();
    let read = check.row.entries().map(|typed| {
        let quarter = typed.quarter;
        let before = problems.len();
        let published = match check.context.quarters.get(&quarter) {
            Some(Publication::On(day)) if !check.context.doubt.on_quarter(quarter) => Some(*day),
            _ => None,
        };
        let context = entries::EntryContext {
            path: typed.path,
            quarter,
            published,
            names,
            name: typed.name,
        };
        let entry = entries::check(typed.draft, measure, context, problems);
        if problems[before..].iter().any(Diagnostic::is_error) {
            doubted.push(quarter);
        }
        (quarter, entry)
    });
    let read = read.collect();
    check.doubt.entries.extend(doubted);
    read
}
