//! A single figure: where it is on its scale, compared with targets and other bodies. A line of one quarter would show
//! time that has not passed yet.
//!
//! From the top: the names of lines, the figure, the months after it, the numbers of the scale.

use super::Named;
use super::ink::Ink;
use super::labels::{ANY_LINE, Labels, NOTHING, Spot, around};
use super::lettering::Face;
use super::outline::OUTERMOST;
use super::scale::Scale;
use super::shapes::{Anchor, At, Shape, Shapes, Text};
use super::sheet::{GAP, NOW, STRONG, Sheet, TEXT};
use super::spec::{AxisUnit, GoalStep, Level, Line, Period, Point, TrendSpec};
use super::units::count;

/// The height that the figure takes, in drawing units, and that the months after it take.
const FIGURE: f64 = 52.0;
const MONTHS: f64 = 30.0;
/// How far the mark that zero is left out reaches, in drawing units.
const CUT: f64 = 4.0;
/// The most rows of names, and from the top of the sheet to the first, in drawing units.
const ROWS: usize = 4;
const TOP: f64 = 3.0;

/// The only period in which anything is due, if it has a figure.
pub(super) fn of(spec: &TrendSpec) -> Option<(usize, &Period)> {
    let periods = spec.periods.iter().enumerate();
    let mut due = periods.filter(|(_, p)| p.point != Point::NotDue);
    let only = due.next().filter(|_| due.next().is_none())?;
    matches!(only.1.point, Point::Value { .. }).then_some(only)
}

/// A share without a target or another figure is compared with the whole: the levels that its scale adds.
pub(super) fn whole(spec: &TrendSpec) -> impl Iterator<Item = Level> {
    let alone = spec.goals.is_empty() && spec.benchmarks.is_empty() && spec.latest.is_empty();
    let share = |period: &Period| match period.point {
        Point::Value { level, .. } => (0.0..=100.0).contains(&level.get()),
        _ => true,
    };
    let is_share = spec.axis.unit == AxisUnit::Percent && spec.periods.iter().all(share);
    let ends = [Level::new(0.0), Level::new(100.0)].into_iter().flatten();
    ends.filter(move |_| alone && is_share && of(spec).is_some())
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
    let mut flags = flags(spec);
    let across = Track::new(spec, scale, sheet, 0.0);
    for flag in &mut flags {
        flag.place(&across, &mut labels);
    }
    let names = flags.iter().filter_map(|flag| flag.top);
    let names = names.map(|top| top + TEXT.pitch()).fold(0.0, f64::max);
    let track = Track::new(spec, scale, sheet, names);
    let shapes = Shapes::default();
    track.draw(spec, &shapes, &mut labels);
    for flag in &flags {
        let x = track.x(flag.line.level.get());
        let top = flag.top.map_or(track.top, |top| top - 1.0);
        let line = [(x, top), (x, track.bottom)];
        labels.keep_off_stroke(line, flag.ink);
        shapes.stroke(flag.ink, line);
    }
    let unnamed = flags.iter().filter(|flag| !flag.is_whole);
    let mut named: Vec<Named> = unnamed
        .filter_map(|flag| Named::new(flag.ink, &flag.line.label))
        .collect();
    let figures = figures(spec, period, &track);
    for figure in &figures {
        labels.keep_off_point(figure.at, figure.reach);
    }
    for figure in figures {
        let words = sheet.says(|| figure.words);
        shapes.mark(figure.ink, figure.at, sheet.mark, words);
        let (ink, face) = figure.kind;
        let text = Text::new(vec![figure.label.to_owned()], ink, face);
        let spots = around(&text, figure.at, figure.reach).filter(|spot| {
            let bounds = text.bounds(spot.anchor, spot.at);
            bounds.top >= track.top && bounds.bottom <= track.bottom + 2.0
        });
        let spots: Vec<Spot> = spots.collect();
        if labels.place(text, spots, ANY_LINE).is_none() {
            named.extend(Named::new(figure.ink, figure.label));
        }
    }
    labels.draw(&shapes);
    (track.height, shapes.take(), named)
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

/// The lines in order of importance: targets, tolerances, other bodies.
fn flags(spec: &TrendSpec) -> Vec<Flag<'_>> {
    let targets = steps(spec).map(|step| (&step.target, Ink::Target));
    let tolerances = steps(spec).filter_map(|step| step.tolerance.as_ref());
    let tolerances = tolerances.map(|line| (line, Ink::Tolerance));
    let benchmarks = spec.benchmarks.iter();
    let benchmarks = benchmarks.map(|benchmark| (&benchmark.line, Ink::Benchmark));
    let lines = targets.chain(tolerances).chain(benchmarks);
    let flag = |(line, ink)| Flag {
        line,
        ink,
        top: None,
        is_whole: false,
    };
    lines.map(flag).collect()
}

/// The step that held last of each goal.
fn steps(spec: &TrendSpec) -> impl Iterator<Item = &GoalStep> {
    spec.goals.iter().filter_map(|goal| goal.steps.last())
}

impl Flag<'_> {
    /// Places its name in the highest row with room beside the line, or else its figure.
    fn place(&mut self, track: &Track<'_>, labels: &mut Labels) {
        let (ink, face): (Ink, Face) = match self.ink {
            Ink::Target => (Ink::TargetText, STRONG),
            Ink::Tolerance => (Ink::ToleranceText, TEXT),
            _ => (Ink::BenchmarkText, TEXT),
        };
        let x = track.x(self.line.level.get());
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
        for (name, is_whole) in [(&self.line.label, true), (&self.line.short, false)] {
            let text = Text::new(vec![name.clone()], ink, face);
            if let Some(bounds) = labels.place(text, spots.clone(), NOTHING) {
                self.top = Some(bounds.top);
                self.is_whole = is_whole;
                return;
            }
        }
    }
}

/// A figure on the scale.
struct Figure<'a> {
    at: At,
    reach: f64,
    ink: Ink,
    label: &'a str,
    kind: (Ink, Face),
    /// Shown when it is pointed at.
    words: String,
}

/// The figure, and the months after it in a row below.
fn figures<'a>(spec: &'a TrendSpec, period: &'a Period, track: &Track<'_>) -> Vec<Figure<'a>> {
    let mut figures = Vec::new();
    if let Point::Value {
        level,
        label,
        status,
    } = &period.point
    {
        figures.push(Figure {
            at: (track.x(level.get()), track.figure),
            reach: track.mark,
            ink: Ink::of_status(*status),
            label,
            kind: (Ink::NowText, NOW),
            words: format!("{}: {label}", period.long),
        });
    }
    figures.extend(spec.latest.iter().map(|month| Figure {
        at: (track.x(month.level.get()), track.months),
        reach: track.mark * Ink::MONTH_REACH,
        ink: Ink::Month,
        label: &month.label,
        kind: (Ink::MonthText, TEXT),
        words: month.long.clone(),
    }));
    figures
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
        let half = |tick: Option<&super::scale::Tick>| {
            tick.map_or(0.0, |tick| TEXT.width(&tick.label) / 2.0)
        };
        let months = if spec.latest.is_empty() { 0.0 } else { MONTHS };
        let bottom = names + FIGURE + months;
        let aside = sheet.mark * OUTERMOST + 1.0;
        Self {
            scale,
            mark: sheet.mark,
            left: half(scale.ticks().first()).max(aside) + 1.0,
            right: sheet.width - half(scale.ticks().last()).max(aside) - 1.0,
            top: names,
            figure: names + FIGURE * 0.7,
            months: bottom - MONTHS * 0.45,
            bottom,
            height: bottom + 2.0 * GAP + TEXT.size,
        }
    }

    fn x(&self, value: f64) -> f64 {
        let part = (value - self.scale.low()) / (self.scale.high() - self.scale.low());
        self.left + part * (self.right - self.left)
    }

    /// Draws the bands, the numbers and the strokes at them.
    fn draw(&self, spec: &TrendSpec, shapes: &Shapes, labels: &mut Labels) {
        for step in steps(spec) {
            if let Some(tolerance) = &step.tolerance {
                let ends = [step.target.level, tolerance.level].map(|level| self.x(level.get()));
                let (left, right) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                shapes.fill(Ink::Band, [(left, self.top), (right, self.bottom)], None);
            }
        }
        for tick in self.scale.ticks() {
            let x = self.x(tick.at);
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
