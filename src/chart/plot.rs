//! A value axis, columns, and what is between them: the one module that uses plotters, which counts in whole pixels. Its
//! canvas is ten times the drawing, so that a pixel is a tenth of a drawing unit.

use std::convert::Infallible;
use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle};
use plotters::style::Color;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind,
};

use super::columns::Columns;
use super::frame::Frame;
use super::ink::Ink;
use super::scale::Scale;
use super::shapes::{Anchor, At, Shapes, Text};
use super::sheet::{GAP, Sheet, TEXT};
use super::spec::{Level, Point, TrendSpec};
use super::units::{count, tenths, units};

/// A place in the data: columns from the left edge, and a value.
pub(super) type Place = (f64, f64);

/// The plot of a trend on its sheet.
pub(super) struct Plot<'a> {
    pub(super) spec: &'a TrendSpec,
    pub(super) sheet: &'a Sheet,
    pub(super) scale: &'a Scale,
    pub(super) frame: Frame,
    pub(super) columns: Columns,
    /// Everything that is drawn.
    pub(super) shapes: Shapes,
    chart: ChartContext<'a, Canvas, Cartesian2d<Columns, &'a Scale>>,
}

impl<'a> Plot<'a> {
    pub(super) fn new(
        spec: &'a TrendSpec,
        sheet: &'a Sheet,
        scale: &'a Scale,
        frame: Frame,
    ) -> Self {
        let columns = Columns::of(spec, &frame);
        let shapes = Shapes::default();
        let size = [sheet.width, sheet.height].map(|length| tenths(length).unsigned_abs());
        let canvas = Canvas {
            shapes: shapes.clone(),
            size: size.into(),
        };
        let chart = ChartBuilder::on(&canvas.into_drawing_area())
            .margin_top(tenths(frame.top))
            .margin_right(tenths(sheet.width - frame.right))
            .margin_bottom(tenths(sheet.height - frame.bottom))
            .margin_left(tenths(frame.left))
            .build_cartesian_2d(columns, scale);
        Self {
            spec,
            sheet,
            scale,
            frame,
            columns,
            shapes,
            chart: certain(chart),
        }
    }

    /// Draws the value axis: a line across at each of its numbers, then the numbers.
    pub(super) fn grid(&mut self) {
        let mut mesh = self.chart.configure_mesh();
        certain(mesh.disable_x_mesh().bold_line_style(Ink::Grid).draw());
        for tick in self.scale.ticks() {
            let text = Text::new(vec![tick.label.clone()], Ink::TickText, TEXT);
            let (x, y) = self.at((0.0, tick.at));
            self.shapes.text(text, Anchor::End, (x - GAP, y));
        }
    }

    /// Where a place in the data is on the sheet.
    pub(super) fn at(&self, place: Place) -> At {
        let (x, y) = self.chart.backend_coord(&place);
        (units(x), units(y))
    }

    /// Draws a line through places in the data.
    pub(super) fn line(&self, ink: Ink, places: Vec<Place>) {
        let area = self.chart.plotting_area();
        certain(area.draw(&PathElement::new(places, ink)));
    }

    /// Fills a rectangle between two corners in the data.
    pub(super) fn rectangle(&self, ink: Ink, corners: [Place; 2]) {
        let area = self.chart.plotting_area();
        certain(area.draw(&Rectangle::new(corners, ink.filled())));
    }

    /// The middle of a period, in drawing units from the left.
    pub(super) fn middle_of(&self, period: usize) -> f64 {
        self.at((Columns::middle(period), self.scale.low())).0
    }

    /// The left edge of a period, in drawing units from the left.
    pub(super) fn start_of(&self, period: usize) -> f64 {
        self.at((self.columns.start(period), self.scale.low())).0
    }

    /// Where a level in a period is.
    pub(super) fn level_at(&self, period: usize, level: Level) -> At {
        self.at((Columns::middle(period), level.get()))
    }

    /// Where the months are, in order.
    pub(super) fn months(&self) -> Vec<At> {
        let months = self.spec.latest.iter().enumerate();
        let at = |(i, month): (usize, &super::LatestMonth)| {
            self.at((self.columns.month(i), month.level.get()))
        };
        months.map(at).collect()
    }

    /// How far marks reach: less where they are close together, never so little that shapes look alike.
    pub(super) fn reach(&self) -> f64 {
        let periods = self.spec.periods.iter().enumerate();
        let drawn = periods.filter(|(_, p)| p.point != Point::NotDue);
        let drawn: Vec<usize> = drawn.map(|(i, _)| i).collect();
        let apart = drawn.windows(2).map(|two| two[1] - two[0]).min();
        let apart = self.columns.width() * count(apart.unwrap_or(1));
        (apart * 0.36).clamp(3.0, self.sheet.mark)
    }

    /// Breaks in the series, in drawing units from the left, with their labels, in order.
    pub(super) fn breaks(&self) -> Vec<(f64, &'a str)> {
        let breaks = self.spec.breaks.iter();
        let mut places: Vec<_> = breaks
            .map(|b| (self.start_of(b.before), &*b.label))
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places
    }
}

/// The value axis as plotters knows axes. Its key points are our round numbers: plotters' own would be others.
impl Ranged for &Scale {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        RangedCoordf64::from(self.range()).map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks().iter().map(|tick| tick.at).collect()
    }

    fn range(&self) -> Range<f64> {
        self.low()..self.high()
    }
}

/// The columns as plotters knows axes. They have no key points: as many names are written under their middles as fit.
impl Ranged for Columns {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        RangedCoordf64::from(self.range()).map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        0.0..self.span()
    }
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

/// Where plotters draws: what it draws becomes shapes.
struct Canvas {
    shapes: Shapes,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn place((x, y): BackendCoord) -> At {
    (units(x), units(y))
}

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
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

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        if let Some(ink) = Ink::numbered(style.color().rgb.0) {
            self.shapes.stroke(ink, path.into_iter().map(place));
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        if let Some(ink) = Ink::numbered(style.color().rgb.0) {
            self.shapes.fill(ink, [place(from), place(to)], None);
        }
        Ok(())
    }
}

/// What plotters made. It asks whether the drawing failed; this one is in memory and cannot.
fn certain<T>(made: Result<T, DrawingAreaErrorKind<Infallible>>) -> T {
    made.expect("a drawing in memory does not fail")
}
