//! Scales as one text, for the record of what was published.

use super::published_terms::allowance;
use super::{Condition, DeclaredScale, DeclaredState, Scales, Tolerance, Tolerances, Unit};

/// Returns a site's own scales: `council: met = Met, counts as good, looks green, when target; ...`.
pub(crate) fn scales(scales: &Scales) -> String {
    let scales: Vec<String> = scales.declared.iter().map(scale).collect();
    scales.join(" | ")
}

/// Returns a site's tolerances for targets without one: `all 5%; group Housing 10%; set national 2 points`.
pub(crate) fn tolerances(tolerances: &Tolerances) -> String {
    let named = |kind: &'static str, list: &[(String, Tolerance)]| {
        let list = list.iter();
        let texts = list.map(|(name, tolerance)| format!("{kind} {name} {}", size(*tolerance)));
        texts.collect::<Vec<_>>()
    };
    let all = tolerances
        .all
        .map(|tolerance| format!("all {}", size(tolerance)));
    let groups = named("group", &tolerances.groups);
    let sets = named("set", &tolerances.sets);
    let texts: Vec<String> = all.into_iter().chain(groups).chain(sets).collect();
    texts.join("; ")
}

/// Returns how far a target may be missed. Points are in the unit of the measure that is rated.
fn size(tolerance: Tolerance) -> String {
    allowance(tolerance, &Unit::Score)
}

fn scale((id, states): &DeclaredScale) -> String {
    let states: Vec<String> = states.iter().map(state).collect();
    format!("{id}: {}", states.join("; "))
}

fn state(state: &DeclaredState) -> String {
    let (counts_as, look) = (state.counts_as.word(), state.look.word());
    let when = state.when.map(|when| format!(", when {}", condition(when)));
    let (id, name, when) = (&state.id, state.name.as_str(), when.unwrap_or_default());
    format!("{id} = {name}, counts as {counts_as}, looks {look}{when}")
}

/// Returns a condition as the record types it: `within 5%`.
pub(super) fn condition(condition: Condition) -> String {
    match condition {
        Condition::BetterBy(by) => format!("better by {}", size(by)),
        Condition::Within(tolerance) => format!("within {}", size(tolerance)),
        Condition::Target => "target".to_owned(),
        Condition::Allowance => "allow".to_owned(),
        Condition::Tolerance => "tolerance".to_owned(),
        Condition::LastYear => "last_year".to_owned(),
        Condition::Forecast => "forecast".to_owned(),
        Condition::Otherwise => "otherwise".to_owned(),
    }
}
