//! The labels of a trend: of breaks, of the last figure, of lines and of months, in order of importance.

use super::Named;
use super::frame::GUTTER_LINES;
use super::ink::Ink;
use super::labels::{ANY_LINE, LINES, Labels, NOTHING, Spot, above_and_below, along, around};
use super::plot::Plot;
use super::shapes::{Anchor, At, Bounds, Text};
use super::sheet::{ASIDE, GAP, LabelsAt, NOW, TEXT};
use super::tags::{Rank, Tag};
use super::units::count;
use super::{lines, tags};

/// A label of a break is not worth starting in less room than this, in drawing units.
const LEAST: f64 = 36.0;
/// The top of the lines of breaks, in drawing units.
pub(super) const TOP: f64 = GAP / 2.0;
/// A label next to the plot that is moved by more than this, in drawing units, is joined to its line.
const MOVED: f64 = 5.0;
/// Between two labels next to the plot, in drawing units.
const APART: f64 = 2.0;
/// What it costs the last figure not to be next to its point.
const AWAY: u32 = 50;

/// Places all labels. Returns those that the page has to write under the drawing.
pub(super) fn place(plot: &Plot<'_>, labels: &mut Labels) -> Vec<Named> {
    let mut named = place_breaks(plot, labels);
    avoid_shapes(plot, labels);
    let last = place_last(plot, labels, &mut named);
    let tags = tags::of(plot);
    let is_beside = |tag: &&Tag<'_>| match (plot.sheet.labels, tag.rank) {
        (LabelsAt::Lines, _) | (_, Rank::EarlierStep) => false,
        (_, Rank::Benchmark) => tag.end.0 >= plot.frame.right - GAP,
        _ => true,
    };
    let (beside, mut within): (Vec<_>, Vec<_>) = tags.iter().partition(is_beside);
    let mut whole = place_column(plot, last.iter().chain(beside).collect(), labels);
    within.sort_by_key(|tag| tag.rank);
    let mut is_clear = true;
    for tag in within {
        if tag.rank == Rank::EarlierStep && !is_clear {
            // Alone, it would be taken for the current target.
            continue;
        }
        if place_within(plot, tag, labels) {
            whole.push(tag);
        } else if tag.rank == Rank::Target {
            is_clear = false;
        }
    }
    // The table has every earlier target.
    let rest = tags.iter().filter(|tag| tag.rank != Rank::EarlierStep);
    let rest = rest.filter(|tag| !whole.iter().any(|other| std::ptr::eq(*other, *tag)));
    named.extend(rest.filter_map(|tag| Named::new(tag.rank.look().0, tag.text)));
    let last = plot.spec.goals.iter().filter_map(|goal| goal.last());
    let tolerances = last.filter_map(|step| step.tolerance.as_ref());
    for line in tolerances.filter(|line| !plot.scale.holds(line)) {
        let label = plot.spec.off_scale.replace("{line}", &line.label);
        named.extend(Named::new(Ink::Tolerance, &label));
    }
    if !plot.spec.by_person.is_empty() {
        named.extend(Named::new(Ink::Person, &plot.spec.by_person_label));
    }
    named
}

/// Places what changed at each break on a side of its line, never over another's line. Returns what found no room.
fn place_breaks(plot: &Plot<'_>, labels: &mut Labels) -> Vec<Named> {
    let places = plot.breaks();
    let mut taken = 0.0;
    let mut named = Vec::new();
    for (n, &(x, text)) in places.iter().enumerate() {
        let next = places.get(n + 1).map_or(plot.sheet.width, |(x, _)| *x);
        let right = (Anchor::Start, x + GAP, next - x - 2.0 * GAP);
        let left = (Anchor::End, x - GAP, x - taken - 2.0 * GAP);
        // On the right in one line, or else on the side with more room.
        let (anchor, at, room) = if TEXT.width(text) <= right.2 || right.2 >= left.2 {
            right
        } else {
            left
        };
        let lines = TEXT.wrap_whole(text, room, plot.frame.break_lines);
        let lines = lines.filter(|_| room >= LEAST).unwrap_or_default();
        let spot = Spot::new(anchor, at, TOP + TEXT.above(), 0);
        let placed = labels.place(Text::new(lines, Ink::BreakText, TEXT), [spot], NOTHING);
        taken = placed.map_or(x, |bounds| bounds.right.max(x));
        if placed.is_none() {
            named.extend(Named::new(Ink::Break, text));
        }
    }
    named
}

fn avoid_shapes(plot: &Plot<'_>, labels: &mut Labels) {
    for (i, level, ..) in plot.spec.figures() {
        let is_ringed = plot.spec.by_person.iter().any(|rated| rated.period == i);
        let reach = if is_ringed { lines::RING } else { 1.0 } * plot.reach();
        labels.keep_off_point(plot.level_at(i, level), reach);
    }
    for month in plot.months() {
        labels.keep_off_point(month, plot.reach() * Ink::MONTH_REACH);
    }
    for (ink, line) in lines::of(plot) {
        for ends in line.windows(2) {
            labels.keep_off_stroke([plot.at(ends[0]), plot.at(ends[1])], ink);
        }
    }
    for (x, _) in plot.breaks() {
        labels.keep_off_stroke([(x, 0.0), (x, plot.frame.bottom)], Ink::Break);
    }
}

/// Places the last figure: to the right of its point if it is the last thing there, or else round it, or else above or
/// below it and joined to it, and then what is said of it where that hides nothing. Returns both if they belong next to
/// the plot.
fn place_last<'a>(plot: &Plot<'a>, labels: &mut Labels, named: &mut Vec<Named>) -> Vec<Tag<'a>> {
    let Some((period, level, label, status)) = plot.spec.figures().next_back() else {
        return Vec::new();
    };
    let frame = &plot.frame;
    let (x, y) = plot.level_at(period, level);
    let clear = plot.reach() + GAP;
    let is_followed = period + 1 < plot.spec.periods.len() || !plot.spec.latest.is_empty();
    let text = Text::line(label, frame.right - frame.left, Ink::NowText, NOW);
    let mut spots = Vec::new();
    if !is_followed && plot.sheet.labels != LabelsAt::Lines {
        if !plot.spec.note.is_empty() || frame.right - x - clear < text.width + GAP {
            let now = tags::point(plot, label, (x, y), Rank::Now);
            return std::iter::once(now)
                .chain(note_beside(plot, (x, y)))
                .collect();
        }
        spots.push(Spot::new(Anchor::Start, x + clear, y, 0));
    }
    // Moved sideways into the plot, so that a figure as wide as that has a place.
    let moved_in = |mut spot: Spot| {
        let bounds = text.bounds(spot.anchor, spot.at);
        spot.at.0 += (frame.left - bounds.left).max(0.0) - (bounds.right - frame.right).max(0.0);
        spot
    };
    let joined = |mut spot: Spot| {
        let bounds = text.bounds(spot.anchor, spot.at);
        let (from, to) = if bounds.bottom < y {
            (y - clear, bounds.bottom)
        } else {
            (y + clear, bounds.top)
        };
        spot.cost += AWAY;
        spot.leader = Some([(x, from), (x.clamp(bounds.left, bounds.right), to)]);
        spot
    };
    let limits = frame.limits();
    let near = around(&text, (x, y), plot.reach()).map(moved_in);
    let far = above_and_below((x, y), limits).map(moved_in).map(joined);
    let is_inside = |spot: &Spot| limits.holds(&text.bounds(spot.anchor, spot.at));
    spots.extend(near.chain(far).filter(is_inside));
    match labels.place(text.clone(), spots, ANY_LINE) {
        Some(figure) => place_note(plot, figure, labels),
        None => named.extend(Named::new(Ink::of_status(status), label)),
    }
    Vec::new()
}

/// Returns what is said of the last figure, right below it next to the plot.
fn note_beside<'a>(plot: &Plot<'a>, (x, y): At) -> Option<Tag<'a>> {
    let (note, (.., face)) = (&*plot.spec.note, Rank::Note.look());
    let lines = face.wrap_whole(note, plot.frame.gutter, GUTTER_LINES)?;
    let height = NOW.pitch() + APART + count(lines.len()) * face.pitch();
    let mut below = tags::point(plot, note, (x, y), Rank::Note);
    below.end.1 += height / 2.0;
    (!note.is_empty()).then_some(below)
}

/// Places what is said of the last figure right above or below it, in one line or two. Without room it is only in the
/// title.
fn place_note(plot: &Plot<'_>, figure: Bounds, labels: &mut Labels) {
    let (frame, (_, ink, face)) = (&plot.frame, Rank::Note.look());
    let area = Bounds {
        left: frame.left,
        ..frame.limits()
    };
    let room = frame.right - frame.left;
    let layouts = [(room, 1), (room / 2.0, 2)].into_iter();
    let texts = layouts.filter_map(|(room, lines)| {
        let lines = face.wrap_whole(&plot.spec.note, room, lines)?;
        Some(Text::new(lines, ink, face))
    });
    for text in texts {
        let above = figure.top - face.below() - text.drop();
        let below = figure.bottom + face.above();
        let right = figure.right.max(frame.left + text.width).min(frame.right);
        let left = figure.left.min(frame.right - text.width).max(frame.left);
        let spots = [above, below].into_iter().flat_map(|y| {
            let sides = [(Anchor::End, right), (Anchor::Start, left)];
            sides.map(|(anchor, x)| Spot::new(anchor, x, y, 0))
        });
        if labels.place_in(area, text, spots, LINES).is_some() {
            return;
        }
    }
}

struct Block<'t, 'a> {
    tag: &'t Tag<'a>,
    text: Text,
    is_whole: bool,
    height: f64,
}

impl<'t, 'a> Block<'t, 'a> {
    /// A label as it is, or else its figure alone.
    fn new(plot: &Plot<'_>, tag: &'t Tag<'a>) -> Self {
        let (room, (_, ink, face)) = (plot.frame.gutter, tag.rank.look());
        let whole = face.wrap_whole(tag.text, room, GUTTER_LINES);
        let is_whole = whole.is_some();
        let lines = whole.unwrap_or_else(|| face.wrap(tag.short, room, GUTTER_LINES));
        let text = Text::new(lines, ink, face);
        Self {
            tag,
            is_whole,
            height: text.drop() + face.pitch() + APART,
            text,
        }
    }

    fn is_moved(&self, middle: f64) -> bool {
        (middle - self.tag.end.1).abs() > MOVED
    }
}

/// Places labels next to the plot in the order of their lines, each as near to its line as the others allow: those of least
/// rank are left out if there is no room for all, and those of earlier months if they would stray from their points.
/// Returns those that are there whole.
fn place_column<'t, 'a>(
    plot: &Plot<'_>,
    tags: Vec<&'t Tag<'a>>,
    labels: &mut Labels,
) -> Vec<&'t Tag<'a>> {
    let limits = plot.frame.limits();
    let mut blocks: Vec<_> = tags.into_iter().map(|tag| Block::new(plot, tag)).collect();
    blocks.sort_by_key(|block| block.tag.rank);
    let mut left = limits.bottom - limits.top;
    blocks.retain(|block| {
        left -= block.height;
        left >= 0.0
    });
    // What is said of the last figure follows it, whatever line is near.
    let level = |block: &Block<'_, '_>| match block.tag.rank {
        Rank::Note => block.tag.start.1,
        _ => block.tag.end.1,
    };
    blocks.sort_by(|a, b| level(a).total_cmp(&level(b)));
    let mut middles = spread(&blocks, limits);
    let strays = |(block, middle): (&Block<'_, '_>, &f64)| {
        block.tag.rank == Rank::EarlierMonth && block.is_moved(*middle)
    };
    while let Some(last) = blocks.iter().zip(&middles).rposition(strays) {
        blocks.remove(last);
        middles = spread(&blocks, limits);
    }
    let x = plot.frame.right + ASIDE;
    let mut whole = Vec::new();
    for (block, middle) in blocks.into_iter().zip(middles) {
        let face = block.text.face;
        let first = middle - f64::midpoint(face.size, block.text.drop()) + face.above();
        let mut spot = Spot::new(Anchor::Start, x, first, 0);
        if block.is_moved(middle) && block.tag.rank != Rank::Note {
            spot.leader = Some([block.tag.end, (x - GAP / 2.0, middle)]);
        }
        if labels.place(block.text, [spot], LINES).is_some() && block.is_whole {
            whole.push(block.tag);
        }
    }
    whole
}

/// Returns the middles of blocks one below the other, each as near as possible to the end of its line.
fn spread(blocks: &[Block<'_, '_>], limits: Bounds) -> Vec<f64> {
    // Stacks of blocks that touch: how many, the sum of the tops that they want it to have, its height.
    let mut stacks: Vec<(usize, f64, f64)> = Vec::new();
    let top = |&(blocks, sum, height): &(usize, f64, f64)| {
        (sum / count(blocks))
            .min(limits.bottom - height)
            .max(limits.top)
    };
    for block in blocks {
        let height = block.height;
        let mut stack = (1, block.tag.end.1 - height / 2.0, height);
        while let Some(above) = stacks.pop_if(|above| top(above) + above.2 > top(&stack)) {
            let sum = above.1 + stack.1 - above.2 * count(stack.0);
            stack = (above.0 + stack.0, sum, above.2 + stack.2);
        }
        stacks.push(stack);
    }
    let mut blocks = blocks.iter();
    let mut middles = Vec::new();
    for stack in &stacks {
        let mut y = top(stack);
        for block in blocks.by_ref().take(stack.0) {
            middles.push(y + block.height / 2.0);
            y += block.height;
        }
    }
    middles
}

/// Places a label in the plot, along its line or round its month. Returns whether it is there whole.
fn place_within(plot: &Plot<'_>, tag: &Tag<'_>, labels: &mut Labels) -> bool {
    let (_, ink, face) = tag.rank.look();
    let (length, width) = (tag.end.0 - tag.start.0, face.width(tag.text));
    // On a phone the names of other bodies are under the drawing, and only their figures in it.
    let is_short =
        tag.rank == Rank::Benchmark && (plot.sheet.labels == LabelsAt::Lines || width > length);
    if tag.rank == Rank::EarlierStep && length < width {
        // A step too short for its label would lend it to its neighbour.
        return false;
    }
    let text = if is_short { tag.short } else { tag.text };
    let text = Text::new(vec![text.to_owned()], ink, face);
    let (spots, most): (Vec<Spot>, u32) = match tag.rank {
        Rank::LatestMonth | Rank::EarlierMonth => {
            (around(&text, tag.start, plot.reach()).collect(), LINES)
        }
        _ => {
            let spots = along(&text, tag.start.0, tag.end, tag.side);
            (spots.collect(), NOTHING)
        }
    };
    let area = Bounds {
        left: plot.frame.left,
        ..plot.frame.limits()
    };
    labels.place_in(area, text, spots, most).is_some() && !is_short
}
