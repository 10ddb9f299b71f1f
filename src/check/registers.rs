//! Actions, risks and challenges: the measures and objectives that they name exist, and an action is not due decades off.

use super::FileProblems;
use super::known::KnownNames;
use crate::diag::{Code, Problems};
use crate::model::{
    Action, Challenge, MeasureId, Month, ObjectiveId, Quarter, RISKS, Related, Risk, RiskLevel,
};
use crate::parse::At;
use crate::parse::draft::{ActionDraft, LevelDraft, QuarterDraft, RelatedDraft, RiskDraft};
use crate::source::Place;

const YEARS_AHEAD: i32 = 15;
const YEARS_OVERDUE: i32 = 5;

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
            check_due(draft.quarter, &action.entry, file);
            let related = related(&action.related, known, file);
            let rating = action.entry.rating.as_ref();
            let rating = rating.and_then(|word| known.overall_rating(word, file));
            let action = action.entry.action.clone();
            self.actions.push(Action {
                rating,
                related,
                ..action
            });
        }
        for risk in &draft.risks {
            let related = related(&risk.related, known, file);
            let RiskDraft {
                risk,
                inherent,
                residual,
            } = &risk.entry;
            let levels =
                [inherent, residual].map(|level| self::level(level.as_ref()?, known, file));
            let [inherent, residual] = levels;
            self.risks.push(Risk {
                inherent,
                residual,
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

fn level(draft: &LevelDraft, known: &KnownNames, file: &mut FileProblems) -> Option<RiskLevel> {
    match draft {
        LevelDraft::Score { likelihood, impact } => Some(RiskLevel::Score {
            likelihood: *likelihood,
            impact: *impact,
        }),
        LevelDraft::State(word) => {
            let (place, scale) = (file.place(word.node), known.scales.named(RISKS)?);
            let state = known.require_rating(place, scale, word, file.problems);
            state.map(RiskLevel::State)
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

/// Warns of an action that is due too far from its quarter, unless it has a note.
fn check_due(quarter: Quarter, draft: &ActionDraft, file: &mut FileProblems) {
    let action = &draft.action;
    let (Some(due), Some(node), None) = (action.due, draft.due_at, &action.note) else {
        return;
    };
    let due = Month::of(due.last_day());
    let how = if due > quarter.last_month().after(12 * YEARS_AHEAD) {
        format!("more than {YEARS_AHEAD} years after")
    } else if due < quarter.first_month().after(-12 * YEARS_OVERDUE) {
        format!("more than {YEARS_OVERDUE} years before")
    } else {
        return;
    };
    let message = format!("this action is due in {due}, {how} {quarter}");
    let help = "check the year; if it is right, say so in `note:`";
    file.warning(Code::Range, node, message, help);
}
