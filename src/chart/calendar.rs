//! The names of periods under the axis: as many as fit, always with the last, each under its own column.

use plotters_backend::text_anchor::HPos;

use super::ink::Ink;
use super::lettering::Face;
use super::letters::{Letter, Letters, Placing};
use super::sheet::{STRONG, TEXT};
use super::spec::Period;
use super::trend::Scene;
use super::units::count;

/// Every so many columns has a name. From four on, the named quarters are the same one in every year.
const EVERY: [usize; 7] = [1, 2, 4, 8, 12, 16, 20];
/// Where even that is too many.
const MOST: usize = 40;

/// What keeps two names apart, in drawing units.
const APART: f64 = 4.0;

/// Writes the names of periods and years. Answers which columns are named.
pub(super) fn write(scene: &Scene<'_, '_>, letters: &mut Letters<'_>) -> Vec<usize> {
    let mut named: Vec<usize> = candidates(scene)
        .into_iter()
        .filter(|&i| letters.place(vec![period(scene, i)]) == Placing::Placed)
        .collect();
    named.reverse();
    let mut year = "";
    for &i in &named {
        let this = &*scene.spec.periods[i].year;
        if this != year && !this.is_empty() {
            letters.place(vec![label(scene, i, this, YEAR)]);
        }
        year = this;
    }
    named
}

/// The columns to name, from the last backwards.
fn candidates(scene: &Scene<'_, '_>) -> Vec<usize> {
    let periods = &scene.spec.periods;
    let room = periods.iter().map(column_width).fold(0.0, f64::max) + APART;
    let fits = |every: &usize| scene.columns.width() * count(*every) >= room;
    let every = EVERY.into_iter().find(fits).unwrap_or(MOST);
    (0..periods.len()).rev().step_by(every).collect()
}

/// The room that a period's name and its year need.
fn column_width(period: &Period) -> f64 {
    TEXT.width(&period.short).max(STRONG.width(&period.year))
}

/// The row, ink and face of a line under the axis.
type Row = (fn(&Scene<'_, '_>) -> f64, Ink, Face);
const PERIOD: Row = (|scene| scene.frame.period_row, Ink::PeriodText, TEXT);
const YEAR: Row = (|scene| scene.frame.year_row, Ink::YearText, STRONG);

fn period(scene: &Scene<'_, '_>, i: usize) -> Letter {
    label(scene, i, &scene.spec.periods[i].short, PERIOD)
}

/// A line under the middle of its column. A period and its year are moved in together where either would leave the
/// sheet.
fn label(scene: &Scene<'_, '_>, i: usize, text: &str, (row, ink, face): Row) -> Letter {
    let room = scene.sheet.width - 2.0;
    let text = face.wrap(text, room, 1).concat();
    let half = column_width(&scene.spec.periods[i]).min(room) / 2.0;
    Letter {
        x: scene
            .middle_of(i)
            .clamp(half + 1.0, scene.sheet.width - half - 1.0),
        y: row(scene),
        anchor: HPos::Center,
        text,
        ink,
        face,
    }
}
