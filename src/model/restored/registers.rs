//! Sets actions, money and stated totals of a quarter back.

use super::typed::{action_due, due, number, optional};
use crate::model::{
    Action, Columns, Finance, PrintedVariance, QuarterReport, Rating, RecordedChange, Revenue,
    Text, published,
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
    if field == "columns" {
        *columns_of(finance, row)? = columns(was.unwrap_or_default())?;
        return Some(());
    }
    if field == "variance" {
        let mut rows = finance.revenue.iter_mut();
        let row = rows.find(|one| one.service.as_str() == row)?;
        let Revenue::Printed { variance: own, .. } = &mut row.amounts else {
            return None;
        };
        *own = variance(was?)?;
        return Some(());
    }
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
        _ => return None,
    }
    Some(())
}

/// Returns the further amounts of a row.
fn columns_of<'f>(finance: &'f mut Finance, row: &str) -> Option<&'f mut Columns> {
    if let Some(service) = row.strip_suffix(" (capital)") {
        let mut rows = finance.capital.iter_mut();
        let row = rows.find(|row| row.service.as_str() == service)?;
        return Some(&mut row.columns);
    }
    if let Some(service) = row.strip_suffix(" (savings)") {
        let mut rows = finance.savings.iter_mut();
        let row = rows.find(|row| row.service.as_ref().map_or("all", Text::as_str) == service)?;
        return Some(&mut row.columns);
    }
    let mut rows = finance.revenue.iter_mut();
    let row = rows.find(|one| one.service.as_str() == row)?;
    Some(&mut row.columns)
}

/// Parses `Forecast at month 3: 812; Committed: 40`.
fn columns(was: &str) -> Option<Columns> {
    let columns = was.split("; ").filter(|column| !column.is_empty());
    let columns = columns.map(|column| {
        let (name, amount) = column.rsplit_once(": ")?;
        Some((Text::new(name), number(amount)?))
    });
    columns.collect()
}

/// Parses `3687`, or `gross 3687, net 1200`.
fn variance(was: &str) -> Option<PrintedVariance> {
    let Some((gross, net)) = was.split_once(", ") else {
        return number(was).map(PrintedVariance::One);
    };
    Some(PrintedVariance::Both {
        gross: number(gross.strip_prefix("gross ")?)?,
        net: number(net.strip_prefix("net ")?)?,
    })
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
