//! Revisions of figures, each with the figure before and after.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::FileProblems;
use super::misquoted::{self, QuotedFigure, QuotedKind};
use super::quarters::AllQuarters;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Figure, MeasureId, Month, Quarter, QuarterReport, Revision, Series};
use crate::parse::draft::{Drafts, QuarterDraft, RevisionDraft};
use crate::source::{NodeId, Place};

pub(super) fn revision(draft: &RevisionDraft) -> Revision {
    Revision {
        measure: MeasureId::new(&draft.measure),
        period: draft.period.value,
        was: draft.was.value,
        now: draft.now.value,
        on: draft.on.value,
        reason: draft.reason.clone(),
    }
}

/// A revised figure: its quarter, and its measure or member.
pub(super) type RevisedEntry = (Quarter, MeasureId);

/// Returns the figures that public revisions changed, by measure.
pub(super) fn revised_entries(
    quarters: &BTreeMap<Quarter, QuarterReport>,
) -> BTreeMap<String, Vec<RevisedEntry>> {
    let mut revised: BTreeMap<String, Vec<RevisedEntry>> = BTreeMap::new();
    for revision in quarters.values().flat_map(|quarter| &quarter.revisions) {
        let own = revised.entry(revision.measure.whole().to_owned());
        let entry = (revision.period, revision.measure.clone());
        own.or_default().push(entry);
    }
    revised
}

/// Marks the revised figures of a measure.
pub(super) fn mark(series: &mut Arc<Series>, revised: &[RevisedEntry]) {
    for (quarter, id) in revised {
        if let Some(entry) = Arc::make_mut(series).entry_mut(*quarter, id) {
            entry.mark_revised();
        }
    }
}

pub(super) fn check(all: &AllQuarters, problems: &mut Problems) {
    for (file, revision) in revisions(all.drafts) {
        let place = |node: NodeId| Place::node(&file.path, node);
        let (measure, period) = (&revision.measure, revision.period);
        if !all
            .known
            .require_measure(place(measure.node), measure, problems)
            || !all
                .known
                .require_quarter(place(period.node), period.value, problems)
        {
            continue;
        }
        let problem = changes_nothing(revision)
            .or_else(|| too_early(revision))
            .or_else(|| ends_at_other_figure(all, revision));
        let Some((node, message, help)) = problem else {
            continue;
        };
        if let Some((warning, figure)) = warned_of(all, revision, problems) {
            let (shown, now) = (figure.shown(), revision.now.value);
            let message = format!(
                "`{}` is {shown} here, but its revision ends at {now}",
                measure.value
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

/// Returns the index of a warning about the figure that a revision should end at, because then the figure is the
/// likelier mistake.
fn warned_of(
    all: &AllQuarters,
    revision: &RevisionDraft,
    problems: &[Diagnostic],
) -> Option<(usize, Figure)> {
    let of = QuotedFigure {
        id: MeasureId::new(&revision.measure),
        quarter: revision.period.value,
        figure: QuotedKind::Value,
    };
    let figure = all
        .figure(of.quarter, &of.id)
        .filter(|figure| figure.value != revision.now.value)?;
    let place = misquoted::place(&of, figure.value, all.drafts)?;
    let is_warning = |problem: &Diagnostic| problem.place == place && !problem.is_error();
    Some((problems.iter().position(is_warning)?, figure))
}

fn revisions(drafts: &Drafts) -> impl Iterator<Item = (&QuarterDraft, &RevisionDraft)> {
    let files = drafts.quarters.iter().map(|file| &**file);
    files.flat_map(|file| file.revisions.iter().map(move |revision| (file, revision)))
}

/// The node, the message and the help of a problem.
type Problem = (NodeId, String, String);

fn changes_nothing(revision: &RevisionDraft) -> Option<Problem> {
    let (was, now) = (revision.was.value, revision.now.value);
    (was == now).then(|| {
        let message = format!("this revision changes nothing: it was {was} and is {now}");
        let help = "write the figure before and the figure now".to_owned();
        (revision.now.node, message, help)
    })
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

/// Returns a problem if `now` is neither the current figure nor the `was` of the next revision.
fn ends_at_other_figure(all: &AllQuarters, revision: &RevisionDraft) -> Option<Problem> {
    let id = MeasureId::new(&revision.measure);
    let period = revision.period.value;
    if all.doubt.on_entry(period, &id) {
        return None;
    }
    let next = revisions(all.drafts)
        .map(|(_, other)| other)
        .filter(|other| other.measure == revision.measure && other.period.value == period)
        .filter(|other| other.on.value > revision.on.value)
        .min_by_key(|other| other.on.value);
    let now = revision.now.value;
    let (agrees, holds) = match (next, all.figure(period, &id)) {
        (Some(next), _) => {
            let was = next.was.value;
            let holds = format!("the next one, of {}, starts at {was}", next.on.value);
            (was == now, holds)
        }
        // Readers know a computed figure as it is shown.
        (None, Some(figure)) => {
            let shown = figure.shown();
            let agrees = [figure.value, shown].contains(&now);
            (agrees, format!("{period} has {shown}"))
        }
        (None, None) => (false, format!("{period} has no figure")),
    };
    if agrees {
        return None;
    }
    let message = format!("this revision ends at {now}, but {holds}");
    let help = "the last `now` must match the figure under `values:`, and each `was` must match the `now` before it: correct one of the two".to_owned();
    Some((revision.now.node, message, help))
}
