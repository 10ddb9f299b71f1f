//! The content that documents can refer to, and which of it is public.

use std::collections::{BTreeMap, BTreeSet};

use super::doubt::Doubt;
use super::edition::Edition;
use super::figures::CheckedFigures;
use super::known::KnownNames;
use crate::model::{MeasureId, ObjectiveId, Quarter, Subject};
use crate::parse::draft::Drafts;
use crate::recall::Same;

/// The content that documents can refer to. It contains names but no figures, so that a changed figure does not require
/// checking documents again.
#[derive(Debug, PartialEq)]
pub(super) struct ReferenceIndex {
    pub(super) known: Same<KnownNames>,
    pub(super) doubt: Doubt,
    pub(super) edition: Edition,
    /// The quarters that have files.
    pub(super) typed: BTreeSet<Quarter>,
    /// The subjects of comments that have an entry.
    pub(super) entries: BTreeSet<(Quarter, MeasureId)>,
    /// The public quarters.
    shown: BTreeMap<Quarter, Shown>,
    pub(super) measures: BTreeSet<MeasureId>,
    pub(super) objectives: BTreeSet<ObjectiveId>,
}

/// Which sections of a quarter are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) extent: Extent,
    pub(super) has_finance: bool,
    pub(super) has_risks: bool,
}

/// How much of a public quarter is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    /// Some of its months.
    InProgress,
    /// Figures only, without a page.
    Background,
}

impl ReferenceIndex {
    pub(super) fn of(drafts: &Drafts, checked: &CheckedFigures) -> Self {
        let figures = &checked.figures;
        let columns = checked.table.columns.iter();
        let subjects = drafts
            .comments
            .iter()
            .filter_map(|draft| match &draft.subject {
                Subject::Measure(id) => Some((draft.quarter, id.clone())),
                _ => None,
            });
        let has_entry = |(quarter, id): &(Quarter, MeasureId)| {
            let position = checked.known.position(id.as_str());
            position.is_some_and(|at| checked.table.has_entry(*quarter, at))
        };
        let shown = figures.quarters.iter().map(|(quarter, report)| {
            let shown = Shown {
                extent: match report.in_progress() {
                    Some(_) => Extent::InProgress,
                    None if report.is_background() => Extent::Background,
                    None => Extent::Whole,
                },
                has_finance: report.finance.is_some(),
                has_risks: !report.risks.is_empty(),
            };
            (*quarter, shown)
        });
        let wholes = figures.measures.values();
        let measures = wholes.flat_map(|whole| whole.with_members());
        let plans = figures.plans.values();
        let objectives = plans.flat_map(|plan| &plan.objectives);
        Self {
            known: checked.known.clone(),
            doubt: checked.doubt.clone(),
            edition: checked.edition,
            typed: columns.map(|column| column.quarter).collect(),
            entries: subjects.filter(has_entry).collect(),
            shown: shown.collect(),
            measures: measures.map(|measure| measure.id.clone()).collect(),
            objectives: objectives.map(|objective| objective.id.clone()).collect(),
        }
    }

    /// Returns a public quarter, including background quarters.
    pub(super) fn shown(&self, quarter: Quarter) -> Option<Shown> {
        self.shown.get(&quarter).copied()
    }

    pub(super) fn has_page(&self, quarter: Quarter) -> bool {
        self.shown(quarter)
            .is_some_and(|shown| shown.extent != Extent::Background)
    }
}
