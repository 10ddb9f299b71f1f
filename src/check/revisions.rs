//! Revisions of figures, each with the figure before and after.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::known::KnownNames;
use super::misquoted::{self, QuotedFigure, QuotedKind};
use super::month_revisions;
use super::quarters::{self, AllQuarters};
use super::reported::CheckedRow;
use super::{FileProblems, amounts};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{
    Figure, Holder, MeasureId, Month, Quarter, QuarterReport, Revision, Series, Unit,
};
use crate::parse::draft::{Drafts, QuarterDraft, RevisionDraft};
use crate::source::{NodeId, Place};

/// A revision in the unit of its measure.
pub(super) struct ReadRevision<'d> {
    file: &'d QuarterDraft,
    draft: &'d RevisionDraft,
    unit: Unit,
    was: Option<Decimal>,
    now: Option<Decimal>,
}

/// Reads the revisions in the units of their measures, and adds them to the quarters that report them. Of measures that are
/// not known or not clear, there are none.
pub(super) fn read<'d>(
    drafts: &'d Drafts,
    known: &KnownNames,
    rows: &[Arc<CheckedRow>],
    reports: &mut BTreeMap<Quarter, QuarterReport>,
    problems: &mut Problems,
) -> Vec<ReadRevision<'d>> {
    let mut read = Vec::new();
    for (file, draft) in revisions(drafts) {
        let place = Place::node(&file.path, draft.measure.node);
        if !known.require_measure(place, &draft.measure, problems) {
            continue;
        }
        let id = MeasureId::new(&draft.measure);
        let Some(measure) = quarters::measure(known, rows, &id) else {
            continue;
        };
        let unit = measure.unit.clone();
        let problems = &mut FileProblems::of(&file.path, problems);
        let both = [&draft.was, &draft.now].map(|side| match side {
            Some(typed) => amounts::figure(typed, &unit, problems).map(Some),
            None => Some(None),
        });
        if let [Some(was), Some(now)] = both {
            read.push(ReadRevision {
                file,
                draft,
                unit,
                was,
                now,
            });
        }
    }
    add(&read, reports);
    month_revisions::add(known, rows, reports);
    read
}

fn add(read: &[ReadRevision], reports: &mut BTreeMap<Quarter, QuarterReport>) {
    for one in read {
        if let Some(report) = reports.get_mut(&one.file.quarter) {
            report.revisions.push(Revision {
                measure: MeasureId::new(&one.draft.measure),
                period: one.draft.period.value,
                was: one.was,
                now: one.now,
                on: one.draft.on.value,
                reason: one.draft.reason.clone(),
                follows_months: false,
            });
        }
    }
}

/// A revised figure: its quarter, its measure or member, and its month if it is of one.
pub(super) type RevisedEntry = (Quarter, MeasureId, Option<Month>);

/// Returns the figures that public revisions changed, by measure.
pub(super) fn revised_entries(
    quarters: &BTreeMap<Quarter, QuarterReport>,
) -> BTreeMap<String, Vec<RevisedEntry>> {
    let mut revised: BTreeMap<String, Vec<RevisedEntry>> = BTreeMap::new();
    for revision in quarters.values().flat_map(|quarter| &quarter.revisions) {
        let own = revised.entry(revision.measure.whole().to_owned());
        let entry = (revision.period, revision.measure.clone(), None);
        own.or_default().push(entry);
    }
    for change in quarters.values().flat_map(|one| &one.other_revisions) {
        if let Holder::Measure(id) = &change.holder
            && change.is_of_months()
        {
            let months = change.changed_months().into_iter();
            let months = months.filter(|one| one.was.is_some());
            let own = revised.entry(id.whole().to_owned()).or_default();
            own.extend(months.map(|one| (change.quarter, id.clone(), Some(one.month))));
        }
    }
    revised
}

/// Marks the revised figures of a measure.
pub(super) fn mark(series: &mut Arc<Series>, revised: &[RevisedEntry]) {
    for (quarter, id, month) in revised {
        if let Some(entry) = Arc::make_mut(series).entry_mut(*quarter, id) {
            entry.mark_revised(*month);
        }
    }
}

pub(super) fn check(all: &AllQuarters, read: &[ReadRevision], problems: &mut Problems) {
    for revision in read {
        let (file, period) = (revision.file, revision.draft.period);
        let place = |node: NodeId| Place::node(&file.path, node);
        if !all
            .known
            .require_quarter(place(period.node), period.value, problems)
        {
            continue;
        }
        let problem = changes_nothing(revision)
            .or_else(|| of_quarter_in_progress(all, revision))
            .or_else(|| too_early(revision.draft))
            .or_else(|| starts_at_nothing(revision, read))
            .or_else(|| ends_at_other_figure(all, revision, read));
        let Some((node, message, help)) = problem else {
            continue;
        };
        if let Some((warning, figure)) = warned_of(all, revision, problems) {
            let shown = revision.unit.typed(figure.shown());
            let now = revision.typed(revision.now);
            let message = format!(
                "`{}` is {shown} here, but its revision ends at {now}",
                revision.draft.measure.value
            );
            let help = format!(
                "check the figure; if {shown} is right, write `now: {shown}` in the revision"
            );
            let at_figure = problems.remove(warning).place;
            let problem = Diagnostic::error(Code::Revision, at_figure, message).help(help);
            problems.report(problem.related(place(node), "revised here"));
        } else {
            let file = &mut FileProblems::of(&file.path, problems);
            file.error(Code::Revision, node, message, help);
        }
    }
}

impl ReadRevision<'_> {
    /// Formats a figure as files type it.
    fn typed(&self, figure: Option<Decimal>) -> String {
        figure.map_or_else(|| "no figure".to_owned(), |figure| self.unit.typed(figure))
    }

    fn is_of_same_figure(&self, other: &Self) -> bool {
        let of = |one: &Self| (one.draft.period.value, one.draft.measure.value.clone());
        of(self) == of(other)
    }
}

/// Returns the index of a warning about the figure that a revision should end at, because then the figure is the
/// likelier mistake.
fn warned_of(
    all: &AllQuarters,
    revision: &ReadRevision,
    problems: &[Diagnostic],
) -> Option<(usize, Figure)> {
    let of = QuotedFigure {
        id: MeasureId::new(&revision.draft.measure),
        quarter: revision.draft.period.value,
        figure: QuotedKind::Value,
    };
    let figure = all
        .figure(of.quarter, &of.id)
        .filter(|figure| revision.now.is_some_and(|now| figure.value != now))?;
    let place = misquoted::place(&of, (figure.value, &revision.unit), all.drafts)?;
    let is_warning = |problem: &Diagnostic| problem.place == place && !problem.is_error();
    Some((problems.iter().position(is_warning)?, figure))
}

fn revisions(drafts: &Drafts) -> impl Iterator<Item = (&QuarterDraft, &RevisionDraft)> {
    let files = drafts.quarters.iter().map(|file| &**file);
    files.flat_map(|file| file.revisions.iter().map(move |revision| (file, revision)))
}

/// The node, the message and the help of a problem.
type Problem = (NodeId, String, String);

fn changes_nothing(revision: &ReadRevision) -> Option<Problem> {
    let now = revision.draft.now.as_ref()?;
    (revision.was == revision.now).then(|| {
        let [was, now_typed] = [revision.was, revision.now].map(|side| revision.typed(side));
        let message = format!("this revision changes nothing: it was {was} and is {now_typed}");
        let help = "write the figure before and the figure now".to_owned();
        (now.node, message, help)
    })
}

/// Returns a problem if a quarter has no figure yet, because only months of it are published.
fn of_quarter_in_progress(all: &AllQuarters, revision: &ReadRevision) -> Option<Problem> {
    let period = revision.draft.period;
    let id = MeasureId::new(&revision.draft.measure);
    let latest = all.entry(period.value, &id)?.so_far?;
    let message = format!(
        "{} is not complete, so only its months have been published",
        period.value
    );
    let help = format!(
        "to revise a month, write it: `period: {latest}`; a month that is added needs no revision"
    );
    Some((period.node, message, help))
}

/// Returns a problem if a figure is revised before its quarter ended.
fn too_early(revision: &RevisionDraft) -> Option<Problem> {
    let (on, period) = (revision.on.value, revision.period.value);
    (Month::of(on) < period.last_month()).then(|| {
        let message = format!("this revision was made on {on}, before {period} ended");
        let help = "write the day on which the new figure was published".to_owned();
        (revision.on.node, message, help)
    })
}

/// Returns a problem if a figure has no `was`, although the revision before did not withdraw it.
fn starts_at_nothing(revision: &ReadRevision, read: &[ReadRevision]) -> Option<Problem> {
    let draft = revision.draft;
    if revision.was.is_some() {
        return None;
    }
    let others = read
        .iter()
        .filter(|other| revision.is_of_same_figure(other));
    let before = others
        .filter(|other| other.draft.on.value < draft.on.value)
        .max_by_key(|other| other.draft.on.value);
    let ends_at = before.and_then(|before| before.now);
    if before.is_some() && ends_at.is_none() {
        return None;
    }
    let ends_at = ends_at.map(|figure| revision.unit.typed(figure));
    let (message, help) = without_start(&draft.period.value, ends_at.as_deref());
    Some((draft.node, message, help))
}

/// Returns the message and the help for a revision without `was`, after a revision that ends at this figure if there is one.
pub(super) fn without_start(period: &impl Display, ends_at: Option<&str>) -> (String, String) {
    let help = match ends_at {
        Some(was) => format!("add `was: {was}`"),
        None => "add `was:`; a figure that is published for the first time needs no revision, and only one that was withdrawn is published again without `was`".to_owned(),
    };
    let message = format!("this revision does not say what {period} was published as");
    (message, help)
}

/// Returns a problem if `now` is neither the current figure nor the `was` of the next revision.
fn ends_at_other_figure(
    all: &AllQuarters,
    revision: &ReadRevision,
    read: &[ReadRevision],
) -> Option<Problem> {
    let draft = revision.draft;
    let id = MeasureId::new(&draft.measure);
    let period = draft.period.value;
    if all.doubt.on_entry(period, &id) {
        return None;
    }
    let others = read
        .iter()
        .filter(|other| revision.is_of_same_figure(other));
    let next = others
        .filter(|other| other.draft.on.value > draft.on.value)
        .min_by_key(|other| other.draft.on.value);
    let now = revision.now;
    let (agrees, holds) = match (next, all.figure(period, &id)) {
        (Some(next), _) => {
            let (on, was) = (next.draft.on.value, next.typed(next.was));
            let holds = format!("the next one, of {on}, starts at {was}");
            (next.was == now, holds)
        }
        // Readers know a computed figure as it is shown.
        (None, Some(figure)) => {
            let shown = figure.shown();
            let agrees = now.is_some_and(|now| [figure.value, shown].contains(&now));
            (
                agrees,
                format!("{period} has {}", revision.unit.typed(shown)),
            )
        }
        (None, None) => (now.is_none(), format!("{period} has no figure")),
    };
    if agrees {
        return None;
    }
    let Some(typed) = &draft.now else {
        let message = format!("this revision withdraws the figure, but {holds}");
        let help = format!(
            "to withdraw it, write `{{ missing: not_available, because: \"...\" }}` for {period}; if it was published again, add a revision that says so, without `was`; if it only changed, add `now`"
        );
        return Some((draft.node, message, help));
    };
    let message = format!("this revision ends at {}, but {holds}", revision.typed(now));
    let help = "the last `now` must match the figure under `values:`, and each `was` must match the `now` before it: correct one of the two".to_owned();
    Some((typed.node, message, help))
}
