//! Quarters: one file or several, each thing once.

use std::collections::BTreeMap;

use super::doubt::Doubt;
use super::known::Known;
use super::{any_error, challenges, entries, finance, revisions, stated};
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Entry, Highlights, Measure, MeasureId, ObjectiveId, Quarter, QuarterReport, Revision,
};
use crate::parse::At;
use crate::parse::draft::{Drafts, HighlightDraft, QuarterDraft};
use crate::source::{NodeId, Place, SourcePath};

type Quarters = BTreeMap<Quarter, QuarterReport>;
type Measures = BTreeMap<MeasureId, Measure>;

pub(super) fn check(
    drafts: &Drafts,
    known: &Known,
    measures: &Measures,
    doubt: &mut Doubt,
    out: &mut Vec<Diagnostic>,
) -> Quarters {
    let mut files: BTreeMap<Quarter, Vec<&QuarterDraft>> = BTreeMap::new();
    for draft in &drafts.quarters {
        files.entry(draft.quarter).or_default().push(draft);
    }
    let mut quarters = Quarters::new();
    for (quarter, files) in files {
        let reading = Reading {
            quarter,
            files,
            known,
            measures,
        };
        quarters.insert(quarter, reading.report(doubt, out));
    }
    challenges::check_progress(drafts, known, doubt, out);
    revisions::check(drafts, known, &quarters, doubt, out);
    quarters
}

pub(super) struct Reading<'a, 'd> {
    pub(super) quarter: Quarter,
    pub(super) files: Vec<&'d QuarterDraft>,
    known: &'a Known<'d>,
    measures: &'a Measures,
}

impl<'d> Reading<'_, 'd> {
    fn report(&self, doubt: &mut Doubt, out: &mut Vec<Diagnostic>) -> QuarterReport {
        let before = out.len();
        self.check_names(out);
        let publication = self.publication(out);
        if any_error(&out[before..]) {
            doubt.quarter(self.quarter);
        }
        let finance = self.once(
            |file| file.finance.as_ref().map(|f| (f.node, f)),
            "finance",
            out,
        );
        let source = self.once(
            |file| file.source.as_ref().map(|s| (s.node, s)),
            "source",
            out,
        );
        let all = || self.files.iter().copied();
        QuarterReport {
            quarter: self.quarter,
            publication,
            source: source.map(|(_, source)| source.value.clone()),
            entries: self.entries(doubt, out),
            stated: self.stated_totals(out),
            objectives: self.objectives(out),
            actions: all().flat_map(|file| file.actions.clone()).collect(),
            risks: all().flat_map(|file| file.risks.clone()).collect(),
            finance: finance.map(|(path, draft)| finance::check(path, draft, out)),
            challenges: all().flat_map(|file| file.challenges.clone()).collect(),
            progress: all()
                .flat_map(|file| file.progress.iter().map(challenges::progress))
                .collect(),
            performing_well: self.highlights(|file| &file.performing_well, doubt, out),
            improvement: self.highlights(|file| &file.improvement, doubt, out),
            revisions: self.revisions(),
        }
    }

    /// What may stand in one of a quarter's files only.
    pub(super) fn once<T>(
        &self,
        take: impl Fn(&'d QuarterDraft) -> Option<(NodeId, T)>,
        name: &str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<(&'d SourcePath, T)> {
        let mut found = self
            .files
            .iter()
            .filter_map(|file| Some((&file.path, take(file)?)));
        let (path, (node, value)) = found.next()?;
        for (other, (again, _)) in found {
            out.push(
                Diagnostic::error(
                    Code::DuplicateKey,
                    Place::node(other, again),
                    format!("`{name}` of {} stands in two files", self.quarter),
                )
                .related(Place::node(path, node), "first here")
                .help("keep one of the two"),
            );
        }
        Some((path, value))
    }

    fn entries(&self, doubt: &mut Doubt, out: &mut Vec<Diagnostic>) -> BTreeMap<MeasureId, Entry> {
        let mut entries = BTreeMap::new();
        let mut seen: BTreeMap<&str, (&SourcePath, NodeId)> = BTreeMap::new();
        for file in &self.files {
            for id in &file.owed {
                self.known.measure(&file.path, id, out);
            }
            for (id, draft) in &file.values {
                if let Some((path, node)) = seen.get(id.as_str()) {
                    doubt.entry_of(self.quarter, MeasureId::new(id));
                    if *path != &file.path {
                        let message = format!(
                            "`{}` has an entry in two files of {}",
                            id.value, self.quarter
                        );
                        out.push(
                            Diagnostic::error(
                                Code::DuplicateKey,
                                Place::node(&file.path, id.node),
                                message,
                            )
                            .related(Place::node(path, *node), "first here")
                            .help("keep one of the two"),
                        );
                    }
                    continue;
                }
                seen.insert(id, (&file.path, id.node));
                if !self.known.measure(&file.path, id, out) {
                    if let Some(meant) = self.known.meant_by(id) {
                        doubt.entry_of(self.quarter, MeasureId::new(meant));
                    }
                    continue;
                }
                let before = out.len();
                let measure_id = MeasureId::new(id);
                if let Some(measure) = self.measures.get(&measure_id) {
                    let terms = entries::Terms {
                        path: &file.path,
                        quarter: self.quarter,
                        known: self.known,
                        name: id,
                    };
                    let entry = entries::check(draft, measure, &terms, out);
                    if any_error(&out[before..]) {
                        doubt.entry_of(self.quarter, measure_id.clone());
                    }
                    entries.insert(measure_id, entry);
                }
            }
        }
        entries
    }

    fn stated_totals(&self, out: &mut Vec<Diagnostic>) -> Vec<crate::model::Stated> {
        let all = self
            .files
            .iter()
            .flat_map(|file| file.stated.iter().map(move |stated| (&file.path, stated)));
        all.map(|(path, stated)| {
            if let Some(group) = &stated.group {
                self.known.group(path, group, out);
            }
            stated::check_counts(path, stated, out);
            stated.stated.clone()
        })
        .collect()
    }

    fn objectives(
        &self,
        out: &mut Vec<Diagnostic>,
    ) -> BTreeMap<ObjectiveId, crate::model::ObjectiveReport> {
        let mut objectives = BTreeMap::new();
        let mut seen: BTreeMap<&str, (&SourcePath, Place)> = BTreeMap::new();
        for file in &self.files {
            for (id, report) in &file.objectives {
                let place = Place::node(&file.path, id.node);
                if !self.known.objective_at(place.clone(), id, out) {
                    continue;
                }
                objectives.insert(ObjectiveId::new(id), report.clone());
                let first = seen.insert(id, (&file.path, place.clone()));
                let Some((_, first)) = first.filter(|(path, _)| *path != &file.path) else {
                    continue; // Within one file, the reader of the file has told it.
                };
                let message = format!("`{}` is rated in two files of {}", id.value, self.quarter);
                out.push(
                    Diagnostic::error(Code::DuplicateKey, place, message)
                        .related(first, "first here")
                        .help("keep one of the two"),
                );
            }
        }
        objectives
    }

    fn highlights(
        &self,
        take: impl Fn(&'d QuarterDraft) -> &'d HighlightDraft,
        doubt: &Doubt,
        out: &mut Vec<Diagnostic>,
    ) -> Highlights {
        let mut highlights = Highlights::default();
        for file in &self.files {
            let draft = take(file);
            for (id, because) in &draft.add {
                if self.known.measure(&file.path, id, out) {
                    self.check_has_entry(&file.path, id, doubt, out);
                    highlights.add.push((MeasureId::new(id), because.clone()));
                }
            }
            for (id, because) in &draft.leave_out {
                if self.known.measure(&file.path, id, out) {
                    highlights
                        .leave_out
                        .push((MeasureId::new(id), because.clone()));
                }
                if let Some((added, _)) =
                    draft.add.iter().find(|(added, _)| added.value == id.value)
                {
                    let message = format!(
                        "`{}` is both added to this list and left out of it",
                        id.value
                    );
                    out.push(
                        Diagnostic::error(
                            Code::Highlights,
                            Place::node(&file.path, id.node),
                            message,
                        )
                        .related(Place::node(&file.path, added.node), "added here")
                        .help("keep one of the two"),
                    );
                }
            }
        }
        highlights
    }

    /// What is added to a list must have something to show.
    fn check_has_entry(
        &self,
        path: &SourcePath,
        id: &At<String>,
        doubt: &Doubt,
        out: &mut Vec<Diagnostic>,
    ) {
        let whole = id.split('.').next().unwrap_or_default();
        let has_entry =
            |file: &&QuarterDraft| file.values.iter().any(|(name, _)| name.as_str() == whole);
        if self.files.iter().any(has_entry) || doubt.on_entry(self.quarter, &MeasureId::new(id)) {
            return;
        }
        let message = format!(
            "`{}` is added to a list, and has no entry in {}",
            id.value, self.quarter
        );
        out.push(
            Diagnostic::error(Code::Highlights, Place::node(path, id.node), message).help(format!(
                "add `{whole}:` under `values:`, or take the line out"
            )),
        );
    }

    fn revisions(&self) -> Vec<Revision> {
        let all = self.files.iter().flat_map(|file| &file.revisions);
        all.map(|draft| Revision {
            measure: MeasureId::new(&draft.measure),
            period: draft.period.value,
            was: draft.was,
            now: draft.now.value,
            on: draft.on.value,
            because: draft.because.clone(),
        })
        .collect()
    }
}
