//! Periods without a figure: a quiet column, and under it the shorthand that says why.

use std::ops::Range;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::HPos;

use super::backend::{Drawn, Outline, Svg};
use super::columns::Columns;
use super::ink::Ink;
use super::letters::{Bounds, Letter, Letters};
use super::marks::{Mark, OUTERMOST};
use super::plot::{Place, Plot};
use super::scale::Scale;
use super::sheet::{GAP, Sheet, TEXT};
use super::spec::{Point, TrendSpec};
use super::trend::Scene;
use super::units::tenths;

/// How far a mark under the axis reaches, in drawing units.
const REACH: f64 = 5.0;

/// Neighbouring periods that miss their figure for the same shorthand.
struct Run<'a> {
    periods: Range<usize>,
    shorthand: &'a str,
}

/// Writes the shorthand of missing figures, once for neighbours that share it. One that has no room is left to
/// the table, which has every one.
pub(super) fn write(scene: &Scene<'_, '_>, letters: &mut Letters<'_>) {
    for (i, _) in scene.rated_only() {
        let (x, y) = (scene.middle_of(i), scene.frame.gap_row);
        letters.reserve(Bounds::around((x, y), REACH * OUTERMOST));
    }
    for run in runs(scene) {
        letters.place(vec![shorthand(scene, &run)]);
    }
}

/// The marks of periods whose rating is known and whose figure is not.
pub(super) fn marks(scene: &Scene<'_, '_>) -> Vec<Mark<(i32, i32)>> {
    let row = tenths(scene.frame.gap_row);
    let mark = |(i, ink)| Mark {
        at: (tenths(scene.middle_of(i)), row),
        ink,
        reach: REACH.min(scene.reach()),
        words: None,
    };
    scene.rated_only().map(mark).collect()
}

/// Shades the columns of missing figures.
pub(super) fn columns(
    spec: &TrendSpec,
    sheet: &Sheet,
    columns: &Columns,
    scale: &Scale,
    plot: &Plot<'_>,
) {
    for (i, period) in spec.periods.iter().enumerate() {
        if let Point::Gap { reason, .. } | Point::RatedOnly { reason, .. } = &period.point {
            plot.draw(&Column {
                corners: [
                    (columns.start(i), scale.low()),
                    (columns.start(i + 1), scale.high()),
                ],
                words: sheet.says(|| format!("{}: {reason}", period.long)),
            });
        }
    }
}

/// The shade of one column.
struct Column {
    corners: [Place; 2],
    words: Option<String>,
}

impl<'a> PointCollection<'a, Place> for &'a Column {
    type Point = &'a Place;
    type IntoIter = &'a [Place; 2];

    fn point_iter(self) -> Self::IntoIter {
        &self.corners
    }
}

impl<'m> Drawable<Svg<'m>> for Column {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        corners: I,
        svg: &mut Svg<'m>,
        _: (u32, u32),
    ) -> Drawn {
        let corners: Vec<BackendCoord> = corners.collect();
        if let [(left, bottom), (right, top)] = corners[..] {
            let outline = [(left, top), (right, top), (right, bottom), (left, bottom)];
            svg.shape(Ink::Gap, self.words.as_deref(), &Outline::closed(outline));
        }
        Ok(())
    }
}

fn runs<'a>(scene: &Scene<'a, '_>) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for (i, period) in scene.spec.periods.iter().enumerate() {
        let Point::Gap { shorthand, .. } = &period.point else {
            continue;
        };
        match runs.last_mut() {
            Some(run) if run.periods.end == i && run.shorthand == shorthand => {
                run.periods.end = i + 1;
            }
            _ => runs.push(Run {
                periods: i..i + 1,
                shorthand,
            }),
        }
    }
    runs
}

fn shorthand(scene: &Scene<'_, '_>, run: &Run<'_>) -> Letter {
    let last = run.periods.end - 1;
    let middle = f64::midpoint(scene.middle_of(run.periods.start), scene.middle_of(last));
    let text = TEXT
        .wrap(run.shorthand, scene.sheet.width / 4.0, 1)
        .concat();
    let half = TEXT.width(&text) / 2.0 + GAP / 2.0;
    Letter {
        x: middle.clamp(half, scene.sheet.width - half),
        y: scene.frame.gap_row,
        anchor: HPos::Center,
        ink: Ink::GapText,
        face: TEXT,
        text,
    }
}
