//! Small numbers of people: a count below the measure's own threshold is not taken in.
//!
//! The threshold does not suppress anything by itself yet, so a small count must not come in at all: the editor types
//! that it is suppressed, and every page says `[c]`.

use rust_decimal::Decimal;

use super::entries::Reading;
use crate::diag::{Code, Diagnostic};
use crate::model::Unit;
use crate::parse::At;

/// Reports counts, numerators and cohorts that are above zero and below the threshold.
pub(super) fn check(reading: &Reading, out: &mut Vec<Diagnostic>) {
    let Some(threshold) = reading.measure.suppress_below else {
        return;
    };
    let least = Decimal::from(threshold);
    let is_small = |value: Decimal| value > Decimal::ZERO && value < least;
    let draft = reading.draft;
    let is_count = reading.measure.unit == Unit::Count;
    let own = draft.numerator.into_iter().chain(draft.denominator);
    let value = draft
        .value
        .into_iter()
        .chain(draft.forecast.map(|figure| figure.value));
    let inner = draft.months.iter().map(|(_, figure)| figure.value);
    let inner = inner.chain(draft.parts.iter().map(|(_, figure)| figure.value));
    let whole = own
        .chain(value.filter(|_| is_count))
        .map(|count| (count, WHOLE));
    let inner = inner.filter(|_| is_count).map(|count| (count, INNER));
    let cohort = draft.cohort.map(|value| {
        (
            At {
                value,
                node: draft.node,
            },
            INNER,
        )
    });
    for (count, help) in whole
        .chain(inner)
        .chain(cohort)
        .filter(|(count, _)| is_small(count.value))
    {
        let message = format!(
            "{} is below {threshold}, and this measure does not publish counts below {threshold}",
            count.value
        );
        out.push(
            reading
                .error(Code::Disclosure, count.node, message)
                .help(help),
        );
    }
}

const WHOLE: &str =
    "write `missing: suppressed` and `because: \"To protect people.\"` instead of the figure";
const INNER: &str = "delete it, and say in `note:` that it is left out to protect people";
