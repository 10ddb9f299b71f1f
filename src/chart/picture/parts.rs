//! Parts of one whole as one bar.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::ink::Ink;
use super::super::lettering::Face;
use super::super::shapes::{Anchor, Shapes, Text};
use super::super::spec::{Level, Tone};
use super::super::units::count;
use super::drawn;
use crate::markup::Html;

/// Width and height in drawing units.
const SIZE: (f64, f64) = (200.0, 26.0);
const EDGE: f64 = 1.0;
/// Between two parts.
const GAP: f64 = 2.5;
/// The least that a part takes that is not nothing: what exists is seen.
const LEAST: f64 = 1.5;
const NUMBER: Face = Face::bold(11.5);

/// A part of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// How much of the whole, in the measure's unit.
    pub size: Level,
    /// Printed in the bar where there is room: `62%`.
    pub number: String,
    /// How it differs from its neighbours.
    pub shade: Shade,
}

/// How a part looks, in the bar and in its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub enum Shade {
    /// The strongest.
    #[serde(rename = "shade-1")]
    First,
    /// Fainter.
    #[serde(rename = "shade-2")]
    Second,
    /// Fainter still.
    #[serde(rename = "shade-3")]
    Third,
    /// The faintest.
    #[serde(rename = "shade-4")]
    Fourth,
    /// Hollow: of the whole, not of the figure.
    #[serde(rename = "apart")]
    Apart,
}

impl Shade {
    /// The shade of one among the parts that make up the figure: neighbours never have the same.
    pub fn of(place: usize) -> Self {
        [Self::First, Self::Second, Self::Third, Self::Fourth][place % 4]
    }

    fn inks(self) -> (Ink, Ink) {
        match self {
            Self::First => (Ink::ShadeFirst, Ink::ShadeFirstText),
            Self::Second => (Ink::ShadeSecond, Ink::ShadeSecondText),
            Self::Third => (Ink::ShadeThird, Ink::ShadeThirdText),
            Self::Fourth => (Ink::ShadeFourth, Ink::ShadeFourthText),
            Self::Apart => (Ink::Apart, Ink::ApartText),
        }
    }
}

/// Draws parts of a whole as one bar, from left to right, then the numbers in those that have room for theirs. The whole may
/// be more than its parts, never less. `None` if no part is larger than nothing.
pub fn parts(parts: &[Part], whole: Level, status: Tone) -> Option<Html> {
    let parts: Vec<&Part> = parts.iter().filter(|part| part.size.0 > 0.0).collect();
    parts.first()?;
    let placed = place(parts, whole);
    let shapes = Shapes::default();
    for (part, left, right) in &placed {
        let corners = [(*left, EDGE), (*right, SIZE.1 - EDGE)];
        shapes.fill(part.shade.inks().0, corners, None);
    }
    for (part, left, right) in &placed {
        let number = Text::new(vec![part.number.clone()], part.shade.inks().1, NUMBER);
        if number.width <= right - left - GAP {
            let middle = (f64::midpoint(*left, *right), SIZE.1 / 2.0);
            shapes.text(number, Anchor::Middle, middle);
        }
    }
    Some(drawn("parts", SIZE, status, None, &shapes))
}

/// Returns each part with its left and right edge. Gaps come off every part alike, so that what is seen of the parts stays
/// in proportion, but for those that would be too thin to see.
fn place(drawn: Vec<&Part>, Level(whole): Level) -> Vec<(&Part, f64, f64)> {
    let sum: f64 = drawn.iter().map(|part| part.size.0).sum();
    let scale = |part: &Part| part.size.0 / sum.max(whole);
    let (parts, between) = (count(drawn.len()), count(drawn.len() - 1));
    let gaps = GAP.min((SIZE.0 - 2.0 * EDGE) / 2.0 / parts) * between;
    let room = SIZE.0 - 2.0 * EDGE - gaps;
    let least = LEAST.min(room / 2.0 / parts);
    let is_thin = |part: &Part| scale(part) * room < least;
    let rest = room - least * count(drawn.iter().filter(|part| is_thin(part)).count());
    let mut next = EDGE;
    let place = |part| {
        let left = next;
        let right = left
            + if is_thin(part) {
                least
            } else {
                scale(part) * rest
            };
        next = right + gaps / between.max(1.0);
        (part, left, right)
    };
    drawn.into_iter().map(place).collect()
}
