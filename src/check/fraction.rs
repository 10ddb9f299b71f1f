//! Figures that are computed from a numerator and a denominator.

use rust_decimal::Decimal;

use super::entries::EntryCheck;
use crate::diag::Code;
use crate::model::{Figure, Unit};
use crate::parse::At;
use crate::parse::draft::TypedNumber;

impl EntryCheck<'_> {
    pub(super) fn fraction(&self) -> Option<(Decimal, Decimal)> {
        let (numerator, denominator) = (self.draft.numerator?, self.draft.denominator?);
        Some((numerator.value.0, denominator.value.0))
    }

    /// Reports a typed figure that differs from its numerator and denominator. A source may print all three.
    pub(super) fn check_is_fraction(&mut self, value: At<Decimal>, computed: Figure) {
        let shown = Figure::computed(computed.value, value.scale()).shown();
        if let Some((numerator, denominator)) = self.fraction()
            && shown != value.value
        {
            let message = format!(
                "the figure is {}, but {numerator} out of {denominator} is {shown}",
                value.value
            );
            let help = "correct one of the three, or delete `value`, which is calculated";
            self.file.error(Code::Sum, value.node, message, help);
        }
    }

    pub(super) fn computed(&mut self) -> Option<Figure> {
        let number = |at: At<TypedNumber>| at.map(|number| number.0);
        let typed = [self.draft.numerator, self.draft.denominator].map(|at| at.map(number));
        let (numerator, denominator) = match typed.into() {
            (Some(numerator), Some(denominator)) => (numerator, denominator),
            (None, None) => return None,
            (one, other) => {
                self.report_half_fraction(one.or(other)?);
                return None;
            }
        };
        let file = &mut self.file;
        if denominator.is_zero() {
            let message = "a figure cannot be calculated from a denominator of 0";
            let help =
                "write `missing: not_applicable` and `because: \"There were none.\"` instead";
            file.error(Code::Range, denominator.node, message, help);
            return None;
        }
        let times = match self.measure.unit {
            Unit::Percent => Decimal::ONE_HUNDRED,
            Unit::Rate { per } => Decimal::from(per),
            Unit::Count | Unit::Results(_) => {
                let message = "a count is not calculated from a numerator and denominator";
                let help = "write only `value:`";
                file.error(Code::WrongShape, numerator.node, message, help);
                return None;
            }
            _ => Decimal::ONE,
        };
        let product = numerator.checked_mul(times);
        let value = product.and_then(|product| product.checked_div(*denominator));
        let limit = Decimal::from(1_000_000_000_000_u64);
        let Some(value) = value.filter(|value| value.abs() < limit) else {
            let message = "the numerator and denominator give a figure that is too large";
            file.error(Code::Range, numerator.node, message, "check both of them");
            return None;
        };
        self.check_shares(numerator, denominator);
        Some(Figure {
            mark: self.draft.mark.map(|mark| mark.value),
            ..Figure::computed(value, self.measure.decimals)
        })
    }

    fn report_half_fraction(&mut self, one: At<Decimal>) {
        if self.draft.is_whole {
            let (message, help) = match self.draft.numerator {
                Some(_) => ("a numerator needs its denominator", "add `denominator:`"),
                None => ("a denominator needs its numerator", "add `numerator:`"),
            };
            self.file.error(Code::MissingField, one.node, message, help);
        }
    }

    /// Reports a negative number, and warns of a numerator that is larger than the denominator.
    fn check_shares(&mut self, numerator: At<Decimal>, denominator: At<Decimal>) {
        let mut both = [numerator, denominator].into_iter();
        if let Some(negative) = both.find(|number| number.is_sign_negative()) {
            let value = negative.value;
            let message = format!("{value} is below zero, but it is a number of cases");
            let help = format!("write {}", -value);
            self.file.error(Code::Range, negative.node, message, help);
        } else if self.measure.unit == Unit::Percent && numerator.value > denominator.value {
            let message = format!(
                "{} out of {} is more than the whole",
                numerator.value, denominator.value
            );
            let help = "check that the numerator and denominator are not the wrong way round";
            self.file
                .warning(Code::Range, numerator.node, message, help);
        }
    }
}
