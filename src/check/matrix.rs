//! The matrix of risks that a site declares, and the sizes of risks on it.

use super::FileProblems;
use super::known::KnownNames;
use super::scales;
use crate::diag::{Code, one_of, suggestion};
use crate::model::{RISKS, Rating, RiskLevel, RiskMatrix, Scale, Scales, matrix};
use crate::parse::At;
use crate::parse::draft::{LONGEST, LevelDraft, MatrixDraft, SiteDraft};

/// Returns the matrix of a site.
pub(super) fn of_site(draft: &SiteDraft) -> Option<RiskMatrix> {
    let matrix = match &draft.risks.as_ref()?.value {
        MatrixDraft::Product {
            likelihood,
            impact,
            levels,
        } => {
            let levels = levels.iter();
            let levels = levels.map(|(word, least)| (word.value.clone(), least.value));
            let mut levels: Vec<(String, u8)> = levels.collect();
            levels.sort_by_key(|(_, least)| std::cmp::Reverse(*least));
            RiskMatrix::Product {
                likelihood: likelihood.value,
                impact: impact.value,
                levels,
            }
        }
        MatrixDraft::Grid(rows) => {
            let words = |row: &[At<String>]| row.iter().map(|word| word.value.clone()).collect();
            RiskMatrix::Grid(rows.iter().map(|row| words(&row.value)).collect())
        }
    };
    Some(matrix)
}

/// Reports what is wrong with the matrix of a site.
pub(super) fn check(draft: &SiteDraft, file: &mut FileProblems) {
    let Some(typed) = &draft.risks else {
        return;
    };
    let scales: Scales = scales::of_site(draft);
    let Some(scale) = scales.named(RISKS) else {
        return;
    };
    match &typed.value {
        MatrixDraft::Product {
            likelihood,
            impact,
            levels,
        } => {
            let most = likelihood.value * impact.value;
            check_levels(levels, most, scale, file);
        }
        MatrixDraft::Grid(rows) => {
            let length = rows[0].value.len();
            if rows.len().max(length) > usize::from(LONGEST) {
                let message = "this grid is too large for a page";
                let help = format!("a grid has up to {LONGEST} rows of up to {LONGEST} squares");
                file.error(Code::Setting, typed.node, message, help);
            }
            for row in rows {
                if row.value.len() != length {
                    let message = format!(
                        "this row has {} squares, and the first has {length}",
                        row.value.len()
                    );
                    let help =
                        "give each row of the grid the same number of squares: one for each impact";
                    file.error(Code::Setting, row.node, message, help);
                }
                for word in &row.value {
                    state(word, scale, file);
                }
            }
        }
    }
}

fn state(word: &At<String>, scale: &Scale, file: &mut FileProblems) -> Option<Rating> {
    let state = scale.rating(word);
    if state.is_none() {
        let known = || scale.ratings.iter().map(|rating| rating.id());
        let message = format!("the scale `{RISKS}` has no state `{}`", word.value);
        let help =
            suggestion(word, known()).unwrap_or_else(|| format!("write {}", one_of(known())));
        file.error(Code::UnknownWord, word.node, message, help);
    }
    state
}

/// Reports least scores that give a larger score a better state, that no score has, or that leave scores without a state.
fn check_levels(levels: &[(At<String>, At<u8>)], most: u8, scale: &Scale, file: &mut FileProblems) {
    let states = levels.iter();
    let states = states.map(|(word, least)| Some((state(word, scale, file)?, least)));
    let Some(mut states) = states.collect::<Option<Vec<_>>>() else {
        return;
    };
    states.sort_by_key(|(state, _)| state.better_states);
    for pair in states.windows(2) {
        let [(better, low), (worse, high)] = pair else {
            continue;
        };
        if high.value <= low.value {
            let message = format!(
                "`{}` starts at {}, but `{}`, which is better, starts at {}",
                worse.id(),
                high.value,
                better.id(),
                low.value
            );
            let help = "a larger score has a worse state: correct the least score of one of them";
            file.error(Code::Setting, high.node, message, help);
        }
    }
    for (_, least) in states.iter().filter(|(_, least)| least.value > most) {
        let message = format!("no score is {}: the greatest is {most}", least.value);
        let help = "write the least score of each state: likelihood times impact";
        file.error(Code::Range, least.node, message, help);
    }
    if let Some((best, least)) = states.first().filter(|(_, least)| least.value > 1) {
        let message = format!("scores below {} have no state", least.value);
        let help = format!("write `{}: 1`, or add a state that is better", best.id());
        file.error(Code::Setting, least.node, message, help);
    }
}

/// Returns the size of a risk. Reports a word that is no state, and a score outside the matrix.
pub(super) fn level(
    draft: &LevelDraft,
    known: &KnownNames,
    file: &mut FileProblems,
) -> Option<RiskLevel> {
    let (likely, large) = matrix::size(known.risks.as_ref());
    let mut inside = |typed: &At<u8>, most: u8| {
        if typed.value > most && known.site_read {
            let (message, verb) = match known.risks {
                None => ("is not on the scale of 1 to", "declare"),
                Some(_) => (
                    "is outside the site's matrix of risks, which goes to",
                    "correct",
                ),
            };
            let message = format!("{} {message} {most}", typed.value);
            let help = format!(
                "write a number from 1 to {most}, or {verb} the matrix, `risks:` in site.yaml"
            );
            file.error(Code::Range, typed.node, message, help);
        }
        typed.value
    };
    match draft {
        LevelDraft::Placed { likelihood, impact } => Some(RiskLevel::Placed {
            likelihood: inside(likelihood, likely),
            impact: inside(impact, large),
        }),
        LevelDraft::Score(score) => Some(RiskLevel::Score(inside(
            score,
            likely.saturating_mul(large),
        ))),
        LevelDraft::State(word) => {
            let (place, scale) = (file.place(word.node), known.scales.named(RISKS)?);
            let state = known.require_rating(place, scale, word, file.problems);
            state.map(RiskLevel::State)
        }
    }
}
