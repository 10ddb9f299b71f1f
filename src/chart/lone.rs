//! A single figure: where it is on its scale, compared with targets and other bodies. A line of one quarter would show
//! time that has not passed yet.
//!
//! From the top: the names of lines, the figure, the months after it, the numbers of the scale.

use super::Named;
use super::ink::Ink;
use super::labels::{ANY_LINE, Labels, NOTHING, Spot, around};
use super::outline::OUTERMOST;
use super::scale::{Scale, Tick};
use super::shapes::{Anchor, At, Bounds, Shape, Shapes, Text};
use super::sheet::{GAP, Sheet, TEXT};
use super::spec::{AxisUnit, GoalStep, Level, Line, Period, Point, TrendSpec};
use super::tags::Rank;
use super::units::count;

/// The height that the figure takes, in drawing units, and that the months after it take.
const FIGURE: f64 = 52.0;
const MONTHS: f64 = 30.0;
/// How far the mark that zero is left out reaches, in drawing units.
const CUT: f64 = 4.0;
/// The most rows of names, and from the top of the sheet to the first, in drawing units.
const ROWS: usize = 4;
const TOP: f64 = 3.0;

/// Returns the only period in which anything is due, if it has a figure.
pub(super) fn of(spec: &TrendSpec) -> Option<(usize, &Period)> {
    let periods = spec.periods.iter().enumerate();
    let mut due = periods.filter(|(_, p)| p.point != Point::NotDue);
    let only = due.next().filter(|_| due.next().is_none())?;
    matches!(only.1.point, Point::Value { .. }).then_some(only)
}

/// A share without a target or another figure is compared with the whole. Returns the levels that its scale adds.
pub(super) fn whole(spec: &TrendSpec) -> impl Iterator<Item = Level> {
    let is_alone = spec.goals.is_empty() && spec.benchmarks.is_empty() && spec.latest.is_empty();
    let is_share = spec.axis.unit == AxisUnit::Percent
        && (spec.figures()).all(|(_, level, ..)| (0.0..=100.0).contains(&level.0));
    let is_whole = is_alone && is_share && of(spec).is_some();
    let ends = [0.0, 100.0].into_iter().filter(move |_| is_whole);
    ends.map(Level)
}

/// Draws the scale, the lines on it, and the figure. Returns the height that it takes, its shapes, and what the page has
/// to name.
pub(super) fn draw(
    spec: &TrendSpec,
    period: &Period,
    scale: &Scale,
    sheet: &Sheet,
) -> (f64, Vec<Shape>, Vec<Named>) {
    let mut labels = Labels::new(sheet);
    let across = Track::new(spec, scale, sheet, 0.0);
    let flags = lines(spec).map(|(line, rank)| Flag::placed(line, rank, &across, &mut labels));
    let flags: Vec<Flag> = flags.collect();
    let names = flags.iter().filter_map(|flag| flag.top);
    let names = names.map(|top| top + TEXT.pitch()).fold(0.0, f64::max);
    let track = Track::new(spec, scale, sheet, names);
    let shapes = Shapes::default();
    track.draw(spec, &shapes, &mut labels);
    let mut named = Vec::new();
    for flag in &flags {
        let x = track.x(flag.line.level);
        let top = flag.top.map_or(track.top, |top| top - 1.0);
        let line = [(x, top), (x, track.bottom)];
        labels.keep_off_stroke(line, flag.ink);
        shapes.stroke(flag.ink, line);
        if !flag.is_whole {
            named.extend(Named::new(flag.ink, &flag.line.label));
        }
    }
    let figures = figures(spec, period, &track);
    for figure in &figures {
        labels.keep_off_point(figure.at, figure.reach);
    }
    let area = Bounds::between(track.top, track.bottom + 2.0);
    for figure in figures {
        let words = sheet.says(|| figure.words);
        shapes.mark(figure.ink, figure.at, sheet.mark, words);
        let (_, ink, face) = figure.rank.look();
        let text = Text::new(vec![figure.label.to_owned()], ink, face);
        let spots = around(&text, figure.at, figure.reach);
        if labels.place_in(area, text, spots, ANY_LINE).is_none() {
            named.extend(Named::new(figure.ink, figure.label));
        }
    }
    labels.draw(&shapes);
    (track.height, shapes.take(), named)
}

/// Returns the lines across the scale in order of importance: targets, tolerances, other bodies.
fn lines(spec: &TrendSpec) -> impl Iterator<Item = (&Line, Rank)> {
    let targets = steps(spec).map(|step| (&step.target, Rank::Target));
    let tolerances = steps(spec).filter_map(|step| step.tolerance.as_ref());
    let tolerances = tolerances.map(|line| (line, Rank::Tolerance));
    let benchmarks = spec.benchmarks.iter();
    let benchmarks = benchmarks.map(|benchmark| (&benchmark.line, Rank::Benchmark));
    targets.chain(tolerances).chain(benchmarks)
}

/// Returns the step that held last of each goal.
fn steps(spec: &TrendSpec) -> impl Iterator<Item = &GoalStep> {
    spec.goals.iter().filter_map(|goal| goal.last())
}

/// A line across the scale, with its name beside its top.
struct Flag<'a> {
    line: &'a Line,
    ink: Ink,
    /// The top of its name, if that is on the drawing. The line ends there, so that names in higher rows have room.
    top: Option<f64>,
    /// Whether all of its name is there, and not only its figure.
    is_whole: bool,
}

impl<'a> Flag<'a> {
    /// Places a line's name in the highest row with room beside the line, or else its figure.
    fn placed(line: &'a Line, rank: Rank, track: &Track<'_>, labels: &mut Labels) -> Self {
        let (stroke, ink, face) = rank.look();
        let x = track.x(line.level);
        let spots = (0..ROWS).flat_map(|row| {
            let top = TOP + count(row) * TEXT.pitch();
            // No line passes through a name: not this one's on its way down, either.
            let leader = Some([(x, top), (x, TOP + count(ROWS) * TEXT.pitch())]);
            let sides = [(Anchor::Start, x + GAP), (Anchor::End, x - GAP)];
            sides.map(|(anchor, x)| Spot {
                leader,
                ..Spot::new(anchor, x, top + TEXT.above(), 0)
            })
        });
        let mut place = |name: &String| {
            let text = Text::new(vec![name.clone()], ink, face);
            labels.place(text, spots.clone(), NOTHING)
        };
        let whole = place(&line.label);
        let bounds = whole.or_else(|| place(&line.short));
        Flag {
            line,
            ink: stroke,
            top: bounds.map(|bounds| bounds.top),
            is_whole: whole.is_some(),
        }
    }
}

struct Figure<'a> {
    at: At,
    reach: f64,
    ink: Ink,
    label: &'a str,
    rank: Rank,
    /// Shown when it is pointed at.
    words: String,
}

/// Returns the figure, and the months after it in a row below.
fn figures<'a>(spec: &'a TrendSpec, period: &Period, track: &Track<'_>) -> Vec<Figure<'a>> {
    let figures = spec.figures().map(|(_, level, label, status)| Figure {
        at: (track.x(level), track.figure),
        reach: track.mark,
        ink: Ink::of_status(status),
        label,
        rank: Rank::Now,
        words: format!("{}: {label}", period.long),
    });
    let months = spec.latest.iter().map(|month| Figure {
        at: (track.x(month.level), track.months),
        reach: track.mark * Ink::MONTH_REACH,
        ink: Ink::Month,
        label: &month.label,
        rank: Rank::LatestMonth,
        words: month.long.clone(),
    });
    figures.chain(months).collect()
}

/// The scale from left to right, and the rows on it, in drawing units.
struct Track<'s> {
    scale: &'s Scale,
    mark: f64,
    left: f64,
    right: f64,
    top: f64,
    figure: f64,
    months: f64,
    bottom: f64,
    height: f64,
}

impl<'s> Track<'s> {
    /// A scale under names that take so much height.
    fn new(spec: &TrendSpec, scale: &'s Scale, sheet: &Sheet, names: f64) -> Self {
        let half = |tick: Option<&Tick>| tick.map_or(0.0, |tick| TEXT.width(&tick.label) / 2.0);
        let months = if spec.latest.is_empty() { 0.0 } else { MONTHS };
        let bottom = names + FIGURE + months;
        let aside = sheet.mark * OUTERMOST + 1.0;
        Self {
            scale,
            mark: sheet.mark,
            left: half(scale.ticks.first()).max(aside) + 1.0,
            right: sheet.width - half(scale.ticks.last()).max(aside) - 1.0,
            top: names,
            figure: names + FIGURE * 0.7,
            months: bottom - MONTHS * 0.45,
            bottom,
            height: bottom + 2.0 * GAP + TEXT.size,
        }
    }

    fn x(&self, Level(value): Level) -> f64 {
        let part = (value - self.scale.low) / (self.scale.high - self.scale.low);
        self.left + part * (self.right - self.left)
    }

    /// Draws the bands, the numbers and the strokes at them.
    fn draw(&self, spec: &TrendSpec, shapes: &Shapes, labels: &mut Labels) {
        for step in steps(spec) {
            if let Some(tolerance) = &step.tolerance {
                let ends = [step.target.level, tolerance.level].map(|level| self.x(level));
                let (left, right) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                shapes.fill(Ink::Band, [(left, self.top), (right, self.bottom)], None);
            }
        }
        for tick in &self.scale.ticks {
            let x = self.x(Level(tick.at));
            shapes.stroke(Ink::Grid, [(x, self.top), (x, self.bottom)]);
            let text = Text::new(vec![tick.label.clone()], Ink::TickText, TEXT);
            let spot = Spot::new(Anchor::Middle, x, self.bottom + GAP + TEXT.above(), 0);
            labels.place(text, [spot], NOTHING);
        }
        if !self.scale.includes_zero() {
            for x in [self.left + 8.0, self.left + 13.0] {
                let cut = [(x, self.bottom + CUT), (x + CUT, self.bottom - CUT)];
                shapes.stroke(Ink::AxisCut, cut);
            }
        }
        let ends = [(self.left, self.bottom), (self.right, self.bottom)];
        shapes.stroke(Ink::Zero, ends);
    }
}
