//! The two lists: areas performing well, and areas for improvement. The rule picks; an editor may add or leave out,
//! in the open.

use super::Counted;
use super::rating::Outcome;
use crate::model::{Highlights, MeasureId, Rating, Text};

/// Why a measure is on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// The rule picked it.
    ByRule,
    /// An editor added it.
    Added(Text),
}

impl Listed {
    /// Why an editor added it; empty where the rule picked it.
    pub fn because(&self) -> &str {
        match self {
            Self::ByRule => "",
            Self::Added(because) => because.as_str(),
        }
    }
}

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// What is shown: what the rule picked first.
    pub shown: Vec<(MeasureId, Listed)>,
    /// What the rule picked and an editor left out.
    pub left_out: Vec<(MeasureId, Text)>,
}

impl Lists {
    /// Why an editor added a measure; empty where the rule picked it.
    pub fn because(&self, id: &MeasureId) -> &str {
        let listed = self.shown.iter().find(|(listed, _)| listed == id);
        listed.map_or("", |(_, why)| why.because())
    }
}

/// Rule: every measure that is on or better than target, or green.
pub(super) fn performing_well(editor: &Highlights, counted: &[Counted]) -> Lists {
    lists(editor, counted, Rating::is_good)
}

/// Rule: every measure that is outside tolerance, or red.
pub(super) fn improvement(editor: &Highlights, counted: &[Counted]) -> Lists {
    lists(editor, counted, Rating::is_poor)
}

fn lists(editor: &Highlights, counted: &[Counted], belongs: fn(Rating) -> bool) -> Lists {
    let picked: Vec<&MeasureId> = counted
        .iter()
        .filter(
            |one| matches!(one.judged.current.outcome, Outcome::Rated(rating) if belongs(rating)),
        )
        .map(|one| &one.measure.id)
        .collect();
    let is_left_out = |id: &MeasureId| editor.leave_out.iter().any(|(out, _)| out == id);
    let by_rule = picked
        .iter()
        .filter(|id| !is_left_out(id))
        .map(|id| ((*id).clone(), Listed::ByRule));
    let added = editor
        .add
        .iter()
        .filter(|(id, _)| !picked.contains(&id))
        .map(|(id, because)| (id.clone(), Listed::Added(because.clone())));
    Lists {
        shown: by_rule.chain(added).collect(),
        left_out: editor
            .leave_out
            .iter()
            .filter(|(id, _)| picked.contains(&id))
            .cloned()
            .collect(),
    }
}
