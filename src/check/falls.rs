//! Running totals that fall within a year, which figures that add up do not.

use rust_decimal::Decimal;

use super::FileProblems;
use super::reported::RowCheck;
use crate::diag::{Code, Problems};
use crate::model::{Mark, Measure, PeriodKind, Year};
use crate::source::{NodeId, SourcePath};

/// A figure of a running total.
struct Point<'a> {
    /// Its quarter or its month, as typed.
    when: String,
    /// The year that it adds up from the start of.
    year: Year,
    value: Decimal,
    path: &'a SourcePath,
    node: NodeId,
    is_explained: bool,
}

/// Warns of the first fall of a running total in each year. A note of the entry says that the source prints it, and a break in
/// the series that figures are counted differently.
pub(super) fn check(check: &RowCheck, problems: &mut Problems) {
    for measure in check.measure.with_members() {
        let adds_up = measure.period == PeriodKind::YearToDateTotal;
        let may_fall = measure.range.is_some_and(|(low, _)| low < Decimal::ZERO);
        if !adds_up || may_fall || !measure.unit.has_scale() {
            continue;
        }
        let points = points(check, measure);
        let mut warned = None;
        for pair in points.windows(2) {
            let [earlier, later] = pair else { continue };
            let falls = earlier.year == later.year && later.value < earlier.value;
            if falls && !later.is_explained && warned != Some(later.year) {
                warned = Some(later.year);
                let range = range_of(measure, &points);
                warn(measure, (earlier, later), &range, problems);
            }
        }
    }
}

fn points<'a>(check: &'a RowCheck, measure: &Measure) -> Vec<Point<'a>> {
    let mut points = Vec::new();
    for typed in check.row.entries() {
        let quarter = typed.quarter;
        let draft = typed.draft.of_member(measure.id.member());
        let entry = check.series.entry_of(quarter, measure.id.member());
        let (Some(draft), Some(entry)) = (draft, entry) else {
            continue;
        };
        if check.doubts_entry(quarter) {
            continue;
        }
        let is_broken = measure.breaks.iter().any(|one| one.from == quarter);
        let point = |when: String, value: Decimal, node: NodeId| Point {
            when,
            value,
            node,
            year: measure.year_running_in(quarter),
            path: typed.path,
            is_explained: draft.note.is_some()
                || draft.mark.is_some_and(|mark| mark.value == Mark::Break)
                || is_broken,
        };
        let months = draft
            .months
            .iter()
            .filter(|(month, _)| measure.months.is_some() && month.value <= quarter.last_month());
        let months = months.filter_map(|(month, typed)| {
            let figure = entry.months.get(&month.value)?;
            Some(point(
                month.value.to_string(),
                figure.value,
                typed.value.node,
            ))
        });
        let before = points.len();
        points.extend(months);
        if points.len() == before
            && let Some((figure, node)) = entry.reported.figure().zip(draft.figure_at())
        {
            points.push(point(quarter.to_string(), figure.shown(), node));
        }
    }
    points
}

/// Returns a range that starts below zero and includes all figures that are known: `{ low: -100, high: 1000 }`.
fn range_of(measure: &Measure, points: &[Point]) -> String {
    let above = |least: i64, size: Decimal| {
        let mut power = Decimal::from(least);
        while power <= size {
            power *= Decimal::TEN;
        }
        power
    };
    let sizes = |sign: Decimal| points.iter().map(move |point| point.value * sign);
    let highest = sizes(Decimal::ONE).max().unwrap_or_default();
    let lowest = sizes(Decimal::NEGATIVE_ONE).max().unwrap_or_default();
    let high = above(10, highest);
    let low = -above(1, lowest).max(high / Decimal::TEN);
    let [low, high] = [low, high].map(|edge| measure.unit.typed(edge));
    format!("{{ low: {low}, high: {high} }}")
}

fn warn(
    measure: &Measure,
    (earlier, later): (&Point, &Point),
    range: &str,
    problems: &mut Problems,
) {
    let [was, now] = [earlier, later].map(|point| measure.unit.typed(point.value));
    let message = format!(
        "`{}` is a running total, and falls from {was} in {} to {now} in {}",
        measure.id, earlier.when, later.when
    );
    let help = format!(
        "a total of the year so far includes what came before: if {now} is for that period alone, add the {was}; if figures are the average of the year so far, write `period: year_to_date_average` in the measure's file; if each is the position at the quarter's end, such as a balance, write `period: snapshot` there; if totals can fall, say so there with a range that starts below zero: `range: {range}`, or once in the entry's `note:`"
    );
    let file = &mut FileProblems::of(later.path, problems);
    file.warning(Code::Range, later.node, message, help);
}
