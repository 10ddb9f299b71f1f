//! Quarters: one file or several, each thing once.

use std::collections::BTreeMap;

use super::known::Known;
use super::{entries, finance};
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Entry, Highlights, Measure, MeasureId, ObjectiveId, Publication, Quarter, QuarterReport,
    Revision,
};
use crate::parse::At;
use crate::parse::draft::{Drafts, HighlightDraft, PublishDraft, QuarterDraft};
use crate::source::{NodeId, Place, SourcePath};

type Quarters = BTreeMap<Quarter, QuarterReport>;
type Measures = BTreeMap<MeasureId, Measure>;

pub(super) fn check(
    drafts: &Drafts,
    known: &Known,
    measures: &Measures,
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
        quarters.insert(quarter, reading.report(out));
    }
    check_progress(drafts, known, out);
    check_revisions(drafts, known, &quarters, out);
    quarters
}

struct Reading<'a, 'd> {
    quarter: Quarter,
    files: Vec<&'d QuarterDraft>,
    known: &'a Known<'d>,
    measures: &'a Measures,
}

impl<'d> Reading<'_, 'd> {
    fn report(&self, out: &mut Vec<Diagnostic>) -> QuarterReport {
        self.check_names(out);
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
            publication: self.publication(out),
            source: source.map(|(_, source)| source.value.clone()),
            entries: self.entries(out),
            stated: self.stated(out),
            objectives: self.objectives(out),
            actions: all().flat_map(|file| file.actions.clone()).collect(),
            risks: all().flat_map(|file| file.risks.clone()).collect(),
            finance: finance.map(|(path, draft)| finance::check(path, draft, out)),
            challenges: all().flat_map(|file| file.challenges.clone()).collect(),
            progress: all()
                .flat_map(|file| file.progress.iter().map(|p| p.value.clone()))
                .collect(),
            performing_well: self.highlights(|file| &file.performing_well, out),
            improvement: self.highlights(|file| &file.improvement, out),
            revisions: self.revisions(),
        }
    }

    /// What may stand in one of a quarter's files only.
    fn once<T>(
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

    fn check_names(&self, out: &mut Vec<Diagnostic>) {
        let mut single: Option<&QuarterDraft> = None;
        for file in &self.files {
            if let Some(said) = file.said
                && said.value != self.quarter
            {
                let message = format!(
                    "this file is named for {}, and says {}",
                    self.quarter, said.value
                );
                out.push(
                    Diagnostic::error(
                        Code::NotAQuarter,
                        Place::node(&file.path, said.node),
                        message,
                    )
                    .help(format!(
                        "write `quarter: {}`, or rename the file {}.yaml",
                        self.quarter,
                        said.value.slug()
                    )),
                );
            }
            if file.path.file_name() == format!("{}.yaml", self.quarter.slug()) {
                single = Some(file);
            }
        }
        if let (Some(single), true) = (single, self.files.len() > 1) {
            let folder = self.files.iter().find(|file| file.path != single.path);
            let message = format!("{} is both a file and a folder of files", self.quarter);
            let problem = Diagnostic::error(Code::DuplicateId, Place::file(&single.path), message)
                .help("move the file into the folder under another name, or the folder's entries into the file");
            out.push(match folder {
                Some(other) => {
                    problem.related(Place::file(&other.path), "one of the folder's files")
                }
                None => problem,
            });
        }
    }

    fn publication(&self, out: &mut Vec<Diagnostic>) -> Publication {
        let background = self.once(
            |file| file.background.map(|b| (b.node, b)),
            "background",
            out,
        );
        let publish_on = self.once(
            |file| file.publish_on.map(|p| (p.node, p)),
            "publish_on",
            out,
        );
        let is_background = background.is_some_and(|(_, background)| background.value);
        match (
            is_background,
            publish_on.map(|(path, publish)| (path, publish, publish.value)),
        ) {
            (true, Some((_, _, PublishDraft::On(day)))) => Publication::Background(Some(day)),
            (true, _) => Publication::Background(None),
            (false, None) => Publication::Draft,
            (false, Some((_, _, PublishDraft::AlreadyPublic))) => Publication::AlreadyPublic,
            (false, Some((path, at, PublishDraft::On(day)))) => {
                self.check_day(path, at, day, out);
                Publication::On(day)
            }
        }
    }

    fn check_day(
        &self,
        path: &SourcePath,
        at: At<PublishDraft>,
        day: jiff::civil::Date,
        out: &mut Vec<Diagnostic>,
    ) {
        let month = self.quarter.last_month();
        let published = (i32::from(day.year()), day.month().unsigned_abs());
        if published < (month.year(), month.number()) {
            let message = format!(
                "{} is published on {day}, before its last month, {month}",
                self.quarter
            );
            out.push(
                Diagnostic::error(Code::Publication, Place::node(path, at.node), message)
                    .help("write the day on which it is published, or `already_public`"),
            );
        }
    }

    fn entries(&self, out: &mut Vec<Diagnostic>) -> BTreeMap<MeasureId, Entry> {
        let mut entries = BTreeMap::new();
        let mut seen: BTreeMap<&str, (&SourcePath, NodeId)> = BTreeMap::new();
        for file in &self.files {
            for (id, draft) in &file.values {
                if let Some((path, node)) = seen.get(id.as_str()) {
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
                    continue;
                }
                let measure_id = MeasureId::new(id);
                if let Some(measure) = self.measures.get(&measure_id) {
                    let terms = entries::Terms {
                        path: &file.path,
                        quarter: self.quarter,
                        known: self.known,
                        name: id,
                    };
                    entries.insert(measure_id, entries::check(draft, measure, &terms, out));
                }
            }
        }
        entries
    }

    fn stated(&self, out: &mut Vec<Diagnostic>) -> Vec<crate::model::Stated> {
        let all = self
            .files
            .iter()
            .flat_map(|file| file.stated.iter().map(move |stated| (&file.path, stated)));
        all.map(|(path, stated)| {
            let counted: u64 = stated.counts.iter().map(|(_, count)| u64::from(*count)).sum();
            if let Some(total) = stated.total.filter(|total| counted > u64::from(*total)) {
                let message = format!("these counts come to {counted}, more than the stated total of {total}");
                out.push(
                    Diagnostic::error(Code::Stated, Place::node(path, stated.node), message)
                        .help("correct one of them; if the source prints it so, leave the counts out and say so in `note:`"),
                );
            }
            stated.value.clone()
        })
        .collect()
    }

    fn objectives(
        &self,
        out: &mut Vec<Diagnostic>,
    ) -> BTreeMap<ObjectiveId, crate::model::ObjectiveReport> {
        let mut objectives = BTreeMap::new();
        for file in &self.files {
            for (id, report) in &file.objectives {
                if self
                    .known
                    .objective_at(Place::node(&file.path, id.node), id, out)
                    && objectives
                        .insert(ObjectiveId::new(id), report.clone())
                        .is_some()
                {
                    let message = format!(
                        "the objective `{}` is rated twice in {}",
                        id.value, self.quarter
                    );
                    out.push(
                        Diagnostic::error(
                            Code::DuplicateKey,
                            Place::node(&file.path, id.node),
                            message,
                        )
                        .help("keep one of the two"),
                    );
                }
            }
        }
        objectives
    }

    fn highlights(
        &self,
        take: impl Fn(&'d QuarterDraft) -> &'d HighlightDraft,
        out: &mut Vec<Diagnostic>,
    ) -> Highlights {
        let mut highlights = Highlights::default();
        for file in &self.files {
            let draft = take(file);
            for (id, because) in &draft.add {
                if self.known.measure(&file.path, id, out) {
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

    fn revisions(&self) -> Vec<Revision> {
        let all = self.files.iter().flat_map(|file| &file.revisions);
        all.map(|draft| Revision {
            measure: MeasureId::new(&draft.measure),
            period: draft.period.value,
            was: draft.was,
            now: draft.now.value,
            on: draft.on,
            because: draft.because.clone(),
        })
        .collect()
    }
}

fn check_progress(drafts: &Drafts, known: &Known, out: &mut Vec<Diagnostic>) {
    for file in &drafts.quarters {
        for progress in &file.progress {
            let place = Place::node(&file.path, progress.node);
            if progress.from >= file.quarter {
                let message = format!(
                    "progress on a challenge of {}, which is not before {}",
                    progress.from, file.quarter
                );
                out.push(
                    Diagnostic::error(Code::UnknownQuarter, place, message)
                        .help("name the quarter that set the challenge"),
                );
                continue;
            }
            let earlier = drafts
                .quarters
                .iter()
                .filter(|q| q.quarter == progress.from);
            let titles: Vec<&str> = earlier
                .flat_map(|q| &q.challenges)
                .map(|c| c.title.as_str())
                .collect();
            let known_title = titles.is_empty() || titles.contains(&progress.challenge.as_str());
            if !known_title && known.quarter_at(place.clone(), progress.from, out) {
                let message = format!("{} has no challenge of this title", progress.from);
                out.push(
                    Diagnostic::error(Code::UnknownWord, place, message).help(format!(
                        "its challenges are {}",
                        crate::diag::one_of(titles)
                    )),
                );
            }
        }
    }
}

/// A revision's `now` is the figure as it stands, or what a later revision says it was before.
fn check_revisions(drafts: &Drafts, known: &Known, quarters: &Quarters, out: &mut Vec<Diagnostic>) {
    let all = || {
        drafts
            .quarters
            .iter()
            .flat_map(|file| file.revisions.iter().map(move |r| (file, r)))
    };
    for (file, revision) in all() {
        let place = |node| Place::node(&file.path, node);
        if !known.measure(&file.path, &revision.measure, out)
            || !known.quarter_at(place(revision.period.node), revision.period.value, out)
        {
            continue;
        }
        if revision.was == revision.now.value {
            let message = format!(
                "this revision changes nothing: it was {} and is {}",
                revision.was, revision.now.value
            );
            out.push(
                Diagnostic::error(Code::Revision, place(revision.now.node), message)
                    .help("write the figure before and the figure now"),
            );
        }
        let later = all().find(|(_, other)| {
            other.measure.value == revision.measure.value
                && other.period.value == revision.period.value
                && other.on > revision.on
        });
        let stands = quarters
            .get(&revision.period.value)
            .and_then(|quarter| quarter.entries.get(&MeasureId::new(&revision.measure)))
            .and_then(|entry| entry.reported.figure())
            .map(|figure| figure.value);
        let expected = later.map_or(stands, |(_, later)| Some(later.was));
        if expected.is_some_and(|expected| expected == revision.now.value) {
            continue;
        }
        let stands = expected.map_or("no figure".to_owned(), |figure| figure.to_string());
        let message = format!(
            "this revision ends at {}, but {} holds {stands}",
            revision.now.value, revision.period.value
        );
        out.push(
            Diagnostic::error(Code::Revision, place(revision.now.node), message)
                .help("`values` hold the figure as it stands: `now` must equal it"),
        );
    }
}
