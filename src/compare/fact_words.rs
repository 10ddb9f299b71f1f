//! Published facts that changed, in the words of problems.

use super::facts::{ChangedFact, FactRecord};
use super::promises::LISTS;
use super::removed::{CHANGES, REVISIONS};
use crate::diag::count;
use crate::model::month_lists::{self, ChangedTarget};
use crate::model::published::FactKind;
use crate::model::{Holder, QuarterReport, Report};
use crate::parse::typed;

pub(super) fn message(one: &ChangedFact, after: &Report) -> String {
    if let Some(text) = removed_record(one).or_else(|| month_targets(one, after)) {
        return text;
    }
    let what = subject(one);
    if let (Holder::Measure(id), true) = (&one.holder, LISTS.contains(&one.field)) {
        let (was, now) = (one.was.as_deref(), one.now.as_deref());
        let is = now.map_or_else(
            || format!("no longer {}", was.unwrap_or_default()),
            |now| format!("now {now}"),
        );
        let preposition = if is.ends_with("added") { "to" } else { "of" };
        return format!(
            "`{id}` is {is} {preposition} `{}` in {}, which is published, but no entry records the change",
            one.field, one.quarter
        );
    }
    let rerated = match one.ratings.len() {
        0 => String::new(),
        number => format!(
            ", which changes {}",
            count(number, "published rating", "published ratings")
        ),
    };
    if matches!(one.record, FactRecord::Recorded(_)) {
        return format!(
            "the change of {what} changes {}, which no revision records",
            count(one.ratings.len(), "published rating", "published ratings")
        );
    }
    let when = match one.kind {
        FactKind::Result if one.holder != Holder::Site => format!(" for {}", one.quarter),
        _ if one.field == "target" => format!(" from {}", one.quarter),
        _ => String::new(),
    };
    match (&one.was, &one.now) {
        (Some(was), Some(now)) => format!(
            "{what} was published as {}{when} and is now {}{rerated}, but no entry records the change",
            shortened(was),
            shortened(now)
        ),
        (Some(was), None) if one.is_removal() => {
            format!("{what}, \"{was}\", was published and is now missing")
        }
        (Some(was), None) => format!(
            "{what} was published as {}{when} and is now missing{rerated}",
            shortened(was)
        ),
        (None, now) => format!(
            "{what} was published without a value{when} and is now {}{rerated}, but no entry records the change",
            now.as_deref().map(shortened).unwrap_or_default()
        ),
    }
}

/// Says which published record is gone or altered.
fn removed_record(one: &ChangedFact) -> Option<String> {
    let list = [REVISIONS, CHANGES]
        .into_iter()
        .find(|list| *list == one.field)?;
    let was = one.was.as_deref()?;
    Some(match &one.now {
        None => format!("this entry was published under `{list}` and is missing now: {was}"),
        Some(now) => format!("this entry was published under `{list}` as {was} and is now {now}"),
    })
}

/// Says which targets of months changed, if nothing else of a target did.
fn month_targets(one: &ChangedFact, after: &Report) -> Option<String> {
    let Holder::Measure(id) = &one.holder else {
        return None;
    };
    let changed = changed_month_targets(one, after)?;
    let each = changed.iter().map(|(month, was, now)| match (was, now) {
        (None, now) => format!(
            "{month} was added as {}, after the month was published",
            now.as_deref().unwrap_or_default()
        ),
        (Some(was), Some(now)) => format!("{month} was published as {was} and is now {now}"),
        (Some(was), None) => format!("{month} was published as {was} and is now missing"),
    });
    let each: Vec<String> = each.collect();
    Some(format!(
        "the target of `{id}` for {}, which can change the rating of a published month, but no entry records the change",
        each.join(", that for ")
    ))
}

/// Returns the published months whose targets changed, if nothing else of a target did.
pub(super) fn changed_month_targets(
    one: &ChangedFact,
    after: &Report,
) -> Option<Vec<ChangedTarget>> {
    let both = one.was.as_deref().zip(one.now.as_deref());
    let (was, now) = both.filter(|_| one.field == "target")?;
    let mut changed = month_lists::changed_targets(was, now)?;
    changed.retain(|(month, was, _)| {
        let report = after.quarters.get(&month.quarter());
        let through = report.and_then(QuarterReport::in_progress);
        was.is_some() || report.is_some() && through.is_none_or(|through| *month <= through)
    });
    (!changed.is_empty()).then_some(changed)
}

pub(super) fn subject(one: &ChangedFact) -> String {
    let field = one.field;
    let is_gone = one.is_removal();
    match &one.holder {
        Holder::Site if one.kind == FactKind::Result => format!("`{field}` of {}", one.quarter),
        Holder::Site => format!("`{field}` of the site"),
        Holder::Measure(id) if is_gone => format!("the measure `{id}`"),
        Holder::Plan(id) if is_gone => format!("the plan `{id}`"),
        Holder::Objective(id) if is_gone => format!("the objective `{id}`"),
        Holder::Measure(id) => format!("`{field}` of `{id}`"),
        Holder::Plan(id) => format!("`{field}` of the plan `{id}`"),
        Holder::Objective(id) => format!("`{field}` of the objective `{id}`"),
        Holder::Money(name) | Holder::Risk(name) | Holder::Action(name) | Holder::Stated(name) => {
            format!("`{field}` of \"{name}\"")
        }
    }
}

/// Returns the fields of an entry with the values before and after.
pub(super) fn sides(was: Option<&str>, now: Option<&str>) -> String {
    let side = |name, value: Option<&str>| {
        value.map_or(String::new(), |value| format!(", {name}: {}", typed(value)))
    };
    side("was", was) + &side("now", now)
}

/// Returns the field of an entry that names what it is about, if the file holds several things.
pub(super) fn holder_name(holder: &Holder, is_result: bool, is_removal: bool) -> String {
    let (kind, name) = match holder {
        Holder::Measure(id) => match id.member() {
            _ if is_result || is_removal => ("measure", id.to_string()),
            Some(member) => ("member", member.to_owned()),
            None => return String::new(),
        },
        Holder::Plan(id) if is_removal => ("plan", id.to_string()),
        Holder::Site | Holder::Plan(_) => return String::new(),
        Holder::Objective(id) => ("objective", id.to_string()),
        Holder::Money(name) => ("money", typed(name)),
        Holder::Risk(name) => ("risk", typed(name)),
        Holder::Action(name) => ("action", typed(name)),
        Holder::Stated(name) => ("stated", typed(name)),
    };
    format!("{kind}: {name}, ")
}

/// The number of characters of a text that a message repeats.
const LONGEST: usize = 80;

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}...`", &text[..end]),
        None => format!("`{text}`"),
    }
}

pub(super) fn quoted(text: Option<&str>) -> String {
    text.map_or("nothing".to_owned(), shortened)
}
