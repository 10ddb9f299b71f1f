//! What is drawn, from back to front, and how it is written: as SVG for a page or for a file.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use super::ink::Ink;
use super::lettering::Face;
use super::outline::{Outline, number};
use super::sheet::TEXT;
use super::units::{count, tenths};
use crate::markup::Html;

/// A place on a drawing, in drawing units from the top left.
pub(super) type At = (f64, f64);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Path {
        ink: Ink,
        /// Its outline, as SVG writes it.
        d: String,
        /// Shown when it is pointed at.
        words: Option<String>,
    },
    Text(Text, Anchor, At),
}

/// The shapes of a drawing in the making. Clones share them: plotters holds one.
#[derive(Clone, Default)]
pub(super) struct Shapes(Rc<RefCell<Vec<Shape>>>);

impl Shapes {
    pub(super) fn stroke(&self, ink: Ink, points: impl IntoIterator<Item = At>) {
        self.path(ink, Outline::line(points), None);
    }

    pub(super) fn fill(&self, ink: Ink, corners: [At; 2], words: Option<String>) {
        let [(left, top), (right, bottom)] = corners;
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.path(ink, Outline::closed(corners), words);
    }

    /// Adds a point in the shape of its ink, which reaches about so far.
    pub(super) fn mark(&self, ink: Ink, at: At, reach: f64, words: Option<String>) {
        self.path(ink, Outline::mark(ink, at, reach), words);
    }

    pub(super) fn path(&self, ink: Ink, Outline { d, .. }: Outline, words: Option<String>) {
        self.0.borrow_mut().push(Shape::Path { ink, d, words });
    }

    /// Adds lines of text: which end of each is at a place across, and the middle of the first.
    pub(super) fn text(&self, text: Text, anchor: Anchor, at: At) {
        self.0.borrow_mut().push(Shape::Text(text, anchor, at));
    }

    pub(super) fn take(&self) -> Vec<Shape> {
        self.0.take()
    }
}

/// The attributes of an ink: [`Ink::class`] for a page, [`Ink::look`] for a file.
type Look = fn(Ink) -> &'static str;

/// Writes shapes as SVG elements. Neighbours of one ink become one path, unless they have words.
pub(super) fn write(shapes: &[Shape], look: Look, out: &mut String) {
    let wordless = |shape: &Shape| match shape {
        Shape::Path { ink, words, .. } if words.is_none() => Some(*ink),
        _ => None,
    };
    for group in shapes.chunk_by(|a, b| wordless(a).is_some() && wordless(a) == wordless(b)) {
        match &group[0] {
            Shape::Text(text, anchor, at) => text.write(*anchor, *at, look, out),
            Shape::Path { ink, words, .. } => {
                let _ = write!(out, "<path {} d=\"", look(*ink));
                out.extend(group.iter().filter_map(|shape| match shape {
                    Shape::Path { d, .. } => Some(&**d),
                    Shape::Text(..) => None,
                }));
                let _ = match words {
                    Some(words) => writeln!(out, "\"><title>{}</title></path>", Html::text(words)),
                    None => writeln!(out, "\"/>"),
                };
            }
        }
    }
}

/// Which end of a line of text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Lines of text of one role and face.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    lines: Vec<String>,
    pub(super) ink: Ink,
    pub(super) face: Face,
    pub(super) width: f64,
}

impl Text {
    pub(super) fn new(lines: Vec<String>, ink: Ink, face: Face) -> Self {
        let widths = lines.iter().map(|line| face.width(line));
        let width = widths.fold(0.0, f64::max);
        Self {
            lines,
            ink,
            face,
            width,
        }
    }

    /// A text in one line, cut short where it is wider than this.
    pub(super) fn line(text: &str, room: f64, ink: Ink, face: Face) -> Self {
        Self::new(face.wrap(text, room, 1), ink, face)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.trim().is_empty())
    }

    /// From the middle of the first line to the middle of the last.
    pub(super) fn drop(&self) -> f64 {
        self.face.pitch() * count(self.lines.len().saturating_sub(1))
    }

    /// The room that it takes at a place.
    pub(super) fn bounds(&self, anchor: Anchor, (x, y): At) -> Bounds {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - self.width / 2.0,
            Anchor::End => x - self.width,
        };
        Bounds {
            left,
            right: left + self.width,
            top: y - self.face.above(),
            bottom: y + self.drop() + self.face.below(),
        }
    }

    fn write(&self, anchor: Anchor, (x, y): At, look: Look, out: &mut String) {
        let size = tenths(self.face.size);
        for (n, line) in self.lines.iter().enumerate() {
            let middle = tenths(y + self.face.pitch() * count(n));
            let _ = write!(out, "<text {} x=\"", look(self.ink));
            number(out, tenths(x));
            out.push_str("\" y=\"");
            number(out, middle + tenths(self.face.size * Face::BASELINE));
            out.push_str(match anchor {
                Anchor::Start => "\"",
                Anchor::Middle => "\" text-anchor=\"middle\"",
                Anchor::End => "\" text-anchor=\"end\"",
            });
            if size != tenths(TEXT.size) {
                out.push_str(" font-size=\"");
                number(out, size);
                out.push('"');
            }
            let _ = writeln!(out, ">{}</text>", Html::text(line));
        }
    }
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
    pub(super) fn around((x, y): At, reach: f64) -> Self {
        Self {
            left: x - reach,
            right: x + reach,
            top: y - reach,
            bottom: y + reach,
        }
    }

    pub(super) fn between(top: f64, bottom: f64) -> Self {
        let (left, right) = (f64::MIN, f64::MAX);
        Self {
            left,
            right,
            top,
            bottom,
        }
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            right: self.right + by,
            top: self.top - by,
            bottom: self.bottom + by,
        }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Whether a stroke passes through: what is left of it between the edges, one pair of edges after the other.
    pub(super) fn is_crossed(&self, [(x0, y0), (x1, y1)]: [At; 2]) -> bool {
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for (start, way, low, high) in [
            (x0, x1 - x0, self.left, self.right),
            (y0, y1 - y0, self.top, self.bottom),
        ] {
            if way.abs() < f64::EPSILON {
                if start <= low || start >= high {
                    return false;
                }
                continue;
            }
            let (a, b) = ((low - start) / way, (high - start) / way);
            from = from.max(a.min(b));
            to = to.min(a.max(b));
        }
        from < to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(draw: impl FnOnce(&Shapes), look: Look) -> String {
        let shapes = Shapes::default();
        draw(&shapes);
        let mut out = String::new();
        write(&shapes.take(), look, &mut out);
        out
    }

    #[test]
    fn neighbours_of_one_ink_share_a_path() {
        let draw = |shapes: &Shapes| {
            shapes.stroke(Ink::Grid, [(0.0, 10.5), (100.0, 10.5)]);
            shapes.stroke(Ink::Grid, [(0.0, 20.0), (100.0, 20.0)]);
            shapes.stroke(Ink::Run, [(0.0, -0.5), (1.0, 2.0), (1.0, 3.0)]);
        };
        insta::assert_snapshot!(written(draw, Ink::class), @r#"
        <path class="grid" d="M0 10.5H100M0 20H100"/>
        <path class="run" d="M0 -0.5L1 2V3"/>
        "#);
    }

    #[test]
    fn a_shape_with_words_is_alone_and_escapes_them() {
        let draw = |shapes: &Shapes| {
            shapes.mark(Ink::Good, (10.0, 10.0), 3.0, None);
            let triangle = Outline::closed([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]);
            shapes.path(Ink::Good, triangle, Some("<1%".to_owned()));
        };
        insta::assert_snapshot!(written(draw, Ink::class), @r#"
        <path class="mark good" d="M7 10a3 3 0 0 1 6 0a3 3 0 0 1 -6 0z"/>
        <path class="mark good" d="M0 0H1L0 1z"><title>&lt;1%</title></path>
        "#);
        let alone = written(draw, Ink::look);
        assert!(
            alone.starts_with("<path fill=\"#1d8a5a\"") && !alone.contains("class="),
            "{alone}"
        );
    }

    #[test]
    fn a_stroke_crosses_a_box_only_where_it_passes_through() {
        let bounds = Bounds::around((15.0, 15.0), 5.0);
        assert!(bounds.is_crossed([(0.0, 15.0), (30.0, 15.0)]));
        assert!(bounds.is_crossed([(0.0, 0.0), (30.0, 30.0)]));
        assert!(bounds.is_crossed([(12.0, 15.0), (13.0, 15.0)]));
        assert!(!bounds.is_crossed([(0.0, 9.0), (30.0, 9.0)]));
        assert!(!bounds.is_crossed([(0.0, 15.0), (9.0, 15.0)]));
        assert!(!bounds.is_crossed([(-8.0, 17.0), (17.0, -8.0)]));
    }
}
