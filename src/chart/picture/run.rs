//! The last quarters of a measure as a line: what a chart shows, as far as a line of text has room for it.

use super::super::frame::Frame;
use super::super::ink::Ink;
use super::super::lines;
use super::super::names::TOP;
use super::super::plot::Plot;
use super::super::scale::Scale;
use super::super::sheet::{LabelsAt, Sheet};
use super::super::spec::{AxisUnit, Levels, TrendSpec};
use super::drawn;
use crate::markup::Html;

/// Width and height in drawing units.
const SIZE: (f64, f64) = (200.0, 48.0);

const SHEET: Sheet = Sheet {
    name: "run",
    width: SIZE.0,
    height: SIZE.1,
    labels: LabelsAt::Edge(0.0),
    most: usize::MAX,
    head: 0.0,
    break_lines: 0,
    mark: 5.5,
    beside: 0,
    has_words: false,
};

/// The plot: clear of the edges by what the last mark reaches.
const FRAME: Frame = Frame {
    left: 7.0,
    right: SIZE.0 - 7.0,
    gutter: 0.0,
    top: 8.0,
    bottom: SIZE.1 - 7.0,
    gap_row: 0.0,
    period_row: 0.0,
    year_row: 0.0,
    break_lines: 0,
};

/// Draws a trend as a line without words, which is legible for a dozen quarters or so: the target, the line, and the last
/// figure with the shape of its rating. `None` with fewer than two figures: one is no run.
pub fn run(trend: TrendSpec) -> Option<Html> {
    let (last, level, _, status) = trend.figures().skip(1).last()?;
    let mut spec = TrendSpec {
        latest: Vec::new(),
        benchmarks: Vec::new(),
        ..trend
    };
    // It has no room for a zero far below the figures, and prints no numbers that heights could be compared with: only
    // what moved is to be seen.
    if spec.axis.unit != AxisUnit::Percent {
        spec.axis.unit = AxisUnit::Score;
    }
    spec.axis.decimals = u32::MAX;
    // Tolerances are left to the chart: two stepping lines behind a third are no longer a line of text.
    for step in spec.goals.iter_mut().flatten() {
        step.tolerance = None;
    }
    let steps = spec.goals.iter().flatten();
    let figures = spec.figures().map(|(_, level, ..)| level);
    let levels = Levels {
        figures: figures.collect(),
        lines: steps.map(|step| step.target.level).collect(),
        tolerances: Vec::new(),
    };
    let scale = Scale::of(&spec.axis, &levels)?;
    let plot = Plot::new(&spec, &SHEET, &scale, FRAME);
    lines::breaks(&plot, TOP);
    for (ink, line) in lines::of(&plot) {
        plot.line(ink, line);
    }
    for group in spec.groups() {
        if let [(i, level)] = group[..]
            && i != last
        {
            let at = plot.level_at(i, level);
            plot.shapes.mark(Ink::Lone, at, 2.0, None);
        }
    }
    let (ink, at) = (Ink::of_status(status), plot.level_at(last, level));
    plot.shapes.mark(ink, at, SHEET.mark, None);
    let says = Some((&*spec.title, &*spec.description));
    Some(drawn("sparkline", SIZE, status, says, &plot.shapes))
}
