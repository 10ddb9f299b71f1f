//! Actions of plans: whether they are overdue.

use rust_decimal::Decimal;

use crate::model::{Action, ActionDue, Milestone, Quarter, Rating};

/// Returns whether an action was overdue at the end of the quarter that reports it.
///
/// It is if its due date has been reached by then, its rating does not count as good, and it is not 100% complete. An action
/// with neither a rating nor how much is complete is never overdue, because the report does not say whether it is done.
/// Neither is one that is ongoing.
pub fn is_overdue(action: &Action, quarter: Quarter) -> bool {
    let is_open = match (action.rating, action.complete) {
        (_, Some(complete)) if complete >= Decimal::ONE_HUNDRED => false,
        (Some(rating), _) => !rating.is_good(),
        (None, complete) => complete.is_some(),
    };
    is_open && is_past(action.due, quarter)
}

/// Returns whether a milestone was overdue at the end of the quarter that reports it, as an action is.
pub fn is_milestone_overdue(milestone: &Milestone, quarter: Quarter) -> bool {
    let is_good = milestone.rating.map(Rating::is_good);
    is_good == Some(false) && is_past(milestone.due, quarter)
}

fn is_past(due: Option<ActionDue>, quarter: Quarter) -> bool {
    matches!(due, Some(ActionDue::By(due)) if due.last_day() <= quarter.last_day())
}
