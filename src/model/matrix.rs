//! The risk matrix of a site: how far likelihood and impact go, and which state of the scale of risks each square has.

use super::{RISKS, Rating, RiskLevel, Scales};

/// How far likelihood and impact go if a site declares no matrix.
const USUAL: u8 = 5;

/// A declared matrix. States are by their words in files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RiskMatrix {
    /// The state follows from the score, which is likelihood times impact.
    Product {
        likelihood: u8,
        impact: u8,
        /// The least score of each state, the greatest first.
        levels: Vec<(String, u8)>,
    },
    /// The state of each square: rows with the likeliest first, of squares with the smallest impact first.
    Grid(Vec<Vec<String>>),
}

impl RiskMatrix {
    fn word(&self, level: RiskLevel) -> Option<&str> {
        match (self, level) {
            (_, RiskLevel::State(state)) => Some(state.id()),
            (Self::Product { levels, .. }, _) => {
                let score = level.score()?;
                let mut levels = levels.iter();
                let (word, _) = levels.find(|(_, least)| score >= *least)?;
                Some(word)
            }
            (Self::Grid(rows), RiskLevel::Placed { likelihood, impact }) => {
                let row = rows
                    .iter()
                    .nth_back(usize::from(likelihood).checked_sub(1)?)?;
                Some(row.get(usize::from(impact).checked_sub(1)?)?)
            }
            (Self::Grid(_), RiskLevel::Score(_)) => None,
        }
    }
}

/// Returns how far likelihood and impact go.
pub(crate) fn size(matrix: Option<&RiskMatrix>) -> (u8, u8) {
    let length = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    match matrix {
        None => (USUAL, USUAL),
        Some(RiskMatrix::Product {
            likelihood, impact, ..
        }) => (*likelihood, *impact),
        Some(RiskMatrix::Grid(rows)) => {
            (length(rows.len()), length(rows.first().map_or(0, Vec::len)))
        }
    }
}

/// Returns the state of a level: as typed, or as the matrix gives it. `None` if there is no matrix for a score.
pub(crate) fn state(
    matrix: Option<&RiskMatrix>,
    scales: &Scales,
    level: RiskLevel,
) -> Option<Rating> {
    match level {
        RiskLevel::State(state) => Some(state),
        _ => scales.named(RISKS)?.rating(matrix?.word(level)?),
    }
}

/// Returns a matrix as the record types it: `5 by 5, red from 15, amber from 8, green from 1`.
pub(crate) fn text(matrix: &RiskMatrix) -> String {
    match matrix {
        RiskMatrix::Product {
            likelihood,
            impact,
            levels,
        } => {
            let levels = levels.iter();
            let levels = levels.map(|(word, least)| format!(", {word} from {least}"));
            format!("{likelihood} by {impact}{}", levels.collect::<String>())
        }
        RiskMatrix::Grid(rows) => {
            let rows: Vec<String> = rows.iter().map(|row| row.join(" ")).collect();
            rows.join(" / ")
        }
    }
}

/// Reads a matrix as the record types it.
pub(crate) fn read(typed: &str) -> Option<RiskMatrix> {
    let Some((likelihood, rest)) = typed.split_once(" by ") else {
        let words = |row: &str| row.split(' ').map(str::to_owned).collect();
        return Some(RiskMatrix::Grid(typed.split(" / ").map(words).collect()));
    };
    let mut rest = rest.split(", ");
    let impact = rest.next()?.parse().ok()?;
    let levels = rest.map(|level| {
        let (word, least) = level.split_once(" from ")?;
        Some((word.to_owned(), least.parse().ok()?))
    });
    Some(RiskMatrix::Product {
        likelihood: likelihood.parse().ok()?,
        impact,
        levels: levels.collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_are_read_back_as_they_are_written() {
        for typed in [
            "5 by 4, red from 15, amber from 8, green from 1",
            "amber red / green amber",
        ] {
            assert_eq!(text(&read(typed).expect(typed)), typed);
        }
    }
}
