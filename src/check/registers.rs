//! Actions, risks and challenges: the measures and objectives that they name exist.

use super::known::KnownNames;
use super::{FileProblems, actions, matrix};
use crate::diag::{Code, Problems};
use crate::model::{Action, Challenge, MeasureId, ObjectiveId, Related, Risk};
use crate::parse::At;
use crate::parse::draft::{QuarterDraft, RelatedDraft, RiskDraft};
use crate::source::Place;

/// The registers of a quarter, of all its files.
#[derive(Debug, Default)]
pub(super) struct Registers {
    pub(super) actions: Vec<Action>,
    pub(super) risks: Vec<Risk>,
    pub(super) challenges: Vec<Challenge>,
}

impl Registers {
    /// Checks the registers of one file, and adds them.
    pub(super) fn add(
        &mut self,
        draft: &QuarterDraft,
        known: &KnownNames,
        problems: &mut Problems,
    ) {
        let file = &mut FileProblems::of(&draft.path, problems);
        for action in &draft.actions {
            let related = related(&action.related, known, file);
            let action = actions::check(draft.quarter, &action.entry, known, file);
            self.actions.push(Action { related, ..action });
        }
        for risk in &draft.risks {
            let related = related(&risk.related, known, file);
            let RiskDraft {
                risk,
                inherent,
                residual,
                target,
            } = &risk.entry;
            let levels = [inherent, residual, target];
            let levels = levels.map(|level| matrix::level(level.as_ref()?, known, file));
            let [inherent, residual, target] = levels;
            self.risks.push(Risk {
                inherent,
                residual,
                target,
                related,
                ..risk.clone()
            });
        }
        for challenge in &draft.challenges {
            let related = related(&challenge.related, known, file);
            let challenge = challenge.entry.clone();
            self.challenges.push(Challenge {
                related,
                ..challenge
            });
        }
    }
}

/// Returns the measures and objectives that exist. Reports the others, and any that is named twice.
pub(super) fn related(
    draft: &RelatedDraft,
    known: &KnownNames,
    file: &mut FileProblems,
) -> Related {
    let measures = each(&draft.measures, file, |place, id, problems| {
        known.require_measure(place, id, problems)
    });
    let objectives = each(&draft.objectives, file, |place, id, problems| {
        known.require_objective(place, id, problems)
    });
    Related {
        measures: measures.into_iter().map(MeasureId::new).collect(),
        objectives: objectives.into_iter().map(ObjectiveId::new).collect(),
    }
}

fn each<'d>(
    ids: &'d [At<String>],
    file: &mut FileProblems,
    exists: impl Fn(Place, &str, &mut Problems) -> bool,
) -> Vec<&'d str> {
    for (index, id) in ids.iter().enumerate() {
        if let Some(first) = ids[..index].iter().find(|first| first.value == id.value) {
            let message = format!("`{}` is named twice here", id.value);
            let first = file.place(first.node);
            file.twice(first, Code::DuplicateKey, id.node, message);
        }
    }
    let known = ids
        .iter()
        .filter(|id| exists(file.place(id.node), id, file.problems));
    known.map(|id| id.as_str()).collect()
}
