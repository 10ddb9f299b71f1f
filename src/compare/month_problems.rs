//! Problems of published months that changed without a record.

use jiff::civil::Date;

use super::facts::ChangedFact;
use crate::model::Holder;
use crate::model::month_lists::{self, MonthChange};
use crate::model::published::FactKind;
use crate::parse::typed;

/// Returns the published months that changed, if the fact is of the months of a quarter. Others are the latest figures of
/// measures that are not monthly.
pub(super) fn changed(one: &ChangedFact) -> Option<Vec<MonthChange<'_>>> {
    let (was, now) = (one.was.as_deref()?, one.now.as_deref().unwrap_or_default());
    if one.field != "months" || one.kind != FactKind::Result {
        return None;
    }
    let mut all = month_lists::changes(was, now);
    all.retain(|one| one.was.is_some());
    let own = |one_month: &MonthChange| one_month.month.quarter() == one.quarter;
    (!all.is_empty() && all.iter().all(own)).then_some(all)
}

/// Returns the message.
pub(super) fn message(one: &ChangedFact, months: &[MonthChange]) -> String {
    let Holder::Measure(id) = &one.holder else {
        return String::new();
    };
    let each = months.iter().map(|one| {
        let (month, was) = (one.month, one.was.unwrap_or_default());
        match one.now {
            Some(now) => format!("as {was} for {month} and is now {now}"),
            None => format!("as {was} for {month} and is now missing"),
        }
    });
    let each: Vec<String> = each.collect();
    format!(
        "`{id}` was published {}, but no revision records the change",
        each.join(", ")
    )
}

/// Returns what to do first.
pub(super) fn first_advice(months: &[MonthChange]) -> String {
    let was = months.iter().map(|one| {
        let value = one.was.unwrap_or_default();
        format!("{value} for {}", one.month)
    });
    let was: Vec<String> = was.collect();
    let was = was.join(" and ");
    if months.iter().all(|one| one.now.is_none()) {
        return format!("put back {was}; to withdraw it, ");
    }
    format!("if this is a mistake, put back {was}; if not, ")
}

/// Returns the revisions of the months. That of a month without a figure says that it is withdrawn.
pub(super) fn entries(one: &ChangedFact, months: &[MonthChange], on: Date) -> Vec<String> {
    let Holder::Measure(id) = &one.holder else {
        return Vec::new();
    };
    let each = months.iter().filter_map(|one| {
        let (month, was) = (one.month, typed(one.was?));
        let now = one.now.map(|now| format!(", now: {}", typed(now)));
        let now = now.unwrap_or_default();
        Some(format!(
            "{{ measure: {id}, period: {month}, was: {was}{now}, on: {on}, because: \"...\" }}"
        ))
    });
    each.collect()
}
