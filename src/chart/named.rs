//! What a drawing shows and has no room to call by its name: the page names it under the drawing, whole, beside a
//! sample of its stroke.

use std::fmt::Write as _;

use super::gutter::{Form, Rank, Standing, Tag};
use super::ink::Ink;
use super::marks::Mark;
use super::plot::Screen;
use super::sheet::{SAMPLE, TEXT};
use crate::markup::Html;

/// Something on a drawing that is named under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    sample: Html,
    label: String,
}

impl Named {
    /// How it looks: a small SVG without words.
    pub fn sample(&self) -> &Html {
        &self.sample
    }

    /// What it is.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Something drawn in this ink.
    pub(super) fn new(ink: Ink, label: &str) -> Option<Self> {
        (!label.trim().is_empty()).then(|| Self {
            sample: sample(ink),
            label: label.to_owned(),
        })
    }
}

/// What does not stand whole on the drawing. An earlier target is left to the table, which has every one.
pub(super) fn rest(tags: &[Tag<'_>], standing: &[Standing<'_>]) -> Vec<Named> {
    let whole = |tag: &&Tag<'_>| {
        let stands = |s: &Standing<'_>| {
            s.form == Form::Whole && s.ink == tag.ink && s.text == tag.text && s.end == tag.end
        };
        !standing.iter().any(stands)
    };
    let tags = tags.iter().filter(|tag| tag.rank != Rank::EarlierStep);
    tags.filter(whole)
        .filter_map(|tag| Named::new(stroke(tag.ink), tag.text))
        .collect()
}

/// What a label's ink names.
fn stroke(label: Ink) -> Ink {
    match label {
        Ink::TargetText => Ink::Target,
        Ink::ToleranceText => Ink::Tolerance,
        Ink::BenchmarkText => Ink::Benchmark,
        _ => Ink::Month,
    }
}

fn sample(ink: Ink) -> Html {
    let (width, height) = (SAMPLE.width, SAMPLE.height);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg class=\"chart chart-{name}\" viewBox=\"0 0 {width} {height}\" font-size=\"{letters}\" \
         aria-hidden=\"true\">",
        name = SAMPLE.name,
        letters = TEXT.size,
    );
    draw(&Screen::new(&mut out, &SAMPLE), ink);
    out.push_str("</svg>");
    Html::trusted(out)
}

fn draw(screen: &Screen<'_>, ink: Ink) {
    let (width, height) = (SAMPLE.width, SAMPLE.height);
    let middle = height / 2.0;
    match ink {
        Ink::Month | Ink::Good | Ink::Near | Ink::Bad | Ink::Unrated => {
            screen.say((width / 2.0, middle), ink, SAMPLE.mark, None);
        }
        Ink::Break => screen.stroke(&[(width / 2.0, 0.0), (width / 2.0, height)], ink),
        _ => screen.stroke(&[(0.0, middle), (width, middle)], ink),
    }
}

impl Screen<'_> {
    /// A point, and what it says when it is pointed at.
    pub(super) fn say(&self, (x, y): (f64, f64), ink: Ink, reach: f64, words: Option<String>) {
        self.draw_on_sheet(&Mark {
            at: (super::units::tenths(x), super::units::tenths(y)),
            ink,
            reach,
            words,
        });
    }
}
