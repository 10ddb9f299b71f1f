//! Actions of plans: a due day that is decades off is a typing error.

use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Action, Due, Month, Quarter};
use crate::parse::draft::{ActionDraft, QuarterDraft};
use crate::source::Place;

const YEARS_AHEAD: i32 = 15;
const YEARS_OVERDUE: i32 = 5;

pub(super) fn check(file: &QuarterDraft, problems: &mut Problems) -> Vec<Action> {
    for draft in &file.actions {
        problems.extend(far_off(file, draft));
    }
    let actions = file.actions.iter();
    actions.map(|draft| draft.action.clone()).collect()
}

/// Returns a warning if an action is due too far from its quarter, unless it has a note.
fn far_off(file: &QuarterDraft, draft: &ActionDraft) -> Option<Diagnostic> {
    let (due, node) = (draft.action.due?, draft.due_at?);
    let how = distance(file.quarter, month_of(due))?;
    let is_unsaid = draft.action.note.is_none();
    is_unsaid.then(|| {
        let message = format!(
            "this action is due in {}, {how} {}",
            month_of(due),
            file.quarter
        );
        Diagnostic::warning(Code::Range, Place::node(&file.path, node), message)
            .help("check the year; if it is right, say so in `note:`")
    })
}

fn distance(quarter: Quarter, due: Month) -> Option<String> {
    let ahead = quarter.last_month().after(12 * YEARS_AHEAD);
    let overdue = quarter.first_month().after(-12 * YEARS_OVERDUE);
    if due > ahead {
        Some(format!("more than {YEARS_AHEAD} years after"))
    } else if due < overdue {
        Some(format!("more than {YEARS_OVERDUE} years before"))
    } else {
        None
    }
}

fn month_of(due: Due) -> Month {
    match due {
        Due::Day(day) => Month::of(day),
        Due::Month(month) => month,
        Due::Quarter(quarter) => quarter.last_month(),
    }
}
