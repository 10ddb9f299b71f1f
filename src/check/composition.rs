//! Members of a composite measure, and parts of a whole, in an entry.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::entries::{EntryCheck, EntryContext};
use crate::diag::{Code, Diagnostic, Problems, did_you_mean, one_of};
use crate::model::{Entry, InFigure, Measure, Part, Unit};
use crate::parse::{At, Legible};

/// Returns the entries of the members. Reports missing and unknown members.
pub(super) fn members(entry: &EntryCheck, problems: &mut Problems) -> BTreeMap<String, Entry> {
    let members = entry.measure.members();
    let typed = || entry.draft.members.iter();
    let ids: Vec<&str> = members.iter().map(own_id).collect();
    let mut entries = BTreeMap::new();
    for (name, draft) in typed() {
        let Some(member) = members.iter().find(|m| own_id(m) == name.as_str()) else {
            continue;
        };
        let context = EntryContext {
            name,
            ..*entry.context
        };
        let read = super::entries::check(draft, member, &context, problems);
        entries.insert(name.value.clone(), read);
    }
    let problem = unknown(entry, typed().map(|(name, _)| name), "member", &ids)
        .or_else(|| absent(entry, &ids))
        .or_else(|| one_figure(entry, &ids));
    problems.extend(problem);
    entries
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
) -> Option<Diagnostic> {
    let name = typed.find(|name| !known.contains(&name.as_str()))?;
    let id = &entry.measure.id;
    if known.is_empty() {
        let message = format!("`{id}` has no {what}s");
        let help = format!("name them under `{what}s:` in the measure's own file");
        return Some(
            entry
                .error(Code::UnknownWord, name.node, message)
                .help(help),
        );
    }
    let help = match did_you_mean(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write {}", one_of(known.iter().copied())),
    };
    let message = format!("`{id}` has no {what} `{}`", name.value);
    Some(
        entry
            .error(Code::UnknownWord, name.node, message)
            .help(help),
    )
}

fn absent(entry: &EntryCheck, ids: &[&str]) -> Option<Diagnostic> {
    let draft = entry.draft;
    let says_why = draft.missing.is_some() || draft.rating.is_some();
    if draft.members.is_empty() || says_why || draft.legible == Legible::InPart {
        return None;
    }
    let is_there = |id: &&&str| draft.members.iter().any(|(name, _)| name.as_str() == **id);
    let id = ids.iter().find(|id| !is_there(id))?;
    let message = format!("`{id}` of `{}` has no entry", entry.measure.id);
    Some(
        entry
            .error(Code::Expected, entry.context.name.node, message)
            .help("add a figure, or `{ missing: not_available, because: \"...\" }`"),
    )
}

/// Returns a problem for a single figure of a composite measure.
fn one_figure(entry: &EntryCheck, ids: &[&str]) -> Option<Diagnostic> {
    let at = entry.draft.figure_at().filter(|_| !ids.is_empty())?;
    let message = format!(
        "`{}` is made up of members and has no figure itself",
        entry.measure.id
    );
    let each: Vec<String> = ids.iter().map(|id| format!("{id}: ...")).collect();
    let help = format!("write `members: {{ {} }}`", each.join(", "));
    Some(entry.error(Code::WrongShape, at, message).help(help))
}

/// Checks that parts add up to their whole, and that those included in the figure add up to it. A note can say why the
/// source's parts do not.
pub(super) fn check_parts(entry: &EntryCheck, problems: &mut Problems) {
    let draft = entry.draft;
    let parts = entry.measure.parts();
    let ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let typed = || draft.parts.iter().map(|(name, _)| name);
    if let Some(problem) = unknown(entry, typed(), "part", &ids) {
        problems.report(problem);
        return;
    }
    let Some(first) = typed().next() else {
        return;
    };
    if draft.note.is_some() || draft.legible == Legible::InPart {
        return;
    }
    if let Some(absent) = ids
        .iter()
        .find(|id| !typed().any(|name| name.as_str() == **id))
    {
        let message = format!("`{absent}` of `{}` has no figure", entry.measure.id);
        problems.report(
            entry
                .error(Code::Expected, first.node, message)
                .help("add every part, or say in `note:` why one is missing"),
        );
        return;
    }
    let wrong = sums(entry).into_iter().find_map(|(parts, expected)| {
        let (sum, slack) = sum(entry, &parts);
        ((sum - expected).abs() > slack).then(|| {
            let names: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
            format!("{} add up to {sum}, not {expected}", names.join(" + "))
        })
    });
    if let Some(message) = wrong {
        problems.report(
            entry
                .error(Code::Parts, first.node, message)
                .help("correct one of them; if the source prints these figures, say so in `note:`"),
        );
    }
}

/// Returns groups of parts with their expected sums.
fn sums<'e>(entry: &'e EntryCheck) -> Vec<(Vec<&'e Part>, Decimal)> {
    let parts = entry.measure.parts();
    let counted = |part: &&Part| part.in_figure == InFigure::Counted;
    let value = entry.draft.value.map(|value| value.value);
    let in_percent = entry.measure.unit == Unit::Percent;
    let whole = if in_percent {
        Some(Decimal::ONE_HUNDRED)
    } else {
        value
    };
    let named: Vec<&Part> = parts.iter().filter(counted).collect();
    let mut sums = Vec::new();
    if in_percent || named.is_empty() {
        sums.push((parts.iter().collect(), whole));
    }
    if !named.is_empty() {
        sums.push((named, value));
    }
    let known = sums.into_iter();
    known
        .filter_map(|(parts, expected)| Some((parts, expected?)))
        .collect()
}

/// Returns the sum of some parts and the largest difference that their rounding can cause.
fn sum(entry: &EntryCheck, parts: &[&Part]) -> (Decimal, Decimal) {
    let drafts = entry
        .draft
        .parts
        .iter()
        .filter(|(id, _)| parts.iter().any(|part| part.id == id.value));
    drafts.fold(
        (Decimal::ZERO, Decimal::ZERO),
        |(sum, slack), (_, draft)| {
            let value = draft.value.value;
            (sum + value, slack + rounding(value, entry.measure.unit))
        },
    )
}

/// Returns half a unit of the last decimal, or 0 for counts, which are not rounded.
fn rounding(value: Decimal, unit: Unit) -> Decimal {
    match unit {
        Unit::Count => Decimal::ZERO,
        _ => Decimal::new(5, value.scale() + 1),
    }
}
