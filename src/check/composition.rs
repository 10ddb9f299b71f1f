//! Members of a composite measure, and parts of a whole, in an entry.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::FileProblems;
use super::entries::EntryCheck;
use crate::diag::{Code, one_of, suggestion};
use crate::model::{Entry, Measure, Part, Unit};
use crate::parse::At;
use crate::source::NodeId;

/// What is wrong at a node, and what to type instead.
type Problem = (Code, NodeId, String, String);

/// Returns the entries of the members. Reports missing and unknown members.
pub(super) fn members(entry: &mut EntryCheck) -> BTreeMap<String, Entry> {
    let (draft, members) = (entry.draft, entry.measure.members());
    let ids: Vec<&str> = members.iter().map(own_id).collect();
    let mut read = BTreeMap::new();
    for (name, draft) in &draft.members {
        let Some(member) = members.iter().find(|m| own_id(m) == name.as_str()) else {
            continue;
        };
        let mut check = EntryCheck {
            draft,
            measure: member,
            quarter: entry.quarter,
            published: entry.published,
            is_draft: entry.is_draft,
            names: entry.names,
            name,
            file: FileProblems::of(entry.file.path, entry.file.problems),
        };
        read.insert(name.value.clone(), check.entry());
    }
    let typed = draft.members.iter().map(|(name, _)| name);
    let problem = unknown(entry, typed, "member", &ids)
        .or_else(|| absent(entry, &ids))
        .or_else(|| one_figure(entry, &ids));
    if let Some((code, node, message, help)) = problem {
        entry.file.error(code, node, message, help);
    }
    read
}

fn own_id(member: &Measure) -> &str {
    member.id.as_str().rsplit('.').next().unwrap_or_default()
}

/// Returns a problem for the first unknown name.
fn unknown<'t>(
    entry: &EntryCheck,
    mut typed: impl Iterator<Item = &'t At<String>>,
    what: &str,
    known: &[&str],
) -> Option<Problem> {
    let name = typed.find(|name| !known.contains(&name.as_str()))?;
    let id = &entry.measure.id;
    let (message, help) = if known.is_empty() {
        let help = format!("name them under `{what}s:` in the measure's own file");
        (format!("`{id}` has no {what}s"), help)
    } else {
        let known = known.iter().copied();
        let help =
            suggestion(name, known.clone()).unwrap_or_else(|| format!("write {}", one_of(known)));
        (format!("`{id}` has no {what} `{}`", name.value), help)
    };
    Some((Code::UnknownWord, name.node, message, help))
}

fn absent(entry: &EntryCheck, ids: &[&str]) -> Option<Problem> {
    let draft = entry.draft;
    let says_why = draft.missing.is_some() || draft.rating.is_some();
    if draft.members.is_empty() || says_why || !draft.is_whole {
        return None;
    }
    let is_there = |id: &&&str| draft.members.iter().any(|(name, _)| name.as_str() == **id);
    let id = ids.iter().find(|id| !is_there(id))?;
    let message = format!("`{id}` of `{}` has no entry", entry.measure.id);
    let help = "add a figure, or `{ missing: not_available, because: \"...\" }`".to_owned();
    Some((Code::Expected, entry.name.node, message, help))
}

/// Returns a problem for a single figure of a composite measure.
fn one_figure(entry: &EntryCheck, ids: &[&str]) -> Option<Problem> {
    let at = entry.draft.figure_at().filter(|_| !ids.is_empty())?;
    let id = &entry.measure.id;
    let message = format!("`{id}` is made up of members and has no figure itself");
    let each: Vec<String> = ids.iter().map(|id| format!("{id}: ...")).collect();
    let help = format!("write `members: {{ {} }}`", each.join(", "));
    Some((Code::WrongShape, at, message, help))
}

/// Checks that parts add up to their whole, and that those included in the figure add up to it. A note can say why the
/// source's parts do not.
pub(super) fn check_parts(entry: &mut EntryCheck) {
    if let Some((code, node, message, help)) = wrong_parts(entry) {
        entry.file.error(code, node, message, help);
    }
}

fn wrong_parts(entry: &EntryCheck) -> Option<Problem> {
    let draft = entry.draft;
    let parts = entry.measure.parts.iter();
    let ids: Vec<&str> = parts.map(|part| part.id.as_str()).collect();
    let typed = || draft.parts.iter().map(|(name, _)| name);
    if let Some(problem) = unknown(entry, typed(), "part", &ids) {
        return Some(problem);
    }
    let first = typed().next()?;
    if draft.note.is_some() || !draft.is_whole {
        return None;
    }
    let is_absent = |id: &&&str| !typed().any(|name| name.as_str() == **id);
    if let Some(absent) = ids.iter().find(is_absent) {
        let message = format!("`{absent}` of `{}` has no figure", entry.measure.id);
        let help = "add every part, or say in `note:` why one is missing".to_owned();
        return Some((Code::Expected, first.node, message, help));
    }
    let message = sums(entry).into_iter().find_map(|(parts, expected)| {
        let (sum, slack) = sum(entry, &parts);
        ((sum - expected).abs() > slack).then(|| {
            let names: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
            let [sum, expected] = [sum, expected].map(|figure| entry.measure.unit.typed(figure));
            format!("{} add up to {sum}, not {expected}", names.join(" + "))
        })
    })?;
    let help = "correct one of them; if the source prints these figures, say so in `note:`";
    Some((Code::Parts, first.node, message, help.to_owned()))
}

/// Returns groups of parts with their expected sums.
fn sums<'e>(entry: &'e EntryCheck) -> Vec<(Vec<&'e Part>, Decimal)> {
    let parts = &entry.measure.parts;
    let counted = |part: &&Part| part.in_figure;
    let value = entry.draft.typed();
    let value = value.and_then(|value| value.value.figure(&entry.measure.unit));
    let in_percent = entry.measure.unit == Unit::Percent;
    let whole = value.filter(|_| !in_percent);
    let whole = whole.or(in_percent.then_some(Decimal::ONE_HUNDRED));
    let named: Vec<&Part> = parts.iter().filter(counted).collect();
    let all = (in_percent || named.is_empty()).then(|| (parts.iter().collect(), whole));
    let counted = (!named.is_empty()).then_some((named, value));
    let sums = all.into_iter().chain(counted);
    sums.filter_map(|(parts, expected)| Some((parts, expected?)))
        .collect()
}

/// Returns the sum of some parts and the largest difference that their rounding can cause.
fn sum(entry: &EntryCheck, parts: &[&Part]) -> (Decimal, Decimal) {
    let (mut sum, mut slack) = (Decimal::ZERO, Decimal::ZERO);
    for (id, draft) in &entry.draft.parts {
        if parts.iter().any(|part| part.id == id.value) {
            let Some(value) = draft.value.value.figure(&entry.measure.unit) else {
                continue;
            };
            sum += value;
            // Counts are not rounded.
            if entry.measure.unit != Unit::Count {
                slack += Decimal::new(5, value.scale() + 1);
            }
        }
    }
    (sum, slack)
}
