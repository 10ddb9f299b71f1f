//! Where plotters draws to: SVG with classes, without colours, styles or fonts.
//!
//! Plotters counts in whole pixels, so its canvas is ten times the drawing and every coordinate is written
//! back with one decimal. What is drawn one after another in one [`Ink`] becomes one path.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::ink::Ink;
use super::lettering::Face;
use super::units::tenths;
use crate::markup::Html;

/// Whether a call to the drawing worked: always.
pub(super) type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A drawing in the making, appended to markup that begins before it and goes on after it.
pub(super) struct Svg<'m> {
    out: &'m mut String,
    size: (u32, u32),
    /// The size of letters, in tenths, that the root element states.
    letters: i32,
    /// The path that is being written, and whether more may join it.
    open: Option<Ink>,
}

impl<'m> Svg<'m> {
    /// Draws into `out`, on a canvas of so many drawing units, where letters have a usual size.
    pub(super) fn new(out: &'m mut String, (width, height): (f64, f64), letters: f64) -> Self {
        Self {
            out,
            size: (tenths(width).unsigned_abs(), tenths(height).unsigned_abs()),
            letters: tenths(letters),
            open: None,
        }
    }

    /// Draws an outline. With words it stands alone and shows them when it is pointed at; without, it is part of
    /// the path before where that has the same ink.
    pub(super) fn shape(&mut self, ink: Ink, words: Option<&str>, outline: &Outline) {
        if ink == Ink::Invisible {
            return;
        }
        if words.is_some() || self.open != Some(ink) {
            self.close();
            self.start(ink);
        }
        self.out.push_str(&outline.d);
        if let Some(words) = words {
            self.open = None;
            self.out.push_str("\"><title>");
            self.out.push_str(Html::text(words).as_str());
            self.out.push_str("</title></path>\n");
        }
    }

    fn start(&mut self, ink: Ink) {
        let _ = write!(self.out, "<path class=\"{}\" d=\"", ink.class());
        self.open = Some(ink);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("\"/>\n");
        }
    }
}

impl Drop for Svg<'_> {
    fn drop(&mut self) {
        self.close();
    }
}

impl DrawingBackend for Svg<'_> {
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
        self.shape(Ink::of(style.color()), None, &Outline::line(path));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.fill_polygon(corners, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        middle: BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        let radius = i32::try_from(radius).unwrap_or_default();
        self.shape(
            Ink::of(style.color()),
            None,
            &Outline::circle(middle, radius),
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.shape(Ink::of(style.color()), None, &Outline::closed(corners));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        self.close();
        let size = style.size();
        let down = match style.anchor().v_pos {
            VPos::Top => 0.5 + Face::BASELINE,
            VPos::Center => Face::BASELINE,
            VPos::Bottom => Face::BASELINE - 0.5,
        };
        let class = Ink::of(style.color()).class();
        let _ = write!(self.out, "<text class=\"{class}\" x=\"");
        number(self.out, x);
        self.out.push_str("\" y=\"");
        // The size is in tenths here, and `tenths` takes whole units.
        number(self.out, y + tenths(size * down / 10.0));
        self.out.push_str(match style.anchor().h_pos {
            HPos::Left => "\"",
            HPos::Center => "\" text-anchor=\"middle\"",
            HPos::Right => "\" text-anchor=\"end\"",
        });
        if tenths(size / 10.0) != self.letters {
            self.out.push_str(" font-size=\"");
            number(self.out, tenths(size / 10.0));
            self.out.push('"');
        }
        self.out.push('>');
        self.out.push_str(Html::text(text).as_str());
        self.out.push_str("</text>\n");
        Ok(())
    }
}

/// The outline of a shape, ready to be written.
#[derive(Debug, Default)]
pub(super) struct Outline {
    d: String,
    at: Option<BackendCoord>,
}

impl Outline {
    /// From point to point.
    pub(super) fn line(points: impl IntoIterator<Item = BackendCoord>) -> Self {
        let mut outline = Self::default();
        points.into_iter().for_each(|to| outline.go(to));
        outline
    }

    /// From point to point and back to the first.
    pub(super) fn closed(corners: impl IntoIterator<Item = BackendCoord>) -> Self {
        let mut outline = Self::line(corners);
        outline.close();
        outline
    }

    /// A circle.
    pub(super) fn circle((x, y): BackendCoord, radius: i32) -> Self {
        let mut outline = Self::line([(x - radius, y)]);
        for across in [radius * 2, radius * -2] {
            outline.d.push('a');
            number(&mut outline.d, radius);
            outline.d.push(' ');
            number(&mut outline.d, radius);
            outline.d.push_str(" 0 0 1 ");
            number(&mut outline.d, across);
            outline.d.push_str(" 0");
        }
        outline.d.push('z');
        outline
    }

    /// Goes on in a straight line; the first place is where it starts.
    pub(super) fn go(&mut self, to: BackendCoord) {
        match self.at.replace(to) {
            Some(at) if at == to => {}
            Some((_, y)) if y == to.1 => self.command('H', &[to.0]),
            Some((x, _)) if x == to.0 => self.command('V', &[to.1]),
            Some(_) => self.command('L', &[to.0, to.1]),
            None => self.command('M', &[to.0, to.1]),
        }
    }

    /// Goes on along a circle, clockwise, by no more than a quarter of it.
    pub(super) fn arc(&mut self, to: BackendCoord, radius: i32) {
        if let Some(from) = self.at.replace(to)
            && from != to
        {
            self.command('A', &[radius, radius, 0, 0, 10, to.0, to.1]);
        }
    }

    /// Goes back to where it started.
    pub(super) fn close(&mut self) {
        self.d.push('z');
    }

    fn command(&mut self, letter: char, numbers: &[i32]) {
        let mut before = letter;
        for &n in numbers {
            self.d.push(before);
            number(&mut self.d, n);
            before = ' ';
        }
    }
}

/// Writes tenths as a number of drawing units. By hand: numbers are most of a drawing.
fn number(out: &mut String, tenths: i32) {
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    digits(out, tenths / 10);
    if !tenths.is_multiple_of(10) {
        out.push('.');
        digits(out, tenths % 10);
    }
}

fn digits(out: &mut String, number: u32) {
    if number >= 10 {
        digits(out, number / 10);
    }
    out.extend(char::from_digit(number % 10, 10));
}

#[cfg(test)]
mod tests {
    use super::{Ink, Outline, Svg};

    fn drawn(draw: impl FnOnce(&mut Svg<'_>)) -> String {
        let mut out = String::new();
        draw(&mut Svg::new(&mut out, (100.0, 50.0), 13.0));
        out
    }

    #[test]
    fn neighbours_of_one_ink_share_a_path() {
        let out = drawn(|svg| {
            svg.shape(Ink::Grid, None, &Outline::line([(0, 105), (1000, 105)]));
            svg.shape(Ink::Grid, None, &Outline::line([(0, 200), (1000, 200)]));
            svg.shape(
                Ink::Run,
                None,
                &Outline::line([(0, -5), (10, 20), (10, 30)]),
            );
        });
        insta::assert_snapshot!(out, @r#"
        <path class="grid" d="M0 10.5H100M0 20H100"/>
        <path class="run" d="M0 -0.5L1 2V3"/>
        "#);
    }

    #[test]
    fn a_shape_that_says_something_stands_alone_and_escapes_it() {
        let out = drawn(|svg| {
            svg.shape(Ink::Good, None, &Outline::circle((100, 100), 30));
            svg.shape(
                Ink::Good,
                Some("<1%"),
                &Outline::closed([(0, 0), (10, 0), (0, 10)]),
            );
        });
        insta::assert_snapshot!(out, @r#"
        <path class="mark good" d="M7 10a3 3 0 0 1 6 0a3 3 0 0 1 -6 0z"/>
        <path class="mark good" d="M0 0H1L0 1z"><title>&lt;1%</title></path>
        "#);
    }
}
