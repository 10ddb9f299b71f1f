//! The rows under a plot: the shorthand of missing figures, and the names of periods and years.

use super::ink::Ink;
use super::labels::{Labels, NOTHING, Spot};
use super::outline::OUTERMOST;
use super::plot::Plot;
use super::shapes::{Anchor, Bounds, Text};
use super::sheet::{GAP, STRONG, TEXT};
use super::spec::{Period, Point};
use super::units::count;

/// How far a mark under the axis reaches, in drawing units.
pub(super) const REACH: f64 = 5.0;

/// One column in so many has a name. From four on, the named quarters are the same one in every year.
const EVERY: [usize; 7] = [1, 2, 4, 8, 12, 16, 20];
/// If even the last of them is too many.
const MOST: usize = 40;
/// What keeps two names apart, in drawing units.
const APART: f64 = 4.0;

/// Periods whose rating is known and whose figure is not, each with its ink.
pub(super) fn rated_only(plot: &Plot<'_>) -> impl Iterator<Item = (usize, Ink)> {
    let periods = plot.spec.periods.iter().enumerate();
    periods.filter_map(|(i, period)| match period.point {
        Point::RatedOnly { status, .. } => Some((i, Ink::of_status(status))),
        _ => None,
    })
}

/// Places the shorthand of missing figures, once for neighbours that share it. One without room is only in the table.
pub(super) fn place_shorthand(plot: &Plot<'_>, labels: &mut Labels) {
    for (i, _) in rated_only(plot) {
        let mark = (plot.middle_of(i), plot.frame.gap_row);
        labels.reserve(Bounds::around(mark, REACH * OUTERMOST));
    }
    let shorthand = |period: &Period| match &period.point {
        Point::Gap { shorthand, .. } => Some(shorthand.clone()),
        _ => None,
    };
    let mut next = 0;
    let periods = &plot.spec.periods;
    for run in periods.chunk_by(|a, b| shorthand(a) == shorthand(b)) {
        let start = next;
        next += run.len();
        if let Some(shorthand) = shorthand(&run[0]) {
            let middle = f64::midpoint(plot.middle_of(start), plot.middle_of(next - 1));
            let text = Text::line(&shorthand, plot.sheet.width / 4.0, Ink::GapText, TEXT);
            let half = text.width / 2.0 + GAP / 2.0;
            let x = middle.clamp(half, plot.sheet.width - half);
            let spot = Spot::new(Anchor::Middle, x, plot.frame.gap_row, 0);
            labels.place(text, [spot], NOTHING);
        }
    }
}

/// Places the names of periods, as many as fit and always that of the last, each under its own column, and under the first
/// of each year its name. Returns the named columns.
pub(super) fn place_periods(plot: &Plot<'_>, labels: &mut Labels) -> Vec<usize> {
    let periods = &plot.spec.periods;
    let room = periods.iter().map(column_width).fold(0.0, f64::max) + APART;
    let fits = |every: &usize| plot.column * count(*every) >= room;
    let every = EVERY.into_iter().find(fits).unwrap_or(MOST);
    let mut named: Vec<usize> = (0..periods.len()).rev().step_by(every).collect();
    named.retain(|&i| place(plot, labels, i, &periods[i].short, false));
    named.reverse();
    let mut year = "";
    for &i in &named {
        if periods[i].year != year {
            place(plot, labels, i, &periods[i].year, true);
        }
        year = &periods[i].year;
    }
    named
}

/// The room that a period's name and its year need.
pub(super) fn column_width(period: &Period) -> f64 {
    TEXT.width(&period.short).max(STRONG.width(&period.year))
}

/// Places a name under the middle of its column. A period and its year are moved in together if either would leave the
/// sheet.
fn place(plot: &Plot<'_>, labels: &mut Labels, i: usize, name: &str, is_year: bool) -> bool {
    let (y, ink, face) = if is_year {
        (plot.frame.year_row, Ink::YearText, STRONG)
    } else {
        (plot.frame.period_row, Ink::PeriodText, TEXT)
    };
    let room = plot.sheet.width - 2.0;
    let half = column_width(&plot.spec.periods[i]).min(room) / 2.0;
    let middle = plot.middle_of(i);
    let x = middle.clamp(half + 1.0, plot.sheet.width - half - 1.0);
    let text = Text::line(name, room, ink, face);
    let spot = Spot::new(Anchor::Middle, x, y, 0);
    labels.place(text, [spot], NOTHING).is_some()
}
