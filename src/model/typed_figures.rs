//! Figures as files type them: "88", "4m 40s", "Achieved". The inverse reads them back.

use rust_decimal::Decimal;

use super::{DurationPart, Smallest, Unit};

impl Unit {
    /// Formats a figure as files type it.
    pub(crate) fn typed(&self, figure: Decimal) -> String {
        match self {
            Self::Duration(smallest) => smallest.typed(figure),
            Self::Results(_) => {
                let result = self.result(figure).map(|result| result.text.clone());
                result.unwrap_or_else(|| figure.to_string())
            }
            _ => figure.to_string(),
        }
    }

    /// Reads a figure that files type. `None` if it is none in this unit.
    pub(crate) fn read(&self, typed: &str) -> Option<Decimal> {
        match self {
            Self::Duration(smallest) => smallest.read(typed).ok(),
            Self::Results(_) => self.figure_of_result(typed),
            _ => typed.trim().parse().ok(),
        }
    }
}

impl Smallest {
    /// Formats a duration as files type it: "1h 4m 40s", "12 days 4 hours".
    fn typed(self, figure: Decimal) -> String {
        let parts = self.split(figure);
        let parts = parts.into_iter().map(|(number, part)| {
            let is_one = number == Decimal::ONE;
            match (self, part) {
                (Self::Hours, DurationPart::Days) if is_one => "1 day".to_owned(),
                (Self::Hours, DurationPart::Days) => format!("{number} days"),
                (Self::Hours, _) if is_one => "1 hour".to_owned(),
                (Self::Hours, _) => format!("{number} hours"),
                (_, DurationPart::Hours) => format!("{number}h"),
                (_, DurationPart::Minutes) => format!("{number}m"),
                (_, _) => format!("{number}s"),
            }
        });
        let parts: Vec<String> = parts.collect();
        let sign = if figure < Decimal::ZERO { "-" } else { "" };
        format!("{sign}{}", parts.join(" "))
    }

    /// Splits the size of a duration into its parts, from the largest. Parts that are zero are left out, unless all are.
    pub(crate) fn split(self, figure: Decimal) -> Vec<(Decimal, DurationPart)> {
        let mut rest = figure.abs();
        let mut split = Vec::new();
        for (part, size) in self.parts() {
            let size = Decimal::from(*size);
            let is_last = size == Decimal::ONE;
            let number = if is_last { rest } else { (rest / size).floor() };
            rest -= number * size;
            if !number.is_zero() || (is_last && split.is_empty()) {
                split.push((number.normalize(), *part));
            }
        }
        split
    }
}
