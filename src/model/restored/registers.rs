//! Sets actions, money and stated totals of a quarter back.

use super::typed::{action_due, due, number, optional};
use crate::model::{
    Action, Finance, QuarterReport, Rating, RecordedChange, Revenue, Text, published,
};

/// Sets a field of an action or of one of its milestones back.
pub(super) fn action(
    actions: &mut [Action],
    title: &str,
    (field, was): (&str, Option<&str>),
    rating: &dyn Fn(&str) -> Option<Rating>,
) -> Option<()> {
    let mut all = actions.iter_mut();
    if let Some(action) = all.find(|action| action.title.as_str() == title) {
        match field {
            "rating" => action.rating = optional(was.map(rating))?,
            "complete" => action.complete = optional(was.map(number))?,
            "due" => action.due = optional(was.map(action_due))?,
            "first_due" => action.first_due = optional(was.map(due))?,
            _ => return None,
        }
        return Some(());
    }
    let (action, at) = actions.iter_mut().find_map(|action| {
        let mut milestones = action.milestones.iter();
        let at = milestones.position(|one| action.milestone_name(one) == title)?;
        Some((action, at))
    })?;
    let milestone = &mut action.milestones[at];
    match field {
        "rating" => milestone.rating = optional(was.map(rating))?,
        "due" => milestone.due = optional(was.map(action_due))?,
        _ => return None,
    }
    Some(())
}

pub(super) fn money(
    finance: &mut Finance,
    row: &str,
    (field, was): (&str, Option<&str>),
) -> Option<()> {
    let amount = optional(was.map(number))?;
    if let Some(service) = row.strip_suffix(" (capital)") {
        let mut rows = finance.capital.iter_mut();
        let row = rows.find(|row| row.service.as_str() == service)?;
        match field {
            "budget" => row.budget = amount,
            "estimate" => row.estimate = amount,
            "earlier_estimate" => row.earlier_estimate = amount,
            "actual" => row.actual = amount,
            _ => return None,
        }
        return Some(());
    }
    if let Some(service) = row.strip_suffix(" (savings)") {
        let mut rows = finance.savings.iter_mut();
        let row = rows.find(|row| row.service.as_ref().map_or("all", Text::as_str) == service)?;
        match field {
            "target" => row.target = amount?,
            "projected" => row.projected = amount?,
            _ => return None,
        }
        return Some(());
    }
    let mut rows = finance.revenue.iter_mut();
    let row = rows.find(|one| one.service.as_str() == row)?;
    match (&mut row.amounts, field) {
        (Revenue::Amounts { budget, .. }, "budget") => *budget = amount?,
        (Revenue::Amounts { projected, .. }, "projected") => *projected = amount?,
        (Revenue::Printed { gross, .. }, "gross") => *gross = amount,
        (Revenue::Printed { net, .. }, "net") => *net = amount,
        (Revenue::Printed { variance, .. }, "variance") => *variance = amount?,
        _ => return None,
    }
    Some(())
}

pub(super) fn stated(report: &mut QuarterReport, change: &RecordedChange) -> Option<()> {
    let was = change.was.as_ref().map(Text::as_str);
    let mut all = report.stated.iter_mut();
    let stated = all.find(|one| published::stated_holder(one) == change.holder)?;
    match change.field {
        "total" => stated.total = optional(was.map(|was| was.parse().ok()))?,
        "counts" => {
            let counts = was.into_iter().flat_map(|was| was.split(", "));
            let counts = counts.map(|count| {
                let (word, count) = count.rsplit_once(' ')?;
                Some((word.to_owned(), count.parse().ok()?))
            });
            stated.counts = counts.collect::<Option<_>>()?;
        }
        _ => return None,
    }
    Some(())
}
