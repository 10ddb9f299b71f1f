//! Labels in the plot: along the line that they name, or round the month.

use super::gutter::{Form, Rank, Standing, Tag};
use super::ink::Ink;
use super::letters::{Letter, Letters};
use super::room::{LINES, NOTHING, Room};
use super::sheet::Labels;
use super::spots::{self, Spot, Word};
use super::trend::Scene;

/// Writes the labels where there is clear room for them, and answers which.
pub(super) fn write<'a>(
    scene: &Scene<'a, '_>,
    mut tags: Vec<Tag<'a>>,
    room: &Room,
    letters: &mut Letters<'_>,
) -> Vec<Standing<'a>> {
    tags.sort_by_key(|tag| tag.rank);
    let targets = tags.iter().filter(|tag| tag.rank == Rank::Target).count();
    let mut standing: Vec<Standing<'a>> = Vec::new();
    for tag in tags {
        let told = standing.iter().filter(|s| s.ink == Ink::TargetText).count();
        if tag.rank == Rank::EarlierStep && told < targets {
            // Alone, it would be taken for the target of today.
            continue;
        }
        let (form, text) = match tag.rank {
            Rank::Benchmark if is_too_long(scene, &tag) => (Form::Short, tag.short),
            _ => (Form::Whole, tag.text),
        };
        if let Some(letter) = place(scene, &tag, text, room, letters) {
            letters.place(vec![letter]);
            standing.push(Standing::at(&tag, form));
        }
    }
    standing
}

/// Whether a name is longer than its line, or has no business on a phone, where it is written under the drawing.
fn is_too_long(scene: &Scene<'_, '_>, tag: &Tag<'_>) -> bool {
    scene.sheet.labels == Labels::Within || tag.face.width(tag.text) > tag.end.0 - tag.point.0
}

fn place(
    scene: &Scene<'_, '_>,
    tag: &Tag<'_>,
    text: &str,
    room: &Room,
    letters: &Letters<'_>,
) -> Option<Letter> {
    let word = Word {
        text,
        ink: tag.ink,
        face: tag.face,
    };
    let (spots, most) = match tag.rank {
        Rank::LatestMonth | Rank::EarlierMonth => {
            let spots = spots::around(word, tag.point, scene.reach());
            (spots, LINES)
        }
        // A step too short for its label would lend it to its neighbour.
        Rank::EarlierStep if tag.end.0 - tag.point.0 < tag.face.width(text) => return None,
        _ => (spots::along(word, tag.point.0, tag.end, tag.side), NOTHING),
    };
    let (ceiling, floor) = scene.frame.limits();
    let inside = |(spot, _): &Spot| {
        let b = spot.bounds();
        b.top >= ceiling && b.bottom <= floor && b.left >= scene.frame.left
    };
    room.best(letters, spots.into_iter().filter(inside), most)
}
