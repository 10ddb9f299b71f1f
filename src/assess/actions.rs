//! Actions of plans: whether they are overdue.

use rust_decimal::Decimal;

use crate::model::{Action, ActionDue, CountsAs, Milestone, Quarter, Rating, Scales};

/// Returns whether an action was overdue at the end of the quarter that reports it.
///
/// It is if its due date has been reached by then and it is not done. How much is complete decides, if the report says so; if
/// not, the rating: on a scale with a state that counts as complete only that is done, on others what counts as good. An
/// action with neither is never overdue, because the report does not say whether it is done. Neither is one that is ongoing.
pub fn is_overdue(scales: &Scales, action: &Action, quarter: Quarter) -> bool {
    let is_open = match (action.complete, action.rating) {
        (Some(complete), _) => complete < Decimal::ONE_HUNDRED,
        (None, rating) => rating.is_some_and(|rating| is_open(scales, rating)),
    };
    is_open && is_past(action.due, quarter)
}

/// Returns whether a milestone was overdue at the end of the quarter that reports it, as an action is.
pub fn is_milestone_overdue(scales: &Scales, milestone: &Milestone, quarter: Quarter) -> bool {
    let rating = milestone.rating;
    rating.is_some_and(|rating| is_open(scales, rating)) && is_past(milestone.due, quarter)
}

/// Returns whether something with a rating is not done.
fn is_open(scales: &Scales, rating: Rating) -> bool {
    let is_complete = |rating: &Rating| rating.counts_as == CountsAs::Complete;
    let has_complete = scales.of(rating).ratings.iter().any(is_complete);
    if has_complete {
        !is_complete(&rating)
    } else {
        !rating.is_good()
    }
}

fn is_past(due: Option<ActionDue>, quarter: Quarter) -> bool {
    matches!(due, Some(ActionDue::By(due)) if due.last_day() <= quarter.last_day())
}
