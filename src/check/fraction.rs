//! Figures that are computed from a numerator and a denominator.

use rust_decimal::Decimal;

use super::entries::EntryCheck;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Figure, Unit};
use crate::parse::{At, Legible};
use crate::source::Place;

impl EntryCheck<'_> {
    pub(super) fn fraction(&self) -> Option<(Decimal, Decimal)> {
        let (numerator, denominator) = (self.draft.numerator?, self.draft.denominator?);
        Some((numerator.value, denominator.value))
    }

    /// Reports a typed figure that differs from its numerator and denominator. A source may print all three.
    pub(super) fn check_is_fraction(
        &self,
        value: At<Decimal>,
        computed: Figure,
        problems: &mut Problems,
    ) {
        let shown = Figure::computed(computed.value, value.scale()).shown();
        if shown == value.value {
            return;
        }
        let Some((numerator, denominator)) = self.fraction() else {
            return;
        };
        let message = format!(
            "the figure is {}, but {numerator} out of {denominator} is {shown}",
            value.value
        );
        problems.report(
            self.error(Code::Sum, value.node, message)
                .help("correct one of the three, or delete `value`, which is calculated"),
        );
    }

    pub(super) fn computed(&self, problems: &mut Problems) -> Option<Figure> {
        let (numerator, denominator) = match (self.draft.numerator, self.draft.denominator) {
            (Some(numerator), Some(denominator)) => (numerator, denominator),
            (None, None) => return None,
            (one, other) => {
                self.report_half_fraction(one.or(other), problems);
                return None;
            }
        };
        if denominator.is_zero() {
            let message = "a figure cannot be calculated from a denominator of 0";
            problems.report(self.error(Code::Range, denominator.node, message).help(
                "write `missing: not_applicable` and `because: \"There were none.\"` instead",
            ));
            return None;
        }
        let times = match self.measure.unit {
            Unit::Percent => Decimal::ONE_HUNDRED,
            Unit::Rate { per } => Decimal::from(per),
            Unit::Count => {
                let message = "a count is not calculated from a numerator and denominator";
                problems.report(
                    self.error(Code::WrongShape, numerator.node, message)
                        .help("write only `value:`"),
                );
                return None;
            }
            _ => Decimal::ONE,
        };
        let value = numerator
            .checked_mul(times)
            .and_then(|product| product.checked_div(*denominator))
            .filter(|value| value.abs() < Decimal::from(1_000_000_000_000_u64));
        if value.is_none() {
            let message = "the numerator and denominator give a figure that is too large";
            problems.report(
                self.error(Code::Range, numerator.node, message)
                    .help("check both of them"),
            );
        }
        if value.is_some() {
            self.check_shares(numerator, denominator, problems);
        }
        let mark = self.draft.mark.map(|mark| mark.value);
        value.map(|value| Figure {
            mark,
            ..Figure::computed(value, self.measure.decimals)
        })
    }

    fn report_half_fraction(&self, one: Option<At<Decimal>>, problems: &mut Problems) {
        let Some(one) = one.filter(|_| self.draft.legible == Legible::Whole) else {
            return;
        };
        let (message, help) = match self.draft.numerator {
            Some(_) => ("a numerator needs its denominator", "add `denominator:`"),
            None => ("a denominator needs its numerator", "add `numerator:`"),
        };
        problems.report(self.error(Code::MissingField, one.node, message).help(help));
    }

    /// Reports a negative number, and warns of a numerator that is larger than the denominator.
    fn check_shares(
        &self,
        numerator: At<Decimal>,
        denominator: At<Decimal>,
        problems: &mut Problems,
    ) {
        if let Some(negative) = [numerator, denominator]
            .into_iter()
            .find(|number| number.is_sign_negative())
        {
            let message = format!(
                "{} is below zero, but it is a number of cases",
                negative.value
            );
            problems.report(
                self.error(Code::Range, negative.node, message)
                    .help(format!("write {}", -negative.value)),
            );
        } else if self.measure.unit == Unit::Percent && numerator.value > denominator.value {
            let message = format!(
                "{} out of {} is more than the whole",
                numerator.value, denominator.value
            );
            let place = Place::node(self.context.path, numerator.node);
            problems.report(
                Diagnostic::warning(Code::Range, place, message)
                    .help("check that the numerator and denominator are not the wrong way round"),
            );
        }
    }
}
