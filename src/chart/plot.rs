//! A value axis, columns, and what is between them: the one module that uses plotters, which counts in whole pixels. Its
//! canvas is ten times the drawing, so that a pixel is a tenth of a drawing unit.

use std::convert::Infallible;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::IntoDrawingArea;
use plotters::element::PathElement;
use plotters::style::Color;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind,
};

use super::frame::Frame;
use super::ink::Ink;
use super::scale::Scale;
use super::shapes::{Anchor, At, Shapes, Text};
use super::sheet::{GAP, Sheet, TEXT};
use super::spec::{Level, Point, TrendSpec};
use super::units::{count, tenths, units};

/// The least room for a month, in drawing units: its mark must not touch the next one's.
const MONTH: f64 = 15.0;

/// A place in the data: columns from the left edge, and a value.
pub(super) type Place = (f64, f64);

/// The plot of a trend on its sheet: a column for each period, and one for each month after them.
pub(super) struct Plot<'a> {
    pub(super) spec: &'a TrendSpec,
    pub(super) sheet: &'a Sheet,
    pub(super) scale: &'a Scale,
    pub(super) frame: Frame,
    /// The width of a column in drawing units.
    pub(super) column: f64,
    /// The width of a month in columns.
    month: f64,
    pub(super) shapes: Shapes,
    chart: ChartContext<'a, Canvas, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
}

impl<'a> Plot<'a> {
    pub(super) fn new(
        spec: &'a TrendSpec,
        sheet: &'a Sheet,
        scale: &'a Scale,
        frame: Frame,
    ) -> Self {
        let (column, month) = columns(spec, frame.right - frame.left);
        let shapes = Shapes::default();
        let size = [sheet.width, sheet.height].map(|length| tenths(length).unsigned_abs());
        let canvas = Canvas(shapes.clone(), size.into());
        let across = 0.0..count(spec.periods.len()) + count(spec.latest.len()) * month;
        let chart = ChartBuilder::on(&canvas.into_drawing_area())
            .margin_top(tenths(frame.top))
            .margin_right(tenths(sheet.width - frame.right))
            .margin_bottom(tenths(sheet.height - frame.bottom))
            .margin_left(tenths(frame.left))
            .build_cartesian_2d(across, scale.low..scale.high);
        Self {
            spec,
            sheet,
            scale,
            frame,
            column,
            month,
            shapes,
            chart: chart.expect("a drawing in memory does not fail"),
        }
    }

    /// Draws the value axis: a line across at each of its numbers, then the numbers.
    pub(super) fn grid(&self) {
        for tick in &self.scale.ticks {
            self.line(Ink::Grid, vec![(0.0, tick.at), (self.span(), tick.at)]);
        }
        for tick in &self.scale.ticks {
            let text = Text::new(tick.lines(self.sheet), Ink::TickText, TEXT);
            let (x, y) = self.at((0.0, tick.at));
            self.shapes.text(text, Anchor::End, (x - GAP, y));
        }
    }

    pub(super) fn line(&self, ink: Ink, places: Vec<Place>) {
        let drawn = self.chart.plotting_area();
        let drawn = drawn.draw(&PathElement::new(places, ink));
        drawn.expect("a drawing in memory does not fail");
    }

    /// Fills a rectangle between two corners in the data, as far as it is on the scale.
    pub(super) fn fill(&self, ink: Ink, corners: [Place; 2], words: Option<String>) {
        let Scale { low, high, .. } = *self.scale;
        let corners = corners.map(|(x, level)| self.at((x, level.clamp(low, high))));
        self.shapes.fill(ink, corners, words);
    }

    pub(super) fn at(&self, place: Place) -> At {
        let (x, y) = self.chart.backend_coord(&place);
        (units(x), units(y))
    }

    /// Returns the right edge of everything, in columns.
    pub(super) fn span(&self) -> f64 {
        count(self.spec.periods.len()) + count(self.spec.latest.len()) * self.month
    }

    /// Returns the left edge of a period, or the right edge of the last for any later one, in columns.
    pub(super) fn start(&self, period: usize) -> f64 {
        count(period.min(self.spec.periods.len()))
    }

    /// Returns the right edge of the period before this, or of the whole plot after the last, in columns.
    pub(super) fn end(&self, period: usize) -> f64 {
        if period >= self.spec.periods.len() {
            self.span()
        } else {
            self.start(period)
        }
    }

    pub(super) fn month(&self, month: usize) -> Place {
        let x = count(self.spec.periods.len()) + (count(month) + 0.5) * self.month;
        (x, self.spec.latest[month].level.0)
    }

    /// Returns the middle of a period, in drawing units from the left.
    pub(super) fn middle_of(&self, period: usize) -> f64 {
        self.at((count(period) + 0.5, self.scale.low)).0
    }

    pub(super) fn level_at(&self, period: usize, level: Level) -> At {
        self.at((count(period) + 0.5, level.0))
    }

    pub(super) fn months(&self) -> impl Iterator<Item = At> {
        (0..self.spec.latest.len()).map(|month| self.at(self.month(month)))
    }

    /// Returns how far marks reach: less where they are close together, never so little that shapes look alike.
    pub(super) fn reach(&self) -> f64 {
        let periods = self.spec.periods.iter().enumerate();
        let drawn = periods.filter(|(_, p)| p.point != Point::NotDue);
        let drawn: Vec<usize> = drawn.map(|(i, _)| i).collect();
        let apart = drawn.windows(2).map(|two| two[1] - two[0]).min();
        let apart = self.column * count(apart.unwrap_or(1));
        (apart * 0.36).clamp(3.0, self.sheet.mark)
    }

    /// Returns the breaks in the series, in drawing units from the left, with their labels, in order.
    pub(super) fn breaks(&self) -> Vec<(f64, &'a str)> {
        let start = |period| self.at((self.start(period), self.scale.low)).0;
        let breaks = self.spec.breaks.iter();
        let mut breaks: Vec<_> = breaks.map(|b| (start(b.before), &*b.label)).collect();
        breaks.sort_by(|a, b| a.0.total_cmp(&b.0));
        breaks
    }
}

/// Shares out the width of a plot. Returns the width of a column, and of a month in columns: a third of a quarter, or more
/// where that is too little to see.
fn columns(spec: &TrendSpec, room: f64) -> (f64, f64) {
    let (periods, months) = (count(spec.periods.len()), count(spec.latest.len()));
    let in_proportion = room / (periods + months / 3.0);
    // However many months there are, the periods keep half of the plot.
    let least = MONTH.min(room / 2.0 / months.max(1.0));
    if months == 0.0 || in_proportion / 3.0 >= least || periods == 0.0 {
        return (in_proportion, 1.0 / 3.0);
    }
    let width = (room - least * months) / periods;
    (width, least / width)
}

/// Plotters passes a colour to where it draws. A chart has none, so the colour is the number of an ink.
impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (*self as u8, 0, 0),
        }
    }
}

/// Where plotters draws, with its width and height: the lines that it draws become shapes.
struct Canvas(Shapes, (u32, u32));

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.1
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// A drawing made of paths has no pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        if let Some(ink) = Ink::numbered(style.color().rgb.0) {
            let places = path.into_iter().map(|(x, y)| (units(x), units(y)));
            self.0.stroke(ink, places);
        }
        Ok(())
    }
}
