//! A single figure: where it lies on its scale, against what it is held to. A line of one quarter would show time
//! that has not passed yet.
//!
//! From the top: the names of lines, the figure, the months after it, the numbers of the scale.

use plotters_backend::text_anchor::HPos;

use super::AxisStart;
use super::flags::{self, Flag};
use super::ink::Ink;
use super::letters::{Letter, Letters};
use super::marks::OUTERMOST;
use super::named::Named;
use super::plot::Screen;
use super::room::{ANY_LINE, Room};
use super::scale::Scale;
use super::sheet::{GAP, NOW, Sheet, TEXT};
use super::spec::{AxisUnit, Level, Period, Point, TrendSpec};
use super::spots::{self, Word};

/// The height that the figure takes, in drawing units, and that the months after it take.
const FIGURE: f64 = 52.0;
const MONTHS: f64 = 30.0;
/// How far the mark that zero is left out reaches, in drawing units.
const CUT: f64 = 4.0;

/// The only period in which anything is due, where it has a figure.
pub(super) fn of(spec: &TrendSpec) -> Option<(usize, &Period)> {
    let periods = spec.periods.iter().enumerate();
    let mut due = periods.filter(|(_, p)| p.point != Point::NotDue);
    let only = due.next().filter(|_| due.next().is_none())?;
    matches!(only.1.point, Point::Value { .. }).then_some(only)
}

/// A share without anything to hold it against is held against the whole.
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

/// The sheet at the height that such a drawing needs.
pub(super) fn sheet(spec: &TrendSpec, scale: &Scale, usual: &Sheet) -> Sheet {
    let months = if spec.latest.is_empty() { 0.0 } else { MONTHS };
    let names = flags::height(&Track::of(spec, scale, usual).flags(spec));
    Sheet {
        height: names + FIGURE + months + 2.0 * GAP + TEXT.size,
        ..usual.clone()
    }
}

/// Draws the scale, what the figure is held against, and the figure. Answers what the page has to name.
pub(super) fn draw(
    spec: &TrendSpec,
    period: &Period,
    scale: &Scale,
    sheet: &Sheet,
    out: &mut String,
) -> Vec<Named> {
    let track = Track::of(spec, scale, sheet);
    let screen = Screen::new(out, sheet);
    let mut letters = Letters::new(sheet);
    let mut room = Room::default();
    let flags = track.flags(spec);
    track.draw(spec, &screen, &mut letters);
    for flag in &flags {
        let top = flag.top().unwrap_or(track.top);
        let line = [(flag.x, top), (flag.x, track.bottom)];
        room.stroke(line, flag.stroke);
        screen.stroke(&line, flag.stroke);
        letters.place(flag.letter().cloned().into_iter().collect());
    }
    let points = points(spec, period, &track);
    for point in &points {
        room.mark(point.at, point.reach);
    }
    let mut unnamed = Vec::new();
    for point in &points {
        screen.say(
            point.at,
            point.ink,
            sheet.mark,
            sheet.says(|| point.says.clone()),
        );
        let spots = spots::around(point.word, point.at, point.reach);
        let spots = spots.into_iter().filter(|(spot, _)| track.holds(spot));
        let spot = room.best(&letters, spots, ANY_LINE);
        if spot.is_none() {
            unnamed.extend(Named::new(point.ink, point.word.text));
        }
        letters.place(spot.into_iter().collect());
    }
    letters.iter().for_each(|letter| screen.letter(letter));
    let flags = flags.iter().filter_map(Flag::named);
    flags.chain(unnamed).collect()
}

/// A figure on the scale.
struct Placed<'a> {
    at: (f64, f64),
    reach: f64,
    ink: Ink,
    word: Word<'a>,
    says: String,
}

/// The figure, and the months after it in a row below.
fn points<'a>(spec: &'a TrendSpec, period: &'a Period, track: &Track<'_>) -> Vec<Placed<'a>> {
    let mut points = Vec::new();
    if let Point::Value {
        level,
        label,
        status,
    } = &period.point
    {
        points.push(Placed {
            at: (track.x(*level), track.figure),
            reach: track.sheet.mark,
            ink: Ink::of_status(*status),
            word: Word {
                text: label,
                ink: Ink::NowText,
                face: NOW,
            },
            says: format!("{}: {label}", period.long),
        });
    }
    points.extend(spec.latest.iter().map(|month| Placed {
        at: (track.x(month.level), track.months),
        reach: track.sheet.mark * Ink::MONTH_REACH,
        ink: Ink::Month,
        word: Word {
            text: &month.label,
            ink: Ink::MonthText,
            face: TEXT,
        },
        says: month.long.clone(),
    }));
    points
}

/// The scale from left to right, and the rows on it, in drawing units.
struct Track<'s> {
    scale: &'s Scale,
    sheet: &'s Sheet,
    left: f64,
    right: f64,
    top: f64,
    figure: f64,
    months: f64,
    bottom: f64,
}

impl<'s> Track<'s> {
    fn of(spec: &TrendSpec, scale: &'s Scale, sheet: &'s Sheet) -> Self {
        let half = |tick: Option<&super::scale::Tick>| {
            tick.map_or(0.0, |tick| TEXT.width(&tick.label) / 2.0)
        };
        let bottom = sheet.height - 2.0 * GAP - TEXT.size;
        let months = if spec.latest.is_empty() { 0.0 } else { MONTHS };
        let aside = sheet.mark * OUTERMOST + 1.0;
        Self {
            scale,
            sheet,
            left: half(scale.ticks().first()).max(aside) + 1.0,
            right: sheet.width - half(scale.ticks().last()).max(aside) - 1.0,
            top: bottom - months - FIGURE,
            figure: bottom - months - FIGURE * 0.3,
            months: bottom - MONTHS * 0.45,
            bottom,
        }
    }

    fn x(&self, level: Level) -> f64 {
        self.x_at(level.get())
    }

    fn flags<'a>(&self, spec: &'a TrendSpec) -> Vec<Flag<'a>> {
        flags::of(spec, self.sheet, |line| self.x(line.level))
    }

    fn x_at(&self, value: f64) -> f64 {
        let part = (value - self.scale.low()) / (self.scale.high() - self.scale.low());
        self.left + part * (self.right - self.left)
    }

    /// Whether words stay clear of the names above and the numbers below.
    fn holds(&self, spot: &Letter) -> bool {
        let bounds = spot.bounds();
        bounds.top >= self.top && bounds.bottom <= self.bottom + 2.0
    }

    /// The bands, the numbers and the strokes at them.
    fn draw(&self, spec: &TrendSpec, screen: &Screen<'_>, letters: &mut Letters<'_>) {
        for step in flags::steps(spec) {
            if let Some(tolerance) = &step.tolerance {
                let (one, other) = (self.x(step.target.level), self.x(tolerance.level));
                screen.fill([(one, self.top), (other, self.bottom)], Ink::Band);
            }
        }
        for tick in self.scale.ticks() {
            let x = self.x_at(tick.at);
            screen.stroke(&[(x, self.top), (x, self.bottom)], Ink::Grid);
            letters.place(vec![Letter {
                text: tick.label.clone(),
                ink: Ink::TickText,
                face: TEXT,
                anchor: HPos::Center,
                x,
                y: self.bottom + GAP + TEXT.above(),
            }]);
        }
        if !matches!(self.scale.start(), AxisStart::IncludesZero) {
            for x in [self.left + 8.0, self.left + 13.0] {
                let cut = [(x, self.bottom + CUT), (x + CUT, self.bottom - CUT)];
                screen.stroke(&cut, Ink::AxisCut);
            }
        }
        let ends = [(self.left, self.bottom), (self.right, self.bottom)];
        screen.stroke(&ends, Ink::Zero);
    }
}
