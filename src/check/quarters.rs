//! Quarters, each in one file or several.

use std::collections::BTreeMap;

use super::doubt::Doubt;
use super::known::KnownNames;
use super::{actions, challenges, finance, no_effect, stated};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Highlights, MeasureId, ObjectiveId, Quarter, QuarterReport, Revision};
use crate::parse::At;
use crate::parse::draft::{Drafts, HighlightDraft, QuarterDraft};
use crate::recall::Same;
use crate::source::{NodeId, Place, SourcePath};

/// Returns each quarter's files, in the order of their paths.
pub(super) fn files(drafts: &Drafts) -> BTreeMap<Quarter, Vec<Same<QuarterDraft>>> {
    let mut files: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for draft in &drafts.quarters {
        let same = Same(draft.clone());
        files.entry(draft.quarter).or_default().push(same);
    }
    files
}

/// Checks a quarter, except the entries of measures.
pub(super) fn check(
    quarter: Quarter,
    files: &[Same<QuarterDraft>],
    known: &KnownNames,
    doubt: &mut Doubt,
    problems: &mut Problems,
) -> QuarterReport {
    let files = files.iter().map(|file| &**file).collect();
    let check = QuarterCheck {
        quarter,
        files,
        known,
    };
    check.report(doubt, problems)
}

/// Reports measures that are added to a list without an entry.
pub(super) fn check_highlights(
    drafts: &Drafts,
    doubt: &Doubt,
    known: &KnownNames,
    problems: &mut Problems,
) {
    for file in &drafts.quarters {
        let added = file.performing_well.add.iter().chain(&file.improvement.add);
        for (id, _) in added {
            if known.has_measure(id) {
                check_has_entry(drafts, file, id, doubt, problems);
            }
        }
    }
}

fn check_has_entry(
    drafts: &Drafts,
    file: &QuarterDraft,
    id: &At<String>,
    doubt: &Doubt,
    problems: &mut Problems,
) {
    let quarter = file.quarter;
    let whole = id.split('.').next().unwrap_or_default();
    let has_entry = |file: &QuarterDraft| {
        file.quarter == quarter && file.values.iter().any(|(name, _)| name.as_str() == whole)
    };
    if drafts.quarters.iter().any(|file| has_entry(file))
        || doubt.on_entry(quarter, &MeasureId::new(id))
    {
        return;
    }
    let message = format!(
        "`{}` is added to a list but has no entry in {quarter}",
        id.value
    );
    let place = Place::node(&file.path, id.node);
    problems.report(
        Diagnostic::error(Code::Highlights, place, message).help(format!(
            "add `{whole}:` under `values:`, or delete the line"
        )),
    );
}

pub(super) struct QuarterCheck<'a, 'd> {
    pub(super) quarter: Quarter,
    pub(super) files: Vec<&'d QuarterDraft>,
    known: &'a KnownNames,
}

impl<'d> QuarterCheck<'_, 'd> {
    fn report(&self, doubt: &mut Doubt, problems: &mut Problems) -> QuarterReport {
        let before = problems.len();
        self.check_names(problems);
        let publication = self.publication(problems);
        if problems.has_errors_from(before) {
            doubt.quarter(self.quarter);
        }
        let finance = self.once(
            |file| file.finance.as_ref().map(|f| (f.node, f)),
            "finance",
            problems,
        );
        let source = self.once(
            |file| file.source.as_ref().map(|s| (s.node, s)),
            "source",
            problems,
        );
        let all = || self.files.iter().copied();
        let report = QuarterReport {
            quarter: self.quarter,
            publication,
            files: all().map(|file| file.path.clone()).collect(),
            source: source.map(|(_, source)| source.value.clone()),
            stated: self.stated_totals(problems),
            objectives: self.objectives(problems),
            actions: all()
                .flat_map(|file| actions::check(file, problems))
                .collect(),
            risks: all().flat_map(|file| file.risks.clone()).collect(),
            finance: finance.map(|(path, draft)| finance::check(path, draft, problems)),
            challenges: all().flat_map(|file| file.challenges.clone()).collect(),
            progress: all()
                .flat_map(|file| file.progress.iter().map(challenges::progress))
                .collect(),
            performing_well: self.highlights(|file| &file.performing_well, problems),
            improvement: self.highlights(|file| &file.improvement, problems),
            revisions: self.revisions(),
        };
        if report.is_background() && !problems.has_errors_from(before) {
            problems.extend(all().filter_map(no_effect::in_background));
        }
        report
    }

    /// Returns a field that only one of a quarter's files can contain.
    pub(super) fn once<T>(
        &self,
        take: impl Fn(&'d QuarterDraft) -> Option<(NodeId, T)>,
        name: &str,
        problems: &mut Problems,
    ) -> Option<(&'d SourcePath, T)> {
        let mut found = self
            .files
            .iter()
            .filter_map(|file| Some((&file.path, take(file)?)));
        let (path, (node, value)) = found.next()?;
        for (other, (again, _)) in found {
            problems.report(
                Diagnostic::error(
                    Code::DuplicateKey,
                    Place::node(other, again),
                    format!("`{name}` of {} is in two files", self.quarter),
                )
                .related(Place::node(path, node), "first here")
                .help("delete one of them"),
            );
        }
        Some((path, value))
    }

    fn stated_totals(&self, problems: &mut Problems) -> Vec<crate::model::Stated> {
        let all = self
            .files
            .iter()
            .flat_map(|file| file.stated.iter().map(move |stated| (&file.path, stated)));
        all.map(|(path, stated)| {
            if let Some(group) = &stated.group {
                self.known.check_group(path, group, problems);
            }
            stated::check_counts(path, stated, problems);
            stated.stated.clone()
        })
        .collect()
    }

    fn objectives(
        &self,
        problems: &mut Problems,
    ) -> BTreeMap<ObjectiveId, crate::model::ObjectiveReport> {
        let mut objectives = BTreeMap::new();
        let mut seen: BTreeMap<&str, (&SourcePath, Place)> = BTreeMap::new();
        for file in &self.files {
            for (id, report) in &file.objectives {
                let place = Place::node(&file.path, id.node);
                if !self.known.require_objective(place.clone(), id, problems) {
                    continue;
                }
                objectives.insert(ObjectiveId::new(id), report.clone());
                let first = seen.insert(id, (&file.path, place.clone()));
                let Some((_, first)) = first.filter(|(path, _)| *path != &file.path) else {
                    continue; // Within one file, the parser reports it.
                };
                let message = format!("`{}` is rated in two files of {}", id.value, self.quarter);
                problems.report(
                    Diagnostic::error(Code::DuplicateKey, place, message)
                        .related(first, "first here")
                        .help("delete one of them"),
                );
            }
        }
        objectives
    }

    fn highlights(
        &self,
        take: impl Fn(&'d QuarterDraft) -> &'d HighlightDraft,
        problems: &mut Problems,
    ) -> Highlights {
        let mut highlights = Highlights::default();
        for file in &self.files {
            let draft = take(file);
            for (id, because) in &draft.add {
                if self.known.require_measure(&file.path, id, problems) {
                    highlights.add.push((MeasureId::new(id), because.clone()));
                }
            }
            for (id, because) in &draft.leave_out {
                if self.known.require_measure(&file.path, id, problems) {
                    highlights
                        .leave_out
                        .push((MeasureId::new(id), because.clone()));
                }
                if let Some((added, _)) =
                    draft.add.iter().find(|(added, _)| added.value == id.value)
                {
                    let message =
                        format!("`{}` is both added to and left out of this list", id.value);
                    problems.report(
                        Diagnostic::error(
                            Code::Highlights,
                            Place::node(&file.path, id.node),
                            message,
                        )
                        .related(Place::node(&file.path, added.node), "added here")
                        .help("delete one of them"),
                    );
                }
            }
        }
        highlights
    }

    fn revisions(&self) -> Vec<Revision> {
        let all = self.files.iter().flat_map(|file| &file.revisions);
        all.map(|draft| Revision {
            measure: MeasureId::new(&draft.measure),
            period: draft.period.value,
            was: draft.was.value,
            now: draft.now.value,
            on: draft.on.value,
            because: draft.because.clone(),
        })
        .collect()
    }
}
