//! The lists of measures by rating: for improvement, close to target, performing well. The rule generates them. An editor
//! can add measures to the first and the last or leave some out, which readers see.

use super::Counted;
use super::rating::Outcome;
use crate::model::{Highlights, MeasureId, Rating, Text};

/// A list of measures by rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// The measures on the list: those by the rule first, then those that an editor added, with the reason.
    pub shown: Vec<(MeasureId, Option<Text>)>,
    /// The measures that an editor left out.
    pub left_out: Vec<(MeasureId, Text)>,
}

impl Lists {
    /// Returns the measures that editors added to those that the rule chose, with their reasons.
    pub(crate) fn added(&self) -> impl Iterator<Item = (&MeasureId, &Text)> {
        let shown = self.shown.iter();
        shown.filter_map(|(id, because)| Some((id, because.as_ref()?)))
    }
}

/// Returns a list. `belongs` is its rule: which ratings put a measure on it.
pub(super) fn lists(
    editor: &Highlights,
    counted: &[Counted],
    belongs: fn(Rating) -> bool,
) -> Lists {
    let rated = |one: &&Counted| matches!(one.judged.current.outcome, Outcome::Rated(rating) if belongs(rating));
    let picked = counted.iter().filter(rated);
    let picked: Vec<&MeasureId> = picked.map(|one| &one.measure.id).collect();
    let is_left_out = |id: &MeasureId| editor.leave_out.iter().any(|(out, _)| out == id);
    let by_rule = picked.iter().filter(|id| !is_left_out(id));
    let by_rule = by_rule.map(|id| ((*id).clone(), None));
    let added = editor.add.iter().filter(|(id, _)| !picked.contains(&id));
    let added = added.map(|(id, because)| (id.clone(), Some(because.clone())));
    let left_out = editor.leave_out.iter();
    Lists {
        shown: by_rule.chain(added).collect(),
        left_out: left_out
            .filter(|(id, _)| picked.contains(&id))
            .cloned()
            .collect(),
    }
}
