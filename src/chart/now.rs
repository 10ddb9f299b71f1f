//! The last figure, written where it is: beside its point, in line with the other labels, or round it.

use plotters_backend::text_anchor::HPos;

use super::gutter::{Form, Rank, Standing, Tag};
use super::ink::Ink;
use super::letters::{Letter, Letters};
use super::named::Named;
use super::room::{ANY_LINE, LINES, Room};
use super::sheet::{GAP, Labels, NOW};
use super::spec::Point;
use super::spots::{self, Side, Word};
use super::trend::Scene;

/// The last figure and the middle of its point, in drawing units.
struct Last<'a> {
    label: &'a str,
    ink: Ink,
    period: usize,
    at: (f64, f64),
}

/// Where the last figure is written.
enum Spot {
    /// To the right of its point, within the plot, unless a line runs there.
    Beside,
    /// Among the labels of lines.
    Gutter,
    /// Round its point, where it hides least: something follows it, or there is no other place.
    Round,
}

/// What became of the last figure, where it is not simply written at its point.
#[derive(Default)]
pub(super) struct Now<'a> {
    /// To be written among the labels of lines.
    pub(super) beside: Option<Tag<'a>>,
    /// Written away from its point.
    pub(super) standing: Vec<Standing<'a>>,
    /// To be written under the drawing.
    pub(super) named: Option<Named>,
}

/// Writes the last figure, or hands it on to stand among the labels of lines or under the drawing.
pub(super) fn write<'a>(scene: &Scene<'a, '_>, room: &Room, letters: &mut Letters<'_>) -> Now<'a> {
    let Some(last) = last(scene) else {
        return Now::default();
    };
    let spot = spot(scene, &last);
    if let Spot::Gutter = spot {
        return Now {
            beside: Some(tag(scene, &last)),
            ..Now::default()
        };
    }
    let beside = match spot {
        Spot::Beside => Some((beside(scene, &last), 0)),
        _ => None,
    };
    let near: Vec<spots::Spot> = beside.into_iter().chain(round(scene, &last)).collect();
    let mut standing = None;
    let mut find = |most| {
        let spot = room.best(letters, near.iter().cloned(), most);
        spot.or_else(|| {
            let spot = room.best(letters, afield(scene, &last), most)?;
            standing = Some(away(scene, &last, &spot));
            Some(spot)
        })
    };
    let Some(spot) = find(LINES).or_else(|| find(ANY_LINE)) else {
        return Now {
            named: Named::new(last.ink, last.label),
            ..Now::default()
        };
    };
    letters.place(vec![spot]);
    Now {
        standing: standing.into_iter().collect(),
        ..Now::default()
    }
}

fn last<'a>(scene: &Scene<'a, '_>) -> Option<Last<'a>> {
    let last = scene.spec.periods.iter().enumerate().rev();
    last.into_iter()
        .find_map(|(period, p)| match &p.point {
            Point::Value {
                level,
                label,
                status,
            } => Some((period, level, label, status)),
            _ => None,
        })
        .map(|(period, level, label, status)| Last {
            label,
            ink: Ink::of_status(*status),
            period,
            at: scene.plot_at(period, *level),
        })
}

fn spot(scene: &Scene<'_, '_>, last: &Last<'_>) -> Spot {
    let followed = last.period + 1 < scene.spec.periods.len() || !scene.spec.latest.is_empty();
    let room = scene.frame.right - last.at.0 - clear(scene);
    let beside = room >= NOW.width(last.label) + GAP;
    match scene.sheet.labels {
        Labels::Beside(_) if beside && !followed => Spot::Beside,
        Labels::Beside(_) if !followed => Spot::Gutter,
        _ => Spot::Round,
    }
}

/// From the middle of a point to what is written beside it.
fn clear(scene: &Scene<'_, '_>) -> f64 {
    scene.reach() + GAP
}

fn beside(scene: &Scene<'_, '_>, last: &Last<'_>) -> Letter {
    Letter {
        text: last.label.to_owned(),
        ink: Ink::NowText,
        face: NOW,
        anchor: HPos::Left,
        x: last.at.0 + clear(scene),
        y: last.at.1,
    }
}

/// Round its point, within the plot. A figure that is as wide as the plot stands where it can.
fn round(scene: &Scene<'_, '_>, last: &Last<'_>) -> Vec<spots::Spot> {
    spots_of(scene, last, |word| {
        spots::around(word, last.at, scene.reach())
    })
}

/// Over and under its point as far as the plot goes, the nearest first.
fn afield(scene: &Scene<'_, '_>, last: &Last<'_>) -> Vec<spots::Spot> {
    spots_of(scene, last, |word| {
        spots::over_and_under(word, last.at, scene.frame.limits())
    })
}

/// The spots of its words that are within the plot, moved sideways where they would leave it.
fn spots_of(
    scene: &Scene<'_, '_>,
    last: &Last<'_>,
    spots: impl FnOnce(Word<'_>) -> Vec<spots::Spot>,
) -> Vec<spots::Spot> {
    let width = scene.frame.right - scene.frame.left;
    let text = NOW.wrap(last.label, width, 1).concat();
    let spots = spots(Word {
        text: &text,
        ink: Ink::NowText,
        face: NOW,
    });
    let (ceiling, floor) = scene.frame.limits();
    let spots = spots
        .into_iter()
        .map(|(spot, cost)| (scene.moved_in(spot), cost));
    let inside = spots.filter(|(spot, _)| {
        let b = spot.bounds();
        b.top >= ceiling && b.bottom <= floor
    });
    inside.collect()
}

/// Words away from their point, and the stroke that joins the two.
fn away<'a>(scene: &Scene<'_, '_>, last: &Last<'a>, spot: &Letter) -> Standing<'a> {
    let bounds = spot.bounds();
    let (x, y) = last.at;
    let (from, to) = if bounds.bottom < y {
        (y - clear(scene), bounds.bottom)
    } else {
        (y + clear(scene), bounds.top)
    };
    Standing {
        leader: Some([(x, from), (x.clamp(bounds.left, bounds.right), to)]),
        ..Standing::at(&tag(scene, last), Form::Whole)
    }
}

impl Scene<'_, '_> {
    /// Words moved sideways into the plot.
    fn moved_in(&self, spot: Letter) -> Letter {
        let bounds = spot.bounds();
        let inwards =
            (self.frame.left - bounds.left).max(0.0) - (bounds.right - self.frame.right).max(0.0);
        Letter {
            x: spot.x + inwards,
            ..spot
        }
    }
}

fn tag<'a>(scene: &Scene<'_, '_>, last: &Last<'a>) -> Tag<'a> {
    Tag {
        text: last.label,
        short: last.label,
        ink: Ink::NowText,
        face: NOW,
        point: last.at,
        side: Side::Above,
        end: (last.at.0 + scene.reach() + GAP / 2.0, last.at.1),
        rank: Rank::Now,
    }
}
