//! The last quarters of a measure as a line: what a chart shows, as far as a line of text has room for it.

use super::super::columns::Columns;
use super::super::frame::Frame;
use super::super::goals;
use super::super::ink::Ink;
use super::super::marks::Mark;
use super::super::plot::Plot;
use super::super::scale::Scale;
use super::super::sheet::{Hover, Labels, Sheet};
use super::super::spec::{
    Axis, AxisUnit, Goal, GoalStep, Height, Level, Line, Period, Point, PointStatus, SeriesBreak,
    TrendSpec,
};
use super::super::trend::Scene;
use super::super::{Table, strokes};

/// Width and height in drawing units.
pub(super) const SIZE: (f64, f64) = (200.0, 48.0);

const SHEET: Sheet = Sheet {
    name: "run",
    width: SIZE.0,
    height: SIZE.1,
    labels: Labels::Beside(0.0),
    most: usize::MAX,
    head: 0.0,
    break_lines: 0,
    mark: 5.5,
    hover: Hover::Silent,
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
    let periods: Vec<Period> = trend.periods.iter().map(unnamed).collect();
    let mut figures = periods.iter().filter_map(|period| match &period.point {
        Point::Value { status, .. } => Some(*status),
        _ => None,
    });
    figures.next()?;
    let last = figures.next_back()?;
    let spec = TrendSpec {
        id: String::new(),
        title: String::new(),
        description: String::new(),
        axis: Axis {
            unit: close_up(trend.axis.unit),
            // It prints no numbers.
            decimals: u32::MAX,
            ..trend.axis.clone()
        },
        periods,
        latest: Vec::new(),
        goals: trend.goals.iter().map(targets).collect(),
        benchmarks: Vec::new(),
        breaks: trend.breaks.iter().map(unexplained).collect(),
        restarts: trend.restarts.clone(),
        table: Table::default(),
        height: Height::Usual,
    };
    Some((spec, last))
}

/// A line of text has no room for a zero far below the figures, and prints no numbers that heights could be held
/// against: only what moved is to be seen.
fn close_up(unit: AxisUnit) -> AxisUnit {
    match unit {
        AxisUnit::Percent => AxisUnit::Percent,
        AxisUnit::Count | AxisUnit::Amount | AxisUnit::Pounds | AxisUnit::Score => AxisUnit::Score,
    }
}

fn unnamed(period: &Period) -> Period {
    let point = match &period.point {
        Point::Value { level, status, .. } => Point::Value {
            level: *level,
            label: String::new(),
            status: *status,
        },
        Point::NotDue => Point::NotDue,
        Point::RatedOnly { .. } | Point::Gap { .. } => Point::Gap {
            shorthand: String::new(),
            reason: String::new(),
        },
    };
    Period {
        short: String::new(),
        year: String::new(),
        long: String::new(),
        point,
    }
}

/// Tolerances are left to the chart: two stepping lines behind a third are no longer a line of text.
fn targets(goal: &Goal) -> Goal {
    let steps = goal.steps.iter().map(|step| GoalStep {
        periods: step.periods.clone(),
        target: Line {
            level: step.target.level,
            label: String::new(),
            short: String::new(),
        },
        tolerance: None,
    });
    Goal {
        steps: steps.collect(),
    }
}

fn unexplained(found: &SeriesBreak) -> SeriesBreak {
    SeriesBreak {
        before: found.before,
        label: String::new(),
    }
}

/// Draws the target, the line, and the last figure with the shape of its rating.
pub(super) fn draw(spec: &TrendSpec, out: &mut String) {
    let Some(scale) = Scale::of(&spec.axis, levels(spec)) else {
        return;
    };
    let columns = Columns::of(spec, &FRAME);
    let plot = Plot::new(out, &SHEET, &FRAME, &columns, &scale);
    let scene = Scene {
        spec,
        sheet: &SHEET,
        frame: &FRAME,
        scale: &scale,
        columns: &columns,
        plot: &plot,
    };
    strokes::breaks(&scene);
    goals::lines(&scene);
    strokes::runs(&scene);
    for mark in marks(spec) {
        plot.draw(&mark);
    }
}

fn levels(spec: &TrendSpec) -> impl Iterator<Item = Level> {
    let steps = spec.goals.iter().flat_map(|goal| &goal.steps);
    let figures = figures(spec).map(|(_, level, _)| level);
    figures.chain(steps.map(|step| step.target.level))
}

/// The figures, by their periods.
fn figures(spec: &TrendSpec) -> impl DoubleEndedIterator<Item = (usize, Level, PointStatus)> {
    let periods = spec.periods.iter().enumerate();
    periods.filter_map(|(i, period)| match &period.point {
        Point::Value { level, status, .. } => Some((i, *level, *status)),
        _ => None,
    })
}

/// The last figure with its shape, and each that no line runs through.
fn marks(spec: &TrendSpec) -> Vec<Mark<(f64, f64)>> {
    let joined = joined(spec);
    let last = figures(spec).next_back().map(|(i, ..)| i);
    let marks = figures(spec).filter_map(|(i, level, status)| {
        let (ink, reach) = match last == Some(i) {
            true => (Ink::of_status(status), SHEET.mark),
            false if !joined[i] => (Ink::Lone, 2.0),
            false => return None,
        };
        Some(Mark {
            at: (Columns::middle(i), level.get()),
            ink,
            reach,
            words: None,
        })
    });
    marks.collect()
}

/// Of each period, whether a line runs through its figure.
fn joined(spec: &TrendSpec) -> Vec<bool> {
    let mut joined = vec![false; spec.periods.len()];
    for group in spec.groups().iter().filter(|group| group.len() > 1) {
        for (i, _) in group {
            joined[*i] = true;
        }
    }
    joined
}
