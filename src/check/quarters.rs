//! Quarters, each in one file or several.

use std::collections::BTreeMap;

use super::doubt::Doubt;
use super::known::KnownNames;
use super::{FileProblems, actions, challenges, finance, no_effect};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{
    Highlights, MeasureId, ObjectiveId, ObjectiveReport, Quarter, QuarterReport, Revision, Stated,
};
use crate::parse::At;
use crate::parse::draft::{Drafts, HighlightDraft, QuarterDraft, StatedDraft};
use crate::recall::Same;
use crate::source::{Place, SourcePath};

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
    let mut check = QuarterCheck {
        quarter,
        files,
        known,
        problems,
    };
    check.report(doubt)
}

/// Reports measures that are added to a list without an entry.
pub(super) fn check_highlights(
    drafts: &Drafts,
    doubt: &Doubt,
    known: &KnownNames,
    problems: &mut Problems,
) {
    for file in &drafts.quarters {
        let quarter = file.quarter;
        let added = file.performing_well.add.iter().chain(&file.improvement.add);
        for (id, _) in added.filter(|(id, _)| known.has_measure(id)) {
            let whole = id.split('.').next().unwrap_or_default();
            let mut files = drafts
                .quarters
                .iter()
                .filter(|file| file.quarter == quarter);
            let has_entry =
                files.any(|file| file.values.iter().any(|(name, _)| name.as_str() == whole));
            if has_entry || doubt.on_entry(quarter, &MeasureId::new(id)) {
                continue;
            }
            let message = format!(
                "`{}` is added to a list but has no entry in {quarter}",
                id.value
            );
            let help = format!("add `{whole}:` under `values:`, or delete the line");
            let file = &mut FileProblems::of(&file.path, problems);
            file.error(Code::Highlights, id.node, message, help);
        }
    }
}

pub(super) struct QuarterCheck<'a, 'd> {
    pub(super) quarter: Quarter,
    pub(super) files: Vec<&'d QuarterDraft>,
    known: &'a KnownNames,
    pub(super) problems: &'a mut Problems,
}

impl<'d> QuarterCheck<'_, 'd> {
    fn report(&mut self, doubt: &mut Doubt) -> QuarterReport {
        let before = self.problems.len();
        self.check_names();
        let publication = self.publication();
        if self.problems[before..].iter().any(Diagnostic::is_error) {
            doubt.quarter(self.quarter);
        }
        let finance = self.once("finance", |file| file.finance.as_ref());
        let source = self.once("source", |file| file.source.as_ref());
        let files = self.files.clone();
        let all = || files.iter().copied();
        let report = QuarterReport {
            quarter: self.quarter,
            publication,
            files: all().map(|file| file.path.clone()).collect(),
            source: source.map(|(_, source)| source.value.clone()),
            stated: self.stated_totals(),
            objectives: self.objectives(),
            actions: all()
                .flat_map(|file| actions::check(file, self.problems))
                .collect(),
            risks: all().flat_map(|file| file.risks.clone()).collect(),
            finance: finance.map(|(path, draft)| finance::check(path, draft, self.problems)),
            challenges: all().flat_map(|file| file.challenges.clone()).collect(),
            progress: all()
                .flat_map(|file| file.progress.iter().map(challenges::progress))
                .collect(),
            performing_well: self.highlights(|file| &file.performing_well),
            improvement: self.highlights(|file| &file.improvement),
            revisions: self.revisions(),
        };
        if report.is_background() && !self.problems[before..].iter().any(Diagnostic::is_error) {
            self.problems
                .extend(all().filter_map(no_effect::in_background));
        }
        report
    }

    /// Returns a field that only one of a quarter's files can contain.
    pub(super) fn once<T>(
        &mut self,
        name: &str,
        take: impl Fn(&'d QuarterDraft) -> Option<&'d At<T>>,
    ) -> Option<(&'d SourcePath, &'d At<T>)> {
        let files = self.files.iter();
        let mut found = files.filter_map(|file| Some((&file.path, take(file)?)));
        let (path, first) = found.next()?;
        for (other, again) in found {
            let message = format!("`{name}` of {} is in two files", self.quarter);
            let first = (Place::node(path, first.node), "first here");
            let file = &mut FileProblems::of(other, self.problems);
            let help = "delete one of them";
            file.error_with(first, Code::DuplicateKey, again.node, message, help);
        }
        Some((path, first))
    }

    fn stated_totals(&mut self) -> Vec<Stated> {
        let mut stated = Vec::new();
        for file in &self.files {
            for draft in &file.stated {
                if let Some(group) = &draft.group {
                    self.known.check_group(&file.path, group, self.problems);
                }
                check_counts(draft, &mut FileProblems::of(&file.path, self.problems));
                stated.push(draft.stated.clone());
            }
        }
        stated
    }

    fn objectives(&mut self) -> BTreeMap<ObjectiveId, ObjectiveReport> {
        let mut objectives = BTreeMap::new();
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        for file in &self.files {
            for (id, report) in &file.objectives {
                let place = Place::node(&file.path, id.node);
                if !self
                    .known
                    .require_objective(place.clone(), id, self.problems)
                {
                    continue;
                }
                objectives.insert(ObjectiveId::new(id), report.clone());
                let first = seen.insert(id, place);
                // Within one file, the parser reports it.
                if let Some(first) = first.filter(|first| first.path != file.path) {
                    let message =
                        format!("`{}` is rated in two files of {}", id.value, self.quarter);
                    let file = &mut FileProblems::of(&file.path, self.problems);
                    let first = (first, "first here");
                    let help = "delete one of them";
                    file.error_with(first, Code::DuplicateKey, id.node, message, help);
                }
            }
        }
        objectives
    }

    fn highlights(&mut self, take: impl Fn(&'d QuarterDraft) -> &'d HighlightDraft) -> Highlights {
        let mut highlights = Highlights::default();
        for file in &self.files {
            let draft = take(file);
            let lists = [
                (&draft.add, &mut highlights.add),
                (&draft.leave_out, &mut highlights.leave_out),
            ];
            for (typed, list) in lists {
                for (id, because) in typed {
                    let place = Place::node(&file.path, id.node);
                    if self.known.require_measure(place, id, self.problems) {
                        list.push((MeasureId::new(id), because.clone()));
                    }
                }
            }
            for (id, _) in &draft.leave_out {
                if let Some((added, _)) = draft.add.iter().find(|(added, _)| added == id) {
                    let message =
                        format!("`{}` is both added to and left out of this list", id.value);
                    let file = &mut FileProblems::of(&file.path, self.problems);
                    let other = (file.place(added.node), "added here");
                    let help = "delete one of them";
                    file.error_with(other, Code::Highlights, id.node, message, help);
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

/// Reports a stated total without any number, and counts that add up to more than the total.
fn check_counts(draft: &StatedDraft, file: &mut FileProblems) {
    let stated = &draft.stated;
    if stated.total.is_none() && stated.counts.is_empty() && draft.is_whole {
        let message = "this has no total and no count";
        let help = "add `total:`, or counts such as `green: 2`";
        file.error(Code::Stated, draft.total_at, message, help);
    }
    let counts = stated.counts.iter();
    let counted: u64 = counts.map(|(_, count)| u64::from(*count)).sum();
    if let Some(total) = stated.total.filter(|total| counted > u64::from(*total)) {
        let message = format!(
            "these counts add up to {counted}, which is more than the stated total of {total}"
        );
        let help = "correct one of them; if this is what the source prints, leave out the counts and say so in `note:`";
        file.error(Code::Stated, draft.total_at, message, help);
    }
}
