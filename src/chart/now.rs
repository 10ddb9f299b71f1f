//! The last figure, written where it is: beside its point, in line with the other labels, or round it.

use plotters_backend::text_anchor::HPos;

use super::gutter::{Rank, Tag};
use super::ink::Ink;
use super::letters::{Letter, Letters};
use super::room::Room;
use super::sheet::{GAP, Labels, NOW};
use super::spec::Point;
use super::spots::{self, Side, Word};
use super::trend::Scene;

/// The last figure and the middle of its point, in drawing units.
struct Last<'a> {
    label: &'a str,
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

/// Writes the last figure, or hands it on to stand among the labels of lines.
pub(super) fn write<'a>(
    scene: &Scene<'a, '_>,
    room: &Room,
    letters: &mut Letters<'_>,
) -> Option<Tag<'a>> {
    let last = last(scene)?;
    match spot(scene, &last) {
        Spot::Beside => {
            let beside = Some((beside(scene, &last), 0));
            let spots = beside.into_iter().chain(round(scene, &last));
            letters.place(room.best(letters, spots, u32::MAX).into_iter().collect())
        }
        Spot::Round => {
            let spots = round(scene, &last);
            letters.place(room.best(letters, spots, u32::MAX).into_iter().collect())
        }
        Spot::Gutter => return Some(tag(scene, &last)),
    };
    None
}

fn last<'a>(scene: &Scene<'a, '_>) -> Option<Last<'a>> {
    let last = scene.spec.periods.iter().enumerate().rev();
    last.into_iter()
        .find_map(|(period, p)| match &p.point {
            Point::Value { level, label, .. } => Some((period, level, label)),
            _ => None,
        })
        .map(|(period, level, label)| Last {
            label,
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
    let width = scene.frame.right - scene.frame.left;
    let text = NOW.wrap(last.label, width, 1).concat();
    let word = Word {
        text: &text,
        ink: Ink::NowText,
        face: NOW,
    };
    let (ceiling, floor) = scene.frame.limits();
    let spots = spots::around(word, last.at, scene.reach()).into_iter();
    let spots = spots.map(|(spot, cost)| (scene.moved_in(spot), cost));
    let spots = spots.filter(|(spot, _)| {
        let b = spot.bounds();
        b.top >= ceiling && b.bottom <= floor
    });
    spots.collect()
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
