//! Outlines of shapes, as the path data of SVG.

use super::ink::Ink;
use super::shapes::At;
use super::units::{snapped, tenths};

/// How far the widest mark goes, as a part of its reach.
pub(super) const OUTERMOST: f64 = 1.2;

/// The outline of a shape, as SVG writes it, in tenths of a drawing unit.
#[derive(Clone, Default)]
pub(super) struct Outline {
    pub(super) d: String,
    at: Option<(i32, i32)>,
}

/// Returns a place on a circle, so far around from the top.
fn on_circle((x, y): At, radius: f64, around: f64) -> At {
    let angle = around * std::f64::consts::TAU;
    (x + radius * angle.sin(), y - radius * angle.cos())
}

impl Outline {
    pub(super) fn line(points: impl IntoIterator<Item = At>) -> Self {
        let mut outline = Self::default();
        points.into_iter().for_each(|to| outline.go(to));
        outline
    }

    pub(super) fn closed(corners: impl IntoIterator<Item = At>) -> Self {
        let mut outline = Self::line(corners);
        outline.close();
        outline
    }

    /// The shape of a rating or of a month, which reaches about so far.
    pub(super) fn mark(ink: Ink, (x, y): At, reach: f64) -> Self {
        let (x, y) = (snapped(x), snapped(y));
        let r = snapped(reach * OUTERMOST);
        match ink {
            Ink::Near => Self::closed([(x, y - r), (x + r, y), (x, y + r), (x - r, y)]),
            Ink::Bad => {
                let down = snapped(reach * 0.85);
                Self::closed([(x, y - r), (x + r, y + down), (x - r, y + down)])
            }
            Ink::Blue => Self::star((x, y), r),
            Ink::Yellow => {
                let half = snapped(reach * 0.9);
                let (left, right, top, bottom) = (x - half, x + half, y - half, y + half);
                Self::closed([(left, top), (right, top), (right, bottom), (left, bottom)])
            }
            Ink::Purple => Self::closed((0..5).map(|at| on_circle((x, y), r, f64::from(at) / 5.0))),
            Ink::Month => Self::circle((x, y), reach * Ink::MONTH_REACH),
            _ => Self::circle((x, y), reach),
        }
    }

    /// A star of five points.
    fn star(centre: At, radius: f64) -> Self {
        let corners = (0..10).map(|at| {
            let reach = if at % 2 == 0 { 1.1 } else { 0.5 };
            on_circle(centre, radius * reach, f64::from(at) / 10.0)
        });
        Self::closed(corners)
    }

    fn circle((x, y): At, radius: f64) -> Self {
        let radius = tenths(radius);
        let mut outline = Self::default();
        outline.command('M', &[tenths(x) - radius, tenths(y)]);
        for across in [radius * 2, radius * -2] {
            outline.command('a', &[radius, radius, 0, 0, 10, across, 0]);
        }
        outline.close();
        outline
    }

    /// Goes on in a straight line; the first place is where it starts.
    pub(super) fn go(&mut self, (x, y): At) {
        let to = (tenths(x), tenths(y));
        match self.at.replace(to) {
            Some(at) if at == to => {}
            Some((_, y)) if y == to.1 => self.command('H', &[to.0]),
            Some((x, _)) if x == to.0 => self.command('V', &[to.1]),
            Some(_) => self.command('L', &[to.0, to.1]),
            None => self.command('M', &[to.0, to.1]),
        }
    }

    /// Goes on along a circle, clockwise, by no more than a quarter of it.
    pub(super) fn arc(&mut self, (x, y): At, radius: f64) {
        let to = (tenths(x), tenths(y));
        if self.at.replace(to).is_some_and(|from| from != to) {
            let radius = tenths(radius);
            self.command('A', &[radius, radius, 0, 0, 10, to.0, to.1]);
        }
    }

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

/// Writes tenths as a number of drawing units. By hand: numbers are most of a drawing, and `write!` takes several times as
/// long.
pub(super) fn number(out: &mut String, tenths: i32) {
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    let (mut left, tenth) = (tenths / 10, tenths % 10);
    let mut digits = [0; 10];
    let mut start = digits.len();
    while left > 0 || start == digits.len() {
        start -= 1;
        digits[start] = left % 10;
        left /= 10;
    }
    let digits = digits[start..].iter();
    out.extend(digits.filter_map(|digit| char::from_digit(*digit, 10)));
    if tenth > 0 {
        out.push('.');
        out.extend(char::from_digit(tenth, 10));
    }
}
