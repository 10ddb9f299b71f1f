//! Misplaced decimal points: a target or a figure that is a hundred or a thousand times off the measure's history.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use super::FileProblems;
use super::reported::RowCheck;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Measure, Quarter, Series, Target};
use crate::parse::At;
use crate::parse::draft::{GoalDraft, MeasureDraft, TargetDraft};
use crate::source::Place;

pub(super) fn check(check: &RowCheck, measure: &Measure, series: &Series, problems: &mut Problems) {
    let history = History {
        check,
        draft: &check.row.measure,
        measure,
        figures: figures(check, series),
    };
    history.check(problems);
    check_decimals(check, problems);
}

fn figures(check: &RowCheck, series: &Series) -> BTreeMap<Quarter, Decimal> {
    series
        .entries()
        .filter(|(quarter, _)| !check.doubts_entry(*quarter))
        .filter_map(|(quarter, entry)| Some((quarter, entry.reported.figure()?.shown())))
        .collect()
}

struct History<'a> {
    check: &'a RowCheck<'a>,
    draft: &'a MeasureDraft,
    measure: &'a Measure,
    figures: BTreeMap<Quarter, Decimal>,
}

impl History<'_> {
    /// Reports figures and targets that are off scale. If there are only two values, each is off the other, and only
    /// one is reported.
    fn check(&self, problems: &mut Problems) {
        let figures = self.figures.keys().copied();
        let off: Vec<(Quarter, OffScale)> = figures
            .filter_map(|quarter| Some((quarter, self.figure_off(quarter)?)))
            .collect();
        let reported = off
            .iter()
            .rev()
            .find_map(|(quarter, off)| self.figure_problem(*quarter, off));
        let is_reported = reported.is_some();
        problems.extend(reported);
        if off.is_empty() || (!is_reported && self.figures.len() > 1) {
            let targets = self.draft.targets.iter().flat_map(|targets| &targets.value);
            problems.extend(targets.filter_map(|target| self.target_problem(target)));
        }
    }

    fn figure_off(&self, quarter: Quarter) -> Option<OffScale> {
        let mut history: Vec<Point> = self
            .points()
            .filter(|point| point.quarter != Some(quarter))
            .collect();
        if history.is_empty() {
            let target = self
                .measure
                .judgement
                .target_in(quarter)
                .and_then(Target::figure);
            history.extend(target.map(|target| Point {
                name: PointName::ItsTarget(target),
                quarter: None,
                value: self.comparable(None, target),
            }));
        }
        off_scale(
            self.comparable(Some(quarter), self.figures[&quarter]),
            &history,
        )
    }

    fn points(&self) -> impl Iterator<Item = Point> {
        self.figures.iter().map(|(quarter, figure)| Point {
            name: PointName::Figure(*figure, *quarter),
            quarter: Some(*quarter),
            value: self.comparable(Some(*quarter), *figure),
        })
    }

    /// Returns a value per quarter for figures that accumulate over the year, so that they can be compared.
    fn comparable(&self, quarter: Option<Quarter>, value: Decimal) -> Decimal {
        if self.measure.is_cumulative() {
            let quarters = quarter.map_or(4, |quarter| quarter.number().number());
            value / Decimal::from(quarters)
        } else {
            value
        }
    }

    fn figure_problem(&self, quarter: Quarter, off: &OffScale) -> Option<Diagnostic> {
        let row = self.check.row;
        let typed = row.entry(quarter)?;
        let has_note = |quarter| {
            row.entry(quarter)
                .is_some_and(|typed| typed.draft.note.is_some())
        };
        if has_note(quarter) || off.only.is_some_and(has_note) {
            return None;
        }
        let at = typed.draft.figure_at().unwrap_or(typed.draft.node);
        let message = off.message(&self.figures[&quarter].to_string());
        let help = match off.only {
            Some(_) => {
                "one of the two has its decimal point in the wrong place; if both are right, say so in `note:`"
            }
            None => "check the decimal point; if it is right, say so in `note:`",
        };
        Some(Diagnostic::error(Code::OffScale, Place::node(typed.path, at), message).help(help))
    }

    fn target_problem(&self, target: &TargetDraft) -> Option<Diagnostic> {
        let GoalDraft::One(value) = target.target.value else {
            return None;
        };
        let others = self.measure.judgement.targets().iter();
        let others = others.filter(|other| other.from != target.from.value);
        let others = others.filter_map(|other| {
            Some(Point {
                name: PointName::TargetOf(other.from),
                quarter: None,
                value: self.comparable(None, other.figure()?),
            })
        });
        let history: Vec<Point> = others.chain(self.points()).collect();
        let off = off_scale(self.comparable(None, value), &history);
        let off = off.filter(|_| target.because.is_none())?;
        let place = Place::node(&self.draft.path, target.target.node);
        let message = off.message(&format!("a target of {value}"));
        Some(Diagnostic::error(Code::OffScale, place, message).help(
            "check the decimal point; if it is right, say why: add `because: \"...\"` to the target",
        ))
    }
}

/// The name of a point, which is formatted only for a message.
#[derive(Clone, Copy)]
enum PointName {
    Figure(Decimal, Quarter),
    ItsTarget(Decimal),
    TargetOf(Quarter),
}

impl fmt::Display for PointName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(figure, quarter) => write!(f, "{figure} in {quarter}"),
            Self::ItsTarget(target) => write!(f, "its target of {target}"),
            Self::TargetOf(quarter) => write!(f, "the target of {quarter}"),
        }
    }
}

struct Point {
    name: PointName,
    /// The quarter of a figure, `None` for a target.
    quarter: Option<Quarter>,
    value: Decimal,
}

/// How far a value is off those that it is compared with.
struct OffScale {
    times: &'static str,
    way: &'static str,
    example: PointName,
    /// The quarter of the only figure to compare with: then either of the two may be wrong.
    only: Option<Quarter>,
}

impl OffScale {
    fn message(&self, what: &str) -> String {
        let Self {
            times,
            way,
            example,
            only,
        } = self;
        match only {
            Some(_) => format!("{what} is about {times} times {way} than {example}"),
            None => format!(
                "{what} is about {times} times {way} than the measure's own history, such as {example}"
            ),
        }
    }
}

/// Returns how far a value is off, if it is about a hundred or a thousand times larger or smaller than all of its
/// history. Values near zero vary more, and are not reported.
fn off_scale(value: Decimal, history: &[Point]) -> Option<OffScale> {
    let scales = [("a hundred", 50, 200), ("a thousand", 500, 2000)];
    let known: Vec<&Point> = history
        .iter()
        .filter(|point| !point.value.is_zero())
        .collect();
    let last = known.last()?;
    let value = value.abs();
    if value.is_zero() {
        return None;
    }
    let way = if known.iter().all(|point| value > point.value.abs()) {
        "larger"
    } else if known.iter().all(|point| value < point.value.abs()) {
        "smaller"
    } else {
        return None;
    };
    let ratio = |other: Decimal| value.max(other) / value.min(other);
    scales.into_iter().find_map(|(times, least, most)| {
        let range = Decimal::from(least)..=Decimal::from(most);
        let all = known
            .iter()
            .all(|point| range.contains(&ratio(point.value.abs())));
        all.then(|| OffScale {
            times,
            way,
            example: last.name,
            only: last.quarter.filter(|_| known.len() == 1),
        })
    })
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
