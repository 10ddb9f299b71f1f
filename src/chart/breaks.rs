//! The labels of breaks in the series: above the plot, beside the line that they explain.

use plotters_backend::text_anchor::HPos;

use super::ink::Ink;
use super::letters::{Letter, Letters, Placing};
use super::named::Named;
use super::sheet::{GAP, TEXT};
use super::trend::Scene;
use super::units::count;

/// Less than this, in drawing units, and a label is not worth starting.
const LEAST: f64 = 36.0;

/// The top of the lines of breaks, in drawing units.
pub(super) const TOP: f64 = GAP / 2.0;

/// Writes what changed at each break, on the side of its line that has the room, never over another's line. Answers
/// what found no room.
pub(super) fn write(scene: &Scene<'_, '_>, letters: &mut Letters<'_>) -> Vec<Named> {
    let places = scene.break_places();
    let mut taken = 0.0;
    let mut unwritten = Vec::new();
    for (n, (x, text)) in places.iter().enumerate() {
        let next = places.get(n + 1).map_or(scene.sheet.width, |(x, _)| *x);
        let sides = [
            (HPos::Left, x + GAP, next - x - 2.0 * GAP),
            (HPos::Right, x - GAP, x - taken - 2.0 * GAP),
        ];
        let label = choose(scene, text, sides);
        taken = label
            .iter()
            .map(|line| line.bounds().right)
            .fold(*x, f64::max);
        if letters.place(label) == Placing::NoRoom {
            taken = *x;
            unwritten.extend(Named::new(Ink::Break, text));
        }
    }
    unwritten
}

/// The label on one line to the right of its line or to the left; else where it has more room, if it fits there
/// whole.
fn choose(scene: &Scene<'_, '_>, text: &str, sides: [(HPos, f64, f64); 2]) -> Vec<Letter> {
    let [right, left] = sides;
    let (anchor, x, room) = if TEXT.width(text) <= right.2 || right.2 >= left.2 {
        right
    } else {
        left
    };
    if room < LEAST {
        return Vec::new();
    }
    let lines = TEXT.wrap_whole(text, room, scene.frame.break_lines);
    let line = |(n, text)| Letter {
        text,
        ink: Ink::BreakText,
        face: TEXT,
        anchor,
        x,
        y: TOP + TEXT.above() + count(n) * TEXT.pitch(),
    };
    let lines = lines.into_iter().flatten();
    lines.enumerate().map(line).collect()
}
