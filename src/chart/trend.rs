//! The trend chart: figures over time, against what was aimed at.

use super::columns::Columns;
use super::frame::Frame;
use super::gutter::{Rank, Tag};
use super::ink::Ink;
use super::letters::Letters;
use super::plot::Plot;
use super::scale::Scale;
use super::sheet::{GAP, NARROW, STRONG, Sheet, TEXT, WIDE};
use super::spec::{Level, Point, TrendSpec};
use super::{Chart, Words, breaks, calendar, drawing, gaps, goals, gutter, now, strokes};

/// Draws a trend. `None` where no period and no month has a figure: there is nothing to draw, and the table
/// says it all.
pub fn trend(spec: &TrendSpec) -> Option<Chart> {
    figures(spec).next()?;
    let scale = Scale::of(&spec.axis, levels(spec))?;
    let words = Words {
        id: &spec.id,
        title: &spec.title,
        description: &spec.description,
    };
    Some(Chart {
        title: spec.title.clone(),
        description: spec.description.clone(),
        table: spec.table.clone(),
        axis_start: scale.start(),
        wide: drawing(&WIDE, &words, |out| draw(spec, &scale, &WIDE, out)),
        narrow: drawing(&NARROW, &words, |out| draw(spec, &scale, &NARROW, out)),
    })
}

/// The figures of periods and months.
fn figures(spec: &TrendSpec) -> impl Iterator<Item = Level> {
    let months = spec.latest.iter().map(|month| month.level);
    let periods = spec.periods.iter().filter_map(|p| p.point.level());
    periods.chain(months)
}

/// Everything that must be on the value axis.
fn levels(spec: &TrendSpec) -> impl Iterator<Item = Level> {
    let steps = spec.goals.iter().flat_map(|goal| &goal.steps);
    let tolerances = steps.clone().filter_map(|step| step.tolerance.as_ref());
    let lines = steps.map(|step| &step.target).chain(tolerances);
    let lines = lines.chain(&spec.benchmarks).map(|line| line.level);
    figures(spec).chain(lines)
}

impl Point {
    fn level(&self) -> Option<Level> {
        match self {
            Self::Value { level, .. } => Some(*level),
            _ => None,
        }
    }
}

/// What every part of a drawing needs to know.
pub(super) struct Scene<'a, 'm> {
    pub(super) spec: &'a TrendSpec,
    pub(super) sheet: &'a Sheet,
    pub(super) frame: &'a Frame,
    pub(super) scale: &'a Scale,
    pub(super) columns: &'a Columns,
    pub(super) plot: &'a Plot<'m>,
}

impl<'a> Scene<'a, '_> {
    /// The middle of a period, in drawing units from the left.
    pub(super) fn middle_of(&self, period: usize) -> f64 {
        self.plot.at((Columns::middle(period), self.scale.low())).0
    }

    /// A level in a period, in drawing units.
    pub(super) fn plot_at(&self, period: usize, level: Level) -> (f64, f64) {
        self.plot.at((Columns::middle(period), level.get()))
    }

    /// How far marks reach: less where columns are narrow, never so little that shapes look alike.
    pub(super) fn reach(&self) -> f64 {
        (self.columns.width() * 0.36).clamp(3.0, self.sheet.mark)
    }

    /// Periods whose rating is known and whose figure is not.
    pub(super) fn rated_only(&self) -> impl Iterator<Item = (usize, Ink)> + use<'a, '_> {
        let periods = self.spec.periods.iter().enumerate();
        periods.filter_map(|(i, period)| match period.point {
            Point::RatedOnly { status, .. } => Some((i, Ink::of_status(status))),
            _ => None,
        })
    }

    /// Whether the figures of a period cannot be compared with those before it.
    pub(super) fn breaks_before(&self, period: usize) -> bool {
        self.spec.breaks.iter().any(|b| b.before == period)
    }

    /// Where breaks are, in drawing units from the left, with what they say, in order.
    pub(super) fn break_places(&self) -> Vec<(f64, &'a str)> {
        let place = |before| {
            self.plot
                .at((self.columns.start(before), self.scale.low()))
                .0
        };
        let breaks = self.spec.breaks.iter();
        let mut places: Vec<_> = breaks.map(|b| (place(b.before), &*b.label)).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places
    }
}

/// Draws from the back to the front: what is missing, what was aimed at, what happened, and what is said of it.
fn draw(spec: &TrendSpec, scale: &Scale, sheet: &Sheet, out: &mut String) {
    let frame = Frame::of(spec, scale, sheet);
    let columns = Columns::of(spec, &frame);
    let mut plot = Plot::new(out, sheet, &frame, &columns, scale);
    gaps::columns(spec, sheet, &columns, scale, &plot);
    goals::bands(&plot, &columns, &spec.goals);
    plot.grid();
    let scene = Scene {
        spec,
        sheet,
        scale,
        frame: &frame,
        columns: &columns,
        plot: &plot,
    };
    let mut letters = Letters::new(sheet);
    breaks::write(&scene, &mut letters);
    let now = now::write(&scene, &mut letters);
    let tags = now.into_iter().chain(tags(&scene)).collect();
    let standing = gutter::write(&scene, tags, &mut letters);
    gaps::write(&scene, &mut letters);
    let named = calendar::write(&scene, &mut letters);
    strokes::floor(&scene, &named);
    strokes::breaks(&scene);
    strokes::benchmarks(&scene, &standing);
    goals::lines(&scene);
    strokes::leaders(&scene, &standing);
    strokes::runs(&scene);
    strokes::marks(&scene);
    letters.iter().for_each(|letter| plot.letter(letter));
}

/// The labels at the right ends of lines.
fn tags<'a>(scene: &Scene<'a, '_>) -> Vec<Tag<'a>> {
    let right = scene.columns.span();
    let tag = |text, ink, face, rank, place| Tag {
        text,
        ink,
        face,
        rank,
        end: scene.plot.at(place),
    };
    let mut tags = Vec::new();
    for step in goals::last(&scene.spec.goals) {
        let end = goals::end(scene.columns, step, &step.target);
        let target = &step.target.label;
        tags.push(tag(target, Ink::TargetText, STRONG, Rank::Target, end));
        if let Some(tolerance) = &step.tolerance {
            let end = goals::end(scene.columns, step, tolerance);
            let label = &tolerance.label;
            tags.push(tag(label, Ink::ToleranceText, TEXT, Rank::Tolerance, end));
        }
    }
    for line in &scene.spec.benchmarks {
        let end = (right, line.level.get());
        let label = &line.label;
        tags.push(tag(label, Ink::BenchmarkText, TEXT, Rank::Benchmark, end));
    }
    for (i, month) in scene.spec.latest.iter().enumerate() {
        let rank = if i + 1 == scene.spec.latest.len() {
            Rank::LatestMonth
        } else {
            Rank::EarlierMonth
        };
        let (x, y) = scene.plot.at((scene.columns.month(i), month.level.get()));
        tags.push(Tag {
            text: &month.label,
            ink: Ink::MonthText,
            face: TEXT,
            rank,
            end: (x + scene.reach() + GAP / 2.0, y),
        });
    }
    tags
}
