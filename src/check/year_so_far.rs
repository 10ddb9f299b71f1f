//! Figures of the year so far, and whether they agree with the quarters that they are made of.

use rust_decimal::Decimal;

use super::FileProblems;
use super::reported::RowCheck;
use crate::diag::{Code, Problems};
use crate::model::{Figure, Measure, MeasureSeries, Quarter, Rates, Unit};
use crate::parse::draft::EntryDraft;

/// Checks each figure of the year so far. A note can say why the source prints another one.
pub(super) fn check(check: &RowCheck, problems: &mut Problems) {
    for typed in check.row.entries() {
        if check.doubts_entry(typed.quarter) {
            continue;
        }
        for measure in check.measure.with_members() {
            let draft = typed.draft.of_member(measure.id.member());
            let series = check.series;
            let measured = MeasureSeries { measure, series };
            let Some(draft) = draft.filter(|draft| draft.note.is_none()) else {
                continue;
            };
            let is_known = |quarter| !check.doubts_entry(quarter);
            let found = contradiction(&measured, typed.quarter, draft, is_known);
            if let (Some((message, help)), Some(at)) = (found, &draft.year_to_date) {
                let file = &mut FileProblems::of(typed.path, problems);
                file.error(Code::Sum, at.value.node, message, help);
            }
        }
    }
}

/// Returns what is wrong with the figure of the year so far of an entry, and what to type.
fn contradiction(
    measured: &MeasureSeries,
    quarter: Quarter,
    draft: &EntryDraft,
    is_known: impl Fn(Quarter) -> bool,
) -> Option<(String, &'static str)> {
    let (measure, entry) = (measured.measure, measured.entry(quarter)?);
    draft.year_to_date.as_ref()?;
    let so_far = entry.year_to_date?;
    let own = entry.reported.figure()?;
    if !measure.unit.has_scale() {
        return None;
    }
    if measure.place_in_year(quarter) == 0 {
        let message = in_first_quarter(measure, quarter, so_far, own)?;
        let help = "correct one of them, or delete `year_to_date`, which is the same as the quarter's figure; if the source prints both, say so in `note:`";
        return Some((message, help));
    }
    let quarters = quarters_of_year(measured, quarter, is_known);
    let message = match measure.rates {
        Rates::Quarter => None,
        Rates::YearToDateTotal => as_total(measure, so_far, &quarters),
        Rates::YearToDateAverage => as_average(measure, so_far, &quarters),
    }?;
    let help = "correct `year_to_date` or the figure of a quarter; if the source prints these figures, say so in `note:`";
    Some((message, help))
}

fn typed(measure: &Measure, value: Decimal) -> String {
    measure.unit.typed(value.normalize())
}

/// Both figures of the first quarter of a year are the same, although one may be printed with fewer decimals.
fn in_first_quarter(
    measure: &Measure,
    quarter: Quarter,
    so_far: Figure,
    own: Figure,
) -> Option<String> {
    let (one, other) = (so_far.shown(), own.shown());
    let slack = if one.scale() == other.scale() {
        Decimal::ZERO
    } else {
        rounding(&so_far, measure).max(rounding(&own, measure))
    };
    let [so_far, own] = [one, other].map(|value| typed(measure, value));
    ((one - other).abs() > slack).then(|| {
        format!(
            "the year so far is {so_far}, but {quarter} is the first quarter of its year, and its figure is {own}"
        )
    })
}

/// A total is what its quarters add up to, and no less than those that are known.
fn as_total(measure: &Measure, so_far: Figure, quarters: &[Option<Figure>]) -> Option<String> {
    let known = || quarters.iter().flatten();
    let is_whole = known().count() == quarters.len();
    let sum: Decimal = known().map(|figure| figure.value).sum();
    let slack: Decimal = known().map(|one| rounding(one, measure)).sum();
    let slack = slack + rounding(&so_far, measure);
    let is_too_small = so_far.value < sum - slack && !measure.can_be_negative();
    let is_other = is_whole && (so_far.value - sum).abs() > slack;
    let [so_far, sum] = [so_far.shown(), sum].map(|value| typed(measure, value));
    (is_too_small || is_other)
        .then(|| format!("the year so far is {so_far}, but its quarters add up to {sum}"))
}

/// An average lies between the lowest and the highest of its quarters.
fn as_average(measure: &Measure, so_far: Figure, quarters: &[Option<Figure>]) -> Option<String> {
    let all: Option<Vec<Figure>> = quarters.iter().copied().collect();
    let all = all?;
    let low = all.iter().min_by_key(|figure| figure.value)?;
    let high = all.iter().max_by_key(|figure| figure.value)?;
    let slack = |one: &Figure| rounding(&so_far, measure) + rounding(one, measure);
    let is_outside =
        so_far.value < low.value - slack(low) || so_far.value > high.value + slack(high);
    let [so_far, low, high] = [&so_far, low, high].map(|figure| typed(measure, figure.shown()));
    is_outside.then(|| {
        format!(
            "the year so far is {so_far}, which cannot be the average of quarters between {low} and {high}"
        )
    })
}

/// Returns the figures of the quarters of a year up to a quarter. `None` for a quarter without a reliable figure.
fn quarters_of_year(
    measured: &MeasureSeries,
    quarter: Quarter,
    is_known: impl Fn(Quarter) -> bool,
) -> Vec<Option<Figure>> {
    let place = measured.measure.place_in_year(quarter);
    let back = std::iter::successors(Some(quarter), |then| Some(then.previous()));
    let own = |then| measured.figure(then).filter(|_| is_known(then));
    back.take(place + 1).map(own).collect()
}

/// Returns by how much the exact value may differ from a typed figure. Counts are not rounded.
fn rounding(figure: &Figure, measure: &Measure) -> Decimal {
    if measure.unit == Unit::Count {
        return Decimal::ZERO;
    }
    Decimal::new(5, figure.shown().scale() + 1)
}
