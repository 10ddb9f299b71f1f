//! Scales as one text, for the record of what was published.

use super::published_terms::allowance;
use super::{Condition, DeclaredScale, DeclaredState, Scales, Tolerance, Unit};

/// Returns a site's own scales: `council: met = Met, counts as good, looks green, when target; ...`.
pub(crate) fn scales(scales: &Scales) -> String {
    let scales: Vec<String> = scales.declared.iter().map(scale).collect();
    scales.join(" | ")
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
    // Points are in the unit of whichever measure is rated.
    let size = |tolerance: Tolerance| allowance(tolerance, &Unit::Score);
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
