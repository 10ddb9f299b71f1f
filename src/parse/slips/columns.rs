//! Lines that begin in a column of their own.

use std::collections::BTreeMap;

use super::{Found, Slip};

/// Where a line begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begun {
    /// The first byte of the line.
    pub(super) line: usize,
    /// The first byte that is no blank.
    pub(super) at: usize,
    /// Whether it is an entry of a list that YAML would take for more of the text before it.
    pub(super) folds: bool,
    /// Whether it holds text alone, without a name or a dash: where its text ends.
    pub(super) bare: Option<usize>,
    /// Whether it goes on with the text of the line before it.
    pub(super) continues: bool,
}

impl Begun {
    fn column(&self) -> usize {
        self.at - self.line
    }
}

/// Entries that would vanish in the text before them. Either of two neighbours may be the one that has slipped: it is the
/// one whose column fewer lines share.
pub(super) fn slips(begun: &[Begun]) -> Vec<Found> {
    let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
    for line in begun {
        *uses.entry(line.column()).or_default() += 1;
    }
    let mut slips: Vec<Found> = Vec::new();
    for pair in begun.windows(2).filter(|pair| pair[1].folds) {
        let (before, line) = (&pair[0], &pair[1]);
        if let Some(end) = before.bare {
            slips.push(Found {
                slip: Slip::NoColon,
                range: before.at..end,
            });
            continue;
        }
        let (slipped, column) = if uses[&before.column()] < uses[&line.column()] {
            (before, line.column())
        } else {
            (line, before.column())
        };
        let found = Found {
            slip: Slip::Folded(column),
            range: slipped.line..slipped.at + 1,
        };
        if slips.last() != Some(&found) {
            slips.push(found);
        }
    }
    if slips.is_empty() { odd(begun) } else { slips }
}

/// The only line of a file that begins with an odd number of blanks.
fn odd(begun: &[Begun]) -> Vec<Found> {
    let is_odd = |line: &Begun| !line.continues && line.column() % 2 == 1;
    let mut odd = (0..begun.len()).filter(|at| is_odd(&begun[*at]));
    let (Some(at), None) = (odd.next(), odd.next()) else {
        return Vec::new();
    };
    let line = &begun[at];
    let column = |line: Option<&Begun>| line.map_or(0, Begun::column);
    let before = column(at.checked_sub(1).map(|at| &begun[at]));
    let (odd, after) = (line.column(), column(begun.get(at + 1)));
    // It is the only one of its column: it may move as long as it stays between what it is in and what is in it.
    let further_left = before < odd - 1 || before > odd;
    let further_right = before < odd && !(odd + 1..=odd + 2).contains(&after);
    let column = match (further_left, further_right) {
        (true, _) if before < odd - 1 => Some(odd - 1),
        (_, true) => Some(odd + 1),
        _ => None,
    };
    vec![Found {
        slip: Slip::OddColumn(column),
        range: line.line..line.at,
    }]
}
