//! Misplaced decimal points: a target or a figure that is a hundred or a thousand times off the measure's history.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::FileProblems;
use super::reported::RowCheck;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Quarter, Target, Unit};
use crate::parse::At;
use crate::parse::draft::{AskDraft, TargetsDraft};
use crate::source::{Place, SourcePath};

pub(super) fn check(check: &RowCheck, problems: &mut Problems) {
    if !check.measure.unit.has_scale() {
        return;
    }
    let entries = check.series.entries();
    let reliable = entries.filter(|(quarter, _)| !check.doubts_entry(*quarter));
    let figures =
        reliable.filter_map(|(quarter, entry)| Some((quarter, entry.reported.figure()?.shown())));
    let history = History {
        check,
        figures: figures.collect(),
    };
    history.check(problems);
    check_decimals(check, problems);
}

struct History<'a> {
    check: &'a RowCheck<'a>,
    figures: BTreeMap<Quarter, Decimal>,
}

/// A value of the history.
#[derive(Clone, Copy)]
enum Point {
    Figure(Quarter, Decimal),
    /// The target of the figure that is checked.
    ItsTarget(Decimal),
    TargetOf(Quarter, Decimal),
}

impl History<'_> {
    /// Reports figures and targets that are off scale. If there are only two values, each is off the other, and only
    /// one is reported.
    fn check(&self, problems: &mut Problems) {
        // Only the smallest and the largest can be off all others.
        let sizes = || self.points().map(|point| self.comparable(point));
        let sizes = || sizes().filter(|size| !size.is_zero());
        let extremes = [sizes().min(), sizes().max()];
        let off = self.figures.iter().filter_map(|(quarter, figure)| {
            let size = self.comparable(Point::Figure(*quarter, *figure));
            let off = extremes
                .contains(&Some(size))
                .then(|| self.figure_off(*quarter));
            Some((*quarter, off.flatten()?))
        });
        let off: Vec<(Quarter, OffScale)> = off.collect();
        let mut latest_first = off.iter().rev();
        let reported = latest_first.find_map(|(quarter, off)| self.figure_problem(*quarter, off));
        let is_reported = reported.is_some();
        problems.extend(reported);
        if off.is_empty() || (!is_reported && self.figures.len() > 1) {
            let targets = self.check.row.measure.targets.iter();
            let targets = targets.flat_map(|targets| match &targets.value {
                TargetsDraft::History(history) => history.as_slice(),
                TargetsDraft::EachQuarter => &[],
            });
            let targets = targets.filter_map(|typed| {
                let is_explained = typed.because.is_some();
                let path = &self.check.row.measure.path;
                let target = (&typed.ask, typed.from.value, is_explained);
                self.target_problem(target, path)
            });
            problems.extend(targets);
            problems.extend(self.check.row.entries().filter_map(|typed| {
                let target = &typed.draft.target.as_ref()?.value;
                let is_explained = target.because.is_some();
                let target = (&target.ask, typed.quarter, is_explained);
                self.target_problem(target, typed.path)
            }));
        }
    }

    fn figure_off(&self, quarter: Quarter) -> Option<OffScale> {
        let is_other = |point: &Point| !matches!(point, Point::Figure(of, _) if *of == quarter);
        let mut history: Vec<Point> = self.points().filter(is_other).collect();
        if history.is_empty() {
            let target = self.check.measure.target_in(quarter);
            let target = target.and_then(Target::figure);
            history.extend(target.map(Point::ItsTarget));
        }
        self.off_scale(Point::Figure(quarter, self.figures[&quarter]), &history)
    }

    fn points(&self) -> impl Iterator<Item = Point> {
        let figures = self.figures.iter();
        figures.map(|(quarter, figure)| Point::Figure(*quarter, *figure))
    }

    /// Returns a value per quarter for figures that accumulate over the year, so that they can be compared.
    fn comparable(&self, point: Point) -> Decimal {
        let (value, quarters) = match point {
            Point::Figure(quarter, value) => (value, quarter.number().number()),
            Point::ItsTarget(value) | Point::TargetOf(_, value) => (value, 4),
        };
        if self.check.measure.is_cumulative() {
            value.abs() / Decimal::from(quarters)
        } else {
            value.abs()
        }
    }

    fn figure_problem(&self, quarter: Quarter, off: &OffScale) -> Option<Diagnostic> {
        let row = self.check.row;
        let typed = row.entry(quarter)?;
        let note = |quarter| row.entry(quarter)?.draft.note.as_ref();
        if note(quarter).is_some() || off.only.and_then(note).is_some() {
            return None;
        }
        let at = typed.draft.figure_at().unwrap_or(typed.draft.node);
        let unit = &self.check.measure.unit;
        let message = off.message(&unit.typed(self.figures[&quarter]), unit);
        let help = match off.only {
            Some(_) => {
                "one of the two has its decimal point in the wrong place; if both are right, say so in `note:`"
            }
            None => "check the decimal point; if it is right, say so in `note:`",
        };
        Some(Diagnostic::error(Code::OffScale, Place::node(typed.path, at), message).help(help))
    }

    fn target_problem(
        &self,
        (ask, from, is_explained): (&AskDraft, Quarter, bool),
        path: &SourcePath,
    ) -> Option<Diagnostic> {
        let typed = ask.target.as_ref()?;
        let mut targets = self.check.measure.judgement.targets().iter();
        let value = targets.find(|own| own.from == from)?.figure()?;
        let others = self.check.measure.judgement.targets().iter();
        let others = others.filter(|other| other.from != from);
        let others = others.filter_map(|other| Some(Point::TargetOf(other.from, other.figure()?)));
        let history: Vec<Point> = others.chain(self.points()).collect();
        let off = self.off_scale(Point::TargetOf(from, value), &history);
        let off = off.filter(|_| !is_explained)?;
        let place = Place::node(path, typed.node);
        let unit = &self.check.measure.unit;
        let message = off.message(&format!("a target of {}", unit.typed(value)), unit);
        Some(Diagnostic::error(Code::OffScale, place, message).help(
            "check the decimal point; if it is right, say why: add `because: \"...\"` to the target",
        ))
    }

    /// Returns how far a value is off, if it is about a hundred or a thousand times larger or smaller than all of its
    /// history. Values near zero vary more, and are not reported.
    fn off_scale(&self, point: Point, history: &[Point]) -> Option<OffScale> {
        let scales = [("a hundred", 50, 200), ("a thousand", 500, 2000)];
        let known = history.iter().map(|point| self.comparable(*point));
        let known = known.zip(history).filter(|(value, _)| !value.is_zero());
        let known: Vec<(Decimal, &Point)> = known.collect();
        let (_, example) = known.last()?;
        let value = self.comparable(point);
        if value.is_zero() {
            return None;
        }
        let way = if known.iter().all(|(other, _)| value > *other) {
            "larger"
        } else if known.iter().all(|(other, _)| value < *other) {
            "smaller"
        } else {
            return None;
        };
        let ratio = |other: Decimal| value.max(other) / value.min(other);
        let mut scales = scales.into_iter();
        let (times, ..) = scales.find(|(_, least, most)| {
            let range = Decimal::from(*least)..=Decimal::from(*most);
            known
                .iter()
                .all(|(other, _)| range.contains(&ratio(*other)))
        })?;
        let only = match **example {
            Point::Figure(quarter, _) if known.len() == 1 => Some(quarter),
            _ => None,
        };
        Some(OffScale {
            times,
            way,
            example: **example,
            only,
        })
    }
}

/// How far a value is off those that it is compared with.
struct OffScale {
    times: &'static str,
    way: &'static str,
    example: Point,
    /// The quarter of the only figure to compare with: then either of the two may be wrong.
    only: Option<Quarter>,
}

impl OffScale {
    fn message(&self, what: &str, unit: &Unit) -> String {
        let Self { times, way, .. } = self;
        let example = match self.example {
            Point::Figure(quarter, figure) => format!("{} in {quarter}", unit.typed(figure)),
            Point::ItsTarget(target) => format!("its target of {}", unit.typed(target)),
            Point::TargetOf(quarter, _) => format!("the target of {quarter}"),
        };
        let history = match self.only {
            Some(_) => "",
            None => "the measure's own history, such as ",
        };
        format!("{what} is about {times} times {way} than {history}{example}")
    }
}

/// Warns of typed figures with more decimals than the measure has. Figures are shown as typed.
fn check_decimals(check: &RowCheck, problems: &mut Problems) {
    let draft = &check.row.measure;
    let Some(decimals) = draft.decimals else {
        return;
    };
    for typed in check.row.entries() {
        let value = typed.draft.value.map(|value| value.map(|number| number.0));
        if let Some(At { value, node }) = value.filter(|value| value.scale() > decimals.value) {
            let message = format!(
                "{value} has more decimals than `{}` is published with, which is {}",
                draft.id, decimals.value
            );
            let help =
                "figures are shown as typed: round this one, or give the measure more `decimals`";
            let file = &mut FileProblems::of(typed.path, problems);
            file.warning(Code::Decimals, node, message, help);
        }
    }
}
