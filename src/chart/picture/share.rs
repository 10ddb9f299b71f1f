//! A figure out of a hundred, with its target.

use super::super::ink::Ink;
use super::super::shapes::Shapes;
use super::super::spec::Level;

/// A percentage with its target and its tolerance; two of each where the aim is a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The figure.
    pub figure: Level,
    /// One target, the two edges of a range, or none.
    pub targets: Vec<Level>,
    /// The same of the tolerance.
    pub tolerances: Vec<Level>,
}

impl Share {
    /// Figure, target and tolerance up to this are few in a hundred: in a bar of ten marks they would crowd into the
    /// first, and people grasp so few better as so many of a hundred.
    pub const FEW: f64 = 10.0;

    /// Whether figure and targets lie between none and all. A tolerance may lie beyond, where nothing can reach it.
    pub(super) fn is_of_a_hundred(&self) -> bool {
        let targets = self.targets.iter().chain([&self.figure]);
        targets.into_iter().all(|level| within(*level, 100.0))
    }

    /// Whether all of it is few in a hundred.
    pub(super) fn is_few(&self) -> bool {
        let all = self.targets.iter().chain(&self.tolerances);
        all.chain([&self.figure])
            .all(|level| within(*level, Self::FEW))
    }

    /// Ticks at targets and tolerances, from one height to another, with room round each.
    pub(super) fn ticks(&self, shapes: &Shapes, (top, bottom): (f64, f64), at: fn(f64) -> f64) {
        let drawable = |levels: &[Level]| -> Vec<f64> {
            let levels = levels.iter().filter(|level| within(**level, 100.0));
            levels.map(|level| at(level.get())).collect()
        };
        let (targets, tolerances) = (drawable(&self.targets), drawable(&self.tolerances));
        let tick = |x: f64, ink| shapes.stroke(ink, [(x, top), (x, bottom)]);
        // The room first, so that one tick's never cuts into its neighbour.
        for x in tolerances.iter().chain(&targets) {
            tick(*x, Ink::Halo);
        }
        for x in tolerances {
            tick(x, Ink::Slack);
        }
        for x in targets {
            tick(x, Ink::Aim);
        }
    }
}

fn within(level: Level, most: f64) -> bool {
    (0.0..=most).contains(&level.get())
}
