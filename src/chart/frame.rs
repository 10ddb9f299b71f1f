//! Where the plot lies on its sheet: what is left when every label round it has its room.

use super::lettering::Face;
use super::rows;
use super::scale::Scale;
use super::shapes::Bounds;
use super::sheet::{ASIDE, EDGE, GAP, LabelsAt, NOW, STRONG, Sheet, TEXT};
use super::spec::{Line, SeriesBreak, TrendSpec};
use super::units::count;

/// The most lines that a label beside the plot takes.
pub(super) const GUTTER_LINES: usize = 3;

/// The edges of the plot and the rows round it, in drawing units from the sheet's top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// The most that a line of a label beside the plot may take.
    pub(super) gutter: f64,
    pub(super) gap_row: f64,
    pub(super) period_row: f64,
    pub(super) year_row: f64,
    /// How many lines the labels of breaks have above the plot.
    pub(super) break_lines: usize,
}

impl Frame {
    /// Measures the labels of a chart and gives the plot the rest.
    pub(super) fn of(spec: &TrendSpec, scale: &Scale, sheet: &Sheet) -> Self {
        let ticks = scale.ticks.iter().flat_map(|tick| tick.lines(sheet));
        let ticks = ticks.map(|line| TEXT.width(&line));
        let left = EDGE + ticks.fold(0.0, f64::max) + GAP;
        let (gutter, right) = match sheet.labels {
            LabelsAt::Edge(usual) => {
                let room = gutter_room(spec, usual);
                let width = gutter_width(spec, room);
                (room, sheet.width - width - ASIDE - EDGE)
            }
            LabelsAt::Lines => (0.0, right_of_names(spec, sheet, left)),
        };
        let break_lines = break_lines(spec, sheet, (right - left) / 2.0);
        let top = match break_lines {
            0 => sheet.head,
            lines => 2.0 * GAP + count(lines) * TEXT.pitch(),
        };
        // The rows under the plot, from its bottom edge to their middles. The first is clear of a mark on the axis.
        let gaps = 2.0 * GAP + TEXT.above();
        let has_gaps = spec.periods.iter().any(|p| p.point.is_missing());
        let periods = gaps + if has_gaps { TEXT.pitch() + 2.0 } else { 0.0 };
        let has_years = spec.periods.iter().any(|p| !p.year.is_empty());
        let years = periods + if has_years { TEXT.pitch() } else { 0.0 };
        let bottom = sheet.height - EDGE - years - TEXT.below();
        Self {
            left,
            right,
            gutter,
            top,
            bottom,
            gap_row: bottom + gaps,
            period_row: bottom + periods,
            year_row: bottom + years,
            break_lines,
        }
    }

    /// Returns how far labels in the plot and beside it may reach: from under the labels of breaks to above the rows of
    /// periods.
    pub(super) fn limits(&self) -> Bounds {
        let top = if self.break_lines == 0 {
            1.0
        } else {
            self.top - GAP
        };
        let bottom = self.bottom + TEXT.below();
        Bounds::between(top, bottom)
    }
}

/// Returns the right edge of a plot with no labels beside it: the last period and its year have room in the middle of their
/// column.
fn right_of_names(spec: &TrendSpec, sheet: &Sheet, left: f64) -> f64 {
    let edge = sheet.width - EDGE;
    let Some(last) = spec.periods.last().filter(|_| spec.latest.is_empty()) else {
        return edge;
    };
    // The part of the width that is right of the middle of the last column.
    let beyond = 0.5 / count(spec.periods.len());
    let room = sheet.width - 1.0 - rows::column_width(last) / 2.0;
    ((room - left * beyond) / (1.0 - beyond)).min(edge)
}

/// Returns other bodies' figures whose names appear next to the plot.
fn benchmarks(spec: &TrendSpec) -> impl Iterator<Item = &Line> + Clone {
    let benchmarks = spec.benchmarks.iter();
    let ends = |end: usize| spec.latest.is_empty() && end >= spec.periods.len();
    let at_edge = benchmarks
        .filter(move |benchmark| benchmark.periods.as_ref().is_none_or(|own| ends(own.end)));
    at_edge.map(|benchmark| &benchmark.line)
}

/// Returns the labels at the right ends of lines, and of the last figure.
fn gutter_labels(spec: &TrendSpec) -> impl Iterator<Item = (&str, Face)> {
    let goals = spec.goals.iter().filter_map(|goal| goal.last());
    let targets = goals.clone().map(|step| (&*step.target.label, STRONG));
    let tolerances = goals.filter_map(|step| Some((&*step.tolerance.as_ref()?.label, TEXT)));
    let benchmarks = benchmarks(spec).map(|line| (&*line.label, TEXT));
    let months = spec.latest.iter().map(|month| (&*month.label, TEXT));
    let now = spec.figures().next_back();
    let note = std::iter::once((&*spec.note, TEXT));
    let lines = targets.chain(tolerances).chain(benchmarks).chain(months);
    lines
        .chain(now.map(|(.., label, _)| (label, NOW)))
        .chain(note)
}

/// Returns how wide the lines of these labels may be: a little more than usual where a word would be torn apart.
fn gutter_room(spec: &TrendSpec, usual: f64) -> f64 {
    let words = gutter_labels(spec).flat_map(|(label, face)| {
        let words = label.split(' ');
        words.map(move |word| face.width(word))
    });
    words.fold(usual, f64::max).min(usual * 1.25)
}

fn gutter_width(spec: &TrendSpec, room: f64) -> f64 {
    let lines = gutter_labels(spec).flat_map(|(label, face)| {
        // One that is too long stands under the drawing, and only its figure beside the plot.
        let lines = face.wrap_whole(label, room, GUTTER_LINES);
        let lines = lines.into_iter().flatten();
        lines.map(move |line| face.width(&line))
    });
    let shorts = benchmarks(spec).map(|line| TEXT.width(&line.short));
    lines
        .chain(shorts.map(|short| short.min(room)))
        .fold(0.0, f64::max)
}

/// Returns how many lines the longest label of a break needs with so much room: one side of a break has half of the
/// plot or more.
fn break_lines(spec: &TrendSpec, sheet: &Sheet, room: f64) -> usize {
    let lines = |b: &SeriesBreak| TEXT.wrap(&b.label, room, sheet.break_lines).len();
    spec.breaks.iter().map(lines).max().unwrap_or(0)
}
