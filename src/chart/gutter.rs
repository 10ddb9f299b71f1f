//! Direct labels at the right ends of lines: as near to their line as their neighbours allow.

use plotters_backend::text_anchor::HPos;

use super::frame::GUTTER_LINES;
use super::ink::Ink;
use super::lettering::Face;
use super::letters::{Letter, Letters, Placing};
use super::sheet::{ASIDE, GAP};
use super::spots::Side;
use super::trend::Scene;
use super::units::count;

/// A label moved by more than this, in drawing units, is joined to its line.
const MOVED: f64 = 5.0;

/// What keeps one label apart from the next, in drawing units.
const APART: f64 = 2.0;

/// A label that wants to stand at a height.
#[derive(Debug, Clone)]
pub(super) struct Tag<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// What it says where that is too long.
    pub(super) short: &'a str,
    /// Its role.
    pub(super) ink: Ink,
    /// Its size and weight.
    pub(super) face: Face,
    /// Where what it names begins, in drawing units; the middle of a point.
    pub(super) point: (f64, f64),
    /// Where what it names ends, in drawing units.
    pub(super) end: (f64, f64),
    /// The side of a line where it had better stand.
    pub(super) side: Side,
    /// The smaller, the longer it stays where there is no room for all.
    pub(super) rank: Rank,
}

/// What a label is worth where there is no room for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Now,
    LatestMonth,
    Target,
    Tolerance,
    EarlierStep,
    Benchmark,
    EarlierMonth,
}

/// How much of a label stands on the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// All of it.
    Whole,
    /// Only its figure.
    Short,
}

/// A label that found its place.
#[derive(Debug, Clone)]
pub(super) struct Standing<'a> {
    /// All that it says.
    pub(super) text: &'a str,
    /// How much of that stands there.
    pub(super) form: Form,
    /// Its role.
    pub(super) ink: Ink,
    /// Where what it names ends, in drawing units.
    pub(super) end: (f64, f64),
    /// The stroke that joins the two, where the label had to move away.
    pub(super) leader: Option<[(f64, f64); 2]>,
}

impl<'a> Standing<'a> {
    /// Right at what it names.
    pub(super) fn at(tag: &Tag<'a>, form: Form) -> Self {
        Self {
            text: tag.text,
            form,
            ink: tag.ink,
            end: tag.end,
            leader: None,
        }
    }
}

/// A tag in lines, with the top of its block.
struct Block<'a> {
    tag: Tag<'a>,
    lines: Vec<String>,
    form: Form,
    top: f64,
}

impl Block<'_> {
    fn height(&self) -> f64 {
        count(self.lines.len()) * self.tag.face.pitch() + APART
    }

    fn wanted(&self) -> f64 {
        self.tag.end.1 - self.height() / 2.0
    }

    fn middle(&self) -> f64 {
        self.top + self.height() / 2.0
    }

    fn moved(&self) -> bool {
        (self.middle() - self.tag.end.1).abs() > MOVED
    }
}

/// Writes the labels from the top down, and answers which: those of least rank are left out where there is no
/// room for all, and those of earlier months where they would have to stray from their points.
pub(super) fn write<'a>(
    scene: &Scene<'_, '_>,
    tags: Vec<Tag<'a>>,
    letters: &mut Letters<'_>,
) -> Vec<Standing<'a>> {
    let (ceiling, floor) = scene.frame.limits();
    let mut blocks = fitting(scene, tags, floor - ceiling);
    spread(&mut blocks, ceiling, floor);
    let strayed = |block: &Block<'_>| block.tag.rank == Rank::EarlierMonth && block.moved();
    while let Some(last) = blocks.iter().rposition(strayed) {
        blocks.remove(last);
        spread(&mut blocks, ceiling, floor);
    }
    let x = scene.frame.right + ASIDE;
    blocks
        .iter()
        .filter(|block| letters.place(lines(block, x)) == Placing::Placed)
        .map(|block| standing(block, x))
        .collect()
}

/// The blocks that fit in the height, by rank, then in order of height.
fn fitting<'a>(scene: &Scene<'_, '_>, tags: Vec<Tag<'a>>, height: f64) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = tags.into_iter().map(|tag| block(scene, tag)).collect();
    blocks.sort_by_key(|block| block.tag.rank);
    let mut left = height;
    blocks.retain(|block| {
        left -= block.height();
        left >= 0.0
    });
    blocks.sort_by(|a, b| a.tag.end.1.total_cmp(&b.tag.end.1));
    blocks
}

fn block<'a>(scene: &Scene<'_, '_>, tag: Tag<'a>) -> Block<'a> {
    let room = scene.frame.gutter;
    let whole = tag.face.wrap_whole(tag.text, room, GUTTER_LINES);
    let (lines, form) = match whole {
        Some(lines) => (lines, Form::Whole),
        None => (tag.face.wrap(tag.short, room, GUTTER_LINES), Form::Short),
    };
    Block {
        tag,
        lines,
        form,
        top: 0.0,
    }
}

/// Moves blocks apart, each group of touching ones as near as possible to where its members want to be.
fn spread(blocks: &mut [Block<'_>], ceiling: f64, floor: f64) {
    // Groups as (first member, top, height); members follow one another without a gap.
    let mut groups: Vec<(usize, f64, f64)> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let mut group = (i, block.wanted(), block.height());
        group.1 = group.1.min(floor - group.2).max(ceiling);
        while let Some(above) = groups.pop_if(|above| above.1 + above.2 > group.1) {
            let height = above.2 + group.2;
            let top = middle_ground(&blocks[above.0..=i]);
            group = (above.0, top.min(floor - height).max(ceiling), height);
        }
        groups.push(group);
    }
    let mut tops = groups.into_iter().peekable();
    let mut y = ceiling;
    for (i, block) in blocks.iter_mut().enumerate() {
        if let Some((_, top, _)) = tops.next_if(|group| group.0 == i) {
            y = top;
        }
        block.top = y;
        y += block.height();
    }
}

/// The top of a stack whose members are on average where they want to be.
fn middle_ground(stack: &[Block<'_>]) -> f64 {
    let mut below = 0.0;
    let mut sum = 0.0;
    for block in stack {
        sum += block.wanted() - below;
        below += block.height();
    }
    sum / count(stack.len())
}

fn lines(block: &Block<'_>, x: f64) -> Vec<Letter> {
    let pitch = block.tag.face.pitch();
    // The middle of a line's letters is a little above the middle of its box.
    let first = block.top + (APART + pitch - block.tag.face.size) / 2.0 + block.tag.face.above();
    let line = |(n, text): (usize, &String)| Letter {
        text: text.clone(),
        ink: block.tag.ink,
        face: block.tag.face,
        anchor: HPos::Left,
        x,
        y: first + count(n) * pitch,
    };
    block.lines.iter().enumerate().map(line).collect()
}

fn standing<'a>(block: &Block<'a>, x: f64) -> Standing<'a> {
    Standing {
        leader: block
            .moved()
            .then(|| [block.tag.end, (x - GAP / 2.0, block.middle())]),
        ..Standing::at(&block.tag, block.form)
    }
}
