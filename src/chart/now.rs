//! The last figure, written where it is: beside its point, in line with the other labels, or over it.

use plotters_backend::text_anchor::HPos;

use super::gutter::{Rank, Tag};
use super::ink::Ink;
use super::letters::{Letter, Letters};
use super::sheet::{GAP, NOW};
use super::spec::Point;
use super::trend::Scene;

/// The last figure and the middle of its point, in drawing units.
struct Last<'a> {
    label: &'a str,
    period: usize,
    at: (f64, f64),
}

/// Where the last figure is written.
enum Spot {
    /// To the right of its point, within the plot.
    Beside,
    /// Among the labels of lines.
    Gutter,
    /// Over or under its point: something follows it.
    Over,
}

/// Writes the last figure, or hands it on to stand among the labels of lines.
pub(super) fn write<'a>(scene: &Scene<'a, '_>, letters: &mut Letters<'_>) -> Option<Tag<'a>> {
    let last = last(scene)?;
    match spot(scene, &last) {
        Spot::Beside => letters.place(vec![beside(scene, &last)]),
        Spot::Over => letters.place(vec![over(scene, &last)]),
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
    match room >= NOW.width(last.label) + GAP {
        _ if followed => Spot::Over,
        true => Spot::Beside,
        false => Spot::Gutter,
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

/// On the side where the line is not, and inside the plot.
fn over(scene: &Scene<'_, '_>, last: &Last<'_>) -> Letter {
    let (x, y) = last.at;
    let width = scene.frame.right - scene.frame.left;
    let text = NOW.wrap(last.label, width, 1).concat();
    let half = NOW.width(&text) / 2.0;
    let (above, below) = (
        y - clear(scene) - NOW.below() + GAP / 2.0,
        y + clear(scene) + NOW.above(),
    );
    let fits_above = above - NOW.above() >= scene.frame.top - GAP;
    let fits_below = below + NOW.below() <= scene.frame.bottom;
    let wants_above = neighbours(scene, last) > y;
    let y = if fits_above && (wants_above || !fits_below) {
        above
    } else {
        below
    };
    Letter {
        x: x.clamp(scene.frame.left + half, scene.frame.right - half),
        y,
        anchor: HPos::Center,
        ink: Ink::NowText,
        face: NOW,
        text,
    }
}

/// How high the points beside the last figure are on average; as high as itself where there are none.
fn neighbours(scene: &Scene<'_, '_>, last: &Last<'_>) -> f64 {
    let before = match scene.spec.periods[..last.period].last().map(|p| &p.point) {
        Some(Point::Value { level, .. }) => Some(*level),
        _ => None,
    };
    let after = scene.spec.latest.first().map(|month| month.level);
    let heights: Vec<f64> = [before, after]
        .into_iter()
        .flatten()
        .map(|level| scene.plot_at(last.period, level).1)
        .collect();
    match heights.len() {
        0 => last.at.1,
        n => heights.iter().sum::<f64>() / super::units::count(n),
    }
}

fn tag<'a>(scene: &Scene<'_, '_>, last: &Last<'a>) -> Tag<'a> {
    Tag {
        text: last.label,
        ink: Ink::NowText,
        face: NOW,
        end: (last.at.0 + scene.reach() + GAP / 2.0, last.at.1),
        rank: Rank::Now,
    }
}
