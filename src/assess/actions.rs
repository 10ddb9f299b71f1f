//! Actions of plans: whether they are overdue.

use crate::model::{Action, Quarter};

/// Returns whether an action was overdue at the end of the quarter that reports it.
///
/// It is if its due date has been reached by then and its rating is neither green nor on target. An action without a
/// rating is never overdue, because the report does not say whether it is done.
pub fn is_overdue(action: &Action, quarter: Quarter) -> bool {
    let is_past = action
        .due
        .is_some_and(|due| due.last_day() <= quarter.last_day());
    is_past && action.rating.is_some_and(|rating| !rating.is_good())
}
