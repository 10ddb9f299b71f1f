//! Risks: which is larger, and how one has moved.

use std::cmp::{Ordering, Reverse};

use crate::model::{Rating, Risk, RiskLevel, Site, matrix};

/// How a risk compares with the report before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskChange {
    /// The report before does not list it.
    NotListed,
    /// It is larger, smaller or the same.
    Size(Ordering),
}

/// Returns the state of a level: as typed, or as the site's matrix gives it. `None` for a score without a matrix.
pub(crate) fn state(site: &Site, level: RiskLevel) -> Option<Rating> {
    matrix::state(site.risks.as_ref(), &site.scales, level)
}

/// Returns the size of a level. If there is a matrix, that is how many states of the scale are better, and then the score.
/// Otherwise scores come before colours, because the two scales cannot be compared.
fn size(site: &Site, level: RiskLevel) -> (Option<usize>, Option<u8>, Option<usize>) {
    let state = state(site, level).map(|state| state.better_states);
    let by_matrix = state.filter(|_| site.risks.is_some());
    (by_matrix, level.score(), state)
}

/// Returns risks with the largest after action first, and those without a level last.
pub(crate) fn largest_first<'a>(site: &Site, risks: &'a [Risk]) -> Vec<&'a Risk> {
    let mut sorted: Vec<&Risk> = risks.iter().collect();
    sorted.sort_by_key(|risk| Reverse(risk.residual.map(|level| size(site, level))));
    sorted
}

/// Returns how a risk after action compares with the risk of the same title in the report before. `None` if one of them
/// has no level after action, or if one is a score and the other a colour.
pub fn change(site: &Site, risk: &Risk, before: &[Risk]) -> Option<RiskChange> {
    let Some(then) = before.iter().find(|other| other.title == risk.title) else {
        return Some(RiskChange::NotListed);
    };
    let (now, then) = (risk.residual?, then.residual?);
    let is_comparable = now.score().is_some() == then.score().is_some();
    is_comparable.then(|| RiskChange::Size(size(site, now).cmp(&size(site, then))))
}
