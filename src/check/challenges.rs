//! Progress on the challenges of earlier quarters.

use super::FileProblems;
use super::quarters::AllQuarters;
use crate::diag::{Code, Problems, one_of, suggestion};
use crate::model::Progress;
use crate::parse::At;
use crate::parse::draft::{ProgressDraft, QuarterDraft};

pub(super) fn progress(draft: &ProgressDraft) -> Progress {
    Progress {
        challenge: draft.challenge.value.clone(),
        from: draft.from.value,
        done: draft.done.clone(),
    }
}

pub(super) fn check_progress(all: &AllQuarters, problems: &mut Problems) {
    for file in &all.drafts.quarters {
        for progress in &file.progress {
            check_one(all, file, progress, problems);
        }
    }
}

fn check_one(
    all: &AllQuarters,
    draft: &QuarterDraft,
    progress: &ProgressDraft,
    problems: &mut Problems,
) {
    let At { value: from, node } = progress.from;
    let file = &mut FileProblems::of(&draft.path, problems);
    if from >= draft.quarter {
        let message = format!(
            "this reports progress on a challenge of {from}, which is not earlier than {}",
            draft.quarter
        );
        let help = "name the quarter that set the challenge";
        file.error(Code::UnknownQuarter, node, message, help);
        return;
    }
    let place = file.place(node);
    if !all.known.require_quarter(place, from, file.problems) || all.doubt.on_quarter(from) {
        return;
    }
    let earlier = || all.files_of(from);
    let challenges = earlier().flat_map(|earlier| &earlier.challenges);
    let titles: Vec<&str> = challenges.map(|one| one.entry.title.as_str()).collect();
    let is_background = earlier().any(|earlier| earlier.background.is_some_and(|b| b.value));
    let title = progress.challenge.as_str();
    // Of a background quarter, only what later reports say of it is known.
    if titles.contains(&title) || (titles.is_empty() && is_background) {
        return;
    }
    let (message, help) = if titles.is_empty() {
        let help = "name the quarter that set the challenge, or add the challenge to it";
        (format!("{from} names no challenges"), help.to_owned())
    } else {
        let help = suggestion(title, titles.iter().copied())
            .unwrap_or_else(|| format!("its challenges are {}", one_of(titles)));
        (format!("{from} has no challenge with this title"), help)
    };
    file.error(Code::UnknownWord, progress.challenge.node, message, help);
}
