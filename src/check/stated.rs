//! Totals that a source states: their counts are by ratings of the site, and do not add up to more than the total.

use super::FileProblems;
use super::known::KnownNames;
use crate::diag::{Code, one_of, suggestion};
use crate::model::{ObjectiveId, Rating, Stated, StatedOf};
use crate::parse::At;
use crate::parse::draft::{STATED_FIELDS, StatedDraft};

/// Returns a stated total with its counts by rating.
pub(super) fn check(draft: &StatedDraft, known: &KnownNames, file: &mut FileProblems) -> Stated {
    let mut stated = draft.stated.clone();
    let mut counts = Vec::new();
    for (word, typed) in &draft.ratings {
        let Some(rating) = rating(stated.of, word, known, file) else {
            continue;
        };
        match &typed.value {
            Ok(count) => counts.push((rating, *count)),
            Err((message, help)) => file.error(Code::NotAFigure, typed.node, message, help),
        }
    }
    counts.sort_by_key(|(rating, _)| known.scales.position(stated.of, *rating));
    let counts = counts
        .into_iter()
        .map(|(rating, count)| (rating.id().to_owned(), count));
    stated.counts = counts.chain(stated.counts).collect();
    stated.objective = objective(draft, known, file);
    check_counts(draft, &stated, file);
    stated
}

/// Returns the rating by which a total counts. Reports a word that is neither a rating nor a field.
fn rating(
    of: StatedOf,
    word: &At<String>,
    known: &KnownNames,
    file: &mut FileProblems,
) -> Option<Rating> {
    let scale = known.scales.of_stated(of);
    let rating = known.scales.rating(scale, word);
    if rating.is_none() && known.site_read {
        let overall = known.scales.overall();
        let overall = Some(overall).filter(|overall| scale.is_usual() && overall.id != scale.id);
        let own = [Some(scale), overall].into_iter().flatten();
        let own = own.flat_map(|scale| &scale.ratings);
        let own = own.map(|rating| rating.id());
        let others = known.scales.iter().flat_map(|scale| &scale.ratings);
        let words = STATED_FIELDS
            .into_iter()
            .chain(others.map(|rating| rating.id()));
        let help = suggestion(word, words).unwrap_or_else(|| {
            let fields = one_of(STATED_FIELDS);
            format!(
                "the fields here are {fields}, and the ratings {}",
                one_of(own)
            )
        });
        let message = format!("there is no field `{}` here", word.value);
        file.error(Code::UnknownField, word.node, message, help);
    }
    rating
}

fn objective(
    draft: &StatedDraft,
    known: &KnownNames,
    file: &mut FileProblems,
) -> Option<ObjectiveId> {
    let id = draft.objective.as_ref()?;
    if draft.stated.within.is_some() {
        let message = "this total is limited to an objective, and to something else as well";
        let help = "keep one of them; write another total for the other";
        file.error(Code::Stated, id.node, message, help);
        return None;
    }
    let is_known = known.require_objective(file.place(id.node), id, file.problems);
    is_known.then(|| ObjectiveId::new(id))
}

/// Reports a stated total without any number, and counts that add up to more than the total.
fn check_counts(draft: &StatedDraft, stated: &Stated, file: &mut FileProblems) {
    let has_none = stated.counts.is_empty() && draft.ratings.is_empty();
    if stated.total.is_none() && has_none && draft.is_whole {
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
