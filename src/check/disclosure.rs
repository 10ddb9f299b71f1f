//! Disclosure control: a count below the measure's threshold is rejected.
//!
//! The program does not suppress figures itself. The editor writes that the figure is suppressed, and every page shows
//! `[c]`.

use rust_decimal::Decimal;

use super::FileProblems;
use super::entries::{self, EntryCheck};
use crate::diag::Code;
use crate::model::Unit;
use crate::parse::At;
use crate::parse::draft::{FigureDraft, TypedNumber};
use crate::parse::leaf::Amount;

/// Reports counts, numerators and cohorts between zero and the threshold.
pub(super) fn check(check: &mut EntryCheck) {
    let Some(threshold) = check.measure.suppress_below else {
        return;
    };
    let least = Decimal::from(threshold);
    let draft = check.draft;
    let is_count = matches!(check.measure.unit, Unit::Count | Unit::Own(_));
    check_limit(check, threshold);
    let number = |figure: &FigureDraft| match figure.value.value {
        Amount::Number(value) => Some(figure.value.as_ref().map(|_| TypedNumber(value))),
        Amount::Words(_) => None,
    };
    let own = draft.numerator.into_iter().chain(draft.denominator);
    let value = draft.value.into_iter();
    let value = value.chain(draft.forecast.as_ref().and_then(number));
    let inner = draft.months.iter().map(|(_, figure)| figure);
    let inner = inner.chain(draft.parts.iter().map(|(_, figure)| figure));
    let inner = inner.filter_map(number);
    let whole = own
        .chain(value.filter(|_| is_count))
        .map(|count| (count, WHOLE));
    let inner = inner.filter(|_| is_count).map(|count| (count, INNER));
    let node = draft.node;
    let cohort = draft.cohort.map(|value| (At { value, node }, INNER));
    for (
        At {
            value: TypedNumber(value),
            node,
        },
        help,
    ) in whole.chain(inner).chain(cohort)
    {
        if value > Decimal::ZERO && value < least {
            let message = not_published(value, threshold);
            check.file.error(Code::Disclosure, node, message, help);
        }
    }
}

/// Reports a measure's own earlier figure between zero and the threshold.
pub(super) fn check_earlier(
    typed: &At<Amount>,
    unit: &Unit,
    threshold: Option<u32>,
    file: &mut FileProblems,
) {
    let is_count = matches!(unit, Unit::Count | Unit::Own(_));
    let (Some(threshold), Amount::Number(value)) = (threshold.filter(|_| is_count), &typed.value)
    else {
        return;
    };
    if *value > Decimal::ZERO && *value < Decimal::from(threshold) {
        let message = not_published(*value, threshold);
        let help = format!("write `as_printed: \"<{threshold}\"` instead of `value`");
        file.error(Code::Disclosure, typed.node, message, help);
    }
}

fn not_published(value: Decimal, threshold: u32) -> String {
    format!(
        "{value} is below {threshold}, and this measure does not publish counts below {threshold}"
    )
}

/// Reports a limit below the threshold: "<3" tells more than "<5".
fn check_limit(check: &mut EntryCheck, threshold: u32) {
    let words = check.draft.words.as_ref();
    let limit = words.and_then(|words| Some((words.node, entries::limit(&words.value)?)));
    if let Some((node, limit)) = limit.filter(|(_, limit)| *limit < threshold) {
        let message = format!(
            "`<{limit}` tells readers more than that it is below {threshold}, and this measure does not publish counts below {threshold}"
        );
        let help = format!("write `<{threshold}`");
        check.file.error(Code::Disclosure, node, message, help);
    }
}

const WHOLE: &str =
    "write `missing: suppressed` and `because: \"To protect people.\"` instead of the figure";
const INNER: &str = "delete it, and say in `note:` that it is left out to protect people";
