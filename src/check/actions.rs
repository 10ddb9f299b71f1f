//! Actions and milestones: their ratings, and days that are in order and not decades off.

use super::FileProblems;
use super::known::KnownNames;
use crate::diag::Code;
use crate::model::{Action, ActionDue, CountsAs, Due, Milestone, Month, Quarter, Rating};
use crate::parse::At;
use crate::parse::draft::{ActionDraft, MilestoneDraft};
use rust_decimal::Decimal;

const YEARS_AHEAD: i32 = 15;
const YEARS_OVERDUE: i32 = 5;

/// Returns an action with its rating and its milestones, without what it is related to.
pub(super) fn check(
    quarter: Quarter,
    draft: &ActionDraft,
    known: &KnownNames,
    file: &mut FileProblems,
) -> Action {
    check_due(quarter, draft, file);
    check_first_due(draft, file);
    check_titles(&draft.milestones, file);
    let rating = rating(draft.rating.as_ref(), known, file);
    check_complete(draft, rating, file);
    let milestones = draft.milestones.iter().map(|milestone| Milestone {
        rating: self::rating(milestone.rating.as_ref(), known, file),
        ..milestone.milestone.clone()
    });
    let milestones = milestones.collect();
    Action {
        rating,
        milestones,
        ..draft.action.clone()
    }
}

fn rating(
    word: Option<&At<String>>,
    known: &KnownNames,
    file: &mut FileProblems,
) -> Option<Rating> {
    let word = word?;
    let place = file.place(word.node);
    known.require_rating(place, known.scales.actions(), word, file.problems)
}

fn check_titles(milestones: &[MilestoneDraft], file: &mut FileProblems) {
    for (at, draft) in milestones.iter().enumerate() {
        let title = &draft.milestone.title;
        let mut before = milestones[..at].iter();
        if let Some(first) = before.find(|before| before.milestone.title == *title) {
            let message = format!("this action has two milestones \"{}\"", title.as_str());
            let first = file.place(first.title_at);
            file.twice(first, Code::DuplicateKey, draft.title_at, message);
        }
    }
}

/// Warns of an action that is rated as complete and is not, by its percentage, unless it has a note.
fn check_complete(draft: &ActionDraft, rating: Option<Rating>, file: &mut FileProblems) {
    let action = &draft.action;
    let (Some(rating), Some(complete), None) = (rating, action.complete, &action.note) else {
        return;
    };
    let Some(node) = draft.complete_at else {
        return;
    };
    if rating.counts_as == CountsAs::Complete && complete < Decimal::ONE_HUNDRED {
        let message = format!(
            "this action is rated `{}`, which counts as complete, and is {complete}% complete",
            rating.id()
        );
        let help = "correct one of them; if both are right, say why in `note:`";
        file.warning(Code::Range, node, message, help);
    }
}

/// Reports a first day without a later one, or the same day twice, and warns of a day that was brought forward without a note.
fn check_first_due(draft: &ActionDraft, file: &mut FileProblems) {
    let action = &draft.action;
    let (Some(first), Some(node)) = (action.first_due, draft.first_due_at) else {
        return;
    };
    match action.due {
        None if draft.is_whole => {
            let message = "`first_due` is when the action was first due, and there is no later day";
            let help = "add `due:` with the day that is now promised; if the day was not revised, rename this to `due`";
            file.error(Code::MissingField, node, message, help);
        }
        Some(ActionDue::By(now)) if now == first => {
            let message = "the action was first due when it is due now, so this has no effect";
            let help = "delete it; if the day was revised, write the later one in `due:`";
            file.error(Code::NoEffect, node, message, help);
        }
        Some(ActionDue::By(now)) if is_earlier(now, first) && action.note.is_none() => {
            let message = "the action is now due before it was first due";
            let help = "swap the two; if it was brought forward, say so in `note:`";
            file.warning(Code::Range, node, message, help);
        }
        _ => {}
    }
}

fn is_earlier(one: Due, other: Due) -> bool {
    one.last_day() < other.last_day()
}

/// Warns of an action that is due too far from its quarter, unless it has a note.
fn check_due(quarter: Quarter, draft: &ActionDraft, file: &mut FileProblems) {
    let action = &draft.action;
    let (Some(ActionDue::By(due)), Some(node), None) = (action.due, draft.due_at, &action.note)
    else {
        return;
    };
    let due = Month::of(due.last_day());
    let how = if due > quarter.last_month().after(12 * YEARS_AHEAD) {
        format!("more than {YEARS_AHEAD} years after")
    } else if due < quarter.first_month().after(-12 * YEARS_OVERDUE) {
        format!("more than {YEARS_OVERDUE} years before")
    } else {
        return;
    };
    let message = format!("this action is due in {due}, {how} {quarter}");
    let help = "check the year; if it is right, say so in `note:`";
    file.warning(Code::Range, node, message, help);
}
