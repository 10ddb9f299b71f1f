//! Figures in the unit of their measure: numbers, durations and results.

use rust_decimal::Decimal;

use super::FileProblems;
use crate::diag::{Code, did_you_mean, one_of};
use crate::model::{DurationError, DurationPart, Smallest, Unit};
use crate::parse::At;
use crate::parse::leaf::{self, Amount};

/// Returns a typed figure in the measure's unit. Reports a text that is none.
pub(super) fn figure(typed: &At<Amount>, unit: &Unit, file: &mut FileProblems) -> Option<Decimal> {
    let found = match (&typed.value, unit) {
        (Amount::Number(value), Unit::Duration(smallest)) => number_of_duration(*value, *smallest),
        (Amount::Number(value), Unit::Results(_)) => result(&value.to_string(), unit),
        (Amount::Number(value), _) => Ok(*value),
        (Amount::Words(text), Unit::Duration(smallest)) => smallest
            .read(text)
            .map_err(|error| duration_words(text, *smallest, error)),
        (Amount::Words(text), Unit::Results(_)) => result(text, unit),
        (Amount::Words(text), _) => Err(leaf::not_a_number(file.path, text)),
    };
    let report = |(message, help)| file.error(Code::NotAFigure, typed.node, message, help);
    found.map_err(report).ok()
}

fn result(typed: &str, unit: &Unit) -> Result<Decimal, (String, String)> {
    let Unit::Results(words) = unit else {
        return Err(Default::default());
    };
    unit.figure_of_result(typed).ok_or_else(|| {
        let known = || words.iter().map(|word| word.text.as_str());
        let near = did_you_mean(typed, known());
        let help = match near {
            Some(near) => format!("did you mean `{near}`? It can be {}", one_of(known())),
            None => format!("write {}", one_of(known())),
        };
        let message = format!("`{typed}` is not one of the results of this measure");
        (message, help)
    })
}

/// A duration of 0 needs no part.
fn number_of_duration(value: Decimal, smallest: Smallest) -> Result<Decimal, (String, String)> {
    if value.is_zero() {
        return Ok(value);
    }
    Err(duration_words(
        &value.to_string(),
        smallest,
        DurationError::WhichPart,
    ))
}

fn duration_words(typed: &str, smallest: Smallest, error: DurationError) -> (String, String) {
    let example = match smallest {
        Smallest::Seconds => "`4m 40s`, `1h 4m 40s` or `4:40`",
        Smallest::Minutes => "`6h 41m` or `6:41`",
        Smallest::Hours => "`12 days 4 hours` or `4 hours`",
    };
    match error {
        DurationError::WhichPart => {
            let part = part_name(smallest.parts()[smallest.parts().len() - 1].0);
            let message = format!("`{typed}` does not say which part of a duration it is");
            (message, format!("write `{typed} {part}`, or {example}"))
        }
        DurationError::OtherPart(part) => {
            let part = part_name(part);
            let message = format!("`{typed}` has {part}, and this measure's unit does not");
            let help = format!(
                "write {example}, or another `duration:` in the `unit:` of the measure's file"
            );
            (message, help)
        }
        DurationError::TooMany(part, number) => {
            let part = part_name(part);
            let message = format!("`{typed}` has {number} {part}, which is more than there can be");
            (message, format!("write {example}"))
        }
        DurationError::NotATime => {
            let message = format!("`{typed}` is not a duration");
            (message, format!("write {example}"))
        }
    }
}

fn part_name(part: DurationPart) -> &'static str {
    match part {
        DurationPart::Days => "days",
        DurationPart::Hours => "hours",
        DurationPart::Minutes => "minutes",
        DurationPart::Seconds => "seconds",
    }
}
