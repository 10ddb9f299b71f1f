//! What a single figure is held against: lines across its scale, each with its name flying beside its top.

use plotters_backend::text_anchor::HPos;

use super::gutter::Form;
use super::ink::Ink;
use super::lettering::Face;
use super::letters::Letter;
use super::named::Named;
use super::sheet::{GAP, STRONG, Sheet, TEXT};
use super::spec::{GoalStep, Line, TrendSpec};
use super::units::count;

/// The most rows of names.
const ROWS: usize = 4;
/// From the top of the sheet to the names, in drawing units.
const TOP: f64 = 3.0;
/// What keeps a name clear of another's line, in drawing units.
const CLEAR: f64 = 2.0;

/// A line that the figure is held against.
pub(super) struct Flag<'a> {
    /// The line.
    pub(super) line: &'a Line,
    /// What it is.
    pub(super) stroke: Ink,
    /// Where it is, in drawing units from the left.
    pub(super) x: f64,
    /// Its name in its row, and how much of it. The line ends there, so that names in higher rows can stand over it.
    name: Option<(usize, Letter, Form)>,
}

impl Flag<'_> {
    /// Its name, where it has one on the drawing.
    pub(super) fn letter(&self) -> Option<&Letter> {
        self.name.as_ref().map(|(_, letter, _)| letter)
    }

    /// Where its line begins, if not with the scale.
    pub(super) fn top(&self) -> Option<f64> {
        let (row, ..) = self.name.as_ref()?;
        Some(TOP - 1.0 + count(*row) * TEXT.pitch())
    }

    /// What the page has to name.
    pub(super) fn named(&self) -> Option<Named> {
        match self.name {
            Some((.., Form::Whole)) => None,
            _ => Named::new(self.stroke, &self.line.label),
        }
    }
}

/// The step that held last of each goal.
pub(super) fn steps(spec: &TrendSpec) -> impl Iterator<Item = &GoalStep> {
    spec.goals.iter().filter_map(|goal| goal.steps.last())
}

/// The lines with their names, where each found room: targets first, other bodies last.
pub(super) fn of<'a>(
    spec: &'a TrendSpec,
    sheet: &Sheet,
    x: impl Fn(&Line) -> f64,
) -> Vec<Flag<'a>> {
    let targets = steps(spec).map(|step| (&step.target, Ink::Target));
    let tolerances = steps(spec).filter_map(|step| step.tolerance.as_ref());
    let tolerances = tolerances.map(|line| (line, Ink::Tolerance));
    let benchmarks = spec
        .benchmarks
        .iter()
        .map(|benchmark| (&benchmark.line, Ink::Benchmark));
    let mut flags: Vec<Flag<'a>> = Vec::new();
    for (line, stroke) in targets.chain(tolerances).chain(benchmarks) {
        let x = x(line);
        let form = |text: &str, form| {
            let (row, letter) = free(&flags, sheet, x, text, stroke)?;
            Some((row, letter, form))
        };
        let name = form(&line.label, Form::Whole).or_else(|| form(&line.short, Form::Short));
        flags.push(Flag {
            line,
            stroke,
            x,
            name,
        });
    }
    flags
}

/// The height of the rows that are used, in drawing units.
pub(super) fn height(flags: &[Flag<'_>]) -> f64 {
    let rows = flags
        .iter()
        .filter_map(|flag| Some(flag.name.as_ref()?.0 + 1));
    match rows.max() {
        Some(rows) => TOP + count(rows) * TEXT.pitch(),
        None => 0.0,
    }
}

/// The highest row in which words find room beside their line.
fn free(
    flags: &[Flag<'_>],
    sheet: &Sheet,
    x: f64,
    text: &str,
    stroke: Ink,
) -> Option<(usize, Letter)> {
    let (ink, face): (Ink, Face) = match stroke {
        Ink::Target => (Ink::TargetText, STRONG),
        Ink::Tolerance => (Ink::ToleranceText, TEXT),
        _ => (Ink::BenchmarkText, TEXT),
    };
    let sides = [(HPos::Left, x + GAP), (HPos::Right, x - GAP)];
    let spots = (0..ROWS).flat_map(|row| sides.map(|(anchor, x)| (row, anchor, x)));
    let mut letters = spots.map(|(row, anchor, x)| {
        let letter = Letter {
            text: text.to_owned(),
            ink,
            face,
            anchor,
            x,
            y: TOP + TEXT.above() + count(row) * TEXT.pitch(),
        };
        (row, letter)
    });
    letters.find(|(row, letter)| !text.trim().is_empty() && fits(flags, sheet, x, *row, letter))
}

/// Whether a name stays on the sheet and off the others and their lines, and its line off their names.
fn fits(flags: &[Flag<'_>], sheet: &Sheet, x: f64, row: usize, letter: &Letter) -> bool {
    let b = letter.bounds();
    let over = |x: f64, b: &super::letters::Bounds| x > b.left - CLEAR && x < b.right + CLEAR;
    let apart = |flag: &Flag<'_>| match &flag.name {
        Some((of, other, _)) => {
            let other = other.bounds();
            // Of two, the line of the one in the higher row passes by the other's name.
            let crossed = if *of > row {
                over(x, &other)
            } else {
                over(flag.x, &b)
            };
            !crossed && !b.meets(&other)
        }
        None => true,
    };
    b.left >= 0.0 && b.right <= sheet.width && flags.iter().all(apart)
}
