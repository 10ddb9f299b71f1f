//! Risks: which is larger, and how one has moved.

use std::cmp::Ordering;

use crate::model::{Risk, RiskLevel};

/// How a risk compares with the report before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskChange {
    /// The report before does not list it.
    NotListed,
    /// It is larger, smaller or the same.
    Size(Ordering),
}

/// Returns the size of a level: a score, or how many states of the scale are better.
pub(crate) fn size(level: RiskLevel) -> usize {
    match level {
        RiskLevel::Score { likelihood, impact } => usize::from(likelihood) * usize::from(impact),
        RiskLevel::State(state) => state.better_states,
    }
}

/// Returns risks with the largest after action first, and those without a level last. Scores come before colours,
/// because the two scales cannot be compared.
pub fn largest_first(risks: &[Risk]) -> Vec<&Risk> {
    let mut sorted: Vec<&Risk> = risks.iter().collect();
    sorted.sort_by_key(|risk| {
        std::cmp::Reverse(risk.residual.map(|level| (is_score(level), size(level))))
    });
    sorted
}

fn is_score(level: RiskLevel) -> bool {
    matches!(level, RiskLevel::Score { .. })
}

/// Returns how a risk after action compares with the risk of the same title in the report before. `None` if one of them
/// has no level after action, or if one is a score and the other a colour.
pub fn change(risk: &Risk, before: &[Risk]) -> Option<RiskChange> {
    let Some(then) = before.iter().find(|other| other.title == risk.title) else {
        return Some(RiskChange::NotListed);
    };
    let (now, then) = (risk.residual?, then.residual?);
    let is_comparable = is_score(now) == is_score(then);
    is_comparable.then(|| RiskChange::Size(size(now).cmp(&size(then))))
}
