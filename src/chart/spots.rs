//! Where words may stand at what they name: round a point, or along a line.

use plotters_backend::text_anchor::HPos;

use super::ink::Ink;
use super::lettering::Face;
use super::letters::Letter;
use super::sheet::GAP;

/// From a line to the words along it, in drawing units.
const OFF: f64 = 3.0;
/// From one spot along a line to the next, in drawing units.
const STEP: f64 = 8.0;

/// A word and how it is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// Its role.
    pub(super) ink: Ink,
    /// Its size and weight.
    pub(super) face: Face,
}

impl Word<'_> {
    fn at(self, anchor: HPos, x: f64, y: f64) -> Letter {
        Letter {
            text: self.text.to_owned(),
            ink: self.ink,
            face: self.face,
            anchor,
            x,
            y,
        }
    }
}

/// The side of a line where its words had better stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Over it.
    Above,
    /// Under it.
    Below,
}

/// A place for a word, and what it costs that it is not the best one.
pub(super) type Spot = (Letter, u32);

/// Round a point: right over and under it first, then at its sides, then askew, each also a little further off.
pub(super) fn around(word: Word<'_>, (x, y): (f64, f64), reach: f64) -> Vec<Spot> {
    let aside = reach + GAP;
    let near = reach * 0.5;
    let mut spots = Vec::new();
    for (further, cost) in [(0.0, 0), (4.0, 2), (9.0, 5), (16.0, 9)] {
        let up = y - reach - OFF - further - word.face.below();
        let down = y + reach + OFF + further + word.face.above();
        let here = [
            word.at(HPos::Center, x, up),
            word.at(HPos::Center, x, down),
            word.at(HPos::Left, x + aside + further, y),
            word.at(HPos::Right, x - aside - further, y),
            word.at(HPos::Left, x - near, up),
            word.at(HPos::Left, x - near, down),
            word.at(HPos::Right, x + near, up),
            word.at(HPos::Right, x + near, down),
            word.at(HPos::Left, x + aside, up + near),
            word.at(HPos::Left, x + aside, down - near),
            word.at(HPos::Right, x - aside, up + near),
            word.at(HPos::Right, x - aside, down - near),
        ];
        spots.extend(here.map(|spot| (spot, cost)));
    }
    spots
}

/// Right over and under a point, from near to as far as these limits, each dearer than the last.
pub(super) fn over_and_under(
    word: Word<'_>,
    (x, y): (f64, f64),
    (ceiling, floor): (f64, f64),
) -> Vec<Spot> {
    let far = (1..).map(|steps| (f64::from(steps) * STEP, steps));
    let far = far.take_while(|(away, _)| y - away > ceiling || y + away < floor);
    let spots = far.flat_map(|(away, cost)| {
        let anchors = [HPos::Center, HPos::Right, HPos::Left].into_iter();
        anchors.flat_map(move |anchor| [y - away, y + away].map(|y| (word.at(anchor, x, y), cost)))
    });
    spots.collect()
}

/// Along a level line, from its right end to its left, first on the better side.
pub(super) fn along(word: Word<'_>, from: f64, (to, y): (f64, f64), side: Side) -> Vec<Spot> {
    let above = y - OFF - word.face.below();
    let below = y + OFF + word.face.above();
    let sides = match side {
        Side::Above => [above, below],
        Side::Below => [below, above],
    };
    let room = to - from - word.face.width(word.text) - 2.0 * OFF;
    let last_first = std::iter::successors(Some(0.0), |moved| Some(moved + STEP));
    let moves: Vec<f64> = last_first
        .take_while(|moved| *moved <= room.max(0.0))
        .collect();
    let spots = sides.iter().flat_map(|&y| {
        let moves = moves.iter();
        moves.map(move |moved| (word.at(HPos::Right, to - OFF - moved, y), 0))
    });
    spots.collect()
}
