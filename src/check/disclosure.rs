//! Disclosure control: a count below the measure's threshold is rejected.
//!
//! The program does not suppress figures itself. The editor writes that the figure is suppressed, and every page shows
//! `[c]`.

use rust_decimal::Decimal;

use super::entries::EntryCheck;
use crate::diag::{Code, Problems};
use crate::model::Unit;
use crate::parse::At;

/// Reports counts, numerators and cohorts between zero and the threshold.
pub(super) fn check(check: &EntryCheck, problems: &mut Problems) {
    let Some(threshold) = check.measure.suppress_below else {
        return;
    };
    let least = Decimal::from(threshold);
    let is_small = |value: Decimal| value > Decimal::ZERO && value < least;
    let draft = check.draft;
    let is_count = check.measure.unit == Unit::Count;
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
        problems.report(
            check
                .error(Code::Disclosure, count.node, message)
                .help(help),
        );
    }
}

const WHOLE: &str =
    "write `missing: suppressed` and `because: \"To protect people.\"` instead of the figure";
const INNER: &str = "delete it, and say in `note:` that it is left out to protect people";
