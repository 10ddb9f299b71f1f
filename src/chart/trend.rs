//! The trend chart: figures over time, against what was aimed at.

use std::borrow::Cow;

use super::columns::Columns;
use super::frame::Frame;
use super::gutter::{Rank, Standing, Tag};
use super::ink::Ink;
use super::letters::Letters;
use super::named::{self, Named};
use super::plot::Plot;
use super::room::Room;
use super::scale::Scale;
use super::sheet::{GAP, LOW, Labels, NARROW, Sheet, WIDE};
use super::spec::{Height, Level, Point, TrendSpec};
use super::{
    Chart, Drawing, Excerpt, Words, breaks, calendar, drawing, excerpt, gaps, goals, gutter, lone,
    now, strokes, tags, within,
};

/// Draws a trend. `None` where no period and no month has a figure: there is nothing to draw, and the table
/// says it all.
pub fn trend(spec: &TrendSpec) -> Option<Chart> {
    figures(spec).next()?;
    let words = Words {
        id: &spec.id,
        title: &spec.title,
        description: &spec.description,
    };
    let wide = match spec.height {
        Height::Usual => &WIDE,
        Height::Low => &LOW,
    };
    Some(Chart {
        title: spec.title.clone(),
        description: spec.description.clone(),
        table: spec.table.clone(),
        wide: drawn(spec, wide, &words)?,
        narrow: drawn(spec, &NARROW, &words)?,
    })
}

/// One of the two drawings.
fn drawn(spec: &TrendSpec, sheet: &Sheet, words: &Words<'_>) -> Option<Drawing> {
    let (shown, excerpt) = shown(spec, sheet);
    let levels = levels(&shown).chain(lone::whole(&shown));
    let scale = Scale::of(&shown.axis, levels)?;
    let mut named = Vec::new();
    let (svg, inside) = match lone::of(&shown) {
        Some((_, period)) => {
            let sheet = lone::sheet(&shown, &scale, sheet);
            drawing(&sheet, words, |out| {
                named = lone::draw(&shown, period, &scale, &sheet, out);
            })
        }
        None => drawing(sheet, words, |out| {
            named = draw(&shown, &scale, sheet, out);
        }),
    };
    Some(Drawing {
        svg,
        inside,
        axis_start: scale.start(),
        named,
        excerpt,
    })
}

/// What a drawing shows: the last periods where the sheet cannot show them all, and those of the other bodies' figures that
/// are for one of them.
pub(super) fn shown<'a>(
    spec: &'a TrendSpec,
    sheet: &Sheet,
) -> (Cow<'a, TrendSpec>, Option<Excerpt>) {
    let (mut spec, excerpt) = match excerpt::of(spec, sheet.most) {
        Some((shown, excerpt)) => (Cow::Owned(shown), Some(excerpt)),
        None => (Cow::Borrowed(spec), None),
    };
    let shown = match lone::of(&spec) {
        Some((only, _)) => only..only + 1,
        None => 0..spec.periods.len(),
    };
    if !spec
        .benchmarks
        .iter()
        .all(|benchmark| benchmark.is_for(&shown))
    {
        spec.to_mut()
            .benchmarks
            .retain(|benchmark| benchmark.is_for(&shown));
    }
    (spec, excerpt)
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
    let benchmarks = spec.benchmarks.iter().map(|benchmark| &benchmark.line);
    let lines = lines.chain(benchmarks).map(|line| line.level);
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

    /// How far marks reach: less where they stand close together, never so little that shapes look alike.
    pub(super) fn reach(&self) -> f64 {
        let periods = self.spec.periods.iter().enumerate();
        let drawn = periods.filter(|(_, p)| p.point != Point::NotDue);
        let drawn: Vec<usize> = drawn.map(|(i, _)| i).collect();
        let apart = drawn.windows(2).map(|two| two[1] - two[0]).min();
        let apart = self.columns.width() * super::units::count(apart.unwrap_or(1));
        (apart * 0.36).clamp(3.0, self.sheet.mark)
    }

    /// Periods whose rating is known and whose figure is not.
    pub(super) fn rated_only(&self) -> impl Iterator<Item = (usize, Ink)> + use<'a, '_> {
        let periods = self.spec.periods.iter().enumerate();
        periods.filter_map(|(i, period)| match period.point {
            Point::RatedOnly { status, .. } => Some((i, Ink::of_status(status))),
            _ => None,
        })
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
/// Answers what the page has to name under the drawing.
fn draw(spec: &TrendSpec, scale: &Scale, sheet: &Sheet, out: &mut String) -> Vec<Named> {
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
    let Labelled { standing, named } = label(&scene, &mut letters);
    gaps::write(&scene, &mut letters);
    let periods = calendar::write(&scene, &mut letters);
    strokes::floor(&scene, &periods);
    strokes::breaks(&scene);
    strokes::benchmarks(&scene);
    goals::lines(&scene);
    strokes::leaders(&scene, &standing);
    strokes::runs(&scene);
    strokes::marks(&scene);
    letters.iter().for_each(|letter| plot.screen.letter(letter));
    named
}

/// The labels of a trend.
struct Labelled<'a> {
    standing: Vec<Standing<'a>>,
    /// Those that the page has to write.
    named: Vec<Named>,
}

/// Writes what breaks, the last figure, lines and months are called.
fn label<'a>(scene: &Scene<'a, '_>, letters: &mut Letters<'_>) -> Labelled<'a> {
    let mut named = breaks::write(scene, letters);
    let room = Room::of(scene);
    let now = now::write(scene, &room, letters);
    let tags = tags::of(scene);
    let is_beside = |tag: &Tag<'_>| match scene.sheet.labels {
        Labels::Beside(_) if tag.rank == Rank::Benchmark => tag.end.0 >= scene.frame.right - GAP,
        Labels::Beside(_) => tag.rank != Rank::EarlierStep,
        Labels::Within => false,
    };
    let (beside, within): (Vec<_>, Vec<_>) = tags.iter().cloned().partition(is_beside);
    let mut standing = now.standing;
    named.extend(now.named);
    let beside = now.beside.into_iter().chain(beside);
    standing.extend(gutter::write(scene, beside.collect(), letters));
    standing.extend(within::write(scene, within, &room, letters));
    named.extend(named::rest(&tags, &standing));
    Labelled { standing, named }
}
