//! Actions of plans: a due day that is decades off is a typing error.

use super::FileProblems;
use crate::diag::{Code, Problems};
use crate::model::{Action, Due, Month};
use crate::parse::draft::QuarterDraft;

const YEARS_AHEAD: i32 = 15;
const YEARS_OVERDUE: i32 = 5;

/// Returns the actions of a file. Warns of one that is due too far from its quarter, unless it has a note.
pub(super) fn check(draft: &QuarterDraft, problems: &mut Problems) -> Vec<Action> {
    let quarter = draft.quarter;
    let file = &mut FileProblems::of(&draft.path, problems);
    let ahead = quarter.last_month().after(12 * YEARS_AHEAD);
    let overdue = quarter.first_month().after(-12 * YEARS_OVERDUE);
    for action in draft
        .actions
        .iter()
        .filter(|draft| draft.action.note.is_none())
    {
        let (Some(due), Some(node)) = (action.action.due.map(month_of), action.due_at) else {
            continue;
        };
        let how = if due > ahead {
            format!("more than {YEARS_AHEAD} years after")
        } else if due < overdue {
            format!("more than {YEARS_OVERDUE} years before")
        } else {
            continue;
        };
        let message = format!("this action is due in {due}, {how} {quarter}");
        let help = "check the year; if it is right, say so in `note:`";
        file.warning(Code::Range, node, message, help);
    }
    let actions = draft.actions.iter();
    actions.map(|draft| draft.action.clone()).collect()
}

fn month_of(due: Due) -> Month {
    match due {
        Due::Day(day) => Month::of(day),
        Due::Month(month) => month,
        Due::Quarter(quarter) => quarter.last_month(),
    }
}
