//! Quarters, each in one file or several.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::doubt::Doubt;
use super::known::KnownNames;
use super::registers::Registers;
use super::reported::CheckedRow;
use super::revisions::ReadRevision;
use super::{
    FileProblems, challenges, changes, expected, finance, no_effect, reporting, revisions, stated,
};
use crate::diag::{Code, Problems};
use crate::model::{
    Entry, Figure, Highlights, Measure, MeasureId, ObjectiveId, ObjectiveReport, Quarter,
    QuarterReport, Stated,
};
use crate::parse::At;
use crate::parse::draft::{Drafts, HighlightDraft, QuarterDraft};
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
    let files: Vec<&QuarterDraft> = files.iter().map(|file| &**file).collect();
    let all = || files.iter().copied();
    let before = problems.len();
    let mut check = QuarterCheck {
        quarter,
        files: files.clone(),
        known,
        problems,
    };
    check.check_names();
    let publication = check.publication();
    if check.problems.has_errors_from(before) {
        doubt.quarter(quarter);
    }
    let finance = check.once("finance", |file| file.finance.as_ref());
    let source = check.once("source", |file| file.source.as_ref());
    let mut registers = Registers::default();
    for file in all() {
        registers.add(file, known, check.problems);
    }
    let report = QuarterReport {
        quarter,
        publication,
        months: check.published_months(publication),
        files: all().map(|file| file.path.clone()).collect(),
        source: source.map(|(_, source)| source.value.clone()),
        stated: check.stated_totals(),
        objectives: check.objectives(),
        actions: registers.actions,
        risks: registers.risks,
        finance: finance.map(|(path, draft)| finance::check(path, draft, check.problems)),
        challenges: registers.challenges,
        progress: all()
            .flat_map(|file| file.progress.iter().map(challenges::progress))
            .collect(),
        performing_well: check.highlights(|file| &file.performing_well),
        improvement: check.highlights(|file| &file.improvement),
        // They are read in the units of measures, which are checked later.
        revisions: Vec::new(),
        other_revisions: all().flat_map(changes::of_quarter).collect(),
    };
    if report.is_background() && !problems.has_errors_from(before) {
        problems.extend(all().filter_map(no_effect::in_background));
    }
    report
}

/// Reports measures that are added to a list without an entry.
fn check_highlights(all: &AllQuarters, problems: &mut Problems) {
    for file in &all.drafts.quarters {
        let quarter = file.quarter;
        let added = file.performing_well.add.iter().chain(&file.improvement.add);
        for (id, _) in added.filter(|(id, _)| all.known.has_measure(id)) {
            let measure = MeasureId::new(id);
            let whole = MeasureId::new(measure.whole());
            let mut files = all.files_of(quarter);
            if files.any(|file| file.entry(&whole).is_some())
                || all.doubt.on_entry(quarter, &measure)
            {
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

/// Returns a measure or a member by its id, if it is clear.
pub(super) fn measure<'r>(
    known: &KnownNames,
    rows: &'r [Arc<CheckedRow>],
    id: &MeasureId,
) -> Option<&'r Measure> {
    let row = &rows[known.position(id.whole())?];
    let mut own = row.measure.as_ref()?.with_members();
    own.find(|measure| measure.id == *id)
}

/// All quarters, once each and the entries of measures are checked.
pub(super) struct AllQuarters<'a> {
    pub(super) drafts: &'a Drafts,
    pub(super) known: &'a KnownNames,
    pub(super) doubt: &'a Doubt,
    pub(super) reports: &'a BTreeMap<Quarter, QuarterReport>,
    /// In the order of the drafts of measures.
    pub(super) rows: &'a [Arc<CheckedRow>],
}

impl<'a> AllQuarters<'a> {
    pub(super) fn check(&self, revised: &[ReadRevision], problems: &mut Problems) {
        expected::check_unmet(self, problems);
        expected::check_owed(self, problems);
        check_highlights(self, problems);
        challenges::check_progress(self, problems);
        revisions::check(self, revised, problems);
        changes::check_quarters(self, problems);
        reporting::check(self, problems);
    }

    /// Returns the files of a quarter.
    pub(super) fn files_of(&self, quarter: Quarter) -> impl Iterator<Item = &'a QuarterDraft> {
        let files = self.drafts.quarters.iter().map(|file| &**file);
        files.filter(move |file| file.quarter == quarter)
    }

    pub(super) fn entry(&self, quarter: Quarter, id: &MeasureId) -> Option<&'a Entry> {
        let row = &self.rows[self.known.position(id.whole())?];
        row.series.entry_of(quarter, id.member())
    }

    pub(super) fn figure(&self, quarter: Quarter, id: &MeasureId) -> Option<Figure> {
        self.entry(quarter, id)?.reported.figure()
    }
}

pub(super) struct QuarterCheck<'a, 'd> {
    pub(super) quarter: Quarter,
    pub(super) files: Vec<&'d QuarterDraft>,
    known: &'a KnownNames,
    pub(super) problems: &'a mut Problems,
}

impl<'d> QuarterCheck<'_, 'd> {
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
            let first = Place::node(path, first.node);
            let file = &mut FileProblems::of(other, self.problems);
            file.twice(first, Code::DuplicateKey, again.node, message);
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
                let file = &mut FileProblems::of(&file.path, self.problems);
                stated.push(stated::check(draft, self.known, file));
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
                let known = self.known;
                if !known.require_objective(place.clone(), id, self.problems) {
                    continue;
                }
                let rating = report.rating.as_ref().and_then(|word| {
                    known.overall_rating(word, &mut FileProblems::of(&file.path, self.problems))
                });
                let report = ObjectiveReport {
                    rating,
                    direction: report.direction,
                    because: report.because.clone(),
                };
                objectives.insert(ObjectiveId::new(id), report);
                let first = seen.insert(id, place);
                // Within one file, the parser reports it.
                if let Some(first) = first.filter(|first| first.path != file.path) {
                    let message =
                        format!("`{}` is rated in two files of {}", id.value, self.quarter);
                    let file = &mut FileProblems::of(&file.path, self.problems);
                    file.twice(first, Code::DuplicateKey, id.node, message);
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
}
