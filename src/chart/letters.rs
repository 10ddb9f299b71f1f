//! Words with their places, and the rule that no two of them share one.

use plotters_backend::text_anchor::HPos;

use super::ink::Ink;
use super::lettering::Face;
use super::sheet::Sheet;

/// One line of text on the drawing.
#[derive(Clone)]
pub(super) struct Letter {
    /// What it says.
    pub(super) text: String,
    /// Its role.
    pub(super) ink: Ink,
    /// Its size and weight.
    pub(super) face: Face,
    /// Which end of it is at `x`.
    pub(super) anchor: HPos,
    /// Across, in drawing units.
    pub(super) x: f64,
    /// The middle of the line, in drawing units from the top.
    pub(super) y: f64,
}

/// A rectangle, in drawing units from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Bounds {
    /// The square around a point.
    pub(super) fn around((x, y): (f64, f64), reach: f64) -> Self {
        Self {
            left: x - reach,
            right: x + reach,
            top: y - reach,
            bottom: y + reach,
        }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn inside(&self, sheet: &Sheet) -> bool {
        self.left >= 0.0
            && self.right <= sheet.width
            && self.top >= 0.0
            && self.bottom <= sheet.height
    }
}

impl Letter {
    /// The room it takes.
    pub(super) fn bounds(&self) -> Bounds {
        let width = self.face.width(&self.text);
        let left = match self.anchor {
            HPos::Left => self.x,
            HPos::Center => self.x - width / 2.0,
            HPos::Right => self.x - width,
        };
        Bounds {
            left,
            right: left + width,
            top: self.y - self.face.above(),
            bottom: self.y + self.face.below(),
        }
    }
}

/// The words of a drawing. What is placed first keeps its place.
pub(super) struct Letters<'s> {
    sheet: &'s Sheet,
    placed: Vec<Letter>,
    taken: Vec<Bounds>,
}

/// Whether a label found room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placing {
    Placed,
    NoRoom,
}

impl<'s> Letters<'s> {
    /// An empty sheet.
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        Self {
            sheet,
            placed: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// Keeps words away from a place.
    pub(super) fn reserve(&mut self, bounds: Bounds) {
        self.taken.push(bounds);
    }

    /// Places the lines of one label: all of them, or none where one would leave the sheet or meet another, or
    /// where there is nothing to say.
    pub(super) fn place(&mut self, label: Vec<Letter>) -> Placing {
        if label.iter().all(|line| line.text.trim().is_empty()) {
            return Placing::NoRoom;
        }
        if !label.iter().all(|line| self.has_room(line)) {
            return Placing::NoRoom;
        }
        self.taken.extend(label.iter().map(Letter::bounds));
        self.placed.extend(label);
        Placing::Placed
    }

    /// Whether a line would stay on the sheet and meet no other.
    pub(super) fn has_room(&self, line: &Letter) -> bool {
        let bounds = line.bounds();
        bounds.inside(self.sheet) && !self.taken.iter().any(|taken| taken.meets(&bounds))
    }

    /// Everything that was placed, in that order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Letter> {
        self.placed.iter()
    }
}
