//! All entries of all quarter files, as a table of measures by quarters.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::FileProblems;
use super::known::KnownNames;
use crate::diag::{Code, Problems, is_one_slip};
use crate::model::{MeasureId, Quarter};
use crate::parse::At;
use crate::parse::draft::{EntryDraft, MeasureDraft, QuarterDraft};
use crate::recall::Same;
use crate::source::{Place, SourcePath};

/// The entries of one quarter, by the position of the measure among the drafts.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) quarter: Quarter,
    pub(super) files: Vec<Same<QuarterDraft>>,
    /// The file and the index of each measure's entry.
    at: Vec<Option<(usize, usize)>>,
    /// Measures whose entry is not reliable: it appears twice, or another entry was probably meant for the measure.
    pub(super) doubted: BTreeSet<MeasureId>,
    pub(super) problems: Problems,
}

impl Column {
    /// Finds the measure of each entry, and reports entries of unknown measures.
    pub(super) fn of(
        quarter: Quarter,
        files: &[Same<QuarterDraft>],
        measures: usize,
        known: &KnownNames,
    ) -> Self {
        let mut column = Self {
            quarter,
            files: files.to_vec(),
            at: vec![None; measures],
            doubted: BTreeSet::new(),
            problems: Problems::default(),
        };
        let mut unknown: Vec<(&SourcePath, &At<String>)> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut twice: Vec<&At<String>> = Vec::new();
        for (number, file) in files.iter().enumerate() {
            for id in &file.owed {
                let place = Place::node(&file.path, id.node);
                known.require_measure(place, id, &mut column.problems);
                column.doubted.insert(MeasureId::new(id));
            }
            for (index, (id, _)) in file.values.iter().enumerate() {
                let Some(position) = known.position(id) else {
                    if seen.insert(&id.value) {
                        unknown.push((&file.path, id));
                    }
                    continue;
                };
                match column.at[position] {
                    Some((first, at)) => {
                        column.report_twice(&files[first], at, file, id);
                        twice.push(id);
                    }
                    None => column.at[position] = Some((number, index)),
                }
            }
        }
        for id in twice {
            let absent = column.absent_similar_to(id, known);
            column.doubted.extend(absent.into_iter().cloned());
        }
        for (path, id) in unknown {
            column.report_unknown(path, id, known);
        }
        column
    }

    /// Reports an entry of an unknown measure. It was probably meant for one without an entry.
    fn report_unknown(&mut self, path: &SourcePath, id: &At<String>, known: &KnownNames) {
        let absent = self.absent_similar_to(id, known);
        let meant = absent.first().map(|id| id.as_str());
        let place = Place::node(path, id.node);
        if !known.require_measure_or(place, id, meant, &mut self.problems) {
            let meant = meant.or_else(|| known.meant_by(id));
            self.doubted.extend(meant.map(MeasureId::new));
        }
        self.doubted.extend(absent.into_iter().cloned());
    }

    /// Returns the measures without an entry whose ids differ by a single typing error.
    fn absent_similar_to<'k>(&self, typed: &str, known: &'k KnownNames) -> Vec<&'k MeasureId> {
        let ids = known.measures.iter().zip(&self.at);
        let absent = ids.filter(|(id, at)| at.is_none() && is_one_slip(typed, id.as_str()));
        absent.map(|(id, _)| id).collect()
    }

    /// Reports an entry that appears in two files. Within one file the parser reports it.
    fn report_twice(
        &mut self,
        first: &QuarterDraft,
        at: usize,
        file: &QuarterDraft,
        id: &At<String>,
    ) {
        self.doubted.insert(MeasureId::new(id));
        if first.path == file.path {
            return;
        }
        let (first_id, _) = &first.values[at];
        let message = format!(
            "`{}` has an entry in two files of {}",
            id.value, self.quarter
        );
        let first = Place::node(&first.path, first_id.node);
        let file = &mut FileProblems::of(&file.path, &mut self.problems);
        file.twice(first, Code::DuplicateKey, id.node, message);
    }

    fn typed(&self, position: usize) -> Option<Typed<'_>> {
        let (file, index) = self.at[position]?;
        let file = &self.files[file];
        let (name, draft) = &file.values[index];
        Some(Typed {
            quarter: self.quarter,
            path: &file.path,
            name,
            draft,
        })
    }
}

#[derive(Clone, Copy)]
pub(super) struct Typed<'d> {
    pub(super) quarter: Quarter,
    pub(super) path: &'d SourcePath,
    pub(super) name: &'d At<String>,
    pub(super) draft: &'d EntryDraft,
}

#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<Arc<Column>>,
}

impl Table {
    pub(super) fn has_entry(&self, quarter: Quarter, position: usize) -> bool {
        self.column(quarter)
            .is_some_and(|column| column.at[position].is_some())
    }

    fn column(&self, quarter: Quarter) -> Option<&Column> {
        let at = self
            .columns
            .binary_search_by_key(&quarter, |column| column.quarter);
        at.ok().map(|at| &*self.columns[at])
    }
}

/// One measure's definition and entries.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) measure: Same<MeasureDraft>,
    pub(super) table: Arc<Table>,
    pub(super) position: usize,
}

/// Rows are equal if they have the same content. The positions of entries in the files do not matter.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        let at_same_place = self.position == other.position;
        let (columns, others) = (&self.table.columns, &other.table.columns);
        let mut pairs = columns.iter().zip(others);
        self.measure == other.measure
            && columns.len() == others.len()
            && ((at_same_place && Arc::ptr_eq(&self.table, &other.table))
                || pairs.all(|(column, earlier)| {
                    (at_same_place && Arc::ptr_eq(column, earlier))
                        || self.same_entry(column, other, earlier)
                }))
    }
}

impl Row {
    fn same_entry(&self, column: &Column, other: &Self, earlier: &Column) -> bool {
        let id = &self.measure.id;
        let same_draft = match (column.typed(self.position), earlier.typed(other.position)) {
            (Some(now), Some(then)) => now.path == then.path && now.draft == then.draft,
            (now, then) => now.is_none() && then.is_none(),
        };
        column.quarter == earlier.quarter
            && same_draft
            && column.doubted.contains(id) == earlier.doubted.contains(id)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Typed<'_>> {
        let columns = self.table.columns.iter();
        columns.filter_map(|column| column.typed(self.position))
    }

    pub(super) fn entry(&self, quarter: Quarter) -> Option<Typed<'_>> {
        self.column(quarter)?.typed(self.position)
    }

    pub(super) fn column(&self, quarter: Quarter) -> Option<&Column> {
        self.table.column(quarter)
    }
}
