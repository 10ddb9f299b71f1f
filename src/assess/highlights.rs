//! The two lists: areas performing well, and areas for improvement. The rule generates them. An editor can add or leave
//! out measures, which readers see.

use super::Counted;
use super::rating::Outcome;
use crate::model::{Highlights, MeasureId, Rating, Text};

/// Why a measure is on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// By the rule.
    ByRule,
    /// Added by an editor, for this reason.
    Added(Text),
}

impl Listed {
    /// Returns an editor's reason for adding the measure. Empty if it is on the list by the rule.
    pub(crate) fn because(&self) -> &str {
        match self {
            Self::ByRule => "",
            Self::Added(because) => because.as_str(),
        }
    }
}

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// The measures on the list: those by the rule first.
    pub shown: Vec<(MeasureId, Listed)>,
    /// The measures that an editor left out.
    pub left_out: Vec<(MeasureId, Text)>,
}

impl Lists {
    /// Returns an editor's reason for adding a measure. Empty if it is on the list by the rule.
    pub(crate) fn because(&self, id: &MeasureId) -> &str {
        let listed = self.shown.iter().find(|(listed, _)| listed == id);
        listed.map_or("", |(_, why)| why.because())
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
    let by_rule = by_rule.map(|id| ((*id).clone(), Listed::ByRule));
    let added = editor.add.iter().filter(|(id, _)| !picked.contains(&id));
    let added = added.map(|(id, because)| (id.clone(), Listed::Added(because.clone())));
    let left_out = editor.leave_out.iter();
    Lists {
        shown: by_rule.chain(added).collect(),
        left_out: left_out
            .filter(|(id, _)| picked.contains(&id))
            .cloned()
            .collect(),
    }
}
