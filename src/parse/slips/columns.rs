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
        if !slips.contains(&found) {
            slips.push(found);
        }
    }
    if slips.is_empty() { odd(begun) } else { slips }
}

/// The only line of a file that begins with an odd number of blanks.
fn odd(begun: &[Begun]) -> Vec<Found> {
    let odd = begun
        .iter()
        .filter(|line| !line.continues && line.column() % 2 == 1);
    let mut odd: Vec<&Begun> = odd.collect();
    let Some(line) = odd.pop().filter(|_| odd.is_empty()) else {
        return Vec::new();
    };
    vec![Found {
        slip: Slip::OddColumn,
        range: line.line..line.at,
    }]
}
