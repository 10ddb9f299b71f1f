//! The one door to plotters: a value axis, columns, and what is drawn between them.

use std::convert::Infallible;
use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{CoordMapper, Drawable, PathElement, PointCollection, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};

use super::backend::Svg;
use super::columns::Columns;
use super::frame::Frame;
use super::ink::Ink;
use super::lettering::{Face, Weight};
use super::letters::Letter;
use super::scale::Scale;
use super::sheet::{GAP, Sheet, TEXT};
use super::units::{tenths, units};

/// Columns across, values up.
type Coordinates<'s> = Cartesian2d<&'s Columns, &'s Scale>;

/// A place in the data: columns from the left edge, and a value.
pub(super) type Place = (f64, f64);

/// A sheet to draw on without a plot.
pub(super) struct Screen<'m> {
    area: DrawingArea<Svg<'m>, Shift>,
}

impl<'m> Screen<'m> {
    /// A sheet, written to the end of `out`.
    pub(super) fn new(out: &'m mut String, sheet: &Sheet) -> Self {
        let size = (sheet.width, sheet.height);
        let area = Svg::new(out, size, TEXT.size).into_drawing_area();
        Self { area }
    }

    /// A filled rectangle between two corners, in drawing units.
    pub(super) fn fill(&self, corners: [(f64, f64); 2], ink: Ink) {
        let corners = corners.map(|(x, y)| (tenths(x), tenths(y)));
        certain(self.area.draw(&Rectangle::new(corners, ink.filled())));
    }

    /// A line on the sheet, in drawing units.
    pub(super) fn stroke(&self, points: &[(f64, f64)], ink: Ink) {
        let points: Vec<_> = points
            .iter()
            .map(|&(x, y)| (tenths(x), tenths(y)))
            .collect();
        certain(self.area.draw(&PathElement::new(points, ink)));
    }

    /// An element on the sheet, in plotters' pixels.
    pub(super) fn draw_on_sheet<'a, E, M>(&self, element: &'a E)
    where
        M: CoordMapper,
        &'a E: PointCollection<'a, (i32, i32), M>,
        E: Drawable<Svg<'m>, M>,
    {
        certain(self.area.draw(element));
    }

    /// A line of text on the sheet.
    pub(super) fn letter(&self, letter: &Letter) {
        let style = style(letter.ink, letter.face, letter.anchor);
        let at = (tenths(letter.x), tenths(letter.y));
        certain(self.area.draw_text(&letter.text, &style, at));
    }
}

/// A plot on its sheet.
pub(super) struct Plot<'m> {
    chart: ChartContext<'m, Svg<'m>, Coordinates<'m>>,
    /// The sheet that it is on.
    pub(super) screen: Screen<'m>,
}

impl<'m> Plot<'m> {
    /// A plot of these columns, written to the end of `out`.
    pub(super) fn new(
        out: &'m mut String,
        sheet: &Sheet,
        frame: &Frame,
        columns: &'m Columns,
        scale: &'m Scale,
    ) -> Self {
        let screen = Screen::new(out, sheet);
        let chart = ChartBuilder::on(&screen.area)
            .margin_top(tenths(frame.top))
            .margin_right(tenths(sheet.width - frame.right))
            .margin_bottom(tenths(sheet.height - frame.bottom))
            .y_label_area_size(tenths(frame.left))
            .build_cartesian_2d(columns, scale);
        let chart = certain(chart);
        Self { chart, screen }
    }

    /// Draws the value axis: its numbers, and a line across at each.
    pub(super) fn grid(&mut self) {
        let mesh = self
            .chart
            .configure_mesh()
            .disable_x_mesh()
            .disable_x_axis()
            .bold_line_style(Ink::Grid)
            .axis_style(Ink::Invisible)
            // Plotters keeps twice a tick's length between the plot and its numbers.
            .set_tick_mark_size(LabelAreaPosition::Left, tenths(GAP / 2.0))
            .y_label_style(style(Ink::TickText, TEXT, HPos::Right))
            .draw();
        certain(mesh);
    }

    /// Where a place in the data is on the sheet, in drawing units.
    pub(super) fn at(&self, place: Place) -> (f64, f64) {
        let (x, y) = self.chart.backend_coord(&place);
        (units(x), units(y))
    }

    /// A line through places in the data.
    pub(super) fn line(&self, places: Vec<Place>, ink: Ink) {
        self.draw(&PathElement::new(places, ink));
    }

    /// A rectangle between two corners in the data.
    pub(super) fn rectangle(&self, corners: [Place; 2], ink: Ink) {
        self.draw(&Rectangle::new(corners, ink.filled()));
    }

    /// Anything else at a place in the data.
    pub(super) fn draw<'a, E, M>(&self, element: &'a E)
    where
        M: CoordMapper,
        &'a E: PointCollection<'a, Place, M>,
        E: Drawable<Svg<'m>, M>,
    {
        certain(self.chart.plotting_area().draw(element));
    }
}

/// The value axis as plotters knows axes. Its key points are our round numbers: plotters' own would be others.
impl Ranged for &Scale {
    type FormatOption = NoDefaultFormatting;
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

/// The columns as plotters knows axes. They have no key points: names are written under their middles, as many as
/// fit, which plotters could not tell.
impl Ranged for &Columns {
    type FormatOption = NoDefaultFormatting;
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

impl ValueFormatter<f64> for &Columns {}

impl ValueFormatter<f64> for &Scale {
    fn format_ext(&self, value: &f64) -> String {
        self.label(*value)
    }
}

/// How plotters is told the role and size of a text. It has no fonts here: the family is the page's.
pub(super) fn style(ink: Ink, face: Face, anchor: HPos) -> TextStyle<'static> {
    let weight = match face.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    FontDesc::new(FontFamily::SansSerif, face.size * 10.0, weight)
        .color(&ink)
        .pos(Pos::new(anchor, VPos::Center))
}

/// What plotters made. It asks whether the drawing failed; this one is a string in memory that nobody else
/// holds.
fn certain<T>(made: Result<T, DrawingAreaErrorKind<Infallible>>) -> T {
    made.expect("a drawing in memory does not fail")
}
