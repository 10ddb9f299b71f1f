//! The last quarters of a measure as a line: what a chart shows, as far as a line of text has room for it.

use super::super::frame::Frame;
use super::super::ink::Ink;
use super::super::names::TOP;
use super::super::plot::Plot;
use super::super::scale::Scale;
use super::super::shapes::Shape;
use super::super::sheet::{LabelsAt, Sheet};
use super::super::spec::{AxisUnit, PointStatus, TrendSpec};
use super::super::{Table, lines};

/// Width and height in drawing units.
pub(super) const SIZE: (f64, f64) = (200.0, 48.0);

const SHEET: Sheet = Sheet {
    name: "run",
    width: SIZE.0,
    height: SIZE.1,
    labels: LabelsAt::Edge(0.0),
    most: usize::MAX,
    head: 0.0,
    break_lines: 0,
    mark: 5.5,
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

/// What a line can show of a trend, and how its last figure is rated. `None` with fewer than two figures.
pub(super) fn reduced(trend: &TrendSpec) -> Option<(TrendSpec, PointStatus)> {
    let (.., last) = trend.figures().skip(1).last()?;
    let mut spec = TrendSpec {
        latest: Vec::new(),
        benchmarks: Vec::new(),
        table: Table::default(),
        ..trend.clone()
    };
    // It has no room for a zero far below the figures, and prints no numbers that heights could be compared with: only
    // what moved is to be seen.
    if spec.axis.unit != AxisUnit::Percent {
        spec.axis.unit = AxisUnit::Score;
    }
    spec.axis.decimals = u32::MAX;
    // Tolerances are left to the chart: two stepping lines behind a third are no longer a line of text.
    for step in spec.goals.iter_mut().flat_map(|goal| &mut goal.steps) {
        step.tolerance = None;
    }
    Some((spec, last))
}

/// Draws the target, the line, and the last figure with the shape of its rating.
pub(super) fn shapes(spec: &TrendSpec) -> Vec<Shape> {
    let steps = spec.goals.iter().flat_map(|goal| &goal.steps);
    let levels = spec.figures().map(|(_, level, ..)| level);
    let levels = levels.chain(steps.map(|step| step.target.level));
    let (Some(scale), Some((last, level, _, status))) =
        (Scale::of(&spec.axis, levels), spec.figures().next_back())
    else {
        return Vec::new();
    };
    let plot = Plot::new(spec, &SHEET, &scale, FRAME);
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
    plot.shapes.take()
}
