//! Revisions: what a figure was, and what it is now.

use super::doubt::Doubt;
use super::known::Known;
use crate::diag::{Code, Diagnostic};
use crate::model::{Figure, MeasureId, Quarter};
use crate::parse::draft::{Drafts, QuarterDraft, RevisionDraft};
use crate::source::{NodeId, Place};

/// The figure of a measure or of a member as it stands, where there is one.
type Stands<'a> = dyn Fn(Quarter, &MeasureId) -> Option<Figure> + 'a;

pub(super) fn check(
    drafts: &Drafts,
    known: &Known,
    stands: &Stands,
    doubt: &Doubt,
    out: &mut Vec<Diagnostic>,
) {
    for (file, revision) in all(drafts) {
        let place = |node: NodeId| Place::node(&file.path, node);
        if !known.measure(&file.path, &revision.measure, out)
            || !known.quarter_at(place(revision.period.node), revision.period.value, out)
        {
            continue;
        }
        let problem = changes_nothing(revision)
            .or_else(|| too_early(revision))
            .or_else(|| ends_elsewhere(drafts, revision, stands, doubt));
        out.extend(problem.map(|(node, message, help)| {
            Diagnostic::error(Code::Revision, place(node), message).help(help)
        }));
    }
}

fn all(drafts: &Drafts) -> impl Iterator<Item = (&QuarterDraft, &RevisionDraft)> {
    let files = drafts.quarters.iter().map(|file| &**file);
    files.flat_map(|file| file.revisions.iter().map(move |revision| (file, revision)))
}

/// Where, what is wrong, and what to type.
type Problem = (NodeId, String, String);

fn changes_nothing(revision: &RevisionDraft) -> Option<Problem> {
    (revision.was.value == revision.now.value).then(|| {
        let message = format!(
            "this revision changes nothing: it was {} and is {}",
            revision.was.value, revision.now.value
        );
        let help = "write the figure before and the figure now".to_owned();
        (revision.now.node, message, help)
    })
}

/// A figure is revised after the quarter that it is of.
fn too_early(revision: &RevisionDraft) -> Option<Problem> {
    let last = revision.period.last_month();
    let on = (
        i32::from(revision.on.year()),
        revision.on.month().unsigned_abs(),
    );
    (on < (last.year(), last.number())).then(|| {
        let message = format!(
            "this revision was made on {}, before {} ended",
            revision.on.value, revision.period.value
        );
        let help = "write the day from which the new figure stands".to_owned();
        (revision.on.node, message, help)
    })
}

/// `now` is the figure as it stands, or what the next revision says it was before.
fn ends_elsewhere(
    drafts: &Drafts,
    revision: &RevisionDraft,
    stands: &Stands,
    doubt: &Doubt,
) -> Option<Problem> {
    let id = MeasureId::new(&revision.measure);
    let period = revision.period.value;
    if doubt.on_entry(period, &id) {
        return None;
    }
    let next = all(drafts)
        .map(|(_, other)| other)
        .filter(|other| other.measure.value == revision.measure.value)
        .filter(|other| other.period.value == period && other.on.value > revision.on.value)
        .min_by_key(|other| other.on.value);
    let now = revision.now.value;
    let (agrees, holds) = match (next, stands(period, &id)) {
        (Some(next), _) => {
            let was = next.was.value;
            let holds = format!("the next one, of {}, begins at {was}", next.on.value);
            (was == now, holds)
        }
        // Readers know a computed figure as it is shown.
        (None, Some(figure)) => {
            let shown = figure.shown();
            let agrees = [figure.value, shown].contains(&now);
            (agrees, format!("{period} holds {shown}"))
        }
        (None, None) => (false, format!("{period} holds no figure")),
    };
    if agrees {
        return None;
    }
    let message = format!("this revision ends at {}, but {holds}", revision.now.value);
    let help = "the last revision of a figure ends at the figure that stands under `values`, and each one before it where the next begins: correct one of the two".to_owned();
    Some((revision.now.node, message, help))
}
