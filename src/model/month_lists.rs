//! The months of an entry as facts and revisions write them: `2016-07 88, 2016-08 91`. A change can be of some of them.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::published::{is_same, joined};
use super::{Figure, Month, RecordedChange, Text, Unit};

impl RecordedChange {
    /// Returns whether it is of the figures of months, and not of what a measure makes of them, which has the same name.
    pub(crate) fn is_of_months(&self) -> bool {
        let sides = [&self.was, &self.now].into_iter().flatten();
        self.field == "months" && sides.map(Text::as_str).all(is_list)
    }

    /// Returns the months that either side has.
    pub(crate) fn named_months(&self) -> BTreeSet<Month> {
        let sides = [&self.was, &self.now].into_iter().flatten();
        let all = sides.flat_map(|side| months(side.as_str()).into_keys());
        all.collect()
    }

    /// Returns the months that it changes: each with the value before, if there was one, and now.
    pub(crate) fn changed_months(&self) -> Vec<MonthChange<'_>> {
        let sides = [&self.was, &self.now];
        let [was, now] = sides.map(|text| text.as_ref().map_or("", Text::as_str));
        changes(was, now)
    }
}

/// A month with its values before and now, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MonthChange<'t> {
    pub(crate) month: Month,
    pub(crate) was: Option<&'t str>,
    pub(crate) now: Option<&'t str>,
}

/// Returns the months that differ between two lists.
pub(crate) fn changes<'t>(was: &'t str, now: &'t str) -> Vec<MonthChange<'t>> {
    let (was, now) = (months(was), months(now));
    let mut all: Vec<Month> = was.keys().chain(now.keys()).copied().collect();
    all.sort_unstable();
    all.dedup();
    let all = all.into_iter().map(|month| MonthChange {
        month,
        was: was.get(&month).copied(),
        now: now.get(&month).copied(),
    });
    all.filter(|one| {
        !one.was
            .zip(one.now)
            .is_some_and(|(was, now)| is_same(was, now))
    })
    .collect()
}

/// Reads a list: each month with its value as typed.
fn months(list: &str) -> BTreeMap<Month, &str> {
    let all = list.split(", ").filter_map(|one| one.split_once(' '));
    all.filter_map(|(month, value)| Some((Month::read(month)?, value)))
        .collect()
}

/// Splits what a target asks for into the rest and the targets of months.
fn split_target(target: &str) -> (String, String) {
    let (before, after) = target.split_once(", months ").unwrap_or((target, ""));
    let is_month = |one: &&str| is_list(one);
    let own = joined(after.split(", ").filter(is_month));
    let rest = after
        .split(", ")
        .filter(|one| !is_list(one) && !one.is_empty());
    (joined(std::iter::once(before).chain(rest)), own)
}

/// A month with its target before and now.
pub(crate) type ChangedTarget = (Month, Option<String>, Option<String>);

/// Returns the months whose targets differ, each with its target before and now. `None` if anything else of the target differs.
pub(crate) fn changed_targets(was: &str, now: &str) -> Option<Vec<ChangedTarget>> {
    let [(rest, was), (other, now)] = [was, now].map(split_target);
    let owned = |one: Option<&str>| one.map(str::to_owned);
    let changed = changes(&was, &now).into_iter();
    let changed = changed.map(|one| (one.month, owned(one.was), owned(one.now)));
    (rest == other).then(|| changed.collect())
}

/// Returns whether a text is a list of months.
pub(crate) fn is_list(text: &str) -> bool {
    !months(text).is_empty()
}

/// Returns whether a list has all months of another one, with the same values.
pub(crate) fn has(list: &str, part: &str) -> bool {
    changes(part, list).iter().all(|one| one.was.is_none())
}

/// Returns the value of a month, if a list has it.
pub(crate) fn value(list: &str, month: Month) -> Option<&str> {
    months(list).remove(&month)
}

/// Returns a list after a change of some of its months.
pub(crate) fn after(list: &str, was: &str, now: &str) -> String {
    let mut all = months(list);
    let was = months(was);
    all.retain(|month, _| !was.contains_key(month));
    all.extend(months(now));
    joined(all.iter().map(|(month, value)| format!("{month} {value}")))
}

/// Returns the months before a change of some of them. `None` if the record does not tell.
pub(crate) fn before(
    now: &BTreeMap<Month, Figure>,
    change: &RecordedChange,
    unit: &Unit,
) -> Option<BTreeMap<Month, Figure>> {
    let side = |text: &Option<Text>| figures(text.as_ref().map_or("", Text::as_str), unit);
    let (was, changed) = (side(&change.was)?, side(&change.now)?);
    let mut before = now.clone();
    before.retain(|month, _| !changed.contains_key(month));
    before.extend(was);
    Some(before)
}

fn figures(list: &str, unit: &Unit) -> Option<BTreeMap<Month, Figure>> {
    let all = months(list).into_iter();
    all.map(|(month, value)| Some((month, Figure::typed(unit.read(value)?))))
        .collect()
}

/// A change of months, and the figure of their quarter before and after it.
pub(crate) type QuarterRevision<'c> = (&'c RecordedChange, [Decimal; 2]);

/// Returns what changes of months, the earliest first, did to the figure of their quarter.
pub(crate) fn revisions_of_quarter<'c>(
    now: &BTreeMap<Month, Figure>,
    unit: &Unit,
    changes: &[&'c RecordedChange],
    figure: impl Fn(&BTreeMap<Month, Figure>) -> Option<Figure>,
) -> Vec<QuarterRevision<'c>> {
    let mut found = Vec::new();
    let mut months = now.clone();
    for change in changes.iter().rev() {
        let Some(earlier) = before(&months, change, unit) else {
            break;
        };
        let both = figure(&earlier).zip(figure(&months));
        let both = both.map(|(was, now)| [was.shown(), now.shown()]);
        found.extend(
            both.filter(|[was, now]| was != now)
                .map(|both| (*change, both)),
        );
        months = earlier;
    }
    found.reverse();
    found
}
