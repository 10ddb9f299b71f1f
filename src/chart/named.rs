//! What a drawing shows and has no room to name: the page names it under the drawing, beside a sample of its stroke.

use super::ink::Ink;
use super::shapes::{Looks, Shapes, write};
use super::sheet::TEXT;
use crate::markup::Html;

/// The width and height of a sample, in drawing units, and how far a mark in it reaches.
const SIZE: (f64, f64) = (28.0, 14.0);
const REACH: f64 = 6.0;

/// Something on a drawing that is named under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// How it looks: a small SVG without words.
    pub sample: Html,
    /// What it is.
    pub label: String,
}

impl Named {
    /// Something drawn in this ink; `None` if it has no name.
    pub(super) fn new(ink: Ink, label: &str) -> Option<Self> {
        (!label.trim().is_empty()).then(|| Self {
            sample: sample(ink),
            label: label.to_owned(),
        })
    }
}

fn sample(ink: Ink) -> Html {
    let (width, height) = SIZE;
    let (x, y) = (width / 2.0, height / 2.0);
    let shapes = Shapes::default();
    match ink {
        Ink::Month | Ink::Good | Ink::Near | Ink::Bad | Ink::Unrated => {
            shapes.mark(ink, (x, y), REACH, None);
        }
        Ink::Break => shapes.stroke(ink, [(x, 0.0), (x, height)]),
        _ => shapes.stroke(ink, [(0.0, y), (width, y)]),
    }
    let mut out = format!(
        "<svg class=\"chart chart-sample\" viewBox=\"0 0 {width} {height}\" font-size=\"{}\" aria-hidden=\"true\">\n",
        TEXT.size,
    );
    write(&shapes.take(), Looks::Classes, &mut out);
    out.push_str("</svg>");
    Html::trusted(out)
}
