//! Messages for an empty list: what was looked for, and what exists.

use std::collections::{BTreeMap, BTreeSet};

use super::{FigureState, ListArgs};
use crate::assess::due::DueFigure;
use crate::diag::{one_of, suggestion};
use crate::model::{Quarter, Text};

/// The number of names that a message lists.
const NAMED: usize = 12;

/// Describes the figures that were looked for.
pub(super) fn looked_for(args: &ListArgs, quarters: &BTreeSet<Quarter>) -> String {
    let mut parts = vec!["figures".to_owned()];
    let states: Vec<String> = args.state.iter().map(|state| state.word()).collect();
    if !args.state.is_empty() {
        parts.push(format!(
            "that are {}",
            one_of(states.iter().map(String::as_str))
        ));
    }
    if args.without_comment {
        parts.push("without a comment".to_owned());
    }
    if let Some(owner) = &args.owner {
        parts.push(format!("with an owner whose name contains `{owner}`"));
    }
    if let Some(group) = &args.group {
        parts.push(format!("in a group whose name contains `{group}`"));
    }
    if !args.quarter.contains(&None) {
        parts.extend(in_quarters(quarters));
    }
    parts.join(" ")
}

fn in_quarters(quarters: &BTreeSet<Quarter>) -> Option<String> {
    let names: Vec<String> = quarters.iter().map(Quarter::to_string).collect();
    let (last, others) = names.split_last()?;
    Some(match others {
        [] => format!("in {last}"),
        others => format!("in {} and {last}", others.join(", ")),
    })
}

/// Returns a message if quarters were asked for in which no figure is due.
pub(super) fn unknown_quarters(args: &ListArgs, all: &[DueFigure]) -> Option<String> {
    let known: BTreeSet<Quarter> = all.iter().map(|due| due.quarter).collect();
    let asked = args.quarter.iter().copied().flatten();
    let unknown: BTreeSet<Quarter> = asked.filter(|quarter| !known.contains(quarter)).collect();
    let known = match (known.first(), known.last()) {
        (Some(first), Some(last)) if first != last => format!("there are {first} to {last}"),
        (Some(only), _) => format!("there is {only}"),
        _ => "there is no quarter yet: create one with `quarterdeck new quarter`".to_owned(),
    };
    let unknown = in_quarters(&unknown)?;
    Some(format!("no figure is due {unknown}: {known}"))
}

/// Returns the reasons why nothing was found: unknown names, or the states of the figures in these quarters.
pub(super) fn reasons(
    args: &ListArgs,
    all: &[DueFigure],
    quarters: &BTreeSet<Quarter>,
) -> Vec<String> {
    let owners = || all.iter().filter_map(|due| due.owner().map(Text::as_str));
    let groups = || all.iter().filter_map(|due| due.measure.group.as_deref());
    let mut reasons: Vec<String> = Vec::new();
    reasons.extend(unknown_name("owner", args.owner.as_deref(), owners()));
    reasons.extend(unknown_name("group", args.group.as_deref(), groups()));
    let mut counts: BTreeMap<FigureState, usize> = BTreeMap::new();
    for due in all.iter().filter(|due| quarters.contains(&due.quarter)) {
        *counts.entry(FigureState::new(due.state)).or_default() += 1;
    }
    let counts = counts.iter();
    let counts = counts.map(|(state, count)| format!("{count} {}", state.word()));
    let counts = counts.collect::<Vec<_>>().join(", ");
    if let Some(quarters) = in_quarters(quarters).filter(|_| reasons.is_empty()) {
        reasons.push(format!("{quarters} figures have other states: {counts}"));
    }
    reasons
}

/// Returns a message if no name contains what was typed, with the name that was probably meant or the names that exist.
fn unknown_name<'a>(
    what: &str,
    typed: Option<&str>,
    names: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let typed = typed?;
    let names: BTreeSet<&str> = names.collect();
    let wanted = typed.to_lowercase();
    if names
        .iter()
        .any(|name| name.to_lowercase().contains(&wanted))
    {
        return None;
    }
    let words = names.iter().flat_map(|name| name.split_whitespace());
    let meant = suggestion(typed, names.iter().copied()).or_else(|| suggestion(typed, words));
    let help = match meant {
        Some(meant) => meant,
        None if names.is_empty() => format!("no measure has `{what}:` in its file"),
        None => {
            let mut named: Vec<String> = names.iter().map(ToString::to_string).collect();
            if let Some(more @ 1..) = names.len().checked_sub(NAMED) {
                named.splice(NAMED.., [format!("and {more} more")]);
            }
            format!("there is {}", named.join(", "))
        }
    };
    Some(format!(
        "no {what} has a name that contains `{typed}`: {help}"
    ))
}
