//! Checks everything that is judged: measures with their entries, quarters, plans and settings.
//!
//! Files are typed quarter by quarter, but checked measure by measure, so that a change of one measure does not require
//! checking the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::doubt::Doubt;
use super::edition::{self, Edition, LeftOut, PublicMeasure};
use super::known::KnownNames;
use super::misspelt::{self, Misspelt};
use super::quarters::AllQuarters;
use super::reported::{self, CheckedRow, RowContext};
use super::revisions::{self, RevisedEntry};
use super::table::{Column, Row, Table};
use super::{plans, quarters, settings};
use crate::diag::{Problems, most};
use crate::model::{
    ByMeasure, Figures, Measure, MeasureId, NotPublic, PeriodKind, Publication, Quarter,
    QuarterReport, Series,
};
use crate::parse::draft::{Drafts, MeasureDraft, PlanDraft, QuarterDraft, SiteDraft};
use crate::recall::{Last, Recall, Same, Steady};
use crate::source::SourcePath;

#[derive(Debug, Default)]
pub(super) struct FiguresCache {
    whole: Last<FiguresInput, Arc<CheckedFigures>>,
    parts: FigureParts,
}

/// The input. Of comments, it contains only the names that their file names use.
#[derive(Debug, PartialEq)]
struct FiguresInput {
    edition: Edition,
    site: Option<Same<SiteDraft>>,
    plans: Vec<Same<PlanDraft>>,
    measures: Vec<Same<MeasureDraft>>,
    quarters: Vec<Same<QuarterDraft>>,
    broken: Vec<SourcePath>,
    comment_names: BTreeSet<String>,
}

#[derive(Debug)]
pub(super) struct CheckedFigures {
    pub(super) figures: Arc<Figures>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) not_public: NotPublic,
    pub(super) problems: Problems,
    pub(super) edition: Edition,
    pub(super) doubt: Doubt,
    pub(super) known: Same<KnownNames>,
    pub(super) table: Arc<Table>,
}

impl FiguresCache {
    pub(super) fn check(&mut self, drafts: &Drafts, edition: Edition) -> Arc<CheckedFigures> {
        let input = FiguresInput {
            edition,
            site: drafts.site.clone().map(Same),
            plans: same(&drafts.plans),
            measures: same(&drafts.measures),
            quarters: same(&drafts.quarters),
            broken: drafts.broken.clone(),
            comment_names: misspelt::names_in_comments(drafts),
        };
        let parts = &mut self.parts;
        self.whole
            .or(input, |_| Arc::new(parts.check(drafts, edition)))
            .clone()
    }
}

/// Returns drafts that are compared by pointer.
pub(super) fn same<T>(drafts: &[Arc<T>]) -> Vec<Same<T>> {
    drafts.iter().map(|draft| Same(draft.clone())).collect()
}

#[derive(Debug, Default)]
struct FigureParts {
    known: Steady<KnownNames>,
    columns: Recall<Quarter, Files, Arc<Column>>,
    table: Last<Vec<Same<Column>>, Arc<Table>>,
    terms: Steady<RowContext>,
    rows: Recall<SourcePath, (Row, Same<RowContext>), Arc<CheckedRow>>,
    edition: Steady<edition::PublicScope>,
    public: Recall<SourcePath, Typed, Option<PublicMeasure>>,
}

/// A quarter's files, and the names that they can use.
type Files = (Vec<Same<QuarterDraft>>, Same<KnownNames>);

/// A measure as typed, the edition, and the quarters whose figures were revised.
type Typed = (
    Same<Measure>,
    Same<Series>,
    Same<edition::PublicScope>,
    Vec<RevisedEntry>,
);

impl FigureParts {
    fn check(&mut self, drafts: &Drafts, edition: Edition) -> CheckedFigures {
        let mut problems = Problems::default();
        let site = settings::check(drafts, &mut problems);
        let plans = plans::check(drafts, &mut problems);
        let misspelt = misspelt::names(drafts);
        problems.extend(misspelt.iter().map(Misspelt::problem));
        let known = self.known.keep(KnownNames::of(drafts, &misspelt));
        let mut doubt = Doubt::of(drafts);
        let files = quarters::files(drafts);
        let reports = files.iter().map(|(quarter, files)| {
            let report = quarters::check(*quarter, files, &known, &mut doubt, &mut problems);
            (*quarter, report)
        });
        let mut quarters: BTreeMap<Quarter, QuarterReport> = reports.collect();
        let table = self.table(drafts, files, &known, &mut problems);
        let publications = quarters.iter();
        let publications = publications.map(|(quarter, report)| (*quarter, report.publication));
        let terms = self.terms.keep(RowContext {
            names: known.clone(),
            doubt: doubt.clone(),
            quarters: publications.collect(),
        });
        let rows = self.rows(drafts, &table, &terms, &mut problems);
        let typed = drafts.measures.iter().zip(&rows);
        typed.for_each(|(draft, row)| doubt.add(&draft.id, &row.doubt));
        let revised = revisions::read(drafts, &known, &rows, &mut quarters, &mut problems);
        let all = AllQuarters {
            drafts,
            known: &known,
            doubt: &doubt,
            reports: &quarters,
            rows: &rows,
        };
        all.check(&revised, &mut problems);
        let (scope, mut left_out, mut not_public) =
            edition::public_quarters(&mut quarters, &site.scales, edition);
        let scope = self.edition.keep(scope);
        let mut figures = Figures {
            site,
            plans,
            measures: ByMeasure::new(),
            series: ByMeasure::new(),
            quarters,
        };
        let (hidden, later) = self.public(drafts, &rows, &scope, &mut figures);
        not_public.comparisons = later.len();
        if !edition.is_preview() {
            left_out.extend(later);
        }
        edition::remove_hidden(&mut figures, &hidden, &scope);
        left_out.extend(unreported(drafts, &rows, &hidden, &terms.quarters));
        CheckedFigures {
            figures: Arc::new(figures),
            left_out,
            not_public,
            // They are kept and copied, so no more than are listed.
            problems: most(problems.into()).into(),
            edition,
            doubt,
            known,
            table,
        }
    }

    fn table(
        &mut self,
        drafts: &Drafts,
        files: BTreeMap<Quarter, Vec<Same<QuarterDraft>>>,
        known: &Same<KnownNames>,
        problems: &mut Problems,
    ) -> Arc<Table> {
        let measures = drafts.measures.len();
        let asked = files.into_iter();
        let asked = asked.map(|(quarter, files)| (quarter, (files, known.clone())));
        let columns = self.columns.all(asked, |quarter, (files, known)| {
            Arc::new(Column::of(*quarter, files, measures, known))
        });
        let columns: Vec<_> = columns.map(|(_, column)| Same(column.clone())).collect();
        for column in &columns {
            problems.extend(column.problems.iter().cloned());
        }
        let table = self.table.or(columns, |columns| {
            let columns = columns.iter().map(|column| column.0.clone()).collect();
            Arc::new(Table { columns })
        });
        table.clone()
    }

    fn rows(
        &mut self,
        drafts: &Drafts,
        table: &Arc<Table>,
        terms: &Same<RowContext>,
        problems: &mut Problems,
    ) -> Vec<Arc<CheckedRow>> {
        let asked = drafts.measures.iter().enumerate().map(|(position, draft)| {
            let row = Row {
                measure: Same(draft.clone()),
                table: table.clone(),
                position,
            };
            (draft.path.clone(), (row, terms.clone()))
        });
        // Equal rows can have entries at other positions, which their problems contain.
        let lasts = |row: &Arc<CheckedRow>| row.problems.is_empty() && row.unmet.start.is_none();
        let rows = self.rows.all_but(asked, lasts, |_, (row, terms)| {
            Arc::new(reported::check(row, terms))
        });
        let rows: Vec<Arc<CheckedRow>> = rows.map(|(_, row)| row.clone()).collect();
        problems.extend(rows.iter().flat_map(|row| row.problems.iter().cloned()));
        rows
    }

    /// Adds the public part of each measure to the figures. Returns the measures that are not public, and the
    /// comparisons of the others that are published later.
    fn public(
        &mut self,
        drafts: &Drafts,
        rows: &[Arc<CheckedRow>],
        terms: &Same<edition::PublicScope>,
        figures: &mut Figures,
    ) -> (BTreeSet<MeasureId>, Vec<LeftOut>) {
        let rows = drafts.measures.iter().zip(rows);
        let mut revised = revisions::revised_entries(&figures.quarters);
        let asked = rows.filter_map(|(draft, row)| {
            let measure = Same(row.measure.clone()?);
            let series = Same(row.series.clone());
            let revised = revised.remove(measure.0.id.as_str()).unwrap_or_default();
            let typed = (measure, series, terms.clone(), revised);
            Some((draft.path.clone(), typed))
        });
        let public = self
            .public
            .all(asked, |path, (measure, series, terms, revised)| {
                let mut public = edition::public_measure(&measure.0, &series.0, path, terms)?;
                revisions::mark(&mut public.series, revised);
                Some(public)
            });
        let public: Vec<_> = public.collect();
        let shown = || public.iter().filter_map(|(_, public)| public.as_ref());
        let measures = shown().map(|one| (one.measure.id.clone(), one.measure.clone()));
        let series = shown().map(|one| (one.measure.id.clone(), one.series.clone()));
        figures.measures = measures.collect();
        figures.measures.sort_unstable_keys();
        figures.series = series.collect();
        figures.series.sort_unstable_keys();
        let ids = drafts.measures.iter().map(|draft| &draft.id);
        let hidden = ids.filter(|id| !figures.measures.contains_key(id.as_str()));
        let later = shown().flat_map(|one| one.later.clone());
        (hidden.cloned().collect(), later.collect())
    }
}

/// Returns the measures that are left out: those that only background quarters report, or nothing does, and those that start
/// later.
fn unreported(
    drafts: &Drafts,
    rows: &[Arc<CheckedRow>],
    hidden: &BTreeSet<MeasureId>,
    quarters: &BTreeMap<Quarter, Publication>,
) -> Vec<LeftOut> {
    let is_background = |quarter| {
        quarters
            .get(&quarter)
            .is_some_and(|one| one.is_background())
    };
    let rows = drafts.measures.iter().zip(rows);
    let unreported = rows.filter_map(|(draft, row)| {
        let measure = row.measure.as_ref()?;
        let path = draft.path.clone();
        let mut quarters = row.series.entries().map(|(quarter, _)| quarter);
        let is_unreported = quarters.all(is_background);
        let years = measure.outturns.iter().map(|one| one.year);
        let years = years.filter(|_| measure.period == PeriodKind::Annual);
        let last = years.map(|year| measure.quarter_of(year)).max();
        let has_years = measure.with_members().any(|one| !one.outturns.is_empty());
        let left_out = match (measure.expected.from, last) {
            _ if !hidden.contains(&draft.id) => return None,
            (Some(from), _) if has_years => LeftOut::LaterYears(path, from),
            _ if !is_unreported => return None,
            (Some(from), _) => LeftOut::MeasureToCome(path, from),
            (None, Some(last)) => LeftOut::YearsToCome(path, last),
            (None, None) => LeftOut::UnreportedMeasure(path),
        };
        Some(left_out)
    });
    unreported.collect()
}
