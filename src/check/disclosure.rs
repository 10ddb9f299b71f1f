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
    let mut counts: Vec<At<Decimal>> = draft
        .numerator
        .into_iter()
        .chain(draft.denominator)
        .collect();
    if reading.measure.unit == Unit::Count {
        counts.extend(draft.value);
        counts.extend(draft.months.iter().map(|(_, figure)| figure.value));
        counts.extend(draft.parts.iter().map(|(_, figure)| figure.value));
    }
    for count in counts.into_iter().filter(|count| is_small(count.value)) {
        let message = format!(
            "{} is below {threshold}, and this measure does not publish counts below {threshold}",
            count.value
        );
        out.push(reading.error(Code::Disclosure, count.node, message).help(
            "write `missing: suppressed` and `because: \"To protect people.\"` in place of the figure",
        ));
    }
}
