//! One measure with all its entries: its definition, each entry, and whether they agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::doubt::Doubt;
use super::entries::EntryCheck;
use super::known::KnownNames;
use super::misspelt::{self, Misspelt};
use super::table::Row;
use super::{
    FileProblems, aims, changes, expected, falls, measures, no_effect, quarter_targets, scale,
    year_so_far,
};
use crate::diag::Problems;
use crate::model::{Entry, Measure, PeriodKind, Publication, Quarter, Series};
use crate::recall::Same;

#[derive(Debug, PartialEq)]
pub(super) struct RowContext {
    pub(super) names: Same<KnownNames>,
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
    pub(super) unmet: expected::Unmet,
    pub(super) problems: Problems,
}

#[derive(Debug, Default)]
pub(super) struct RowDoubt {
    pub(super) measure: bool,
    pub(super) targets: bool,
    pub(super) entries: BTreeSet<Quarter>,
}

/// A measure whose definition and entries are checked.
pub(super) struct RowCheck<'a> {
    pub(super) row: &'a Row,
    pub(super) context: &'a RowContext,
    pub(super) doubt: &'a RowDoubt,
    pub(super) measure: &'a Measure,
    pub(super) series: &'a Series,
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
    let measure = measures::check(row, &context.names, &mut problems);
    let misspelt = misspelt::in_row(row);
    problems.extend(misspelt.iter().map(Misspelt::problem));
    let measure = measure.filter(|_| misspelt.is_empty());
    let id = &row.measure.id;
    let mut doubt = RowDoubt {
        measure: measure.is_none() || context.doubt.is_measure(id.as_str()),
        targets: problems.has_errors(),
        entries: doubted_entries(row),
    };
    let mut measure = measure.filter(|_| row.measure.is_whole);
    if let Some(measure) = &mut measure {
        quarter_targets::add(measure, row, &mut problems);
        measure.take_tolerances(&context.names.tolerances);
        let file = &mut FileProblems::of(&row.measure.path, &mut problems);
        changes::check_measure(&row.measure, measure, file);
    }
    let mut series = Series::default();
    let mut unmet = expected::Unmet::default();
    if let Some(measure) = &mut measure {
        name_due(measure, row);
    }
    if let Some(measure) = &measure {
        let entries = read_entries(row, context, measure, &mut problems);
        let doubted = entries.iter().filter(|(.., is_doubted)| *is_doubted);
        doubt.entries.extend(doubted.map(|(quarter, ..)| *quarter));
        let entries = entries
            .into_iter()
            .map(|(quarter, entry, _)| (quarter, entry));
        series = Series::new(entries.collect());
        let check = RowCheck {
            row,
            context,
            doubt: &doubt,
            measure,
            series: &series,
        };
        unmet = expected::check(&check, &mut problems);
        no_effect::check(&row.measure, (measure, &series), &mut problems);
        if !(doubt.measure || doubt.targets) {
            year_so_far::check(&check, &mut problems);
            aims::check(&check, &mut problems);
            scale::check(&check, &mut problems);
            falls::check(&check, &mut problems);
        }
    }
    CheckedRow {
        measure: measure.map(Arc::new),
        series: Arc::new(series),
        doubt,
        unmet,
        problems,
    }
}

/// A measure that is known by its years only is due in the quarter in which they end, unless its file says when.
fn name_due(measure: &mut Measure, row: &Row) {
    let is_by_years = measure.period == PeriodKind::Annual && row.entries().next().is_none();
    let latest = measure.outturns.iter().map(|one| one.year).max();
    if let Some(year) = latest.filter(|_| is_by_years && measure.expected.due.is_empty()) {
        measure.expected.due = vec![measure.quarter_of(year).number()];
    }
}

fn doubted_entries(row: &Row) -> BTreeSet<Quarter> {
    let columns = row.table.columns.iter();
    let by_others = columns.filter(|column| column.doubted.contains(&row.measure.id));
    let own = row.entries().filter(|typed| !typed.draft.is_whole);
    let by_others = by_others.map(|column| column.quarter);
    by_others.chain(own.map(|typed| typed.quarter)).collect()
}

/// Returns the entries of a measure, and which of them have an error.
fn read_entries(
    row: &Row,
    context: &RowContext,
    measure: &Measure,
    problems: &mut Problems,
) -> Vec<(Quarter, Entry, bool)> {
    let read = row.entries().map(|typed| {
        let quarter = typed.quarter;
        let before = problems.len();
        let published = match context.quarters.get(&quarter) {
            Some(Publication::On(day)) if !context.doubt.on_quarter(quarter) => Some(*day),
            _ => None,
        };
        let mut check = EntryCheck {
            draft: typed.draft,
            measure,
            quarter,
            published,
            is_draft: context.quarters.get(&quarter) == Some(&Publication::Draft),
            names: &context.names,
            name: typed.name,
            file: FileProblems::of(typed.path, problems),
        };
        let entry = check.entry();
        (quarter, entry, problems.has_errors_from(before))
    });
    read.collect()
}
