//! What the lines and months of a trend are called, and where those labels belong.

use super::goals;
use super::gutter::{Rank, Tag};
use super::ink::Ink;
use super::plot::Place;
use super::sheet::{GAP, STRONG, TEXT};
use super::spec::{Goal, GoalStep, Line};
use super::spots::Side;
use super::strokes;
use super::trend::Scene;

/// Every label of a line or a month, in the order in which they are told.
pub(super) fn of<'a>(scene: &Scene<'a, '_>) -> Vec<Tag<'a>> {
    let mut tags = Vec::new();
    let goals = &scene.spec.goals;
    for (n, goal) in goals.iter().enumerate() {
        // The upper edge of a range is told above it, the lower one below.
        let usual = if n + 1 == goals.len() {
            Side::Above
        } else {
            Side::Below
        };
        goal_tags(scene, goal, usual, &mut tags);
    }
    for benchmark in &scene.spec.benchmarks {
        let [(left, _), (right, _)] = strokes::benchmark_ends(scene.columns, benchmark);
        let kind = (Ink::BenchmarkText, Rank::Benchmark);
        tags.push(tag(
            scene,
            &benchmark.line,
            kind,
            (left, right),
            Side::Above,
        ));
    }
    tags.extend(months(scene));
    tags
}

fn goal_tags<'a>(scene: &Scene<'a, '_>, goal: &'a Goal, usual: Side, tags: &mut Vec<Tag<'a>>) {
    for (n, step) in goal.steps.iter().enumerate() {
        let ends = goals::edges(scene.columns, step);
        let (target_side, tolerance_side) = sides(step, usual);
        let is_last = n + 1 == goal.steps.len();
        let kind = if is_last {
            (Ink::TargetText, Rank::Target)
        } else {
            (Ink::EarlierText, Rank::EarlierStep)
        };
        tags.push(tag(scene, &step.target, kind, ends, target_side));
        if let Some(tolerance) = step.tolerance.as_ref().filter(|_| is_last) {
            let kind = (Ink::ToleranceText, Rank::Tolerance);
            tags.push(tag(scene, tolerance, kind, ends, tolerance_side));
        }
    }
}

/// The target's words and the tolerance's stand outside the band between them.
fn sides(step: &GoalStep, usual: Side) -> (Side, Side) {
    match &step.tolerance {
        Some(tolerance) if tolerance.level > step.target.level => (Side::Below, Side::Above),
        Some(_) => (Side::Above, Side::Below),
        None => (usual, usual),
    }
}

fn tag<'a>(
    scene: &Scene<'_, '_>,
    line: &'a Line,
    (ink, rank): (Ink, Rank),
    (left, right): (f64, f64),
    side: Side,
) -> Tag<'a> {
    let at = |x| -> Place { (x, line.level.get()) };
    Tag {
        text: &line.label,
        short: &line.short,
        ink,
        face: if ink == Ink::TargetText { STRONG } else { TEXT },
        rank,
        point: scene.plot.at(at(left)),
        end: scene.plot.at(at(right)),
        side,
    }
}

fn months<'a>(scene: &Scene<'a, '_>) -> impl Iterator<Item = Tag<'a>> {
    let latest = scene.spec.latest.iter().enumerate();
    latest.map(|(i, month)| {
        let (x, y) = scene.plot.at((scene.columns.month(i), month.level.get()));
        Tag {
            text: &month.label,
            short: &month.label,
            ink: Ink::MonthText,
            face: TEXT,
            rank: if i + 1 == scene.spec.latest.len() {
                Rank::LatestMonth
            } else {
                Rank::EarlierMonth
            },
            point: (x, y),
            end: (x + scene.reach() + GAP / 2.0, y),
            side: Side::Above,
        }
    })
}
