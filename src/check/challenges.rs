//! Progress on the challenges of earlier quarters.

use super::doubt::Doubt;
use super::known::KnownNames;
use crate::diag::{Code, Diagnostic, Problems, did_you_mean, one_of};
use crate::model::Progress;
use crate::parse::draft::{Drafts, ProgressDraft, QuarterDraft};
use crate::source::Place;

pub(super) fn progress(draft: &ProgressDraft) -> Progress {
    Progress {
        challenge: draft.challenge.value.clone(),
        from: draft.from.value,
        done: draft.done.clone(),
    }
}

pub(super) fn check_progress(
    drafts: &Drafts,
    known: &KnownNames,
    doubt: &Doubt,
    problems: &mut Problems,
) {
    for file in &drafts.quarters {
        for progress in &file.progress {
            check_one(drafts, known, doubt, file, progress, problems);
        }
    }
}

fn check_one(
    drafts: &Drafts,
    known: &KnownNames,
    doubt: &Doubt,
    file: &QuarterDraft,
    progress: &ProgressDraft,
    problems: &mut Problems,
) {
    let place = Place::node(&file.path, progress.from.node);
    let from = progress.from.value;
    if from >= file.quarter {
        let message = format!(
            "this reports progress on a challenge of {from}, which is not earlier than {}",
            file.quarter
        );
        problems.report(
            Diagnostic::error(Code::UnknownQuarter, place, message)
                .help("name the quarter that set the challenge"),
        );
        return;
    }
    if !known.require_quarter(place, from, problems) || doubt.on_quarter(from) {
        return;
    }
    let earlier = || drafts.quarters.iter().filter(|q| q.quarter == from);
    let titles: Vec<&str> = earlier()
        .flat_map(|earlier| &earlier.challenges)
        .map(|challenge| challenge.title.as_str())
        .collect();
    let is_background = earlier().any(|earlier| earlier.background.is_some_and(|b| b.value));
    if titles.is_empty() && is_background {
        return; // Only what later reports say of it is known.
    }
    let title = progress.challenge.as_str();
    if titles.contains(&title) {
        return;
    }
    let (message, help) = match did_you_mean(title, titles.iter().copied()) {
        _ if titles.is_empty() => (
            format!("{from} names no challenges"),
            "name the quarter that set the challenge, or add the challenge to it".to_owned(),
        ),
        Some(meant) => (
            format!("{from} has no challenge with this title"),
            format!("did you mean `{meant}`?"),
        ),
        None => (
            format!("{from} has no challenge with this title"),
            format!("its challenges are {}", one_of(titles)),
        ),
    };
    let place = Place::node(&file.path, progress.challenge.node);
    problems.report(Diagnostic::error(Code::UnknownWord, place, message).help(help));
}
